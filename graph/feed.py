"""The change feed: what changed from one published state to another, in words and as data."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

from graph.changes import CLASSES, Change, Changes, Matter, Point, Support, Way, changes
from graph.codec import Record
from graph.generations import Published
from graph.graph import Graph
from graph.manifest import Generation
from graph.triples import compact
from graph.wording import in_words, sign
from ontology.model import Article, Claim, Comparison, Entity, Judgement, Mention, Proposition
from ontology.terms import Iri, Polarity

_OWN = frozenset({"iri", "recorded"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One change as people read it: `text` says what changed, `details` in what, `why` by whose judgement."""

    kind: str
    way: str
    iri: str
    text: str
    details: tuple[str, ...] = ()
    why: str | None = None
    before: str | None = None  # its IRI before, where that was another one


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """All that changed from one generation to another."""

    before: Generation
    after: Generation
    found: Changes
    told: tuple[Told, ...]
    support: tuple[str, ...]

    def as_data(self) -> dict[str, Any]:
        """The feed as JSON has it."""
        return {
            "from": _generation(self.before),
            "to": _generation(self.after),
            "counts": self.found.counts(),
            "changes": [asdict(one) for one in self.told],
            "origins": [_point(one) for one in self.found.support],
            "narrowed": [_matter(one) for one in self.found.narrowed],
            "inactive": [_matter(one) for one in self.found.inactive],
        }


def feed(before: Published, after: Published) -> Feed:
    """What changed from one published state to another."""
    was, now = before.graph.store.lines(), after.graph.store.lines()
    found = changes(before.graph, after.graph, was ^ now)
    words = _Words(before.graph, after.graph)
    return Feed(
        before=before.generation,
        after=after.generation,
        found=found,
        told=tuple(words.told(change) for change in sorted(found.all, key=words.order)),
        support=tuple(map(words.support, found.support)),
    )


