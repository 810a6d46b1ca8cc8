"""Frames: what some pages say, by subject and property, with what they share with others.

Encoded from copies where they are at hand; else read quad by quad, which for whole pages is faster than any
query.
"""

from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping

from graph import reference
from graph.codec import R, decode, mapping
from graph.copies import NO_COPIES, Copies, as_held, held
from graph.graph import Graph
from graph.triples import Literal, Resource, Term, Triple, Value, value_of
from ontology.model import Article, Entity, Page, Quantity, TimeExpression
from ontology.terms import IC, RDF, RDF_TYPE, Graphs, Kind

_MANY = 10_000  # things that are kept at hand
_MEASURES = frozenset({Kind.DATE, Kind.QUANTITY})
_MEMBERS = "SELECT DISTINCT ?iri WHERE { ?iri org:memberOf|ic:partOf $whole } ORDER BY ?iri"
_SHARED = (IC + "time", IC + "quantity")


class Known(Mapping[str, Entity]):
    """The entities of a graph, each looked up when it is asked for; times and quantities are none."""

    def __init__(self, graph: Graph, copies: Copies = NO_COPIES) -> None:
        self._graph, self._copies = graph, copies
        self._at_hand: OrderedDict[str, Entity | None] = OrderedDict()

    def __getitem__(self, iri: str) -> Entity:
        found = self.get(iri)
        if found is None:
            raise KeyError(iri)
        return found

    def __contains__(self, iri: object) -> bool:
        return self.get(str(iri)) is not None

    def get(self, iri: str, default: Entity | None = None) -> Entity | None:  # type: ignore[override]
        """The entity, or the default for what is none."""
        if iri not in self._at_hand:
            self._keep(iri, self._copied(iri) or self._graph.get(Entity, iri))
        found = self._at_hand[iri]
        return default if found is None else found

    def _keep(self, iri: str, found: Entity | None) -> None:
        self._at_hand[iri] = None if found is not None and found.kind in _MEASURES else found
        if len(self._at_hand) > _MANY:
            self._at_hand.popitem(last=False)

    def fetch(self, iris: Iterable[str]) -> None:
        """Look many up at once."""
        wanted = [iri for iri in dict.fromkeys(iris) if iri not in self._at_hand]
        copied = {iri: one for iri in wanted if (one := self._copied(iri)) is not None}
        read = self._graph.many(Entity, [iri for iri in wanted if iri not in copied])
        found = copied | {str(iri): one for iri, one in read.items()}
        for iri in wanted:
            self._keep(iri, found.get(iri))

    def _copied(self, iri: str) -> Entity | None:
        """A copy of an entity, but for what the reference describes: that is not repeated in the graph."""
        copy = None if iri in reference.things() else self._copies.entity(iri)
        return None if copy is None else as_held(copy)

    def __iter__(self) -> Iterator[str]:
        raise TypeError("entities are looked up one by one")

    def __len__(self) -> int:
        raise TypeError("entities are looked up one by one")


class Frame:
    """What some pages say."""

    def __init__(
        self, graph: Graph, pages: Iterable[str], withdrawn: Mapping[str, str], copies: Copies = NO_COPIES
    ) -> None:
        """`withdrawn` says since when articles and claims are withdrawn."""
        self.about: dict[str, dict[str, list[Term]]] = {}
        self._graph = graph
        for page in pages:
            self._read(page, copies.page(page))
        self.claims = sorted(self._of(IC + "Claim"))
        self.mentions = sorted(self._of(IC + "Mention"))
        self.articles = list(graph.many(Article, sorted(self._of(IC + "Article"))).values())
        for iri in (*self.claims, *(article.iri for article in self.articles)):
            if iri in withdrawn:
                self.about[iri][IC + "withdrawn"] = [Literal(withdrawn[iri])]
        self._share()
        self.times: Mapping[str, TimeExpression] = self._decoded(TimeExpression)
        self.quantities: Mapping[str, Quantity] = self._decoded(Quantity)

    @property
    def named(self) -> set[str]:
        """Whom and what the pages may name: every IRI that they refer to."""
        return {
            str(term)
            for about in self.about.values()
            for some in about.values()
            for term in some
            if isinstance(term, Resource)
        }

    def one(self, iri: str, name: str) -> Value:
        """The value of a property, given as `ic:…` without its prefix or in full; None for none."""
        found = self.about.get(iri, {}).get(name if "://" in name else IC + name)
        return min(map(value_of, found), key=str) if found else None

    def many(self, iri: str, name: str) -> list[str]:
        """All values of a property, as text, in order."""
        return sorted({str(value_of(term)) for term in self.about.get(iri, {}).get(IC + name, ())})

    def chain(self, claim: str) -> Iterator[str]:
        """The steps through which a claim came, outwards."""
        waiting, seen = self.many(claim, "attribution"), set[str]()
        while waiting:
            step = waiting.pop()
            if step not in seen:
                seen.add(step)
                yield step
                waiting += self.many(step, "within")

    def _read(self, page: str, copy: Page | None) -> None:
        if copy is None:
            for triple, _ in self._graph.store.quads(page):
                self._add(triple)
            return
        shared = (value for value in copy.shared if value.iri not in self.about)
        for value in (*copy.own, *shared):
            for triple in held(value):
                self._add(triple)

    def _share(self) -> None:
        """Add what stands in the shared graph of what the claims refer to."""
        said = {iri for claim in self.claims for iri in self.many(claim, "proposition")}
        self._fetch(said)
        ends = {str(self.one(iri, RDF + name)) for iri in said for name in ("subject", "object")}
        self._fetch(ends | {str(self.one(c, name)) for c in self.claims for name in _SHARED})

    def _fetch(self, iris: Iterable[str]) -> None:
        for iri in iris:
            if "://" in iri and iri not in self.about:
                for triple in self._graph.store.about(iri, Graphs.SHARED):
                    self._add(triple)

    def _add(self, triple: Triple) -> None:
        self.about.setdefault(triple.subject, {}).setdefault(triple.predicate, []).append(triple.object)

    def _of(self, rdf_class: str) -> Iterator[str]:
        return (iri for iri, about in self.about.items() if rdf_class in about.get(RDF_TYPE, ()))

    def _decoded(self, cls: type[R]) -> Mapping[str, R]:
        return {
            iri: decode(cls, iri, (Triple(iri, p, o) for p, some in self.about[iri].items() for o in some))
            for iri in self._of(mapping(cls).rdf_class or "")
        }


def members(graph: Graph, whole: str) -> tuple[str, ...]:
    """Who and what belongs to something, or is a part of it."""
    return tuple(str(iri) for (iri,) in graph.ask(_MEMBERS, whole=Resource(whole)).rows)
