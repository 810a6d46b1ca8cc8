"""Recipes for corpora of others: what their labels are to us, and which models their annotation trains.

The files are JSON Lines with `text`, `entities` as [start, end, label, ...], `events` and `attributions`.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ontology.errors import SettingsError
from ontology.terms import EventType, Kind
from pipelines.training.lesson import Line

_ORGANIZED = {"ORG": Kind.ORGANIZATION, "LOC": Kind.PLACE, "SECTOR": Kind.SECTOR, "GROUP": Kind.THREAT_ACTOR}
_HARMFUL = {"MALWARE": Kind.MALWARE, "TOOL": Kind.TOOL, "DATE": Kind.DATE}
_NEWS = {"Organization": Kind.ORGANIZATION, "Person": Kind.PERSON, "Location": Kind.PLACE}
EVENTS = {
    "Databreach": EventType.DATABREACH,
    "Ransom": EventType.RANSOM,
    "Phishing": EventType.PHISHING,
    "DiscoverVulnerability": EventType.DISCOVER_VULNERABILITY,
    "PatchVulnerability": EventType.PATCH_VULNERABILITY,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """Which models a file trains, under which licence the result may be passed on, and its labels."""

    file: str
    models: tuple[str, ...]
    licence: str
    kinds: Mapping[str, Kind]
    alone: tuple[str, ...] = ()  # what these models read without the rules


RECIPES: Mapping[str, Recipe] = {
    "reports": Recipe(
        file="annoctr.train.jsonl",
        models=("reports", "genre"),
        licence="CC BY-SA 4.0",
        kinds={**_ORGANIZED, **_HARMFUL},
    ),
    "news": Recipe(
        file="worldwide.train.jsonl", models=("news",), licence="not to be passed on", kinds=_NEWS
    ),
    "events": Recipe(
        file="casie.train.jsonl",
        models=("triggers", "realis", "arguments"),
        licence="not to be passed on",
        kinds={},
        alone=("events",),
    ),
    "speech": Recipe(
        file="polnear.train.jsonl",
        models=("speech",),
        licence="not to be passed on",
        kinds={},
        alone=("speech",),
    ),
}


def lines(recipe: Recipe, folder: Path) -> list[Line]:
    """The documents of a recipe in the form of our corpus; SettingsError when the file is not there."""
    path = folder / recipe.file
    if not path.is_file():
        raise SettingsError(f"{path} is not there; obtain the corpus, bring it into this form, and try again")
    return [_line(json.loads(line), recipe) for line in path.read_text("utf-8").splitlines()]


def _line(given: Line, recipe: Recipe) -> Line:
    return {
        "id": given["id"],
        "text": given["text"],
        "title": given.get("title"),
        "publisher": None,
        "published": None,
        "lang": "en",
        "mentions": list(_mentions(given.get("entities", ()), recipe)),
        "entities": [],
        "cast": [],
        "claims": [],
        "attributions": [_attribution(one) for one in given.get("attributions", ()) if "content" in one],
        "events": [_event(one) for one in given.get("events", ()) if one["type"] in EVENTS],
    }


def _mentions(entities: Sequence[Sequence[object]], recipe: Recipe) -> Iterator[Line]:
    for start, end, label, *_ in entities:
        if label in recipe.kinds:
            yield {"start": start, "end": end, "type": recipe.kinds[str(label)].value}


def _attribution(one: Line) -> Line:
    return {"source": one.get("source", ()), "cue": one.get("cue", ()), "content": one["content"]}


def _event(one: Line) -> Line:
    return {
        "type": EVENTS[one["type"]].value,
        "trigger": one["trigger"],
        "realis": one["realis"].lower(),
        "arguments": one["arguments"],
    }
