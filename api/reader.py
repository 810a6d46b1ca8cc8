"""A published generation as it is read for answers: values by IRI, read once, and what leads to what."""

import threading
from collections.abc import Callable, Iterable
from typing import Any, TypeVar, cast

from graph.answer import Answer, Names
from graph.changes import Point, origins
from graph.codec import R
from graph.feed import Feed, feed
from graph.generations import Generation, Published
from graph.index import Index
from graph.triples import Resource, compact, spell_iri
from ontology.errors import GraphError
from ontology.model import Entity, Quantity, TimeExpression
from ontology.terms import Iri, Kind, Polarity

KEPT = 200_000  # decoded values; a claim takes about 1 KB
TOGETHER = 500  # IRIs in one question

T = TypeVar("T")
Thing = Entity | TimeExpression | Quantity


class Reader:
    """One generation, opened. Safe to share between threads; what it has read, it keeps."""

    def __init__(self, published: Published) -> None:
        self._published = published
        self._values: dict[tuple[type, str], Any] = {}
        self._made: dict[object, Any] = {}
        self._making = threading.RLock()

    @property
    def generation(self) -> Generation:
        """What the generation says of itself."""
        return self._published.generation

    @property
    def published(self) -> Published:
        """The generation itself, for what is exported."""
        return self._published

    @property
    def index(self) -> Index:
        """Its order, counters and full text."""
        return self._published.index

    def close(self) -> None:
        """Let go of its files."""
        self._published.close()

    def once(self, key: object, make: Callable[[], T]) -> T:
        """What `make` gives, made once for the whole generation."""
        with self._making:
            if key not in self._made:
                self._made[key] = make()
            return cast("T", self._made[key])

    def changes_since(self, earlier: "Reader") -> Feed:
        """What changed from another generation to this one."""
        key = ("changes since", earlier.generation.number)
        return self.once(key, lambda: feed(earlier._published, self._published))  # noqa: SLF001

    def origins(self, proposition: Iri, polarity: Polarity) -> tuple[Iri, ...]:
        """From whom a proposition, said to be so or not to be so, comes in the end."""
        return origins(self._published.graph, Point(proposition, polarity))

    def many(self, cls: type[R], iris: Iterable[str]) -> dict[Iri, R]:
        """The values of these IRIs in their order, without those that are not there or of another class."""
        kept = self._values
        wanted = list(dict.fromkeys(iris))
        known = {iri: kept[cls, iri] for iri in wanted if (cls, iri) in kept}
        missing = [iri for iri in wanted if iri not in known and absolute(iri)]
        if missing:
            found = self._published.graph.many(cls, missing)
            self._keep({(cls, iri): value for iri, value in found.items()})
            known |= {str(iri): value for iri, value in found.items()}
        return {Iri(iri): known[iri] for iri in wanted if iri in known}

    def things(self, iris: Iterable[str]) -> dict[Iri, Thing]:
        """What propositions speak of: entities, times and quantities; what is only named is a concept."""
        wanted = [iri for iri in dict.fromkeys(iris) if absolute(iri)]
        entities = self.many(Entity, wanted)
        times = self.many(TimeExpression, _of_kind(entities, Kind.DATE))
        quantities = self.many(Quantity, _of_kind(entities, Kind.QUANTITY))
        unknown = self._named([iri for iri in wanted if iri not in entities])
        found: dict[Iri, Thing] = {**unknown, **entities, **times, **quantities}
        return {Iri(iri): found[Iri(iri)] for iri in wanted}

    def pairs(self, pattern: str, iris: Iterable[str]) -> dict[Iri, tuple[Iri, ...]]:
        """Where each IRI, as `?from`, leads by a SPARQL pattern, as `?to`, sorted."""
        leads: dict[Iri, set[Iri]] = {}
        wanted = list(dict.fromkeys(iris))
        for start in range(0, len(wanted), TOGETHER):
            some = " ".join(spell_iri(iri) for iri in wanted[start : start + TOGETHER])
            for here, there in self.ask(f"SELECT ?from ?to WHERE {{ VALUES ?from {{ {some} }} {pattern} }}"):
                leads.setdefault(Iri(str(here)), set()).add(Iri(str(there)))
        return {iri: tuple(sorted(leads[iri])) for iri in map(Iri, wanted) if iri in leads}

    def ask(self, sparql: str) -> tuple[tuple[Any, ...], ...]:
        """The rows of a trusted SPARQL query, as plain values."""
        return self._published.graph.ask(sparql).rows

    def graphs(self) -> list[str]:
        """The names of its named graphs."""
        return self._published.graph.store.graphs()

    def names(self, answer: Answer) -> Names:
        """What the things of an answer are called."""
        return Names.of(self._published.graph, answer)

    def _keep(self, values: dict[tuple[type, str], Any]) -> None:
        if len(self._values) + len(values) > KEPT:
            self._values = {}
        self._values.update(values)

    def _named(self, iris: list[str]) -> dict[Iri, Thing]:
        labels = self._published.graph.labels(iris)
        names = {Iri(iri): labels.get(iri) or compact(iri) for iri in iris}
        return {iri: Entity(iri=iri, kind=Kind.CONCEPT, label=name) for iri, name in names.items()}


def _of_kind(entities: dict[Iri, Entity], kind: Kind) -> list[Iri]:
    return [iri for iri, entity in entities.items() if entity.kind is kind]


def absolute(iri: str) -> bool:
    """Whether a text has the form of an IRI that the graph may hold."""
    try:
        return bool(spell_iri(Resource(iri)))
    except GraphError:
        return False
