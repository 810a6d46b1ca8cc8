"""Values spelled as the N-Quads that the store writes, without making triples of them first."""

from collections.abc import Callable, Iterable
from functools import cache
from typing import Any, NamedTuple

from graph.codec import Record, mapping
from graph.lines import term
from graph.triples import Resource, spell_iri
from ontology.terms import RDF_TYPE


class _Spelled(NamedTuple):
    """One field: the property as it stands in a line, whether it has many values, and how each is spelled."""

    name: str
    predicate: str
    many: bool
    spell: Callable[[Any], str]


def spelled(value: Record, graph: str) -> list[str]:
    """What `lines(encode(value), graph)` gives, as a list of lines with their line feeds."""
    opening, fields = _fields(type(value))
    subject, end = spell_iri(value.iri), f" {spell_iri(graph)} .\n"
    found = [f"{subject}{opening}{end}"] if opening else []
    for name, predicate, many, spell in fields:
        content = getattr(value, name)
        if not many:
            if content is not None:
                found.append(f"{subject}{predicate}{spell(content)}{end}")
        elif content:
            found += [f"{subject}{predicate}{spell(one)}{end}" for one in sorted(set(content))]
    return found


def spelled_all(values: Iterable[Record], graph: str) -> list[str]:
    """The lines of many values, in their order."""
    return [line for value in values for line in spelled(value, graph)]


@cache
def _fields(cls: type) -> tuple[str, tuple[_Spelled, ...]]:
    """How the class of a value stands in a line, where no field says it, and how its fields do."""
    mapped = mapping(cls)
    opening = f" {spell_iri(RDF_TYPE)} {spell_iri(mapped.rdf_class)}" if mapped.rdf_class else ""
    return opening, tuple(
        _Spelled(item.name, f" {spell_iri(item.property)} ", item.many, _speller(item.write))
        for item in mapped.fields
    )


def _speller(write: Callable[[Any], Any]) -> Callable[[Any], str]:
    return spell_iri if write is Resource else lambda one: term(write(one))
