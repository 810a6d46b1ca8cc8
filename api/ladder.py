"""Ladders of certainty: the claims on a proposition from the surest denial to the surest assertion."""

from collections.abc import Iterable
from typing import NamedTuple

from graph.ladder import rung
from ontology.model import Claim


class Rung(NamedTuple):
    """A place on the ladder, from -3 to 3, with the claims that stand there."""

    height: int
    claims: tuple[Claim, ...]


def ladder(claims: Iterable[Claim]) -> tuple[Rung, ...]:
    """The rungs on which some claim stands, from the surest denial upwards."""
    found: dict[int, list[Claim]] = {}
    for claim in claims:
        found.setdefault(rung(claim.polarity, claim.certainty), []).append(claim)
    return tuple(Rung(height, tuple(found[height])) for height in sorted(found))
