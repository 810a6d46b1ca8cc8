"""Frames of the course of events: noticed, contained, looked into; what kind, when, in which order."""

import re
from collections.abc import Iterator
from dataclasses import replace

from ontology.terms import EventType, Kind, Predicate
from pipelines.extraction.account import Span, Time
from pipelines.extraction.clauses import clause_at
from pipelines.extraction.incidents import event, incident_type
from pipelines.extraction.notebook import ORGANIZATIONS
from pipelines.extraction.openings import first_of
from pipelines.extraction.scene import Draft, Scene, Trigger
from pipelines.extraction.wordlists import alternatives, lexicon, singular

_EVENTS = lexicon("events")
NOTICED = re.compile(rf"\b{alternatives(_EVENTS['detection']['nouns'])}\b", re.IGNORECASE)
_AWARE = re.compile(rf"\b{alternatives(_EVENTS['detection']['aware'])}\b", re.IGNORECASE)
CONTAINED = re.compile(rf"\b{alternatives(_EVENTS['containment']['objects'])}\b", re.IGNORECASE)
_LAUNCHED = re.compile(
    r"\b(?:launch(?:ed|es|ing)?|open(?:ed|s|ing)?|start(?:ed|s|ing)?|beg[au]n|conduct(?:ed|ing|s)?"
    r"|carr(?:ied|ying)\s+out|initiat(?:ed|ing)|order(?:ed|ing)?|hir(?:ed|ing)|call(?:ed|ing)\s+in)\b",
    re.IGNORECASE,
)
_HAPPENED = re.compile(
    r"\b(?:that\s+|which\s+)?(?:occurred|took\s+place|happened|began|begun|started|dates?\s+back\s+to"
    r"|dating\s+(?:back\s+)?(?:to|from))\b",
    re.IGNORECASE,
)
_REPORTED = re.compile(r"\b(?:report(?:ed|s)?|articles?|stor(?:y|ies)|disclos\w+)\b", re.IGNORECASE)
_OFFLINE = re.compile(
    r"\b(?:took|taken|taking|take)\s+(?:[\w’'-]+\s+){0,6}?offline\b"
    r"|\b(?:forced\s+(?:it\s+)?to\s+)?shut(?:ting)?\s+(?:down|off)\b",
    re.IGNORECASE,
)


def detected(scene: Scene) -> Iterator[Draft]:
    """Something suspicious is said to have been noticed: when, where, by whom."""
    for trigger in scene.verbs("detect"):
        subject = trigger.before if trigger.passive else trigger.after
        if first_of(NOTICED, scene.text, subject.start, subject.end) and not re.search(
            r"evidence|sign|trace|indication", subject.of(scene.text)[:30]
        ):
            yield from _noticed(scene, trigger)
    for trigger in scene.triggers(_AWARE):
        yield from _noticed(scene, trigger)


def _noticed(scene: Scene, trigger: Trigger) -> Iterator[Draft]:
    found = event(scene.notebook, EventType.DETECTION)
    time = scene.time_in(trigger.clause) or _time_of_sentence(scene, trigger)
    if time is not None:
        yield _timed(scene, trigger, found, time, "noticed at a time")
    kinds = (Kind.SYSTEM, Kind.ORGANIZATION, Kind.COMPANY)
    at = re.compile(r"\b(?:at|on|in)\s+(?:an?\s+|the\s+|its\s+)?")
    for match in at.finditer(scene.text, trigger.span.end, trigger.clause.end):
        near = [
            m
            for m in scene.mentions(Span(match.end(), trigger.clause.end), *kinds)
            if m.span.start - match.end() < 4
        ]
        for mention in near[:1]:
            yield _draft(scene, trigger, found, Predicate.PLACE, mention.entity, "noticed at a place")


def _time_of_sentence(scene: Scene, trigger: Trigger) -> Time | None:
    sentence = scene.notebook.sentence(trigger.span.start)
    after = Span(trigger.span.end, min(sentence.end, trigger.span.end + 80))
    return scene.time_in(after)


def _draft(
    scene: Scene, trigger: Trigger, subject: str, predicate: Predicate, entity: str, rule: str
) -> Draft:
    return Draft(
        trigger=trigger.span,
        span=scene.quote(trigger),
        subject=subject,
        predicate=predicate,
        object=entity,
        rule=rule,
    )


