"""Names from content."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph import names
from graph.triples import spell_iri
from ontology.terms import ID, Act, Iri, Kind, Predicate, Relation

A, B = Iri(ID + "a"), Iri(ID + "b")


def test_names_are_stable() -> None:
    """A name is the same in every process and version, because published graphs refer to it."""
    assert names.proposition(A, Predicate.TARGET, B) == ID + "proposition/4035ffad157ee938da08"
    assert names.entity(Kind.COMPANY, "Acme Pumps Ltd.") == ID + "company/acme-pumps-ltd-3b5a45c0"


@settings(deadline=None)
@given(st.sampled_from(Kind), st.text(st.characters(exclude_categories=["Cs"])))
def test_any_key_makes_an_iri(kind: Kind, key: str) -> None:
    """Every key in every script becomes a valid IRI of its kind."""
    assert spell_iri(names.entity(kind, key))


@settings(deadline=None)
@given(st.text(min_size=1, max_size=8), st.text(min_size=1, max_size=8))
def test_different_content_has_different_names(one: str, other: str) -> None:
    """Two keys share a name only when they are equal."""
    same = names.entity(Kind.PERSON, one) == names.entity(Kind.PERSON, other)
    assert same == (one == other)


def test_the_kind_is_part_of_the_name() -> None:
    """A company and a person of one name are two things."""
    assert names.entity(Kind.PERSON, "Ford") != names.entity(Kind.COMPANY, "Ford")


def test_parts_do_not_run_together() -> None:
    """Moving text from one part to the next, or from absent to empty, makes another name."""
    assert names.claim(A, B, 1, 23) != names.claim(A, B, 12, 3)
    assert names.time("2020") != names.time("2020", basis="")
    assert names.comparison(A, B, Relation.REFINES) != names.comparison(B, A, Relation.REFINES)


def test_speakers_are_a_set() -> None:
    """The order in which speakers are listed does not matter."""
    one = names.step(A, 1, (A, B), Act.SAYS)
    assert one == names.step(A, 1, (B, A), Act.SAYS)
    assert one != names.step(A, 1, (A,), Act.SAYS)
    assert one != names.step(A, 2, (A, B), Act.SAYS)


def test_whole_numbers_are_the_same_amount() -> None:
    """200 and 200.0 of a unit are one quantity, as the value and as a bound they are two."""
    assert names.quantity("MB", 200) == names.quantity("MB", 200.0)
    assert names.quantity("MB", 200) != names.quantity("MB", minimum=200)


@pytest.mark.parametrize("document", ["0123456789abcdef", "a.b_c-1"])
def test_documents_can_be_found_again(document: str) -> None:
    """The document id can be read off the names of its article and page."""
    assert names.document(names.article(document)) == document
    assert names.document(names.page(document)) == document


def test_unusual_document_ids_are_named_too() -> None:
    """An id that an IRI cannot hold is escaped, and two of them stay apart."""
    one, other = names.article("a b/c"), names.article("a b:c")
    assert spell_iri(one)
    assert one != other
