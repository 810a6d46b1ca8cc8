"""The entities and mentions of an account, from what replies say and the text holds."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ontology.terms import EventType, Kind, SpeakerKind
from pipelines.extraction.account import PUBLISHER, AccountEntity, AccountMention, Amount, Span, Time
from pipelines.extraction.llm.figures import Figure
from pipelines.extraction.llm.grounding import occurrences
from pipelines.extraction.llm.listed import same_as, sector
from pipelines.extraction.llm.measures import Measures
from pipelines.extraction.llm.tally import Loss, Tally
from pipelines.reading.document import Document

_DESCRIBED = frozenset(
    {Kind.UNNAMED_SOURCE, Kind.COLLECTIVE, Kind.INCIDENT, Kind.EVENT, Kind.COMMUNICATION}
    | {Kind.TOPIC, Kind.CONCEPT}
)
_WORTHS = frozenset({Kind.DATE, Kind.QUANTITY, Kind.MONEY})
_PROPER = frozenset(Kind) - _DESCRIBED - _WORTHS - {Kind.DATA, Kind.SYSTEM}
_TYPED = frozenset({Kind.INCIDENT, Kind.EVENT, Kind.COMMUNICATION})
_ARTICLE = re.compile(r"^(?:the|an?|those|these|that|this|its|their|our)\s+", re.IGNORECASE)


class Cast:
    """Who and what one document speaks of; ids of replies lead to ids of the account."""

    def __init__(self, document: Document, found: Sequence[Figure], measures: Measures, tally: Tally) -> None:
        self._document = document
        self._measures = measures
        self._ids: dict[tuple[int, str], str] = {}
        self._figures = dict(self._numbered(found, tally))
        self.entities = {PUBLISHER: self._publisher()}
        self.entities |= {
            identifier: self._entity(identifier, figure)
            for identifier, figure in self._figures.items()
            if identifier != PUBLISHER
        }

    def id(self, number: int, local: str | None) -> str | None:
        """The entity of the account for an id in a reply; None when there is no such entity."""
        return PUBLISHER if local == PUBLISHER else self._ids.get((number, local or ""))

    def kind_of_event(self, kind: EventType) -> str:
        """The entity for a type of events, as the object of a claim."""
        identifier = f"t-{kind.value}"
        concept = AccountEntity(
            id=identifier, kind=Kind.CONCEPT, name=kind.value.replace("-", " "), same_as=(kind.iri,)
        )
        return self.entities.setdefault(identifier, concept).id

    def rename(self, identifier: str, name: str) -> None:
        """Call an entity by another name."""
        self.entities[identifier] = replace(self.entities[identifier], name=name)

    def mentions(self) -> tuple[AccountMention, ...]:
        """Where entities are named or described, in the order of the text.

        What lies inside a longer name is no mention, and words that two entities share belong to the first.
        """
        found = [one for item in self._figures.items() for one in self._mentions(*item)]
        names = [one.span for one in found if one.named and one.kind in _PROPER]
        first = {one.span: one for one in reversed(found)}
        kept = (one for one in first.values() if not any(n.covers(one.span) and n != one.span for n in names))
        return tuple(sorted(kept, key=lambda one: one.span))

    def _numbered(self, found: Iterable[Figure], tally: Tally) -> Iterator[tuple[str, Figure]]:
        """The figures with their ids, without dates that would say nothing."""
        number = 0
        for figure in found:
            if figure.kind is Kind.DATE and self._time(figure) is None and not figure.is_publisher:
                tally.drop("entities", Loss.NOT_UNDERSTOOD)
                continue
            number += not figure.is_publisher
            identifier = PUBLISHER if figure.is_publisher else f"e{number}"
            for reply, said in figure.said:
                self._ids.setdefault((reply, said.id), identifier)
            yield identifier, figure

    def _publisher(self) -> AccountEntity:
        """The publisher by the name that the document gives, else by that of the text."""
        figure, given = self._figures.get(PUBLISHER), self._document.publisher
        if figure is None:
            return AccountEntity(id=PUBLISHER, kind=Kind.MEDIA_ORGANIZATION, name=given or "")
        names = sorted(figure.names, key=len, reverse=True)
        name = given or next(iter(names), "")
        kind = figure.kind if names and figure.kind in _PROPER else Kind.MEDIA_ORGANIZATION
        return AccountEntity(
            id=PUBLISHER, kind=kind, name=name, aliases=_others(names, name), same_as=same_as((name,), kind)
        )

    def _entity(self, identifier: str, figure: Figure) -> AccountEntity:
        kind = figure.kind
        names = sorted(figure.names, key=len, reverse=True)
        described = sorted(figure.descriptions, key=len, reverse=True)
        event_type = next((said.event_type for _, said in figure.said if said.event_type), None)
        name = next(iter((*names, *described)), None) or _ours(kind, event_type)
        speaks_for = self._reference(identifier, figure, "speaks_for")
        return AccountEntity(
            id=identifier,
            kind=kind,
            name=name if kind in _PROPER | _WORTHS else _ARTICLE.sub("", name),
            aliases=_others(names, name) if kind in _PROPER else (),
            same_as=_listed(figure, names),
            owner=self._reference(identifier, figure, "of"),
            part_of=self._reference(identifier, figure, "part_of"),
            speaks_for=speaks_for,
            event_type=event_type if kind in _TYPED else None,
            job_title=next((job for _, said in figure.said if (job := said.job) and self._holds(job)), None),
            speaker_kind=self._footing(speaks_for) if kind is Kind.UNNAMED_SOURCE else None,
            time=self._time(figure),
            amount=self._amount(figure),
        )

    def _reference(self, identifier: str, figure: Figure, field: str) -> str | None:
        """The entity that a field of any reply leads to, unless it is the same one."""
        found = (self.id(number, getattr(said, field)) for number, said in figure.said)
        return next((one for one in found if one is not None and one != identifier), None)

    def _footing(self, speaks_for: str | None) -> SpeakerKind:
        if speaks_for is None:
            return SpeakerKind.ANONYMOUS
        figure = self._figures.get(speaks_for)
        official = figure is not None and figure.kind is Kind.GOVERNMENT_BODY
        return SpeakerKind.OFFICIAL if official else SpeakerKind.CORPORATE

    def _holds(self, words: str) -> bool:
        text = self._document.text
        return next(occurrences(text, words, Span(0, len(text))), None) is not None

    def _time(self, figure: Figure) -> Time | None:
        if figure.kind is not Kind.DATE:
            return None
        return next(filter(None, map(self._measures.time, figure.places)), None)

    def _amount(self, figure: Figure) -> Amount | None:
        if figure.kind not in {Kind.QUANTITY, Kind.MONEY, Kind.COLLECTIVE}:
            return None
        return next(filter(None, map(self._measures.amount, figure.places)), None)

    def _mentions(self, identifier: str, figure: Figure) -> Iterator[AccountMention]:
        kind = self.entities[identifier].kind
        for places, named in ((figure.names, kind not in _DESCRIBED), (figure.descriptions, False)):
            for spans in places.values():
                yield from (
                    AccountMention(span=span, kind=kind, entity=identifier, named=named) for span in spans
                )


def _listed(figure: Figure, names: Iterable[str]) -> tuple[str, ...]:
    if figure.kind is Kind.SECTOR:
        chosen = next(filter(None, (sector(said.sector) for _, said in figure.said)), ())
        return chosen or same_as(tuple(names), Kind.SECTOR)
    return same_as(tuple(names), figure.kind) if figure.kind in _PROPER else ()


def _ours(kind: Kind, event_type: EventType | None) -> str:
    """What we call something for which the text has no words."""
    if kind is Kind.THREAT_ACTOR:
        return "attackers"
    return event_type.value.replace("-", " ") if event_type else kind.value.casefold()


def _others(names: Iterable[str], name: str) -> tuple[str, ...]:
    return tuple(other for other in names if other != name)
