"""Who speaks in each claim, as the side index has it: the whole chain, its footing, its origins."""

import sqlite3
from collections.abc import Iterator, Mapping

from graph.graph import Graph
from ontology.model import Entity
from ontology.terms import SpeakerKind

_HOLDERS = "SELECT ?claim ?who WHERE { ?claim ic:holder ?who }"
_CHAINS = "SELECT ?claim ?step ?who WHERE { ?claim ic:attribution/ic:within* ?step . ?step ic:speaker ?who }"
_ORIGINS = "SELECT ?claim ?origin WHERE { ?claim a ic:Claim ; ic:origin ?origin }"

Speakers = dict[int, dict[str, bool]]


def write_speaking(
    database: sqlite3.Connection, graph: Graph, numbers: Mapping[str, int], entities: Mapping[str, Entity]
) -> Speakers:
    """Write who speaks in the claims of these numbers; for each claim, whether it is each speaker's own."""
    speakers, unnamed = _speakers(graph, numbers, entities)
    database.executemany(
        "INSERT INTO speaker VALUES (?,?,?,?)",
        (
            (number, who, speaker_kind(entities.get(who)), holds)
            for number, found in speakers.items()
            for who, holds in found.items()
        ),
    )
    database.executemany("INSERT INTO footing VALUES (?,?)", _footings(speakers, unnamed, entities))
    database.executemany("INSERT INTO origin VALUES (?,?)", _origins(graph, numbers, speakers))
    return speakers


def speaker_kind(entity: Entity | None) -> str | None:
    """On what footing somebody speaks."""
    return entity.speaker_kind.value if entity and entity.speaker_kind else None


def _speakers(
    graph: Graph, numbers: Mapping[str, int], entities: Mapping[str, Entity]
) -> tuple[Speakers, set[int]]:
    """Everybody through whom each claim came, and the claims that came through nameless people alone."""
    speakers: Speakers = {}
    steps: dict[tuple[int, str], set[str]] = {}
    for claim, step, who in graph.ask(_CHAINS).rows:
        if (number := numbers.get(str(claim))) is not None:
            speakers.setdefault(number, {})[str(who)] = False
            kind = speaker_kind(entities.get(str(who)))
            steps.setdefault((number, str(step)), set()).update([kind] if kind else [])
    for claim, who in graph.ask(_HOLDERS).rows:
        if (number := numbers.get(str(claim))) is not None:
            speakers.setdefault(number, {})[str(who)] = True
    return speakers, {
        number for (number, _), kinds in steps.items() if kinds == {SpeakerKind.ANONYMOUS.value}
    }


def _footings(
    speakers: Speakers, unnamed: set[int], entities: Mapping[str, Entity]
) -> Iterator[tuple[int, str]]:
    """The footing of each claim: that of its holders; anonymous where a step has nameless people alone."""
    for number, found in speakers.items():
        kinds = {speaker_kind(entities.get(who)) for who, holds in found.items() if holds}
        if number in unnamed:
            kinds = {SpeakerKind.ANONYMOUS.value}
        yield from ((number, kind) for kind in sorted(filter(None, kinds)))


def _origins(graph: Graph, numbers: Mapping[str, int], speakers: Speakers) -> Iterator[tuple[int, str]]:
    """From whom each claim comes in the end; from its holders, where that is not known."""
    known = {
        numbers[str(claim)]: str(who) for claim, who in graph.ask(_ORIGINS).rows if str(claim) in numbers
    }
    for number, found in speakers.items():
        if number in known:
            yield number, known[number]
        else:
            yield from ((number, who) for who, holds in found.items() if holds)
