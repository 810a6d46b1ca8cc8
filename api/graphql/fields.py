"""How the fields of GraphQL types get their values from those of the model, and lead from one to the next.

An object of a type holds a value of the model and the level it was reached on, and is made once for each
level. Plain fields are copied when it is made, so that reading them costs nothing; fields that lead on ask
the level, which reads for all its values at once.
"""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import fields
from operator import attrgetter
from typing import Any, TypeVar, cast

import strawberry

from api.graphql.descriptions import of_field
from api.level import Level
from graph.codec import mapping
from ontology.model import Entity
from ontology.terms import Iri

_FROM = "field of the model"
_TYPES: dict[Any, Callable[[Level[Any], Any], Any]] = {}

T = TypeVar("T")
F = TypeVar("F", bound=Callable[..., Any])


def carried(cls: type, field: str, description: str | None = None) -> Any:
    """A plain field with the value of a field of the model, described as that unless said otherwise."""
    return strawberry.field(description=description or of_field(cls, field), metadata={_FROM: field})


def answers(description: str) -> Callable[[F], F]:
    """Make a method the resolver of a field, and keep its type."""
    return cast("Callable[[F], F]", strawberry.field(description=description))


def identity() -> Any:
    """The field `id`: the IRI."""
    return strawberry.field(
        description="Its IRI: the same in every generation, in exports and in SPARQL.",
        metadata={_FROM: "iri"},
    )


def leads(cls: type, field: str, to: type[Any] | None = None) -> Any:
    """A field that leads to values of another class of the model, or to any things."""
    many = next(item.many for item in mapping(cls).fields if item.name == field)
    follow = _follow(field)

    def reached(level: Level[Any]) -> Level[Any]:
        return level.to(field, to, follow) if to else level.to_things(field, follow)

    def all_of(self: Any) -> Any:
        iris = follow(self.record)
        return wrapped(reached(self.level), iris) if iris else []

    def one_of(self: Any) -> Any:
        iri = getattr(self.record, field, None)
        if iri is None:
            return None
        level = self.level
        there = level.made.get(field) or reached(level)
        return _shown(there, iri)

    return strawberry.field(resolver=all_of if many else one_of, description=of_field(cls, field))


def shows(*keys: Hashable) -> Callable[[type[T]], type[T]]:
    """Make a GraphQL type the one that shows values of a class of the model, or entities of a kind."""

    def register(cls: type[T]) -> type[T]:
        plain = {one.name: one.metadata[_FROM] for one in fields(cls) if _FROM in one.metadata}  # type: ignore[arg-type]
        _TYPES.update(dict.fromkeys(keys, _maker(cls, plain)))
        return cls

    return register


def wrapped(level: Level[Any], iris: Iterable[str]) -> list[Any]:
    """The values of a level that are there, as objects of their GraphQL types, in this order."""
    return [one for iri in iris if (one := _shown(level, iri)) is not None]


def _shown(level: Level[Any], iri: str) -> Any:
    """The object of a value; None when the value is not there."""
    found = level.shown.get(iri)
    if found is None:
        value = level.values.get(Iri(iri))
        if value is None:
            return None
        kind = value.kind if isinstance(value, Entity) else type(value)
        found = level.shown[iri] = _TYPES[kind](level, value)
    level.request.budget.show()
    return found


def _maker(cls: type, plain: dict[str, str]) -> Callable[[Level[Any], Any], Any]:
    """Makes objects of a type. It goes round `__init__`, which takes three times as long for as much."""
    names, values = tuple(plain), attrgetter("iri", *plain.values())

    def make(level: Level[Any], value: Any) -> Any:
        made: Any = object.__new__(cls)
        made.__dict__.update(zip(names, values(value)[1:], strict=True), level=level, record=value)
        return made

    return make


def _follow(field: str) -> Callable[[Any], Iterable[str]]:
    """Where a field of a value leads; nowhere for values of other classes on the same level."""

    def follow(value: Any) -> Iterable[str]:
        found = getattr(value, field, None) or ()
        return (found,) if isinstance(found, str) else found

    return follow
