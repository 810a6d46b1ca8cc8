"""A notebook: what has been noted of one document so far; entities, mentions and where sentences run."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any

from ontology.terms import Kind
from pipelines.extraction.account import PUBLISHER, AccountEntity, AccountMention, Span
from pipelines.reading.document import Document

WORD = re.compile(r"[^\W_]+(?:[-’'&./][^\W_]+)*")

ORGANIZATIONS = frozenset({Kind.ORGANIZATION, Kind.COMPANY, Kind.GOVERNMENT_BODY, Kind.MEDIA_ORGANIZATION})
AGENTS = ORGANIZATIONS | {Kind.PERSON, Kind.THREAT_ACTOR, Kind.UNNAMED_SOURCE, Kind.COLLECTIVE}


_STRAIGHT = re.compile(r'"([^"\n]*(?:\n(?!\s*\n)[^"\n]*)*)("|(?=\n\s*\n)|$)')
_DOUBLED = re.compile(r"''(?=\S)((?:(?!'').){2,800}?)(?<=\S)''", re.DOTALL)  # as typewriters and archives do
_SINGLE = re.compile(r"(?<![\w’'])[‘']((?:[^‘’'\n“”]|(?<=\w)[’'](?=\w)){2,400}?)(?<=[,.?!\w])[’'](?!\w)")


def curled(text: str) -> str:
    """The text with every quotation between “ and ”, however it is marked; as long as before."""
    marked = text.replace("«", "“").replace("»", "”").replace("「", "“").replace("」", "”")
    marked = _DOUBLED.sub(r" “\1” ", marked)
    marked = _STRAIGHT.sub(lambda m: f"“{m.group(1)}{'”' if m.group(2) else ''}", marked)
    return _SINGLE.sub(r"“\1”", marked) if "“" not in marked else marked


class Notebook:
    """The working state of reading one document. Entity ids are handed out in the order of noting."""

    def __init__(self, document: Document, sentences: Iterable[Span], skipped: Iterable[Span] = ()) -> None:
        self.document = document
        self.text = curled(document.text)
        self.sentences = tuple(sentences)
        self.skipped = tuple(skipped)
        self.entities: dict[str, AccountEntity] = {}
        self.mentions: list[AccountMention] = []
        self._voices: list[tuple[int, str]] = []  # where somebody was heard, in order of reading
        self._keys: dict[tuple[Any, ...], str] = {}
        self._handed = 0
        self._places: list[tuple[int, ...]] = []  # start, minus end, number: in the order of _placed
        self._placed: list[AccountMention] = []
        self._ends: dict[int, list[AccountMention]] = {}
        self._longest = 0
        self._answers: dict[str, tuple[int, str | None]] = {}
        self._starts = [sentence.start for sentence in self.sentences]

    def skips(self, span: Span) -> bool:
        """Whether a span reaches into what is not read: boilerplate."""
        return any(block.overlaps(span) for block in self.skipped)

    def entity(self, kind: Kind, name: str, *key: object, **fields: Any) -> str:
        """The id of the entity under this key (kind and name when no key is given), noted when it is new."""
        full = (kind, *key) if key else (kind, name.casefold())
        if full not in self._keys:
            identifier = f"e{self._handed}"
            self._handed += 1
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
        place = (span.start, -span.end, len(self.mentions))
        rank = bisect_left(self._places, place)
        self._places.insert(rank, place)
        self._placed.insert(rank, mention)
        self._longest = max(self._longest, span.end - span.start)
        self._ends.setdefault(span.end, []).append(mention)
        return mention

    def hear(self, position: int, identifier: str) -> None:
        """Note that somebody speaks at a position."""
        self._voices.append((position, identifier))

    def voice(self, position: int, reach: int = 500) -> tuple[int, str] | None:
        """Who was heard last before a position, and where; None when nobody within reach."""
        near = [v for v in self._voices if position - reach <= v[0] < position and v[1] in self.entities]
        return max(near, key=lambda voice: voice[0], default=None)

    def keep(self, mentions: Iterable[AccountMention]) -> None:
        """Let the mentions be these alone."""
        kept = list(mentions)
        self.mentions, self._places, self._placed, self._longest, self._ends = [], [], [], 0, {}
        for mention in kept:
            self.note(mention.span, mention.entity, named=mention.named)

    def replace_entity(self, old: str, new: str) -> None:
        """Let all mentions of one entity be mentions of another, and forget the first."""
        self.keep(replace(m, entity=new) if m.entity == old else m for m in self.mentions)
        if old != new:
            del self.entities[old]

    def forget(self, identifiers: Iterable[str]) -> None:
        """Forget entities of which no mention is left and of which no other is a part."""
        named = {entity.part_of for entity in self.entities.values()}
        for identifier in sorted(set(identifiers) - named - {PUBLISHER}):
            del self.entities[identifier]
            self._keys = {key: one for key, one in self._keys.items() if one != identifier}

    def remembered(self, name: str, ask: Callable[["Notebook"], str | None]) -> str | None:
        """The answer to a question about all mentions, asked anew only when more have been noted."""
        count, answer = self._answers.get(name, (-1, None))
        if count != len(self.mentions):
            answer = ask(self)
            self._answers[name] = (len(self.mentions), answer)
        return answer

    def overlapping(self, span: Span) -> list[AccountMention]:
        """The mentions that share a character with a span, in the order of the text, the longer first."""
        low = bisect_left(self._places, (span.start - self._longest,))
        high = bisect_left(self._places, (span.end,))
        return [m for m in self._placed[low:high] if m.span.end > span.start]

    def starting(self, start: int, end: int | None = None) -> list[AccountMention]:
        """The mentions that begin at a position, or from there to before another, the longer first."""
        low = bisect_left(self._places, (start,))
        high = bisect_left(self._places, (start + 1 if end is None else end,))
        return self._placed[low:high]

    def ending(self, position: int) -> list[AccountMention]:
        """The mentions that end at a position, in the order of noting."""
        return self._ends.get(position, [])

    def within(self, span: Span, kinds: Iterable[Kind] | None = None) -> list[AccountMention]:
        """The mentions inside a span, of these kinds, in the order of the text, the longer first."""
        wanted = None if kinds is None else frozenset(kinds)
        near = self.starting(span.start, span.end)
        return [m for m in near if m.span.end <= span.end and (wanted is None or m.kind in wanted)]

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
        return (s for s in self.sentences if not self.skips(s))

    def trimmed(self, start: int, end: int, strip: str = " \t\r\n\u00a0,;:.") -> Span:
        """The span without white space and loose punctuation at its ends."""
        while start < end and self.text[start] in strip:
            start += 1
        while end > start and self.text[end - 1] in strip:
            end -= 1
        return Span(start, end)
