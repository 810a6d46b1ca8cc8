"""The figures of the entities on a level, by which lists are ordered; read for all of them at once."""

from collections.abc import Mapping
from typing import Any

from api.level import Level
from graph import lookup
from graph.lookup import Figures
from ontology.terms import Iri

_NONE = Figures()


def figures_of(entity: Any) -> Figures:
    """The figures of the entity that an object shows."""
    level: Level[Any] = entity.level
    found: Mapping[Iri, Figures] = level.once(
        "figures", lambda: lookup.figures(level.request.reader.index, level.values)
    )
    return found.get(entity.record.iri, _NONE)
