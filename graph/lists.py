"""The lists of the side index: their tables, whose they may be, and what they are ordered and counted by."""

# ruff: noqa: S608  # only fragments of this file are joined into a statement

from collections.abc import Mapping
from dataclasses import dataclass, field

from graph.conditions import Language
from graph.filters import ARTICLES, CLAIMS, COMPARISONS, ENTITIES, MENTIONS, PROPOSITIONS, WORDS


@dataclass(frozen=True, slots=True, kw_only=True)
class Dimension:
    """What a list is counted by: a value, and how rows are joined to it."""

    value: str
    join: str = ""


@dataclass(frozen=True, slots=True)
class Belonging:
    """How rows belong to a thing, `parent.value`: a column has its IRI, or is among the keys of some rows."""

    column: str
    among: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A list. `iri` and `sort` tell its rows apart; `orders` are SQL values, None of which sorts last.

    `of` says to what things its rows may belong.
    """

    table: str
    iri: str
    sort: str
    language: Language
    orders: Mapping[str, str]
    dimensions: Mapping[str, Dimension]
    of: Mapping[str, Belonging] = field(default_factory=dict)


def _effect(role: str, condition: str) -> Dimension:
    return Dimension(value="effect.entity", join=f"JOIN effect ON {condition} AND role = '{role}' AND said")


_DOCUMENT = "JOIN document ON document.article = claim.article"
_ABOUT = "JOIN about ON about.incident = entity.iri JOIN document ON document.article = about.article"
_CLAIMED = "JOIN claim_incident ci ON ci.incident = entity.iri"
_OUTLET = "(SELECT label FROM entity WHERE iri = {})"

_THE_CLAIM = "(SELECT id FROM claim WHERE iri = parent.value)"
_SIDE = (
    'SELECT comparison.id FROM claim_incident JOIN comparison ON "{}" = claim WHERE incident = parent.value'
)

_FOUND = (
    "LEFT JOIN claim ON claim.iri = words.iri "
    "JOIN document ON document.article = coalesce(claim.article, words.iri)"
)

LISTS: Mapping[str, Listed] = {
    "claims": Listed(
        table="claim",
        iri="claim.iri",
        sort="claim.sort",
        of={
            "article": Belonging("claim.article"),
            "proposition": Belonging("claim.proposition"),
            "incident": Belonging(
                "claim.id", "SELECT claim FROM claim_incident WHERE incident = parent.value"
            ),
            "holder": Belonging(
                "claim.id", "SELECT claim FROM speaker WHERE entity = parent.value AND holds"
            ),
            "entity": Belonging(
                "claim.id",
                "SELECT id FROM claim WHERE subject = parent.value "
                "UNION SELECT id FROM claim WHERE object = parent.value",
            ),
        },
        language=CLAIMS,
        orders={
            "published": "claim.published",
            "time": "coalesce(claim.earliest, claim.latest)",
            "certainty": "claim.rung",
            "origins": "(SELECT upper FROM corroboration c WHERE c.proposition = claim.proposition "
            "AND c.polarity = claim.polarity)",
            "predicate": "claim.predicate",
            "holder": "claim.holders",
            "outlet": _OUTLET.format("(SELECT publisher FROM document WHERE article = claim.article)"),
        },
        dimensions={
            "sector": Dimension(
                value="reach.entity", join="JOIN reach ON reach.claim = claim.id AND reach.kind = 'Sector'"
            ),
            "actor": Dimension(
                value="effect.entity", join="JOIN effect ON effect.claim = claim.id AND role = 'actor'"
            ),
            "outlet": Dimension(value="document.publisher", join=_DOCUMENT),
            "language": Dimension(value="document.language", join=_DOCUMENT),
            "month": Dimension(value="substr(claim.published, 1, 7)"),
            "certainty": Dimension(value="claim.certainty"),
            "polarity": Dimension(value="claim.polarity"),
            "predicate": Dimension(value="claim.predicate"),
            "speaker_kind": Dimension(value="footing.kind", join="JOIN footing ON footing.claim = claim.id"),
            "holder": Dimension(
                value="speaker.entity", join="JOIN speaker ON speaker.claim = claim.id AND holds"
            ),
            "origin": Dimension(value="origin.entity", join="JOIN origin ON origin.claim = claim.id"),
            "incident": Dimension(value="ci.incident", join="JOIN claim_incident ci ON ci.claim = claim.id"),
        },
    ),
    "entities": Listed(
        table="entity",
        iri="entity.iri",
        sort="entity.sort",
        of={"involved": Belonging("entity.iri", "SELECT incident FROM involved WHERE entity = parent.value")},
        language=ENTITIES,
        orders={
            "name": "entity.sort",
            "kind": "entity.kind",
            "claims": "entity.n_claims",
            "articles": "entity.n_articles",
            "origins": "entity.n_origins",
            "first_published": "entity.first",
            "last_published": "entity.last",
            "time": "coalesce(entity.earliest, entity.latest)",
        },
        dimensions={
            "kind": Dimension(value="entity.kind"),
            "event_type": Dimension(value="entity.event_type"),
            "speaker_kind": Dimension(value="entity.speaker_kind"),
            "sector": _effect("sector", "effect.incident = entity.iri"),
            "actor": _effect("actor", "effect.incident = entity.iri"),
            "target": _effect("target", "effect.incident = entity.iri"),
            "body": _effect("body", "effect.incident = entity.iri"),
            "outlet": Dimension(value="document.publisher", join=_ABOUT),
            "language": Dimension(value="document.language", join=_ABOUT),
            "month": Dimension(value="substr(entity.first, 1, 7)"),
            "certainty": Dimension(
                value="claim.certainty", join=f"{_CLAIMED} JOIN claim ON claim.id = ci.claim"
            ),
            "origin": Dimension(
                value="origin.entity", join=f"{_CLAIMED} JOIN origin ON origin.claim = ci.claim"
            ),
        },
    ),
    "articles": Listed(
        table="document",
        iri="document.article",
        sort="document.sort",
        of={
            "incident": Belonging(
                "document.article", "SELECT article FROM about WHERE incident = parent.value"
            )
        },
        language=ARTICLES,
        orders={
            "published": "document.published",
            "title": "lower(document.title)",
            "claims": "document.n_claims",
            "outlet": _OUTLET.format("document.publisher"),
        },
        dimensions={
            "outlet": Dimension(value="document.publisher"),
            "language": Dimension(value="document.language"),
            "month": Dimension(value="substr(document.published, 1, 7)"),
            "incident": Dimension(
                value="about.incident", join="JOIN about ON about.article = document.article"
            ),
            "sector": Dimension(
                value="reach.entity",
                join="JOIN claim ON claim.article = document.article "
                "JOIN reach ON reach.claim = claim.id AND reach.kind = 'Sector'",
            ),
        },
    ),
    "propositions": Listed(
        table="proposition",
        iri="proposition.iri",
        sort="proposition.sort",
        of={
            "incident": Belonging(
                "proposition.iri",
                "SELECT DISTINCT proposition FROM claim_incident JOIN claim ON id = claim "
                "WHERE incident = parent.value",
            )
        },
        language=PROPOSITIONS,
        orders={
            "claims": "proposition.n_claims",
            "articles": "proposition.n_articles",
            "origins": "proposition.n_origins",
            "predicate": "proposition.predicate",
        },
        dimensions={"predicate": Dimension(value="proposition.predicate")},
    ),
    "mentions": Listed(
        table="mention",
        iri="mention.iri",
        sort="mention.sort",
        of={"article": Belonging("mention.article"), "entity": Belonging("mention.denotes")},
        language=MENTIONS,
        orders={"published": "(SELECT published FROM document WHERE article = mention.article)"},
        dimensions={
            "kind": Dimension(value="entity.kind", join="JOIN entity ON entity.iri = mention.denotes"),
            "outlet": Dimension(
                value="document.publisher", join="JOIN document ON document.article = mention.article"
            ),
        },
    ),
    "words": Listed(
        table="words",
        iri="words.rowid",
        sort="words.rowid",
        language=WORDS,
        orders={},
        dimensions={
            "type": Dimension(value="words.type"),
            "kind": Dimension(value="entity.kind", join="JOIN entity ON entity.iri = words.iri"),
            "outlet": Dimension(value="document.publisher", join=_FOUND),
            "month": Dimension(value="substr(document.published, 1, 7)", join=_FOUND),
            "language": Dimension(value="document.language", join=_FOUND),
            "incident": Dimension(
                value="ci.incident",
                join="JOIN claim ON claim.iri = words.iri JOIN claim_incident ci ON ci.claim = claim.id",
            ),
        },
    ),
    "comparisons": Listed(
        table="comparison",
        iri="comparison.iri",
        sort="comparison.iri",
        of={
            "claim": Belonging(
                "comparison.id",
                f'SELECT id FROM comparison WHERE "left" = {_THE_CLAIM} '
                f'UNION SELECT id FROM comparison WHERE "right" = {_THE_CLAIM}',
            ),
            "incident": Belonging("comparison.id", f"{_SIDE.format('left')} UNION {_SIDE.format('right')}"),
        },
        language=COMPARISONS,
        orders={
            "relation": "comparison.relation",
            "aspect": "comparison.aspect",
            "notability": "comparison.notability",
        },
        dimensions={
            "relation": Dimension(value="comparison.relation"),
            "aspect": Dimension(value="comparison.aspect"),
        },
    ),
}
