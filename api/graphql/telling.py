"""Propositions and claims in words, put together for all values of a level at once."""

from collections.abc import Mapping
from typing import Any

from api.footing import footings
from api.level import Level
from graph.wording import in_full, sentence
from ontology.model import AttributionStep, Claim, Proposition
from ontology.terms import Iri, SpeakerKind


def steps_of(level: Level[Any]) -> tuple[Mapping[Iri, tuple[Iri, ...]], Level[AttributionStep]]:
    """The steps of each chain of the claims of a level, outwards, by the first, and all of them together."""
    return level.once("chains", lambda: _steps(level))


def footing_of(claim: Any) -> list[SpeakerKind]:
    """By whose word the article has the claim that an object shows."""
    level: Level[Any] = claim.level
    known = level.once("footing", lambda: footings(level.request.reader, level.values))
    return sorted(known[claim.record.iri])


def words_of(proposition: Any) -> str:
    """The proposition that an object shows."""
    return in_full(proposition.record, _called(proposition.level))


def sentence_of(claim: Any) -> str:
    """The claim that an object shows, with its chain."""
    level: Level[Any] = claim.level
    chains, steps = steps_of(level)
    chain = [steps.values[iri] for iri in reversed(chains.get(claim.record.attribution, ()))]
    speakers = steps.to_things("speakers", lambda step: step.speakers).values
    told = [(step.act, [speakers[iri].label for iri in step.speakers]) for step in chain]
    points = level.to("proposition", Proposition, _proposition)
    said = points.values[claim.record.proposition]
    return sentence(told, (claim.record.polarity, claim.record.certainty), in_full(said, _called(points)))


def _steps(level: Level[Any]) -> tuple[Mapping[Iri, tuple[Iri, ...]], Level[AttributionStep]]:
    found = level.request.reader.chains(one for one in level.values.values() if isinstance(one, Claim))
    steps = {step.iri: step for chain in found.values() for step in chain}
    level.request.budget.take(len(steps))
    return {first: tuple(step.iri for step in chain) for first, chain in found.items()}, Level(
        level.request, steps
    )


def _called(level: Level[Any]) -> Mapping[str, str]:
    """The labels of what the propositions of a level speak of."""
    return level.once("called", lambda: {str(iri): one.label for iri, one in _ends(level).values.items()})


def _ends(level: Level[Any]) -> Level[Any]:
    return level.to_things(
        "ends", lambda one: (one.subject, one.object) if isinstance(one, Proposition) else ()
    )


def _proposition(value: Any) -> tuple[Iri, ...]:
    return (value.proposition,) if isinstance(value, Claim) else ()