class _Words:
    """Puts changes into words, with the labels of the graph that has them."""

    def __init__(self, before: Graph, after: Graph) -> None:
        self._before, self._after = before, after
        judgements = after.all(Judgement)
        self._why = {iri: one for one in judgements for iri in one.judged}

    def told(self, change: Change) -> Told:
        """One change."""
        graph = self._graph(change)
        return Told(
            kind=change.kind,
            way=change.way.value,
            iri=change.value.iri,
            text=self._text(change.value, graph),
            details=tuple(self._details(change)),
            before=change.before.iri if change.before is not None else None,
            why=self._reason(change.value) if change.way is Way.WITHDRAWN else None,
        )

    def order(self, change: Change) -> tuple[int, str, str, int, str]:
        """By kind, way, and where it stands: claims in the order of their articles' texts."""
        value, start = change.value, 0
        if isinstance(value, Claim):
            quote = self._graph(change).get(Mention, value.evidence)
            start = quote.start if quote else 0
        kinds, article = list(CLASSES), getattr(value, "article", "")
        return kinds.index(change.kind), change.way.value, article, start, value.iri

    def support(self, one: Support) -> str:
        """How the origins behind a point changed."""
        was, now = self._names(one.before, self._before), self._names(one.after, self._after)
        if was == now:  # two of one name
            was, now = (", ".join(map(compact, iris)) for iris in (one.before, one.after))
        return f"{self._point(one.point)}: from {was or 'nobody'} to {now or 'nobody'}"

    def _graph(self, change: Change) -> Graph:
        return self._after if change.after is not None else self._before

    def _point(self, point: Point) -> str:
        for graph in (self._after, self._before):
            proposition = graph.get(Proposition, point.proposition)
            if proposition is not None:
                said = "" if point.polarity is Polarity.POSITIVE else "not "
                return said + self._said(proposition, graph)
        return point.proposition

    def _names(self, iris: Iterable[Iri], graph: Graph) -> str:
        wanted = list(iris)
        labels = graph.labels(wanted)
        return ", ".join(labels.get(iri, compact(iri)) for iri in wanted)

    def _text(self, value: Any, graph: Graph) -> str:
        if isinstance(value, Claim):
            return self._claim(value, graph)
        if isinstance(value, Comparison):
            return self._comparison(value, graph)
        if isinstance(value, Article):
            return value.title or value.url or value.identifier
        if isinstance(value, Judgement):
            return f"{value.label}: {value.ruling.value}, by {value.judge}, because {value.reason}"
        assert isinstance(value, Entity)
        return f"{value.label} ({value.kind.value})"

    def _claim(self, claim: Claim, graph: Graph) -> str:
        proposition = graph.get(Proposition, claim.proposition)
        said = self._said(proposition, graph) if proposition else claim.proposition
        quote = graph.get(Mention, claim.evidence)
        shown = f" “{quote.exact}”" if quote else ""
        mark = sign(claim.polarity, claim.certainty).text
        return f"{self._names(claim.holders, graph)} {mark} {said}{shown}"

    def _said(self, proposition: Proposition, graph: Graph) -> str:
        labels = graph.labels((proposition.subject, proposition.object))
        subject = graph.get(Entity, proposition.subject)
        incidents = (
            {proposition.subject} if subject and subject.kind.value == "Incident" else frozenset[str]()
        )
        return in_words(proposition, labels, incidents=frozenset(incidents))

    def _comparison(self, one: Comparison, graph: Graph) -> str:
        ends = (graph.get(Claim, one.left), graph.get(Claim, one.right))
        left, right = (self._claim(end, graph) if end else "a claim that is not there" for end in ends)
        return f"{left} | {one.relation.value} | {right}"

    def _details(self, change: Change) -> Iterator[str]:
        """In what the two versions of a changed thing differ."""
        if change.before is None or change.after is None:
            return
        for name in _differing(change.before, change.after):
            values = getattr(change.before, name), getattr(change.after, name)
            was, now = self._shown(values[0], self._before), self._shown(values[1], self._after)
            if was == now:  # two of one name
                was, now = (compact(str(value)) for value in values)
            yield f"{name}: {was} → {now}"

    def _shown(self, value: Any, graph: Graph) -> str:
        values = value if isinstance(value, tuple) else () if value is None else (value,)
        labels = graph.labels(one for one in values if isinstance(one, str) and "://" in one)
        return ", ".join(labels.get(str(one), compact(str(one))) for one in values) or "nothing"

    def _reason(self, value: Any) -> str | None:
        keys = (value.iri, getattr(value, "article", None))
        found = next((self._why[key] for key in keys if key in self._why), None)
        return None if found is None else f"{found.ruling.value} by {found.judge}: {found.reason}"


def _differing(before: Record, after: Record) -> list[str]:
    names = (field.name for field in fields(before) if field.name not in _OWN)
    return [name for name in names if getattr(before, name) != getattr(after, name)]


def _generation(generation: Generation) -> dict[str, Any]:
    return {"generation": generation.number, "published": generation.published}


def _point(one: Support) -> dict[str, Any]:
    return {
        "proposition": one.point.proposition,
        "polarity": one.point.polarity.value,
        "before": list(one.before),
        "after": list(one.after),
    }


def _matter(one: Matter) -> dict[str, Any]:
    return {"relation": one.relation.value, "propositions": sorted(one.sides)}


def summary(counts: Mapping[str, int]) -> str:
    """How many of what changed, in one line."""
    marks = {Way.ADDED: "+", Way.WITHDRAWN: "−", Way.CHANGED: "~"}
    parts = []
    for kind in CLASSES:
        found = [
            f"{mark}{counts[f'{kind} {way}']}" for way, mark in marks.items() if counts.get(f"{kind} {way}")
        ]
        if found:
            parts.append(f"{kind} {' '.join(found)}")
    return ", ".join(parts) or "nothing that is claimed"
