"""How the side index of a generation is built: what SPARQL is slow at, in SQLite.

Order keys and counters for lists that are paged, and full text over names, titles and quotes. The index
repeats the graph and is rebuilt with each generation; it is never the truth.
"""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from pathlib import Path

import orjson

from graph.exports.flattening import Said, Surroundings, flat
from graph.graph import Graph
from graph.triples import Value
from ontology.model import Article, Entity
from ontology.terms import IC, ICV, Iri, Kind

INDEX_VERSION = 2  # a generation with another one is built anew
_LAST = "9999-99-99"  # where a date is not known, it sorts last

_SCHEMA = """
CREATE TABLE document (
    id TEXT PRIMARY KEY, article TEXT NOT NULL UNIQUE, title TEXT, publisher TEXT NOT NULL, published TEXT,
    url TEXT, language TEXT NOT NULL, text TEXT, sort TEXT NOT NULL UNIQUE);
CREATE TABLE entity (
    iri TEXT PRIMARY KEY, kind TEXT NOT NULL, label TEXT NOT NULL, aliases TEXT NOT NULL, speaker_kind TEXT,
    n_claims INTEGER NOT NULL, sort TEXT NOT NULL UNIQUE);
CREATE INDEX entity_kind ON entity (kind, sort);
CREATE TABLE claim (
    id INTEGER PRIMARY KEY, iri TEXT NOT NULL UNIQUE, article TEXT NOT NULL, proposition TEXT NOT NULL,
    subject TEXT NOT NULL, predicate TEXT NOT NULL, object TEXT NOT NULL, polarity TEXT NOT NULL,
    certainty TEXT NOT NULL, speech_mode TEXT NOT NULL, holders TEXT NOT NULL, quote TEXT NOT NULL,
    start INTEGER NOT NULL, "end" INTEGER NOT NULL, published TEXT, sort TEXT NOT NULL UNIQUE);
CREATE INDEX claim_article ON claim (article, sort);
CREATE INDEX claim_predicate ON claim (predicate, sort);
CREATE INDEX claim_subject ON claim (subject, sort);
CREATE INDEX claim_object ON claim (object, sort);
CREATE INDEX claim_proposition ON claim (proposition, sort);
CREATE TABLE speaker (
    claim INTEGER NOT NULL, entity TEXT NOT NULL, kind TEXT, holds INTEGER NOT NULL,
    PRIMARY KEY (entity, claim)) WITHOUT ROWID;
CREATE INDEX speaker_claim ON speaker (claim, kind);
CREATE TABLE claim_incident (
    claim INTEGER NOT NULL, incident TEXT NOT NULL, PRIMARY KEY (incident, claim)) WITHOUT ROWID;
CREATE INDEX claim_incident_claim ON claim_incident (claim);
CREATE TABLE told (id INTEGER PRIMARY KEY, row BLOB NOT NULL);
CREATE VIRTUAL TABLE words USING fts5 (
    body, type UNINDEXED, iri UNINDEXED, shown UNINDEXED, tokenize = 'unicode61 remove_diacritics 2');
"""

_CLAIMS = """
SELECT ?claim ?article ?proposition ?subject ?predicate ?object ?polarity ?certainty ?mode ?quote ?start ?end
WHERE {
  ?claim a ic:Claim ; ic:article ?article ; ic:proposition ?proposition ; ic:polarity ?polarity ;
    ic:certainty ?certainty ; ic:speechMode ?mode ; ic:evidence ?evidence .
  ?proposition rdf:subject ?subject ; rdf:predicate ?predicate ; rdf:object ?object .
  ?evidence oa:exact ?quote ; oa:start ?start ; oa:end ?end .
}
"""
_HOLDERS = "SELECT ?claim ?who WHERE { ?claim ic:holder ?who }"
_CHAINS = "SELECT DISTINCT ?claim ?who WHERE { ?claim ic:attribution/ic:within*/ic:speaker ?who }"


def build_index(graph: Graph, path: Path, texts: Mapping[str, str]) -> None:
    """Write the index of a graph to a new file; `texts` holds the stored text of each document id."""
    articles = graph.all(Article)
    published = _published(articles)
    claims = sorted(_claims(graph), key=lambda claim: _order(claim, published))
    entities = _entities(graph, claims)
    with closing(sqlite3.connect(path)) as database, database:
        database.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + _SCHEMA)
        speakers = _write_speakers(database, graph, claims, entities)
        incidents = _write_incidents(database, claims, articles, entities)
        _write_claims(database, claims, articles, entities, speakers)
        _write_entities(database, entities, _counts(claims, speakers, incidents))
        _write_documents(database, articles, texts)
        _write_told(database, claims, incidents, Surroundings.of(graph, articles, entities))
        _write_words(database, claims, articles, entities)
        database.execute("ANALYZE")
        database.commit()
        database.execute("INSERT INTO words (words) VALUES ('optimize')")


def spaced(text: str) -> str:
    """Text whose ideographs and kana stand apart, so that any run of them is found as a phrase."""
    return "".join(f" {character} " if "\u3040" <= character <= "\u9fff" else character for character in text)


def _claims(graph: Graph) -> Iterator[Said]:
    for row in graph.ask(_CLAIMS).rows:
        claim = Said(*row)  # type: ignore[arg-type]
        yield claim._replace(
            predicate=claim.predicate.removeprefix(IC),
            polarity=claim.polarity.removeprefix(ICV),
            certainty=claim.certainty.removeprefix(ICV),
            mode=claim.mode.removeprefix(ICV),
        )


