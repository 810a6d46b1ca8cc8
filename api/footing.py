"""Footing: by whose word a claim reaches the article.

It is the footing of its holders, unless the claim passes through a step where only anonymous people speak:
what sources say that a company suspects, no company has said on record, so it counts as anonymous and as
nothing else. Sources who speak jointly with somebody on record do not take that away.
"""

from collections.abc import Iterable, Mapping

from api.reader import Reader
from ontology.terms import Iri, SpeakerKind

CHAIN = "?from ic:attribution/ic:within* ?to"
_HOLDERS = "?from ic:holder/ic:speakerKind ?to"
_SPEAKERS = "?from ic:speaker/ic:speakerKind ?to"
_KINDS = {kind.iri: kind for kind in SpeakerKind}


def footings(reader: Reader, claims: Iterable[Iri]) -> Mapping[Iri, frozenset[SpeakerKind]]:
    """The footing of each claim; empty where nobody in its chain has one."""
    wanted = list(claims)
    holders, chains = reader.pairs(_HOLDERS, wanted), reader.pairs(CHAIN, wanted)
    speakers = reader.pairs(_SPEAKERS, {step for chain in chains.values() for step in chain})
    unnamed = {step for step, kinds in speakers.items() if kinds == (SpeakerKind.ANONYMOUS.iri,)}
    return {
        iri: frozenset({SpeakerKind.ANONYMOUS})
        if not unnamed.isdisjoint(chains.get(iri, ()))
        else frozenset(_KINDS[kind] for kind in holders.get(iri, ()) if kind in _KINDS)
        for iri in wanted
    }
