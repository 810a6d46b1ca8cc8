"""Results to compare: rows as a multiset, graphs up to the names of blank nodes, numbers by value."""

import csv
import io
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox

from tests.w3c.manifest import triples

RS = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"
XSD = "http://www.w3.org/2001/XMLSchema#"
NUMBERS = {XSD + name for name in ("integer", "decimal", "double", "float", "int")}
FORMATS = {
    ".srx": ox.QueryResultsFormat.XML,
    ".srj": ox.QueryResultsFormat.JSON,
    ".tsv": ox.QueryResultsFormat.TSV,
}
Rows = Iterable[dict[str, ox.NamedNode | ox.BlankNode | ox.Literal]]


def expected(path: Path) -> object:
    """What a file says that the result is."""
    if path.suffix == ".csv":
        return _cells(path.read_bytes())
    if path.suffix in FORMATS:
        return solutions(path.read_bytes(), FORMATS[path.suffix])
    found = list(triples(path))
    if any(one.object == ox.NamedNode(RS + "ResultSet") for one in found):
        return _result_set(found)
    return graph(found)


def solutions(content: bytes, form: ox.QueryResultsFormat) -> object:
    """Yes, no, or rows."""
    found = ox.parse_query_results(content, form)
    if isinstance(found, ox.QueryBoolean):
        return bool(found)
    names = [variable.value for variable in found.variables]
    return _rows({n: row[n] for n in names if row[n] is not None} for row in found)


def of_csv(content: bytes) -> object:
    """The rows of CSV, all as text."""
    return _cells(content)


def graph(found: Iterable[ox.Triple], names: Iterable[tuple[str, Iterable[ox.Triple]]] = ()) -> frozenset:
    """A graph, and named ones, without regard to the names of blank nodes."""
    dataset = ox.Dataset(ox.Quad(*one) for one in found)
    for name, others in names:
        for one in others:
            dataset.add(ox.Quad(*one, ox.NamedNode(name)))
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return frozenset(map(str, dataset))


def _cells(content: bytes) -> object:
    names, *rows = csv.reader(io.StringIO(content.decode(), newline=""))
    plain = [frozenset(zip(names, map(_cell, row), strict=True)) for row in rows]
    return frozenset(Counter(plain).items())


def _cell(text: str) -> str | float:
    """A cell without the name of a blank node; a number by its value."""
    try:
        return float(text)
    except ValueError:
        return "_:" if text.startswith("_:") else text


def _rows(rows: Rows) -> frozenset:
    """A multiset of rows; where there are blank nodes, as a canonical graph with a node for each row."""
    found = [{name: _by_value(term) for name, term in row.items()} for row in rows]
    if not any(isinstance(term, ox.BlankNode) for row in found for term in row.values()):
        return frozenset(Counter(frozenset(row.items()) for row in found).items())
    return graph(
        ox.Triple(ox.BlankNode(f"row{number}"), ox.NamedNode(f"var:{name}"), term)
        for number, row in enumerate(found)
        for name, term in row.items()
    )


def _by_value(term):
    if isinstance(term, ox.Literal) and term.datatype.value in NUMBERS:
        return ox.Literal(repr(float(term.value)), datatype=term.datatype)
    return term


def _result_set(found: list[ox.Triple]) -> object:
    def of(node, name: str) -> list:
        return [one.object for one in found if one.subject == node and one.predicate.value == RS + name]

    (whole,) = [one.subject for one in found if one.object == ox.NamedNode(RS + "ResultSet")]
    if yes_or_no := of(whole, "boolean"):
        return yes_or_no[0].value == "true"
    return _rows(
        {of(b, "variable")[0].value: of(b, "value")[0] for b in of(row, "binding")}
        for row in of(whole, "solution")
    )
