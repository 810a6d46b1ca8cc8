"""Events with their triggers and participants, as the corpora mark them; read off the claims and their triggers."""

import re
from collections.abc import Iterator, Sequence

from ontology.terms import Certainty, EventType, Kind, Polarity, Predicate
from pipelines.extraction.account import AccountClaim, AccountEvent, EventArgument, Span
from pipelines.extraction.notebook import ORGANIZATIONS
from pipelines.extraction.scene import Draft, Scene

_TYPES = {
    Predicate.EXFILTRATED: EventType.DATABREACH,
    Predicate.ACCESSED_DATA_OF: EventType.DATABREACH,
    Predicate.COMPROMISED: EventType.INTRUSION,
    Predicate.RANSOM_DEMANDED: EventType.RANSOM,
    Predicate.RANSOM_PAID: EventType.RANSOM,
    Predicate.ENCRYPTED: EventType.RANSOM,
}
_ROLES = {
    Kind.DATA: "Compromised-Data",
    Kind.THREAT_ACTOR: "Attacker",
    Kind.COMPANY: "Victim",
    Kind.ORGANIZATION: "Victim",
    Kind.GOVERNMENT_BODY: "Victim",
    Kind.SYSTEM: "Victim",
    Kind.DATE: "Time",
    Kind.PLACE: "Place",
    Kind.TOOL: "Tool",
    Kind.MALWARE: "Tool",
    Kind.MONEY: "Price",
}


def events(scene: Scene, told: Sequence[tuple[Draft, AccountClaim]]) -> tuple[AccountEvent, ...]:
    """One event for each trigger and type."""
    found: dict[tuple[Span, EventType], AccountEvent] = {}
    for draft, claim in told:
        kind = _TYPES.get(claim.predicate)
        if kind is not None:
            found.setdefault((draft.trigger, kind), _event(scene, draft, claim, kind))
    return tuple(found[key] for key in sorted(found))


def _event(scene: Scene, draft: Draft, claim: AccountClaim, kind: EventType) -> AccountEvent:
    happened = claim.polarity is Polarity.POSITIVE and claim.certainty in {
        Certainty.CERTAIN,
        Certainty.PROBABLE,
    }
    return AccountEvent(
        type=kind, trigger=draft.trigger, realis="actual" if happened else "other",
        arguments=tuple(_arguments(scene, draft, claim)),
    )  # fmt: skip


def _arguments(scene: Scene, draft: Draft, claim: AccountClaim) -> Iterator[EventArgument]:
    for mention in scene.notebook.outermost(claim.span, [*_ROLES]):
        speaks = any(mention.entity in step.speakers for step in claim.chain)
        if (
            not speaks
            and not mention.span.overlaps(draft.trigger)
            and (mention.kind not in ORGANIZATIONS or not _beside_cue(scene, mention.span))
        ):
            yield EventArgument(role=_ROLES[mention.kind], span=mention.span)


def _beside_cue(scene: Scene, span: Span) -> bool:
    return re.match(r"\s+(?:said|says|reported)\b", scene.text[span.end : span.end + 12]) is not None
