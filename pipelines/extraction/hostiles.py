"""Chooses among what may be names of groups, malware, tools and software those that enough speaks for."""

from collections.abc import Sequence

from pipelines.extraction.actors import Threat, introduced, known_threats
from pipelines.extraction.capitals import Candidate
from pipelines.extraction.evidence import Evidence
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
    return [
        (candidate, Evidence(context=cast))
        for candidate, cast in found
        if max(sums[_words(passage, candidate)].values(), default=0) >= _ENOUGH
    ]


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
