"""Changes: what one published state holds and another does not, as articles, claims, entities, comparisons.

Nothing is compared but what was said and derived: a claim is withdrawn when it is no longer held, changed
when the same words of the same article are read or resolved otherwise.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, NamedTuple

from graph.codec import Record, kinds, mapping
from graph.graph import Graph
from graph.lines import graph_of, subject_of
from ontology.model import Article, Claim, Comparison, Entity, Judgement, Proposition
from ontology.terms import PAGE, RDF_TYPE, Graphs, Iri, Polarity, Relation

TOLD = frozenset(map(str, (Graphs.ENTITIES, Graphs.INCIDENTS, Graphs.COMPARISONS, Graphs.HISTORY)))
_STANDING = """
SELECT ?comparison WHERE {
  { ?left ic:proposition $first . ?right ic:proposition $last }
  UNION { ?left ic:proposition $last . ?right ic:proposition $first }
  ?comparison ic:left ?left ; ic:right ?right ; ic:relation $relation .
} LIMIT 1
"""
CLASSES: Mapping[str, type[Any]] = {
    "articles": Article,
    "claims": Claim,
    "entities": Entity,
    "comparisons": Comparison,
    "judgements": Judgement,
}

KINDS = {mapping(cls).rdf_class or "": kind for kind, cls in CLASSES.items()} | dict.fromkeys(
    kinds(), "entities"
)


class Way(StrEnum):
    """How something changed."""

    ADDED = "added"
    WITHDRAWN = "withdrawn"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Something that is held before, after, or otherwise; `kind` is one of CLASSES."""

    kind: str
    way: Way
    before: Any | None = None
    after: Any | None = None

    @property
    def value(self) -> Any:
        """The value as it is now, or was when it is no longer held."""
        return self.after if self.after is not None else self.before


class Point(NamedTuple):
    """What origins are counted for: a proposition, said to be so or not to be so."""

    proposition: Iri
    polarity: Polarity


@dataclass(frozen=True, slots=True, kw_only=True)
class Support:
    """The origins behind a point before and after."""

    point: Point
    before: tuple[Iri, ...]
    after: tuple[Iri, ...]


class Matter(NamedTuple):
    """On what claims meet: a relation, and the propositions on its two sides."""

    relation: Relation
    sides: frozenset[Iri]


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """All changes, by kind and way; the points whose origins are others now, and what lost comparisons.

    Of the matters that lost some of their comparisons, those that are narrowed stand on between other claims,
    and those that are inactive have nobody left on a side.
    """

    all: tuple[Change, ...] = ()
    support: tuple[Support, ...] = ()
    narrowed: tuple[Matter, ...] = ()
    inactive: tuple[Matter, ...] = ()

    def of(self, kind: str, way: Way) -> tuple[Change, ...]:
        """Those of one kind and way."""
        return tuple(change for change in self.all if (change.kind, change.way) == (kind, way))

    def counts(self) -> dict[str, int]:
        """How many there are, such as "claims added"; what there is none of is left out."""
        found = {f"{kind} {way}": len(self.of(kind, way)) for kind in CLASSES for way in Way}
        return {name: count for name, count in found.items() if count}


def changes(before: Graph, after: Graph, lines: Iterable[str]) -> Changes:
    """The changes between two graphs, given the N-Quads that only one of them has."""
    found = listed(before, after, subjects(lines))
    every = tuple(change for kind in CLASSES for change in found[kind])
    lost = {_matter(before, one.before) for one in found["comparisons"] if one.way is Way.WITHDRAWN}
    left = {matter: _stands(after, matter) for matter in sorted(lost, key=_order)}
    return Changes(
        all=every,
        support=tuple(_support(before, after, found["claims"])),
        narrowed=tuple(matter for matter, stands in left.items() if stands),
        inactive=tuple(matter for matter, stands in left.items() if not stands),
    )


def listed(before: Graph, after: Graph, touched: Iterable[str]) -> dict[str, list[Change]]:
    """The changes of what is touched, given by IRI, by kind."""
    by_kind: dict[str, list[str]] = {kind: [] for kind in CLASSES}
    for iri in sorted(touched):
        for kind in {kind_of(before, iri), kind_of(after, iri)} - {None}:
            by_kind[str(kind)].append(iri)
    found: dict[str, list[Change]] = {}
    renamed: dict[Iri, Iri] = {}
    for kind, cls in CLASSES.items():
        old, new = before.many(cls, by_kind[kind]), after.many(cls, by_kind[kind])
        found[kind] = list(_paired(kind, old, new, _Keys(before, after, renamed), renamed))
    return found


