"""Who speaks in each claim, as the side index has it: the whole chain, its footing, its origins."""

import sqlite3
from collections.abc import Iterator, Mapping

from graph.frames import Frame
from ontology.model import Entity
from ontology.terms import SpeakerKind

Speakers = dict[int, dict[str, bool]]


def write_speaking(
    database: sqlite3.Connection, frame: Frame, numbers: Mapping[str, int], entities: Mapping[str, Entity]
) -> Speakers:
    """Write who speaks in the claims of these numbers; for each claim, whether it is each speaker's own."""
    speakers, unnamed = _speakers(frame, numbers, entities)
    database.executemany(
        "INSERT INTO speaker VALUES (?,?,?,?)",
        (
            (number, who, speaker_kind(entities.get(who)), holds)
            for number, found in speakers.items()
            for who, holds in found.items()
        ),
    )
    database.executemany("INSERT INTO footing VALUES (?,?)", _footings(speakers, unnamed, entities))
    database.executemany("INSERT INTO origin VALUES (?,?)", _origins(frame, numbers, speakers))
    return speakers


def speaker_kind(entity: Entity | None) -> str | None:
    """On what footing somebody speaks."""
    return entity.speaker_kind.value if entity and entity.speaker_kind else None


def _speakers(
    frame: Frame, numbers: Mapping[str, int], entities: Mapping[str, Entity]
) -> tuple[Speakers, set[int]]:
    """Everybody through whom each claim came, and the claims that came through nameless people alone."""
    speakers: Speakers = {}
    unnamed = set()
    for claim, number in numbers.items():
        found = speakers.setdefault(number, {})
        for step in frame.chain(claim):
            who = frame.many(step, "speaker")
            found.update(dict.fromkeys(who, False))
            kinds = {speaker_kind(entities.get(one)) for one in who} - {None}
            if kinds == {SpeakerKind.ANONYMOUS.value}:
                unnamed.add(number)
        found.update(dict.fromkeys(frame.many(claim, "holder"), True))
    return speakers, unnamed


def _footings(
    speakers: Speakers, unnamed: set[int], entities: Mapping[str, Entity]
) -> Iterator[tuple[int, str]]:
    """The footing of each claim: that of its holders; anonymous where a step has nameless people alone."""
    for number, found in speakers.items():
        kinds = {speaker_kind(entities.get(who)) for who, holds in found.items() if holds}
        if number in unnamed:
            kinds = {SpeakerKind.ANONYMOUS.value}
        yield from ((number, kind) for kind in sorted(filter(None, kinds)))


def _origins(frame: Frame, numbers: Mapping[str, int], speakers: Speakers) -> Iterator[tuple[int, str]]:
    """From whom each claim comes in the end; from its holders, where that is not known."""
    for claim, number in numbers.items():
        known = frame.one(claim, "origin")
        if known is not None:
            yield number, str(known)
        else:
            yield from ((number, who) for who, holds in speakers[number].items() if holds)
