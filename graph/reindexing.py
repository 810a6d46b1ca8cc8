"""What has to be written anew in a side index, after what a writer has noted."""

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from graph.effects import FARTHEST
from graph.graph import Graph
from graph.journal import Journal
from graph.lines import subject_of
from graph.triples import spell_iri
from ontology.terms import IC, ID, ORG, PAGE, RDF_TYPE, RDFS, Graphs

_TOGETHER = 500  # IRIs of one query
_CALLED = frozenset({RDFS + "label", RDF_TYPE, IC + "speakerKind"})  # what rows of claims repeat
_LEADING = frozenset({ORG + "memberOf", *(IC + name for name in ("partOf", "ownedBy", "concerns"))})
_REFERRING = "SELECT DISTINCT ?iri WHERE { VALUES ?one { %s } ?iri ic:partOf|ic:ownedBy|ic:concerns ?one }"
_WHOLES = """
SELECT DISTINCT ?iri WHERE { VALUES ?one { %s } ?one ic:partOf|org:memberOf ?iri . ?iri a ic:Collective }
"""
_PLACED = "SELECT DISTINCT ?article WHERE { VALUES ?one { %s } ?claim ic:place ?one ; ic:article ?article }"
_SPOKEN = """
SELECT article FROM claim WHERE subject = :iri UNION SELECT article FROM claim WHERE object = :iri
UNION SELECT article FROM claim JOIN speaker ON claim = id WHERE entity = :iri
UNION SELECT article FROM claim JOIN origin ON claim = id WHERE entity = :iri
UNION SELECT article FROM claim JOIN claim_incident ON claim = id WHERE incident = :iri
UNION SELECT article FROM document WHERE publisher = :iri
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """The parts of a graph that were touched, by IRI; `called` and `leading` in what others repeat."""

    pages: frozenset[str]
    entities: frozenset[str]
    comparisons: frozenset[str]
    points: frozenset[str]
    called: frozenset[str]  # whose name, kind or footing is another one
    leading: frozenset[str]  # that belong to others than before

    @classmethod
    def of(cls, journal: Journal) -> "Changed":
        """What a journal has noted."""
        touched = journal.touched
        derived = (Graphs.ENTITIES, Graphs.INCIDENTS)
        found: dict[bool, set[str]] = {True: set(), False: set()}
        for part in journal.parts():
            for line in (*part.gone, *part.new) if part.graph in derived else ():
                predicate = line.split(" ", 2)[1][1:-1]
                if predicate in _CALLED or predicate in _LEADING:
                    found[predicate in _CALLED].add(subject_of(line))
        recorded = {
            f"{PAGE}{iri.rsplit('/', 1)[1]}"
            for iri in touched.get(Graphs.HISTORY, ())
            if iri.startswith(f"{ID}article/")
        }
        return cls(
            pages=frozenset(name for name in touched if name.startswith(PAGE)) | recorded,
            entities=frozenset().union(*(touched.get(name, set()) for name in derived)),
            comparisons=frozenset(touched.get(Graphs.COMPARISONS, ())),
            points=frozenset(touched.get(Graphs.CORROBORATION, ())),
            called=frozenset(found[True]),
            leading=frozenset(found[False]),
        )

    def all_pages(self, database: sqlite3.Connection, graph: Graph) -> list[str]:
        """The pages that were touched, and those whose rows repeat what was."""
        known = {iri for iri in self.called | self.leading if _is_known(database, iri)}
        edge = known | set(_asked(graph, _WHOLES, self.leading))
        ends: set[str] = set()
        for _ in range(FARTHEST + 1):
            ends |= edge
            edge = {*_asked(graph, _REFERRING, edge), *_asked(graph, _WHOLES, edge)} - ends
        articles = {article for iri in ends for article in _spoken(database, iri)}
        articles |= set(_asked(graph, _PLACED, known & self.called))
        found = {f"{PAGE}{iri.rsplit('/', 1)[1]}" for iri in articles}
        return sorted(self.pages | found)


def _is_known(database: sqlite3.Connection, iri: str) -> bool:
    return database.execute("SELECT 1 FROM entity WHERE iri = ?", (iri,)).fetchone() is not None


def _spoken(database: sqlite3.Connection, iri: str) -> Iterable[str]:
    return (article for (article,) in database.execute(_SPOKEN, {"iri": iri}).fetchall())


def _asked(graph: Graph, query: str, iris: Iterable[str]) -> Iterator[str]:
    rest = iter(sorted(iris))
    while some := list(islice(rest, _TOGETHER)):
        yield from (str(found) for (found,) in graph.ask(query % " ".join(map(spell_iri, some))).rows)
