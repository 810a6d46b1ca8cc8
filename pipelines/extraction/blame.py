"""Frames of blame: who is said to be behind it, whom they are linked to, and whom it struck."""

import re
from collections.abc import Iterator
from dataclasses import replace

from ontology.terms import Kind, Predicate
from pipelines.extraction.account import AccountMention, Span
from pipelines.extraction.attackers import ATTACKERS
from pipelines.extraction.notebook import ORGANIZATIONS
from pipelines.extraction.occasions import is_past, took_place
from pipelines.extraction.scene import Draft, Scene, Trigger, first
from pipelines.extraction.speakers import state, subject_before

_BEHIND = re.compile(
    r"\b(?:(?:was|were|is|are|been|be|being)\s+(?:likely\s+|probably\s+|also\s+)?(?:behind"
    r"|responsible(?:\s+for)?|involved(?!\s+in\s+(?:the\s+)?(?:investigation|response))"
    r"|to\s+blame(?:\s+for)?|the\s+(?:culprits?|perpetrators?))|stood\s+behind"
    r"|behind\s+(?=the\s+(?:attack|breach|hack|intrusion|incident|cyber))|claimed\s+(?:responsibility"
    r"|credit)|(?:was|were|is|are)\s+(?:\w+ly\s+|also\s+)?suspected(?=\s+of\b|\s*(?:[.,;”]|$))|took\s+(?:responsibility|credit)|takes\s+credit|claims\s+responsibility)\b",
    re.IGNORECASE,
)
_BY = re.compile(
    r"\b(?:conducted|carried\s+out|perpetrated|orchestrated|committed|staged|mounted|launched|executed"
    r"|done|masterminded|caused|hit|struck|attacked|hacked|breached|compromised|targeted|claimed"
    r"|blamed\s+on|attributed\s+to|pinned\s+on|traced\s+to|linked\s+to|tied\s+to|(?:the\s+)?work\s+of"
    r"|at\s+the\s+hands\s+of)\s+(?:by\s+)?",
    re.IGNORECASE,
)
_BLAME = re.compile(
    r"\b(?:blame[sd]?|accuse[sd]?|suspect(?:s|ed)?|attribut(?:es|ed)|link(?:s|ed)|tie[sd])\b", re.IGNORECASE
)
_ATTACK = re.compile(
    r"\b(?:attack|breach|hack|intrusion|incident|leak|cyberattack|compromise|theft|operation|campaign"
    r"|it)s?\b",
    re.IGNORECASE,
)
_POINTED = re.compile(
    r"\b(?:point(?:s|ed|ing)?\s+(?:the\s+finger\s+)?(?:to|at|toward|towards)|b(?:ears?|ore)\s+the\s+(?:hallmarks?|marks?|fingerprints?)\s+of"
    r"|consistent\s+with|fits?\s+the\s+(?:pattern|profile)\s+of)\s+(?:the\s+)?",
    re.IGNORECASE,
)
_TIED = re.compile(
    r"\b(?:been|was|were|is|are)\s+(?:also\s+|previously\s+)?(?:linked|tied|connected)\s+(?:to"
    r"|with)\s+(?:the\s+|this\s+)"
    r"(?:\w+\s+){0,2}(?:attack|breach|hack|intrusion|incident|leak|theft|cyberattack|campaign)s?\b",
    re.IGNORECASE,
)
_NOT_ME = re.compile(
    r"\b(?:den(?:y|ies|ied)\s+(?:any\s+|all\s+)?(?:involvement|responsibility|being\s+(?:behind"
    r"|involved|responsible)|carrying\s+out|having\s+(?:carried|hacked)"
    r"|a\s+role|any\s+role|hacking|the\s+(?:accusations?|allegations?|charges?))|(?:reject(?:s|ed)"
    r"|dismiss(?:es|ed))\s+(?:the\s+|such\s+|all\s+|those\s+)?"
    r"(?:accusations?|allegations?|charges?))\b",
    re.IGNORECASE,
)

_ACCUSER = re.compile(r"\s+by\s+(?:the\s+)?")
_ANOTHER = re.compile(
    r"\b(?:earlier|previous|past|other|similar)\s+(?:[\w-]+\s+)?\w*(?:attack|breach|hack|intrusion)"
)
_OPEN_VOICE = re.compile(r"spokes(?:man|woman|person)|minister|ambassador|official|secretary", re.IGNORECASE)
_OF_SOMEBODY = re.compile(r"(?:his|her)\s", re.IGNORECASE)
_LAID = re.compile(
    r"\s+(?:it|(?:the|this|an?)\s+(?:(?!of\b)[\w-]+\s+){0,4}?(?:attacks?|cyber-?attacks?|breach|hacks?|hacking"
    r"|intrusions?|incident|leak|theft|heist|campaign|operation|compromise))(?:\s+with\s+[\w-]+(?:\s+to\s+\w+)?\s+confidence)?"
    r"\s+(?:to|on|with)\s+(?:the\s+)?",
    re.IGNORECASE,
)


