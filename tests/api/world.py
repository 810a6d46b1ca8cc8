"""A small invented world: who is in it, what the articles say, and how it is published."""

import hashlib
from dataclasses import dataclass, field
from typing import Any, ClassVar

from graph import names
from ontology.model import (
    Article,
    AttributionStep,
    Claim,
    Entity,
    ExtractionRun,
    Mention,
    Page,
    Proposition,
    Quantity,
    TimeExpression,
)
from ontology.terms import (
    ID,
    SECTOR,
    Act,
    Certainty,
    EventType,
    Iri,
    Kind,
    Polarity,
    Predicate,
    SpeakerKind,
    SpeechMode,
)

RUN = ExtractionRun(iri=names.run("hand", "1"), label="hand", version="1")


def entity(kind: Kind, label: str, **more: Any) -> Entity:
    """An entity named by its label, unless an IRI is given."""
    return Entity(**{"iri": names.entity(kind, label), "kind": kind, "label": label, **more})


def time(day: str) -> TimeExpression:
    """A day."""
    return TimeExpression(iri=names.time(day, day, day), label=day, edtf=day, earliest=day, latest=day)


class World:
    """Everybody and everything, by name."""

    herald = entity(Kind.MEDIA_ORGANIZATION, "Harbour Herald", speaker_kind=SpeakerKind.PRESS)
    courier = entity(Kind.MEDIA_ORGANIZATION, "Evening Courier", speaker_kind=SpeakerKind.PRESS)
    acme = entity(Kind.COMPANY, "Acme Pumps", aliases=("Acme",), speaker_kind=SpeakerKind.CORPORATE)
    sources = entity(Kind.UNNAMED_SOURCE, "people close to Acme", speaker_kind=SpeakerKind.ANONYMOUS)
    minister = entity(Kind.PERSON, "Jo Field", job_title=("minister",), speaker_kind=SpeakerKind.OFFICIAL)
    heron = entity(Kind.THREAT_ACTOR, "Heron", aliases=("Grey Heron",))
    # two that reference lists know, so that the entity graph does not repeat them
    ministry = entity(
        Kind.GOVERNMENT_BODY, "Ministry of Defense", iri=Iri(f"{ID}body/jp-ministry-of-defense")
    )
    electricity = entity(Kind.SECTOR, "Electric power", iri=Iri(f"{SECTOR}electricity"))
    agencies = entity(Kind.COLLECTIVE, "more than ten agencies")
    water = entity(Kind.GOVERNMENT_BODY, "Water Ministry", member_of=(agencies.iri,))
    rail = entity(Kind.SECTOR, "railways of the north")
    banking = entity(Kind.SECTOR, "banking of the north")
    plans = entity(Kind.DATA, "pump plans", owner=(acme.iri,))
    grid = entity(Kind.DATA, "grid data", owner=(acme.iri,), concerns=(electricity.iri,))
    orders = entity(Kind.DATA, "defence orders", owner=(ministry.iri,))
    servers = entity(Kind.SYSTEM, "forty servers", owner=(acme.iri,))
    banks = entity(Kind.COLLECTIVE, "banks")
    topics = tuple(entity(Kind.TOPIC, f"point {number:03d}") for number in range(1, 131))
    intrusion = entity(Kind.INCIDENT, "Intrusion at Acme Pumps", event_type=EventType.INTRUSION)
    outage = entity(Kind.INCIDENT, "Outage at Beta Lines", event_type=EventType.OUTAGE)
    june_3, july_1 = time("2024-06-03"), time("2024-07-01")
    megabytes = Quantity(iri=names.quantity("MB", 200.0), label="200 MB", unit="MB", value=200.0)
    entities = (
        herald, courier, acme, sources, minister, heron, ministry, electricity, agencies, water, rail,
        banking, plans, grid, orders, servers, banks, *topics,
    )  # fmt: skip
    incidents = (intrusion, outage)
    texts: ClassVar = {
        "herald-1": (
            "People close to Acme say the company suspects Heron. Data of more than ten agencies was "
            "reached, they say, and orders of the Ministry of Defense too. Heron attacked Acme on June 3. "
            "“200 MB of plans”\u00a0were taken. “No sensitive grid data was taken,” Acme said. It has not "
            "confirmed that railways were hit. Acme also works for banks. Heron usually goes after banks. "
            "Forty servers were breached, say Acme and people close to it."
        ),
        "courier-1": "Heron did it, on July 1. Minister Jo Field said that no plans were taken.",
        "long-1": " ".join(f"Then came point {number:03d}." for number in range(1, 131)),
    }


