"""The small Turtle reader reads our files as rdflib does, and refuses what it does not know."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Graph, Literal

from ontology.errors import OntologyError
from ontology.turtle import Term, Triple, triples
from ontology.vocabulary import FILES, read


def by_rdflib(text: str) -> set[Triple]:
    """The same triples, read by rdflib."""
    graph = Graph().parse(data=text, format="turtle")
    return {Triple(str(s), str(p), term_of(o)) for s, p, o in graph}


def term_of(node: object) -> Term:
    """A node of rdflib as a term."""
    return Term(str(node), node.language or "") if isinstance(node, Literal) else Term(str(node))


@pytest.mark.parametrize("file", FILES)
def test_reads_as_rdflib_does(file: str) -> None:
    """The two readers agree on each of our files, and no statement stands twice."""
    found = list(triples(read(file)))
    assert set(found) == by_rdflib(read(file))
    assert len(found) == len(set(found))


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"])), st.sampled_from(["", "@en", "@zh-Hant"]))
def test_reads_any_text(text: str, tag: str) -> None:
    """Whatever a literal holds, it comes back whole."""
    written = text.replace("\\", "\\\\").replace('"', '\\"')
    turtle = f'@prefix x: <urn:x:> .\nx:a x:b "{written}"{tag} , <urn:c> ; a x:d . # end'
    said = list(triples(turtle))
    assert said[0] == Triple("urn:x:a", "urn:x:b", Term(text, tag.removeprefix("@")))
    assert [triple.object.value for triple in said[1:]] == ["urn:c", "urn:x:d"]
    assert set(said) == by_rdflib(turtle)


@pytest.mark.parametrize(
    "text", ["<a> <b> [] .", "<a> <b> .", "<a> <b> ( <c> ) .", "<a> <b> <c> <d> .", "<a> 'b'"]
)
def test_refuses_what_is_not_flat(text: str) -> None:
    """Nested or broken Turtle is an error, never a silent loss."""
    with pytest.raises(OntologyError):
        list(triples(text))
