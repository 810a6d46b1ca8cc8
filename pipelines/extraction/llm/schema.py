"""The form of a reply, as a JSON schema whose closed values are those of the ontology."""

from collections.abc import Iterable
from typing import Any

from ontology import lists
from ontology.terms import Act, Certainty, EventType, Kind, Polarity, Predicate

REALIS = ("actual", "generic", "other")
ROLES = tuple(
    "Attacker Victim Compromised-Data Number-of-Data Number-of-Victim Damage-Amount Attack-Pattern Tool"
    " Purpose Time Place Price Payment-Method Trusted-Entity System Cause Discoverer Vulnerability CVE"
    " Capabilities Vulnerable_System Vulnerable_System_Owner Vulnerable_System_Version Supported_Platform"
    " Releaser Patch Patch-Number Issues-Addressed Agent Patient Audience Topic".split()
)
LISTS = ("entities", "attributions", "events", "claims")

_TEXT = {"type": "string"}
_TEXTS = {"type": "array", "items": _TEXT}
_ID = {"type": ["string", "null"]}


def _one_of(values: Iterable[str]) -> dict[str, Any]:
    return {"type": "string", "enum": [str(value) for value in values]}


def _one_of_or_none(values: Iterable[str]) -> dict[str, Any]:
    return {"type": ["string", "null"], "enum": [*map(str, values), None]}


def _object(**fields: dict[str, Any]) -> dict[str, Any]:
    """An object with exactly these fields: endpoints that keep to schemas want all of them required."""
    return {
        "type": "object",
        "properties": fields,
        "required": list(fields),
        "additionalProperties": False,
    }


def _list(**fields: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": _object(**fields)}


def schema() -> dict[str, Any]:
    """The JSON schema of a reply."""
    return _object(
        entities=_list(
            id=_TEXT,
            type=_one_of(Kind),
            names=_TEXTS,
            descriptions=_TEXTS,
            of=_ID,
            part_of=_ID,
            speaks_for=_ID,
            job=_ID,
            event_type=_one_of_or_none(EventType),
            sector=_one_of_or_none(entry.name for entry in lists.sectors()),
        ),
        attributions=_list(source=_TEXT, cue=_TEXT, content=_TEXTS),
        events=_list(
            type=_one_of(EventType),
            trigger=_TEXT,
            clause=_TEXT,
            realis=_one_of(REALIS),
            arguments=_list(role=_one_of(ROLES), words=_TEXT),
        ),
        claims=_list(
            quote=_TEXT,
            before=_TEXT,
            subject=_TEXT,
            predicate=_one_of(Predicate),
            object=_TEXT,
            polarity=_one_of(Polarity),
            certainty=_one_of(Certainty),
            hedge=_TEXT,
            chain=_list(speakers=_TEXTS, act=_one_of(Act), cue=_TEXT),
            time=_TEXT,
            quantity=_TEXT,
        ),
    )
