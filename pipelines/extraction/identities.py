"""Turns the spellings of a text into things: kinds decided, spellings joined, every occurrence found, lists linked."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ontology.terms import Kind, SpeakerKind
from pipelines.extraction.account import AccountEntity, AccountMention, Span
from pipelines.extraction.aliases import ORGANIZATIONS, Key, Surface, acronym_of, clusters, decide
from pipelines.extraction.capitals import Candidate
from pipelines.extraction.evidence import Votes
from pipelines.extraction.gazetteers import Known, Reference
from pipelines.extraction.lexicons import listed_phrases, listed_words
from pipelines.extraction.passage import Passage
from pipelines.extraction.persons import HONORIFICS

_COMMON = listed_words("words", "words")
_ACRONYMS_NOT = listed_words("organizations", "organization", "acronyms_not")
_ACRONYM_KINDS = frozenset({*ORGANIZATIONS, Kind.PLACE})
Places = list[tuple[int, int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """The named things of a text, in the order of their first mention, and their mentions in order."""

    entities: tuple[AccountEntity, ...]
    mentions: tuple[AccountMention, ...]


@dataclass(slots=True, kw_only=True)
class Identity:
    """One thing of a text: its kind, spellings, occurrences and what lists know of it."""

    kind: Kind
    places: Places
    surfaces: list[Surface]
    known: Known | None = None
    name: str | None = None


def identities(
    passage: Passage,
    surfaces: Mapping[Key, Surface],
    sectors: Sequence[Candidate],
    listed: Sequence[tuple[Candidate, str]],
) -> Names:
    """Decide, join, spread and link."""
    roots = clusters(surfaces, _acronyms(passage, surfaces))
    joined = _joined(surfaces, roots)
    _spread(passage, joined)
    things = [*_linked(joined), *_sector_things(sectors), *_listed_things(listed)]
    things.sort(key=lambda thing: min(thing.places))
    entities = tuple(_entity(passage, number, thing) for number, thing in enumerate(things))
    mentions = sorted(
        (
            AccountMention(span=passage.span(first, last), kind=thing.kind, entity=f"n{number}")
            for number, thing in enumerate(things)
            for first, last in thing.places
        ),
        key=lambda mention: mention.span,
    )
    return Names(entities=entities, mentions=tuple(mentions))


def _acronyms(passage: Passage, surfaces: Mapping[Key, Surface]) -> dict[Key, Key]:
    """Acronyms in brackets behind a name, and those whose letters are the first ones of a name."""
    endings = {last: key for key, surface in surfaces.items() for _, last in surface.places}
    letters: dict[str, Key] = {}
    for key, surface in surfaces.items():
        if len(key) > 1 and surface.kind in _ACRONYM_KINDS:
            for acronym in acronym_of(key):
                letters.setdefault(acronym, key)
    found: dict[Key, Key] = {}
    for key, surface in surfaces.items():
        first, last = surface.places[0]
        if last - first > 1 or not passage.words[first].replace(".", "").isupper():
            continue
        before = (
            endings.get(first - 1) if passage.lower(first - 1) == "(" and passage.lower(last) == ")" else None
        )
        full = (
            before
            if before is not None and _may_stand_for(key[0], before)
            else letters.get(key[0].replace(".", ""))
        )
        if full is not None and len(full) > 1:
            found[key] = full
    return found


def _may_stand_for(acronym: str, full: Key) -> bool:
    """Whether the letters of an acronym occur in the name in their order."""
    text = iter("".join(full))
    return acronym[0] in {word[0] for word in full} and all(
        letter in text for letter in acronym if letter.isalnum()
    )


def _joined(surfaces: Mapping[Key, Surface], roots: Mapping[Key, Key]) -> list[Identity]:
    groups: dict[Key, list[Surface]] = defaultdict(list)
    for key, surface in surfaces.items():
        groups[roots[key]].append(surface)
    return [identity for root, group in groups.items() for identity in _decided(root, group)]


def _decided(root: Key, group: list[Surface]) -> Iterable[Identity]:
    total: Votes = Counter()
    for surface in group:
        share = 0.3 if surface.key != root and len(root) > 1 and len(surface.key) == 1 else 1.0  # short: the full name decides
        for vote, weight in surface.votes.items():
            total[vote] += share * weight
    kind = decide(total)
    if kind is None:
        return
    places = sorted(place for surface in group for place in surface.places)
    yield Identity(kind=kind, places=places, surfaces=group)


def _spread(passage: Passage, joined: list[Identity]) -> None:
    """Add the occurrences of decided names that were not seen as names where they stand."""
    taken = {index for thing in joined for first, last in thing.places for index in range(first, last)}
    keys = {surface.key: thing for thing in joined for surface in thing.surfaces}
    lengths: dict[str, set[int]] = defaultdict(set)
    for key in keys:
        lengths[key[0]].add(len(key))
    plain = tuple(lower.rstrip(".") or lower for lower in passage.lowers)
    skipped = passage.blocked - {
        index for thing in joined for first, last in thing.places for index in range(first, last)
    }
    for index, lower in enumerate(plain):
        if lower not in lengths or not passage.capital[index] or index in taken or index in skipped:
            continue
        for size in sorted(lengths[lower], reverse=True):
            span = range(index, index + size)
            thing = keys.get(plain[index : index + size])
            if (
                thing
                and not any(i in taken or i in skipped for i in span)
                and _may_spread(passage, index, size)
            ):
                thing.places.append((index, index + size))
                taken.update(span)
                break


def _may_spread(passage: Passage, index: int, size: int) -> bool:
    if not passage.same_sentence(index, index + size - 1):
        return False
    ordinary = size == 1 and passage.lowers[index] in _COMMON
    return not (ordinary and (index in passage.opening or index in passage.headline))


def _linked(joined: list[Identity]) -> list[Identity]:
    """Things of one list entry become one; bodies with names of many countries follow the country spoken of."""
    spoken = _countries(joined)
    merged: dict[object, Identity] = {}
    for thing in joined:
        thing.known = _known(thing, spoken)
        key = (thing.kind, thing.known.same_as[:1] or thing.known.name) if thing.known else id(thing)
        if key in merged:
            merged[key].places.extend(thing.places)
            merged[key].surfaces.extend(thing.surfaces)
        else:
            merged[key] = thing
    return list(merged.values())


def _references(thing: Identity) -> list[Reference]:
    found = [r for surface in thing.surfaces for r in surface.references if r.known.kind is thing.kind]
    return found or [
        r for surface in thing.surfaces for r in surface.references if _is_near(r.known.kind, thing.kind)
    ]


def _is_near(kind: Kind, other: Kind) -> bool:
    return kind in ORGANIZATIONS and other in ORGANIZATIONS


def _countries(joined: list[Identity]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for thing in joined:
        if thing.kind is Kind.PLACE:
            for reference in _references(thing)[:1]:
                country = reference.known.country or next(iter(reference.known.same_as), "")
                counts[country] += len(thing.places)
    return counts


def _known(thing: Identity, spoken: Counter[str]) -> Known | None:
    references = _references(thing)
    if not references:
        return None
    countries = {reference.known.country for reference in references}
    if thing.kind is not Kind.GOVERNMENT_BODY or len(countries) < 2:
        return references[0].known
    told = [r for r in references if r.known.country and spoken[r.known.country]]
    return max(told, key=lambda r: spoken[r.known.country or ""]).known if told else None


def _sector_things(sectors: Sequence[Candidate]) -> Iterable[Identity]:
    found: dict[str, Identity] = {}
    for candidate in sectors:
        if candidate.found is None:
            continue
        known = candidate.found.references[0].known
        thing = found.setdefault(
            known.name, Identity(kind=Kind.SECTOR, places=[], surfaces=[], known=known, name=known.name)
        )
        thing.places.append((candidate.first, candidate.last))
    return found.values()


def _listed_things(listed: Sequence[tuple[Candidate, str]]) -> Iterable[Identity]:
    found: dict[str, Identity] = {}
    for candidate, name in listed:
        thing = found.setdefault(name, Identity(kind=Kind.GOVERNMENT_BODY, places=[], surfaces=[], name=name))
        thing.places.append((candidate.first, candidate.last))
    return found.values()


def _entity(passage: Passage, number: int, thing: Identity) -> AccountEntity:
    written = [passage.span(first, last).of(passage.text) for first, last in sorted(thing.places)]
    adjectives = {w for w in written if _is_adjective(thing, w)}
    names = [" ".join(words.split()) for words in dict.fromkeys(written) if words not in adjectives]
    name = (
        thing.name
        or max(names, key=_fullness, default=None)
        or (thing.known.name if thing.known else written[0])
    )
    listed = (thing.known.name, *thing.known.aliases) if thing.known and thing.known.same_as else ()
    others = dict.fromkeys((*names, *listed))
    title = _job_title(passage, thing)
    return AccountEntity(
        id=f"n{number}",
        kind=thing.kind,
        name=name,
        aliases=tuple(other for other in others if other != name),
        same_as=thing.known.same_as if thing.known else (),
        job_title=title,
        speaker_kind=SpeakerKind.OFFICIAL if title and _is_public(title) else None,
    )


def _fullness(name: str) -> tuple[bool, int, int]:
    return (not name.isupper(), len(name.split()), len(name))


def _is_adjective(thing: Identity, words: str) -> bool:
    if thing.kind is not Kind.PLACE:
        return False
    key = tuple(word.rstrip(".") for word in words.lower().split())
    return any(
        surface.key == key and surface.references and surface.references[0].adjective
        for surface in thing.surfaces
    )


def _job_title(passage: Passage, thing: Identity) -> str | None:
    if thing.kind is not Kind.PERSON:
        return None
    for first, last in sorted({title for surface in thing.surfaces for title in surface.titles}):
        if last - first == 1 and passage.lowers[first].rstrip(".") in HONORIFICS:
            continue
        return " ".join(
            Span(passage.tokens[first].span.start, passage.tokens[last - 1].span.end).of(passage.text).split()
        )
    return None


def _is_public(title: str) -> bool:
    lower = title.lower()
    return any(
        lower == phrase or lower.endswith(" " + phrase)
        for phrase in listed_phrases("roles", "offices", "public")
    )
