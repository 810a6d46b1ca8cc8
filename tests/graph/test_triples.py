"""How terms are spelled and read."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.store import Store
from graph.triples import (
    XSD_DOUBLE,
    XSD_INTEGER,
    Literal,
    Resource,
    Triple,
    compact,
    spell,
    spell_all,
    spell_iri,
    term_of,
    value_of,
)
from ontology.errors import GraphError
from ontology.terms import IC, ID, SECTOR, XSD

S, P, G = ID + "s", IC + "p", ID + "g"


@settings(deadline=None)
@given(st.text())
def test_any_text_survives_an_update(text: str) -> None:
    """No text can end its literal early or change on its way through SPARQL and the store."""
    store = Store.memory()
    body = spell_all([Triple(S, P, Literal(text))])
    store.update(f"INSERT DATA {{ GRAPH <{G}> {{ {body} }} }}")
    assert [triple.object for triple in store.about(S)] == [Literal(text)]


@pytest.mark.parametrize(
    "text",
    [
        '" } } ; DROP ALL ; INSERT DATA { GRAPH <g:x> { <s:s> <p:p> "',
        "\\u0022 } }",
        "\\",
        '\\"',
        "\r\n",
        "a\\nb",
    ],
)
def test_text_cannot_break_out(text: str) -> None:
    """Text made to break out of its literal is stored as it is."""
    store = Store.memory()
    store.update(f"INSERT DATA {{ GRAPH <{G}> {{ {spell_all([Triple(S, P, Literal(text))])} }} }}")
    assert len(store) == 1
    assert store.about(S)[0].object == Literal(text)


@pytest.mark.parametrize(
    "iri",
    ["", "name", "http://a b", "http://a>b", 'http://a"b', "http://a\nb", "http://a\\u003eb", "<http://a>"],
)
def test_what_is_no_iri_is_refused(iri: str) -> None:
    """A string that could end an IRI early is refused before it reaches the store."""
    with pytest.raises(GraphError, match="not an absolute IRI"):
        spell_iri(iri)


def test_half_a_surrogate_pair_is_refused() -> None:
    """Text that is not Unicode is refused with a sentence, not with an encoding error."""
    with pytest.raises(GraphError, match="surrogate"):
        spell(Literal("\ud800"))


@settings(deadline=None)
@given(st.one_of(st.integers(), st.booleans(), st.floats(allow_nan=False, allow_infinity=False)))
def test_numbers_and_booleans_keep_their_type(value: float) -> None:
    """A number or boolean becomes a typed literal that reads back as the same value of the same type."""
    back = value_of(term_of(value))
    assert back == value
    assert type(back) is type(value)


def test_iris_are_told_from_text() -> None:
    """Only an absolute http(s) or urn IRI is taken for one; a literal stays text whatever it looks like."""
    assert term_of("https://a.example/b") == Resource("https://a.example/b")
    assert isinstance(term_of("urn:x:y"), Resource)
    assert term_of("https is a scheme") == Literal("https is a scheme")
    assert term_of(Literal("https://a.example/b")) == Literal("https://a.example/b")
    assert value_of(Literal("12", XSD_INTEGER)) == 12
    assert value_of(Literal("1.5", XSD_DOUBLE)) == 1.5
    assert value_of(Literal("2020-01-20", XSD + "date")) == "2020-01-20"


def test_short_names_use_the_longest_prefix() -> None:
    """An IRI is shortened with the most specific of our prefixes, or left alone."""
    assert compact(IC + "target") == "ic:target"
    assert compact(SECTOR + "energy") == "sec:energy"
    assert compact("https://elsewhere.example/x") == "https://elsewhere.example/x"
