"""An answer: columns and rows of Python values, and the short names under which people read its IRIs."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.triples import Resource, Value, compact

if TYPE_CHECKING:
    from graph.graph import Graph


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a question found. IRIs are `Resource`, numbers are numbers, an unbound variable is None."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[dict[str, Value]]:
        """Each row by its columns."""
        return (dict(zip(self.columns, row, strict=True)) for row in self.rows)

    def column(self, name: str) -> tuple[Value, ...]:
        """All values of one column; ValueError when there is none of that name."""
        at = self.columns.index(name)
        return tuple(row[at] for row in self.rows)

    def resources(self) -> frozenset[Resource]:
        """Every IRI in it."""
        return frozenset(value for row in self.rows for value in row if isinstance(value, Resource))

    def text(self, labels: Mapping[str, str] | None = None) -> tuple[tuple[str, ...], ...]:
        """The rows as people read them: labels where they are known, else short names; None is empty."""
        known = labels or {}
        return tuple(tuple(_text(value, known) for value in row) for row in self.rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """What the things of an answer are called, and since when those that are withdrawn are."""

    labels: Mapping[str, str]
    withdrawn: Mapping[str, str]

    @classmethod
    def of(cls, graph: "Graph", answer: Answer) -> "Names":
        """The names that a graph has for what is in an answer."""
        found = answer.resources()
        return cls(labels=graph.labels(found), withdrawn=graph.withdrawn(found))

    def told(self, question: str, answer: Answer) -> dict[str, object]:
        """The answer to a question for JSON: an IRI is an object with its label."""
        rows = [{name: self._value(value) for name, value in row.items()} for row in answer]
        return {"question": question, "columns": answer.columns, "rows": rows}

    def _value(self, value: Value) -> object:
        if not isinstance(value, Resource):
            return value
        since = self.withdrawn.get(value)
        return {"iri": str(value), "label": self.labels.get(value)} | ({"withdrawn": since} if since else {})

    def shown(self) -> dict[str, str]:
        """The labels, with a mark on what is withdrawn."""
        marked = {iri: f"{self.labels.get(iri) or compact(iri)} (withdrawn)" for iri in self.withdrawn}
        return {**self.labels, **marked}


def _text(value: Value, labels: Mapping[str, str]) -> str:
    if value is None:
        return ""
    if isinstance(value, Resource):
        return labels.get(value) or compact(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