def blamed(scene: Scene) -> Iterator[Draft]:
    """A threat actor, organization or state is said to be behind the incident."""
    for trigger in scene.triggers(_BEHIND):
        actors = actors_in(scene, trigger.before) or [
            m for m in scene.mentions(trigger.before, Kind.PLACE) if trigger.span.start - m.span.end < 3
        ]
        yield from _attributed(scene, trigger, actors[-1:])
    for trigger in scene.triggers(_BY):
        near = Span(trigger.span.end, min(trigger.clause.end, trigger.span.end + 90))
        actors = [m for m in actors_in(scene, near) if m.span.start - trigger.span.end < 25]
        if re.search(r"(?:by|to|on|of)\s+$", trigger.word) and (
            _ATTACK.search(trigger.before.of(scene.text)) or trigger.passive
        ):
            attributed = trigger.word.casefold().startswith("attributed")
            yield from _attributed(scene, trigger, actors[:1] or (_behind(scene, near) if attributed else []))


def accused(scene: Scene) -> Iterator[Draft]:
    """Somebody blames or suspects a named actor of it: "the ministry blamed Cobalt for the attack"."""
    for trigger in scene.triggers(_BLAME):
        near = Span(trigger.span.end, min(trigger.clause.end, trigger.span.end + 60))
        actors = [m for m in actors_in(scene, near) if m.span.start - trigger.span.end < 12]
        laid = _LAID.match(scene.text, trigger.span.end, trigger.clause.end)
        if laid and not actors:  # "attributed the theft to X"
            actors = _behind(scene, Span(laid.end(), min(trigger.clause.end, laid.end() + 60)))
        if trigger.passive and (by := _ACCUSER.match(scene.text, trigger.span.end, trigger.clause.end)):
            yield from _accused_by(scene, trigger, Span(by.end(), trigger.clause.end))
            continue
        if any(cue.covers(trigger.span) for segment in scene.segments for cue in segment.hedges):
            continue  # "suspects Cobalt was behind it" is read as an attribution
        actors = actors or [
            m
            for m in scene.mentions(near, Kind.PLACE, Kind.GOVERNMENT_BODY)
            if m.span.start - trigger.span.end < 8
        ]
        if actors and (laid or _ATTACK.search(scene.text[actors[0].span.end : trigger.clause.end])):
            speakers = scene.mentions(trigger.before, *ORGANIZATIONS, Kind.PERSON, Kind.UNNAMED_SOURCE)
            speaker = None if trigger.passive else first(m.entity for m in reversed(speakers))
            yield from (replace(draft, speaker=speaker) for draft in _attributed(scene, trigger, actors[:1]))


def _accused_by(scene: Scene, trigger: Trigger, after: Span) -> Iterator[Draft]:
    """Somebody has been blamed by others: "Tehran has been accused by Tirana of the attack"."""
    if _ANOTHER.search(scene.text, *after) or not _ATTACK.search(scene.text, *after):
        return
    actors = scene.mentions(trigger.before, Kind.THREAT_ACTOR, Kind.PLACE, *ORGANIZATIONS)
    speakers = scene.mentions(after, *ORGANIZATIONS, Kind.PERSON, Kind.UNNAMED_SOURCE)
    for draft in _attributed(scene, trigger, actors[-1:]):
        yield replace(draft, speaker=first(m.entity for m in speakers if m.span.start - after.start < 5))


def _behind(scene: Scene, near: Span) -> list[AccountMention]:
    """Whose work it is called: whoever is named first in a region, a group, a body or a country."""
    found = actors_in(scene, near) or scene.mentions(near, Kind.PLACE, Kind.GOVERNMENT_BODY)
    return [m for m in found if m.span.start - near.start < 25][:1]


def actors_in(scene: Scene, region: Span) -> list[AccountMention]:
    """The intruders a region names; the plain "hackers" blame nobody."""
    found = [m for m in scene.notebook.within(region, {Kind.THREAT_ACTOR}) if not _is_nobody(scene, m)]
    return [
        m
        for m in found
        if not any(o is not m and o.span.covers(m.span) and o.entity == m.entity for o in found)
    ]


def _is_nobody(scene: Scene, mention: AccountMention) -> bool:
    return scene.notebook.entities[mention.entity].name == ATTACKERS


