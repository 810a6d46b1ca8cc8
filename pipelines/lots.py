"""Lots: values by name with a mark of each, such as the comparisons of an edition, looked up one by one."""

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Generic, Protocol, TypeVar

from ontology.terms import Iri
from pipelines.records import to_json


class Named(Protocol):
    """A value with an IRI."""

    @property
    def iri(self) -> Iri:
        """What it is known by."""
        ...


Value = TypeVar("Value")
NamedValue = TypeVar("NamedValue", bound=Named)


class Lot(Generic[Value]):
    """Values by name, in the order of their names. They may lie on disk, and are not kept when read."""

    def __init__(self, values: Mapping[str, Value], marks: Mapping[str, bytes] | None = None) -> None:
        """`values` has its names in their order; marks are made of the values where they are not given."""
        self._values = values
        self._marks = marks

    @staticmethod
    def of(values: "Iterable[NamedValue]") -> "Lot[NamedValue]":
        """Values by their IRIs."""
        return Lot({one.iri: one for one in sorted(values, key=lambda one: one.iri)})

    def __len__(self) -> int:
        return len(self._values)

    def __iter__(self) -> Iterator[Value]:
        return (value for _, value in self._values.items())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Lot) and list(self._values.items()) == list(other._values.items())

    __hash__ = None  # type: ignore[assignment]  # what stands behind it may change

    def names(self) -> Iterator[str]:
        """The names of all values."""
        return iter(self._values)

    def has(self, name: str) -> bool:
        """Whether there is a value of that name."""
        return name in self._values

    def get(self, name: str) -> Value | None:
        """The value of a name."""
        return self._values.get(name)

    def chosen(self, names: Collection[str]) -> Iterator[Value]:
        """The values of some names, as far as they are there, in the order of these."""
        return (self._values[name] for name in names if name in self._values)

    def marks(self) -> Iterator[tuple[str, bytes]]:
        """What each value is, in a digest."""
        if self._marks is not None:
            return iter(self._marks.items())
        return ((name, mark(value)) for name, value in self._values.items())


def mark(value: object) -> bytes:
    """What a value is, in 16 bytes."""
    return hashlib.sha256(to_json(value)).digest()[:16]
