"""What the graph holds about one thing: for people a table, for machines a small graph of its own."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import IO

from graph import reference
from graph.graph import Graph
from graph.jsonld import write_jsonld
from graph.store import Store
from graph.triples import Resource, Triple, spell_iri
from ontology import turtle
from ontology.terms import DCTERMS, IC, RDF_TYPE, RDFS, Graphs, Iri

FORMS = {
    "ttl": ("text/turtle", "turtle"),
    "trig": ("application/trig", "trig"),
    "nq": ("application/n-quads", "nquads"),
    "nt": ("application/n-triples", "ntriples"),
    "jsonld": ("application/ld+json", "jsonld"),
}
SHOWN = 100  # of what refers to a thing
_WHOLE = frozenset(IC + name for name in ("proposition", "attribution", "within", "evidence"))
_REPLACED = f"""
SELECT ?new WHERE {{ GRAPH <{Graphs.HISTORY}> {{ ?j <{IC}judged> $old ; <{DCTERMS}isReplacedBy> ?new }} }}
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Portrait:
    """A thing: its triples, the first things that refer to it, and what all that is called."""

    iri: Iri
    name: str | None
    triples: tuple[Triple, ...]
    referring: tuple[tuple[str, str], ...]  # predicate and subject
    more: bool  # more refers to it than is told
    names: dict[str, str]

    @property
    def classes(self) -> tuple[str, ...]:
        """The classes that it is of."""
        return tuple(str(t.object) for t in self.triples if t.predicate == RDF_TYPE)

    @property
    def is_held(self) -> bool:
        """Whether more is said of it than when it came and went: a judgement may speak of what is gone."""
        return any(t.predicate not in {IC + "recorded", IC + "withdrawn"} for t in self.triples)


def portrait(graph: Graph, iri: str) -> Portrait | None:
    """The portrait of a thing; None when the graph says nothing of it and nothing refers to it."""
    triples = tuple(sorted(graph.store.about(iri)))
    query = f"SELECT DISTINCT ?p ?s WHERE {{ ?s ?p {spell_iri(iri)} }}"
    found = list(islice(graph.store.at_hand().rows(query), SHOWN + 1))
    if not triples and not found:
        return None
    referring = tuple(sorted((str(p), str(s)) for p, s in found[:SHOWN]))
    spoken = {iri, *(t.predicate for t in triples), *(p for p, _ in referring), *(s for _, s in referring)}
    spoken.update(t.object for t in triples if isinstance(t.object, Resource))
    names = graph.labels(spoken)
    return Portrait(
        iri=Iri(iri), name=names.get(iri), triples=triples, referring=referring,
        more=len(found) > SHOWN, names=names,
    )  # fmt: skip


def replaced_by(graph: Graph, iri: str) -> str | None:
    """What a thing goes by since somebody judged that it is the same as another."""
    found = graph.ask(_REPLACED, old=iri).column("new")
    return str(found[0]) if found else None


def write_portrait(graph: Graph, iri: str, output: IO[bytes], form: str) -> None:
    """Write the small graph of a thing, or a whole named graph, in one of FORMS (by the suffix)."""
    store = Store.memory()
    if iri in set(graph.store.graphs()):
        store.extend((triple for triple, _ in graph.store.quads(iri)), iri)
    for triple, name in _around(graph, iri):
        store.extend((triple,), name)
    if form == "jsonld":
        write_jsonld(store, output)
    else:
        store.dump(output, FORMS[form][1])


def _around(graph: Graph, iri: str) -> Iterator[tuple[Triple, str]]:
    """What is said of a thing, of what makes it up, and what everything in that is called."""
    waiting, seen = [(iri, True)], set()
    while waiting:
        subject, whole = waiting.pop()
        if (subject, whole) in seen:
            continue
        seen.add((subject, whole))
        for triple, name in graph.store.placed(subject):
            if not whole and triple.predicate != RDFS + "label":
                continue
            yield triple, name
            if isinstance(triple.object, Resource):
                waiting.append((triple.object, triple.predicate in _WHOLE))


def write_vocabulary(text: str, output: IO[bytes], form: str) -> None:
    """Write flat Turtle of ours in another of FORMS (by the suffix), in the graph of its own namespace."""
    store = Store.memory()
    store.extend((Triple(s, p, reference.term(o)) for s, p, o in turtle.triples(text)), IC.removesuffix("#"))
    if form == "jsonld":
        write_jsonld(store, output)
    else:
        store.dump(output, FORMS[form][1])
