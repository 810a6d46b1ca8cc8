"""How the side index of a generation comes about: what SPARQL is slow at, in SQLite.

Order keys and counters for lists that are paged, filtered and counted, and full text over names, titles and
quotes. The index repeats the graph and is never the truth. It is built anew, or from the one before by what
was changed since; both come to the same, but for the numbers of rows.
"""

import re
import shutil
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from itertools import islice
from pathlib import Path

from graph import reference, tables
from graph.copies import NO_COPIES, Copies
from graph.effects import HARM
from graph.filling import Filler, spaced
from graph.graph import Graph
from graph.reindexing import Changed
from graph.tables import INDEX_VERSION, SCHEMA
from graph.triples import spell_iri
from ontology.terms import ID, PAGE, Graphs, Kind

__all__ = ["INDEX_VERSION", "build_index", "change_index", "spaced"]

_AT_A_TIME = 200  # pages; so many are in memory
_LAYOUT = 1  # of the numbers of rows, which changing relies on
_INDEXES = re.compile(r"CREATE INDEX [^;]*;")
_WITHDRAWN = f"SELECT ?iri ?at WHERE {{ GRAPH <{Graphs.HISTORY}> {{ ?iri ic:withdrawn ?at }} }}"
_NARROWER = (
    "SELECT DISTINCT ?wide ?narrow WHERE { ?narrow a ic:Sector ; skos:broader* ?wide . ?wide a ic:Sector }"
)
# EXISTS ends at the first who speaks of a thing; some things everybody speaks of
_SPOKEN_OF = f"""SELECT ?iri WHERE {{ VALUES ?iri {{ %s }} FILTER EXISTS {{
  {{ GRAPH <{Graphs.ENTITIES}> {{ ?other ic:concerns|ic:ownedBy|ic:partOf|ic:speaksFor|org:memberOf ?iri }} }}
  UNION {{ ?proposition rdf:subject|rdf:object ?iri }}
  UNION {{ ?step ic:speaker ?iri }}
  UNION {{ ?mention ic:denotes ?iri }}
  UNION {{ ?article schema:publisher ?iri }}
}} }}"""


def build_index(graph: Graph, path: Path, texts: Mapping[str, str], copies: Copies = NO_COPIES) -> None:
    """Write the index of a graph to a new file; `texts` holds the stored text of each document id."""
    with _opened(path) as database:
        database.executescript(_INDEXES.sub("", SCHEMA))
        filler, withdrawn = Filler(database, graph, texts, copies), _withdrawn(graph)
        for pages in _some(name for name in graph.store.graphs() if name.startswith(PAGE)):
            filler.put_pages(pages, withdrawn, {})
        for name in (Graphs.ENTITIES, Graphs.INCIDENTS):
            filler.put_entities(_subjects(graph, name))
        filler.put_entities(_spoken_of(graph))
        database.executescript("".join(_INDEXES.findall(SCHEMA)))
        filler.put_comparisons(_subjects(graph, Graphs.COMPARISONS))
        filler.put_points(_subjects(graph, Graphs.CORROBORATION))
        _put_narrower(database, graph)
        _tally(database, tables.everything())
        database.execute("INSERT INTO words (words) VALUES ('optimize')")
        database.execute(f"PRAGMA user_version = {_LAYOUT}")


def change_index(
    graph: Graph,
    path: Path,
    texts: Mapping[str, str],
    before: Path,
    changed: Changed,
    copies: Copies = NO_COPIES,
) -> bool:
    """Write the same from the index of the generation before, by what was changed since.

    Whether that was possible: not where an older version has written that one.
    """
    with closing(sqlite3.connect(before)) as database:
        if database.execute("PRAGMA user_version").fetchone()[0] != _LAYOUT:
            return False
    shutil.copyfile(before, path)
    with _opened(path) as database:
        filler, withdrawn = Filler(database, graph, texts, copies), _withdrawn(graph)
        pages = changed.all_pages(database, graph)
        with _touching(database, changed):
            for some in _some(pages):
                articles = [f"{ID}article/{page.removeprefix(PAGE)}" for page in some]
                database.executemany("INSERT OR IGNORE INTO told_of VALUES (?)", ((one,) for one in articles))
                _touch(database)
                ids = filler.drop_pages(articles)
                filler.put_pages(some, withdrawn, ids)
                _touch(database)
            filler.drop_entities(changed.entities)
            filler.put_entities(sorted(changed.entities))
            _put_spoken_of(database, filler, graph)
            filler.put_comparisons(sorted(changed.comparisons))
            filler.put_points(sorted(changed.points))
            _put_narrower(database, graph)
            _tally(database, tables.touched())
    return True


