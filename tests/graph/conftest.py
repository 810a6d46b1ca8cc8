"""A small invented world: two newspapers on one incident, who partly disagree, as values of the ontology."""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field

import pytest

from graph import names
from graph.client import AUTHORIZATION, Client
from graph.graph import Graph, open_graph
from ontology.model import (
    Article,
    AttributionStep,
    Claim,
    Entity,
    ExtractionRun,
    Mention,
    Page,
    Proposition,
    TimeExpression,
)
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
from tests.graph.servers import PASSWORD, oxigraph, virtuoso


def _entity(kind: Kind, label: str, **more: object) -> Entity:
    return Entity(iri=names.entity(kind, label), kind=kind, label=label, **more)  # type: ignore[arg-type]


HERALD = _entity(Kind.MEDIA_ORGANIZATION, "Harbour Herald", speaker_kind=SpeakerKind.PRESS)
COURIER = _entity(Kind.MEDIA_ORGANIZATION, "Courier", speaker_kind=SpeakerKind.PRESS)
ACME = _entity(
    Kind.COMPANY, "Acme Pumps", aliases=("Acme", "Acme Pumps Ltd"), speaker_kind=SpeakerKind.CORPORATE
)
SOURCES = _entity(Kind.UNNAMED_SOURCE, "people close to Acme", speaker_kind=SpeakerKind.ANONYMOUS)
MINISTER = _entity(Kind.PERSON, "Jo Field", job_title=("minister",), speaker_kind=SpeakerKind.OFFICIAL)
HERON = _entity(Kind.THREAT_ACTOR, "Heron", aliases=("Grey Heron",))
WATER = _entity(Kind.GOVERNMENT_BODY, "Water Ministry")
POWER = _entity(Kind.SECTOR, "electric power")
PLANS = _entity(Kind.DATA, "pump plans", owner=(ACME.iri,), concerns=(WATER.iri,))
INTRUSION = _entity(Kind.INCIDENT, "Intrusion at Acme Pumps", event_type=EventType.INTRUSION)

ENTITIES = (HERALD, COURIER, ACME, SOURCES, MINISTER, HERON, WATER, POWER, PLANS)
RUN = ExtractionRun(iri=names.run("hand", "1"), label="hand", version="1")

TEXTS = {
    "herald-1": (
        "People close to Acme say the company suspects Heron. Plans of the Water Ministry were taken. "
        "“Nothing was taken,” Acme said. It has not confirmed that the power industry was hit."
    ),
    "courier-1": (
        "Heron attacked Acme on June 3. Minister Jo Field said that no plans of the ministry were taken."
    ),
}


@dataclass
class Writer:
    """Writes a page claim by claim, finding each quote in the text."""

    document: str
    publisher: Entity
    published: str | None = None
    version: str = ""
    steps: dict[Iri, AttributionStep] = field(default_factory=dict)
    claims: list[Claim] = field(default_factory=list)
    mentions: dict[Iri, Mention] = field(default_factory=dict)
    propositions: dict[Iri, Proposition] = field(default_factory=dict)
    times: dict[Iri, TimeExpression] = field(default_factory=dict)

    @property
    def article(self) -> Iri:
        """The article's IRI."""
        return names.article(self.document)

    @property
    def text(self) -> str:
        """The document's text."""
        return TEXTS[self.document]

    def mention(self, exact: str, denotes: Entity | None = None) -> Mention:
        """Where these words stand for the first time."""
        start = self.text.index(exact)
        end = start + len(exact)
        found = Mention(
            iri=names.mention(self.article, start, end),
            article=self.article,
            exact=exact,
            start=start,
            end=end,
            denotes=denotes.iri if denotes else None,
        )
        self.mentions[found.iri] = found
        return found

    def chain(self, *speakers: tuple[Entity, Act]) -> Iri:
        """The innermost step of a chain, given from the holder outwards; the publisher is added."""
        within: Iri | None = None
        outwards = (*speakers, (self.publisher, Act.REPORTS))
        for position, (speaker, act) in enumerate(reversed(outwards), start=1):
            iri = names.step(self.article, position, (speaker.iri,), act, within)
            self.steps[iri] = AttributionStep(
                iri=iri, position=position, speakers=(speaker.iri,), act=act, within=within
            )
            within = iri
        assert within
        return within

    def claim(
        self,
        quote: str,
        proposition: tuple[Entity, Predicate, Entity],
        *speakers: tuple[Entity, Act],
        polarity: Polarity = Polarity.POSITIVE,
        certainty: Certainty = Certainty.CERTAIN,
        mode: SpeechMode = SpeechMode.INDIRECT,
        scope: tuple[str, ...] = (),
        time: TimeExpression | None = None,
    ) -> Claim:
        """A claim with these words as its evidence."""
        subject, predicate, other = proposition
        said = Proposition(
            iri=names.proposition(subject.iri, predicate, other.iri),
            subject=subject.iri,
            predicate=predicate,
            object=other.iri,
        )
        self.propositions[said.iri] = said
        if time:
            self.times[time.iri] = time
        evidence = self.mention(quote)
        chain = self.chain(*speakers)
        holder = speakers[0][0] if speakers else self.publisher
        made = Claim(
            iri=names.claim(self.article, said.iri, evidence.start, evidence.end, chain, polarity),
            article=self.article,
            proposition=said.iri,
            polarity=polarity,
            certainty=certainty,
            speech_mode=mode,
            holders=(holder.iri,),
            attribution=chain,
            evidence=evidence.iri,
            scope=scope,
            time=time.iri if time else None,
        )
        self.claims.append(made)
        return made

    def page(self) -> Page:
        """The page of all that was written."""
        return Page(
            iri=names.page(self.document),
            article=Article(
                iri=self.article,
                identifier=self.document,
                sha256=hashlib.sha256((self.text + self.version).encode()).hexdigest(),
                publisher=self.publisher.iri,
                language="en",
                extracted_by=RUN.iri,
                title=f"Acme in the {self.publisher.label}",
                published=self.published,
                url=f"https://news.example/{self.document}",
                incidents=(INTRUSION.iri,),
            ),
            run=RUN,
            mentions=tuple(self.mentions.values()),
            steps=tuple(self.steps.values()),
            claims=tuple(self.claims),
            propositions=tuple(self.propositions.values()),
            times=tuple(self.times.values()),
            text=self.text,
        )


