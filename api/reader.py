"""A published generation as it is read for answers: values by IRI, read once, and what leads to what."""

import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeVar, cast

from graph.answer import Answer, Names
from graph.catalogue import Query
from graph.changes import Point, origins
from graph.codec import R
from graph.feed import Feed, feed
from graph.generations import Generation, Published
from graph.index import Index
from graph.recognition import Thing
from graph.triples import is_iri, spell_iri
from ontology.model import AttributionStep, Claim, Entity
from ontology.terms import Iri, Kind, Polarity

__all__ = ["Reader", "Thing", "absolute"]

KEPT = 200_000  # decoded values; a claim takes about 1 KB
absolute = is_iri

_COUNTS = 200  # lists whose length is remembered
_LONG = 2_000  # characters

T = TypeVar("T")
_OTHERWISE: dict[object, object] = {Entity: Thing, Thing: Entity}
_CHAIN = "VALUES ?inner {{ {} }} ?inner ic:within* ?s"


class Reader:
    """One generation, opened. Safe to share between threads; what it has read, it keeps.

    What is asked for at once takes one question to the store, however much it is, and none when all of it has
    been read before.
    """

    def __init__(self, published: Published) -> None:
        self._published = published
        self._values: dict[object, dict[str, Any]] = {}
        self._count = 0
        self._made: dict[object, Any] = {}
        self._making = threading.RLock()
        self._counts: dict[Query, int] = {}  # the last used comes last

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

    def remembered(self, query: Query, count: Callable[[], int]) -> int:
        """How many things a list has, counted once; of the last few lists, unless their filters are long."""
        found = self._counts.get(query)
        if found is None:
            found = count()
        if len(repr(query)) < _LONG:
            with self._making:
                self._counts.pop(query, None)
                self._counts[query] = found
                if len(self._counts) > _COUNTS:
                    del self._counts[next(iter(self._counts))]
        return found

    def changes_since(self, earlier: "Reader") -> Feed:
        """What changed from another generation to this one."""
        key = ("changes since", earlier.generation.number)
        return self.once(key, lambda: feed(earlier._published, self._published))  # noqa: SLF001

    def origins(self, proposition: Iri, polarity: Polarity) -> tuple[Iri, ...]:
        """From whom a proposition, said to be so or not to be so, comes in the end."""
        return origins(self._published.graph, Point(proposition, polarity))

    def many(self, cls: type[R], iris: Iterable[str]) -> dict[Iri, R]:
        """The values of these IRIs in their order, without those that are not there or of another class."""
        return self._read(cls, iris, lambda some: self._published.graph.many(cls, some))

    def any(self, classes: Sequence[type[Any]], iris: Iterable[str]) -> dict[Iri, Any]:
        """The values of these IRIs in their order, each of the first of the classes that it is of."""
        return self._read(tuple(classes), iris, lambda some: self._published.graph.any(classes, some))

    def things(self, iris: Iterable[str]) -> dict[Iri, Thing]:
        """What propositions speak of: entities, times and quantities; what is only named is a concept."""
        return self._read(Thing, iris, self._published.graph.things)

    def holding(self, cls: type[R], field: str, iris: Iterable[str]) -> dict[Iri, tuple[R, ...]]:
        """The values of a class of which a field holds each of these IRIs, in the order of their IRIs."""

        def read(some: list[str]) -> dict[Iri, tuple[R, ...]]:
            held: dict[Iri, list[R]] = {Iri(iri): [] for iri in some}
            for value in self._published.graph.holding(cls, field, some).values():
                held[getattr(value, field)].append(value)
            return {iri: tuple(values) for iri, values in held.items()}

        return self._read((cls, field), iris, read)

    def chains(self, claims: Iterable[Claim]) -> dict[Iri, tuple[AttributionStep, ...]]:
        """The steps of each chain that begins with the attribution of a claim, outwards to the publisher."""

        def read(some: list[str]) -> dict[Iri, tuple[AttributionStep, ...]]:
            inner = " ".join(map(spell_iri, some))
            steps = self._published.graph.reached(AttributionStep, _CHAIN.format(inner))
            return {Iri(iri): _outwards(Iri(iri), steps) for iri in some}

        return self._read("chain", [claim.attribution for claim in claims], read)

    def ask(self, sparql: str) -> tuple[tuple[Any, ...], ...]:
        """The rows of a trusted SPARQL query, as plain values."""
        return self._published.graph.ask(sparql).rows

    def graphs(self) -> list[str]:
        """The names of its named graphs."""
        return self._published.graph.store.graphs()

    def names(self, answer: Answer) -> Names:
        """What the things of an answer are called."""
        return Names.of(self._published.graph, answer)

    def _read(
        self, key: object, iris: Iterable[str], read: Callable[[list[str]], dict[Iri, Any]]
    ) -> dict[Iri, Any]:
        """What was read of these IRIs under a key, with what is missing read now."""
        wanted = cast("list[Iri]", list(dict.fromkeys(iris)))
        known = self._values.get(key, {})
        found = {iri: known[iri] for iri in wanted if iri in known}
        if len(found) == len(wanted):
            return found
        missing: list[str] = [iri for iri in wanted if iri not in found and absolute(iri)]
        if missing:
            read_now = read(missing)
            self._keep(key, read_now)
            found |= read_now
        return {iri: found[iri] for iri in wanted if iri in found}

    def _keep(self, key: object, found: Mapping[Any, Any]) -> None:
        if self._count + len(found) > KEPT:
            self._values, self._count = {}, 0
        self._values.setdefault(key, {}).update(found)
        if key in _OTHERWISE:  # an entity is the same, whatever it was read as
            same = {iri: one for iri, one in found.items() if _same_as_thing(one)}
            self._values.setdefault(_OTHERWISE[key], {}).update(same)
        self._count += len(found)


def _same_as_thing(one: Any) -> bool:
    return isinstance(one, Entity) and one.kind not in {Kind.DATE, Kind.QUANTITY, Kind.CONCEPT}


def _outwards(first: Iri, steps: dict[Iri, AttributionStep]) -> tuple[AttributionStep, ...]:
    found: dict[Iri, AttributionStep] = {}
    here: Iri | None = first
    while here in steps and here not in found:
        found[here] = steps[here]
        here = steps[here].within
    return tuple(found.values())
