"""Footing: by whose word a claim reaches the article.

It is the footing of its holders, unless somebody anonymous stands in the chain: what sources say that a
company suspects, no company has said on record, so it counts as anonymous and as nothing else.
"""

from collections.abc import Iterable, Mapping

from api.reader import Reader
from ontology.terms import Iri, SpeakerKind

_CHAIN = "?from ic:attribution/ic:within*/ic:speaker/ic:speakerKind ?to"
_HOLDERS = "?from ic:holder/ic:speakerKind ?to"
_KINDS = {kind.iri: kind for kind in SpeakerKind}


def footings(reader: Reader, claims: Iterable[Iri]) -> Mapping[Iri, frozenset[SpeakerKind]]:
    """The footing of each claim; empty where nobody in its chain has one."""
    wanted = list(claims)
    holders, chains = reader.pairs(_HOLDERS, wanted), reader.pairs(_CHAIN, wanted)
    return {iri: _footing(holders.get(iri, ()), chains.get(iri, ())) for iri in wanted}


def _footing(holders: Iterable[Iri], chain: Iterable[Iri]) -> frozenset[SpeakerKind]:
    if SpeakerKind.ANONYMOUS.iri in chain:
        return frozenset({SpeakerKind.ANONYMOUS})
    return frozenset(_KINDS[kind] for kind in holders if kind in _KINDS)
