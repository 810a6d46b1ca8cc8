"""How the values between assets are kept: one readable JSON line for each, with the name of its type."""

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

import dagster as dg
import orjson

from graph.generations import Generation
from ontology.errors import SettingsError
from ontology.model import Comparison, Entity, Page
from pipelines.extraction.account import Account
from pipelines.feeds.sources import Item
from pipelines.intake import Arrival
from pipelines.outcomes import Refusal
from pipelines.reading.document import Document
from pipelines.records import from_json, to_json

Outcomes = Sequence[Any]  # values and refusals: Dagster has no type for "one or the other"
TYPES: dict[str, type[Any]] = {
    kind.__name__: kind
    for kind in (Item, Arrival, Refusal, Document, Account, Entity, Page, Comparison, Generation)
}


class JsonLines(dg.ConfigurableIOManager):
    """Keeps the values of an asset in `<home>/assets/<asset>/<partition>.jsonl`, whole or not at all."""

    home: str = os.environ.get("CLAIMGRAPH_HOME", "data")

    def handle_output(self, context: dg.OutputContext, obj: Any) -> None:
        """Write the values, each of which is of one of TYPES."""
        if obj is None:
            return
        place = self._place(context)
        write_lines(place, obj)
        context.add_output_metadata({"path": dg.MetadataValue.path(str(place))})

    def load_input(self, context: dg.InputContext) -> list[Any]:
        """The values, typed as they were."""
        return list(read_lines(self._place(context)))

    def _place(self, context: dg.OutputContext | dg.InputContext) -> Path:
        name = context.asset_partition_key if context.has_asset_partitions else "all"
        return Path(self.home) / "assets" / "/".join(context.asset_key.path) / f"{quote(name, safe='')}.jsonl"


def batches(home: str, asset: str) -> Iterator[list[Any]]:
    """The values of every partition of an asset that was ever kept."""
    return (list(read_lines(place)) for place in sorted((Path(home) / "assets" / asset).glob("*.jsonl")))


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


def _line(value: object) -> bytes:
    name = type(value).__name__
    if TYPES.get(name) is not type(value):
        raise SettingsError(f"{name} cannot be kept between assets; there are {', '.join(TYPES)}")
    return b'{"type":"' + name.encode() + b'","value":' + to_json(value).rstrip(b"\n") + b"}\n"


def _value(line: bytes) -> Any:
    found = orjson.loads(line)
    return from_json(TYPES[found["type"]], orjson.dumps(found["value"]))