def _timed(scene: Scene, trigger: Trigger, subject: str, time: Time, rule: str) -> Draft:
    return Draft(
        trigger=trigger.span,
        span=scene.quote(trigger),
        subject=subject,
        predicate=Predicate.TIME,
        object=date(scene, time),
        rule=rule,
        time=time,
        plain=True,
    )


def date(scene: Scene, time: Time) -> str:
    """The entity of a time, named by its words, open ones with "before" or "after"."""
    names = {
        edtf: words for span, known in scene.times for edtf, words in _called(known, span.of(scene.text))
    }
    return scene.notebook.entity(Kind.DATE, names.get(time.edtf, time.edtf), time.edtf, time=time)


def _called(known: Time, words: str) -> Iterator[tuple[str, str]]:
    yield f"../{known.edtf.split('/')[-1]}", f"before {words}"
    yield f"{known.edtf.split('/')[0]}/..", f"after {words}"
    yield known.edtf, words


def contained(scene: Scene) -> Iterator[Draft]:
    """Steps against the intrusion are said to have been taken."""
    for trigger in scene.verbs("contain"):
        near = Span(trigger.span.end, min(trigger.clause.end, trigger.span.end + 45))
        region = trigger.before if trigger.passive else near
        if not first_of(CONTAINED, scene.text, region.start, region.end) or trigger.word.startswith(
            ("taken", "found")
        ):
            continue
        actor = None if _is_done_by_attack(scene, trigger) else _actor(scene, trigger)
        if actor is not None and scene.notebook.kind(actor) in ORGANIZATIONS:
            yield _draft(
                scene,
                trigger,
                event(scene.notebook, EventType.CONTAINMENT),
                Predicate.ACTOR,
                actor,
                "contained",
            )


_ATTACK = re.compile(
    r"\b(?:cyber-?)?(?:attack|hack|breach|incident|intrusion|malware|ransomware|virus|worm|outage|failure|fault)"
    r"(?:\s+(?:in|on|at|last|this|earlier)(?:\s+(?!it\b|they\b|we\b)[\w’'-]+){0,3})?(?:\s+(?:that|which|has|had|have|also))*\s*$",
    re.IGNORECASE,
)
_OFFICE = re.compile(
    r"\b(?:police|prosecutors?|authorities|authority|detectives|regulators?|lawmakers|officials|investigators"
    r"|watchdog|commission|commissioner|ombudsman|court|agency)"
    r"(?:\s+(?:have|has|had|also|then|later|now|already))*\s*$",
    re.IGNORECASE,
)


def taken_offline(scene: Scene) -> Iterator[Draft]:
    """Systems are said to have been taken offline or shut down by their owner."""
    for trigger in scene.triggers(_OFFLINE):
        actor = None if _is_done_by_attack(scene, trigger) else _actor(scene, trigger)
        if actor is not None and scene.notebook.kind(actor) in ORGANIZATIONS:
            yield _draft(
                scene,
                trigger,
                event(scene.notebook, EventType.CONTAINMENT),
                Predicate.ACTOR,
                actor,
                "taken offline",
            )


def _is_done_by_attack(scene: Scene, trigger: Trigger) -> bool:
    """Whether it is an attack that shut something down, and no owner."""
    doer = _ATTACK.search(scene.text, *trigger.before)
    return doer is not None and not trigger.passive and not scene.mentions(trigger.before, *ORGANIZATIONS)


def _actor(scene: Scene, trigger: Trigger) -> str | None:
    """Who acts: the organization before the verb, else the organization that speaks, else the protagonist.

    None where somebody does who is only called by what they are.
    """
    found = scene.mentions(trigger.before, *ORGANIZATIONS)
    if found:
        return found[-1].entity
    if _OFFICE.search(trigger.before.of(scene.text)):
        return None
    holder = trigger.segment.holders[0]
    return (
        holder
        if holder in scene.notebook.entities
        and scene.notebook.kind(holder) in ORGANIZATIONS
        and len(trigger.segment.chain) > 1
        else scene.victim
    )


