"""The catalogue of a generation: the entities that accounts speak of, by kind, in the order of their names.

Entities of the reference lists (sectors, government bodies) are in it only when an account speaks of them.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from api.reader import Reader
from ontology.terms import Graphs, Iri, Kind

_SPOKEN_OF = f"""
SELECT ?iri ?kind ?label WHERE {{
  {{ SELECT DISTINCT ?iri WHERE {{
    {{ GRAPH <{Graphs.ENTITIES}> {{ ?iri ?is ?so }} }}
    UNION {{ GRAPH <{Graphs.INCIDENTS}> {{ ?iri ?is ?so }} }}
    UNION {{ GRAPH <{Graphs.ENTITIES}> {{
      ?other ic:concerns|ic:ownedBy|ic:partOf|ic:speaksFor|org:memberOf ?iri
    }} }}
    UNION {{ ?proposition rdf:subject|rdf:object ?iri }}
    UNION {{ ?step ic:speaker ?iri }}
    UNION {{ ?mention ic:denotes ?iri }}
    UNION {{ ?article schema:publisher ?iri }}
  }} }}
  ?iri a ?kind ; rdfs:label ?label .
}}
"""
_OTHER_NAMES = "SELECT ?iri ?name WHERE { ?iri skos:altLabel ?name }"
_KINDS: dict[str, Kind] = {kind.iri: kind for kind in Kind}


class Listed(NamedTuple):
    """An entity in its place: `key` is what the catalogue is ordered by."""

    key: str
    iri: Iri
    kind: Kind
    names: str  # all of them, casefolded, one a line, with an empty line before and behind

    def called(self, name: str) -> bool:
        """Whether it bears this name."""
        return f"\n{name.strip().casefold()}\n" in self.names

    def begins(self, word: str) -> bool:
        """Whether a word of one of its names begins like this."""
        return f"\n{word}" in self.names or f" {word}" in self.names


def listed(reader: Reader, kinds: Iterable[Kind], text: str | None = None) -> tuple[Listed, ...]:
    """The entities of some kinds by name; with a text, those with a name in which each word begins."""
    wanted, words = frozenset(kinds), (text or "").casefold().split()
    return tuple(
        entry for entry in _catalogue(reader) if entry.kind in wanted and all(map(entry.begins, words))
    )


def _catalogue(reader: Reader) -> tuple[Listed, ...]:
    return reader.once("catalogue", lambda: tuple(sorted(_entries(reader))))


def _entries(reader: Reader) -> Iterator[Listed]:
    called: dict[tuple[str, str], str] = {}
    for iri, kind, label in reader.ask(_SPOKEN_OF):
        called[iri, kind] = min(label, called.get((iri, kind), label))
    others: dict[str, list[str]] = {}
    for iri, name in reader.ask(_OTHER_NAMES):
        others.setdefault(iri, []).append(name)
    for (iri, kind), label in called.items():
        if kind in _KINDS:
            names = "\n".join(("", label, *others.get(iri, ()), "")).casefold()
            yield Listed(f"{label.casefold()}|{iri}", Iri(str(iri)), _KINDS[kind], names)
