"""What no frame reads: kept by the class of its words, and of what speakers say in their words."""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from ontology.terms import Kind, Predicate
from pipelines.extraction.account import AccountClaim, Span
from pipelines.extraction.attribution import Segment
from pipelines.extraction.clauses import clauses, finite_verb
from pipelines.extraction.incidents import event, statement_of
from pipelines.extraction.narration import Telling, named, told_in
from pipelines.extraction.notebook import AGENTS
from pipelines.extraction.occasions import is_general
from pipelines.extraction.openings import first_of
from pipelines.extraction.scene import Draft, Scene

# The rules of this module: what they keep as descriptions no frame has read.
UNREAD = frozenset(
    {
        "said, read by no frame",
        "told of a party",
        "said, by the class of its words",
        "told, by the class of its words",
    }
)
_SHORTEST = 4  # words; less says nothing that stands alone
_OPENING = re.compile(r"(?:(?:and|but|or|that|which|who|because|so)\s+)+", re.IGNORECASE)
_CONTRACTED = re.compile(r"\b(?:did|does|do|has|have|had|was|were|is|are|could|would|wo|ca)n[’']t\b")
_GROUP = re.compile(
    r"(?:n[’']t\b)?"
    r"(?:\s+(?:not|never|also|still|yet|only|already|been|be|being|have|has|had|no\s+longer|\w+ly)\b)*"
    r"(?:\s+(?!(?:the|a|an|to|of|in|on|at|by|for|with|from|that)\b)[\w-]+\b)?"
    r"(?:\s+(?:to|in|of|about|any)){0,2}(?:\s+(?:no|nothing|none|nobody|neither|nowhere)\b)?"
)
_INABILITY = re.compile(r"\b(?:not|no\s+longer)\b|n[’']t\b", re.IGNORECASE)
_PASSIVE = re.compile(r"\b(?:been|being|was|were|is|are)\b", re.IGNORECASE)
_NEGATION = re.compile(
    r"(?:\b(?:not|never|nothing|nobody|no\s+one|no)\b|n[’']t\b)(?:\s+[\w-]+){0,2}", re.IGNORECASE
)
_SUBORDINATE = re.compile(r"[,;:]|\b(?:that|which|who|whether|if|because|when|while|but|and)\b")
_SENTENCE_END = re.compile(r"(?<=[a-z0-9’”)]{2}[.!?])\s+(?=[A-Z“])")
_ADVICE = re.compile(r"[?]|\b(?:you|your|yours|please|should|readers)\b", re.IGNORECASE)
_PARTIES = frozenset({Kind.INCIDENT, Kind.THREAT_ACTOR, Kind.MALWARE})
_ANYBODY = frozenset({Kind.PERSON, Kind.THREAT_ACTOR, Kind.COMPANY, Kind.ORGANIZATION})
# Who did it, whom it struck, what was taken: said only where a frame reads the verb with its arguments,
# never by words that merely stand in one clause. Such clauses are kept as descriptions.
_GRAVE = frozenset(
    {Predicate.TARGET, Predicate.ATTRIBUTED_TO, Predicate.LINKED_TO, Predicate.EXFILTRATED, Predicate.MISUSED}
    | {Predicate.COMPROMISED, Predicate.ENCRYPTED, Predicate.ACCESSED_DATA_OF, Predicate.AFFECTED_SECTOR}
    | {
        Predicate.EXPLOITED,
        Predicate.VIA,
        Predicate.RANSOM_DEMANDED,
        Predicate.RANSOM_PAID,
        Predicate.IMPERSONATED,
    }
    | {Predicate.ORIGINATED_AT, Predicate.PEOPLE_AFFECTED, Predicate.USED}
)
_TIMELY = frozenset({Predicate.DISRUPTED, Predicate.EXFILTRATED, Predicate.VIA, Predicate.DISCLOSED})


def unread(scene: Scene, read: Iterable[AccountClaim]) -> Iterator[Draft]:
    """A clause that somebody is said to say, or that tells of the incident, and that no other frame reads."""
    known = tuple(read)
    said = [claim.span for claim in known if len(claim.chain) > 1]
    for segment in _innermost(scene.segments):
        for clause in _clauses(scene.text, segment.span):
            verb = _verb(scene, clause)
            if verb is not None and not any(_shared(clause, span) for span in said):
                yield from _said(scene, clause, verb)
    yield from _narrated(scene, [claim.span for claim in known])


def _clauses(text: str, span: Span) -> Iterator[Span]:
    """The clauses of a span, those of a quotation also divided where its sentences end."""
    for clause in clauses(text, span):
        cuts = [match.end() for match in _SENTENCE_END.finditer(text, *clause)]
        yield from (Span(a, b) for a, b in pairwise((clause.start, *cuts, clause.end)))


def _innermost(segments: Iterable[Segment]) -> Iterator[Segment]:
    """The attributed segments that hold no other with a longer chain."""
    found = [s for s in segments if len(s.chain) > 1]
    for one in found:
        if not any(o is not one and one.span.covers(o.span) and len(o.chain) > len(one.chain) for o in found):
            yield one


def _shared(clause: Span, claimed: Span) -> bool:
    """Whether a claim was read from at least a third of a clause."""
    shared = min(clause.end, claimed.end) - max(clause.start, claimed.start)
    return 3 * shared >= clause.end - clause.start


