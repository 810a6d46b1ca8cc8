"""The review queue as GraphQL types, and what a reviewer may change."""

from typing import Annotated

import strawberry

from api.desk import Desk
from api.graphql.arguments import First
from api.graphql.descriptions import of_field
from api.graphql.fields import answers
from api.graphql.values import Ruling, publish
from api.level import Request
from api.paging import bounded
from graph.judgements import Entry
from graph.review import Answer, Doubt, DoubtKind
from ontology import model
from ontology.errors import QuestionError

Info = strawberry.Info[Request, None]
Key = Annotated[strawberry.ID, strawberry.argument(description="Of the doubt, or the beginning of it.")]
Chosen = Annotated[Answer, strawberry.argument(description="What is decided.")]
Why = Annotated[str, strawberry.argument(description="Why; kept for ever.")]
OfKind = Annotated[DoubtKind | None, strawberry.argument(description="Only doubts of this kind.")]
Number = Annotated[int, strawberry.argument(description="Of the decision, as `decisions` has it.")]

publish(
    DoubtKind,
    "What a doubt is about.",
    {
        DoubtKind.MERGE: "Whether two entities are the same.",
        DoubtKind.CLAIM: "Whether an article says what a claim says it says.",
    },
)
publish(
    Answer,
    "What a reviewer may decide. None of these says what is true.",
    {
        Answer.ACCEPT: "The two are the same; the article does say so.",
        Answer.REJECT: "They are not the same; the article does not say so, and the claim no longer counts.",
        Answer.UNSURE: "It stays as it is, and is not asked again.",
    },
)


@strawberry.type(
    name="Doubt", description="Something that the pipeline was unsure of, and nobody has decided."
)
class DoubtType:
    """A doubt."""

    key: strawberry.ID = strawberry.field(
        description="What it is about: the same as long as the article and what was read from it are."
    )
    kind: DoubtKind = strawberry.field(description="What it is about.")
    question: str = strawberry.field(description="What is asked.")
    reason: str = strawberry.field(description="Why it is asked.")
    quote: str | None = strawberry.field(description="The words that a claim was read from.")
    score: float | None = strawberry.field(description="How sure the extractor is, from 0 to 1.")
    about: list[strawberry.ID] = strawberry.field(description="The entities or the claim, by IRI.")


@strawberry.type(description="A line of the ledger of what people decided; nothing in it is ever changed.")
class Decision:
    """Who decided what, when, why, and by which way."""

    number: int = strawberry.field(description="Its place in the ledger, from 1.")
    at: str = strawberry.field(description="When (ISO 8601, UTC).")
    judge: str = strawberry.field(description=of_field(model.Judgement, "judge"))
    reason: str = strawberry.field(description="Why.")
    ruling: Ruling = strawberry.field(description=of_field(model.Judgement, "ruling"))
    label: str = strawberry.field(description="What it is about, in words.")
    via: str = strawberry.field(description="Whether it was entered on the command line or over GraphQL.")
    undoes: int | None = strawberry.field(description="The decision that it takes back.")
    counts: bool = strawberry.field(description="Whether it counts now: not undone, the last on its matter.")


@strawberry.type(
    description="What reviewers may change, by their token. It counts from the next generation on."
)
class Mutation:
    """Decisions."""

    @answers("Decide a doubt.")
    def decide(self, info: Info, key: Key, answer: Chosen, reason: Why) -> Decision:
        """Enter it in the ledger."""
        at = _desk(info)
        return _decision(at.decide(key, answer, reason), at)

    @answers("Take a decision back; what it was on is in doubt again.")
    def undo(self, info: Info, number: Number, reason: Why) -> Decision:
        """Enter that, too, in the ledger."""
        at = _desk(info)
        return _decision(at.undo(number, reason), at)


def queue(info: Info, kind: OfKind = None, first: First = 50) -> list[DoubtType]:
    """What is in doubt."""
    return [_doubt(one) for one in _desk(info).doubts(kind)[: bounded(first)]]


def trail(info: Info) -> list[Decision]:
    """Everything that was decided."""
    at = _desk(info)
    return [_decision(entry, at) for entry in at.trail()]


def _desk(info: Info) -> Desk:
    """The desk of who asks. QuestionError for who is no reviewer."""
    found = info.context.desk
    if found is None:
        raise QuestionError("this is for reviewers: send `Authorization: Bearer` with your token")
    return found


def _doubt(one: Doubt) -> DoubtType:
    return DoubtType(
        key=strawberry.ID(one.key),
        kind=one.kind,
        question=one.question,
        reason=one.reason,
        quote=one.quote,
        score=one.score,
        about=[strawberry.ID(side.iri) for side in one.sides],
    )


def _decision(entry: Entry, at: Desk) -> Decision:
    return Decision(
        number=entry.number,
        at=entry.at,
        judge=entry.by,
        reason=entry.why,
        ruling=entry.ruling,
        label=entry.label,
        via=entry.via,
        undoes=entry.undoes,
        counts=entry.number in at.counting(),
    )
