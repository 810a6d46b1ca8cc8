"""Reads the files of an incident into frozen values, and collects what is wrong with them line by line."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from pipelines.corpus.annotation import (
    DESCRIBED,
    AnnotatedArticle,
    AnnotatedEvent,
    CorpusError,
    Entity,
    Finding,
    Mention,
)
from pipelines.corpus.assertions import Assertions
from pipelines.corpus.declarations import declarations, references
from pipelines.corpus.markup import Body, body
from pipelines.corpus.occasions import occasion
from pipelines.corpus.register import Register
from pipelines.corpus.sections import Lines, Source, source
from pipelines.corpus.voices import Voices

SECTIONS = ("text", "entities", "attributions", "events", "claims")


class Reading:
    """One article as it is read; what fails is kept in `findings` and left out, so that the rest is read."""

    def __init__(self, path: Path, shared: dict[str, Entity]) -> None:
        self.path = path
        self.findings: list[Finding] = []
        self._shared = shared

    def article(self) -> AnnotatedArticle | None:
        """The article, or None when its header or body cannot be read."""
        with self._at(1):
            read = source(self.path, SECTIONS)
            clean = self._body(read.sections.get("text", []))
            return self._annotated(read, clean) if clean else None
        return None

    def _body(self, lines: Lines) -> Body | None:
        """The text with its marks; None, with a finding for each paragraph that is to blame, if it fails."""
        for line in lines:
            with self._at(line[0]):
                body([line])
        return None if self.findings else body(lines)

    def _annotated(self, read: Source, clean: Body) -> AnnotatedArticle:
        register = Register(self._shared, read.header.get("outlet", ""), read.header.get("publisher"))
        self._each(
            read.sections.get("entities", []), lambda line, number: self._declare(line, number, register)
        )
        mentions = self._mentions(clean, register)
        voices = Voices(clean.text, register)
        claims = Assertions(clean.text, register, voices)
        self._each(read.sections.get("attributions", []), voices.read)
        events = self._events(read.sections.get("events", []), clean.text, mentions, register)
        self._each(read.sections.get("claims", []), claims.read)
        self._relatives(register, read.begins.get("entities", 1))
        return AnnotatedArticle(
            id=f"{self.path.parent.name}-{self.path.name[:2]}",
            path=self.path,
            header=read.header,
            text=clean.text,
            starts=clean.starts,
            entities=register.named(clean.text, mentions),
            mentions=tuple(mentions),
            attributions=tuple(voices.known.values()),
            events=tuple(events),
            claims=tuple(claims.known.values()),
        )

    def _declare(self, line: str, number: int, register: Register) -> None:
        for entity in declarations(line):
            with self._at(number):
                register.declare(entity)

    def _mentions(self, clean: Body, register: Register) -> list[Mention]:
        mentions: list[Mention] = []
        for mark in clean.marks:
            with self._at(mark.line):
                entity = register.resolve(mark.reference)
                described = mark.form == "name" and register.kind(entity) in DESCRIBED
                form = "nominal" if described else mark.form
                mentions.append(Mention(span=mark.span, entity=entity, form=form, line=mark.line))
        return mentions

    def _events(
        self, lines: Lines, text: str, mentions: list[Mention], register: Register
    ) -> list[AnnotatedEvent]:
        events: list[AnnotatedEvent] = []
        for number, line in lines:
            with self._at(number):
                events.append(occasion(line, number, text, mentions, register))
        return events

    def _relatives(self, register: Register, line: int) -> None:
        """Entities that used ones refer to (owners, wholes, whom a source speaks for) are used too."""
        seen: set[str] = set()
        while todo := set(register.used) - seen:
            for entity in sorted(todo):
                for reference in references(register.used[entity]):
                    with self._at(line):
                        register.resolve(reference)
            seen |= todo

    def _each(self, lines: Lines, read: Callable[[str, int], None]) -> None:
        for number, line in lines:
            with self._at(number):
                read(line, number)

    @contextmanager
    def _at(self, line: int) -> Iterator[None]:
        """What fails inside is a finding at that line."""
        try:
            yield
        except CorpusError as error:
            self.findings.append(Finding(self.path, line, str(error)))
