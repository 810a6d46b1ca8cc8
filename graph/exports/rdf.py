"""RDF: the graph as it is kept, and with each claim as the reifier of a triple term (RDF 1.2)."""

from typing import IO

from graph.exports.source import Source
from graph.jsonld import write_jsonld
from graph.triples import Resource, spell_iri
from ontology.terms import RDF

_REIFIED = """
SELECT ?page ?claim ?subject ?predicate ?object WHERE {
  GRAPH ?page { ?claim a ic:Claim ; ic:proposition ?proposition }
  ?proposition rdf:subject ?subject ; rdf:predicate ?predicate ; rdf:object ?object .
}
"""


def write_dump(source: Source, output: IO[bytes], *, form: str) -> None:
    """Write nquads, trig or turtle at the pace of the store. Turtle flattens the graphs into one."""
    source.graph.dump(output, form)


def write_graphs(source: Source, output: IO[bytes]) -> None:
    """Write JSON-LD, one named graph after the other."""
    write_jsonld(source.graph.store.at_hand(), output)


def write_triple_terms(source: Source, output: IO[bytes]) -> None:
    """Write TriG 1.2: all quads, and for each claim `rdf:reifies <<( s p o )>>`, which asserts nothing."""
    output.write(b'VERSION "1.2"\n')
    source.graph.dump(output, "trig")
    reifies = spell_iri(f"{RDF}reifies")
    for row in source.graph.store.at_hand().rows(_REIFIED):
        page, claim, *triple = (spell_iri(term) for term in row if isinstance(term, Resource))
        output.write(f"{page} {{ {claim} {reifies} <<( {' '.join(triple)} )>> }}\n".encode())
