"""The dossier of an incident, gathered once for all fields of a request that need it."""

from typing import Any

from api.dossier import Dossier, dossier
from api.level import Level


def dossier_of(incident: Any) -> Dossier:
    """The dossier of the incident that an object shows."""
    level: Level[Any] = incident.level
    iri = incident.record.iri
    return level.once(("dossier", iri), lambda: dossier(level.request, iri))


def claims_of(incident: Any) -> Level[Any]:
    """The claims of its dossier as a level, the same for all fields."""
    level: Level[Any] = incident.level
    key = ("claims of", incident.record.iri)
    return level.once(key, lambda: Level(level.request, dossier_of(incident).claims))


def propositions_of(incident: Any) -> Level[Any]:
    """The propositions of its dossier as a level, the same for all fields."""
    level: Level[Any] = incident.level
    key = ("propositions of", incident.record.iri)
    return level.once(key, lambda: Level(level.request, dossier_of(incident).propositions))
