"""What our layer costs over bare pyoxigraph, and what each kind of store costs."""

import argparse
import hashlib
import io
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

import pyoxigraph as ox

from graph import names, updates
from graph.codec import encode_all
from graph.graph import Graph, open_graph
from graph.sparql.pool import Pool
from graph.sparql.query import Query
from graph.store import Store
from graph.triples import Triple, spell, spell_iri
from ontology.model import Article, AttributionStep, Claim, Entity, ExtractionRun, Mention, Page, Proposition
from ontology.terms import (
    PREFIXES,
    Act,
    Certainty,
    EventType,
    Graphs,
    Kind,
    Polarity,
    Predicate,
    SpeakerKind,
    SpeechMode,
)

CLAIMS = 6  # of an article; with mentions, steps and propositions some 150 quads
RUN = ExtractionRun(iri=names.run("benchmark", "1"), label="benchmark", version="1")
COMPANIES, GROUPS, PAPERS = 200, 20, 12
QUERIES = {
    "an incident by its IRI": "SELECT ?p ?o WHERE { $incident ?p ?o }",
    "claims of an incident": (
        "SELECT ?claim ?polarity ?certainty ?holder ?quote WHERE { ?article schema:about $incident . "
        "?claim ic:article ?article ; ic:polarity ?polarity ; ic:certainty ?certainty ; ic:holder ?holder ; "
        "ic:evidence/oa:exact ?quote }"
    ),
    "claims on a company": (
        "SELECT ?claim WHERE { ?proposition rdf:object $company . ?claim ic:proposition ?proposition }"
    ),
    "claims by publisher": (
        "SELECT ?publisher (COUNT(?claim) AS ?claims) WHERE { "
        "?claim ic:article/schema:publisher ?publisher } GROUP BY ?publisher"
    ),
    "words in quotes": (
        'SELECT ?m WHERE { ?m oa:exact ?quote FILTER(CONTAINS(?quote, "claim 3 of article 17")) }'
    ),
}


def company(number: int) -> Entity:
    """One of the companies."""
    return named(Kind.COMPANY, f"Company {number % COMPANIES}")


def named(kind: Kind, label: str) -> Entity:
    """An entity known by its label."""
    return Entity(iri=names.entity(kind, label), kind=kind, label=label, speaker_kind=SpeakerKind.CORPORATE)


def incident(number: int) -> Entity:
    """The incident of an article; five articles share one."""
    label = f"Intrusion {number // 5}"
    return Entity(
        iri=names.entity(Kind.INCIDENT, label),
        kind=Kind.INCIDENT,
        label=label,
        event_type=EventType.INTRUSION,
    )


def page(number: int, version: int = 0) -> Page:
    """The page of an article of that number."""
    document = f"article-{number}"
    article, publisher = names.article(document), named(Kind.MEDIA_ORGANIZATION, f"Paper {number % PAPERS}")
    mentions, steps, claims, propositions = [], [], [], []
    for place in range(CLAIMS):
        about, group = company(number + place), named(Kind.THREAT_ACTOR, f"Group {number % GROUPS}")
        subject, predicate = incident(number).iri, (Predicate.TARGET, Predicate.ATTRIBUTED_TO)[place % 2]
        thing = (about, group)[place % 2].iri
        start = place * 100 + version
        mention = Mention(
            iri=names.mention(article, start, start + 50), article=article, start=start, end=start + 50,
            exact=f"these are the words of claim {place} of article {number}, and then some more",
        )  # fmt: skip
        step = AttributionStep(
            iri=names.step(article, place, (about.iri,), Act.SAYS, None), position=1, speakers=(about.iri,),
            act=Act.SAYS, within=None, cue="says",
        )  # fmt: skip
        proposition = Proposition(
            iri=names.proposition(subject, predicate, thing),
            subject=subject,
            predicate=predicate,
            object=thing,
        )
        mentions.append(mention)
        steps.append(step)
        propositions.append(proposition)
        claims.append(
            Claim(
                iri=names.claim(article, proposition.iri, start, start + 50, step.iri), article=article,
                proposition=proposition.iri, polarity=Polarity.POSITIVE, certainty=Certainty.CERTAIN,
                speech_mode=SpeechMode.INDIRECT, holders=(about.iri,), attribution=step.iri,
                evidence=mention.iri,
            )
        )  # fmt: skip
    return Page(
        iri=names.page(document), run=RUN, text="", times=(), quantities=(), mentions=tuple(mentions),
        steps=tuple(steps), claims=tuple(claims), propositions=tuple(propositions),
        article=Article(
            iri=article, identifier=document, sha256=hashlib.sha256(document.encode()).hexdigest(),
            publisher=publisher.iri, language="en", extracted_by=RUN.iri, title=f"News {number}",
            incidents=(incident(number).iri,),
        ),
    )  # fmt: skip


