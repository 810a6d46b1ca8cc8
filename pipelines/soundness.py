"""What is wrong with pages that are not published yet, looked at some stories at a time."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from graph.check import Finding, placement, rules
from graph.shaping import breaches
from graph.triples import compact
from pipelines.edition import Edition
from pipelines.excerpt import Excerpts
from pipelines.keeping import misquotes, proof
from pipelines.progress import Progress, Stage, passing, silent

SHAPED = 500  # pages of which the shapes are checked, the first ones
_AT_A_TIME = 50  # pages; so many are in memory


@dataclass(slots=True)
class Faults:
    """How much was looked at, and what was found wrong with it, in words."""

    pages: int = 0
    quads: int = 0
    quotes: list[str] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    rules: list[str] = field(default_factory=list)


def faults(edition: Edition, wanted: Collection[str], progress: Progress = silent) -> Faults:
    """What is wrong with these pages (IRIs) of an edition, and with what they lead to."""
    found, excerpts = Faults(), Excerpts(edition)
    for some in passing(excerpts.stories(wanted, _AT_A_TIME), Stage.CHECK, progress, len(wanted)):
        _look(excerpts.of(some), found)
    return found


def _look(part: Edition, found: Faults) -> None:
    found.quotes += misquotes(part.pages)
    with proof(part, shortcuts=False) as graph:
        if _is_scattered(part):
            found.places += _told(placement(graph))
        found.rules += _told(rules(graph))
        if found.pages < SHAPED:
            triples = (triple for triple, _ in graph.store.quads())
            found.rules += [
                f"shape: {one.focus}: {compact(one.path) if one.path else 'it'} breaks sh:{one.component}"
                for one in breaches(triples)
            ]
        found.quads += len(graph)
    found.pages += len(part.pages)


def _is_scattered(part: Edition) -> bool:
    """Whether anything is told of in two graphs: only then can a triple stand in both."""
    own = [[value.iri for value in page.own] for page in part.pages]
    shared = {one.iri for page in part.pages for one in page.shared}
    derived = [{one.iri for one in (*part.entities, *part.incidents)}, {one.iri for one in part.comparisons}]
    every = [iri for some in (*own, shared, *derived) for iri in set(some)]
    return len(every) > len(set(every))


def _told(findings: Iterable[Finding]) -> list[str]:
    return [f"{finding.rule}: {finding.focus}: {finding.message}" for finding in findings]
