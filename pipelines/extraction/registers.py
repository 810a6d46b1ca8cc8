"""Finds the entries of lists for the things of a text; for ministries, those of the right country."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ontology.terms import Kind
from pipelines.extraction.aliases import Surface
from pipelines.extraction.gazetteers import Known, Reference, gazetteer
from pipelines.extraction.passage import Passage
from pipelines.extraction.votes import ORGANIZATIONS

_OFTEN = 2  # mentions of a country from which a body without a country in its name is that country's


@dataclass(slots=True, kw_only=True)
class Identity:
    """One thing of a text: its kind, spellings, occurrences and what lists know of it."""

    kind: Kind
    places: list[tuple[int, int]]
    surfaces: list[Surface]
    known: Known | None = None
    name: str | None = None


def registered(passage: Passage, things: Sequence[Identity]) -> list[Identity]:
    """The things with their entries; those of one entry become one."""
    spoken = _countries(things)
    merged: dict[object, Identity] = {}
    for thing in things:
        thing.known = _government(passage, thing, things, spoken) or _known(thing, spoken)
        key = (thing.kind, thing.known.same_as[:1] or thing.known.name) if thing.known else id(thing)
        if key in merged:
            merged[key].places.extend(thing.places)
            merged[key].surfaces.extend(thing.surfaces)
        else:
            merged[key] = thing
    return list(merged.values())


def _references(thing: Identity) -> list[Reference]:
    every = [reference for surface in thing.surfaces for reference in surface.references]
    same = [reference for reference in every if reference.known.kind is thing.kind]
    return same or [r for r in every if r.known.kind in ORGANIZATIONS and thing.kind in ORGANIZATIONS]


def _country(thing: Identity) -> str:
    """The country of a place, or the place itself where it is one."""
    known = next((reference.known for reference in _references(thing)), None)
    return (known.country or next(iter(known.same_as), "")) if known else ""


def _countries(things: Sequence[Identity]) -> Counter[str]:
    """How often each country is spoken of."""
    counts: Counter[str] = Counter()
    for thing in things:
        if thing.kind is Kind.PLACE and _country(thing):
            counts[_country(thing)] += len(thing.places)
    return counts


def _known(thing: Identity, spoken: Counter[str]) -> Known | None:
    references = _references(thing)
    if not references:
        return None
    if thing.kind is not Kind.GOVERNMENT_BODY:
        return references[0].known
    told = [r.known for r in references if r.known.country and spoken[r.known.country] >= _OFTEN]
    if told:
        return max(told, key=lambda known: spoken[known.country or ""])
    short = any(len(surface.key) == 1 and surface.references for surface in thing.surfaces)
    foreign = all(reference.known.country for reference in references)
    return references[0].known if len(references) == 1 and (short or not foreign) else None


def _government(
    passage: Passage, thing: Identity, things: Sequence[Identity], spoken: Counter[str]
) -> Known | None:
    """The government of the place in its name; a bare one is that of the country spoken of."""
    key = thing.surfaces[0].key
    if thing.kind is not Kind.GOVERNMENT_BODY or "government" not in {key[0], key[-1]}:
        return None
    if len(key) > 1:
        words = key[:-1] if key[-1] == "government" else key[2:]
        place = next((r.known for r in gazetteer().lookup(words) if r.known.kind is Kind.PLACE), None)
        return _government_of(place) if place else None
    country = _country_before(passage, min(thing.places)[0], things) or _foremost(spoken)
    named = (r.known for other in things for r in _references(other) if country in r.known.same_as[:1])
    return next((_government_of(known) for known in named), None)


def _country_before(passage: Passage, first: int, things: Sequence[Identity]) -> str:
    """The country last named before a token in its sentence."""
    near = [
        (last, _country(thing))
        for thing in things
        if thing.kind is Kind.PLACE
        for begin, last in thing.places
        if begin < first and passage.same_sentence(begin, first)
    ]
    return max(near)[1] if near else ""


def _government_of(place: Known) -> Known | None:
    name = tuple(place.name.lower().split())
    bodies = gazetteer().lookup(("government", "of", *name)) or gazetteer().lookup(
        ("government", "of", "the", *name)
    )
    return bodies[0].known if bodies else None


def _foremost(spoken: Counter[str]) -> str:
    """The country that is named most, when no other is named as often."""
    ranked = spoken.most_common(2)
    return ranked[0][0] if ranked and (len(ranked) == 1 or ranked[0][1] > ranked[1][1]) else ""
