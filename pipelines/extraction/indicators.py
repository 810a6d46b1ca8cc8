"""Names that have a shape: CVE numbers, designations such as APT28 and UNC2452, MS17-010."""

import re

from ontology.terms import Kind
from pipelines.extraction.capitals import Candidate
from pipelines.extraction.lexicons import listed_words
from pipelines.extraction.passage import Passage

_VULNERABILITY = re.compile(
    r"(?:CVE|CAN)-(?:19|20)\d\d-\d{4,7}|MS\d\d-\d{3}|CNVD-\d{4}-\d+|VU#\d+", re.IGNORECASE
)
_PREFIXES = sorted(listed_words("threats", "actors", "designations"), key=len, reverse=True)
_PREFIX = "|".join(re.escape(prefix).removesuffix(r"\-") + r"[-_]?" for prefix in _PREFIXES)
_DESIGNATION = re.compile(rf"(?:{_PREFIX})(?:[a-z]?\d{{1,5}}(?:\.\d+)?)[a-z]?", re.IGNORECASE)
_BARE = frozenset({"apt", "unc", "fin", "ta", "dev", "storm", "uac"})


def indicators(passage: Passage) -> list[Candidate]:
    """The vulnerabilities and groups that are named by a number."""
    found = []
    index = 0
    while index < len(passage.tokens):
        candidate = None if index in passage.blocked else _indicator(passage, index)
        if candidate is not None:
            found.append(candidate)
        index = candidate.last if candidate else index + 1
    return found


def _indicator(passage: Passage, index: int) -> Candidate | None:
    word = passage.words[index]
    if not (word[0].isupper() or word[:3].lower() in {"cve", "unk"}):
        return None
    if _VULNERABILITY.fullmatch(word):
        return Candidate(first=index, last=index + 1, kind=Kind.VULNERABILITY, weight=9.0)
    if _DESIGNATION.fullmatch(word) and word[:2].isupper() | (word[:5] in {"Storm", "Temp."}):
        return Candidate(first=index, last=index + 1, kind=Kind.THREAT_ACTOR, weight=9.0)
    number = passage.lower(index + 1)
    bare = word.isupper() and passage.lowers[index] in _BARE and passage.same_sentence(index, index + 1)
    if bare and number.isdecimal() and len(number) < 6:
        return Candidate(first=index, last=index + 2, kind=Kind.THREAT_ACTOR, weight=6.0)
    return None
