"""What the side index is asked besides its lists: whom names mean, whose word claims have, what they did.

Each question is one statement for everything that it is asked of.
"""

# ruff: noqa: S608  # only fragments of this file are joined into a statement; every value is bound

import json
from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from graph.index import Index
from graph.listing import limit, match
from ontology.terms import Certainty, Iri, Kind, Polarity, SpeakerKind


class Suggested(NamedTuple):
    """An entity that somebody may mean, with the number of claims in which it takes part."""

    iri: Iri
    claims: int


class Effect(NamedTuple):
    """That a claim links an incident to an entity, with its stance."""

    incident: Iri
    entity: Iri
    claim: Iri
    polarity: Polarity
    certainty: Certainty


class Stance(NamedTuple):
    """How many claims take one stance on a proposition."""

    proposition: Iri
    polarity: Polarity
    certainty: Certainty
    claims: int


class Figures(NamedTuple):
    """How many claims an entity takes part in, and of an incident its articles, origins and days of news."""

    claims: int = 0
    articles: int = 0
    origins: int = 0
    first: str | None = None
    last: str | None = None


def figures(index: Index, entities: Iterable[str]) -> dict[Iri, Figures]:
    """The figures of some entities; those of which nobody speaks are left out."""
    rows = index.rows(
        "SELECT iri, n_claims, n_articles, n_origins, first, last FROM entity "
        "WHERE iri IN (SELECT value FROM json_each(?))",
        [json.dumps(list(entities))],
    )
    return {Iri(iri): Figures(*counted) for iri, *counted in rows}


def called(index: Index, text: str) -> tuple[Iri, ...]:
    """The entities that bear a name; without any, those in whose names each word begins a word."""
    rows = index.rows(
        "WITH bearing AS (SELECT iri FROM name WHERE name = ?) SELECT iri FROM bearing "
        "UNION ALL SELECT iri FROM words WHERE NOT EXISTS (SELECT 1 FROM bearing) "
        "AND words MATCH ? AND type = 'entity'",
        [text.strip().casefold(), match(text)],
    )
    return tuple(Iri(row["iri"]) for row in rows)


def suggested(index: Index, text: str, kinds: Sequence[Kind], first: int) -> tuple[Suggested, ...]:
    """The entities in whose names each word begins a word, those in most claims first."""
    rows = index.rows(
        "SELECT entity.iri, n_claims FROM words JOIN entity ON entity.iri = words.iri WHERE words MATCH ? "
        "AND words.type = 'entity' AND kind IN (SELECT value FROM json_each(?)) "
        "ORDER BY n_claims DESC, sort LIMIT ?",
        [match(text), json.dumps(kinds), limit(first)],
    )
    return tuple(Suggested(Iri(row["iri"]), row["n_claims"]) for row in rows)


def footings(index: Index, claims: Sequence[str]) -> dict[Iri, frozenset[SpeakerKind]]:
    """By whose word each claim reaches its article; empty where nobody in its chain has a footing."""
    found: dict[Iri, set[SpeakerKind]] = {Iri(iri): set() for iri in claims}
    rows = index.rows(
        "SELECT iri, kind FROM claim JOIN footing ON claim = id "
        "WHERE iri IN (SELECT value FROM json_each(?))",
        [json.dumps(list(claims))],
    )
    for row in rows:
        found[Iri(row["iri"])].add(SpeakerKind(row["kind"]))
    return {iri: frozenset(kinds) for iri, kinds in found.items()}


def effects(
    index: Index, role: str, incidents: Iterable[str], kinds: Collection[SpeakerKind] | None = None
) -> tuple[Effect, ...]:
    """The claims by which incidents have entities in a role, in order; of some footings alone, or of all.

    Roles: `target`, `actor`, `body` (a government body that is harmed) and `sector`.
    """
    only = (
        ""
        if kinds is None
        else "AND id IN (SELECT claim FROM footing WHERE kind IN (SELECT value FROM json_each(?)))"
    )
    rows = index.rows(
        "SELECT incident, entity, iri, polarity, certainty FROM effect JOIN claim ON id = effect.claim "
        f"WHERE role = ? AND incident IN (SELECT value FROM json_each(?)) {only} ORDER BY sort",
        [role, json.dumps(list(incidents)), *([] if kinds is None else [json.dumps(list(kinds))])],
    )
    return tuple(
        Effect(Iri(incident), Iri(entity), Iri(claim), Polarity(polarity), Certainty(certainty))
        for incident, entity, claim, polarity, certainty in rows
    )


def stances(index: Index, propositions: Iterable[str]) -> tuple[Stance, ...]:
    """How many claims, of all articles, take which stance on each proposition."""
    rows = index.rows(
        "SELECT proposition, polarity, certainty, count(*) FROM claim "
        "WHERE proposition IN (SELECT value FROM json_each(?)) GROUP BY 1, 2, 3",
        [json.dumps(list(propositions))],
    )
    return tuple(
        Stance(Iri(proposition), Polarity(polarity), Certainty(certainty), count)
        for proposition, polarity, certainty, count in rows
    )


def texts(index: Index, documents: Iterable[str]) -> dict[str, str]:
    """The stored texts of some documents by their ids; those that are not kept are left out."""
    rows = index.rows(
        "SELECT id, text FROM document WHERE text IS NOT NULL AND id IN (SELECT value FROM json_each(?))",
        [json.dumps(list(documents))],
    )
    return {row["id"]: row["text"] for row in rows}
