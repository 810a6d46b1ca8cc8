"""The vocabulary entry by entry, and its versions: `python -m ontology.handbook` keeps the current one.

A version is the text of classes, properties and values together. The current one is what stands in the files;
those that went out before lie in `ontology/versions`.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from ontology.terms import RDF_TYPE, RDFS, SKOS
from ontology.turtle import Triple, triples
from ontology.vocabulary import NAMING, ONTOLOGY, read

OWL = "http://www.w3.org/2002/07/owl#"
_FILES = ("incident.ttl", "values.ttl")
_VERSION = re.compile(r'owl:versionInfo "([^"]+)"')
_NUMBER = re.compile(r"\d+\.\d+\.\d+")


class Sort(StrEnum):
    """What an entry is."""

    CLASS = "class"
    PROPERTY = "property"
    LIST = "list"
    VALUE = "value"


_SORTS = {
    OWL + "Class": Sort.CLASS,
    OWL + "ObjectProperty": Sort.PROPERTY,
    OWL + "DatatypeProperty": Sort.PROPERTY,
    SKOS + "ConceptScheme": Sort.LIST,
    SKOS + "Concept": Sort.VALUE,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A class, property, value or list of values; IRIs unless said otherwise."""

    iri: str
    sort: Sort
    names: Mapping[str, str]  # by language
    definition: str  # in English
    above: tuple[str, ...] = ()  # what it is a kind of
    leads_from: tuple[str, ...] = ()
    leads_to: tuple[str, ...] = ()
    matches: tuple[tuple[str, str], ...] = ()  # local name of the relation, and what it matches elsewhere
    scheme: str | None = None  # the list that a value stands in

    @property
    def name(self) -> str:
        """The local name."""
        return re.split(r"[#/]", self.iri)[-1]


def entries(text: str) -> tuple[Entry, ...]:
    """All entries of a version, in its order."""
    about: dict[str, list[Triple]] = {}
    for said in triples(text):
        about.setdefault(said.subject, []).append(said)
    made = (_entry(iri, said) for iri, said in about.items())
    return tuple(entry for entry in made if entry)


def versions() -> tuple[str, ...]:
    """The versions that there are, the current one first."""
    kept = (file.name.removesuffix(".ttl") for file in (ONTOLOGY / "versions").iterdir())
    earlier = sorted((name for name in kept if _NUMBER.fullmatch(name)), key=_parts, reverse=True)
    return tuple(dict.fromkeys((current(), *earlier)))


def version(name: str | None = None) -> str | None:
    """The text of a version as Turtle, of the current one without a name; None when there is none."""
    if name is None or name == current():
        return "\n".join(map(read, _FILES))
    if name not in versions():
        return None
    return (ONTOLOGY / "versions" / f"{name}.ttl").read_text(encoding="utf-8")


def current() -> str:
    """The number of the current version."""
    found = _VERSION.search(read(_FILES[0]))
    return found[1] if found else "0"


def _parts(name: str) -> list[int]:
    return [int(part) for part in name.split(".")]


def _entry(iri: str, said: Iterable[Triple]) -> Entry | None:
    told = list(said)
    sort = next(
        (_SORTS[t.object.value] for t in told if t.predicate == RDF_TYPE and t.object.value in _SORTS), None
    )
    if sort is None:
        return None
    names = {t.object.language: t.object.value for t in told if t.predicate in NAMING and t.object.language}
    matches = [
        (t.predicate.removeprefix(SKOS), t.object.value)
        for t in told
        if t.predicate.endswith("Match") and t.object.language is None
    ]
    return Entry(
        iri=iri, sort=sort, names=names, matches=tuple(matches),
        definition=next((t.object.value for t in told if t.predicate == SKOS + "definition"), ""),
        above=_all(told, RDFS + "subClassOf", RDFS + "subPropertyOf", SKOS + "broader"),
        leads_from=_all(told, RDFS + "domain"), leads_to=_all(told, RDFS + "range"),
        scheme=next(iter(_all(told, SKOS + "inScheme")), None),
    )  # fmt: skip


def _all(said: Iterable[Triple], *predicates: str) -> tuple[str, ...]:
    return tuple(t.object.value for t in said if t.predicate in predicates)


if __name__ == "__main__":
    target = Path(str(ONTOLOGY / "versions")) / f"{current()}.ttl"
    target.write_text(version() or "", encoding="utf-8")
    print(target)
