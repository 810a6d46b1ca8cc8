"""Values to triples and back, through a named graph of a real store."""

import types
from dataclasses import MISSING, fields
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.codec import classes, decode, encode, mapping
from graph.lines import lines
from graph.spelling import spelled
from graph.store import Store
from graph.triples import Literal, Resource, Triple, spell_all
from ontology.errors import GraphError
from ontology.model import Entity, Page, Property, Proposition
from ontology.terms import ID, RDF_TYPE, RDFS, Iri, Kind, Predicate

PAGE = ID + "page"
IRIS = st.integers(0, 99).map(lambda number: Iri(f"{ID}thing/{number}"))
DATED = {
    "date": st.dates().map(str),
    "dateTime": st.datetimes().map(lambda moment: moment.replace(microsecond=0).isoformat() + "Z"),
    "anyURI": st.sampled_from(["https://news.example/1", "http://x.example/?q=a&b=%20"]),
    None: st.text(),
}


def strategy(hint: Any) -> st.SearchStrategy[Any]:
    """Values of an annotated field."""
    kind, carrier = get_args(hint)[:2]
    members = get_args(kind) if get_origin(kind) in {tuple, Union, types.UnionType} else (kind,)
    scalars = [member for member in members if member not in {type(None), Ellipsis}]
    one = scalar(scalars[0], carrier)
    if get_origin(kind) is tuple:
        return st.lists(one, unique=True, max_size=4).map(lambda found: tuple(sorted(found)))
    return st.none() | one if type(None) in members else one


def scalar(kind: Any, carrier: Property) -> st.SearchStrategy[Any]:
    """Values of one scalar type."""
    if kind is Iri:
        return IRIS
    if kind is int:
        return st.integers(-(2**40), 2**40)
    if kind is float:
        return st.floats(allow_nan=False, allow_infinity=False)
    if kind is str:
        return DATED[carrier.datatype]
    return st.sampled_from(list(kind))


def values(cls: type) -> st.SearchStrategy[Any]:
    """Whole values of a class."""
    hints = get_type_hints(cls, include_extras=True)
    annotated = {field.name: hints[field.name] for field in fields(cls) if field.name != "iri"}
    return st.builds(cls, iri=IRIS, **{name: strategy(hint) for name, hint in annotated.items()})


@pytest.mark.parametrize("cls", classes(), ids=lambda cls: cls.__name__)
def test_round_trip(cls: type) -> None:
    """Every value of every class comes back equal from a named graph, whatever its fields hold."""

    @settings(max_examples=60, deadline=None)
    @given(values(cls))
    def holds(value: Any) -> None:
        store = Store.memory()
        store.update(f"INSERT DATA {{ GRAPH <{PAGE}> {{ {spell_all(encode(value))} }} }}")
        assert decode(cls, value.iri, store.about(value.iri, PAGE)) == value

    holds()


@pytest.mark.parametrize("cls", classes(), ids=lambda cls: cls.__name__)
def test_a_value_is_spelled_as_its_triples_are(cls: type) -> None:
    """Spelled at once, a value gives the lines of its triples, which are those that the store gives back."""

    @settings(max_examples=60, deadline=None)
    @given(values(cls))
    def holds(value: Any) -> None:
        found = spelled(value, PAGE)
        assert found == lines(encode(value), PAGE)
        store = Store.memory()
        store.fill(found)
        assert store.lines() == set(found)

    holds()


def test_every_class_of_the_model_is_mapped() -> None:
    """Each class with annotated fields is kept, and each of its fields has a property of its own."""
    for cls in classes():
        carried = [field.property for field in mapping(cls).fields]
        assert len(carried) == len(set(carried)) == len(fields(cls)) - 1
        assert all(get_origin(hint) is Annotated for hint in _hints(cls))


def test_empty_fields_have_no_triple() -> None:
    """What is None or empty is not written, and the type of an entity is its kind."""
    entity = Entity(iri=Iri(ID + "e"), kind=Kind.COMPANY, label="Acme")
    assert encode(entity) == [
        Triple(entity.iri, RDF_TYPE, Resource(Kind.COMPANY.iri)),
        Triple(entity.iri, RDFS + "label", Literal("Acme")),
    ]


def test_tuples_are_sets() -> None:
    """Order and repetition of a tuple are not kept."""
    entity = Entity(iri=Iri(ID + "e"), kind=Kind.COMPANY, label="A", aliases=("c", "b", "c"))
    assert decode(Entity, entity.iri, encode(entity)).aliases == ("b", "c")


def test_a_missing_field_is_named() -> None:
    """A value that lacks a required field is refused with the name of the field."""
    said = Proposition(
        iri=Iri(ID + "p"), subject=Iri(ID + "s"), predicate=Predicate.TARGET, object=Iri(ID + "o")
    )
    with pytest.raises(GraphError, match="no object"):
        decode(Proposition, said.iri, encode(said)[:-1])


def test_labels_in_a_language_are_no_label_of_ours() -> None:
    """Text tagged with a language, as the reference graph has it, does not compete with the plain label."""
    triples = [
        Triple(ID + "e", RDF_TYPE, Resource(Kind.SECTOR.iri)),
        Triple(ID + "e", RDFS + "label", Literal("energy")),
        Triple(ID + "e", RDFS + "label", Literal("a wrong one", language="en")),
    ]
    assert decode(Entity, ID + "e", triples).label == "energy"


def test_what_the_graph_does_not_keep_is_refused() -> None:
    """A class without a mapping is a GraphError, not a KeyError."""
    with pytest.raises(GraphError, match="Page"):
        mapping(Page)


def _hints(cls: type) -> list[Any]:
    hints = get_type_hints(cls, include_extras=True)
    assert all(field.default is not MISSING or field.name for field in fields(cls))
    return [hints[field.name] for field in fields(cls) if field.name != "iri"]
