"""An annotated article with an account of it that is partly right, and what measures it."""

import copy
from collections.abc import Callable
from typing import Any

import pytest

TEXT = (
    "Norvik Shipping said on 3 May 2021 that hackers had stolen data of 500 customers. "
    "The company denied that a ransom was paid. Orla Fenn of Tarn Labs suspects a group called Grey Heron."
)


def at(words: str) -> dict[str, int]:
    """Where words stand in the text."""
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words)}


def span(words: str) -> list[int]:
    """The same as a pair."""
    return [*at(words).values()]


def claim(words: str, predicate: str, holder: str, **more: Any) -> dict[str, Any]:
    """A claim of the contract, said indirectly, positive and certain unless told otherwise."""
    chain = [{"speakers": [holder], "act": "says", "cue": None}]
    reported = [{"speakers": ["e0"], "act": "reports", "cue": None}]
    plain = {"polarity": "positive", "certainty": "certain", "speech_mode": "indirect"}
    rest = {"time": None, "quantity": None, "chain": chain + reported}
    return at(words) | plain | rest | {"subject": "e5", "predicate": predicate, "object": "e4"} | more


def mention(words: str, kind: str, entity: str) -> dict[str, Any]:
    """A mention of the contract."""
    return at(words) | {"type": kind, "entity": entity}


def entity(identifier: str, kind: str, name: str, *aliases: str) -> dict[str, Any]:
    """An entity of the contract."""
    return {"id": identifier, "type": kind, "name": name, "aliases": [*aliases], "same_as": []}


STOLEN = "hackers had stolen data of 500 customers"
PAID = "a ransom was paid"
GROUP = "a group called Grey Heron"


@pytest.fixture
def gold() -> dict[str, Any]:
    """The article as the corpus is built."""
    return {
        "id": "norvik-01",
        "text": TEXT,
        "publisher": "Fjord Courier",
        "published": "2021-05-04",
        "lang": "en",
        "entities": [[*span("The company"), "Company", {"entity": "e1", "form": "nominal"}]],
        "mentions": [
            mention("Norvik Shipping", "Company", "e1"),
            mention("3 May 2021", "Date", "e2"),
            mention("Orla Fenn", "Person", "e3"),
            mention("Grey Heron", "ThreatActor", "e6"),
        ],
        "cast": [
            entity("e0", "MediaOrganization", "Fjord Courier"),
            entity("e1", "Company", "Norvik Shipping", "Norvik"),
            entity("e2", "Date", "3 May 2021"),
            entity("e3", "Person", "Orla Fenn"),
            entity("e4", "Data", "data of 500 customers"),
            entity("e5", "Incident", "theft at Norvik Shipping"),
            entity("e6", "ThreatActor", "Grey Heron"),
        ],
        "events": [
            {
                "type": "exfiltration",
                "trigger": span("stolen"),
                "realis": "actual",
                "arguments": [
                    {"role": "Attacker", **at("hackers")},
                    {"role": "Victim", **at("500 customers")},
                ],
            },
            {"type": "ransom", "trigger": span("paid"), "realis": "other", "arguments": []},
        ],
        "attributions": [
            {"source": [span("Norvik Shipping")], "cue": [span("said")], "content": [span(STOLEN)]},
            {"source": [span("The company")], "cue": [span("denied")], "content": [span(PAID)]},
        ],
        "claims": [
            claim(STOLEN, "exfiltrated", "e1"),
            claim(PAID, "relation", "e1", polarity="negative"),
            claim(GROUP, "attributedTo", "e3", certainty="possible"),
        ],
    }


@pytest.fixture
def perfect() -> Callable[[dict[str, Any]], dict[str, Any]]:
    """Makes of an annotated article what an extractor without fault would answer."""
    return _perfect


def _perfect(gold: dict[str, Any]) -> dict[str, Any]:
    answer = copy.deepcopy({key: gold[key] for key in ("id", "mentions", "attributions", "claims")})
    answer["entities"] = copy.deepcopy(gold["cast"])
    answer["events"] = [
        {k: v for k, v in event.items() if k != "trigger"}
        | dict(zip(("start", "end"), event["trigger"], strict=True))
        for event in copy.deepcopy(gold["events"])
    ]
    return answer


@pytest.fixture
def partly(gold: dict[str, Any]) -> dict[str, Any]:
    """An answer with known mistakes."""
    answer = _perfect(gold)
    answer["mentions"] = [
        mention("Norvik Shipping", "Organization", "e1"),  # another type
        mention("3 May 2021", "Date", "e2"),
        mention("Fenn", "Person", "e3"),  # another span
        mention("Tarn Labs", "Company", "e7"),  # not annotated; and Grey Heron is missed
    ]
    answer["events"][0]["arguments"].pop()
    answer["events"][1]["type"] = "phishing"
    answer["attributions"] = [
        {"source": [span("Norvik Shipping")], "cue": [], "content": [span("hackers had stolen")]},
        {"source": [span("Norvik Shipping")], "cue": [], "content": [span("data of 500 customers")]},
        {"source": [span("Orla Fenn")], "cue": [], "content": [span(PAID)]},
    ]
    answer["claims"] = [
        claim("hackers had stolen data", "exfiltrated", "e1"),
        claim(PAID, "description", "e1"),  # polarity and predicate
        claim(GROUP, "attributedTo", "e1", certainty="possible"),  # the holder
        claim("The company", "description", "e1"),  # no claim
    ]
    return answer
