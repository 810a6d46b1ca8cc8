"""Reads the names of a text: what is named where, each thing once, every occurrence of a name with one kind."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from ontology.terms import Kind
from pipelines.extraction.account import Span
from pipelines.extraction.actors import introduced, known_threats
from pipelines.extraction.aliases import Key, Surface
from pipelines.extraction.bodies import enumerations, governments
from pipelines.extraction.capitals import Candidate, candidates
from pipelines.extraction.evidence import Evidence, Votes, evidence, with_neighbours
from pipelines.extraction.identities import Names, identities
from pipelines.extraction.indicators import indicators
from pipelines.extraction.industries import industries
from pipelines.extraction.lexicons import listed_words
from pipelines.extraction.noise import addresses, noise
from pipelines.extraction.passage import Passage, read_passage
from pipelines.extraction.tokens import tokens

__all__ = ["Names", "read_names"]

_CUES = listed_words("threats", "actors", "cues")
_FEW = 3  # cue words below which a text does not speak of attacks
Seen = Iterable[tuple[Candidate, Evidence]]


def read_names(text: str, *, publisher: str | None = None, skip: tuple[Span, ...] = ()) -> Names:
    """The names of a text outside the spans to skip; ids are "n0", "n1", ... by first mention."""
    passage = read_passage(text, skip)
    passage = replace(passage, blocked=passage.blocked | _currencies(passage) | addresses(passage))
    surfaces: dict[Key, Surface] = {}
    passage = _gather(passage, surfaces, ((c, _certain(c)) for c in indicators(passage)))
    passage = _gather(passage, surfaces, _hostile(passage))
    passage = replace(passage, blocked=passage.blocked | noise(passage))
    sectors = industries(passage)
    listed = enumerations(passage)
    passage = _block(passage, (*sectors, *(member for member, _ in listed)))
    passage = _gather(passage, surfaces, ((c, _certain(c)) for c in governments(passage)))
    free = passage
    passage = _gather(passage, surfaces, with_neighbours(free, [(c, evidence(free, c)) for c in candidates(free)]))
    _publish(surfaces, publisher)
    return identities(passage, surfaces, sectors, listed)


def _currencies(passage: Passage) -> frozenset[int]:
    """The letters before a currency's sign: "US$", "A $"."""
    return frozenset(i - 1 for i, word in enumerate(passage.words) if i and word in "$€£¥₹" and len(passage.words[i - 1]) < 4)


def _certain(candidate: Candidate) -> Evidence:
    return Evidence(shape=Counter({candidate.kind: candidate.weight}) if candidate.kind else Counter())


def _gather(passage: Passage, surfaces: dict[Key, Surface], seen: Seen) -> Passage:
    """Add candidates to the spellings of the text; the passage with their words spoken for."""
    taken = []
    for candidate, shown in seen:
        key = surface_key(passage, candidate)
        surface = surfaces.setdefault(key, Surface(key=key))
        surface.see(shown)
        surface.places.append((candidate.first, candidate.last))
        if candidate.title:
            surface.titles.append(candidate.title)
        if candidate.found and not surface.references:
            surface.references = candidate.found.references
        taken.append(candidate)
    return _block(passage, taken)


def surface_key(passage: Passage, candidate: Candidate) -> Key:
    """The words of a candidate in lower case without the stops of abbreviations."""
    return tuple(word.rstrip(".") or word for word in passage.lowers[candidate.first : candidate.last])


def _block(passage: Passage, taken: Iterable[Candidate]) -> Passage:
    words = {index for candidate in taken for index in range(candidate.first, candidate.last)}
    return replace(passage, blocked=passage.blocked | words) if words else passage


def _hostile(passage: Passage) -> list[tuple[Candidate, Evidence]]:
    """Groups, malware, tools and software whose names enough speaks for; elsewhere the same words stay free."""
    found = [*introduced(passage)]
    if sum(lower in _CUES for lower in passage.lowers) >= _FEW or found:
        found = _without_overlaps([*known_threats(passage), *found])
    sums: dict[Key, Votes] = {}
    for candidate, cast in found:
        sums.setdefault(surface_key(passage, candidate), Counter()).update(cast)
    return [
        (candidate, Evidence(context=cast))
        for candidate, cast in found
        if max(sums[surface_key(passage, candidate)].values(), default=0) >= 1.5
    ]


def _without_overlaps(found: list[tuple[Candidate, Votes]]) -> list[tuple[Candidate, Votes]]:
    """The same candidate seen in two ways counts its votes once; of overlapping ones the first is kept."""
    kept: dict[int, tuple[Candidate, Votes]] = {}
    for candidate, cast in found:
        if not any(index in kept for index in range(candidate.first, candidate.last)):
            kept |= dict.fromkeys(range(candidate.first, candidate.last), (candidate, cast))
    return sorted({id(pair): pair for pair in kept.values()}.values(), key=lambda pair: pair[0].first)


def _publish(surfaces: dict[Key, Surface], publisher: str | None) -> None:
    """The publisher's name is a newsroom's wherever the text has it."""
    words = tuple(token.word.lower().rstrip(".") for token in tokens(publisher or ""))
    key = words[1:] if words[:1] == ("the",) else words
    if key in surfaces:
        surfaces[key].context[Kind.MEDIA_ORGANIZATION] += 8.0