def parts(one: Page) -> tuple[list, list]:
    """The triples of a page, and those that it shares."""
    own = encode_all((one.article, *one.mentions, *one.steps, *one.claims))
    return list(own), list(encode_all((one.run, *one.propositions)))


def nquads(articles: int) -> bytes:
    """So many pages with their companies and incidents as N-Quads, without repetition."""
    lines: dict[str, None] = {}
    for one in map(page, range(articles)):
        own, shared = parts(one)
        lines |= spelled(own, one.iri) | spelled(shared, Graphs.SHARED)
    lines |= spelled(encode_all(map(company, range(COMPANIES))), Graphs.ENTITIES)
    lines |= spelled(encode_all(map(incident, range(0, articles, 5))), Graphs.INCIDENTS)
    return "".join(lines).encode()


def spelled(triples: Iterable[Triple], graph: str) -> dict[str, None]:
    """Triples as lines of N-Quads, in their order, once each."""
    return {f"{spell_iri(s)} {spell_iri(p)} {spell(o)} <{graph}> .\n": None for s, p, o in triples}


def timed(what: Callable[[], object], clock: Callable[[], float] = perf_counter) -> float:
    """Seconds that it takes."""
    start = clock()
    what()
    return clock() - start


def ratio(bare: Callable[[], object], ours: Callable[[], object], times: int) -> tuple[float, float]:
    """Medians of both in seconds of CPU, asked in turns."""
    both = [(timed(bare, process_time), timed(ours, process_time)) for _ in range(times)]
    return median(b for b, _ in both), median(o for _, o in both)


def told(what: str, bare: float, ours: float, limit: float) -> None:
    """One line of the first table."""
    print(f"{what:40} {bare * 1e3:10.3f} {ours * 1e3:10.3f} {ours / bare:8.2f} {limit:8.2f}")


def over_bare(content: bytes, folder: Path) -> None:
    """Our layer against pyoxigraph itself, in one process."""
    print(f"{'ms of CPU, median':40} {'bare':>10} {'ours':>10} {'ratio':>8} {'aim':>8}")
    fresh = iter(range(10**6))

    def bare_load() -> None:
        store = ox.Store(str(folder / f"load-{next(fresh)}"))
        store.bulk_load(io.BytesIO(content), ox.RdfFormat.N_QUADS)
        store.flush()

    def our_load() -> None:
        store = Store.directory(folder / f"load-{next(fresh)}")
        store.backfill(io.BytesIO(content))
        store.close()

    told("backfill", *ratio(bare_load, our_load, 3), 1.15)
    for kind, bare in (("memory", ox.Store()), ("directory", ox.Store(str(folder / "bare")))):
        bare.bulk_load(io.BytesIO(content), ox.RdfFormat.N_QUADS)
        with Graph(Store(bare)) as graph:
            replacing(kind, bare, graph)
            reading(kind, bare, graph)
        del bare


def replacing(kind: str, bare: ox.Store, graph: Graph) -> None:
    """One article replaced, by a text that is there already, and by ours."""

    def bare_update() -> None:
        bare.update(next(texts), prefixes=PREFIXES)

    texts = iter([updates.put(one.iri, *parts(one)) for one in (page(n % 50, n) for n in range(200))])
    pages = iter([page(n % 50, n) for n in range(200)])
    told(f"replace an article, {kind}", *ratio(bare_update, lambda: graph.put(next(pages)), 200), 1.2)