def _attributed(scene: Scene, trigger: Trigger, actors: list[AccountMention]) -> Iterator[Draft]:
    for mention in actors:
        actor = state(scene.notebook, mention) if mention.kind is Kind.PLACE else mention.entity
        yield Draft(
            trigger=trigger.span,
            span=scene.quote(trigger),
            subject=scene.incident,
            predicate=Predicate.ATTRIBUTED_TO,
            object=actor,
            rule="said to be behind it",
        )


def doers(scene: Scene) -> Iterator[Draft]:
    """Attackers told by name or kind are the subject of the deed: "Iranian hackers stole documents"."""
    for group in ("exfiltrate", "compromise", "encrypt"):
        for trigger in scene.verbs(group):
            found = [m for m in actors_in(scene, trigger.before) if _is_subject(scene, m, trigger)]
            if found and not trigger.passive and _is_deed(scene, trigger):
                yield from _attributed(scene, trigger, found[-1:])


def _is_deed(scene: Scene, trigger: Trigger) -> bool:
    """Whether a verb tells what was done this once, not what somebody is wont to do."""
    if not is_past(trigger) or not took_place(scene, trigger):
        return False
    before = scene.text[max(trigger.clause.start, trigger.span.start - 40) : trigger.span.start]
    if re.search(
        r"\b(?:primarily|mainly|mostly|usually|often|typically|regularly|previously|long|also\s+has)\s+$",
        before,
    ):
        return False
    vague = re.match(r"target|attack|hit|struck|compromised|breached|hacked", trigger.word)
    here = scene.notebook.within(scene.notebook.sentence(trigger.span.start))
    return not vague or any(m.entity == scene.victim or m.kind is Kind.SYSTEM for m in here)


def _is_subject(scene: Scene, mention: AccountMention, trigger: Trigger) -> bool:
    """Whether only auxiliaries, adverbs or an apposition stand between an actor and a verb."""
    between = scene.text[mention.span.end : trigger.span.start]
    return (
        re.fullmatch(
            r"(?:\s+\([^)]*\))?(?:,[^,]{1,90},)?\s+(?:(?:who|which|that|has|have|had|also|may|might"
            r"|could|not|likely|allegedly|reportedly|previously|later|then|been"
            r"|first|since|\w+ly)\s+)*",
            between,
        )
        is not None
    )


def linked_to_it(scene: Scene) -> Iterator[Draft]:
    """An actor is said, by somebody or in general, to be linked to the incident."""
    for trigger in scene.triggers(_TIED):
        actors = actors_in(scene, trigger.before)
        by = re.match(
            r"[^.;]{0,60}?\bby\s+(?:some\s+|the\s+|several\s+)?",
            scene.text[trigger.span.end : trigger.clause.end],
        )
        near = Span(trigger.span.end + by.end(), trigger.clause.end) if by else None
        speakers = scene.mentions(near, *ORGANIZATIONS, Kind.PERSON, Kind.UNNAMED_SOURCE)[:1] if near else []
        for draft in _attributed(scene, trigger, actors[-1:]):
            yield replace(draft, speaker=first(m.entity for m in speakers))


def pointed_to(scene: Scene) -> Iterator[Draft]:
    """Something is said to point to an actor, or to bear its marks."""
    for trigger in scene.triggers(_POINTED):
        near = Span(trigger.span.end, min(trigger.clause.end, trigger.span.end + 50))
        actors = [m for m in actors_in(scene, near) if m.span.start - trigger.span.end < 12]
        yield from _attributed(scene, trigger, actors[:1])


def denied_involvement(scene: Scene) -> Iterator[Draft]:
    """Somebody denies being behind it: "the embassy denied any involvement"."""
    for trigger in scene.triggers(_NOT_ME):
        subject = subject_before(scene.notebook, trigger.segment.span, trigger.span)
        if subject is None or not subject.speakers:
            continue
        speaker = subject.speakers[0]
        denier = _denier(scene, speaker, subject.span)
        if denier is not None:
            yield Draft(
                trigger=trigger.span,
                span=scene.quote(trigger),
                subject=scene.incident,
                predicate=Predicate.ATTRIBUTED_TO,
                object=denier,
                rule="involvement denied",
                negated=True,
                speaker=speaker,
            )


def _denier(scene: Scene, speaker: str, words: Span) -> str | None:
    """Who is said not to be behind it: whom a speaker speaks for, else the speaker; None where it is open."""
    entity = scene.notebook.entities[speaker]
    if _OF_SOMEBODY.match(entity.name):
        return None  # "his lawyer said he denied it": "he" is not the lawyer
    title = f"{entity.job_title or ''} {words.of(scene.text)}"
    if entity.speaks_for is not None or entity.kind is not Kind.PERSON or not _OPEN_VOICE.search(title):
        return entity.speaks_for or speaker
    named = scene.mentions(words, Kind.GOVERNMENT_BODY, *ORGANIZATIONS)
    return named[0].entity if named else None
