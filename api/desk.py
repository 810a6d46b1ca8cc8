"""The desk of a reviewer: who asks, by which token, and what they may look at and decide."""

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from api.errors import RequestError
from graph.judgements import Entry, Judgements
from graph.review import Answer, Doubt, DoubtKind, decide, doubt, doubts

VIA = "graphql"


@dataclass(frozen=True, slots=True)
class Desk:
    """What one reviewer has before them. What is decided here counts from the next generation on."""

    home: Path
    reviewer: str

    def doubts(self, kind: DoubtKind | None) -> tuple[Doubt, ...]:
        """What is in doubt and not decided."""
        return doubts(self.home, kind)

    def decide(self, key: str, answer: Answer, why: str) -> Entry:
        """Decide a doubt. JudgementError when it is not open, or without a reason."""
        return decide(self.home, doubt(self.home, key), answer, by=self.reviewer, why=why, via=VIA)

    def undo(self, number: int, why: str) -> Entry:
        """Take a judgement back. JudgementError when it does not count now."""
        return Judgements(self.home).undo(number, by=self.reviewer, why=why, via=VIA)

    def trail(self) -> tuple[Entry, ...]:
        """Everything that was ever decided, by whomever."""
        return Judgements(self.home).entries()

    def counting(self) -> frozenset[int]:
        """The numbers of the judgements that count now."""
        return frozenset(entry.number for entry in Judgements(self.home).standing())


def desk(authorization: str | None, reviewers: Mapping[str, str], home: Path) -> Desk | None:
    """The desk of whoever bears the token of a header; None without one. RequestError (401) for a wrong one.

    `reviewers` has the SHA-256 of each token by the name of who has it. All are compared, in constant time.
    """
    if authorization is None or not reviewers:
        return None
    scheme, _, token = authorization.partition(" ")
    given = hashlib.sha256(token.strip().encode()).hexdigest()
    found = [name for name, known in reviewers.items() if hmac.compare_digest(known.lower(), given)]
    if scheme.lower() != "bearer" or not found:
        raise RequestError(401, "the token is not that of a reviewer")
    return Desk(home, found[0])
