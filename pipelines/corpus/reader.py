"""Reads the files of an incident into frozen values, and collects what is wrong with them line by line."""

from collections.abc import Callable
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
    """One article as it is read; what fails is kept in `findings` and left out, so that the rest is read too."""

    def __init__(self, path: Path, shared: dict[str, Entity]) -> None:
        self.path = path
        self.findings: list[Finding] = []
        self._shared = shared

    def article(self) -> AnnotatedArticle | None:
        """The article, or None when its header or body cannot be read."""
        found: list[Source] = []
        bodies: list[Body] = []
        self._try(1, lambda: found.append(source(self.path, SECTIONS)))
        if not found:
            return None
        for number, line in found[0].sections.get("text", []):
            self._try(number, lambda n=number, t=line: body([(n, t)]) and None)  # type: ignore[misc]
        if not self.findings:
            self._try(1, lambda: bodies.append(body(found[0].sections.get("text", []))))
        return self._annotated(found[0], bodies[0]) if bodies else None

    def _annotated(self, read: Source, clean: Body) -> AnnotatedArticle:
        register = Register(self._shared, read.header.get("outlet", ""), read.header.get("publisher"))
        self._declare(read.sections.get("entities", []), register)
        mentions = self._mentions(clean, register)
        voices = Voices(clean.text, register)
        claims = Assertions(clean.text, register, voices)
        events: list[AnnotatedEvent] = []
        self._each(read.sections.get("attributions", []), voices.read)
        self._each(
            read.sections.get("events", []),
            lambda line, number: events.append(occasion(line, number, clean.text, mentions, register)),
        )
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

    def _declare(self, lines: Lines, register: Register) -> None:
        def declare(line: str, number: int) -> None:
            for entity in declarations(line):
                self._try(number, lambda one=entity: register.declare(one))  # type: ignore[misc]

        self._each(lines, declare)

    def _mentions(self, clean: Body, register: Register) -> list[Mention]:
        mentions: list[Mention] = []
        for mark in clean.marks:

            def add(mark=mark) -> None:  # type: ignore[no-untyped-def]
                entity = register.resolve(mark.reference)
                form = "nominal" if mark.form == "name" and register.kind(entity) in DESCRIBED else mark.form
                mentions.append(Mention(span=mark.span, entity=entity, form=form, line=mark.line))

            self._try(mark.line, add)
        return mentions

    def _relatives(self, register: Register, line: int) -> None:
        """Entities that used ones refer to (owners, wholes, whom a source speaks for) are used too."""
        seen: set[str] = set()
        while todo := set(register.used) - seen:
            for entity in sorted(todo):
                for reference in references(register.used[entity]):
                    self._try(line, lambda one=reference: register.resolve(one) and None)  # type: ignore[misc]
            seen |= todo

    def _each(self, lines: Lines, read: Callable[[str, int], None]) -> None:
        for number, line in lines:
            self._try(number, lambda n=number, t=line: read(t, n))  # type: ignore[misc]

    def _try(self, line: int, action: Callable[[], None]) -> None:
        try:
            action()
        except CorpusError as error:
            self.findings.append(Finding(self.path, line, str(error)))
