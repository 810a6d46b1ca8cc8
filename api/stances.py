"""Stances: how claims stand to what they are about, counted."""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple, Protocol

from ontology.terms import Certainty, Polarity


class Stances(NamedTuple):
    """How many claims assert, deny and leave open."""

    asserted: int
    denied: int
    unconfirmed: int


class Taken(Protocol):
    """Whatever takes a stance."""

    @property
    def polarity(self) -> Polarity:
        """Whether it says so."""

    @property
    def certainty(self) -> Certainty:
        """How surely."""


def stances(claims: Iterable[Taken]) -> Stances:
    """The count; a claim whose certainty is underspecified leaves open, whatever its polarity."""
    counted = Counter(map(stance, claims))
    return Stances(counted["asserted"], counted["denied"], counted["unconfirmed"])


def stance(claim: Taken) -> str:
    """Which of `Stances` it takes."""
    if claim.certainty is Certainty.UNDERSPECIFIED:
        return "unconfirmed"
    return "asserted" if claim.polarity is Polarity.POSITIVE else "denied"
