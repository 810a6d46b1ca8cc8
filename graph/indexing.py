"""How the side index of a generation is built: what SPARQL is slow at, in SQLite.

Order keys and counters for lists that are paged, filtered and counted, and full text over names, titles and
quotes. The index repeats the graph and is rebuilt with each generation; it is never the truth.
"""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from pathlib import Path

import orjson

from graph.effects import EVENTS, HARM, REACHED, Reach
from graph.exports.columns import CLAIMS, names
from graph.exports.flattening import Said, Surroundings, flat
from graph.graph import Graph
from graph.rows import ClaimRow, claims_of, entities_of, mentions_of
from graph.speaking import speaker_kind, write_speaking
from graph.tables import INDEX_VERSION, SCHEMA, TALLIES
from graph.triples import Value
from ontology.model import Article, Entity
from ontology.terms import ICV, Kind

__all__ = ["INDEX_VERSION", "build_index", "spaced"]

_COMPARISONS = """
SELECT ?comparison ?relation ?aspect ?reason ?left ?right WHERE {
  ?comparison a ic:Comparison ; ic:relation ?relation ; ic:left ?left ; ic:right ?right ;
    rdfs:comment ?reason .
  OPTIONAL { ?comparison ic:aspect ?aspect }
} ORDER BY ?comparison
"""
_CORROBORATION = """
SELECT ?proposition ?polarity ?lower ?upper WHERE {
  ?point a ic:Corroboration ; ic:onProposition ?proposition ; ic:onPolarity ?polarity ;
    ic:atLeast ?lower ; ic:atMost ?upper
}
"""
_NARROWER = (
    "SELECT DISTINCT ?wide ?narrow WHERE { ?narrow a ic:Sector ; skos:broader* ?wide . ?wide a ic:Sector }"
)


def build_index(graph: Graph, path: Path, texts: Mapping[str, str]) -> None:
    """Write the index of a graph to a new file; `texts` holds the stored text of each document id."""
    articles = graph.all(Article)
    claims = claims_of(graph, articles)
    entities = entities_of(graph)
    with closing(sqlite3.connect(path)) as database, database:
        database.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + SCHEMA)
        numbers = {claim.iri: number for number, claim in enumerate(claims)}
        speakers = write_speaking(database, graph, numbers, entities)
        incidents = _write_incidents(database, claims, articles, entities)
        _write_claims(database, claims, entities, speakers)
        _write_entities(database, graph, entities, _counts(claims, speakers, incidents))
        _write_documents(database, articles, texts)
        _write_told(database, claims, incidents, Surroundings.of(graph, articles, entities))
        _write_reach(database, claims, entities)
        _write_derived(database, graph, numbers)
        database.executemany(
            "INSERT INTO mention (iri, article, denotes, sort) VALUES (?,?,?,?)", mentions_of(graph)
        )
        _write_words(database, claims, articles, entities)
        _tally(database)
        database.execute("ANALYZE")
        database.commit()
        database.execute("INSERT INTO words (words) VALUES ('optimize')")


def spaced(text: str) -> str:
    """Text whose ideographs and kana stand apart, so that any run of them is found as a phrase."""
    return "".join(f" {character} " if "\u3040" <= character <= "\u9fff" else character for character in text)


def _write_claims(
    database: sqlite3.Connection,
    claims: list[ClaimRow],
    entities: Mapping[str, Entity],
    speakers: Mapping[int, Mapping[str, bool]],
) -> None:
    def holders(number: int) -> str:
        return ", ".join(_label(entities, who) for who, holds in speakers.get(number, {}).items() if holds)

    def event(subject: str) -> bool:
        return subject in entities and entities[subject].kind in EVENTS

    database.executemany(
        f"INSERT INTO claim VALUES ({','.join('?' * 21)})",  # noqa: S608  # question marks alone
        (
            (
                number, c.iri, c.article, c.proposition, c.subject, c.predicate, c.object, c.polarity,
                c.certainty, c.mode, holders(number), c.quote, c.start, c.end, c.published, c.rung,
                event(c.subject), c.timed, c.earliest, c.latest, c.sort,
            )
            for number, c in enumerate(claims)
        ),
    )  # fmt: skip


def _write_incidents(
    database: sqlite3.Connection,
    claims: list[ClaimRow],
    articles: Iterable[Article],
    entities: Mapping[str, Entity],
) -> dict[int, frozenset[str]]:
    """The incidents of each claim: those it speaks of, else those its article is about."""
    about = {str(article.iri): frozenset(map(str, article.incidents)) for article in articles}
    incidents = {
        number: _incidents(claim, entities) or about.get(claim.article, frozenset())
        for number, claim in enumerate(claims)
    }
    pairs = ((number, one) for number, found in incidents.items() for one in sorted(found))
    database.executemany("INSERT INTO claim_incident VALUES (?,?)", pairs)
    told = ((article, incident) for article, found in about.items() for incident in sorted(found))
    database.executemany("INSERT INTO about VALUES (?,?)", told)
    return incidents


def _incidents(claim: ClaimRow, entities: Mapping[str, Entity]) -> frozenset[str]:
    reached = {claim.subject, claim.object}
    for iri in (claim.subject, claim.object):
        entity = entities.get(iri)
        reached.update(entity.part_of if entity else ())
    return frozenset(iri for iri in reached if iri in entities and entities[iri].kind is Kind.INCIDENT)


