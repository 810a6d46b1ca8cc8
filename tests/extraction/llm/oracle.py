"""A model that reads as the annotators of our corpus did: its replies, made from the annotation."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pipelines.corpus.collection import read
from pipelines.corpus.files import build
from pipelines.extraction.account import Span
from tests.extraction.llm.answers import claim, entity

ROOT = Path(__file__).resolve().parents[3]
Line = Mapping[str, Any]


def annotated(folder: Path) -> Iterator[tuple[Line, Line]]:
    """The articles of the training part with their annotation of claims; built in a folder."""
    incidents, findings = read((ROOT / "corpus" / "incidents",))
    wrong = {finding.path.parent.name for finding in findings if not finding.hint}
    list(build([one for one in incidents if one.slug not in wrong], folder))
    for written in (folder / "train.jsonl").read_text("utf-8").splitlines():
        line = json.loads(written)
        yield line, json.loads((folder / "claims" / "train" / f"{line['id']}.json").read_text("utf-8"))


def reply(line: Line, gold: Line, window: Span) -> dict[str, Any]:
    """The faithful reply to a window."""
    text = line["text"]
    return {
        "entities": list(_entities(text, line, gold)),
        "attributions": [
            {"source": _words(text, said["source"]), "cue": _words(text, said["cue"])}
            | {"content": [text[start:end] for start, end in said["content"]]}
            for said in line["attributions"]
            if all(window.covers(Span(*span)) for span in said["content"])
        ],
        "events": [_event(text, said) for said in line["events"] if window.covers(Span(*said["trigger"]))],
        "claims": [
            _claim(text, said, gold)
            for said in gold["claims"]
            if window.covers(Span(said["start"], said["end"]))
        ],
    }


def _entities(text: str, line: Line, gold: Line) -> Iterator[dict[str, Any]]:
    """Entities by their marked words; what is marked nowhere goes by the words that tell of it."""
    forms: dict[str, dict[str, list[str]]] = defaultdict(lambda: {"name": [], "nominal": []})
    for start, end, _, more in line["entities"]:
        if more["form"] != "pronoun":
            forms[more["entity"]][more["form"]].append(text[start:end])
    told = {said[side]: said["quote"] for said in reversed(gold["claims"]) for side in ("subject", "object")}
    for identifier, one in gold["entities"].items():
        names, described = forms[identifier]["name"], forms[identifier]["nominal"]
        if not names and not described and identifier in told and one["type"] != "Incident":
            described = [told[identifier]]
        kind = one.get("event_type")
        yield entity(
            identifier,
            one["type"],
            *(names or described),
            descriptions=described if names else [],
            event_type=kind.partition(":")[2] if kind else None,
            **{field: _first(one.get(key)) for field, key in _REFERENCES.items()},
        )


_REFERENCES = {"of": "ownedBy", "part_of": "partOf", "speaks_for": "speaksFor"}


def _first(ids: Any) -> str | None:
    return (ids[0] if ids else None) if isinstance(ids, list) else ids


def _words(text: str, spans: list[list[int]]) -> str:
    return text[slice(*spans[0])] if spans else ""


def _event(text: str, said: Line) -> dict[str, Any]:
    start, end = said["trigger"]
    clause = text[text.rfind(" ", 0, max(start - 30, 0)) + 1 : end]
    arguments = [{"role": one["role"], "words": text[one["start"] : one["end"]]} for one in said["arguments"]]
    return {"type": said["type"], "realis": said["realis"], "trigger": text[start:end]} | {
        "clause": clause,
        "arguments": arguments,
    }


def _claim(text: str, said: Line, gold: Line) -> dict[str, Any]:
    thing = said["object"]
    if said["predicate"] == "eventType":
        thing = gold["entities"][thing]["label_en"].replace(" ", "-")
    chain = [
        {"speakers": step["speakers"], "act": step["act"], "cue": _cue(text, step["cue"])}
        for step in said["chain"][:-1]
    ]
    before = text[max(0, said["start"] - 20) : said["start"]]
    stance = {"polarity": said["polarity"], "certainty": said["certainty"], "hedge": said["cue"] or ""}
    return claim(said["quote"], said["subject"], said["predicate"], thing, *chain, before=before, **stance)


def _cue(text: str, cue: Any) -> str:
    return (text[slice(*cue)] if isinstance(cue, list) else cue) or ""
