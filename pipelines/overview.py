"""What a published generation holds of one incident, gathered as values for the report."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from graph import names
from graph.generations import Published
from graph.listing import MOST, ClaimFilter
from graph.wording import AGREEING, PARTING
from ontology.model import Article, Claim, Comparison, Entity, Mention, Proposition
from ontology.terms import Iri, Kind

_TOLD = """
SELECT ?incident ?article ?published WHERE {
  ?article schema:about ?incident OPTIONAL { ?article schema:datePublished ?published }
}
"""
_COMPARED = """
SELECT DISTINCT ?comparison WHERE {
  ?article schema:about $incident . ?claim ic:article ?article . ?comparison ic:left|ic:right ?claim
}
"""
_NAMED = """
SELECT DISTINCT ?entity WHERE {
  ?article schema:about $incident . ?mention ic:article ?article ; ic:denotes ?entity
}
"""
_SPOKEN = 3  # taken off the notability of a parting for each time that its subject was shown before
_CLAIMS = 5_000  # of one incident; a report of more would be read by nobody


@dataclass(frozen=True, kw_only=True)
class Overview:
    """One incident: its articles in the order of publication, and what they claim."""

    incident: Entity
    articles: tuple[Article, ...]
    claims: tuple[Claim, ...]
    propositions: dict[Iri, Proposition]
    quotes: dict[Iri, Mention]
    comparisons: tuple[Comparison, ...]
    entities: tuple[Entity, ...]  # the most spoken of first
    labels: dict[str, str]
    titles: dict[Iri, str]  # headlines, or how the text begins where there is none

    @cached_property
    def holders(self) -> tuple[Iri, ...]:
        """Everybody whose claims these are, in the order of their first claim."""
        return tuple(dict.fromkeys(holder for claim in self.claims for holder in claim.holders))

    @cached_property
    def by_iri(self) -> dict[Iri, Claim]:
        """The claims by their IRI."""
        return {claim.iri: claim for claim in self.claims}

    @cached_property
    def agreed(self) -> int:
        """On how many points claims agree."""
        return len({self._point(one) for one in self.comparisons if one.relation in AGREEING} - {None})

    @cached_property
    def partings(self) -> tuple[Comparison, ...]:
        """One comparison for each point on which accounts part: the most notable first, subjects by turns."""
        found = [one for one in self.comparisons if one.relation in PARTING and self._point(one)]
        points: dict[frozenset[Iri] | None, Comparison] = {}
        for one in sorted(
            found, key=lambda one: (-(one.notability or 0), list(PARTING).index(one.relation), one.iri)
        ):
            points.setdefault(self._point(one), one)
        spoken: Counter[Iri] = Counter()
        ordered: list[Comparison] = []
        while points:
            point = max(points, key=lambda point: self._wanted(points[point], spoken))
            spoken.update(point or ())
            ordered.append(points.pop(point))
        return tuple(ordered)

    def _wanted(self, one: Comparison, spoken: Mapping[Iri, int]) -> int:
        """Its notability, less for what was spoken of before; yes against no on one proposition first."""
        left, right = self.by_iri[one.left], self.by_iri[one.right]
        flat = left.proposition == right.proposition and left.polarity != right.polarity
        return (one.notability or 0) + flat - _SPOKEN * sum(spoken[iri] for iri in self._point(one) or ())

    def by_kind(self) -> dict[Kind, list[Entity]]:
        """The entities of each kind."""
        found: dict[Kind, list[Entity]] = defaultdict(list)
        for entity in self.entities:
            found[entity.kind].append(entity)
        return {kind: found[kind] for kind in Kind if kind in found}

    def label(self, iri: str) -> str:
        """What something is called."""
        return self.labels.get(iri) or iri.rsplit("/", 1)[-1]

    def _point(self, one: Comparison) -> frozenset[Iri] | None:
        """What a comparison is about: the propositions of its claims. None if one is of another incident."""
        left, right = self.by_iri.get(one.left), self.by_iri.get(one.right)
        return frozenset({left.proposition, right.proposition}) if left and right else None

    def _across(self, one: Comparison) -> bool:
        return self.by_iri[one.left].article != self.by_iri[one.right].article


def foremost(published: Published, documents: Collection[str] = ()) -> tuple[Iri, ...]:
    """The incidents that these documents tell of (all when there are none).

    Those with several accounts come first, then the last told of.
    """
    wanted = {names.article(document) for document in documents}
    told: dict[Iri, list[str]] = defaultdict(list)
    counted: set[Iri] = set()
    for row in published.graph.ask(_TOLD):
        incident = Iri(str(row["incident"]))
        told[incident].append(str(row["published"] or ""))
        if not wanted or str(row["article"]) in wanted:
            counted.add(incident)
    order = {incident: (len(dates) > 1, max(dates), incident) for incident, dates in told.items()}
    return tuple(sorted(counted, key=order.__getitem__, reverse=True))


def overview(published: Published, incident: Iri) -> Overview | None:
    """Everything the report says of an incident; None when it is not there."""
    graph = published.graph
    found = graph.get(Entity, incident)
    if found is None:
        return None
    claims = tuple(graph.many(Claim, _claims(published, incident)).values())
    propositions = graph.many(Proposition, (claim.proposition for claim in claims))
    articles = graph.many(Article, (claim.article for claim in claims))
    named = [Iri(str(iri)) for iri in graph.ask(_NAMED, incident=incident).column("entity")]
    entities = _entities(published, claims, propositions.values(), named)
    spoken = {*_parts(claims, propositions.values()), *(article.publisher for article in articles.values())}
    return Overview(
        incident=found,
        articles=tuple(sorted(articles.values(), key=lambda one: (one.published or "9999", one.iri))),
        claims=claims,
        propositions=propositions,
        quotes=graph.many(Mention, (claim.evidence for claim in claims)),
        comparisons=_comparisons(published, incident),
        entities=entities,
        labels=graph.labels(sorted(spoken)),
        titles={iri: article.title or _opening(published, article) for iri, article in articles.items()},
    )


def _opening(published: Published, article: Article) -> str:
    text = published.index.text_of(article.identifier) or article.identifier
    return " ".join(text[:200].split())


def _claims(published: Published, incident: Iri) -> Iterator[Iri]:
    after, left = None, _CLAIMS
    while left > 0:
        part = published.index.claims(ClaimFilter(incident=incident), first=MOST, after=after)
        yield from part.iris
        after, left = part.after, left - MOST
        if after is None:
            return


def _comparisons(published: Published, incident: Iri) -> tuple[Comparison, ...]:
    found = published.graph.ask(_COMPARED, incident=incident).column("comparison")
    return tuple(published.graph.many(Comparison, map(str, found)).values())


def _parts(claims: Iterable[Claim], propositions: Iterable[Proposition]) -> Iterator[Iri]:
    for proposition in propositions:
        yield from (proposition.subject, proposition.object)
    for claim in claims:
        yield from claim.holders


def _entities(
    published: Published, claims: Sequence[Claim], propositions: Iterable[Proposition], named: Sequence[Iri]
) -> tuple[Entity, ...]:
    found = published.graph.many(Entity, dict.fromkeys([*_parts(claims, propositions), *named])).values()
    return tuple(sorted(found, key=lambda entity: (-published.index.claims_of(entity.iri), entity.label)))
