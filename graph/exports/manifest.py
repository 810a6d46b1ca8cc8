"""Manifests of exports: what was written, of which generation, under which licence, with which hashes."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import orjson

from graph.exports.source import RIGHTS, Source

NAME = "manifest.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """One file: its name beside the manifest, its format and media type, bytes, and SHA-256."""

    path: str
    format: str
    media: str
    bytes: int
    sha256: str


def manifest(source: Source, files: Iterable[File], *, finished: bool = True) -> bytes:
    """The manifest as JSON; the same export of the same generation has the same one, byte for byte."""
    told = {**heading(source), "finished": finished, "files": [_told(file) for file in files]}
    return orjson.dumps(told, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def heading(source: Source) -> dict[str, Any]:
    """What the manifest says of an export before any file is written."""
    generation = source.generation
    return {
        "title": "claims about security incidents: who says what, through whom, in which words",
        "generation": {
            "number": generation.number,
            "published": generation.published,
            "canonical_hash": generation.canonical_hash,
        },
        "part": source.part.told(),
        "counts": source.counts(),
        "licence": source.licence,
        "rights": RIGHTS,
        "software": f"claimgraph {generation.software}",
    }


def files_of(content: bytes, heading: dict[str, Any]) -> dict[str, File]:
    """The files of an earlier manifest by format; none when it is damaged or not of the same export."""
    try:
        told = orjson.loads(content)
        if any(told.get(name) != value for name, value in heading.items()):
            return {}
        return {one["format"]: File(**one) for one in told["files"]}
    except (TypeError, ValueError, KeyError, AttributeError):
        return {}


def _told(file: File) -> dict[str, Any]:
    return {name: getattr(file, name) for name in ("path", "format", "media", "bytes", "sha256")}