JUNE_3 = TimeExpression(
    iri=names.time("2024-06-03", "2024-06-03", "2024-06-03"),
    label="2024-06-03",
    edtf="2024-06-03",
    earliest="2024-06-03",
    latest="2024-06-03",
)


def herald_page() -> Page:
    """A suspicion told by sources, a leak in the paper's own voice, a denial and a reported silence."""
    writer = Writer("herald-1", HERALD, "2024-06-10")
    writer.claim(
        "the company suspects Heron",
        (INTRUSION, Predicate.ATTRIBUTED_TO, HERON),
        (ACME, Act.SUSPECTS),
        (SOURCES, Act.SAYS),
        certainty=Certainty.PROBABLE,
    )
    writer.claim(
        "Plans of the Water Ministry were taken",
        (INTRUSION, Predicate.EXFILTRATED, PLANS),
        mode=SpeechMode.OWN_VOICE,
        scope=("secret",),
    )
    writer.claim(
        "Nothing was taken",
        (INTRUSION, Predicate.EXFILTRATED, PLANS),
        (ACME, Act.SAYS),
        polarity=Polarity.NEGATIVE,
        mode=SpeechMode.DIRECT,
    )
    writer.claim(
        "It has not confirmed that the power industry was hit",
        (INTRUSION, Predicate.AFFECTED_SECTOR, POWER),
        (ACME, Act.SAYS),
        polarity=Polarity.NEGATIVE,
        certainty=Certainty.UNDERSPECIFIED,
    )
    writer.mention("Heron", HERON)
    return writer.page()


def courier_page() -> Page:
    """An attack in the paper's own voice with its day, and a minister's denial."""
    writer = Writer("courier-1", COURIER)
    writer.claim(
        "Heron attacked Acme on June 3",
        (INTRUSION, Predicate.TARGET, ACME),
        mode=SpeechMode.OWN_VOICE,
        time=JUNE_3,
    )
    writer.claim(
        "Heron attacked Acme",
        (INTRUSION, Predicate.ATTRIBUTED_TO, HERON),
        mode=SpeechMode.OWN_VOICE,
        time=JUNE_3,
    )
    writer.claim(
        "no plans of the ministry were taken",
        (INTRUSION, Predicate.EXFILTRATED, PLANS),
        (MINISTER, Act.SAYS),
        polarity=Polarity.NEGATIVE,
    )
    return writer.page()


def write_world(graph: Graph) -> None:
    """Both pages, their entities and the incident."""
    graph.put(herald_page())
    graph.put(courier_page())
    graph.replace(Graphs.ENTITIES, ENTITIES)
    graph.replace(Graphs.INCIDENTS, (INTRUSION,))
    graph.shortcuts()


@pytest.fixture
def world() -> Iterator[Graph]:
    """The invented world in memory."""
    with open_graph("memory:") as graph:
        write_world(graph)
        yield graph


@pytest.fixture(scope="session")
def sample() -> type["Sample"]:
    """The invented world's parts by name, for tests that compare against them."""
    return Sample


class Sample:
    """The parts of the invented world."""

    texts = TEXTS
    entities = ENTITIES
    herald, courier, acme, sources, minister = HERALD, COURIER, ACME, SOURCES, MINISTER
    heron, water, power, plans, intrusion = HERON, WATER, POWER, PLANS, INTRUSION
    herald_page: Callable[[], Page] = staticmethod(herald_page)
    courier_page: Callable[[], Page] = staticmethod(courier_page)
    write_world: Callable[[Graph], None] = staticmethod(write_world)
    writer = Writer


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], str]]:
    """The URL of an empty store on a server, by the name of its kind; each server is started once."""
    folder, started = tmp_path_factory.mktemp("servers"), {}
    kinds = {"oxigraph": oxigraph, "sparql": oxigraph, "virtuoso": virtuoso}
    with ExitStack() as stack, pytest.MonkeyPatch.context() as patch:

        def url(kind: str) -> str:
            if kind not in started:
                address = stack.enter_context(kinds[kind](folder / kind))
                started[kind] = f"{address}/query#update=/update" if kind == "sparql" else address
            patch.delenv(AUTHORIZATION, raising=False)
            if kind == "virtuoso":
                patch.setenv(AUTHORIZATION, PASSWORD)
            clear(started[kind])
            return started[kind]

        yield url


def clear(url: str) -> None:
    """Drop all graphs of ours, also those that are published."""
    client = Client(url)
    found = client.ask("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }")["results"]["bindings"]
    ours = [
        row["g"]["value"] for row in found if row["g"]["value"].startswith("https://w3id.org/claimgraph/")
    ]
    for name in ours:
        client.update(f"DROP SILENT GRAPH <{name}>")
    client.close()