@contextmanager
def _opened(path: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(path)) as database, database:
        database.executescript(
            "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA temp_store = FILE;"
            "PRAGMA cache_size = -65536;"  # 64 MB: rows go to all ends of a file of gigabytes
        )
        yield database
        database.execute("PRAGMA analysis_limit = 1000")
        database.execute("ANALYZE")


@contextmanager
def _touching(database: sqlite3.Connection, changed: Changed) -> Iterator[None]:
    """Tables of what has to be counted anew."""
    for table in ("told_of", "touched_entity", "touched_proposition"):
        database.execute(f"CREATE TEMP TABLE {table} (iri TEXT PRIMARY KEY) WITHOUT ROWID")
    entities = ((iri,) for iri in changed.entities)
    database.executemany("INSERT OR IGNORE INTO touched_entity VALUES (?)", entities)
    yield


def _touch(database: sqlite3.Connection) -> None:
    """Note who and what the claims of the articles speak of, as they stand."""
    database.executescript(tables.TOUCH)


def _put_spoken_of(database: sqlite3.Connection, filler: Filler, graph: Graph) -> None:
    """Write which things of the reference are spoken of, where that is otherwise than before."""
    there = {iri for (iri,) in database.execute("SELECT iri FROM entity")} & reference.things()
    wanted = set(_spoken_of(graph))
    filler.drop_entities(there - wanted)
    filler.put_entities(sorted(wanted - there))
    new = ((iri,) for iri in wanted - there)
    database.executemany("INSERT OR IGNORE INTO touched_entity VALUES (?)", new)


def _put_narrower(database: sqlite3.Connection, graph: Graph) -> None:
    wider = {(str(wide), str(narrow)) for wide, narrow in graph.ask(_NARROWER).rows}
    sectors = database.execute("SELECT iri FROM entity WHERE kind = ?", (Kind.SECTOR.value,))
    wider |= {(iri, iri) for (iri,) in sectors.fetchall()}
    database.execute("DELETE FROM narrower")
    database.executemany("INSERT INTO narrower VALUES (?,?)", sorted(wider))


def _tally(database: sqlite3.Connection, script: str) -> None:
    database.execute("CREATE TEMP TABLE harm (predicate TEXT PRIMARY KEY)")
    database.executemany("INSERT INTO harm VALUES (?)", [(one.value,) for one in HARM])
    database.commit()
    database.executescript(script)


def _withdrawn(graph: Graph) -> dict[str, str]:
    return {str(iri): str(at) for iri, at in graph.ask(_WITHDRAWN).rows}


def _spoken_of(graph: Graph) -> list[str]:
    """Which things of the reference claims, texts and entities speak of, beside what the graph has itself."""
    there = [iri for iri in sorted(reference.things()) if graph.store.about(iri, Graphs.REFERENCE)]
    rows = graph.ask(_SPOKEN_OF % " ".join(map(spell_iri, there))).rows if there else ()
    derived = (Graphs.ENTITIES, Graphs.INCIDENTS)
    found = sorted({str(iri) for (iri,) in rows})
    return [iri for iri in found if not any(graph.store.about(iri, name) for name in derived)]


def _subjects(graph: Graph, name: str) -> list[str]:
    return sorted({triple.subject for triple, _ in graph.store.quads(name)})


def _some(pages: Iterable[str]) -> Iterator[list[str]]:
    rest = iter(pages)
    while some := list(islice(rest, _AT_A_TIME)):
        yield some