def reading(kind: str, bare: ox.Store, graph: Graph) -> None:
    """Rows of terms as plain values."""
    for name in ("an incident by its IRI", "claims of an incident"):
        text = filled(QUERIES[name])

        def bare_rows(text: str = text) -> list:
            found = bare.query(text, prefixes=PREFIXES, use_default_graph_as_union=True)
            return [tuple(term.value for term in row) for row in found]

        def our_rows(text: str = text) -> list:
            return graph.store.query(text).rows

        told(f"rows, {name}, {kind}", *ratio(bare_rows, our_rows, 300), 1.3)


def filled(text: str) -> str:
    """A query with what it is about."""
    return text.replace("$incident", f"<{incident(25).iri}>").replace("$company", f"<{company(7).iri}>")


def over_worker(content: bytes, folder: Path) -> None:
    """A small query in this process, and in one of its own."""
    store = Store.directory(folder / "worker")
    store.backfill(io.BytesIO(content))
    store.backup(folder / "snapshot")
    near, pool = Store.snapshot(folder / "snapshot"), Pool(2)
    text = filled(QUERIES["an incident by its IRI"])
    asked = Query(text=text)
    pool.answer(asked, folder / "snapshot")
    pairs = [
        (timed(lambda: near.query(text)), timed(lambda: pool.answer(asked, folder / "snapshot")))
        for _ in range(1000)
    ]
    direct, away = median(a for a, _ in pairs), median(b for _, b in pairs)
    pool.close()
    print(f"\na small query, ms: here {direct * 1e3:.3f}, in a process of its own {away * 1e3:.3f}, "
          f"which costs {(away - direct) * 1e3:.3f} (aim 0.5)")  # fmt: skip


@contextmanager
def stores(folder: Path) -> Iterator[dict[str, str]]:
    """URLs of empty stores of each kind; servers are started, and ended."""
    from tests.graph import servers  # noqa: PLC0415  # the tests know how to start them

    with ExitStack() as stack:
        found = {"memory": "memory:", "directory": str(folder / "store")}
        found["oxigraph serve"] = stack.enter_context(servers.oxigraph(folder / "oxigraph"))
        if shutil.which("virtuoso-t"):
            found["virtuoso 7.2"] = stack.enter_context(servers.virtuoso(folder / "virtuoso", buffers=80_000))
        yield found


def each_kind(content: bytes, folder: Path) -> None:
    """Wall times through the graph protocol on each kind of store."""
    quads = content.count(b"\n")
    columns: dict[str, list[str]] = {}
    with stores(folder) as found:
        for kind, url in found.items():
            with ExitStack() as stack:
                graph = stack.enter_context(open_graph(url))
                seconds = timed(lambda graph=graph: graph.store.backfill(io.BytesIO(content)))
                replaced = median(timed(lambda n=n, g=graph: g.put(page(n, 1))) for n in range(10))
                published = timed(lambda graph=graph: graph.store.publish(1, 1))
                columns[kind] = [f"{quads / seconds / 1e3:.0f}k/s", f"{replaced * 1e3:.1f}"]
                columns[kind].append(f"{published:.1f}" if url.startswith("http") else "")
                if url.startswith("http"):
                    graph = stack.enter_context(open_graph(url, read_only=True))
                for text in map(filled, QUERIES.values()):
                    graph.ask(text)
                    took = median(timed(lambda g=graph, t=text: g.ask(t)) for _ in range(5))
                    columns[kind].append(f"{took * 1e3:.1f}")
    print(f"\n| {quads} quads | {' | '.join(columns)} |\n|---|{'---|' * len(columns)}")
    for place, name in enumerate(
        ["load", "replace an article, ms", "publish there, s", *(f"{q}, ms" for q in QUERIES)]
    ):
        print(f"| {name} | {' | '.join(column[place] for column in columns.values())} |")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=1500)
    given = parser.parse_args()
    content = nquads(given.articles)
    with TemporaryDirectory(prefix="claimgraph-") as place:
        folder = Path(place)
        over_bare(content, folder)
        over_worker(content, folder)
        each_kind(content, folder)


if __name__ == "__main__":
    main()