Speech = tuple[Entity | tuple[Entity, ...], Act]


def iris(who: Entity | tuple[Entity, ...]) -> tuple[Iri, ...]:
    """One speaker, or several who speak jointly."""
    return tuple(sorted(one.iri for one in (who if isinstance(who, tuple) else (who,))))


@dataclass
class Writer:
    """Writes the page of a document, claim by claim, and finds each quote in its text."""

    document: str
    publisher: Entity
    incident: Entity
    published: str | None = None
    text: str = ""  # as in the world, unless it is given
    steps: dict[Iri, AttributionStep] = field(default_factory=dict)
    claims: list[Claim] = field(default_factory=list)
    mentions: dict[Iri, Mention] = field(default_factory=dict)
    propositions: dict[Iri, Proposition] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.text = self.text or World.texts[self.document]

    @property
    def article(self) -> Iri:
        """The article of the document."""
        return names.article(self.document)

    def mention(self, exact: str, denotes: Entity | None = None) -> Mention:
        """The first place of the text with these words."""
        start = self.text.index(exact)
        iri = names.mention(self.article, start, start + len(exact))
        found = Mention(
            iri=iri,
            article=self.article,
            exact=exact,
            start=start,
            end=start + len(exact),
            denotes=denotes.iri if denotes else None,
        )
        self.mentions[iri] = found
        return found

    def chain(self, *speakers: Speech) -> Iri:
        """The innermost step of a chain, given from the holder outwards; the publisher is added."""
        within: Iri | None = None
        outwards = (*speakers, (self.publisher, Act.REPORTS))
        for position, (who, act) in enumerate(reversed(outwards), start=1):
            iri = names.step(self.article, position, iris(who), act, within)
            self.steps[iri] = AttributionStep(
                iri=iri, position=position, speakers=iris(who), act=act, within=within, cue=act.value
            )
            within = iri
        assert within
        return within

    def claim(
        self, quote: str, said: tuple[Entity, Predicate, Entity], *speakers: Speech, **more: Any
    ) -> Claim:
        """A claim, certain, positive and the publisher's own unless said otherwise."""
        subject, predicate, thing = said
        proposition = Proposition(
            iri=names.proposition(subject.iri, predicate, thing.iri),
            subject=subject.iri,
            predicate=predicate,
            object=thing.iri,
        )
        self.propositions[proposition.iri] = proposition
        evidence, chain = self.mention(quote), self.chain(*speakers)
        made = Claim(
            **{
                "iri": names.claim(self.article, proposition.iri, evidence.start, evidence.end, chain),
                "article": self.article,
                "proposition": proposition.iri,
                "polarity": Polarity.POSITIVE,
                "certainty": Certainty.CERTAIN,
                "speech_mode": SpeechMode.INDIRECT if speakers else SpeechMode.OWN_VOICE,
                "holders": iris(speakers[0][0] if speakers else self.publisher),
                "attribution": chain,
                "evidence": evidence.iri,
                **more,
            }
        )
        self.claims.append(made)
        return made

    def page(self) -> Page:
        """The page with everything written so far."""
        return Page(
            iri=names.page(self.document),
            article=Article(
                iri=self.article,
                identifier=self.document,
                sha256=hashlib.sha256(self.text.encode()).hexdigest(),
                publisher=self.publisher.iri,
                language="en",
                extracted_by=RUN.iri,
                title=f"News of {self.incident.label}",
                published=self.published,
                url=f"https://news.example/{self.document}",
                incidents=(self.incident.iri,),
            ),
            run=RUN,
            mentions=tuple(self.mentions.values()),
            steps=tuple(self.steps.values()),
            claims=tuple(self.claims),
            propositions=tuple(self.propositions.values()),
            times=(World.june_3, World.july_1),
            quantities=(World.megabytes,),
            text=self.text,
        )