def investigated(scene: Scene) -> Iterator[Draft]:
    """Somebody is said to look into it."""
    for trigger in scene.triggers(_LAUNCHED):
        near = Span(trigger.span.end, min(trigger.clause.end, trigger.span.end + 60))
        found = [
            m
            for m in scene.mentions(near, Kind.EVENT)
            if scene.notebook.entities[m.entity].event_type is EventType.INVESTIGATION
        ]
        for mention in found[:1]:
            actor = _actor(scene, trigger)
            if actor is not None:
                yield _draft(scene, trigger, mention.entity, Predicate.ACTOR, actor, "investigated")
    for trigger in scene.triggers(
        re.compile(
            r"\b(?:is|are|was|were|began|started)\s+(?:now\s+|also\s+|still\s+)?(?:investigating"
            r"|probing|looking\s+into)\b",
            re.IGNORECASE,
        )
    ):
        actor = _actor(scene, trigger)
        if actor is not None:
            yield _draft(
                scene,
                trigger,
                event(scene.notebook, EventType.INVESTIGATION, actor),
                Predicate.ACTOR,
                actor,
                "investigated",
            )


def kinds_of_event(scene: Scene) -> Iterator[Draft]:
    """A phrase says what kind of event it was; told once for each speaker and kind."""
    told: set[tuple[str, tuple[str, ...]]] = set()
    for mention in scene.notebook.mentions:
        segment = scene.segment_at(mention.span.start)
        if mention.kind is not Kind.INCIDENT or segment is None:
            continue
        head = _head(mention.span.of(scene.text))
        kind = incident_type(head) if head else None
        if kind is None or (kind.value, segment.holders) in told or not _introduces(scene, mention.span):
            continue
        clause = clause_at(scene.text, segment.span, mention.span.start)
        if re.search(r"\b(?:will|would|can|should|if|such)\b", clause.of(scene.text)):
            continue  # an attack that is only imagined
        told.add((kind.value, segment.holders))
        concept = scene.notebook.entity(
            Kind.CONCEPT, kind.value.replace("-", " "), kind.value, same_as=(kind.iri,)
        )
        yield Draft(
            trigger=mention.span,
            span=scene.notebook.trimmed(mention.span.start, clause.end),
            subject=scene.incident,
            predicate=Predicate.EVENT_TYPE,
            object=concept,
            rule="kind of event",
            plain=True,
        )


def _head(words: str) -> str | None:
    lower = words.casefold()
    heads = sorted(lexicon("phrases")["incident"]["heads"], key=len, reverse=True)
    return next(
        (h for h in heads if lower.endswith((h, h + "s", h + "es")) or singular(lower).endswith(h)), None
    )


def _introduces(scene: Scene, span: Span) -> bool:
    """An indefinite or counted phrase tells what kind it is; "the attack" only refers back to it."""
    opening = span.of(scene.text).split()[0].casefold()
    return opening in {"a", "an", "multiple", "several", "repeated", "another"}


def happened(scene: Scene) -> Iterator[Draft]:
    """The incident is said to have happened at a time."""
    for trigger in scene.triggers(_HAPPENED):
        near = Span(trigger.span.end, min(trigger.segment.span.end, trigger.span.end + 100))
        time = _shifted(scene, near)
        sentence = Span(scene.notebook.sentence(trigger.span.start).start, trigger.span.start)
        told = list(scene.mentions(sentence, Kind.INCIDENT, *ORGANIZATIONS, Kind.PERSON))
        if time is not None and told and told[-1].kind is Kind.INCIDENT:
            draft = _timed(scene, trigger, scene.incident, time, "happened at a time")
            start = max(
                (m.span.start for m in scene.notebook.within(sentence, {Kind.INCIDENT})),
                default=draft.span.start,
            )
            yield replace(draft, span=Span(start, max(draft.span.end, near.start)))


def _shifted(scene: Scene, region: Span) -> Time | None:
    """The time in a region; "shortly before July" and "after May" leave one end open."""
    for span, time in scene.times:
        if region.covers(span):
            between = scene.text[region.start : span.start]
            if re.search(r"\bbefore\b", between):
                return Time(
                    edtf=f"../{time.edtf.split('/')[-1]}", earliest=None, latest=time.latest, basis=time.basis
                )
            if re.search(r"\bafter\b", between):
                return Time(
                    edtf=f"{time.edtf.split('/')[0]}/..",
                    earliest=time.earliest,
                    latest=None,
                    basis=time.basis,
                )
            return time
    return None
