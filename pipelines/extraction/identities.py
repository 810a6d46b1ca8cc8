"""Turns the spellings of a text into things: spellings joined, kinds decided, every occurrence found."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from ontology.terms import Kind
from pipelines.extraction.acronyms import acronyms
from pipelines.extraction.aliases import Key, Surface, clusters
from pipelines.extraction.capitals import Candidate
from pipelines.extraction.lexicons import listed_words
from pipelines.extraction.passage import Passage
from pipelines.extraction.registers import Identity, registered
from pipelines.extraction.votes import add, decide, no_votes

_COMMON = listed_words("words", "words")
_SHORT_SHARE = 0.3  # what a short form's own votes count beside the full name's


def identities(passage: Passage, surfaces: Mapping[Key, Surface]) -> list[Identity]:
    """The things that the spellings name, with all of their occurrences and their entries in lists."""
    roots = clusters(surfaces, acronyms(passage, surfaces))
    groups: dict[Key, list[Surface]] = defaultdict(list)
    for key, surface in surfaces.items():
        groups[roots[key]].append(surface)
    things = [thing for root, group in groups.items() for thing in _decided(root, group)]
    _spread(passage, things)
    things = registered(passage, things)
    for thing in things:
        if thing.kind is Kind.MEDIA_ORGANIZATION:
            thing.places = [_with_article(passage, place) for place in thing.places]
    return things


def _decided(root: Key, group: Sequence[Surface]) -> Iterator[Identity]:
    total = no_votes()
    for surface in group:
        short = surface.key != root and len(root) > 1 and len(surface.key) == 1
        add(total, surface.votes, _SHORT_SHARE if short else 1.0)
    kind = decide(total)
    if kind is not None:
        places = sorted(place for surface in group for place in surface.places)
        yield Identity(kind=kind, places=places, surfaces=list(group))


def _spread(passage: Passage, things: Sequence[Identity]) -> None:
    """Add the occurrences of decided names that were not seen as names where they stand."""
    closed = {index for thing in things for first, last in thing.places for index in range(first, last)}
    closed |= passage.blocked
    keys = {surface.key: thing for thing in things for surface in thing.surfaces}
    lengths: dict[str, set[int]] = defaultdict(set)
    for key in keys:
        lengths[key[0]].add(len(key))
    plain = tuple(lower.rstrip(".") or lower for lower in passage.lowers)
    for index, lower in enumerate(plain):
        if lower not in lengths or not passage.capital[index] or index in closed:
            continue
        for size in sorted(lengths[lower], reverse=True):
            thing = keys.get(plain[index : index + size])
            if thing and closed.isdisjoint(range(index, index + size)) and _may_spread(passage, index, size):
                thing.places.append((index, index + size))
                closed.update(range(index, index + size))
                break


def _may_spread(passage: Passage, index: int, size: int) -> bool:
    if not passage.same_sentence(index, index + size - 1):
        return False
    ordinary = size == 1 and passage.lowers[index] in _COMMON
    return not (ordinary and (index in passage.opening or index in passage.headline))


def _with_article(passage: Passage, place: tuple[int, int]) -> tuple[int, int]:
    """A newspaper's "The", written large inside a sentence, belongs to its name."""
    first, last = place
    before = first - 1
    inside = first > 0 and passage.words[before] == "The" and before not in passage.opening
    return (before, last) if inside else place


def sector_things(sectors: Sequence[Candidate]) -> list[Identity]:
    """One thing for each sector."""
    found: dict[str, Identity] = {}
    for candidate in sectors:
        if candidate.found is not None:
            known = candidate.found.references[0].known
            fresh = Identity(kind=Kind.SECTOR, places=[], surfaces=[], known=known, name=known.name)
            found.setdefault(known.name, fresh).places.append((candidate.first, candidate.last))
    return list(found.values())


def listed_things(listed: Sequence[tuple[Candidate, str]]) -> list[Identity]:
    """One thing for each body of an enumeration, under its full name."""
    found: dict[str, Identity] = {}
    for candidate, name in listed:
        fresh = Identity(kind=Kind.GOVERNMENT_BODY, places=[], surfaces=[], name=name)
        found.setdefault(name, fresh).places.append((candidate.first, candidate.last))
    return list(found.values())
