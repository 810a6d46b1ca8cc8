"""How the values of a batch are kept: one readable JSON line for each, with the name of its type."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import orjson

from ontology.errors import SettingsError
from pipelines.extraction.account import Account
from pipelines.feeds.sources import Item
from pipelines.intake import Arrival
from pipelines.outcomes import Refusal
from pipelines.reading.document import Document
from pipelines.records import from_json, to_json

TYPES: dict[str, type[Any]] = {kind.__name__: kind for kind in (Item, Arrival, Refusal, Document, Account)}


def place_of(home: str, asset: str, batch: str) -> Path:
    """Where the values of an asset are kept for a batch."""
    return Path(home) / "assets" / asset / f"{quote(batch, safe='')}.jsonl"


def write_lines(place: Path, values: Iterable[object]) -> None:
    """Write a file of values; SettingsError for a value of another type than TYPES."""
    place.parent.mkdir(parents=True, exist_ok=True)
    unfinished = place.with_name(f".{place.name}.unfinished")
    with unfinished.open("wb") as file:
        file.writelines(map(_line, values))
    unfinished.replace(place)


def read_lines(place: Path) -> Iterator[Any]:
    """The values of a file; SettingsError when it is not there or damaged."""
    try:
        with place.open("rb") as file:
            yield from map(_value, file)
    except FileNotFoundError as error:
        raise SettingsError(f"{place} is not there; materialize {place.parent.name} first") from error
    except (ValueError, TypeError, KeyError) as error:
        raise SettingsError(f"{place} is damaged ({error}); materialize {place.parent.name} again") from error


def count_lines(place: Path) -> int:
    """How many values a file holds; none when it is not there."""
    try:
        with place.open("rb") as file:
            return sum(1 for _ in file)
    except FileNotFoundError:
        return 0


def _line(value: object) -> bytes:
    name = type(value).__name__
    if TYPES.get(name) is not type(value):
        raise SettingsError(f"{name} cannot be kept; there are {', '.join(TYPES)}")
    return b'{"type":"' + name.encode() + b'","value":' + to_json(value).rstrip(b"\n") + b"}\n"


def _value(line: bytes) -> Any:
    found = orjson.loads(line)
    return from_json(TYPES[found["type"]], orjson.dumps(found["value"]))
