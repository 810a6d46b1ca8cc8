"""Published graphs to measure by: invented incidents as the pipeline makes them, and one long list."""

import hashlib
from pathlib import Path

from api.reader import Reader
from benchmarks.invented import reads
from graph import names
from graph.generations import open_generation, publish
from graph.graph import writing
from graph.settings import Settings
from ontology.model import Article, AttributionStep, Claim, Entity, ExtractionRun, Mention, Page, Proposition
from ontology.terms import Act, Certainty, Graphs, Kind, Polarity, Predicate, SpeechMode
from pipelines.flow import prepare, written
from pipelines.growth import Growth

_RUN = ExtractionRun(iri=names.run("hand", "1"), label="hand", version="1")
_OUTLET = Entity(
    iri=names.entity(Kind.MEDIA_ORGANIZATION, "Long List"), kind=Kind.MEDIA_ORGANIZATION, label="Long List"
)
_OUTAGE = Entity(iri=names.entity(Kind.INCIDENT, "Long outage"), kind=Kind.INCIDENT, label="Long outage")


def incidents(home: Path, articles: int) -> Reader:
    """A reader of so many invented articles, four to an incident, six claims to an article."""
    settings = Settings(home=home, store=str(home / "store"))
    prepare(settings)
    edition = Growth(list(reads(articles))).edition()
    with writing(settings.store) as graph:
        written(graph, edition, settings)
    return Reader(open_generation(home))


def long_list(home: Path, articles: int, each: int) -> Reader:
    """A reader of articles with so many claims each."""
    with writing(str(home / "store")) as graph:
        graph.replace_reference()
        pages = [_page(number, each) for number in range(articles)]
        for page in pages:
            graph.put(page)
        topics = {said.object for page in pages for said in page.propositions}
        known = [Entity(iri=iri, kind=Kind.TOPIC, label=iri.rsplit("/", 1)[1]) for iri in sorted(topics)]
        graph.replace(Graphs.ENTITIES, (_OUTLET, *known))
        graph.replace(Graphs.INCIDENTS, (_OUTAGE,))
        publish(graph, home, texts={page.article.identifier: page.text or "" for page in pages})
    return Reader(open_generation(home))


def _page(number: int, each: int) -> Page:
    document = f"long-{number:06}"
    article, words = names.article(document), [f"Point {at:06} of {number:06}." for at in range(each)]
    text = " ".join(words)
    step = names.step(article, 1, (_OUTLET.iri,), Act.REPORTS, None)
    said, quotes, claims = [], [], []
    for at, word in enumerate(words):
        start = at * (len(word) + 1)
        topic = names.entity(Kind.TOPIC, f"point {at % 500}")
        iri = names.proposition(_OUTAGE.iri, Predicate.DISCLOSED, topic)
        said.append(Proposition(iri=iri, subject=_OUTAGE.iri, predicate=Predicate.DISCLOSED, object=topic))
        mention = names.mention(article, start, start + len(word))
        quotes.append(Mention(iri=mention, article=article, exact=word, start=start, end=start + len(word)))
        claims.append(
            Claim(
                iri=names.claim(article, iri, start, start + len(word), step),
                article=article,
                proposition=iri,
                polarity=Polarity.POSITIVE,
                certainty=Certainty.CERTAIN,
                speech_mode=SpeechMode.OWN_VOICE,
                holders=(_OUTLET.iri,),
                attribution=step,
                evidence=mention,
            )
        )
    return Page(
        iri=names.page(document),
        article=Article(
            iri=article,
            identifier=document,
            sha256=hashlib.sha256(text.encode()).hexdigest(),
            publisher=_OUTLET.iri,
            language="en",
            extracted_by=_RUN.iri,
            published=f"2024-{number % 12 + 1:02}-01",
            incidents=(_OUTAGE.iri,),
        ),
        run=_RUN,
        mentions=tuple(quotes),
        steps=(AttributionStep(iri=step, position=1, speakers=(_OUTLET.iri,), act=Act.REPORTS, within=None),),
        claims=tuple(claims),
        propositions=tuple({one.iri: one for one in said}.values()),
        text=text,
    )
