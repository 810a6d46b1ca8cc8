"""A lesson: an annotated document beside what the rules read from it, with who is who in both."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from pipelines.extraction.account import PUBLISHER, Span
from pipelines.extraction.contract import document_of
from pipelines.extraction.learned.sheet import Sheet, sheet
from pipelines.extraction.passage import read_passage
from pipelines.extraction.reading import Reading
from pipelines.extraction.references import Resolver
from pipelines.extraction.rules import Namer, RuleExtractor

Line = Mapping[str, Any]

_ARTICLE = re.compile(r"^(?:the|an?)\s+|[’']s\b|[^\w\s]", re.IGNORECASE)


@dataclass(frozen=True)
class Lesson:
    """One document: its annotation is `line`, in the form that `python -m pipelines.corpus build` writes."""

    line: Line
    reading: Reading
    sheet: Sheet

    @property
    def claims(self) -> list[Line]:
        """The annotated claims in the order of the text."""
        return sorted(self.line["claims"], key=lambda claim: (claim["start"], claim["end"]))

    def is_one(self, entity: str, annotated: str) -> bool:
        """Whether an entity that was read is the one that is annotated under an id."""
        if PUBLISHER in {entity, annotated}:
            return entity == annotated
        return annotated in self._same.get(entity, ())

    def marks(self, span: Span, annotated: str) -> bool:
        """Whether a span is nearly a mark of an annotated entity."""
        return annotated in self._marked(span)

    @cached_property
    def _same(self) -> dict[str, set[str]]:
        """The annotated entities that share a name with one that was read, or most of a mention."""
        found: dict[str, set[str]] = {}
        named: dict[str, set[str]] = {}
        for one in self.line["cast"]:
            for name in (one["name"], *one["aliases"]):
                named.setdefault(plain(name), set()).add(one["id"])
        for entity in self.reading.notebook.entities.values():
            names = {plain(name) for name in (entity.name, *entity.aliases)}
            found[entity.id] = {known for name in names for known in named.get(name, ())}
        for mention in self.reading.notebook.mentions:
            found.setdefault(mention.entity, set()).update(self._marked(mention.span))
        return found

    def _marked(self, span: Span) -> Iterator[str]:
        """The annotated entities whose marks are nearly this span."""
        for start, end, _, more in self.line["entities"]:
            shared = min(end, span.end) - max(start, span.start)
            if 3 * shared >= 2 * max(end - start, span.end - span.start):
                yield more["entity"]


def plain(name: str) -> str:
    """A name without case, article, possessive and punctuation."""
    return " ".join(_ARTICLE.sub(" ", name.strip()).casefold().split())


def lessons(lines: Iterable[Line], namer: Namer, resolve: Resolver | None = None) -> Iterator[Lesson]:
    """The lessons of annotated documents, in order, as rules read them with models of names and referents."""
    rules = RuleExtractor(namer, resolve)
    for line in lines:
        reading = rules.read(document_of(line))
        yield Lesson(line, reading, sheet(reading, read_passage(reading.text)))
