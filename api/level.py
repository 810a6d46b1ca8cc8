"""The levels of a request: things that were reached together, so that what they lead to is read together."""

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Generic, TypeVar, cast

from api.budget import Budget
from api.desk import Desk
from api.moment import Moment
from api.reader import Reader, Thing
from graph.codec import R
from graph.generations import Generation
from ontology.errors import QuestionError
from ontology.terms import Iri

T = TypeVar("T")
V = TypeVar("V")
Leads = Callable[[Any], Iterable[str]]


def _nowhere(moment: Moment) -> Reader:
    raise QuestionError(f"{moment} cannot be asked here")


@dataclass(frozen=True, slots=True)
class Request:
    """One request: what it reads, and how much it may. `elsewhere` opens other states for it."""

    reader: Reader
    budget: Budget
    elsewhere: Callable[[Moment], Reader] = _nowhere
    generations: Callable[[], tuple[Generation, ...]] = tuple
    desk: Desk | None = None  # of the reviewer who asks

    def at(self, moment: Moment) -> "Request":
        """The same request in another state. QuestionError when there is no such state."""
        self.budget.check()
        return replace(self, reader=self.elsewhere(moment))

    def known(self) -> tuple[Generation, ...]:
        """Every generation that can be asked, the oldest first."""
        return self.generations()

    def before(self) -> Moment:
        """The generation before the one that is read; that one itself when it is the first."""
        here = self.reader.generation.number
        earlier = [one.number for one in self.known() if one.number < here]
        return Moment(generation=earlier[-1] if earlier else here)


@dataclass(slots=True)
class Level(Generic[V]):
    """Values by IRI that one step of a request reached; the first to be led on takes all others along."""

    request: Request
    values: Mapping[Iri, V]
    shown: dict[str, Any] = field(default_factory=dict)  # its values, in the form in which they are answered
    made: dict[Hashable, Any] = field(default_factory=dict)  # what they lead to, by name

    def once(self, key: Hashable, make: Callable[[], T]) -> T:
        """What `make` gives, made once for the level."""
        if key not in self.made:
            self.request.budget.check()
            self.made[key] = make()
        return cast("T", self.made[key])

    def to(self, name: str, cls: type[R], leads: Leads) -> "Level[R]":
        """The values of a class to which the fields of all values here lead."""
        found: Level[R] | None = self.made.get(name)
        return found or self.once(name, lambda: self.reach(cls, self._leads(leads)))

    def to_things(self, name: str, leads: Leads) -> "Level[Thing]":
        """The entities, times and quantities to which the fields of all values here lead."""
        found: Level[Thing] | None = self.made.get(name)
        return found or self.once(name, lambda: self.reach_things(self._leads(leads)))

    def reach(self, cls: type[R], iris: Iterable[str]) -> "Level[R]":
        """The next level: the values of these IRIs."""
        wanted = list(dict.fromkeys(iris))
        self.request.budget.take(len(wanted))
        return Level(self.request, self.request.reader.many(cls, wanted))

    def reach_things(self, iris: Iterable[str]) -> "Level[Thing]":
        """The next level: the entities, times and quantities of these IRIs."""
        wanted = list(dict.fromkeys(iris))
        self.request.budget.take(len(wanted))
        return Level(self.request, self.request.reader.things(wanted))

    def _leads(self, leads: Leads) -> list[str]:
        return [iri for value in self.values.values() for iri in leads(value)]
