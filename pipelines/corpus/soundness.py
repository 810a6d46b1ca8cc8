"""What must hold of an article beyond being readable: shape of header, sense of claims, nothing forgotten."""

import re
from collections.abc import Iterator
from datetime import date
from itertools import combinations

from ontology.terms import Certainty, Kind, Polarity, Predicate
from pipelines.corpus.annotation import NAMED, AnnotatedArticle, AnnotatedClaim, Finding, Mention
from pipelines.corpus.declarations import TYPES
from pipelines.corpus.wording import context, occurrences

STYLES = (
    "wire",
    "tabloid",
    "trade",
    "japanese",
    "notice",
    "statement",
    "blog",
    "follow-up",
    "correction",
    "local",
    "national",
)
FIELDS = {"outlet", "publisher", "style", "published", "title", "url", "country", "note"}
_HAPPENING = frozenset({Kind.INCIDENT, Kind.EVENT})
_WIELDER = _HAPPENING | {Kind.THREAT_ACTOR, Kind.MALWARE, Kind.TOOL, Kind.PERSON, Kind.UNNAMED_SOURCE}
SUBJECTS: dict[Predicate, frozenset[Kind]] = {
    **dict.fromkeys(
        (
            Predicate.COMPROMISED,
            Predicate.EXFILTRATED,
            Predicate.MISUSED,
            Predicate.ENCRYPTED,
            Predicate.DISRUPTED,
            Predicate.ACCESSED_DATA_OF,
            Predicate.AFFECTED_SECTOR,
            Predicate.PEOPLE_AFFECTED,
            Predicate.ORIGINATED_AT,
            Predicate.VIA,
            Predicate.IMPERSONATED,
            Predicate.RANSOM_DEMANDED,
            Predicate.RANSOM_PAID,
            Predicate.HAS_IMPACT,
        ),
        _HAPPENING,
    ),
    Predicate.ACTOR: _HAPPENING | {Kind.COMMUNICATION},
    Predicate.AFTER: _HAPPENING | {Kind.COMMUNICATION},
    Predicate.EVENT_TYPE: _HAPPENING | {Kind.COMMUNICATION},
    Predicate.TARGET: _WIELDER,
    Predicate.EXPLOITED: _WIELDER,
    Predicate.AFFECTED_PRODUCT: frozenset({Kind.VULNERABILITY}),
    Predicate.PATCHED_BY: frozenset({Kind.VULNERABILITY}),
}
OBJECTS: dict[Predicate, frozenset[Kind]] = {
    Predicate.TIME: frozenset({Kind.DATE}),
    Predicate.SECTOR: frozenset({Kind.SECTOR}),
    Predicate.SERVES_SECTOR: frozenset({Kind.SECTOR}),
    Predicate.AFFECTED_SECTOR: frozenset({Kind.SECTOR}),
    Predicate.AMOUNT: frozenset({Kind.MONEY}),
    Predicate.EXPLOITED: frozenset({Kind.VULNERABILITY}),
    Predicate.PEOPLE_AFFECTED: frozenset({Kind.QUANTITY, Kind.COLLECTIVE}),
    Predicate.DESCRIPTION: frozenset({Kind.CONCEPT, Kind.TOPIC}),
}


_WITH_ARTICLE = frozenset({Kind.MEDIA_ORGANIZATION, Kind.DATE, Kind.QUANTITY, Kind.MONEY})
_DETERMINER = re.compile(
    r"(?:the|an?|its|our|their|his|her|your|my|mr|mrs|ms|dr|minister|president)\b\.? ", re.IGNORECASE
)


def problems(article: AnnotatedArticle) -> Iterator[Finding]:
    """Everything wrong with an article that could be read, and hints at what may have been forgotten."""
    yield from _header(article)
    yield from _mentions(article)
    yield from _chains(article)
    for claim in article.claims:
        yield from _claim(article, claim)
    yield from _doubles(article)
    yield from _unmarked(article)


def _finding(article: AnnotatedArticle, line: int, message: str, *, hint: bool = False) -> Finding:
    return Finding(article.path, line, message, hint)


def _header(article: AnnotatedArticle) -> Iterator[Finding]:
    header, words = article.header, len(article.text.split())
    for missing in {"outlet", "style", "published", "title"} - set(header):
        yield _finding(article, 1, f"the header lacks {missing}: (published: none where there is no date)")
    for unknown in set(header) - FIELDS:
        yield _finding(article, 1, f"unknown header field {unknown!r}; fields are {' '.join(sorted(FIELDS))}")
    if header.get("style") not in STYLES:
        yield _finding(article, 1, f"style must be one of {' '.join(STYLES)}")
    if header.get("published", "none") != "none" and not _is_day(header["published"]):
        yield _finding(article, 1, "published must be YYYY-MM-DD or none")
    if not 150 <= words <= 700:
        yield _finding(article, 1, f"the text has {words} words; it must have 150 to 700")
    for section in ("mentions", "attributions", "events", "claims"):
        if not getattr(article, section) and not (
            section == "attributions" and header.get("style") in ("statement", "notice")
        ):
            yield _finding(article, 1, f"there are no {section}")


def _is_day(words: str) -> bool:
    try:
        return len(words) == 10 and bool(date.fromisoformat(words))
    except ValueError:
        return False


