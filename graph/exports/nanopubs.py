"""Nanopublications: each claim with its provenance as four small graphs, named by a hash of their content.

What is asserted is that somebody claims something, never what is claimed. The name goes on from that of the
claim, so that it can be looked up here; it does not depend on the generation.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import IO

from graph.exports.source import Source
from graph.exports.trusty import BLANK, Quad, code, named
from graph.store import Store
from graph.triples import Literal, Resource, Triple, spell, spell_iri
from ontology.terms import DCTERMS, IC, PROV, RDF, RDF_TYPE, RDFS

NP = "http://www.nanopub.org/nschema#"
_CLAIMS = "SELECT ?claim WHERE { ?claim a ic:Claim } ORDER BY ?claim"
_WHOLE = frozenset(
    IC + name for name in ("proposition", "attribution", "within", "evidence", "time", "quantity")
)
_ELSEWHERE = frozenset({IC + "withdrawn"})  # a claim stays what it is when it no longer counts
_NAMED = frozenset(
    {
        *(IC + name for name in ("holder", "speaker", "place", "basedOn", "origin", "madeIn", "predicate")),
        *(RDF + name for name in ("subject", "object")),
    }
)
_GRAPHS = ("Head", "assertion", "provenance", "pubinfo")


def write_nanopubs(source: Source, output: IO[bytes]) -> None:
    """Write the nanopublication of every claim as TriG, in the order of the claims' IRIs."""
    for (claim,) in source.graph.store.at_hand().rows(_CLAIMS):
        if isinstance(claim, Resource):
            output.write(_trig(nanopub(source.graph.store.at_hand(), claim, source.licence)))


def nanopub(store: Store, claim: str, licence: str) -> list[Quad]:
    """The quads of a claim's nanopublication, under their trusty names."""
    this = f"{claim}.{BLANK}"
    head, assertion, provenance, pubinfo = (f"{this}#{graph}" for graph in _GRAPHS)
    article = next(str(t.object) for t in store.about(claim) if t.predicate == IC + "article")
    quads = [
        *_quads(head, _head(this, assertion, provenance, pubinfo)),
        *_quads(assertion, _assertion(store, claim)),
        *_quads(provenance, _provenance(store, assertion, article)),
        *_quads(pubinfo, _publication(store, this, claim, article, licence)),
    ]
    return named(quads, code(quads))


def trusted(store: Store, claim: str, known: str, licence: str) -> bytes | None:
    """The nanopublication of a claim as TriG; None when the claim is not there or has another code now."""
    if not any(t.predicate == IC + "article" for t in store.about(claim)):
        return None
    quads = nanopub(store, claim, licence)
    return _trig(quads) if quads[0].graph == f"{claim}.{known}#Head" else None


def _head(this: str, assertion: str, provenance: str, pubinfo: str) -> Iterator[Triple]:
    yield Triple(this, RDF_TYPE, Resource(f"{NP}Nanopublication"))
    yield Triple(this, f"{NP}hasAssertion", Resource(assertion))
    yield Triple(this, f"{NP}hasProvenance", Resource(provenance))
    yield Triple(this, f"{NP}hasPublicationInfo", Resource(pubinfo))


def _assertion(store: Store, claim: str) -> Iterator[Triple]:
    """The claim and what makes it up in full, and what it speaks of by class and name."""
    seen: set[tuple[str, bool]] = set()
    waiting = [(claim, True)]
    while waiting:
        subject, whole = waiting.pop()
        if (subject, whole) in seen:
            continue
        seen.add((subject, whole))
        for triple in store.about(subject):
            if triple.predicate in _ELSEWHERE or not (
                whole or triple.predicate in {RDF_TYPE, RDFS + "label"}
            ):
                continue
            yield triple
            if isinstance(triple.object, Resource) and triple.predicate in _WHOLE | _NAMED:
                waiting.append((triple.object, triple.predicate in _WHOLE))


def _provenance(store: Store, assertion: str, article: str) -> Iterator[Triple]:
    yield Triple(assertion, f"{PROV}hadPrimarySource", Resource(article))
    for triple in store.about(article):
        if triple.predicate == f"{PROV}wasGeneratedBy":
            yield triple._replace(subject=assertion)
            yield from store.about(str(triple.object))
        elif triple.predicate != f"{IC}recorded" and triple.predicate not in _ELSEWHERE:
            yield triple


def _publication(store: Store, this: str, claim: str, article: str, licence: str) -> Iterator[Triple]:
    yield Triple(this, f"{DCTERMS}license", Resource(licence))
    yield Triple(this, f"{DCTERMS}subject", Resource(claim))
    yield Triple(this, f"{DCTERMS}creator", Literal("claimgraph"))
    for triple in store.about(article):
        if triple.predicate == f"{IC}recorded":
            yield Triple(this, f"{DCTERMS}created", triple.object)


def _quads(graph: str, triples: Iterable[Triple]) -> Iterator[Quad]:
    return (Quad(graph, *triple) for triple in triples)


def _trig(quads: list[Quad]) -> bytes:
    parts = []
    for graph, told in groupby(quads, key=lambda quad: quad.graph):
        lines = (f"  {spell_iri(s)} {spell_iri(p)} {spell(o)} .\n" for _, s, p, o in told)
        parts.append(f"{spell_iri(graph)} {{\n{''.join(lines)}}}\n")
    return "".join((*parts, "\n")).encode()
