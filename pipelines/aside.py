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
from ontology.terms import Iri, Ruling
from pipelines.claim_keys import keyed
from pipelines.decided import Decided
from pipelines.lots import Lot
from pipelines.resolution.judged import spoken_of
from pipelines.resolution.pages import written
from pipelines.settled import Settled


@dataclass(frozen=True, slots=True, kw_only=True)
class Aside:
    """What is kept apart, and the history of everything."""

    apart: Apart = NOTHING
    history: History = field(default_factory=History)


def aside(decided: Decided, standing: Settled, whole: Settled) -> Aside:
    """What is set aside of the accounts in `whole`, of which those in `standing` count."""
    documents = {name for name in (*decided.withdrawn, *decided.misread) if name in whole.readings}
    since = dict(_since(decided, whole, documents))
    apart = NOTHING if whole is standing else _apart(whole, standing, since, documents)
    return Aside(apart=apart, history=_history(decided, whole, standing))


def _since(decided: Decided, whole: Settled, documents: Iterable[str]) -> Iterator[tuple[Iri, str]]:
    """Since when each article and claim that does not count does not."""
    for name in documents:
        gone = decided.withdrawn.get(name)
        if gone is not None:
            yield names.article(name), gone.at
        for key, claim in _keyed(name, whole):
            entry = gone or decided.rejected.get(key)
            if entry is not None:
                yield claim, entry.at


def _keyed(document: str, settled: Settled) -> Iterator[tuple[str, Iri]]:
    """The claims of a document by their keys."""
    reading = settled.readings[document]
    claims = {id(said): claim.iri for said, claim in written(reading, settled.known(document))}
    for key, said in keyed(reading.document, reading.account):
        if id(said) in claims:
            yield key, claims[id(said)]


def _apart(whole: Settled, standing: Settled, since: Mapping[Iri, str], documents: set[str]) -> Apart:
    parts = [part for page in whole.pages_of(documents) if (part := _part(page, since)) is not None]
    claims = {claim.iri for part in parts for claim in part.claims}
    incidents, others = map(_fresh, whole.entities(), standing.entities())
    compared = {one.iri: one for one in whole.comparisons_of(documents) if {one.left, one.right} & claims}
    return Apart(
        pages=tuple(parts),
        entities=others,
        incidents=incidents,
        comparisons=tuple(compared[iri] for iri in sorted(compared)),
        withdrawn=since,
    )


def _part(page: Page, since: Mapping[Iri, str]) -> Page | None:
    """Of a page what is kept apart: all of it, or its rejected claims with what they need."""
    if page.article.iri in since:
        return page
    rejected = tuple(claim for claim in page.claims if claim.iri in since)
    return replace(page, claims=rejected) if rejected else None


def _fresh(whole: Lot[Entity], standing: Lot[Entity]) -> tuple[Entity, ...]:
    """What is spoken of in the one only."""
    return tuple(whole.chosen([iri for iri in whole.names() if not standing.has(iri)]))


def _history(decided: Decided, whole: Settled, standing: Settled) -> History:
    articles = {name: names.article(name) for name in whole.readings}
    records = (entry.record(_judged(entry, whole, standing)) for entry in decided.entries)
    return History(
        recorded={iri: decided.recorded[name] for name, iri in articles.items() if name in decided.recorded},
        withdrawn={
            iri: decided.withdrawn[name].at for name, iri in articles.items() if name in decided.withdrawn
        },
        judgements=tuple(records),
    )


def _judged(entry: Entry, whole: Settled, standing: Settled) -> Iterator[Iri]:
    """What a judgement is about, under the names of today; under those of its day when it is not there."""
    for side in entry.sides:
        if side.kind == "Article":
            yield side.iri
        elif side.kind == "Claim":
            settled = whole if entry.ruling is Ruling.REJECTED else standing
            yield dict(_claims(entry, settled)).get(entry.key, side.iri)
        else:
            refs = spoken_of(side, standing.readings)
            here = {
                standing.known(ref.document).iri(standing.readings[ref.document], ref.entity) for ref in refs
            }
            yield from sorted(here) or (side.iri,)


def _claims(entry: Entry, settled: Settled) -> Iterator[tuple[str, Iri]]:
    for side in entry.sides:
        for words in side.found:
            if words.document in settled.readings:
                yield from _keyed(words.document, settled)
