"""What a clause tells that no frame reads: its class of words says of which kind, and what is its object."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from ontology.terms import EventType, Kind, Predicate
from pipelines.extraction.account import Span
from pipelines.extraction.openings import Several, all_of, first_of
from pipelines.extraction.scene import Scene
from pipelines.extraction.wordlists import lexicon

_LONGEST = 140  # code points of a topic's name


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """A class of clauses: what they say, by which words, of which things."""

    predicate: Predicate
    words: re.Pattern[str]
    without: re.Pattern[str]
    kinds: frozenset[Kind]
    topic: bool
    silent: bool
    inverse: re.Pattern[str]  # words that say the opposite ("runs normally")
    event: EventType | None  # the phase of the incident that is the subject


@cache
def tellings() -> tuple[Telling, ...]:
    """The classes of `lexicon/narration.toml`, in the order in which they are asked."""
    return tuple(
        Telling(
            predicate=Predicate(table.get("predicate", name)),
            words=_any(table["patterns"]),
            without=_any(table.get("without", [])),
            kinds=frozenset(Kind(kind) for kind in table.get("kinds", ())),
            topic=table.get("topic", False),
            silent=name == "silence",
            inverse=_any(table.get("inverse", [])),
            event=EventType(table["event"]) if "event" in table else None,
        )
        for name, table in lexicon("narration").items()
        if name != "document"
    )


@cache
def _several() -> Several[Telling]:
    return Several((telling, telling.words) for telling in tellings())


@cache
def _of_documents() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Words one of which shows that a document tells of an incident, and words that do so by twos."""
    listed = lexicon("narration")["document"]
    return _any(listed["strong"]), _any(listed["weak"])


def _any(patterns: list[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(patterns)})\b" if patterns else r"(?!)", re.IGNORECASE)


def told_in(scene: Scene, clause: Span) -> Iterator[tuple[Telling, Span]]:
    """The classes whose words stand in a clause, each with where they stand."""
    for telling in _several().in_question(scene.text, *clause):
        match = first_of(telling.words, scene.text, *clause)
        if match and not first_of(telling.without, scene.text, *clause):
            yield telling, Span(*match.span())


def named(words: str) -> str:
    """A clause as the name of a topic: cut at a word where it is long."""
    return words if len(words) <= _LONGEST else words[:_LONGEST].rsplit(" ", 1)[0] + " …"


@lru_cache(maxsize=4)  # asked of one text for several reasons
def tells_of_incident(text: str) -> bool:
    """Whether a text has the words of those that tell of an incident."""
    strong, weak = _of_documents()
    return first_of(strong, text) is not None or len({m.group().casefold() for m in all_of(weak, text)}) > 1
