"""Government bodies by grammar: "the Japanese government", "the Defense and Environment ministries"."""

from ontology.terms import Kind
from pipelines.extraction.capitals import Candidate
from pipelines.extraction.gazetteers import Found, gazetteer
from pipelines.extraction.organizations import TOPICS
from pipelines.extraction.passage import Passage

_PLURALS = {
    "ministries": "Ministry",
    "departments": "Department",
    "agencies": "Agency",
    "commissions": "Commission",
}
_SINGULARS = frozenset({"ministry", "department"})
_JOINTS = frozenset({",", "and", "&"})
Listed = tuple[Candidate, str]  # a member of an enumeration with its full name


def governments(passage: Passage) -> list[Candidate]:
    """Nationalities and places with "government", and ministries in small letters."""
    found: list[Candidate] = []
    for index, lower in enumerate(passage.lowers):
        if index in passage.blocked:
            continue
        if lower in {"government", "governments"}:
            found.extend(_government(passage, index))
        elif lower in _SINGULARS and passage.words[index].islower():
            found.extend(_ministry(passage, index))
    return found


def _government(passage: Passage, index: int) -> list[Candidate]:
    place = _place_before(passage, index) or _place_behind(passage, index)
    if place is not None:
        first, last = min(place.first, index), max(place.last, index + 1)
        body = Candidate(first=first, last=last, kind=Kind.GOVERNMENT_BODY, weight=5.0)
        named = Candidate(first=place.first, last=place.last, found=place, kind=Kind.PLACE, weight=5.0)
        return [body] if place.references[0].adjective else [body, named]
    if (
        passage.words[index] == "Government"
        and index not in passage.opening | passage.headline
        and _is_bare(passage, index)
    ):
        return [Candidate(first=index, last=index + 1, kind=Kind.GOVERNMENT_BODY, weight=3.0)]
    return []


def _place_before(passage: Passage, index: int) -> Found | None:
    for first in range(max(0, index - 3), index):
        if passage.capital[first] and passage.same_sentence(first, index):
            found = gazetteer().match(passage, first, index)
            if found and found.last == index and found.references[0].known.kind is Kind.PLACE:
                return found
    return None


def _place_behind(passage: Passage, index: int) -> Found | None:
    first = index + 3 if passage.lower(index + 2) == "the" else index + 2
    if passage.lower(index + 1) != "of" or not passage.same_sentence(index, first):
        return None
    found = gazetteer().match(passage, first, min(first + 5, len(passage.tokens)))
    return found if found and found.references[0].known.kind is Kind.PLACE else None


def _is_bare(passage: Passage, index: int) -> bool:
    after = passage.lower(index + 1)
    return (
        not passage.capital[index - 1]
        and after not in {"of", "-"}
        and not (
            index + 1 < len(passage.tokens)
            and passage.capital[index + 1]
            and passage.same_sentence(index, index + 1)
        )
    )


def _ministry(passage: Passage, index: int) -> list[Candidate]:
    """Ministries in small letters behind a determiner or nationality: "Japan's interior ministry"."""
    first = index
    while (
        first > 0
        and index - first < 5
        and passage.lowers[first - 1] in TOPICS | {"and"}
        and passage.words[first - 1].islower()
    ):
        first -= 1
    if first == index or passage.lowers[first] == "and" or not passage.same_sentence(first - 1, index):
        return []
    before = passage.lowers[first - 1]
    if before in {"the", "'s"} or passage.capital[first - 1]:
        return [Candidate(first=first, last=index + 1, kind=Kind.GOVERNMENT_BODY, weight=3.0)]
    return []


def enumerations(passage: Passage) -> list[Listed]:
    """The members of "the Defense and Trade ministries" and of "the ministries of Defense and Trade"."""
    found: list[Listed] = []
    for index, lower in enumerate(passage.lowers):
        if lower in _PLURALS and index not in passage.blocked:
            found.extend(_before(passage, index) or _behind(passage, index))
    return found


def _before(passage: Passage, head: int) -> list[Listed]:
    members: list[tuple[int, int]] = []
    last = head
    while last > 0:
        first = last
        while (
            first > 0
            and passage.capital[first - 1]
            and passage.lowers[first - 1] in TOPICS
            and passage.same_sentence(first - 1, head)
        ):
            first -= 1
        if first == last:
            break
        members.append((first, last))
        last = first
        while last > 0 and passage.lowers[last - 1] in _JOINTS and first - last < 2:
            last -= 1
        if last == first:
            break
    return _listed(passage, members[::-1], _PLURALS[passage.lowers[head]], behind=False)


def _behind(passage: Passage, head: int) -> list[Listed]:
    if passage.lower(head + 1) not in {"of", "for"}:
        return []
    members: list[tuple[int, int]] = []
    first = head + 2
    while first < len(passage.tokens) and passage.same_sentence(head, first):
        last = first
        while last < len(passage.tokens) and passage.capital[last] and passage.lowers[last] in TOPICS:
            last += 1
        if last == first:
            break
        members.append((first, last))
        first = last
        while passage.lower(first) in _JOINTS and first - last < 2:
            first += 1
        if first == last:
            break
    return _listed(passage, members, _PLURALS[passage.lowers[head]], behind=True)


def _listed(passage: Passage, members: list[tuple[int, int]], noun: str, *, behind: bool) -> list[Listed]:
    if len(members) < 2:
        return []
    found = []
    for first, last in members:
        topic = passage.span(first, last).of(passage.text)
        name = f"{noun} of {topic}" if behind else f"{topic} {noun}"
        found.append((Candidate(first=first, last=last, kind=Kind.GOVERNMENT_BODY, weight=6.0), name))
    return found
