"""How fast exports are, and what memory they take: `python -m benchmarks.exports [QUADS]`.

N-Quads are held against the bare store's own dump of the same graph, the median of several runs in turn.
Tables are written from the index that a generation has; memory is watched at a quarter and at all.
"""

import argparse
import io
import statistics
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil

from graph.exports.formats import format_of
from graph.exports.source import Source
from graph.exports.writing import export_file
from graph.store import Store
from graph.unpublished import unpublished
from ontology.terms import GRAPH, IC, ICV, ID, OA, RDF, RDFS, SCHEMA, XSD

CLAIMS = 6  # in one article
QUADS = 24 * CLAIMS + 11  # of one article
TIMES = 5


def lines(articles: int) -> Iterator[str]:
    """An invented graph as N-Quads: articles with claims, quotes and chains, and what they speak of."""
    for number in range(97):
        yield _line(f"{ID}company/{number}", RDF + "type", f"<{IC}Company>", GRAPH + "entities")
        yield _line(f"{ID}company/{number}", RDFS + "label", f'"Company {number}"', GRAPH + "entities")
    yield _line(f"{ID}run/hand", RDF + "type", f"<{IC}ExtractionRun>", GRAPH + "shared")
    for number in range(articles):
        yield from _article(number)


def _article(number: int) -> Iterator[str]:
    page, article = f"{GRAPH}article/a{number}", f"{ID}article/a{number}"
    inner, outer, paper = f"{ID}step/{number}-2", f"{ID}step/{number}-1", f"<{ID}company/{number % 97}>"
    told = [
        (article, RDF + "type", f"<{IC}Article>"),
        (article, "http://purl.org/dc/terms/identifier", f'"a{number}"'),
        (article, SCHEMA + "sha256", f'"{number:064x}"'), (article, SCHEMA + "publisher", paper),
        (article, SCHEMA + "inLanguage", '"en"'), (article, SCHEMA + "headline", f'"Headline {number}"'),
        (article, "http://www.w3.org/ns/prov#wasGeneratedBy", f"<{ID}run/hand>"),
        (article, SCHEMA + "datePublished", f'"2024-{number % 12 + 1:02d}-11"^^<{XSD}date>'),
        *_step(inner, 2, f"<{ID}company/{(number + 5) % 97}>"), (inner, IC + "within", f"<{outer}>"),
        *_step(outer, 1, paper),
    ]  # fmt: skip
    yield from (_line(*one, page) for one in told)
    for place in range(CLAIMS):
        yield from _claim(number, place, page, article, inner)


def _step(step: str, position: int, speaker: str) -> list[tuple[str, str, str]]:
    return [
        (step, RDF + "type", f"<{IC}AttributionStep>"), (step, IC + "speaker", speaker),
        (step, IC + "position", f'"{position}"^^<{XSD}integer>'), (step, IC + "act", f"<{ICV}says>"),
    ]  # fmt: skip


def _claim(number: int, place: int, page: str, article: str, step: str) -> Iterator[str]:
    claim, mention, said = (f"{ID}{kind}/{number}-{place}" for kind in ("claim", "mention", "proposition"))
    words = f'"some words of the text of article {number} that say what is claimed, number {place}"'
    told = [
        (claim, RDF + "type", f"<{IC}Claim>"), (claim, IC + "article", f"<{article}>"),
        (claim, IC + "proposition", f"<{said}>"), (claim, IC + "polarity", f"<{ICV}positive>"),
        (claim, IC + "certainty", f"<{ICV}certain>"), (claim, IC + "speechMode", f"<{ICV}indirect>"),
        (claim, IC + "holder", f"<{ID}company/{(number + 5) % 97}>"),
        (claim, IC + "attribution", f"<{step}>"),
        (claim, IC + "evidence", f"<{mention}>"), (claim, IC + "rule", '"a rule"'),
        (claim, IC + "cue", '"said"'), (claim, IC + "extractionScore", f'"0.9"^^<{XSD}double>'),
        (claim, IC + "scope", '"sensitive"'), (claim, IC + "origin", f"<{ID}company/{(number + 5) % 97}>"),
        (mention, RDF + "type", f"<{IC}Mention>"), (mention, IC + "article", f"<{article}>"),
        (mention, OA + "exact", words), (mention, OA + "start", f'"{place * 100}"^^<{XSD}integer>'),
        (mention, OA + "end", f'"{place * 100 + 80}"^^<{XSD}integer>'),
    ]  # fmt: skip
    yield from (_line(*one, page) for one in told)
    for predicate, thing in (("subject", f"incident/{number % 50}"), ("object", f"company/{place}")):
        yield _line(said, RDF + predicate, f"<{ID}{thing}>", GRAPH + "shared")
    yield _line(said, RDF + "type", f"<{IC}Proposition>", GRAPH + "shared")
    yield _line(said, RDF + "predicate", f"<{IC}target>", GRAPH + "shared")


