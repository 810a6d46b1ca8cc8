"""Drawings of the ontology as SVG: the tree of classes, and which properties lead from class to class."""

from collections.abc import Iterable, Sequence

from api.naming.markup import Markup, element, inside
from ontology.handbook import Entry, Sort
from ontology.terms import IC

_ROW, _INDENT, _LETTER = 26, 28, 8  # in pixels
_BOX = 170
_GAP = 190


def class_tree(entries: Sequence[Entry]) -> Markup:
    """Classes below the classes that they are kinds of."""
    classes = [entry for entry in entries if entry.sort is Sort.CLASS]
    lines: list[tuple[Entry, int, int | None]] = []
    for root in (entry for entry in classes if not _parents(entry)):
        _grow(root, classes, lines, 0, None)
    parts = [_line(at, *line) for at, line in enumerate(lines)]
    width = max(depth * _INDENT + len(entry.name) * _LETTER for entry, depth, _ in lines) + 40
    return _svg("Tree of classes: each stands below what it is a kind of", width, len(lines) * _ROW, parts)


def ways(entries: Sequence[Entry]) -> Markup:
    """The properties whose two ends are classes of ours, each as an arrow between them."""
    found = [
        (start, entry, end)
        for entry in entries
        if entry.sort is Sort.PROPERTY
        for start in entry.leads_from
        for end in entry.leads_to
        if start.startswith(IC) and end.startswith(IC)
    ]
    ordered = sorted(found, key=lambda way: (way[0], way[1].name))
    parts = [_way(at, *way) for at, way in enumerate(ordered)]
    title = "Properties that lead from one class to another"
    return _svg(title, 2 * _BOX + _GAP + 20, len(ordered) * (_ROW + 10), parts)


def _parents(entry: Entry) -> list[str]:
    return [one for one in entry.above if one.startswith(IC)]


def _grow(
    entry: Entry,
    classes: Sequence[Entry],
    lines: list[tuple[Entry, int, int | None]],
    depth: int,
    above: int | None,
) -> None:
    at = len(lines)
    lines.append((entry, depth, above))
    for child in classes:
        if _parents(child)[:1] == [entry.iri]:
            _grow(child, classes, lines, depth + 1, at)


def _line(at: int, entry: Entry, depth: int, above: int | None) -> Markup:
    x, y = 10 + depth * _INDENT, at * _ROW + 18
    name = _text(x, y, entry.name, entry.iri)
    if above is None:
        return name
    bend = x - _INDENT + 8
    return inside((element("path", d=f"M{bend} {above * _ROW + 24} V{y - 5} H{x - 4}"), name))


def _way(at: int, start: str, entry: Entry, end: str) -> Markup:
    y, left, right = at * (_ROW + 10) + 6, 6, 6 + _BOX + _GAP
    middle = y + _ROW // 2
    tip = f"M{left + _BOX} {middle} H{right - 2} m-7 -4 l7 4 l-7 4"
    return inside(
        (
            _box(left, y, start),
            element("path", d=tip),
            _text(left + _BOX + 12, middle - 4, entry.name, entry.iri),
            _box(right, y, end),
        )
    )


def _box(x: int, y: int, iri: str) -> Markup:
    sides = {"x": str(x), "y": str(y), "width": str(_BOX), "height": str(_ROW)}
    return inside((element("rect", rx="4", **sides), _text(x + 10, y + 18, iri.removeprefix(IC), iri)))


def _text(x: int, y: int, text: str, iri: str) -> Markup:
    name = iri.removeprefix(IC)
    return element("a", element("text", text, x=str(x), y=str(y), font_size="14"), href=f"#{name}")


def _svg(title: str, width: int, height: int, parts: Iterable[Markup]) -> Markup:
    size = {"width": str(width), "height": str(height + 12), "viewBox": f"0 0 {width} {height + 12}"}
    return element(
        "svg", element("title", title), *parts, xmlns="http://www.w3.org/2000/svg", role="img", **size
    )
