"""Claims as GraphQL types: what is claimed, by whom and through whom, and how claims compare."""

from typing import Any

import strawberry

from api.graphql.asking import BY_WHOSE_WORD, claims_of
from api.graphql.connection import Connection
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
from api.graphql.listable import COMPARISONS_OF_ONE
from api.graphql.listings import within
from api.graphql.node import Node
from api.graphql.telling import footing_of, sentence_of, steps_of, words_of
from api.graphql.values import Act, Certainty, Polarity, Predicate, Relation, SpeakerKind, SpeechMode
from api.ladder import ladder
from api.level import Level
from api.stances import stance
from graph import lookup
from graph.codec import R as V
from graph.ladder import rung
from ontology import model
from ontology.terms import Iri


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
    claims: Connection[AClaim] = claims_of(
        "proposition", "The claims that take a stance on it, of all articles."
    )

    @answers("It in plain words.")
    def text(self) -> str:
        """With the labels of its subject and object."""
        return words_of(self)

    @answers("How sure who is of it, from the surest denial to the surest assertion.")
    def ladder(self) -> list[Rung]:
        """Read for all propositions of the level at once."""
        found, level = self.level.once("claims on them", lambda: _held(self.level, model.Claim))
        return rungs(level, ladder(found.get(self.record.iri, ())))

    @answers("From how many independent origins it comes that it is so, and that it is not so.")
    def corroboration(self) -> list[Corroboration]:
        """As derived with the generation."""
        found, level = self.level.once("corroborations", lambda: _held(self.level, model.Corroboration))
        return wrapped(level, [one.iri for one in found.get(self.record.iri, ())])

    @answers("How many claims, of all articles, take which stance on it.")
    def stances(self) -> Stances:
        """Counted for all propositions of the level at once."""
        return self.level.once("stances", lambda: _stances(self.level))[self.record.iri]


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
    comparisons: Connection[AComparison] = within(
        COMPARISONS_OF_ONE, "claim", "How it stands to other claims."
    )

    @answers("The whole chain of speakers, from the holder outwards to the publisher.")
    def chain(self) -> list[AStep]:
        """Read for all claims of the level at once."""
        chains, steps = steps_of(self.level)
        return wrapped(steps, chains.get(self.record.attribution, ()))

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


def _held(level: Level[Any], cls: type[V]) -> tuple[dict[Iri, tuple[V, ...]], Level[V]]:
    """What has each proposition of a level, and all of it together."""
    found = level.request.reader.holding(cls, "proposition", level.values)
    values = {one.iri: one for some in found.values() for one in some}
    level.request.budget.take(len(values))
    return found, Level(level.request, values)


def _stances(level: Level[Any]) -> dict[Iri, Stances]:
    counted = {iri: Stances(asserted=0, denied=0, unconfirmed=0) for iri in level.values}
    for one in lookup.stances(level.request.reader.index, level.values):
        name = stance(one)
        setattr(counted[one.proposition], name, getattr(counted[one.proposition], name) + one.claims)
    return counted
