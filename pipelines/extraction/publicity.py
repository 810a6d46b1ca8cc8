"""Frames of publicity: who made it known, to whom, and what was left unsaid."""

import re
from collections.abc import Iterator
from dataclasses import replace

from ontology.terms import EventType, Kind, Predicate
from pipelines.extraction.account import AccountMention, Span
from pipelines.extraction.incidents import communication, statement_of
from pipelines.extraction.notebook import ORGANIZATIONS
from pipelines.extraction.references import protagonist
from pipelines.extraction.scene import Draft, Scene, Trigger

_AGENTS = (*ORGANIZATIONS, Kind.PERSON, Kind.COMMUNICATION)
_SILENT = re.compile(
    r"\b(?:(?:did|does|do|has|have|had|would|could|will)\s*(?:not|n[’']t)(?:\s+yet)?|nor\s+did\s+(?:it"
    r"|he|she|they)|declined\s+to|refused\s+to|without|never|yet\s+to"
    r"|neither\s+\w+\s+would)\s+(?:\w+ly\s+)?(?:also\s+)?(?:explain|disclos|mention|nam|sa[iy]|say"
    r"|reveal|comment|specify|identif|discuss|go\s+into\s+detail|confirm(?=\s+(?:how|whether|if|what"
    r"|when|who|why|the\s+number))|giv|provid|elaborat|detail|describ|stat|respond|address)(?:e|ed|d"
    r"|ing|s|y|ying|ied)?\b",
    re.IGNORECASE,
)
_LEADING = re.compile(r"^(?:on|about|to|for|with|any|further|the|a)\s+", re.IGNORECASE)
_TOPIC_END = re.compile(
    r"[.;”\"]|,\s+the\s|,?\s+(?:but|nor|and\s+(?:did|has|it)|the\s+sources|although|while)\b"
)
_RECEIVER = re.compile(r"\b(?:to|with)\s+", re.IGNORECASE)
_CONFERENCE = re.compile(r"\b(?:news|press)\s+conference|briefing\b", re.IGNORECASE)


def made_known(scene: Scene) -> Iterator[Draft]:
    """An organization, person or newsroom is said to have made the incident known."""
    for trigger in scene.verbs("disclose"):
        if re.match(
            r"(?:said|say|saying|says|describ|nam|detail|identif|specif|comment|explain|g[ai]v|provid"
            r"|elaborat|mention)",
            trigger.word,
        ):
            continue
        if not _has_incident(scene, trigger):
            continue
        for mention in _sources(scene, trigger):
            subject = (
                mention.entity if mention.kind is Kind.COMMUNICATION else _act(scene, trigger, mention.entity)
            )
            yield _draft(scene, trigger, subject, scene.incident, "made known")


def _has_incident(scene: Scene, trigger: Trigger) -> bool:
    """Whether the incident, or a pronoun for it, is what is made known."""
    if trigger.passive:
        region = trigger.before
        return bool(scene.notebook.within(region, {Kind.INCIDENT})) or bool(
            re.search(r"\bit\s+(?:was|is|had\s+been)\s*$", region.of(scene.text))
        )
    near = Span(trigger.span.end, min(trigger.clause.end, trigger.span.end + 60))
    found = scene.notebook.within(near, {Kind.INCIDENT})
    return bool(found) and not re.match(r"\s*that\b", near.of(scene.text))


def _sources(scene: Scene, trigger: Trigger) -> list[AccountMention]:
    if not trigger.passive:
        found = scene.mentions(trigger.before, *_AGENTS)
        return found[-1:]
    by = re.search(r"\bby\s+", scene.text[trigger.span.end : trigger.clause.end])
    if by is None:
        return []
    outlets = scene.notebook.within(
        Span(trigger.span.end + by.end(), trigger.clause.end),
        {Kind.MEDIA_ORGANIZATION, Kind.COMPANY, Kind.GOVERNMENT_BODY},
    )
    seen: dict[str, AccountMention] = {}
    for mention in outlets:
        seen.setdefault(mention.entity, mention)
    return list(seen.values())


def _act(scene: Scene, trigger: Trigger, speaker: str) -> str:
    conference = _CONFERENCE.search(scene.text, trigger.span.start, trigger.segment.span.end)
    if conference:
        return communication(scene.notebook, EventType.NEWS_CONFERENCE, speaker)
    return statement_of(scene.notebook, speaker)


def _draft(
    scene: Scene, trigger: Trigger, subject: str, entity: str, rule: str, *, negated: bool | None = None
) -> Draft:
    near = Span(trigger.clause.start, min(trigger.segment.span.end, trigger.clause.end + 40))
    return Draft(
        trigger=trigger.span,
        span=scene.quote(trigger),
        subject=subject,
        predicate=Predicate.DISCLOSED,
        object=entity,
        rule=rule,
        negated=negated,
        time=scene.time_in(near),
        plain=negated is None and trigger.word.startswith(("announc", "disclos", "acknowledg", "report")),
    )