def _entities(graph: Graph, claims: Iterable[Said]) -> Mapping[str, Entity]:
    """The entities, and those concepts of the reference that claims and entities speak of."""
    entities = {entity.iri: entity for entity in graph.all(Entity)}
    spoken_of = {Iri(iri) for claim in claims for iri in (claim.subject, claim.object)}
    spoken_of.update(iri for entity in entities.values() for iri in entity.concerns)
    concepts = graph.many(Entity, sorted(spoken_of - entities.keys())).values()
    of_reference = (entity for entity in concepts if entity.kind in {Kind.SECTOR, Kind.CONCEPT})
    return {str(entity.iri): entity for entity in (*entities.values(), *of_reference)}


def _published(articles: Iterable[Article]) -> dict[str, str | None]:
    return {article.iri: article.published for article in articles}


def _order(claim: Said, published: Mapping[str, str | None]) -> str:
    return f"{published.get(claim.article) or _LAST}|{claim.article}|{claim.start:09d}|{claim.iri}"


def _write_claims(
    database: sqlite3.Connection,
    claims: list[Said],
    articles: Iterable[Article],
    entities: Mapping[str, Entity],
    speakers: Mapping[int, Mapping[str, bool]],
) -> None:
    published = _published(articles)

    def holders(number: int) -> str:
        return ", ".join(_label(entities, who) for who, holds in speakers.get(number, {}).items() if holds)

    database.executemany(
        "INSERT INTO claim VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
        (
            (
                number, c.iri, c.article, c.proposition, c.subject, c.predicate, c.object, c.polarity,
                c.certainty, c.mode, holders(number), c.quote, c.start, c.end, published.get(c.article),
                _order(c, published),
            )
            for number, c in enumerate(claims)
        ),
    )  # fmt: skip


def _write_speakers(
    database: sqlite3.Connection, graph: Graph, claims: list[Said], entities: Mapping[str, Entity]
) -> dict[int, dict[str, bool]]:
    """Everybody through whom each claim came, and whether the claim is theirs."""
    numbers = {claim.iri: number for number, claim in enumerate(claims)}
    speakers: dict[int, dict[str, bool]] = {}
    for query, holds in ((_CHAINS, False), (_HOLDERS, True)):
        for claim, who in graph.ask(query).rows:
            if claim in numbers:
                speakers.setdefault(numbers[str(claim)], {})[str(who)] = holds
    database.executemany(
        "INSERT INTO speaker VALUES (?,?,?,?)",
        (
            (number, who, _speaker_kind(entities.get(who)), holds)
            for number, found in speakers.items()
            for who, holds in found.items()
        ),
    )
    return speakers


def _write_incidents(
    database: sqlite3.Connection,
    claims: list[Said],
    articles: Iterable[Article],
    entities: Mapping[str, Entity],
) -> dict[int, frozenset[str]]:
    """The incidents of each claim: those it speaks of, else those its article is about."""
    about = {article.iri: frozenset(map(str, article.incidents)) for article in articles}
    incidents = {
        number: _incidents(claim, entities) or about.get(claim.article, frozenset())  # type: ignore[call-overload]
        for number, claim in enumerate(claims)
    }
    pairs = ((number, one) for number, found in incidents.items() for one in sorted(found))
    database.executemany("INSERT INTO claim_incident VALUES (?,?)", pairs)
    return incidents


def _incidents(claim: Said, entities: Mapping[str, Entity]) -> frozenset[str]:
    reached = {claim.subject, claim.object}
    for iri in (claim.subject, claim.object):
        entity = entities.get(iri)
        reached.update(entity.part_of if entity else ())
    return frozenset(iri for iri in reached if iri in entities and entities[iri].kind is Kind.INCIDENT)


def _counts(
    claims: list[Said], speakers: Mapping[int, Iterable[str]], incidents: Mapping[int, frozenset[str]]
) -> Counter[str]:
    """In how many claims each entity takes part: as subject, object, speaker or incident."""
    return Counter(
        iri
        for number, claim in enumerate(claims)
        for iri in {claim.subject, claim.object, *speakers.get(number, ()), *incidents[number]}
    )


def _write_entities(
    database: sqlite3.Connection, entities: Mapping[str, Entity], counts: Mapping[str, int]
) -> None:
    database.executemany(
        "INSERT INTO entity VALUES (?,?,?,?,?,?,?)",
        (
            (
                entity.iri,
                entity.kind.value,
                entity.label,
                "\n".join(entity.aliases),
                _speaker_kind(entity),
                counts.get(entity.iri, 0),
                f"{entity.label.casefold()}|{entity.iri}",
            )
            for entity in entities.values()
        ),
    )


def _write_documents(
    database: sqlite3.Connection, articles: Iterable[Article], texts: Mapping[str, str]
) -> None:
    database.executemany(
        "INSERT INTO document VALUES (?,?,?,?,?,?,?,?,?)",
        (
            (
                a.identifier, a.iri, a.title, a.publisher, a.published, a.url, a.language,
                texts.get(a.identifier), f"{a.published or _LAST}|{a.iri}",
            )
            for a in articles
        ),
    )  # fmt: skip


def _write_told(
    database: sqlite3.Connection,
    claims: Iterable[Said],
    incidents: Mapping[int, frozenset[str]],
    around: Surroundings,
) -> None:
    """Each claim with all that it refers to, as JSON: tables are exported from these rows."""
    rows = (flat(claim, sorted(incidents[number]), around) for number, claim in enumerate(claims))
    database.executemany("INSERT INTO told VALUES (?,?)", enumerate(map(orjson.dumps, rows)))


def _write_words(
    database: sqlite3.Connection,
    claims: Iterable[Said],
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


def _speaker_kind(entity: Entity | None) -> str | None:
    return entity.speaker_kind.value if entity and entity.speaker_kind else None


def _label(entities: Mapping[str, Entity], iri: Value) -> str:
    entity = entities.get(str(iri))
    return entity.label if entity else str(iri)