def _mentions(article: AnnotatedArticle) -> Iterator[Finding]:
    for mention in article.mentions:
        words, kind = mention.span.of(article.text), article.entities[mention.entity].kind
        if kind in NAMED and mention.form == "name" and not any(letter.isupper() for letter in words):
            yield _finding(
                article, mention.line, f"{words!r} is no name of a {TYPES[kind]}: mark it as nominal with ~"
            )
        if mention.form == "name" and kind not in _WITH_ARTICLE and _DETERMINER.match(words):
            yield _finding(
                article, mention.line, f"leave article, possessive or title out of {words!r}, or mark it ~"
            )
        if mention.form == "name" and re.search(r"['’]s$", words):
            yield _finding(article, mention.line, f"leave the possessive out of {words!r}")
    seen: dict[object, Mention] = {}
    for mention in article.mentions:
        twin = seen.setdefault((mention.span, mention.entity), mention)
        if twin is not mention:
            yield _finding(article, mention.line, f"{mention.span.of(article.text)!r} is marked twice")


def _chains(article: AnnotatedArticle) -> Iterator[Finding]:
    for one in article.attributions:
        inner = one.chain[0]
        for speaker in inner.speakers:
            for_whom = article.entities[speaker].speaks_for
            if for_whom and all(for_whom not in step.speakers for step in one.chain):
                chain = f"{for_whom} says < {speaker} says"
                message = f"{speaker} speaks for {for_whom}: the holder is {for_whom}, write {chain}"
                yield _finding(article, one.line, message)


def _claim(article: AnnotatedArticle, claim: AnnotatedClaim) -> Iterator[Finding]:
    def wrong(message: str) -> Finding:
        return _finding(article, claim.line, f"{claim.id}: {message}")

    subject = article.entities[claim.subject].kind
    if claim.predicate in SUBJECTS and subject not in SUBJECTS[claim.predicate]:
        allowed = _names(SUBJECTS[claim.predicate])
        yield wrong(f"the subject of {claim.predicate} is no {TYPES[subject]} but one of {allowed}")
    if claim.predicate in OBJECTS and article.entities[claim.object].kind not in OBJECTS[claim.predicate]:
        yield wrong(f"the object of {claim.predicate} must be one of {_names(OBJECTS[claim.predicate])}")
    if claim.subject == claim.object:
        yield wrong("subject and object are the same")
    if not claim.cue and (claim.certainty != Certainty.CERTAIN or claim.polarity != Polarity.POSITIVE):
        yield wrong('what is negative or not certain needs cue="the words that make it so"')
    if claim.time and claim.quantity and claim.predicate == Predicate.TIME:
        yield wrong("a claim of time has no quantity")
    if len(claim.span.of(article.text).split()) < 2:
        yield wrong("the quote is a single word; quote the clause")
    if claim.span.end - claim.span.start > 600:
        yield wrong("the quote is longer than 600 characters; quote the clause")
    yield from _voice(article, claim)


def _voice(article: AnnotatedArticle, claim: AnnotatedClaim) -> Iterator[Finding]:
    contents = {one.id: one.content for one in article.attributions}
    if claim.attribution and not any(claim.span.overlaps(part) for part in contents[claim.attribution]):
        outside = f"the quote lies outside the content of {claim.attribution}"
        message = f"{claim.id}: {outside}; widen the content or give it another string"
        yield _finding(article, claim.line, message)
    if claim.attribution or claim.presupposed:
        return
    for name, parts in contents.items():
        if any(part.covers(claim.span) for part in parts):
            told = f"own voice, but the quote stands in the content of {name}"
            message = f"{claim.id}: {told}; write {name}, or own! if the article itself says it"
            yield _finding(article, claim.line, message)
            return


def _names(kinds: frozenset[Kind]) -> str:
    return " ".join(sorted(TYPES[kind] for kind in kinds))


def _doubles(article: AnnotatedArticle) -> Iterator[Finding]:
    for one, two in combinations(article.claims, 2):
        same = (one.subject, one.predicate, one.object, one.chain[0].speakers, one.span) == (
            two.subject, two.predicate, two.object, two.chain[0].speakers, two.span
        )  # fmt: skip
        if same and one.polarity == two.polarity:
            yield _finding(article, two.line, f"{two.id} repeats {one.id}")


_NUMBER = re.compile(r"(?<![\w-])[$€£¥]?\d[\d,.:]*(?:\w+)?")
_NAME = re.compile(r"(?<=[a-z,;:’'\"”)] )[A-Z]\w+(?:[ -][A-Z]\w+)*")
_NO_NAMES = frozenset("I I'm Mr Mrs Ms Dr Internet Web Wi-Fi IT AI PDF USB VPN CEO CFO CIO CISO".split())


def _unmarked(article: AnnotatedArticle) -> Iterator[Finding]:
    spans = [mention.span for mention in article.mentions]
    names = {m.span.of(article.text): m for m in article.mentions if _is_name(article, m)}
    for words, mention in sorted(names.items()):
        for span in occurrences(article.text, words):
            if not any(other.covers(span) or (span.covers(other) and other != span) for other in spans):
                where = context(article.text, span)
                yield _finding(
                    article,
                    _line(article, span.start),
                    f"{words!r} ({mention.entity}) also stands unmarked in {where}",
                )
    for pattern, what in ((_NUMBER, "a number, date or amount"), (_NAME, "a name")):
        for found in pattern.finditer(article.text):
            inside = any(span.start < found.end() and found.start() < span.end for span in spans)
            if not inside and found[0] not in _NO_NAMES:
                message = f"{found[0]!r} is not marked; is it {what}?"
                yield _finding(article, _line(article, found.start()), message, hint=True)


def _is_name(article: AnnotatedArticle, mention: Mention) -> bool:
    kind = article.entities[mention.entity].kind
    return (
        mention.form == "name"
        and (kind in NAMED or kind in (Kind.MALWARE, Kind.TOOL, Kind.VULNERABILITY))
        and any(letter.isupper() for letter in mention.span.of(article.text))
    )


def _line(article: AnnotatedArticle, offset: int) -> int:
    return max((line for start, line in article.starts if start <= offset), default=1)
