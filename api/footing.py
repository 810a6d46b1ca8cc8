"""Footing: by whose word a claim reaches the article.

It is the footing of its holders, unless the claim passes through a step where only anonymous people speak:
what sources say that a company suspects, no company has said on record, so it counts as anonymous and as
nothing else. Sources who speak jointly with somebody on record do not take that away.
"""

from collections.abc import Iterable, Mapping

from api.reader import Reader
from graph import lookup
from ontology.terms import Iri, SpeakerKind


def footings(reader: Reader, claims: Iterable[Iri]) -> Mapping[Iri, frozenset[SpeakerKind]]:
    """The footing of each claim; empty where nobody in its chain has one."""
    return lookup.footings(reader.index, list(claims))
