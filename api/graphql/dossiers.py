"""The dossiers of the incidents on a level, gathered once for all fields of a request that need them."""

from collections.abc import Mapping
from typing import Any

from api.dossier import Dossier, dossiers
from api.footing import footings
from api.level import Level
from ontology.model import Claim, Proposition
from ontology.terms import Iri, SpeakerKind


def dossier_of(incident: Any) -> Dossier:
    """The dossier of the incident that an object shows."""
    return _dossiers(incident.level)[incident.record.iri]


def claims_of(incident: Any) -> Level[Any]:
    """The claims of all dossiers of its level."""
    level: Level[Any] = incident.level
    return level.once("claims of dossiers", lambda: Level(level.request, _claims(level)))


def propositions_of(incident: Any) -> Level[Any]:
    """The propositions of all dossiers of its level."""
    level: Level[Any] = incident.level
    return level.once("propositions of dossiers", lambda: Level(level.request, _propositions(level)))


def footings_of(incident: Any) -> Mapping[Iri, frozenset[SpeakerKind]]:
    """By whose word the articles have the claims of all dossiers of its level."""
    level: Level[Any] = incident.level
    return level.once(
        "footings of dossiers", lambda: footings(level.request.reader, claims_of(incident).values)
    )


def _dossiers(level: Level[Any]) -> dict[str, Dossier]:
    return level.once("dossiers", lambda: dossiers(level.request, list(level.values)))


def _claims(level: Level[Any]) -> dict[Iri, Claim]:
    return {iri: claim for one in _dossiers(level).values() for iri, claim in one.claims.items()}


def _propositions(level: Level[Any]) -> dict[Iri, Proposition]:
    return {iri: said for one in _dossiers(level).values() for iri, said in one.propositions.items()}
