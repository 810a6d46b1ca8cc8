"""What the lists of the side index can be asked for, condition by condition."""

# ruff: noqa: S608  # only fragments of this file are joined into a statement; every value is bound

from graph.conditions import Language, Leaf, Sql, among, fixed, through
from graph.listing import match

_NARROW = "(SELECT narrow FROM narrower WHERE {})"
_ENDS = (
    "claim.subject IN (SELECT iri FROM entity WHERE {}) OR claim.object IN (SELECT iri FROM entity WHERE {})"
)
_POINT = "c.proposition = claim.proposition AND c.polarity = claim.polarity"
_TOLD = "SELECT incident FROM about JOIN document USING (article) WHERE"


def _words(kind: str, iri: str) -> Leaf:
    """Words of names, titles or quotes, each as it begins."""
    found = f"{iri} IN (SELECT iri FROM words WHERE words MATCH ? AND type = '{kind}')"
    return lambda values: Sql(found, (match(values[0]),))


def _overlap(table: str) -> Leaf:
    """Bounds in time that share a day with the two days given; an open bound reaches for ever."""
    begins = f"coalesce({table}.earliest, '0000') <= ?"
    return lambda values: Sql(
        f"{begins} AND coalesce({table}.latest, '9999-99-99') >= ?", (values[1], values[0])
    )


def _published(column: str) -> Leaf:
    """Days of publication within the two days given; what is not dated is not."""
    return fixed(f"{column} BETWEEN ? AND ?")


CLAIMS = Language(
    {
        "text": _words("claim", "claim.iri"),
        "id": among("claim.iri"),
        "holder": through("claim.id IN (SELECT claim FROM speaker WHERE {} AND holds)", "entity"),
        "speaker": through("claim.id IN (SELECT claim FROM speaker WHERE {})", "entity"),
        "footing": through("claim.id IN (SELECT claim FROM footing WHERE {})", "kind"),
        "origin": through("claim.id IN (SELECT claim FROM origin WHERE {})", "entity"),
        "polarity": among("claim.polarity"),
        "certainty": among("claim.certainty"),
        "speech_mode": among("claim.speech_mode"),
        "predicate": among("claim.predicate"),
        "article": among("claim.article"),
        "proposition": among("claim.proposition"),
        "subject": among("claim.subject"),
        "object": among("claim.object"),
        "entity": through(_ENDS, "iri"),
        "kind": through(_ENDS, "kind"),
        "incident": through("claim.id IN (SELECT claim FROM claim_incident WHERE {})", "incident"),
        "sector": through(f"claim.id IN (SELECT claim FROM reach WHERE entity IN {_NARROW})", "wide"),
        "outlet": through("claim.article IN (SELECT article FROM document WHERE {})", "publisher"),
        "language": through("claim.article IN (SELECT article FROM document WHERE {})", "language"),
        "published": _published("claim.published"),
        "time": lambda values: Sql(
            f"claim.timed AND {_overlap('claim')(values).text}", (values[1], values[0])
        ),
        "origins": fixed(
            f"EXISTS (SELECT 1 FROM corroboration c WHERE {_POINT} AND c.upper BETWEEN ? AND ?)"
        ),
        "sure_origins": fixed(
            f"EXISTS (SELECT 1 FROM corroboration c WHERE {_POINT} AND c.lower BETWEEN ? AND ?)"
        ),
        "relation": through(
            'claim.id IN (SELECT "left" FROM comparison WHERE {} '
            'UNION ALL SELECT "right" FROM comparison WHERE {})',
            "relation",
        ),
    }
)

_EFFECT = "entity.iri IN (SELECT incident FROM effect WHERE role = '{role}' AND said AND {{}})"

