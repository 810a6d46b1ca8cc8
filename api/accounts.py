"""Accounts side by side: who says what of an incident in which article, and what happened when, they say."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from api.dossier import Dossier
from ontology.model import Claim, TimeExpression
from ontology.terms import Certainty, Iri, Polarity

_OPEN = "9999"  # a bound that nobody gives sorts last


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What one holder, in one article, says of one proposition, in one way."""

    holder: Iri
    article: Iri
    polarity: Polarity
    certainty: Certainty
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A proposition with everybody's word on it."""

    proposition: Iri
    claims: tuple[Claim, ...]
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A time at which a proposition is said, or denied, to hold."""

    time: TimeExpression
    proposition: Iri
    claims: tuple[Claim, ...]


def matrix(found: Dossier) -> list[Row]:
    """A row for each proposition: those with most holders first, then in the order in which they come up."""
    rows = [
        Row(proposition=iri, claims=tuple(claims), cells=tuple(_cells(claims)))
        for iri, claims in found.by_proposition().items()
    ]
    return sorted(rows, key=lambda row: -len({cell.holder for cell in row.cells}))


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """The claims of a matrix by holder and by article; a claim of joint holders counts for each."""

    holders: dict[Iri, list[Claim]]
    articles: dict[Iri, list[Claim]]


def totals(found: Dossier) -> Totals:
    """The totals of all claims of a dossier, those with most claims first."""
    holders: dict[Iri, list[Claim]] = {}
    articles: dict[Iri, list[Claim]] = {}
    for claim in found.claims.values():
        articles.setdefault(claim.article, []).append(claim)
        for holder in claim.holders:
            holders.setdefault(holder, []).append(claim)
    return Totals(holders=_most_first(holders), articles=_most_first(articles))


def _most_first(found: dict[Iri, list[Claim]]) -> dict[Iri, list[Claim]]:
    return dict(sorted(found.items(), key=lambda one: -len(one[1])))


def timeline(found: Dossier, times: Mapping[Iri, TimeExpression]) -> list[Moment]:
    """What has a time, by its earliest bound, then its latest; `times` are those of the claims."""
    moments: dict[tuple[Iri, Iri], list[Claim]] = {}
    for claim in found.claims.values():
        for time in _times(found, claim):
            moments.setdefault((time, claim.proposition), []).append(claim)
    known = {**{iri: one for iri, one in found.things.items() if isinstance(one, TimeExpression)}, **times}
    made = [
        Moment(time=known[time], proposition=proposition, claims=tuple(claims))
        for (time, proposition), claims in moments.items()
        if time in known
    ]
    return sorted(made, key=_bounds)


def _cells(claims: Iterable[Claim]) -> Iterable[Cell]:
    found: dict[tuple[Iri, Iri, Polarity, Certainty], list[Claim]] = {}
    for claim in claims:
        for holder in claim.holders:
            found.setdefault((holder, claim.article, claim.polarity, claim.certainty), []).append(claim)
    for (holder, article, polarity, certainty), some in found.items():
        yield Cell(holder=holder, article=article, polarity=polarity, certainty=certainty, claims=tuple(some))


def _times(found: Dossier, claim: Claim) -> set[Iri]:
    said = found.propositions[claim.proposition]
    ends = {iri for iri in (said.subject, said.object) if isinstance(found.things[iri], TimeExpression)}
    return ends | ({claim.time} if claim.time else set())


def _bounds(moment: Moment) -> tuple[str, str]:
    time = moment.time
    return time.earliest or time.latest or _OPEN, time.latest or _OPEN
