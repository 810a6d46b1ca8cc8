"""How much was changed between two published states, without looking at what is wholly new.

The counts are those of `graph.changes`, which looks at everything. What is new is looked at only where it may
be another version of something that went.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Set
from dataclasses import dataclass, field

from graph.changes import CLASSES, KINDS, TOLD, Changes, Way, kind_of, listed
from graph.graph import Graph
from graph.journal import Part
from graph.lines import object_of, predicate_of, subject_of
from ontology.terms import IC, PAGE, RDF_TYPE, RDFS, Graphs

_TYPE = f" <{RDF_TYPE}> <"
_LABEL, _ENDS = RDFS + "label", frozenset({IC + "left", IC + "right"})
_KEYS = {_LABEL, *_ENDS}  # properties by which something is recognised under another IRI
_DERIVED = frozenset({Graphs.ENTITIES, Graphs.INCIDENTS, Graphs.COMPARISONS})


@dataclass(slots=True)
class _Sorted:
    """What came and went, sorted."""

    new: dict[str, dict[str, str]]  # wholly new, by kind, each with its graph
    touched: set[str]  # all else that changed
    losing: set[str]  # graphs that lost lines
    keys: set[str] = field(default_factory=set)  # what lines that went recognise something by
    claims: int = 0  # of new pages: they take nobody's place


def counted(before: Graph, after: Graph, parts: Callable[[], Iterable[Part]]) -> dict[str, int]:
    """How many changes there are, as `Changes.counts`; `parts` tells what came and what went."""
    found = _sorted(parts(), frozenset(before.store.graphs()))
    gone = {kind_of(before, iri) for iri in found.touched if kind_of(after, iri) is None}
    touched = found.touched | set(_rivals(parts, found, gone))
    looked_at = listed(before, after, touched)
    counts = Changes(all=tuple(change for some in looked_at.values() for change in some)).counts()
    for kind, new in found.new.items():
        untold = len(new.keys() - touched) + (found.claims if kind == "claims" else 0)
        if untold:
            counts[f"{kind} {Way.ADDED}"] = counts.get(f"{kind} {Way.ADDED}", 0) + untold
    return {name: counts[name] for name in (f"{k} {w}" for k in CLASSES for w in Way) if name in counts}


def _sorted(parts: Iterable[Part], known: Collection[str]) -> _Sorted:
    """What came and went, where pages outside the `known` graphs are new."""
    found = _Sorted({kind: {} for kind in CLASSES}, set(), set())
    typed, came, went = set[str](), set[str](), set[str]()
    for graph, gone, added in parts:
        if graph.startswith(PAGE) and graph not in known:
            told = [(line, kind) for line in added if (kind := _told_as(line))]
            found.claims += sum(kind == "claims" for _, kind in told)
            found.new["articles"].update(
                (subject_of(line), graph) for line, kind in told if kind == "articles"
            )
        elif graph in TOLD or graph.startswith(PAGE):
            went.update(map(subject_of, gone))
            came.update(map(subject_of, added))
            found.keys.update(object_of(line) for line in gone if predicate_of(line) in _KEYS)
            if gone:
                found.losing.add(graph)
            for line in added:
                if (kind := _told_as(line)) is not None:
                    typed.add(subject_of(line))
                    if kind:
                        found.new[kind][subject_of(line)] = graph
    found.touched = went | (came - typed)
    for kind, some in found.new.items():
        found.new[kind] = {iri: graph for iri, graph in some.items() if iri not in found.touched}
    return found


def _rivals(parts: Callable[[], Iterable[Part]], found: _Sorted, gone: Set[str | None]) -> Iterator[str]:
    """What is wholly new and may be another version of what went.

    A claim on a page that lost lines, an entity of a name that went, a comparison with a claim that was
    compared in one that went or that came on such a page.
    """
    claims = [iri for iri, page in found.new["claims"].items() if page in found.losing]
    if "claims" in gone:
        yield from claims
    if not gone & {"entities", "comparisons"}:
        return
    ends = {f"<{iri}>" for iri in (*claims, *found.touched)}
    for graph, _, added in parts():
        for line in added if graph in _DERIVED else ():
            predicate = predicate_of(line)
            if predicate not in _KEYS:
                continue
            told, kind = object_of(line), "entities" if predicate == _LABEL else "comparisons"
            known = told in found.keys or (predicate in _ENDS and told in ends)
            if known and subject_of(line) in found.new[kind]:
                yield subject_of(line)


def _told_as(line: str) -> str | None:
    """As which kind of change the subject of a line is told, "" for none, None where no type is told."""
    at = line.find(_TYPE) + len(_TYPE)
    return KINDS.get(line[at : line.index(">", at)], "") if at >= len(_TYPE) else None
