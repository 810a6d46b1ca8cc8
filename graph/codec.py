"""The one mapping between the values of the ontology and triples, both ways.

It reads the `Annotated[..., Property]` of each class once, so no field is spelled a second time here. A field
that is None or empty has no triple. Tuples are sets: they come back sorted, without repetition. Typed
text comes back in the canonical form of the store: a time in UTC ends in Z.
"""

import types
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, ClassVar, Protocol, TypeVar, Union, get_args, get_origin, get_type_hints

from graph.triples import XSD_DOUBLE, XSD_INTEGER, XSD_STRING, Literal, Resource, Term, Triple
from ontology import model
from ontology.errors import GraphError
from ontology.model import Property
from ontology.terms import RDF_TYPE, XSD, Iri, Kind, Predicate
from ontology.terms import Value as Concept


class Record(Protocol):
    """A value of the ontology: a frozen dataclass with an IRI."""

    __dataclass_fields__: ClassVar[dict[str, Any]]

    @property
    def iri(self) -> Iri:
        """What it is known by."""
        ...


R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """How one field is carried: by which property, as how many values, written and read in which way."""

    name: str
    property: str
    many: bool
    optional: bool
    write: Callable[[Any], Term]
    read: Callable[[Term], Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapped:
    """A class of the ontology with its fields; `rdf_class` is None where a field says the type itself.

    `empty` has what a field holds that has no triple, of those that may have none.
    """

    cls: type
    rdf_class: str | None
    fields: tuple[Field, ...]
    readers: Mapping[str, tuple[str, Callable[[Term], Any], bool]]  # of each property: name, read, many
    empty: Mapping[str, Any]


def encode(value: Record) -> list[Triple]:
    """The triples of a value: its class, then field by field. GraphError for a class that is not kept."""
    mapped = mapping(type(value))
    iri = value.iri
    triples = [Triple(iri, RDF_TYPE, Resource(mapped.rdf_class))] if mapped.rdf_class else []
    for item in mapped.fields:
        content = getattr(value, item.name)
        if content is None:
            continue
        contents = sorted(set(content)) if item.many else (content,)
        triples.extend(Triple(iri, item.property, item.write(one)) for one in contents)
    return triples


def encode_all(values: Iterable[Record]) -> Iterator[Triple]:
    """The triples of many values, in their order."""
    for value in values:
        yield from encode(value)


def decode(cls: type[R], iri: str, triples: Iterable[Triple]) -> R:
    """The value of a class from the triples of one subject; what the class does not know is ignored.

    Of several values where one is expected the smallest is taken, so that reading is the same every time.
    GraphError when a required field has no triple.
    """
    found: dict[str, list[Term]] = {}
    for triple in triples:
        found.setdefault(triple.predicate, []).append(triple.object)
    return decode_described(cls, str(iri), found)


def decode_described(cls: type[R], iri: str, about: Mapping[str, Sequence[Term]]) -> R:
    """The same from the objects by predicate."""
    mapped = mapping(cls)
    content = {"iri": Iri(iri), **mapped.empty}
    readers = mapped.readers
    for predicate, terms in about.items():
        if predicate not in readers:
            continue
        name, read, many = readers[predicate]
        if len(terms) == 1:  # most of the time
            value = read(terms[0])
            if value is not None:
                content[name] = (value,) if many else value
        elif several := {value for value in map(read, terms) if value is not None}:
            content[name] = tuple(sorted(several)) if many else min(several)
    if len(content) <= len(mapped.fields):
        lacking = next(item for item in mapped.fields if item.name not in content)
        raise GraphError(
            f"{iri} is not a whole {cls.__name__}: it has no {lacking.name} ({lacking.property})"
        )
    return cls(**content)


def whole(cls: type, about: Mapping[str, Sequence[Term]]) -> bool:
    """Whether each field that a class requires has a triple."""
    mapped = mapping(cls)
    return all(item.name in mapped.empty or item.property in about for item in mapped.fields)


def mapping(cls: type) -> Mapped:
    """How a class is carried; GraphError for a class that the ontology does not have."""
    mapped = _MAPPED.get(cls)
    if mapped is None:
        raise GraphError(f"{cls.__name__} is not a class that the graph keeps")
    return mapped


def classes() -> tuple[type, ...]:
    """Every class that can be kept, in the order of the model."""
    return tuple(_MAPPED)


def kinds() -> Mapping[str, Kind]:
    """The kind that each class IRI stands for."""
    return _KINDS


def _mapped(cls: type) -> Mapped:
    hints = get_type_hints(cls, include_extras=True)
    carried = tuple(_field(entry.name, hints[entry.name]) for entry in fields(cls) if entry.name != "iri")
    return Mapped(
        cls=cls,
        rdf_class=getattr(cls, "rdf_class", None),
        fields=carried,
        readers={item.property: (item.name, item.read, item.many) for item in carried},
        empty={item.name: () if item.many else None for item in carried if item.many or item.optional},
    )


def _field(name: str, hint: Any) -> Field:
    kind, carrier = get_args(hint)[:2]
    many = get_origin(kind) is tuple
    members = get_args(kind) if many or get_origin(kind) in {Union, types.UnionType} else (kind,)
    optional = type(None) in members
    scalar = next(member for member in members if member not in {type(None), Ellipsis})
    write, read = _ways(scalar, carrier)
    return Field(name=name, property=carrier.iri, many=many, optional=optional, write=write, read=read)


def _ways(scalar: Any, carrier: Property) -> tuple[Callable[[Any], Term], Callable[[Term], Any]]:
    if scalar is Iri:
        return Resource, _iri
    if scalar is Kind:
        return _concept, _kind
    if isinstance(scalar, type) and issubclass(scalar, Concept | Predicate):
        by_iri: dict[str, Any] = {member.iri: member for member in scalar}
        return _concept, lambda term: by_iri.get(term) if isinstance(term, Resource) else None
    if scalar is int:
        return _integer, _read_integer
    if scalar is float:
        return _double, _read_float
    datatype = XSD + carrier.datatype if carrier.datatype else XSD_STRING
    return (lambda text: Literal(text, datatype)), _text


def _concept(value: Any) -> Term:
    return Resource(value.iri)


def _iri(term: Term) -> Iri | None:
    return str(term) if isinstance(term, Resource) else None  # type: ignore[return-value]  # calling Iri takes time


def _kind(term: Term) -> Kind | None:
    return _KINDS.get(term) if isinstance(term, Resource) else None


def _integer(value: int) -> Term:
    return Literal(str(value), XSD_INTEGER)


def _read_integer(term: Term) -> int | None:
    return int(term.text) if isinstance(term, Literal) else None


def _double(value: float) -> Term:
    return Literal(repr(float(value)), XSD_DOUBLE)


def _read_float(term: Term) -> float | None:
    return float(term.text) if isinstance(term, Literal) else None


def _text(term: Term) -> str | None:
    return term.text if isinstance(term, Literal) and term.language is None else None


_KINDS: dict[str, Kind] = {kind.iri: kind for kind in Kind}
_MAPPED: dict[type, Mapped] = {
    cls: _mapped(cls)
    for cls in (
        model.Entity,
        model.Article,
        model.Retrieval,
        model.ExtractionRun,
        model.Mention,
        model.Proposition,
        model.TimeExpression,
        model.Quantity,
        model.AttributionStep,
        model.Claim,
        model.Comparison,
        model.Corroboration,
        model.Judgement,
    )
}
