"""Resolution: who is who and which article tells of which incident, for all accounts together.

It depends on the accounts alone, not on their order. Nothing is merged for good: every run derives it afresh,
so that a merge is undone by taking away what led to it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from graph.judgements import Entry
from ontology.model import Entity
from ontology.terms import Iri
from pipelines.extraction.account import Account
from pipelines.reading.document import Document
from pipelines.resolution.entities import entities
from pipelines.resolution.identities import Identities
from pipelines.resolution.readings import readings


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """The entities of all accounts, by IRI, and what each local entity is."""

    entities: tuple[Entity, ...]
    known: Identities = field(repr=False, compare=False)

    def iri(self, document: str, local: str) -> Iri:
        """The IRI of an entity of a document's account; KeyError for what no account has."""
        return self.known.iri(self.known.readings[document], local)

    def incidents(self, document: str) -> tuple[Iri, ...]:
        """The incidents that a document tells of, by IRI."""
        return self.known.told(self.known.readings[document])

    @property
    def unlisted(self) -> dict[str, tuple[str, ...]]:
        """By document, what its account speaks of without listing it; claims of these are left out."""
        return {name: found.unlisted for name, found in self.known.readings.items() if found.unlisted}


def resolve(read: Sequence[tuple[Document, Account]], judgements: Sequence[Entry] = ()) -> Resolution:
    """What everything in these accounts is. What an account says of the unlisted is left out.

    `judgements` are those of people on two entities each; they win over everything that features say.
    """
    known = Identities.all(readings(read), judgements)
    return Resolution(entities=entities(known), known=known)