def kind_of(graph: Graph, iri: str) -> str | None:
    """As which kind of change something would be told; None for what is not there."""
    types = map(str, graph.store.objects(iri, RDF_TYPE))
    return next((KINDS[one] for one in types if one in KINDS), None)


def subjects(lines: Iterable[str]) -> set[str]:
    """What the N-Quads are about, apart from reference, shortcuts and what articles share."""
    found: set[str] = set()
    for line in lines:
        graph = graph_of(line)
        if graph in TOLD or graph.startswith(PAGE):
            found.add(subject_of(line))
    return found


def _paired(
    kind: str, old: Mapping[Iri, Any], new: Mapping[Iri, Any], keys: "_Keys", renamed: dict[Iri, Iri]
) -> Iterator[Change]:
    """The changes of one kind: by IRI, then by what makes two values versions of one."""
    for iri in old.keys() & new.keys():
        if _bare(old[iri]) != _bare(new[iri]):
            yield Change(kind=kind, way=Way.CHANGED, before=old[iri], after=new[iri])
    gone: dict[tuple[Any, ...], list[Any]] = {}
    for iri in sorted(old.keys() - new.keys()):
        gone.setdefault(keys.old(old[iri]), []).append(old[iri])
    for iri in sorted(new.keys() - old.keys()):
        versions = gone.get(keys.new(new[iri]))
        if not versions:
            yield Change(kind=kind, way=Way.ADDED, after=new[iri])
            continue
        former = versions.pop(0)
        renamed[former.iri] = iri
        yield Change(kind=kind, way=Way.CHANGED, before=former, after=new[iri])
    for value in (value for versions in gone.values() for value in versions):
        yield Change(kind=kind, way=Way.WITHDRAWN, before=value)


class _Keys:
    """By what a value is recognised under another IRI."""

    def __init__(self, before: Graph, after: Graph, renamed: Mapping[Iri, Iri]) -> None:
        self._graphs, self._renamed = (before, after), renamed

    def old(self, value: Any) -> tuple[Any, ...]:
        """Of a value of the first graph."""
        return self._key(value, self._graphs[0])

    def new(self, value: Any) -> tuple[Any, ...]:
        """Of a value of the second graph."""
        return self._key(value, self._graphs[1])

    def _key(self, value: Any, graph: Graph) -> tuple[Any, ...]:
        if isinstance(value, Claim):
            said = graph.get(Proposition, value.proposition)
            called = tuple(graph.labels((said.object,)).values()) if said else ()
            return value.article, value.evidence, value.polarity, said.predicate if said else None, called
        if isinstance(value, Comparison):
            ends = (self._renamed.get(value.left, value.left), self._renamed.get(value.right, value.right))
            return value.relation, *ends  # its aspect is named after what all accounts call a thing
        return (value.kind, value.label) if isinstance(value, Entity) else (value.iri,)


def _bare(value: Record) -> Record:
    """The value without when it came to be known."""
    known = {item.name for item in mapping(type(value)).fields}
    return replace(value, recorded=None) if "recorded" in known and isinstance(value, Article) else value


def _matter(graph: Graph, comparison: Any) -> Matter:
    claims = graph.many(Claim, (comparison.left, comparison.right)).values()
    return Matter(comparison.relation, frozenset(claim.proposition for claim in claims))


def _stands(graph: Graph, matter: Matter) -> bool:
    """Whether any claims still stand in this relation over these propositions."""
    first, last = min(matter.sides), max(matter.sides)
    found = graph.ask(_STANDING, relation=matter.relation.iri, first=first, last=last)
    return len(found) > 0


def _order(matter: Matter) -> tuple[str, ...]:
    return matter.relation.value, *sorted(matter.sides)


def _support(before: Graph, after: Graph, claims: Iterable[Change]) -> Iterator[Support]:
    points = {
        Point(claim.proposition, claim.polarity)
        for change in claims
        for claim in (change.before, change.after)
        if claim is not None
    }
    for point in sorted(points):
        was, now = origins(before, point), origins(after, point)
        if was != now:
            yield Support(point=point, before=was, after=now)


def origins(graph: Graph, point: Point) -> tuple[Iri, ...]:
    """From whom a point comes in the end, in a graph; holders where no origin is known."""
    found = graph.ask("SELECT ?claim WHERE { ?claim ic:proposition $on }", on=point.proposition)
    claims = graph.many(Claim, map(str, found.column("claim"))).values()
    told = (claim for claim in claims if claim.polarity is point.polarity)
    return tuple(sorted({one for c in told for one in ((c.origin,) if c.origin else c.holders)}))
