"""The account matrix of an incident: who says what in which article."""

from collections import defaultdict
from dataclasses import dataclass

from graph.wording import in_words
from ontology.model import Claim, Proposition
from ontology.terms import Certainty, Iri, Polarity
from pipelines.overview import Overview

Cell = tuple[Polarity, Certainty]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One holder's claims to one proposition: what is said in which article, in the order of the matrix."""

    holder: str
    cells: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One proposition in plain words, with everybody who takes a stance on it."""

    said: str
    lines: tuple[Line, ...]
    claims: int


def matrix(of: Overview) -> tuple[Row, ...]:
    """The rows: first what is disputed, then what most articles and most holders speak of."""
    by_proposition: dict[Iri, list[Claim]] = defaultdict(list)
    for claim in of.claims:
        by_proposition[claim.proposition].append(claim)
    ranked = sorted(by_proposition.items(), key=lambda item: _rank(item[1]))  # stable
    return tuple(_row(of, of.propositions[iri], claims) for iri, claims in ranked if iri in of.propositions)


def _rank(claims: list[Claim]) -> tuple[int, ...]:
    stances = {claim.polarity for claim in claims}
    articles = {claim.article for claim in claims}
    holders = {holder for claim in claims for holder in claim.holders}
    return -len(stances), -len(articles), -len(holders), -len(claims)


def _row(of: Overview, proposition: Proposition, claims: list[Claim]) -> Row:
    incidents = frozenset({str(of.incident.iri)})
    by_holder: dict[Iri, list[Claim]] = defaultdict(list)
    for claim in claims:
        for holder in claim.holders:
            by_holder[holder].append(claim)
    return Row(
        said=in_words(proposition, of.labels, incidents=incidents),
        lines=tuple(_line(of, holder, said) for holder, said in by_holder.items()),
        claims=len(claims),
    )


def _line(of: Overview, holder: Iri, claims: list[Claim]) -> Line:
    return Line(
        holder=of.label(holder),
        cells=tuple(_cell(claims, article.iri) for article in of.articles),
    )


def _cell(claims: list[Claim], article: Iri) -> tuple[Cell, ...]:
    found = {(claim.polarity, claim.certainty): None for claim in claims if claim.article == article}
    return tuple(found)
