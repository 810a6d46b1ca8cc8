"""Tables: one row for each claim, comparison or entity, as CSV and as Parquet.

In CSV a list is a JSON array inside its cell, and a cell without a value is empty.
"""

import csv
import io
from collections.abc import Iterable, Iterator
from functools import partial
from importlib import import_module
from itertools import islice
from typing import IO, Any

import orjson

from graph.exports.columns import TABLES, Column, Row, Type, names
from graph.exports.source import Source
from graph.triples import Resource, value_of
from ontology.errors import MissingExtra
from ontology.terms import IC, ICV, Graphs

TOGETHER = 4096  # rows that are held at a time
_PARSED = 2048  # claims that are parsed at a time: what does not fit into the cache takes twice as long
_GROUP = 8  # pieces that make up a row group in Parquet
_COMPARISONS = f"""
SELECT ?comparison ?left ?right ?relation ?reason ?aspect WHERE {{ GRAPH <{Graphs.COMPARISONS}> {{
  ?comparison a ic:Comparison ; ic:left ?left ; ic:right ?right ; ic:relation ?relation .
  ?comparison rdfs:comment ?reason .
  OPTIONAL {{ ?comparison ic:aspect ?aspect }} }}
}} ORDER BY ?comparison
"""


def batches(source: Source, table: str) -> Iterator[list[Row]]:
    """The rows of one of TABLES, so many at a time; cells as the columns say, None where empty."""
    if table == "claims":
        yield from source.index.told(TOGETHER)
        return
    rows = iter(_comparisons(source) if table == "comparisons" else source.index.entity_rows())
    while batch := list(islice(rows, TOGETHER)):
        yield batch


def write_csv(source: Source, output: IO[bytes], *, table: str = "claims") -> None:
    """Write one of TABLES as CSV (RFC 4180) in UTF-8, with the names of the columns first."""
    columns = TABLES[table]
    output.write(_lines([names(columns)]))
    nested = [at for at, column in enumerate(columns) if column.type.nested]
    for batch in batches(source, table):
        output.write(_lines(_spelled(row, nested) for row in batch))


def write_parquet(source: Source, output: IO[bytes], *, table: str = "claims") -> None:
    """Write one of TABLES as Parquet, compressed with Zstandard; MissingExtra without pyarrow."""
    arrow, parquet = _arrow()
    schema = _schema(arrow, TABLES[table])
    told = {"table": table, "generation": str(source.generation.number), "licence": source.licence}
    with parquet.ParquetWriter(output, schema.with_metadata(told), compression="zstd") as writer:
        pieces = _pieces(source, table, schema)
        while group := list(islice(pieces, _GROUP)):
            writer.write_table(arrow.concat_tables(group))


def frame(source: Source, table: str) -> Any:
    """One of TABLES as an Arrow table; MissingExtra without pyarrow."""
    arrow, _ = _arrow()
    schema = _schema(arrow, TABLES[table])
    return arrow.concat_tables([schema.empty_table(), *_pieces(source, table, schema)])


def _pieces(source: Source, table: str, schema: Any) -> Iterator[Any]:
    """A table group by group. Arrow reads the index's JSON itself, twice as fast as through Python."""
    arrow, _ = _arrow()
    if table == "claims":
        return (_parsed(arrow, lines, schema) for lines in source.index.told_lines(_PARSED))
    return (arrow.Table.from_batches([_columns(arrow, schema, b)]) for b in batches(source, table))


def _parsed(arrow: Any, lines: bytes, schema: Any) -> Any:
    """JSON lines as a table; days and instants come as text, which only a cast reads."""
    json = import_module("pyarrow.json")
    plain = [
        field.with_type(arrow.string()) if arrow.types.is_temporal(field.type) else field for field in schema
    ]
    kinds = json.ParseOptions(explicit_schema=arrow.schema(plain), unexpected_field_behavior="error")
    whole = json.ReadOptions(block_size=len(lines) + 1)  # no row may be cut in two
    return json.read_json(arrow.BufferReader(lines), parse_options=kinds, read_options=whole).cast(schema)


def _lines(rows: Iterable[Iterable[Any]]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()


def _spelled(row: Row, nested: list[int]) -> Row:
    cells = list(row)
    for at in nested:
        cells[at] = orjson.dumps(cells[at]).decode()
    return tuple(cells)


def _columns(arrow: Any, schema: Any, batch: list[Row]) -> Any:
    made = (
        _array(arrow, field.type, cells)
        for field, cells in zip(schema, zip(*batch, strict=True), strict=True)
    )
    return arrow.record_batch(list(made), schema=schema)


def _array(arrow: Any, kind: Any, cells: tuple[Any, ...]) -> Any:
    """Days and instants come as text, which Arrow casts faster than Python reads it."""
    if arrow.types.is_temporal(kind):
        return arrow.array(cells, arrow.string()).cast(kind)
    return arrow.array(cells, kind)


def _schema(arrow: Any, columns: tuple[Column, ...]) -> Any:
    field = partial(_field, arrow)
    return arrow.schema([field(column) for column in columns])


def _field(arrow: Any, column: Column) -> Any:
    texts = arrow.list_(arrow.string())
    step = [("position", arrow.int32()), ("speakers", texts), ("labels", texts)]
    kinds = {
        Type.INTEGER: arrow.int64(), Type.NUMBER: arrow.float64(), Type.DATE: arrow.date32(),
        Type.TIME: arrow.timestamp("ms", "UTC"), Type.IRIS: texts, Type.TEXTS: texts,
        Type.CHAIN: arrow.list_(arrow.struct([*step, ("act", arrow.string()), ("cue", arrow.string())])),
    }  # fmt: skip
    kind = kinds.get(column.type, arrow.string())
    told = {"description": column.means}
    return arrow.field(column.name, kind, nullable=not column.required, metadata=told)


def _comparisons(source: Source) -> Iterator[Row]:
    for row in source.graph.store.at_hand().rows(_COMPARISONS):
        cells = [None if term is None else value_of(term) for term in row]
        yield tuple(_short(cell) if at == 3 else cell for at, cell in enumerate(cells))


def _short(cell: Any) -> Any:
    return cell.removeprefix(ICV).removeprefix(IC) if isinstance(cell, Resource) else cell


def _arrow() -> tuple[Any, Any]:
    try:
        import pyarrow as pa  # noqa: PLC0415  # an extra
        import pyarrow.parquet as pq  # noqa: PLC0415
    except ImportError as error:
        raise MissingExtra("Parquet and data frames", "tables") from error
    return pa, pq
