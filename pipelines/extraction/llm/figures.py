"""Which entities of all replies to one document are one, and which of them the text really holds."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ontology.terms import Kind
from pipelines.extraction.account import PUBLISHER, Span
from pipelines.extraction.llm.grounding import occurrences
from pipelines.extraction.llm.listed import family
from pipelines.extraction.llm.reply import Reply, SaidEntity
from pipelines.extraction.llm.tally import Loss, Tally
from pipelines.reading.document import Document

Key = tuple[str, str]  # by what two entities are one
Places = Mapping[str, tuple[Span, ...]]  # words, and where the text holds them

_WORDLESS = frozenset({Kind.INCIDENT, Kind.THREAT_ACTOR})
_TYPED = frozenset({Kind.EVENT, Kind.COMMUNICATION})
_PUBLISHER: Key = ("publisher", PUBLISHER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A reply with the window that it is about."""

    window: Span
    reply: Reply


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One entity: what replies say of it, each with the number of the reply, and its words in the text."""

    said: tuple[tuple[int, SaidEntity], ...]
    names: Places
    descriptions: Places
    is_publisher: bool = False

    @property
    def kind(self) -> Kind:
        """What it is by the first reply that speaks of it."""
        return self.said[0][1].kind

    @property
    def places(self) -> Iterator[Span]:
        """Everywhere that it is spoken of."""
        for spans in (*self.names.values(), *self.descriptions.values()):
            yield from spans


def figures(document: Document, parts: Sequence[Part], tally: Tally) -> tuple[Figure, ...]:
    """The entities of all replies, each once, in the order of the text."""
    groups: list[tuple[frozenset[Key], tuple[Figure, ...]]] = []
    for keys, figure in _keyed(document, parts, tally):
        met = [group for group in groups if group[0] & keys]
        groups = [group for group in groups if not group[0] & keys]
        joined = (*(one for _, members in met for one in members), figure)
        groups.append((keys.union(*(known for known, _ in met)), joined))
    found = [_joined(members, is_publisher=_PUBLISHER in keys) for keys, members in groups]
    return tuple(sorted(found, key=lambda one: min((span.start for span in one.places), default=-1)))


def bare(name: str) -> str:
    """A name without case and article, for comparison."""
    return name.casefold().removeprefix("the ")


def _keyed(
    document: Document, parts: Sequence[Part], tally: Tally
) -> Iterator[tuple[frozenset[Key], Figure]]:
    for number, part in enumerate(parts):
        main = True
        for said in part.reply.entities:
            figure = _figure(document, number, part.window, said)
            if figure is None:
                tally.drop("entities", Loss.NO_ENTITY)
                continue
            yield frozenset(_keys(document, said, figure, main=main)), figure
            main = main and said.kind is not Kind.INCIDENT


def _figure(document: Document, number: int, window: Span, said: SaidEntity) -> Figure | None:
    """An entity with the places of its words; None where the text holds none of them.

    Incidents, typed events and the attackers may go without words: articles tell of them in whole sentences,
    and they get names of ours.
    """
    given = said.names if said.id != PUBLISHER else _akin(said.names, document.publisher)
    names = _places(document.text, given, Span(0, len(document.text)))
    descriptions = _places(document.text, said.descriptions, window)
    told = said.kind in _WORDLESS or (said.kind in _TYPED and said.event_type) or said.id == PUBLISHER
    if not (names or descriptions or told):
        return None
    return Figure(said=((number, said),), names=names, descriptions=descriptions)


def _akin(names: tuple[str, ...], publisher: str | None) -> tuple[str, ...]:
    """The names that may be the publisher's: those that share a word with the name it is known by.

    Nobody else in the article may be made its publisher, who would then have said everything.
    """
    if not publisher:
        return names
    known = set(bare(publisher).split())
    return tuple(name for name in names if known & set(bare(name).split()))


def _places(text: str, phrases: Iterable[str], within: Span) -> Places:
    found = {phrase: tuple(occurrences(text, phrase, within)) for phrase in phrases}
    return {phrase: spans for phrase, spans in found.items() if spans}


def _keys(document: Document, said: SaidEntity, figure: Figure, *, main: bool) -> Iterator[Key]:
    """By what an entity is one with those of other replies: its names, or as publisher or main incident."""
    publisher = bare(document.publisher or "")
    if said.id == PUBLISHER or (publisher and publisher in map(bare, figure.names)):
        yield _PUBLISHER
    if said.kind is Kind.INCIDENT and main:
        yield ("incident", "main")
    yield from ((family(said.kind), bare(name)) for name in figure.names)


def _joined(members: Sequence[Figure], *, is_publisher: bool) -> Figure:
    names: dict[str, tuple[Span, ...]] = {}
    descriptions: dict[str, tuple[Span, ...]] = {}
    for member in members:
        names |= member.names
        for words, spans in member.descriptions.items():
            descriptions[words] = tuple(sorted({*descriptions.get(words, ()), *spans}))
    said = tuple(one for member in members for one in member.said)
    return Figure(said=said, names=names, descriptions=descriptions, is_publisher=is_publisher)
