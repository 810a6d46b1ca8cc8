"""Stances: how claims stand to what they are about, counted."""

from collections.abc import Iterable
from typing import NamedTuple

from ontology.model import Claim
from ontology.terms import Certainty, Polarity


class Stances(NamedTuple):
    """How many claims assert, deny and leave open."""

    asserted: int
    denied: int
    unconfirmed: int


def stances(claims: Iterable[Claim]) -> Stances:
    """The count; a claim whose certainty is underspecified leaves open, whatever its polarity."""
    asserted = denied = unconfirmed = 0
    for claim in claims:
        if claim.certainty is Certainty.UNDERSPECIFIED:
            unconfirmed += 1
        elif claim.polarity is Polarity.POSITIVE:
            asserted += 1
        else:
            denied += 1
    return Stances(asserted, denied, unconfirmed)