def _verb(scene: Scene, clause: Span) -> Span | None:
    """The verb of a clause with its auxiliaries, its negation and a "no" right behind it."""
    first = finite_verb(scene.text, clause)
    short = first_of(_CONTRACTED, scene.text, *clause)
    if short and (first is None or short.start() < first.start):
        first = Span(*short.span())
    if first is None:
        return None
    group = _GROUP.match(scene.text, first.end, clause.end)
    return Span(first.start, group.end() if group else first.end)


def _core(scene: Scene, clause: Span) -> Span | None:
    """The words of a clause without what joins it; None where they say nothing that stands alone."""
    opening = _OPENING.match(scene.text, clause.start, clause.end)
    span = scene.notebook.trimmed(
        opening.end() if opening else clause.start, clause.end, ' \t\r\n\u00a0,;:.“”"'
    )
    words = span.of(scene.text)
    return span if len(words.split()) >= _SHORTEST and "\n\n" not in words else None


def _said(scene: Scene, clause: Span, verb: Span) -> Iterator[Draft]:
    span = _core(scene, clause)
    if span is None or not span.start <= verb.start < span.end:
        return
    for telling, words in told_in(scene, span):
        if not telling.silent:
            yield _told(scene, telling, span, _later(verb, words), "said, by the class of its words")
            return
    yield _described(scene, span, verb, "said, read by no frame")


def _narrated(scene: Scene, read: list[Span]) -> Iterator[Draft]:
    """What the article itself tells of the incident or of those who have a part in it."""
    cued = [cue for s in scene.segments if s.attribution for cue in s.attribution.cue]
    for segment in (s for s in scene.segments if len(s.chain) == 1):
        for clause in _clauses(scene.text, segment.span):
            verb = _verb(scene, clause)
            middle = verb.start if verb else (clause.start + clause.end) // 2
            if scene.segment_at(middle) is not segment or any(_shared(clause, span) for span in read):
                continue
            span = _core(scene, clause)
            if span and not _ADVICE.search(scene.text, *span) and not any(span.covers(c) for c in cued):
                yield from _tale(scene, span, verb)


def _later(verb: Span, words: Span) -> Span:
    """Where negations are looked for: the verb, or the words of the class where those stand behind it."""
    return words if words.start > verb.end else verb


def _is_inability(scene: Scene, telling: Telling, verb: Span) -> bool:
    """Whether a "not" is what the disruption consists in ("could not be opened")."""
    return telling.predicate is Predicate.DISRUPTED and _INABILITY.search(scene.text, *verb) is not None


def _negated(scene: Scene, span: Span, trigger: Span) -> Span:
    """A trigger with the negation behind it in the main part of its clause, also of verbs not listed."""
    stop = _SUBORDINATE.search(scene.text, max(trigger.end, span.start), span.end)
    found = _NEGATION.search(scene.text, trigger.end, stop.start() if stop else span.end)
    return Span(trigger.start, found.end()) if found else trigger


def _tale(scene: Scene, span: Span, verb: Span | None) -> Iterator[Draft]:
    for telling, words in told_in(scene, span):
        if verb is not None or telling.predicate in _TIMELY:
            trigger = _later(verb or words, words)
            yield _told(scene, telling, span, trigger, "told, by the class of its words")
            return
    if verb is not None and scene.notebook.within(span, _PARTIES):
        yield _described(scene, span, verb, "told of a party")


def _told(scene: Scene, telling: Telling, span: Span, verb: Span, rule: str) -> Draft:
    found = [m for m in scene.mentions(span, *telling.kinds) if m.named or m.kind not in _ANYBODY]
    if telling.predicate is Predicate.AUDIENCE:
        told = _PASSIVE.search(scene.text, *verb) is not None  # who is told stands behind an active verb
        found = [m for m in found if told or m.span.start >= verb.end]
    untold = telling.predicate in _GRAVE or (not found and not telling.topic)
    if untold or is_general(scene, verb):
        return _described(scene, span, verb, rule)
    entity = found[0].entity if found else _topic(scene, span)
    subject, entity = _subject(scene, telling, span, entity)
    opposite = telling.silent or first_of(telling.inverse, scene.text, *span) is not None
    return Draft(
        trigger=_negated(scene, span, verb),
        span=span,
        subject=subject,
        predicate=telling.predicate,
        object=entity,
        rule=rule,
        plain=not opposite and _is_inability(scene, telling, verb),
        negated=True if opposite else None,
        time=scene.time_in(span),
        settled=False,
    )


def _subject(scene: Scene, telling: Telling, span: Span, entity: str) -> tuple[str, str]:
    """Whose act it is: an inquiry's, a notice's, a speaker's; of all else the incident is the subject."""
    if telling.event is not None:
        return event(scene.notebook, telling.event), entity
    if telling.predicate not in {Predicate.AUDIENCE, Predicate.DISCLOSED}:
        return scene.incident, entity
    speakers = scene.mentions(span, *AGENTS)
    speaker = speakers[0].entity if speakers else scene.victim
    if speaker is None or speaker == entity:
        return scene.incident, entity
    return statement_of(scene.notebook, speaker), entity


def _described(scene: Scene, span: Span, verb: Span, rule: str) -> Draft:
    return Draft(
        trigger=_negated(scene, span, verb),
        span=span,
        subject=scene.incident,
        predicate=Predicate.DESCRIPTION,
        object=_topic(scene, span),
        rule=rule,
        time=scene.time_in(span),
        settled=False,
    )


def _topic(scene: Scene, span: Span) -> str:
    words = span.of(scene.text)
    return scene.notebook.entity(Kind.TOPIC, named(words), "said", words.casefold())
