"""Chooses among what may be names of groups, malware, tools and software those that enough speaks for."""

from collections.abc import Sequence

from ontology.terms import Kind
from pipelines.extraction.actors import Threat, introduced, known_threats
from pipelines.extraction.capitals import Candidate
from pipelines.extraction.evidence import Evidence
from pipelines.extraction.gazetteers import gazetteer
from pipelines.extraction.lexicons import listed_words
from pipelines.extraction.passage import Passage
from pipelines.extraction.votes import Votes, add, no_votes

_CUES = listed_words("threats", "actors", "cues")
_FEW = 3  # cue words below which a text does not speak of attacks
_ENOUGH = 1.5


def hostiles(passage: Passage) -> list[tuple[Candidate, Evidence]]:
    """Names with their evidence; where they are not enough the same words stay free for other names."""
    found = [*introduced(passage)]
    if found or sum(lower in _CUES for lower in passage.lowers) >= _FEW:
        found = _apart([*known_threats(passage), *found])
    sums: dict[tuple[str, ...], Votes] = {}
    for candidate, cast in found:
        add(sums.setdefault(_words(passage, candidate), no_votes()), cast)
    kept = [
        (candidate, Evidence(context=cast))
        for candidate, cast in found
        if max(sums[_words(passage, candidate)].values(), default=0) >= _ENOUGH
    ]
    return [*kept, *(maker for candidate, _ in kept for maker in _makers(passage, candidate))]


def _makers(passage: Passage, candidate: Candidate) -> list[tuple[Candidate, Evidence]]:
    """The company whose name a product's begins with: "Microsoft Word"."""
    found = gazetteer().match(passage, candidate.first, candidate.last - 1) if candidate.found else None
    if (
        found is None
        or candidate.found is None
        or candidate.found.references[0].known.kind is not Kind.SYSTEM
    ):
        return []
    shown = Evidence()
    add(shown.shape, {reference.known.kind: 5.0 for reference in found.references if not reference.weak})
    return [(Candidate(first=found.first, last=found.last, found=found), shown)]


def _words(passage: Passage, candidate: Candidate) -> tuple[str, ...]:
    return passage.lowers[candidate.first : candidate.last]


def _apart(found: Sequence[Threat]) -> list[Threat]:
    """Without overlaps, the longer of two being kept, else the first, in the order of the text."""
    taken: set[int] = set()
    kept: list[Threat] = []
    for threat in sorted(found, key=lambda threat: threat[0].first - threat[0].last):
        words = range(threat[0].first, threat[0].last)
        if taken.isdisjoint(words):
            taken.update(words)
            kept.append(threat)
    return sorted(kept, key=lambda threat: threat[0].first)