ENTITIES = Language(
    {
        "text": _words("entity", "entity.iri"),
        "id": among("entity.iri"),
        "kind": among("entity.kind"),
        "event_type": among("entity.event_type"),
        "speaker_kind": among("entity.speaker_kind"),
        "target": through(_EFFECT.format(role="target"), "entity"),
        "actor": through(_EFFECT.format(role="actor"), "entity"),
        "body": through(_EFFECT.format(role="body"), "entity"),
        "sector": through(
            f"entity.iri IN {_NARROW} OR entity.iri IN (SELECT incident FROM effect WHERE role = 'sector' "
            f"AND said AND entity IN {_NARROW}) OR entity.iri IN (SELECT subject FROM claim JOIN reach r "
            f"ON r.claim = claim.id AND r.object WHERE predicate IN ('sector', 'servesSector') "
            f"AND r.entity IN {_NARROW})",
            "wide",
        ),
        "outlet": through(f"entity.iri IN ({_TOLD} {{}})", "publisher"),
        "language": through(f"entity.iri IN ({_TOLD} {{}})", "language"),
        "published": fixed(f"entity.iri IN ({_TOLD} published BETWEEN ? AND ?)"),
        "time": lambda values: Sql(
            f"coalesce(entity.earliest, entity.latest) IS NOT NULL AND {_overlap('entity')(values).text}",
            (values[1], values[0]),
        ),
        "origins": fixed("entity.n_origins BETWEEN ? AND ?"),
        "claims": fixed("entity.n_claims BETWEEN ? AND ?"),
        "articles": fixed("entity.n_articles BETWEEN ? AND ?"),
    },
    {
        "claims": (
            (
                "entity.iri IN (SELECT incident FROM claim JOIN claim_incident ci ON ci.claim = claim.id "
                "WHERE {} UNION ALL SELECT subject FROM claim WHERE {} "
                "UNION ALL SELECT object FROM claim WHERE {})"
            ),
            CLAIMS,
        ),
        "said": (
            (
                "entity.iri IN (SELECT speaker.entity FROM speaker JOIN claim ON claim.id = speaker.claim "
                "WHERE holds AND ({}))"
            ),
            CLAIMS,
        ),
    },
)

ARTICLES = Language(
    {
        "text": _words("article", "document.article"),
        "id": among("document.article"),
        "outlet": among("document.publisher"),
        "language": among("document.language"),
        "published": _published("document.published"),
        "incident": through("document.article IN (SELECT article FROM about WHERE {})", "incident"),
    },
    {"claims": ("document.article IN (SELECT article FROM claim WHERE {})", CLAIMS)},
)

PROPOSITIONS = Language(
    {
        "id": among("proposition.iri"),
        "predicate": among("proposition.predicate"),
        "subject": among("proposition.subject"),
        "object": among("proposition.object"),
        "origins": fixed("proposition.n_origins BETWEEN ? AND ?"),
    },
    {"claims": ("proposition.iri IN (SELECT proposition FROM claim WHERE {})", CLAIMS)},
)

MENTIONS = Language(
    {
        "id": among("mention.iri"),
        "article": among("mention.article"),
        "entity": among("mention.denotes"),
        "kind": through("mention.denotes IN (SELECT iri FROM entity WHERE {})", "kind"),
        "published": fixed(
            "mention.article IN (SELECT article FROM document WHERE published BETWEEN ? AND ?)"
        ),
    }
)

_SIDES = (
    'comparison."left" IN (SELECT id FROM claim WHERE {{}}) {word} '
    'comparison."right" IN (SELECT id FROM claim WHERE {{}})'
)

COMPARISONS = Language(
    {
        "id": among("comparison.iri"),
        "relation": among("comparison.relation"),
        "aspect": among("comparison.aspect"),
        "incident": through(
            'comparison."left" IN (SELECT claim FROM claim_incident WHERE {}) '
            'AND comparison."right" IN (SELECT claim FROM claim_incident WHERE {})',
            "incident",
        ),
    },
    {
        "either": (
            _SIDES.format(word="OR"),
            CLAIMS,
        ),
        "both": (
            _SIDES.format(word="AND"),
            CLAIMS,
        ),
    },
)

WORDS = Language(
    {
        "text": lambda values: Sql("words MATCH ?", (match(values[0]),)),
        "type": among("words.type"),
    }
)
