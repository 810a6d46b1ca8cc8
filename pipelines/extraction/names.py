"""Reads the names of a text: what is named where, each thing once, every name with one kind."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ontology.terms import Kind
from pipelines.extraction.account import AccountEntity, AccountMention, Span
from pipelines.extraction.aliases import Key, Surface
from pipelines.extraction.bodies import enumerations, governments
from pipelines.extraction.capitals import Candidate, candidates
from pipelines.extraction.entries import entry
from pipelines.extraction.evidence import Evidence, evidence, with_neighbours
from pipelines.extraction.hostiles import hostiles
from pipelines.extraction.identities import identities, listed_things, sector_things
from pipelines.extraction.indicators import indicators
from pipelines.extraction.industries import industries
from pipelines.extraction.noise import addresses, noise, papers
from pipelines.extraction.passage import Passage, read_passage
from pipelines.extraction.registers import Identity
from pipelines.extraction.tokens import tokens
from pipelines.extraction.votes import no_votes, raise_to

Seen = Iterable[tuple[Candidate, Evidence]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """The named things of a text, in the order of their first mention, and their mentions in order."""

    entities: tuple[AccountEntity, ...]
    mentions: tuple[AccountMention, ...]


def read_names(text: str, *, publisher: str | None = None, skip: tuple[Span, ...] = ()) -> Names:
    """The names of a text outside the spans to skip; ids are "n0", "n1", ... by first mention."""
    passage = read_passage(text, skip)
    surfaces: dict[Key, Surface] = {}
    passage = _block(passage, _currencies(passage) | addresses(passage) | papers(passage))
    passage = _gather(passage, surfaces, _certain(indicators(passage)))
    passage = _gather(passage, surfaces, hostiles(passage))
    passage = _block(passage, noise(passage))
    sectors = industries(passage)
    listed = enumerations(passage)
    passage = _block(passage, _words([*sectors, *(member for member, _ in listed)]))
    passage = _gather(passage, surfaces, _certain(governments(passage)))
    seen = [(candidate, evidence(passage, candidate)) for candidate in candidates(passage)]
    passage = _gather(passage, surfaces, with_neighbours(passage, seen))
    _publish(surfaces, publisher)
    return _names(passage, [*identities(passage, surfaces), *sector_things(sectors), *listed_things(listed)])


def _currencies(passage: Passage) -> frozenset[int]:
    """The letters before a currency's sign: "US$", "A $"."""
    words = passage.words
    return frozenset(i - 1 for i, word in enumerate(words) if i and word in "$€£¥₹" and len(words[i - 1]) < 4)


def _certain(found: Iterable[Candidate]) -> list[tuple[Candidate, Evidence]]:
    seen = []
    for candidate in found:
        shape = no_votes()
        raise_to(shape, {candidate.kind: candidate.weight} if candidate.kind else {})
        seen.append((candidate, Evidence(shape=shape)))
    return seen


def _gather(passage: Passage, surfaces: dict[Key, Surface], seen: Seen) -> Passage:
    """Add candidates to the spellings of the text; the passage with their words spoken for."""
    taken = []
    for candidate, shown in seen:
        lowers = passage.lowers[candidate.first : candidate.last]
        key = tuple(word.rstrip(".") or word for word in lowers)
        surface = surfaces.setdefault(key, Surface(key=key))
        surface.see(shown)
        surface.places.append((candidate.first, candidate.last))
        if candidate.title:
            surface.titles.append(candidate.title)
        if candidate.found and not surface.references:
            surface.references = candidate.found.references
        taken.append(candidate)
    return _block(passage, _words(taken))


def _words(taken: Iterable[Candidate]) -> frozenset[int]:
    return frozenset(index for candidate in taken for index in range(candidate.first, candidate.last))


def _block(passage: Passage, words: frozenset[int]) -> Passage:
    return replace(passage, blocked=passage.blocked | words) if words else passage


def _publish(surfaces: dict[Key, Surface], publisher: str | None) -> None:
    """The publisher's name is a newsroom's wherever the text has it."""
    words = tuple(token.word.lower().rstrip(".") for token in tokens(publisher or ""))
    key = words[1:] if words[:1] == ("the",) else words
    if key in surfaces:
        surfaces[key].shape[Kind.MEDIA_ORGANIZATION] += 8.0


def _names(passage: Passage, things: Sequence[Identity]) -> Names:
    ordered = sorted(things, key=lambda thing: min(thing.places))
    mentions = [
        AccountMention(span=passage.span(first, last), kind=thing.kind, entity=f"n{number}")
        for number, thing in enumerate(ordered)
        for first, last in thing.places
    ]
    return Names(
        entities=tuple(entry(passage, f"n{number}", thing) for number, thing in enumerate(ordered)),
        mentions=tuple(sorted(mentions, key=lambda mention: (mention.span, mention.entity))),
    )
