"""The tables of the side index, and what is counted in them once they are filled."""

# ruff: noqa: S608  # only names of our own tables are joined into a statement

INDEX_VERSION = 8  # an index with another one is built anew

SCHEMA = """
CREATE TABLE document (
    id TEXT PRIMARY KEY, article TEXT NOT NULL UNIQUE, title TEXT, publisher TEXT NOT NULL, published TEXT,
    url TEXT, language TEXT NOT NULL, text TEXT, n_claims INTEGER NOT NULL DEFAULT 0,
    sort TEXT NOT NULL UNIQUE);
CREATE INDEX document_publisher ON document (publisher);
CREATE TABLE about (
    article TEXT NOT NULL, incident TEXT NOT NULL, PRIMARY KEY (incident, article)) WITHOUT ROWID;
CREATE INDEX about_article ON about (article);
CREATE TABLE entity (
    iri TEXT PRIMARY KEY, kind TEXT NOT NULL, label TEXT NOT NULL, aliases TEXT NOT NULL, speaker_kind TEXT,
    event_type TEXT, n_claims INTEGER NOT NULL,
    n_articles INTEGER NOT NULL DEFAULT 0, n_origins INTEGER NOT NULL DEFAULT 0,
    first TEXT, last TEXT, earliest TEXT, latest TEXT, sort TEXT NOT NULL UNIQUE);
CREATE INDEX entity_kind ON entity (kind, sort);
CREATE TABLE name (name TEXT NOT NULL, iri TEXT NOT NULL, PRIMARY KEY (name, iri)) WITHOUT ROWID;
CREATE TABLE narrower (wide TEXT NOT NULL, narrow TEXT NOT NULL, PRIMARY KEY (wide, narrow)) WITHOUT ROWID;
CREATE TABLE claim (
    id INTEGER PRIMARY KEY, iri TEXT NOT NULL UNIQUE, article TEXT NOT NULL, proposition TEXT NOT NULL,
    subject TEXT NOT NULL, predicate TEXT NOT NULL, object TEXT NOT NULL, polarity TEXT NOT NULL,
    certainty TEXT NOT NULL, speech_mode TEXT NOT NULL, holders TEXT NOT NULL, quote TEXT NOT NULL,
    start INTEGER NOT NULL, "end" INTEGER NOT NULL, published TEXT, rung INTEGER NOT NULL,
    event INTEGER NOT NULL, timed INTEGER NOT NULL, earliest TEXT, latest TEXT, sort TEXT NOT NULL UNIQUE);
CREATE INDEX claim_article ON claim (article, sort);
CREATE INDEX claim_predicate ON claim (predicate, sort);
CREATE INDEX claim_subject ON claim (subject, sort);
CREATE INDEX claim_object ON claim (object, sort);
CREATE INDEX claim_proposition ON claim (proposition, polarity, sort);
CREATE TABLE speaker (
    claim INTEGER NOT NULL, entity TEXT NOT NULL, kind TEXT, holds INTEGER NOT NULL,
    PRIMARY KEY (entity, claim)) WITHOUT ROWID;
CREATE INDEX speaker_claim ON speaker (claim, kind);
CREATE TABLE footing (claim INTEGER NOT NULL, kind TEXT NOT NULL, PRIMARY KEY (claim, kind)) WITHOUT ROWID;
CREATE INDEX footing_kind ON footing (kind, claim);
CREATE TABLE origin (claim INTEGER NOT NULL, entity TEXT NOT NULL, PRIMARY KEY (claim, entity)) WITHOUT ROWID;
CREATE INDEX origin_entity ON origin (entity, claim);
CREATE TABLE claim_incident (
    claim INTEGER NOT NULL, incident TEXT NOT NULL, PRIMARY KEY (incident, claim)) WITHOUT ROWID;
CREATE INDEX claim_incident_claim ON claim_incident (claim);
CREATE TABLE involved (
    entity TEXT NOT NULL, incident TEXT NOT NULL, PRIMARY KEY (entity, incident)) WITHOUT ROWID;
CREATE TABLE reach (
    claim INTEGER NOT NULL, entity TEXT NOT NULL, kind TEXT NOT NULL, object INTEGER NOT NULL,
    PRIMARY KEY (claim, entity, object)) WITHOUT ROWID;
CREATE INDEX reach_entity ON reach (entity, claim);
CREATE TABLE effect (
    incident TEXT NOT NULL, role TEXT NOT NULL, entity TEXT NOT NULL, claim INTEGER NOT NULL,
    said INTEGER NOT NULL, PRIMARY KEY (incident, role, entity, claim)) WITHOUT ROWID;
CREATE INDEX effect_entity ON effect (entity, role, incident);
CREATE INDEX effect_claim ON effect (claim, role);
CREATE TABLE corroboration (
    proposition TEXT NOT NULL, polarity TEXT NOT NULL, lower INTEGER NOT NULL, upper INTEGER NOT NULL,
    PRIMARY KEY (proposition, polarity)) WITHOUT ROWID;
CREATE TABLE proposition (
    iri TEXT PRIMARY KEY, subject TEXT NOT NULL, predicate TEXT NOT NULL, object TEXT NOT NULL,
    n_claims INTEGER NOT NULL, n_articles INTEGER NOT NULL, n_origins INTEGER NOT NULL,
    sort TEXT NOT NULL UNIQUE);
CREATE INDEX proposition_predicate ON proposition (predicate, sort);
CREATE TABLE comparison (
    id INTEGER PRIMARY KEY, iri TEXT NOT NULL UNIQUE, relation TEXT NOT NULL, aspect TEXT,
    reason TEXT NOT NULL, notability INTEGER, "left" INTEGER NOT NULL, "right" INTEGER NOT NULL);
CREATE INDEX comparison_notability ON comparison (notability, iri);
CREATE INDEX comparison_relation ON comparison (relation, iri);
CREATE INDEX comparison_left ON comparison ("left");
CREATE INDEX comparison_right ON comparison ("right");
CREATE TABLE mention (
    id INTEGER PRIMARY KEY, iri TEXT NOT NULL UNIQUE, article TEXT NOT NULL, denotes TEXT,
    sort TEXT NOT NULL UNIQUE);
CREATE INDEX mention_article ON mention (article, sort);
CREATE INDEX mention_denotes ON mention (denotes, sort);
CREATE TABLE told (id INTEGER PRIMARY KEY, row BLOB NOT NULL);
CREATE TABLE size (name TEXT PRIMARY KEY, n INTEGER NOT NULL) WITHOUT ROWID;
CREATE VIRTUAL TABLE words USING fts5 (
    body, type UNINDEXED, iri UNINDEXED, shown UNINDEXED, tokenize = 'unicode61 remove_diacritics 2');
"""

