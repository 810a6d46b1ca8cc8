"""What is set aside of an edition: withdrawn pages and rejected claims, and the record of what was decided.

What counts is resolved and compared without it, as if it had never been read. What does not count is resolved
together with everything else, so that it meets the rest where it speaks of the same.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from graph import names
from graph.apart import NOTHING, Apart, History
from graph.judgements import Entry
from ontology.model import Entity, Page
from ontology.terms import Iri, Kind, Ruling
from pipelines.claim_keys import keyed
from pipelines.comparison.comparing import compare
from pipelines.decided import Decided, Read
from pipelines.resolution.judged import spoken_of
from pipelines.resolution.pages import pages as pages_of
from pipelines.resolution.pages import written
from pipelines.resolution.resolution import Resolution, resolve


@dataclass(frozen=True, slots=True, kw_only=True)
class Aside:
    """What is kept apart, and the history of everything."""

    apart: Apart = NOTHING
    history: History = field(default_factory=History)


def aside(read: Read, decided: Decided, standing: Resolution) -> Aside:
    """What is set aside of all accounts read; `standing` is the resolution of those that count."""
    whole = resolve(read, decided.pairs) if _sets_aside(read, decided) else standing
    since = dict(_since(decided, whole))
    apart = _apart(read, whole, standing, since) if whole is not standing else NOTHING
    return Aside(apart=apart, history=_history(read, decided, whole, standing))


def nothing_aside(documents: Iterable[str], decided: Decided) -> Aside:
    """What is set aside where people decided nothing: only when each document came to be known."""
    there = {names.article(name): decided.recorded[name] for name in documents if name in decided.recorded}
    return Aside(history=History(recorded=there))


def _sets_aside(read: Read, decided: Decided) -> bool:
    counting = decided.standing(read)
    return sum(len(account.claims) for _, account in counting) != sum(len(a.claims) for _, a in read) or len(
        counting
    ) != len(read)


def _since(decided: Decided, whole: Resolution) -> Iterator[tuple[Iri, str]]:
    """Since when each article and claim that does not count does not."""
    for reading in whole.known.readings.values():
        gone = decided.withdrawn.get(reading.document.id)
        if gone is not None:
            yield names.article(reading.document.id), gone.at
        for key, claim in _keyed(reading.document.id, whole) if gone or decided.rejected else ():
            entry = gone or decided.rejected.get(key)
            if entry is not None:
                yield claim, entry.at


def _keyed(document: str, resolution: Resolution) -> Iterator[tuple[str, Iri]]:
    """The claims of a document by their keys."""
    reading = resolution.known.readings[document]
    claims = {id(said): claim.iri for said, claim in written(reading, resolution.known)}
    for key, said in keyed(reading.document, reading.account):
        if id(said) in claims:
            yield key, claims[id(said)]


def _apart(read: Read, whole: Resolution, standing: Resolution, since: Mapping[Iri, str]) -> Apart:
    pages = pages_of(read, whole)
    parts = [part for page in pages if (part := _part(page, since)) is not None]
    claims = {claim.iri for part in parts for claim in part.claims}
    known = {entity.iri for entity in standing.entities}
    fresh = tuple(entity for entity in whole.entities if entity.iri not in known)
    return Apart(
        pages=tuple(parts),
        entities=_of(fresh, incidents=False),
        incidents=_of(fresh, incidents=True),
        comparisons=tuple(one for one in compare(pages, whole.entities) if {one.left, one.right} & claims),
        withdrawn=since,
    )


def _part(page: Page, since: Mapping[Iri, str]) -> Page | None:
    """Of a page what is kept apart: all of it, or its rejected claims with what they need."""
    if page.article.iri in since:
        return page
    rejected = tuple(claim for claim in page.claims if claim.iri in since)
    return replace(page, claims=rejected) if rejected else None


def _of(entities: Iterable[Entity], *, incidents: bool) -> tuple[Entity, ...]:
    return tuple(entity for entity in entities if (entity.kind is Kind.INCIDENT) is incidents)


def _history(read: Read, decided: Decided, whole: Resolution, standing: Resolution) -> History:
    articles = {document.id: names.article(document.id) for document, _ in read}
    records = (entry.record(_judged(entry, whole, standing)) for entry in decided.entries)
    return History(
        recorded={iri: decided.recorded[name] for name, iri in articles.items() if name in decided.recorded},
        withdrawn={
            iri: decided.withdrawn[name].at for name, iri in articles.items() if name in decided.withdrawn
        },
        judgements=tuple(records),
    )


def _judged(entry: Entry, whole: Resolution, standing: Resolution) -> Iterator[Iri]:
    """What a judgement is about, under the names of today; under those of its day when it is not there."""
    for side in entry.sides:
        if side.kind == "Article":
            yield side.iri
        elif side.kind == "Claim":
            resolution = whole if entry.ruling is Ruling.REJECTED else standing
            yield dict(_claims(entry, resolution)).get(entry.key, side.iri)
        else:
            here = {standing.iri(*ref) for ref in spoken_of(side, standing.known.readings)}
            yield from sorted(here) or (side.iri,)


def _claims(entry: Entry, resolution: Resolution) -> Iterator[tuple[str, Iri]]:
    for side in entry.sides:
        for words in side.found:
            if words.document in resolution.known.readings:
                yield from _keyed(words.document, resolution)
