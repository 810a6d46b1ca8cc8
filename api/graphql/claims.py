"""Claims as GraphQL types: what is claimed, by whom and through whom, and how claims compare."""

from collections.abc import Mapping
from typing import Any

import strawberry

from api.comparisons import OF_CLAIM
from api.graphql.asking import BY_WHOSE_WORD, claims_where
from api.graphql.connection import Connection, related
from api.graphql.corroborating import Corroboration
from api.graphql.descriptions import of_class
from api.graphql.fields import answers, carried, leads, shows, wrapped
from api.graphql.ladders import HEIGHT, Rung, rungs
from api.graphql.lazy import (
    AClaim,
    AComparison,
    AMention,
    AnArticle,
    AProposition,
    AQuantity,
    AStep,
    AThing,
    ATime,
)
from api.graphql.node import Node
from api.graphql.telling import footing_of, sentence_of, steps_of, words_of
from api.graphql.values import Act, Certainty, Polarity, Predicate, Relation, SpeakerKind, SpeechMode
from api.ladder import ladder
from api.level import Level
from api.stances import stances
from graph.ladder import rung
from ontology import model
from ontology.terms import Iri

_CLAIMS = "?to ic:proposition ?from ; a ic:Claim"


@strawberry.type(description="How many claims take which stance.")
class Stances:
    """Counts."""

    asserted: int = strawberry.field(description="How many say that it is the case.")
    denied: int = strawberry.field(description="How many say that it is not the case.")
    unconfirmed: int = strawberry.field(
        description="How many take no stance: not confirmed, only asked, still looked into."
    )


@shows(model.AttributionStep)
@strawberry.type(description=of_class("AttributionStep"))
class AttributionStep(Node):
    """A link of a chain."""

    position: int = carried(model.AttributionStep, "position")
    act: Act = carried(model.AttributionStep, "act")
    cue: str | None = carried(model.AttributionStep, "cue")
    speakers: list[AThing] = leads(model.AttributionStep, "speakers")
    within: AStep | None = leads(model.AttributionStep, "within", model.AttributionStep)
    made_in: AThing | None = leads(model.AttributionStep, "made_in")


@shows(model.Proposition)
@strawberry.type(description=of_class("Proposition"))
class Proposition(Node):
    """What could be the case."""

    predicate: Predicate = carried(model.Proposition, "predicate")
    subject: AThing = leads(model.Proposition, "subject")
    object: AThing = leads(model.Proposition, "object")
    claims: Connection[AClaim] = claims_where(
        "The claims that take a stance on it, of all articles.", lambda value: {"proposition": value.iri}
    )

    @answers("It in plain words.")
    def text(self) -> str:
        """With the labels of its subject and object."""
        return words_of(self)

    @answers("How sure who is of it, from the surest denial to the surest assertion.")
    def ladder(self) -> list[Rung]:
        """Of all articles."""
        pairs, claims = _claims(self.level)
        mine = [claims.values[iri] for iri in pairs.get(self.record.iri, ()) if iri in claims.values]
        return rungs(claims, ladder(mine))

    @answers("From how many independent origins it comes that it is so, and that it is not so.")
    def corroboration(self) -> list[Corroboration]:
        """As derived with the generation."""
        pairs = self.level.pairs("corroboration", "?to ic:onProposition ?from")
        found = self.level.once(
            "corroborations",
            lambda: self.level.reach(model.Corroboration, [one for some in pairs.values() for one in some]),
        )
        return wrapped(found, pairs.get(self.record.iri, ()))

    @answers("How many claims, of all articles, take which stance on it.")
    def stances(self) -> Stances:
        """Counted for all propositions of the level at once."""
        found = self.level.once("stances", lambda: _stances(self.level))
        return found[self.record.iri]


@shows(model.Claim)
@strawberry.type(description=of_class("Claim"))
class Claim(Node):
    """Somebody's stance on a proposition, in somebody's words."""

    polarity: Polarity = carried(model.Claim, "polarity")
    certainty: Certainty = carried(model.Claim, "certainty")
    speech_mode: SpeechMode = carried(model.Claim, "speech_mode")
    cue: str | None = carried(model.Claim, "cue")
    scope: list[str] = carried(model.Claim, "scope")
    rule: str | None = carried(model.Claim, "rule")
    score: float | None = carried(model.Claim, "score")
    withdrawn: str | None = carried(model.Claim, "withdrawn")
    proposition: AProposition = leads(model.Claim, "proposition", model.Proposition)
    holders: list[AThing] = leads(model.Claim, "holders")
    attribution: AStep = leads(model.Claim, "attribution", model.AttributionStep)
    evidence: AMention = leads(model.Claim, "evidence", model.Mention)
    article: AnArticle = leads(model.Claim, "article", model.Article)
    time: ATime | None = leads(model.Claim, "time", model.TimeExpression)
    place: list[AThing] = leads(model.Claim, "place")
    quantity: AQuantity | None = leads(model.Claim, "quantity", model.Quantity)
    based_on: AThing | None = leads(model.Claim, "based_on")
    origin: AThing | None = leads(model.Claim, "origin")
    comparisons: Connection[AComparison] = related(
        "comparisons",
        model.Comparison,
        OF_CLAIM,
        lambda _, iris: list(iris),
        "How it stands to other claims.",
    )

    @answers("The whole chain of speakers, from the holder outwards to the publisher.")
    def chain(self) -> list[AStep]:
        """Read for all claims of the level at once."""
        found, steps = steps_of(self.level)
        mine = (steps.values[iri] for iri in found.get(self.record.iri, ()) if iri in steps.values)
        return wrapped(steps, [step.iri for step in sorted(mine, key=lambda step: -step.position)])

    @answers("The claim with its whole chain in one sentence, from the publisher inwards to the holder.")
    def sentence(self) -> str:
        """With the labels of all."""
        return sentence_of(self)

    @answers(BY_WHOSE_WORD)
    def footing(self) -> list[SpeakerKind]:
        """Read for all claims of the level at once."""
        return footing_of(self)

    @answers(HEIGHT)
    def rung(self) -> int:
        """The place of its stance on the ladder of certainty."""
        return rung(self.record.polarity, self.record.certainty)


@shows(model.Comparison)
@strawberry.type(description=of_class("Comparison"))
class Comparison(Node):
    """A relation between two claims."""

    relation: Relation = carried(model.Comparison, "relation")
    reason: str = carried(model.Comparison, "reason")
    aspect: str | None = carried(model.Comparison, "aspect")
    notability: int | None = carried(model.Comparison, "notability")
    left: AClaim = leads(model.Comparison, "left", model.Claim)
    right: AClaim = leads(model.Comparison, "right", model.Claim)


def _claims(level: Level[Any]) -> tuple[Mapping[Iri, tuple[Iri, ...]], Level[model.Claim]]:
    """The claims on each proposition of a level, and all of them together."""
    pairs = level.pairs("claims", _CLAIMS)
    every = level.once(
        "claims on them", lambda: level.reach(model.Claim, [one for some in pairs.values() for one in some])
    )
    return pairs, every


def _stances(level: Level[Any]) -> dict[Iri, Stances]:
    pairs, found = _claims(level)
    return {
        iri: Stances(
            **stances(found.values[one] for one in pairs.get(iri, ()) if one in found.values)._asdict()
        )
        for iri in level.values
    }