# who and what the claims of some articles speak of, which has to be counted anew
TOUCH = """
INSERT OR IGNORE INTO touched_proposition SELECT proposition FROM claim JOIN told_of ON article = told_of.iri;
INSERT OR IGNORE INTO touched_entity SELECT subject FROM claim JOIN told_of ON article = told_of.iri;
INSERT OR IGNORE INTO touched_entity SELECT object FROM claim JOIN told_of ON article = told_of.iri;
INSERT OR IGNORE INTO touched_entity SELECT entity FROM claim JOIN told_of ON article = told_of.iri
    JOIN speaker ON claim = claim.id;
INSERT OR IGNORE INTO touched_entity SELECT incident FROM claim JOIN told_of ON article = told_of.iri
    JOIN claim_incident ON claim = claim.id;
INSERT OR IGNORE INTO touched_entity SELECT incident FROM about JOIN told_of ON article = told_of.iri;
"""
_PARTS = """SELECT id FROM claim WHERE subject = entity.iri
    UNION SELECT id FROM claim WHERE object = entity.iri
    UNION SELECT claim FROM speaker WHERE speaker.entity = entity.iri
    UNION SELECT claim FROM claim_incident WHERE incident = entity.iri"""
# what follows from the rows alone: what an incident did to whom, counts, and the bounds of times and dates
_TALLIES = """
INSERT INTO effect SELECT incident, 'target', object, id, rung > 0
    FROM claim JOIN claim_incident ON claim = id WHERE event AND predicate = 'target' AND {claims};
INSERT INTO effect SELECT incident, 'actor', object, id, rung > 0
    FROM claim JOIN claim_incident ON claim = id WHERE event AND predicate = 'attributedTo' AND {claims};
INSERT INTO effect SELECT incident, iif(kind = 'Sector', 'sector', 'body'), entity, id, rung > 0
    FROM claim JOIN claim_incident ci ON ci.claim = id JOIN reach ON reach.claim = id AND reach.object
    WHERE event AND {claims}
    AND (predicate IN (SELECT predicate FROM harm) OR kind = 'Sector' AND predicate = 'affectedSector');
INSERT INTO involved
    SELECT subject, incident FROM claim JOIN claim_incident ci ON ci.claim = id WHERE subject IN ({of})
    UNION SELECT object, incident FROM claim JOIN claim_incident ci ON ci.claim = id WHERE object IN ({of})
    UNION SELECT entity, incident FROM speaker JOIN claim_incident USING (claim) WHERE entity IN ({of});
INSERT INTO proposition SELECT proposition, subject, predicate, object, count(*), count(DISTINCT article),
    (SELECT count(DISTINCT entity) FROM origin JOIN claim other ON other.id = origin.claim
        WHERE other.proposition = claim.proposition AND other.rung <> 0), min(sort)
    FROM claim WHERE {propositions} GROUP BY proposition;
UPDATE entity SET n_claims = (SELECT count(*) FROM ({parts})) WHERE {entities};
UPDATE entity SET
    n_articles = (SELECT count(*) FROM about WHERE incident = entity.iri),
    n_origins = (SELECT count(DISTINCT origin.entity) FROM claim_incident JOIN origin USING (claim)
        WHERE incident = entity.iri),
    first = (SELECT min(published) FROM about JOIN document USING (article) WHERE incident = entity.iri),
    last = (SELECT max(published) FROM about JOIN document USING (article) WHERE incident = entity.iri),
    earliest = (SELECT min(claim.earliest) FROM claim_incident JOIN claim ON claim.id = claim
        WHERE incident = entity.iri AND event),
    latest = (SELECT max(claim.latest) FROM claim_incident JOIN claim ON claim.id = claim
        WHERE incident = entity.iri AND event)
    WHERE kind = 'Incident' AND {entities};
INSERT OR REPLACE INTO size
    SELECT 'claim', count(*) FROM claim UNION ALL SELECT 'entity', count(*) FROM entity
    UNION ALL SELECT 'document', count(*) FROM document UNION ALL SELECT 'mention', count(*) FROM mention
    UNION ALL SELECT 'proposition', count(*) FROM proposition
    UNION ALL SELECT 'comparison', count(*) FROM comparison UNION ALL SELECT 'words', count(*) FROM words;
"""


def everything() -> str:
    """The script that counts everything, in tables where nothing is counted yet."""
    whole = {
        "of": "SELECT subject FROM claim UNION SELECT object FROM claim UNION SELECT entity FROM speaker"
    }
    return _TALLIES.format(claims=1, propositions=1, entities=1, parts=_PARTS, **whole)


def touched() -> str:
    """The script that counts what was touched, where the rest is counted already."""
    entities, propositions = "SELECT iri FROM touched_entity", "SELECT iri FROM touched_proposition"
    return f"""
DELETE FROM proposition WHERE iri IN ({propositions});
DELETE FROM involved WHERE entity IN ({entities});
""" + _TALLIES.format(
        claims="article IN (SELECT iri FROM told_of)",
        propositions=f"proposition IN ({propositions})",
        entities=f"iri IN ({entities})",
        of=entities,
        parts=_PARTS,
    )
