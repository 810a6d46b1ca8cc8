"""What people decided, as the flow needs it: which articles and claims do not count, who is whom."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from graph.judgements import PAIR, Entry, Judgements
from ontology.terms import Ruling
from pipelines.claim_keys import without
from pipelines.extraction.account import Account
from pipelines.reading.document import Document

Read = Sequence[tuple[Document, Account]]


@dataclass(frozen=True, kw_only=True)
class Decided:
    """The judgements that count now, and when each document came to be known."""

    entries: tuple[Entry, ...] = ()
    recorded: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def withdrawn(self) -> Mapping[str, Entry]:
        """The withdrawal of each withdrawn document id."""
        found = (entry for entry in self.entries if entry.ruling is Ruling.WITHDRAWN)
        return {words.document: entry for entry in found for side in entry.sides for words in side.found}

    @cached_property
    def rejected(self) -> Mapping[str, Entry]:
        """The rejection of each rejected claim, by the claim's key."""
        return {entry.key: entry for entry in self.entries if entry.ruling is Ruling.REJECTED}

    @property
    def misread(self) -> frozenset[str]:
        """The documents of which claims were rejected."""
        rejections = self.rejected.values()
        return frozenset(words.document for one in rejections for side in one.sides for words in side.found)

    def marks(self, document: str) -> str:
        """What tells one choice of the claims of a document that count from another."""
        of = (
            (key, {w.document for side in one.sides for w in side.found})
            for key, one in self.rejected.items()
        )
        return " ".join(sorted(key for key, documents in of if document in documents))

    @property
    def pairs(self) -> tuple[Entry, ...]:
        """The judgements on two entities, in the order in which they were passed."""
        return tuple(entry for entry in self.entries if entry.ruling in PAIR and len(entry.sides) == 2)

    def standing(self, read: Read) -> Read:
        """Of these accounts what counts: no withdrawn document, no rejected claim."""
        return [self.counting(*pair) for pair in read if pair[0].id not in self.withdrawn]

    def sets_aside(self, read: Read) -> bool:
        """Whether any of these documents, or a claim of them, does not count."""
        return any(
            document.id in self.withdrawn
            or len(self.counting(document, account)[1].claims) != len(account.claims)
            for document, account in read
        )

    def counting(self, document: Document, account: Account) -> tuple[Document, Account]:
        """A document with what counts of its account."""
        left = without(document, account, frozenset(self.rejected)) if self.rejected else account.claims
        same = len(left) == len(account.claims)
        return document, account if same else replace(account, claims=left)


UNDECIDED = Decided()


def decided(home: Path, recorded: Mapping[str, str]) -> Decided:
    """What counts in a home folder now; `recorded` says when each document came to be known."""
    return Decided(entries=Judgements(home).standing(), recorded=recorded)
