"""How far two readings of the same texts agree: F of what is in both, kappa and shares of paired claims."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from pipelines.corpus.annotation import AnnotatedArticle, AnnotatedClaim, Mention
from pipelines.corpus.declarations import TYPES
from pipelines.corpus.pairing import attribution_fit, claim_fit, closeness, pairs, same

T = TypeVar("T")
Readings = Sequence[tuple[AnnotatedArticle, AnnotatedArticle]]
Judgement = Callable[[AnnotatedClaim], object]

FORMS = ("name", "nominal", "pronoun")
JUDGEMENTS: dict[str, Judgement] = {
    "polarity": lambda claim: claim.polarity,
    "certainty": lambda claim: claim.certainty,
    "predicate": lambda claim: claim.predicate,
    "speech mode": lambda claim: claim.mode,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """How many things are in both readings, and how many the first and the second have."""

    both: int = 0
    first: int = 0
    second: int = 0

    @property
    def f(self) -> float | None:
        """The harmonic mean of the two shares that are in both, 0 to 1; None where there is nothing."""
        return 2 * self.both / (self.first + self.second) if self.first + self.second else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What two readers said of the same things: the agreeing share and Cohen's kappa; None without things.

    Kappa is None too where it is not asked for: where the answers are not drawn from one fixed list.
    """

    of: int
    share: float | None
    kappa: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Concordance:
    """The agreement over some articles: mentions, attributions, claims.

    `types` and `forms` are the overlapping mentions of one type, and of one form whatever their type.
    `facets` are what the readers said of the claims that are in both readings.
    """

    articles: int
    exact: Shared
    overlap: Shared
    types: dict[str, Shared]
    forms: dict[str, Shared]
    attributions: Shared
    claims: Shared
    facets: dict[str, Judged]


def concordance(readings: Readings) -> Concordance:
    """How far the two readings of each article agree."""
    types = sorted({_type(one, mention) for pair in readings for one in pair for mention in one.mentions})
    return Concordance(
        articles=len(readings),
        exact=_mentions(readings, lambda a, b: float(a.span == b.span), types),
        overlap=_mentions(readings, _overlap, types),
        types={kind: _mentions(readings, _overlap, [kind]) for kind in types},
        forms={
            form: _sum(_shared(_of_form(a, form), _of_form(b, form), _overlap) for a, b in readings)
            for form in FORMS
        },
        attributions=_sum(_shared(a.attributions, b.attributions, attribution_fit) for a, b in readings),
        claims=_sum(_shared(a.claims, b.claims, claim_fit) for a, b in readings),
        facets=_facets(readings),
    )


def judged(answers: Sequence[tuple[object, object]]) -> Judged:
    """Agreement of pairs of answers; kappa is 1 where both give one and the same throughout."""
    if not answers:
        return Judged(of=0, share=None, kappa=None)
    share = sum(one == other for one, other in answers) / len(answers)
    first, second = Counter(one for one, _ in answers), Counter(other for _, other in answers)
    chance = sum(first[answer] * second[answer] for answer in first) / len(answers) ** 2
    return Judged(of=len(answers), share=share, kappa=1.0 if chance == 1 else (share - chance) / (1 - chance))


def lines(found: Concordance) -> Iterator[str]:
    """The agreement as two tables in Markdown, in percent; kappa as a number."""
    yield f"| {found.articles} articles read twice | first | second | both | F |"
    yield "|---|---:|---:|---:|---:|"
    kinds = sorted(found.types.items(), key=lambda item: (-item[1].first, item[0]))
    rows = {"mentions, exact and type": found.exact, "mentions, overlap and type": found.overlap}
    rows |= {f"- {kind}": counts for kind, counts in kinds}
    rows |= {f"- {form}, overlap": counts for form, counts in found.forms.items()}
    rows |= {"attributions, source and content": found.attributions, "claims, by quote": found.claims}
    for name, row in rows.items():
        yield f"| {name} | {row.first} | {row.second} | {row.both} | {_percent(row.f)} |"
    yield ""
    yield "| of the claims in both | claims | same | kappa |"
    yield "|---|---:|---:|---:|"
    for name, facet in found.facets.items():
        kappa = "-" if facet.kappa is None else f"{facet.kappa:.2f}"
        yield f"| {name} | {facet.of} | {_percent(facet.share)} | {kappa} |"


def _percent(share: float | None) -> str:
    return "-" if share is None else f"{100 * share:.1f}"


def _facets(readings: Readings) -> dict[str, Judged]:
    paired = [(a, b, pair) for a, b in readings for pair in pairs(a.claims, b.claims, claim_fit)]
    found = {
        name: judged([(judgement(one), judgement(other)) for _, _, (one, other) in paired])
        for name, judgement in JUDGEMENTS.items()
    }
    for name, ends in (("holder", _holders), ("subject", _subject), ("object", _object)):
        right = sum(same(a, b, ends(one), ends(other)) for a, b, (one, other) in paired)
        found[name] = Judged(of=len(paired), share=right / len(paired) if paired else None, kappa=None)
    return found


def _holders(claim: AnnotatedClaim) -> tuple[str, ...]:
    return claim.chain[0].speakers


def _subject(claim: AnnotatedClaim) -> tuple[str, ...]:
    return (claim.subject,)


def _object(claim: AnnotatedClaim) -> tuple[str, ...]:
    return (claim.object,)


def _mentions(readings: Readings, fit: Callable[[Mention, Mention], float], types: list[str]) -> Shared:
    return _sum(_shared(_of_type(a, kind), _of_type(b, kind), fit) for a, b in readings for kind in types)


def _of_type(article: AnnotatedArticle, kind: str) -> list[Mention]:
    return [mention for mention in article.mentions if _type(article, mention) == kind]


def _of_form(article: AnnotatedArticle, form: str) -> list[Mention]:
    return [mention for mention in article.mentions if mention.form == form]


def _shared(first: Sequence[T], second: Sequence[T], fit: Callable[[T, T], float]) -> Shared:
    return Shared(both=len(pairs(first, second, fit)), first=len(first), second=len(second))


def _sum(parts: Iterable[Shared]) -> Shared:
    known = list(parts)
    return Shared(
        both=sum(one.both for one in known),
        first=sum(one.first for one in known),
        second=sum(one.second for one in known),
    )


def _overlap(first: Mention, second: Mention) -> float:
    return closeness(first.span, second.span)


def _type(article: AnnotatedArticle, mention: Mention) -> str:
    return TYPES[article.entities[mention.entity].kind]
