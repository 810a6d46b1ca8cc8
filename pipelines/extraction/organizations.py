"""Names of organisations by their words: "Acme Corp.", "Bank of X", "Institute for X and Y", "Daily Y"."""

from dataclasses import dataclass
from functools import cache

from ontology.terms import Kind
from pipelines.extraction.lexicons import listed_words
from pipelines.extraction.passage import Passage
from pipelines.extraction.places import PEOPLES

LEGAL = listed_words("organizations", "company", "legal")
LEADING = listed_words("organizations", "organization", "leading")
TOPICS = listed_words("organizations", "body", "topics")
_SERVED = listed_words("organizations", "body", "served")
_COMMON = listed_words("words", "words", "common")
_COORDINATED = TOPICS | _COMMON | {"coordination"}
_WEAK = (
    listed_words("organizations", "organization", "weak")
    | listed_words("organizations", "media", "weak")
    | listed_words("places", "heads", "weak")
)
_LONGEST = 30  # words of the longest name
_LINKS = frozenset({"of", "for", "on", "against", "to", "in"})
_STARTING = frozenset(
    {"ministry", "department", "agency", "bureau", "office", "secretariat", "directorate", "commission"}
)
_RE_SERVED = frozenset({"reserve", "central", "national", "state", "people's"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A name of one kind at the tokens [first, last), with how much its words show that."""

    first: int
    last: int
    kind: Kind
    weight: float


@cache
def heads() -> dict[str, Kind]:
    """The kind of a name by its last word."""
    found = dict.fromkeys(listed_words("places", "heads", "last"), Kind.PLACE)
    found |= dict.fromkeys(listed_words("organizations", "company", "head"), Kind.COMPANY)
    found |= dict.fromkeys(listed_words("organizations", "organization", "head"), Kind.ORGANIZATION)
    found |= dict.fromkeys(listed_words("organizations", "media", "head"), Kind.MEDIA_ORGANIZATION)
    found |= dict.fromkeys(listed_words("organizations", "body", "head"), Kind.GOVERNMENT_BODY)
    found |= dict.fromkeys(LEGAL, Kind.COMPANY)
    return found


def organization(passage: Passage, first: int, limit: int) -> Named | None:
    """The name of an organisation or place that begins at the token, by its last or first word."""
    head = _head(passage, first, limit)
    if head is None:
        last = _with_legal_form(passage, limit)
        return Named(first=first, last=last, kind=Kind.COMPANY, weight=6.0) if last > limit else None
    last = _extended(passage, head + 1)
    if head == first and last == head + 1:
        return None
    return Named(
        first=first,
        last=last,
        kind=_kind(passage, first, head, last),
        weight=_weight(passage, head, last),
    )


def _head(passage: Passage, first: int, limit: int) -> int | None:
    for index in range(limit - 1, first - 1, -1):
        lower = passage.lowers[index]
        if lower in heads() and (index > first or _leads(passage, index)):
            return index
        if lower in LEADING and _leads(passage, index):
            return index
    return None


def _leads(passage: Passage, index: int) -> bool:
    """Whether the word is a beginning as in "University of Tokyo", "Doctors Without Borders"."""
    if passage.lowers[index] not in LEADING | _STARTING or passage.lower(index + 1) not in _LINKS:
        return False
    after = index + 3 if passage.lower(index + 2) == "the" else index + 2
    return passage.same_sentence(index, after) and passage.capital[after] and after not in passage.blocked


def _extended(passage: Passage, last: int) -> int:
    """The end of a name with the legal form behind a comma and with what "of" and "for" add."""
    last = _with_legal_form(passage, last)
    for step in range(3):
        longer = _with_complement(passage, last, linked=step > 0)
        if longer == last:
            return last
        last = longer
    return last


def _with_legal_form(passage: Passage, last: int) -> int:
    after = last + 1 if passage.lower(last) == "," else last
    while (
        passage.same_sentence(last - 1, after) and passage.capital[after] and passage.lowers[after] in LEGAL
    ):
        last = after + 1
        after = last + 1 if passage.lower(last) == "," else last
    return last


def _with_complement(passage: Passage, last: int, *, linked: bool) -> int:
    link = passage.lower(last)
    if link not in _LINKS or not (_may_link(passage, last) or (linked and _is_noun_of(passage, last))):
        return last
    begin = last + 2 if passage.lower(last + 1) == "the" else last + 1
    if passage.lower(begin) in PEOPLES:
        return last
    end = capitals_end(passage, begin)
    if end == begin:
        return last
    return _with_conjuncts(passage, end)


def _may_link(passage: Passage, last: int) -> bool:
    head = passage.lower(last - 1)
    if passage.lower(last) == "of":
        return (
            head in LEADING or heads().get(head) is Kind.GOVERNMENT_BODY or head in {"university", "school"}
        )
    return head in LEADING and passage.lower(last) in {"for", "on", "against"}


def _is_noun_of(passage: Passage, last: int) -> bool:
    """Whether an ordinary noun inside a name has an "of" of its own: "Office for the Coordination of X"."""
    return passage.lower(last) == "of" and passage.lower(last - 1) in _COORDINATED


def _with_conjuncts(passage: Passage, last: int) -> int:
    """What departments are of goes on behind commas and "and": "Economy, Trade and Industry"."""
    while True:
        begin = last
        while passage.lower(begin) in {",", "and", "&"} and begin - last < 2:
            begin += 1
        if begin == last or not passage.same_sentence(last - 1, begin):
            return last
        end = capitals_end(passage, begin)
        if end == begin or not (passage.lowers[begin] in TOPICS or is_abbreviated(passage, end)):
            return last
        last = end


def is_abbreviated(passage: Passage, last: int) -> bool:
    """Whether an acronym in brackets follows."""
    word = passage.words[last + 1] if last + 2 < len(passage.words) else ""
    return passage.lower(last) == "(" and len(word) > 2 and word.isupper() and passage.lower(last + 2) == ")"


def capitals_end(passage: Passage, first: int) -> int:
    """Where the capitalised words that begin at the token end, or are too many for a name."""
    last = first
    end = min(len(passage.tokens), first + _LONGEST)
    while last < end and passage.capital[last] and passage.same_sentence(first, last):
        if last in passage.blocked or (last > first and passage.is_function(last)):
            break
        last += 1
    return last


def _kind(passage: Passage, first: int, head: int, last: int) -> Kind:
    lower = passage.lowers[head]
    before = passage.lower(head - 1) if head > first else ""
    if lower in {"agency", "agencies", "service"} and before in {"news", "press"}:
        return Kind.MEDIA_ORGANIZATION
    if lower in {"bank", "banco"} and (before in _RE_SERVED or last > head + 1):
        return Kind.GOVERNMENT_BODY
    if passage.lowers[last - 1] in LEGAL:
        return Kind.COMPANY
    if lower == "district" and before in _SERVED:
        return Kind.GOVERNMENT_BODY
    if lower in {"centre", "center", "service", "institute"} and passage.lowers[first] in {
        "national",
        "federal",
    }:
        return Kind.GOVERNMENT_BODY
    return heads().get(lower, Kind.GOVERNMENT_BODY if lower in _STARTING else Kind.ORGANIZATION)


def _weight(passage: Passage, head: int, last: int) -> float:
    lower = passage.lowers[head]
    if last > head + 1 or lower in LEGAL:
        return 6.0
    if lower in _WEAK and not (lower == "district" and passage.lower(head - 1) in _SERVED):
        return 1.5
    return 4.0