def released(scene: Scene) -> Iterator[Draft]:
    """A statement is said to have been released, a report to have appeared, at a time."""
    issued = re.compile(r"\b(?:issued|released|published|carried|appeared|posted|ran|held)\b", re.IGNORECASE)
    for trigger in scene.triggers(issued):
        found = scene.notebook.within(trigger.clause, {Kind.COMMUNICATION})
        time = scene.time_in(trigger.clause) or scene.time_in(
            Span(trigger.clause.start, trigger.segment.span.end)
        )
        for mention in found[:1] if time else ():
            assert time is not None
            entity = scene.notebook.entity(Kind.DATE, _words(scene, time.edtf), time.edtf, time=time)
            yield Draft(
                trigger=trigger.span,
                span=scene.quote(trigger),
                subject=mention.entity,
                predicate=Predicate.TIME,
                object=entity,
                rule="released at a time",
                time=time,
                plain=True,
            )


def _words(scene: Scene, edtf: str) -> str:
    return next((span.of(scene.text) for span, time in scene.times if time.edtf == edtf), edtf)


def silence(scene: Scene) -> Iterator[Draft]:
    """Reported silence: somebody is said not to have explained, named or commented on something."""
    for trigger in scene.triggers(_SILENT):
        speaker = _silent(scene, trigger)
        if speaker is None:
            continue
        topic = _LEADING.sub("", _topic(scene, trigger).of(scene.text), count=1) or trigger.span.of(
            scene.text
        )
        entity = scene.notebook.entity(Kind.TOPIC, topic)
        subject = (
            speaker
            if scene.notebook.kind(speaker) is Kind.COMMUNICATION
            else statement_of(scene.notebook, speaker)
        )
        draft = _draft(scene, trigger, subject, entity, "reported silence", negated=True)
        yield replace(
            draft, own=True, span=Span(draft.span.start, max(draft.span.end, _topic(scene, trigger).end))
        )


def unsaid(scene: Scene) -> tuple[Span, ...]:
    """What somebody is said not to have spoken of: where each topic of silence stands."""
    return tuple(_topic(scene, trigger) for trigger in scene.triggers(_SILENT))


def _silent(scene: Scene, trigger: Trigger) -> str | None:
    found = scene.mentions(trigger.before, *_AGENTS)
    if found:
        return found[-1].entity
    sentence = scene.notebook.sentence(trigger.span.start)
    earlier = scene.mentions(Span(sentence.start, trigger.span.start), *_AGENTS)
    if earlier:
        return earlier[-1].entity
    spoken = re.search(
        r"\b(?:it|they|he|she|nor|and|but|declined|refused)\b",
        scene.text[sentence.start : trigger.span.end],
        re.IGNORECASE,
    )
    return protagonist(scene.notebook) if spoken else None


def _topic(scene: Scene, trigger: Trigger) -> Span:
    end = _TOPIC_END.search(scene.text, trigger.span.end, trigger.segment.span.end)
    stop = end.start() if end else trigger.segment.span.end
    return scene.notebook.trimmed(trigger.span.end, min(stop, trigger.span.end + 120))


def notified(scene: Scene) -> Iterator[Draft]:
    """A government body, regulator or those affected are said to have been told."""
    receivers = (Kind.GOVERNMENT_BODY, Kind.COLLECTIVE, Kind.ORGANIZATION)
    for trigger in scene.verbs("notify"):
        if trigger.passive:
            found = [
                m for m in scene.mentions(trigger.before, *receivers) if trigger.span.start - m.span.end < 40
            ]
        elif trigger.word.startswith(
            ("report", "inform", "notif", "alert", "brief", "contact", "writ", "wrote")
        ):
            region = Span(trigger.span.end, min(trigger.clause.end, trigger.span.end + 70))
            to = _RECEIVER.search(scene.text, region.start, region.end)
            start = to.end() if to and trigger.word.startswith("report") else region.start
            found = [
                m for m in scene.mentions(Span(start, region.end), *receivers) if m.span.start - start < 14
            ]
            found = found if not trigger.word.startswith("report") or to else []
        else:
            found = []
        if not found and trigger.passive:
            found = _informed(scene, trigger)
        for mention in _with_others(scene, found[-1:] if trigger.passive else found[:1]):
            subject = communication(scene.notebook, EventType.NOTIFICATION, None)
            draft = _draft(scene, trigger, subject, mention.entity, "notified")
            yield replace(draft, predicate=Predicate.AUDIENCE, plain=False)


def _informed(scene: Scene, trigger: Trigger) -> list[AccountMention]:
    """Whom "it had been informed" speaks of: the organization that says so."""
    if not re.search(r"\b(?:it|they|we)\b[^,;]{0,30}$", trigger.before.of(scene.text)):
        return []
    holders = set(trigger.segment.holders)
    near = scene.notebook.starting(max(0, trigger.span.start - 400), trigger.span.start)
    kinds = {Kind.GOVERNMENT_BODY, Kind.ORGANIZATION}
    return [m for m in near if m.entity in holders and m.kind in kinds][-1:]


def _with_others(scene: Scene, found: list[AccountMention]) -> list[AccountMention]:
    """A receiver with those named together with it: "the ministry and the police"."""
    receivers = {Kind.GOVERNMENT_BODY, Kind.COLLECTIVE, Kind.ORGANIZATION}
    kept = list(found)
    while kept:
        link = re.match(
            r"(?:,\s+and|,|\s+and|\s+as\s+well\s+as)\s+(?:the\s+|its\s+)?",
            scene.text[kept[-1].span.end :][:24],
        )
        start = kept[-1].span.end + link.end() if link else -1
        more = [
            m for s in (start, start - 4) for m in scene.notebook.starting(s) if link and m.kind in receivers
        ]
        if not more or more[0].entity in {m.entity for m in kept}:
            break
        kept.append(more[0])
    return kept
