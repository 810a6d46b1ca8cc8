"""Votes for kinds: what speaks for a name being a person's, a place's, a company's, with how much weight."""

from collections import defaultdict
from collections.abc import Mapping

from ontology.terms import Kind

Votes = defaultdict[Kind, float]
ORGANIZATIONS = (Kind.MEDIA_ORGANIZATION, Kind.GOVERNMENT_BODY, Kind.COMPANY, Kind.ORGANIZATION)
THRESHOLD = 1.2  # below it a name stays without a kind, and is none


def no_votes() -> Votes:
    """Nothing for any kind."""
    return defaultdict(float)


def add(total: Votes, more: Mapping[Kind, float], share: float = 1.0) -> None:
    """Add votes, or a share of them."""
    for kind, weight in more.items():
        total[kind] += share * weight


def raise_to(total: Votes, other: Mapping[Kind, float]) -> None:
    """Keep the higher of two weights for each kind."""
    for kind, weight in other.items():
        total[kind] = max(total[kind], weight) if kind in total else weight


def decide(votes: Mapping[Kind, float]) -> Kind | None:
    """The kind with most votes, organisations counted together; None when too few speak for any."""
    together = sum(max(votes.get(kind, 0.0), 0.0) for kind in ORGANIZATIONS)
    others = {kind: weight for kind, weight in votes.items() if kind not in ORGANIZATIONS}
    best = max(others, key=lambda kind: others[kind], default=None)
    if best is not None and others[best] > together:
        return best if others[best] >= THRESHOLD else None
    return _organization(votes) if together >= THRESHOLD else None


def _organization(votes: Mapping[Kind, float]) -> Kind:
    specific = [kind for kind in ORGANIZATIONS[:-1] if votes.get(kind, 0.0) >= THRESHOLD]
    return max(specific, key=lambda kind: votes[kind], default=Kind.ORGANIZATION)
