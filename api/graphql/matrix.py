"""The accounts of an incident side by side, and its timeline, as GraphQL types."""

from collections.abc import Iterable, Iterator
from typing import Any

import strawberry

from api.accounts import Cell, Moment, Row, matrix, timeline, totals
from api.graphql.arguments import First
from api.graphql.claims import Stances
from api.graphql.dossiers import claims_of, dossier_of, propositions_of
from api.graphql.fields import wrapped
from api.graphql.lazy import AClaim, AnArticle, AProposition, AThing, ATime
from api.graphql.values import Certainty, Polarity
from api.level import Level
from api.paging import bounded
from api.stances import stances
from ontology import model
from ontology.terms import Iri


@strawberry.type(description="What one holder says of a proposition in one article, in one way.")
class MatrixCell:
    """Of the account matrix."""

    holder: AThing = strawberry.field(description="Whose stance it is.")
    article: AnArticle = strawberry.field(description="The article that has it.")
    polarity: Polarity = strawberry.field(description="Whether it is said or denied.")
    certainty: Certainty = strawberry.field(description="How certain the holder is presented to be.")
    claims: list[AClaim] = strawberry.field(description="The claims.")


@strawberry.type(description="A proposition with everybody's word on it.")
class MatrixRow:
    """Of the account matrix."""

    proposition: AProposition = strawberry.field(description="What is claimed.")
    stances: Stances = strawberry.field(description="How many claims on this incident take which stance.")
    cells: list[MatrixCell] = strawberry.field(description="Who says it, where and how.")


@strawberry.type(description="The claims of one holder, counted.")
class HolderTotal:
    """Of the account matrix."""

    holder: AThing = strawberry.field(description="Whose claims they are; joint claims count for each.")
    claim_count: int = strawberry.field(description="How many there are.")
    stances: Stances = strawberry.field(description="How many of them take which stance.")


@strawberry.type(description="The claims of one article, counted.")
class ArticleTotal:
    """Of the account matrix."""

    article: AnArticle = strawberry.field(description="The article.")
    claim_count: int = strawberry.field(description="How many there are.")
    stances: Stances = strawberry.field(description="How many of them take which stance.")


@strawberry.type(description="Who says what in which article: propositions by holders by articles.")
class AccountMatrix:
    """A table."""

    rows: list[MatrixRow] = strawberry.field(description="The propositions, those with most holders first.")
    total_count: int = strawberry.field(description="How many propositions there are in all.")
    stances: Stances = strawberry.field(description="How many of all claims on it take which stance.")
    holders: list[HolderTotal] = strawberry.field(
        description="Everybody who holds a claim, with all of theirs counted, those with most first."
    )
    articles: list[ArticleTotal] = strawberry.field(
        description="Every article with a claim, with all of its claims counted, those with most first."
    )


@strawberry.type(description="A time at which a proposition is said, or denied, to hold.")
class TimelineEntry:
    """Of the timeline."""

    time: ATime = strawberry.field(description="When, with its bounds and what an inferred part rests on.")
    proposition: AProposition = strawberry.field(description="What.")
    stances: Stances = strawberry.field(description="How many claims take which stance.")
    claims: list[AClaim] = strawberry.field(description="The claims that give it this time.")


def account_matrix(self: Any, first: First = 100) -> Any:
    """The matrix of the incident that an object shows."""
    whole = dossier_of(self)
    rows, counted = matrix(whole), totals(whole)
    level: Level[Any] = self.level
    claims = claims_of(self).values.values
    holders = level.once(
        "holders of dossiers", lambda: level.reach_things(who for one in claims() for who in one.holders)
    )
    articles = level.once(
        "articles of dossiers", lambda: level.reach(model.Article, (one.article for one in claims()))
    )
    return AccountMatrix(
        rows=[_row(self, row, holders, articles) for row in rows[: bounded(first)]],
        total_count=len(rows),
        stances=_counted(whole.claims.values()),
        holders=list(_holder_totals(counted.holders, holders)),
        articles=list(_article_totals(counted.articles, articles)),
    )


def _holder_totals(counted: dict[Iri, list[model.Claim]], holders: Level[Any]) -> Iterator[HolderTotal]:
    for iri, claims in counted.items():
        yield HolderTotal(
            holder=wrapped(holders, (iri,))[0], claim_count=len(claims), stances=_counted(claims)
        )


def _article_totals(counted: dict[Iri, list[model.Claim]], articles: Level[Any]) -> Iterator[ArticleTotal]:
    for iri, claims in counted.items():
        for one in wrapped(articles, (iri,)):
            yield ArticleTotal(article=one, claim_count=len(claims), stances=_counted(claims))


def timeline_of(self: Any) -> Any:
    """The timeline of the incident that an object shows."""
    found = dossier_of(self)
    level: Level[Any] = self.level
    claims = claims_of(self).values.values
    times = level.once(
        "times of dossiers",
        lambda: level.reach(model.TimeExpression, (one.time for one in claims() if one.time)),
    )
    moments = timeline(found, times.values)
    known = Level(self.level.request, {moment.time.iri: moment.time for moment in moments})
    return [_entry(self, moment, known) for moment in moments]


def _row(self: Any, row: Row, holders: Level[Any], articles: Level[Any]) -> MatrixRow:
    return MatrixRow(
        proposition=wrapped(propositions_of(self), (row.proposition,))[0],
        stances=_counted(row.claims),
        cells=[_cell(self, cell, holders, articles) for cell in row.cells],
    )


def _cell(self: Any, cell: Cell, holders: Level[Any], articles: Level[Any]) -> MatrixCell:
    return MatrixCell(
        holder=wrapped(holders, (cell.holder,))[0],
        article=wrapped(articles, (cell.article,))[0],
        polarity=cell.polarity,
        certainty=cell.certainty,
        claims=wrapped(claims_of(self), [claim.iri for claim in cell.claims]),
    )


def _entry(self: Any, moment: Moment, times: Level[Any]) -> TimelineEntry:
    return TimelineEntry(
        time=wrapped(times, (moment.time.iri,))[0],
        proposition=wrapped(propositions_of(self), (moment.proposition,))[0],
        stances=_counted(moment.claims),
        claims=wrapped(claims_of(self), [claim.iri for claim in moment.claims]),
    )


def _counted(found: Iterable[model.Claim]) -> Stances:
    return Stances(**stances(found)._asdict())
