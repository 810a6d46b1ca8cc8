"""Descriptions of CSV tables for machines: a Frictionless data package, and CSV on the Web."""

from collections.abc import Iterable
from typing import Any

import orjson

from graph.exports.columns import TABLES, Column, Type
from graph.exports.formats import FORMATS
from graph.exports.manifest import File
from graph.exports.source import RIGHTS, Source

_FIELDS = {
    Type.IRI: {"type": "string", "format": "uri"}, Type.TEXT: {"type": "string"},
    Type.INTEGER: {"type": "integer"}, Type.NUMBER: {"type": "number"}, Type.DATE: {"type": "date"},
    Type.TIME: {"type": "datetime", "format": "any"},
}  # fmt: skip
_DATATYPES = {
    Type.IRI: "anyURI", Type.TEXT: "string", Type.INTEGER: "integer", Type.NUMBER: "double",
    Type.DATE: "date", Type.TIME: "dateTime",
}  # fmt: skip
_LINKS = {"comparisons": ("left", "right")}  # the columns that hold claims


def descriptions(source: Source, files: Iterable[File]) -> dict[str, bytes]:
    """`datapackage.json` and, for each CSV file, its `-metadata.json`; nothing where there is no CSV."""
    tables = {str(FORMATS[file.format].options["table"]): file for file in files if file.media == "text/csv"}
    if not tables:
        return {}
    web = {f"{file.path}-metadata.json": csvw(source, table, file.path) for table, file in tables.items()}
    return {name: _json(told) for name, told in {"datapackage.json": package(source, tables), **web}.items()}


def package(source: Source, tables: dict[str, File]) -> dict[str, Any]:
    """The data package (Frictionless) of some tables."""
    generation = source.generation
    return {
        "profile": "tabular-data-package",
        "name": "claimgraph",
        "version": str(generation.number),
        "created": generation.published,
        "licenses": [{"path": source.licence, "title": "of the table; " + RIGHTS}],
        "resources": [_resource(table, file, set(tables)) for table, file in tables.items()],
    }


def csvw(source: Source, table: str, path: str) -> dict[str, Any]:
    """The metadata (CSV on the Web) of a table."""
    columns = TABLES[table]
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "url": path,
        "dc:license": {"@id": source.licence},
        "dc:rights": RIGHTS,
        "dialect": {"lineTerminators": ["\r\n"]},
        "tableSchema": {
            "columns": [_web_column(column) for column in columns],
            "primaryKey": columns[0].name,
            "aboutUrl": f"{{+{columns[0].name}}}",
        },
    }


def _resource(table: str, file: File, there: set[str]) -> dict[str, Any]:
    columns = TABLES[table]
    linked = _LINKS.get(table, ()) if "claims" in there else ()
    refers = [{"fields": end, "reference": {"resource": "claims", "fields": "claim"}} for end in linked]
    return {
        "name": table,
        "path": file.path,
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": file.media,
        "encoding": "utf-8",
        "bytes": file.bytes,
        "hash": f"sha256:{file.sha256}",
        "schema": {
            "fields": [_field(column) for column in columns],
            "primaryKey": [columns[0].name],
            "missingValues": [""],
            **({"foreignKeys": refers} if refers else {}),
        },
    }


def _field(column: Column) -> dict[str, Any]:
    required = {"constraints": {"required": True}} if column.required else {}
    kind = _FIELDS.get(column.type, {"type": "array"})
    return {"name": column.name, **kind, "description": column.means, **required}


def _web_column(column: Column) -> dict[str, Any]:
    return {
        "name": column.name,
        "titles": column.name,
        "dc:description": column.means,
        "datatype": _DATATYPES.get(column.type, "json"),
        "required": column.required,
    }


def _json(told: dict[str, Any]) -> bytes:
    return orjson.dumps(told, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
