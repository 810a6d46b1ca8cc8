"""An invented incident as large as one likes: so many accounts, each with a claim on every point."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from graph import names
from graph.generations import publish
from graph.graph import writing
from ontology.model import Article, AttributionStep, Claim, Entity, ExtractionRun, Mention, Page, Proposition
from ontology.terms import (
    Act,
    Certainty,
    EventType,
    Graphs,
    Iri,
    Kind,
    Polarity,
    Predicate,
    SpeakerKind,
    SpeechMode,
)

RUN = ExtractionRun(iri=names.run("hand", "1"), label="hand", version="1")
_POLARITIES, _CERTAINTIES = tuple(Polarity), tuple(Certainty)


def entity(kind: Kind, label: str, **more: object) -> Entity:
    """An entity named by its label."""
    return Entity(iri=names.entity(kind, label), kind=kind, label=label, **more)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True, kw_only=True)
class Crowd:
    """An incident with `accounts` articles that each have a claim on `points` propositions."""

    label: str
    accounts: int
    points: int

    @property
    def incident(self) -> Entity:
        """What it is all about."""
        return entity(Kind.INCIDENT, self.label, event_type=EventType.INTRUSION)

    @property
    def topics(self) -> list[Entity]:
        """What the propositions are about."""
        return [entity(Kind.DATA, f"{self.label} records {number:04}") for number in range(self.points)]

    @property
    def outlets(self) -> list[Entity]:
        """Who publishes the accounts."""
        return [
            entity(Kind.MEDIA_ORGANIZATION, f"{self.label} Courier {number}", speaker_kind=SpeakerKind.PRESS)
            for number in range(self.accounts)
        ]

    def texts(self) -> dict[str, str]:
        """The text of each document."""
        words = " ".join(f"Then {topic.label} leaked." for topic in self.topics)
        return {self._document(number): f"Account {number}. {words}" for number in range(self.accounts)}

    def pages(self) -> Iterator[Page]:
        """A page for each account."""
        texts, topics = self.texts(), self.topics
        for number, outlet in enumerate(self.outlets):
            yield self._page(number, outlet, texts[self._document(number)], topics)

    def _document(self, number: int) -> str:
        return hashlib.sha256(f"{self.label} {number}".encode()).hexdigest()[:16]

    def _page(self, number: int, outlet: Entity, text: str, topics: list[Entity]) -> Page:
        document = self._document(number)
        article = names.article(document)
        step = AttributionStep(
            iri=names.step(article, 1, (outlet.iri,), Act.REPORTS, None),
            position=1,
            speakers=(outlet.iri,),
            act=Act.REPORTS,
        )
        made = [
            self._claim(article, outlet, step.iri, text, topic, number + place)
            for place, topic in enumerate(topics)
        ]
        return Page(
            iri=names.page(document),
            article=Article(
                iri=article,
                identifier=document,
                sha256=hashlib.sha256(text.encode()).hexdigest(),
                publisher=outlet.iri,
                language="en",
                extracted_by=RUN.iri,
                title=f"Account {number} of {self.label}",
                published=f"2024-05-{number + 1:02}",
                incidents=(self.incident.iri,),
            ),
            run=RUN,
            mentions=tuple(mention for _, mention, _ in made),
            steps=(step,),
            claims=tuple(claim for claim, _, _ in made),
            propositions=tuple(proposition for _, _, proposition in made),
        )

    def _claim(
        self, article: Iri, outlet: Entity, step: Iri, text: str, topic: Entity, turn: int
    ) -> tuple[Claim, Mention, Proposition]:
        said = (self.incident.iri, Predicate.EXFILTRATED, topic.iri)
        proposition = Proposition(
            iri=names.proposition(*said), subject=said[0], predicate=said[1], object=said[2]
        )
        quote = f"{topic.label} leaked"
        start = text.index(quote)
        mention = Mention(
            iri=names.mention(article, start, start + len(quote)),
            article=article,
            exact=quote,
            start=start,
            end=start + len(quote),
        )
        claim = Claim(
            iri=names.claim(article, proposition.iri, mention.start, mention.end, step),
            article=article,
            proposition=proposition.iri,
            polarity=_POLARITIES[turn % 2],
            certainty=_CERTAINTIES[turn % 4],
            speech_mode=SpeechMode.OWN_VOICE,
            holders=(outlet.iri,),
            attribution=step,
            evidence=mention.iri,
        )
        return claim, mention, proposition


def publish_crowds(home: Path, *crowds: Crowd) -> None:
    """Publish them all in a home folder."""
    with writing(str(home / "store")) as graph:
        graph.replace_reference()
        for crowd in crowds:
            for page in crowd.pages():
                graph.put(page)
        graph.replace(Graphs.ENTITIES, [one for crowd in crowds for one in (*crowd.topics, *crowd.outlets)])
        graph.replace(Graphs.INCIDENTS, [crowd.incident for crowd in crowds])
        publish(graph, home, texts={name: text for crowd in crowds for name, text in crowd.texts().items()})
