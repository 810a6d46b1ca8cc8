"""The account of a document, put together from the replies to its windows."""

from collections.abc import Sequence

from ontology.terms import Kind, Predicate
from pipelines.extraction.account import Account, AccountClaim
from pipelines.extraction.llm.cast import Cast
from pipelines.extraction.llm.claims import Claims
from pipelines.extraction.llm.figures import Part, figures
from pipelines.extraction.llm.measures import Measures
from pipelines.extraction.llm.tally import Tally
from pipelines.extraction.llm.utterances import attributions, events
from pipelines.reading.document import Document


def assembled(
    document: Document, parts: Sequence[Part], tally: Tally, *, name: str, version: str, rule: str
) -> Account:
    """Everything of the replies that the text bears out.

    Nothing of a reply gets in but closed values of the ontology and words that stand in the text.
    """
    measures = Measures(document)
    cast = Cast(document, figures(document, parts, tally), measures, tally)
    claims = Claims(document.text, cast, measures, tally, rule).of(parts)
    _name_incidents(cast, claims)
    account = Account(
        document=document.id,
        extractor=name,
        version=version,
        entities=tuple(cast.entities.values()),
        mentions=cast.mentions(),
        events=events(document.text, parts, tally),
        attributions=attributions(document.text, parts, tally),
        claims=claims,
    )
    _note(account, tally)
    return account


def _name_incidents(cast: Cast, claims: Sequence[AccountClaim]) -> None:
    """Name each incident after whom it is said to have befallen; names that a model makes up are not used."""
    struck = {
        claim.subject: claim.object for claim in reversed(claims) if claim.predicate is Predicate.TARGET
    }
    for identifier, entity in list(cast.entities.items()):
        if entity.kind is Kind.INCIDENT:
            victim = struck.get(identifier)
            cast.rename(identifier, f"incident at {cast.entities[victim].name}" if victim else "incident")


def _note(account: Account, tally: Tally) -> None:
    for item in ("entities", "attributions", "events", "claims"):
        tally.keep(item, len(getattr(account, item)))
