"""The marked body of an article: `[words|entity]` becomes clean text and spans."""

import re
from dataclasses import dataclass

from pipelines.corpus.annotation import CorpusError
from pipelines.extraction.account import Span

FORMS = {"~": "nominal", "^": "pronoun"}
_PIECE = re.compile(r"\\(?P<literal>[\[\]|\\])|\[|\|(?P<reference>[^\[\]|]*)\]|(?P<stray>[\]|])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A marked span with what follows its bar: an entity id or a literal, and the form."""

    span: Span
    reference: str
    form: str
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """The clean text, its marks in the order of the text, and (start, source line) of each paragraph."""

    text: str
    marks: tuple[Mark, ...]
    starts: tuple[tuple[int, int], ...]


def body(lines: list[tuple[int, str]]) -> Body:
    """The clean text of the numbered source lines, one paragraph a line, joined by an empty line."""
    text, marks, starts = "", [], []
    for number, line in lines:
        text += "\n\n" if text else ""
        starts.append((len(text), number))
        clean, found = _paragraph(line, number, len(text))
        text += clean
        marks += found
    marks.sort(key=lambda mark: (mark.span.start, -mark.span.end))
    return Body(text=text, marks=tuple(marks), starts=tuple(starts))


def _paragraph(line: str, number: int, offset: int) -> tuple[str, list[Mark]]:
    clean, position = "", 0
    marks: list[Mark] = []
    opened: list[int] = []
    for piece in _PIECE.finditer(line):
        clean += line[position : piece.start()] + (piece["literal"] or "")
        position = piece.end()
        if piece["stray"]:
            raise CorpusError(
                f"stray {piece[0]!r} near {line[max(0, piece.start() - 20) : position]!r}; write \\{piece[0]}"
            )
        if piece[0] == "[":
            opened.append(len(clean))
        elif piece["reference"] is not None:
            marks.append(_mark(clean, opened, piece["reference"], number, offset))
    if opened:
        raise CorpusError(f"a mark is opened and not closed: {clean[opened[-1] :][:40]!r}")
    return clean + line[position:], marks


def _mark(clean: str, opened: list[int], reference: str, number: int, offset: int) -> Mark:
    if not opened:
        raise CorpusError(f"a mark is closed that was not opened: {clean[-20:]!r} |{reference}]")
    start = opened.pop()
    words = clean[start:]
    if not words or words != words.strip():
        raise CorpusError(f"a mark is empty or has white space at its ends: {words!r} |{reference}]")
    form = FORMS.get(reference[-1:], "name")
    bare = reference.rstrip("~^").strip().replace(" ", "_")
    if not bare:
        raise CorpusError(f"a mark names no entity: {words!r}")
    return Mark(span=Span(offset + start, offset + len(clean)), reference=bare, form=form, line=number)
