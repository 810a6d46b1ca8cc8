"""A notebook: what has been noted of one document so far; entities, mentions and where sentences run."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from ontology.terms import Kind
from pipelines.extraction.account import AccountEntity, AccountMention, Span
from pipelines.reading.document import Document

WORD = re.compile(r"[^\W_]+(?:[-’'&./][^\W_]+)*")

ORGANIZATIONS = frozenset({Kind.ORGANIZATION, Kind.COMPANY, Kind.GOVERNMENT_BODY, Kind.MEDIA_ORGANIZATION})
AGENTS = ORGANIZATIONS | {Kind.PERSON, Kind.THREAT_ACTOR, Kind.UNNAMED_SOURCE, Kind.COLLECTIVE}


class Notebook:
    """The working state of reading one document. Entity ids are handed out in the order of noting."""

    def __init__(self, document: Document, sentences: Iterable[Span], skipped: Iterable[Span] = ()) -> None:
        self.document = document
        self.text = document.text
        self.sentences = tuple(sentences)
        self.skipped = tuple(skipped)
        self.entities: dict[str, AccountEntity] = {}
        self.mentions: list[AccountMention] = []
        self._keys: dict[tuple[Any, ...], str] = {}
        self._starts = [sentence.start for sentence in self.sentences]

    def entity(self, kind: Kind, name: str, *key: object, **fields: Any) -> str:
        """The id of the entity under this key (kind and name when no key is given), noted when it is new."""
        full = (kind, *key) if key else (kind, name.casefold())
        if full not in self._keys:
            identifier = f"e{len(self._keys)}"
            self._keys[full] = identifier
            self.entities[identifier] = AccountEntity(id=identifier, kind=kind, name=name, **fields)
        return self._keys[full]

    def known(self, kind: Kind, *key: object) -> str | None:
        """The id under a key, if there is one."""
        return self._keys.get((kind, *key))

    def amend(self, identifier: str, **fields: Any) -> None:
        """Note more of an entity."""
        self.entities[identifier] = replace(self.entities[identifier], **fields)

    def alias(self, identifier: str, name: str) -> None:
        """Note another name; the longest description of what has no name becomes its name."""
        entity = self.entities[identifier]
        if name not in (entity.name, *entity.aliases):
            self.amend(identifier, aliases=(*entity.aliases, name))

    def note(self, span: Span, identifier: str, *, named: bool) -> AccountMention:
        """Note a mention of an entity."""
        mention = AccountMention(
            span=span, kind=self.entities[identifier].kind, entity=identifier, named=named
        )
        self.mentions.append(mention)
        return mention

    def within(self, span: Span, kinds: Iterable[Kind] | None = None) -> list[AccountMention]:
        """The mentions inside a span, of these kinds, in the order of the text, the longer first."""
        wanted = None if kinds is None else frozenset(kinds)
        found = [m for m in self.mentions if span.covers(m.span) and (wanted is None or m.kind in wanted)]
        return sorted(found, key=lambda mention: (mention.span.start, -mention.span.end))

    def outermost(self, span: Span, kinds: Iterable[Kind]) -> list[AccountMention]:
        """The mentions inside a span that lie in no other of these kinds."""
        kept: list[AccountMention] = []
        for mention in self.within(span, kinds):
            if not any(other.span.covers(mention.span) for other in kept):
                kept.append(mention)
        return kept

    def kind(self, identifier: str) -> Kind:
        """What an entity is."""
        return self.entities[identifier].kind

    def sentence(self, position: int) -> Span:
        """The sentence at a position, or the one before it."""
        return self.sentences[max(bisect_right(self._starts, position) - 1, 0)]

    def readable(self) -> Iterator[Span]:
        """The sentences outside blocks of other stories."""
        return (s for s in self.sentences if not any(block.overlaps(s) for block in self.skipped))

    def trimmed(self, start: int, end: int, strip: str = " \t\r\n\u00a0,;:.") -> Span:
        """The span without white space and loose punctuation at its ends."""
        while start < end and self.text[start] in strip:
            start += 1
        while end > start and self.text[end - 1] in strip:
            end -= 1
        return Span(start, end)
