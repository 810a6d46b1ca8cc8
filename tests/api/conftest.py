"""A small invented world, published, and the real server that answers from it."""

import hashlib
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar

import httpx2
import pytest

from graph import names
from graph.generations import publish
from graph.graph import Graph, writing
from ontology.model import (
    Article,
    AttributionStep,
    Claim,
    Comparison,
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
    Graphs,
    Iri,
    Kind,
    Polarity,
    Predicate,
    Relation,
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
    steps: dict[Iri, AttributionStep] = field(default_factory=dict)
    claims: list[Claim] = field(default_factory=list)
    mentions: dict[Iri, Mention] = field(default_factory=dict)
    propositions: dict[Iri, Proposition] = field(default_factory=dict)

    @property
    def article(self) -> Iri:
        """The article of the document."""
        return names.article(self.document)

    def mention(self, exact: str, denotes: Entity | None = None) -> Mention:
        """The first place of the text with these words."""
        start = World.texts[self.document].index(exact)
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
        text = World.texts[self.document]
        return Page(
            iri=names.page(self.document),
            article=Article(
                iri=self.article,
                identifier=self.document,
                sha256=hashlib.sha256(text.encode()).hexdigest(),
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
            text=text,
        )


def herald() -> Writer:
    """A suspicion told by sources, effects by their word, a denial, a reported silence, and background."""
    w, it = Writer("herald-1", World.herald, World.intrusion, "2024-06-10"), World.intrusion
    told, says = (World.sources, Act.SAYS), (World.acme, Act.SAYS)
    w.claim(
        "the company suspects Heron",
        (it, Predicate.ATTRIBUTED_TO, World.heron),
        (World.acme, Act.SUSPECTS),
        told,
        certainty=Certainty.PROBABLE,
    )
    w.claim(
        "Data of more than ten agencies was reached", (it, Predicate.ACCESSED_DATA_OF, World.agencies), told
    )
    w.claim("orders of the Ministry of Defense too", (it, Predicate.EXFILTRATED, World.orders), told)
    w.claim("Heron attacked Acme on June 3", (it, Predicate.TARGET, World.acme), time=World.june_3.iri)
    w.claim(
        "“200 MB of plans”\u00a0were taken",
        (it, Predicate.EXFILTRATED, World.plans),
        quantity=World.megabytes.iri,
    )
    w.claim(
        "No sensitive grid data was taken",
        (it, Predicate.EXFILTRATED, World.grid),
        says,
        polarity=Polarity.NEGATIVE,
        speech_mode=SpeechMode.DIRECT,
        scope=("sensitive",),
    )
    w.claim(
        "It has not confirmed that railways were hit",
        (it, Predicate.AFFECTED_SECTOR, World.rail),
        says,
        polarity=Polarity.NEGATIVE,
        certainty=Certainty.UNDERSPECIFIED,
    )
    w.claim("Acme also works for banks", (World.acme, Predicate.SERVES_SECTOR, World.banking))
    w.claim("Heron usually goes after banks", (World.heron, Predicate.TARGET, World.banks))
    jointly = ((World.acme, World.sources), Act.SAYS)
    w.claim("Forty servers were breached", (it, Predicate.COMPROMISED, World.servers), jointly)
    w.mention("Heron", World.heron)
    return w


def courier() -> Writer:
    """The same attribution in the paper's own voice, at another time, and a minister's denial."""
    w, it = Writer("courier-1", World.courier, World.intrusion), World.intrusion
    w.claim("Heron did it, on July 1", (it, Predicate.ATTRIBUTED_TO, World.heron), time=World.july_1.iri)
    w.claim(
        "no plans were taken",
        (it, Predicate.EXFILTRATED, World.plans),
        (World.minister, Act.SAYS),
        polarity=Polarity.NEGATIVE,
    )
    return w


def long() -> Writer:
    """Many claims on another incident."""
    w = Writer("long-1", World.courier, World.outage, "2024-05-01")
    for topic in World.topics:
        w.claim(f"Then came {topic.label}.", (World.outage, Predicate.DISCLOSED, topic))
    return w


def compared(left: Claim, right: Claim, relation: Relation) -> Comparison:
    """A comparison of two claims."""
    return Comparison(
        iri=names.comparison(left.iri, right.iri, relation),
        left=left.iri,
        right=right.iri,
        relation=relation,
        reason="one says that plans were taken, the other that none were",
    )


def write_world(graph: Graph) -> None:
    """All pages, entities, incidents and comparisons."""
    first, second = herald(), courier()
    graph.replace_reference()
    for writer in (first, second, long()):
        graph.put(writer.page())
    graph.replace(Graphs.ENTITIES, World.entities)
    graph.replace(Graphs.INCIDENTS, World.incidents)
    contradiction = compared(first.claims[4], second.claims[1], Relation.CONTRADICTS)
    agreement = compared(first.claims[0], second.claims[0], Relation.CERTAINTY_DIFFERS)
    graph.replace(Graphs.COMPARISONS, (contradiction, agreement))


def publish_world(home: Path, write: Callable[[Graph], None] = write_world) -> None:
    """Write to the store of a home folder, and publish."""
    with writing(str(home / "store")) as graph:
        write(graph)
        publish(graph, home, texts=World.texts)


@contextmanager
def serving(home: Path, *options: str) -> Iterator[str]:
    """The real server, as the command starts it, on a free port; its address."""
    claimgraph = str(Path(sys.executable).parent / "claimgraph")
    command = [claimgraph, "serve", "--port", "0", "--home", str(home), *options]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        try:
            assert process.stdout
            found = re.search(r"http://[\d.]+:\d+", process.stdout.readline())
            assert found, "the server does not say where it listens"
            yield found[0]
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(timeout=20)


@dataclass(frozen=True)
class Asking:
    """Asks a server, and insists on an answer without errors."""

    client: httpx2.Client

    def __call__(self, query: str, **variables: Any) -> Any:
        """The data of the reply."""
        reply = self.client.post("/graphql", json={"query": query, "variables": variables})
        found = reply.json()
        assert "errors" not in found, found["errors"]
        return found["data"]

    def refused(self, query: str, **variables: Any) -> list[dict[str, Any]]:
        """The errors of a question that must not be answered."""
        reply = self.client.post("/graphql", json={"query": query, "variables": variables})
        assert reply.status_code < 500
        errors: list[dict[str, Any]] = reply.json()["errors"]
        return errors


@pytest.fixture(scope="session")
def world() -> type[World]:
    """Everybody and everything in the invented world."""
    return World


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server of the invented world."""
    home = tmp_path_factory.mktemp("api")
    publish_world(home)
    with serving(home) as address:
        yield address


@pytest.fixture(scope="session")
def client(server: str) -> Iterator[httpx2.Client]:
    """A client of the server."""
    with httpx2.Client(base_url=server, timeout=30) as made:
        yield made


@pytest.fixture(scope="session")
def ask(client: httpx2.Client) -> Asking:
    """Asks the server."""
    return Asking(client)


@pytest.fixture(scope="session")
def servers() -> Callable[..., Any]:
    """Starts further servers, of other home folders."""
    return serving


@pytest.fixture(scope="session")
def publishing() -> Callable[..., None]:
    """Publishes the invented world, or another one, in a home folder."""
    return publish_world