def _counts(
    claims: list[ClaimRow], speakers: Mapping[int, Iterable[str]], incidents: Mapping[int, frozenset[str]]
) -> Counter[str]:
    """In how many claims each entity takes part: as subject, object, speaker or incident."""
    return Counter(
        iri
        for number, claim in enumerate(claims)
        for iri in {claim.subject, claim.object, *speakers.get(number, ()), *incidents[number]}
    )


def _write_entities(
    database: sqlite3.Connection, graph: Graph, entities: Mapping[str, Entity], counts: Mapping[str, int]
) -> None:
    database.executemany(
        "INSERT INTO entity (iri, kind, label, aliases, speaker_kind, event_type, n_claims, sort)"
        " VALUES (?,?,?,?,?,?,?,?)",
        (
            (
                one.iri, one.kind.value, one.label, "\n".join(one.aliases), speaker_kind(one),
                one.event_type.value if one.event_type else None, counts.get(one.iri, 0),
                f"{one.label.casefold()}|{one.iri}",
            )
            for one in entities.values()
        ),
    )  # fmt: skip
    called = {(name.casefold(), one.iri) for one in entities.values() for name in (one.label, *one.aliases)}
    database.executemany("INSERT INTO name VALUES (?,?)", sorted(called))
    wider = {(str(wide), str(narrow)) for wide, narrow in graph.ask(_NARROWER).rows}
    wider |= {(iri, iri) for iri, one in entities.items() if one.kind is Kind.SECTOR}
    database.executemany("INSERT INTO narrower VALUES (?,?)", sorted(wider))


def _write_documents(
    database: sqlite3.Connection, articles: Iterable[Article], texts: Mapping[str, str]
) -> None:
    database.executemany(
        "INSERT INTO document VALUES (?,?,?,?,?,?,?,?,0,?)",
        (
            (
                a.identifier, a.iri, a.title, a.publisher, a.published, a.url, a.language,
                texts.get(a.identifier), f"{a.published or '9999-99-99'}|{a.iri}",
            )
            for a in articles
        ),
    )  # fmt: skip


def _write_reach(
    database: sqlite3.Connection, claims: Iterable[ClaimRow], entities: Mapping[str, Entity]
) -> None:
    """The sectors and bodies that each claim speaks of, through its subject and through its object."""
    reach = Reach(entities)
    database.executemany(
        "INSERT INTO reach VALUES (?,?,?,?)",
        (
            (number, entity, kind.value, end)
            for number, claim in enumerate(claims)
            for end, iri in enumerate((claim.subject, claim.object))
            for kind in sorted(REACHED)
            for entity in sorted(reach.of(iri, kind))
        ),
    )


def _write_derived(database: sqlite3.Connection, graph: Graph, numbers: Mapping[str, int]) -> None:
    database.executemany(
        'INSERT INTO comparison (iri, relation, aspect, reason, "left", "right") VALUES (?,?,?,?,?,?)',
        (
            (
                str(iri),
                str(relation).removeprefix(ICV),
                aspect,
                reason,
                numbers[str(left)],
                numbers[str(right)],
            )
            for iri, relation, aspect, reason, left, right in graph.ask(_COMPARISONS).rows
            if str(left) in numbers and str(right) in numbers
        ),
    )
    database.executemany(
        "INSERT INTO corroboration VALUES (?,?,?,?)",
        (
            (str(proposition), str(polarity).removeprefix(ICV), lower, upper)
            for proposition, polarity, lower, upper in graph.ask(_CORROBORATION).rows
        ),
    )


def _write_told(
    database: sqlite3.Connection,
    claims: Iterable[ClaimRow],
    incidents: Mapping[int, frozenset[str]],
    around: Surroundings,
) -> None:
    """Each claim with all that it refers to, as JSON: tables are exported from these rows."""
    known = len(Said._fields)
    rows = (
        flat(Said._make(one[:known]), sorted(incidents[number]), around) for number, one in enumerate(claims)
    )
    told = (
        {name: cell for name, cell in zip(names(CLAIMS), row, strict=True) if cell is not None}
        for row in rows
    )
    database.executemany("INSERT INTO told VALUES (?,?)", enumerate(map(orjson.dumps, told)))


def _write_words(
    database: sqlite3.Connection,
    claims: Iterable[ClaimRow],
    articles: Iterable[Article],
    entities: Mapping[str, Entity],
) -> None:
    def rows() -> Iterator[tuple[str, str, str, str]]:
        for entity in entities.values():
            yield " \n ".join((entity.label, *entity.aliases)), "entity", entity.iri, entity.label
        for article in articles:
            if article.title:
                yield article.title, "article", article.iri, article.title
        for claim in claims:
            yield claim.quote, "claim", claim.iri, claim.quote

    database.executemany(
        "INSERT INTO words (body, type, iri, shown) VALUES (?,?,?,?)",
        ((spaced(body), kind, iri, shown) for body, kind, iri, shown in rows()),
    )


def _tally(database: sqlite3.Connection) -> None:
    database.execute("CREATE TEMP TABLE harm (predicate TEXT PRIMARY KEY)")
    database.executemany("INSERT INTO harm VALUES (?)", [(one.value,) for one in HARM])
    database.commit()
    database.executescript(TALLIES)


def _label(entities: Mapping[str, Entity], iri: Value) -> str:
    entity = entities.get(str(iri))
    return entity.label if entity else str(iri)
