"""The shapes of the ontology, compiled: the part of core SHACL that they use, applied to triples at hand.

The truth is pyshacl, which `claimgraph check` uses and which takes a hundred times longer; a test holds this
against it. A shape that says what is not understood here is refused, not passed over.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from graph import reference
from graph.triples import Literal, Resource, Term, Triple, value_of
from ontology.errors import GraphError
from ontology.terms import RDF_TYPE, RDFS, XSD

if TYPE_CHECKING:
    import rdflib

SH = "http://www.w3.org/ns/shacl#"
_SUB = RDFS + "subClassOf"
_SAID = frozenset({SH + "path", SH + "message", SH + "targetClass", SH + "property", RDF_TYPE})
_NUMBERS = frozenset(XSD + name for name in ("integer", "decimal", "double"))
_FORMS = {
    XSD + "integer": re.compile(r"[-+]?\d+"),
    XSD + "decimal": re.compile(r"[-+]?(\d+\.?\d*|\.\d+)"),
    XSD + "double": re.compile(r"[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?|-?INF|NaN"),
    XSD + "date": re.compile(r"-?\d{4,}-\d\d-\d\d(Z|[-+]\d\d:\d\d)?"),
    XSD + "dateTime": re.compile(r"-?\d{4,}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[-+]\d\d:\d\d)?"),
}
Described = dict[str, list[Term]]
About = dict[str, Described]


class Breach(NamedTuple):
    """What breaks a shape: a subject, by which of its properties (none for itself), and what is asked."""

    focus: str
    path: str | None
    component: str


@dataclass(frozen=True, slots=True)
class _Asked:
    """One property of a shape: its path, and each component with what holds of the values of a subject."""

    path: str
    components: tuple[tuple[str, Callable[[list[Term], Described, About], bool]], ...]


@dataclass(frozen=True, slots=True)
class _Shape:
    classes: frozenset[str]
    properties: tuple[_Asked, ...]
    alternatives: tuple[_Asked, ...]  # of which one must hold, where there are any


def breaches(triples: Iterable[Triple]) -> Iterator[Breach]:
    """What breaks the shapes of the ontology in these triples, of whichever graphs."""
    about: About = {}
    for subject, predicate, term in triples:
        about.setdefault(subject, {}).setdefault(predicate, []).append(term)
    by_class: dict[str, list[_Shape]] = {}
    for shape in _compiled():
        for name in shape.classes:
            by_class.setdefault(name, []).append(shape)
    for focus, described in about.items():
        found = {id(s): s for t in described.get(RDF_TYPE, ()) for s in by_class.get(str(t), ())}
        for shape in found.values():
            yield from _broken(shape, focus, described, about)


def _broken(shape: _Shape, focus: str, described: Described, about: About) -> Iterator[Breach]:
    if focus.startswith("_:"):
        yield Breach(focus, None, "nodeKind")
    for asked in shape.properties:
        values = described.get(asked.path, [])
        for name, holds in asked.components:
            if not holds(values, described, about):
                yield Breach(focus, asked.path, name)
    if shape.alternatives and not any(
        all(holds(described.get(one.path, []), described, about) for _, holds in one.components)
        for one in shape.alternatives
    ):
        yield Breach(focus, None, "or")


@cache
def _compiled() -> tuple[_Shape, ...]:
    import rdflib  # noqa: PLC0415  # takes half a second to import

    from ontology.lists import shapes  # noqa: PLC0415  # as above

    found = shapes()
    sh = rdflib.Namespace(SH)
    kinds = found.subjects(rdflib.RDF.type, sh.NodeShape)
    return tuple(_shape(found, node) for node in sorted(kinds, key=str))


def _shape(shapes: "rdflib.Graph", node: "rdflib.term.Node") -> _Shape:
    from rdflib import SH as sh  # noqa: N811, PLC0415

    known = {SH + "nodeKind", SH + "or", *_SAID}
    if strange := {str(p) for p in shapes.predicates(node)} - known:
        raise GraphError(f"the shape {node} asks what is not compiled: {', '.join(sorted(strange))}")
    if any(str(kind) != SH + "IRI" for kind in shapes.objects(node, sh.nodeKind)):
        raise GraphError(f"the shape {node} asks for another kind of node than an IRI")
    either = shapes.value(node, sh["or"])
    groups = list(shapes.items(either)) if either is not None else []
    classes = {name for one in shapes.objects(node, sh.targetClass) for name in _below(str(one))}
    return _Shape(
        classes=frozenset(classes),
        properties=tuple(_asked(shapes, one) for one in shapes.objects(node, sh.property)),
        alternatives=tuple(_asked(shapes, one) for g in groups for one in shapes.objects(g, sh.property)),
    )


def _asked(shapes: "rdflib.Graph", node: "rdflib.term.Node") -> _Asked:
    components = []
    path = ""
    for predicate, term in shapes.predicate_objects(node):
        name = str(predicate).removeprefix(SH)
        if name == "path":
            path = str(term)
        if str(predicate) in _SAID:
            continue
        if name not in _COMPONENTS:
            raise GraphError(f"the shapes ask {predicate} of {path}, which is not compiled")
        asked = list(map(_term, shapes.items(term))) if name == "in" else _term(term)
        components.append((name, _COMPONENTS[name](asked)))
    return _Asked(path, tuple(sorted(components, key=lambda one: one[0])))


def _term(node: Any) -> Term:
    if hasattr(node, "language"):
        return Literal(str(node), str(node.datatype or Literal("").datatype), node.language)
    return Resource(str(node))


@cache
def _taxonomy() -> Mapping[str, frozenset[str]]:
    """The classes directly below each class."""
    found: dict[str, set[str]] = {}
    for subject, predicate, term in reference.triples():
        if predicate == _SUB:
            found.setdefault(str(term), set()).add(subject)
    return {name: frozenset(below) for name, below in found.items()}


@cache
def _below(name: str) -> frozenset[str]:
    """A class and all below it."""
    return frozenset({name}).union(*(_below(one) for one in _taxonomy().get(name, ())))


def _number(term: Term) -> int:
    return int(str(value_of(term)))


def _each(test: Callable[[Term, About], bool]) -> Callable[[list[Term], Described, About], bool]:
    return lambda values, _, about: all(test(value, about) for value in values)


def _class(asked: Term) -> Callable[[list[Term], Described, About], bool]:
    wanted = _below(str(asked))
    return _each(lambda value, about: any(t in wanted for t in about.get(str(value), {}).get(RDF_TYPE, ())))


def _node_kind(asked: Term) -> Callable[[list[Term], Described, About], bool]:
    if str(asked) == SH + "Literal":
        return _each(lambda value, _: isinstance(value, Literal))
    return _each(lambda value, _: isinstance(value, Resource) and not value.startswith("_:"))


def _bounded(holds: Callable[[Any, Any], bool]) -> Callable[[Term], Any]:
    def component(asked: Term) -> Callable[[list[Term], Described, About], bool]:
        limit = value_of(asked)
        return _each(lambda value, _: _comparable(value) and holds(value_of(value), limit))

    return component


def _comparable(value: Term) -> bool:
    return isinstance(value, Literal) and value.datatype in _NUMBERS and _is_of(value, value.datatype)


def _pairwise(holds: Callable[[Any, Any], bool]) -> Callable[[Term], Any]:
    def component(asked: Term) -> Callable[[list[Term], Described, About], bool]:
        path = str(asked)
        return lambda values, described, _: all(
            _comparable(one) and _comparable(other) and holds(value_of(one), value_of(other))
            for one in values
            for other in described.get(path, ())
        )

    return component


def _unique_language(_: Term) -> Callable[[list[Term], Described, About], bool]:
    def holds(values: list[Term], _: Described, __: About) -> bool:
        tags = [one.language.lower() for one in values if isinstance(one, Literal) and one.language]
        return len(tags) == len(set(tags))

    return holds


def _is_of(value: Term, datatype: str) -> bool:
    """Whether a value is of a datatype, and written as such values are."""
    if not isinstance(value, Literal) or value.datatype != datatype:
        return False
    form = _FORMS.get(datatype)
    return form is None or form.fullmatch(value.text) is not None


def _text(value: Term) -> str:
    return value.text if isinstance(value, Literal) else str(value)


_COMPONENTS: Mapping[str, Callable[[Any], Callable[[list[Term], Described, About], bool]]] = {
    "minCount": lambda asked: lambda values, _, __: len(set(values)) >= _number(asked),
    "maxCount": lambda asked: lambda values, _, __: len(set(values)) <= _number(asked),
    "nodeKind": _node_kind,
    "class": _class,
    "datatype": lambda asked: _each(lambda v, _: _is_of(v, str(asked))),
    "in": lambda asked: _each(lambda v, _: v in asked),
    "pattern": lambda asked: _each(lambda v, _: re.search(_text(asked), _text(v)) is not None),
    "minLength": lambda asked: _each(lambda v, _: len(_text(v)) >= _number(asked)),
    "minInclusive": _bounded(lambda value, limit: value >= limit),
    "maxInclusive": _bounded(lambda value, limit: value <= limit),
    "lessThan": _pairwise(lambda one, other: one < other),
    "lessThanOrEquals": _pairwise(lambda one, other: one <= other),
    "disjoint": lambda asked: lambda values, d, _: not set(values) & set(d.get(str(asked), ())),
    "uniqueLang": _unique_language,
}
