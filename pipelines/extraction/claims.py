"""Claims: drafts of the frames with chain, polarity, certainty and quote put to them."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from ontology.terms import Act, Certainty, Kind, Polarity, SpeechMode
from pipelines.extraction import (
    affiliations,
    background,
    blame,
    course,
    enumerations,
    flaws,
    harm,
    intrusion,
    narration,
    order,
    publicity,
    struck,
    theft,
    ties,
)
from pipelines.extraction.account import AccountClaim, AccountEvent, Span, Step
from pipelines.extraction.attribution import Segment, quotes
from pipelines.extraction.certainty import Stance, stance
from pipelines.extraction.incidents import earlier_incidents
from pipelines.extraction.remainder import unread
from pipelines.extraction.scene import Draft, Scene
from pipelines.extraction.victims import REACHED, implied_victim

Frame = Callable[[Scene], Iterator[Draft]]

# Read in this order; of equal claims the first stays. The docstring of a frame is its explanation.
FRAMES: tuple[Frame, ...] = (
    theft.exfiltration,
    theft.leak,
    theft.misuse,
    theft.compromised_information,
    theft.information_reached,
    theft.data_reached,
    enumerations.members_listed,
    intrusion.systems_reached,
    intrusion.access_to_systems,
    intrusion.encryption,
    intrusion.disruption,
    intrusion.origin,
    intrusion.technique,
    intrusion.means,
    intrusion.supplier,
    flaws.found,
    flaws.exploited,
    flaws.patched,
    flaws.products,
    flaws.impersonated,
    blame.blamed,
    blame.accused,
    blame.doers,
    blame.linked_to_it,
    blame.pointed_to,
    blame.denied_involvement,
    ties.linked,
    ties.habit,
    struck.victims,
    struck.victims_listed,
    course.detected,
    course.contained,
    course.taken_offline,
    course.investigated,
    course.kinds_of_event,
    course.happened,
    order.followed,
    order.latency,
    publicity.made_known,
    publicity.released,
    publicity.silence,
    publicity.notified,
    harm.people_affected,
    harm.ransom,
    harm.costs,
    harm.penalties,
    harm.impact,
    background.described,
    affiliations.seats,
    affiliations.posts,
    background.served,
    background.units,
    background.little_known,
    background.contents,
    background.users,
)


Told = tuple[Draft, AccountClaim]


def drafts(scene: Scene) -> tuple[Told, ...]:
    """What every frame reads, with the claim that becomes of it."""
    silent = publicity.unsaid(scene)
    other = earlier_incidents(scene.notebook)

    def told(found: Iterable[Draft]) -> Iterator[Told]:
        for draft in found:
            if draft.subject == scene.incident and any(region.covers(draft.trigger) for region in other):
                continue
            claim = _claim(scene, draft, silent)
            if claim is not None:
                yield draft, claim

    read = tuple(pair for frame in FRAMES for pair in told(frame(scene)))
    if not tells_of_incident(scene, [claim for _, claim in read]):
        return read  # what is said of other things is not ours to keep
    return (*read, *told(unread(scene, [claim for _, claim in read])))


def tells_of_incident(scene: Scene, read: Iterable[AccountClaim]) -> bool:
    """Whether a document speaks of a security incident at all."""
    noted = any(mention.kind is Kind.INCIDENT for mention in scene.notebook.mentions)
    told = noted or any(claim.predicate in REACHED for claim in read)
    return told or narration.tells_of_incident(scene.text)


def settled(
    scene: Scene, claims: Iterable[AccountClaim], happened: Sequence[AccountEvent]
) -> tuple[AccountClaim, ...]:
    """Every claim, in the order of the text, each proposition once for each holder and sentence."""
    read = list(claims)
    kept: dict[tuple[object, ...], AccountClaim] = {}
    for claim in (*read, *implied_victim(scene, read, happened)):
        sentence = scene.notebook.sentence(claim.span.start)
        key = (
            claim.subject,
            claim.predicate,
            claim.object,
            claim.chain[0].speakers,
            claim.polarity,
            claim.certainty,
            sentence,
        )
        kept.setdefault(key, claim)
    return tuple(sorted(kept.values(), key=lambda claim: (claim.span, claim.predicate.value, claim.object)))


def _claim(scene: Scene, draft: Draft, silent: tuple[Span, ...]) -> AccountClaim | None:
    segment = scene.segment_at(draft.trigger.start)
    if segment is None or draft.span.end <= draft.span.start or draft.subject == draft.object:
        return None
    if not draft.plain and draft.negated is None and any(r.covers(draft.trigger) for r in silent):
        return None
    taken = _stance(scene, segment, draft)
    chain = _chain(segment, draft)
    return AccountClaim(
        span=draft.span,
        subject=draft.subject,
        predicate=draft.predicate,
        object=draft.object,
        polarity=taken.polarity,
        certainty=taken.certainty,
        speech_mode=_mode(scene, segment, draft),
        chain=chain,
        cue=taken.cue.of(scene.text) if taken.cue else None,
        scope=draft.scope,
        time=draft.time,
        quantity=draft.quantity,
        place=draft.place,
        based_on=segment.based_on,
        rule=draft.rule,
    )


def _chain(segment: Segment, draft: Draft) -> tuple[Step, ...]:
    if draft.own:
        return segment.chain[-1:]
    if draft.speaker is None or draft.speaker in segment.holders:
        return segment.chain
    return (Step(speakers=(draft.speaker,), act=Act.SAYS, cue=draft.trigger), *segment.chain)


def _stance(scene: Scene, segment: Segment, draft: Draft) -> Stance:
    if draft.plain:
        certainty = Certainty.CERTAIN if draft.own else segment.certainty or Certainty.CERTAIN
        return Stance(polarity=Polarity.POSITIVE, certainty=certainty)
    if draft.negated:
        return Stance(polarity=Polarity.NEGATIVE, certainty=Certainty.CERTAIN, cue=draft.trigger)
    taken = stance(scene.notebook, segment, draft.trigger)
    if taken.certainty is Certainty.UNDERSPECIFIED and not draft.settled:
        return replace(taken, polarity=Polarity.POSITIVE)
    return taken


def _mode(scene: Scene, segment: Segment, draft: Draft) -> SpeechMode:
    """Direct when the trigger stands inside quotation marks and somebody else than the publisher speaks."""
    if (len(segment.chain) == 1 and draft.speaker is None) or draft.own:
        return SpeechMode.OWN_VOICE
    sentence = scene.notebook.sentence(draft.trigger.start)
    around = Span(max(sentence.start - 600, 0), sentence.end)
    core = scene.notebook.trimmed(*draft.trigger, ' \n“”"')
    quoted = any(q.covers(Span(core.start, core.start + 1)) for q in quotes(scene.text, around))
    return (
        SpeechMode.DIRECT
        if quoted
        else segment.mode
        if segment.mode is SpeechMode.DIRECT
        else SpeechMode.INDIRECT
    )