def _line(subject: str, predicate: str, term: str, graph: str) -> str:
    return f"<{subject}> <{predicate}> {term} <{graph}> .\n"


def rate_of_dumps(whole: Source, folder: Path) -> tuple[float, float]:
    """Quads a second of CPU by export and by the bare store, medians of runs in turn."""

    def bare() -> None:
        with (folder / "bare.nq").open("wb") as output:
            whole.graph.store.dump(output, "nquads")

    ours, theirs = [], []
    for _ in range(TIMES):
        ours.append(_seconds(lambda: export_file(whole, format_of("nquads"), folder / "ours.nq")))
        theirs.append(_seconds(bare))
    quads = len(whole.graph)
    return quads / statistics.median(ours), quads / statistics.median(theirs)


def rate_of_table(whole: Source, name: str, folder: Path) -> float:
    """Claims a second of CPU, the median of several runs."""
    claims = whole.index.counts()["claims"]
    path = folder / f"claims.{name}"
    taken = [_seconds(lambda: export_file(whole, format_of(name), path)) for _ in range(TIMES)]
    return claims / statistics.median(taken)


def growth(whole: Source, name: str, folder: Path) -> float:
    """By how many MB the process grew at most while it wrote, beyond what a first writing had made it."""
    write = format_of(name).write
    with (folder / "first").open("wb") as output:
        write(whole, output)
    process, done, most = psutil.Process(), threading.Event(), [0]
    before = process.memory_info().rss

    def watch() -> None:
        while not done.wait(0.02):
            most[0] = max(most[0], process.memory_info().rss - before)

    watching = threading.Thread(target=watch)
    watching.start()
    with (folder / "second").open("wb") as output:
        write(whole, output)
    done.set()
    watching.join()
    return most[0] / 1e6


def _seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def made(articles: int) -> Store:
    """The invented graph of so many articles."""
    return Store.reading(io.BytesIO("".join(lines(articles)).encode()), "nquads", "invented")


def main() -> None:
    """Print the rates, how they stand to their floors, and the memory at a quarter and at all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("quads", nargs="?", type=int, default=1_000_000)
    articles = parser.parse_args().quads // QUADS
    memory = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for part in (articles // 4, articles):
            with unpublished(made(part)) as whole:
                memory[part] = [growth(whole, form, folder) for form in ("nquads", "parquet")]
                if part == articles:
                    report(whole, folder)
    for part, (nquads, parquet) in memory.items():
        told = f"N-Quads +{nquads:.0f} MB, Parquet +{parquet:.0f} MB"
        print(f"memory while {part * CLAIMS:,} claims are written: {told}")


def report(whole: Source, folder: Path) -> None:
    """Print the rates of a graph."""
    ours, bare = rate_of_dumps(whole, folder)
    print(f"{len(whole.graph):,} quads, {whole.index.counts()['claims']:,} claims")
    print(f"N-Quads: {ours:,.0f} quads a second, bare {bare:,.0f}: {ours / bare:.2f} of it (floor 0.8)")
    print(f"Parquet: {rate_of_table(whole, 'parquet', folder):,.0f} claims a second (floor 50,000)")
    print(f"CSV: {rate_of_table(whole, 'csv', folder):,.0f} claims a second")


if __name__ == "__main__":
    main()
