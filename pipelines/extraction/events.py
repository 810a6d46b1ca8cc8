"""Events with their triggers and participants, in as few words as the corpora mark."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ontology.terms import EventType, Kind
from pipelines.extraction.account import AccountEvent, AccountMention, EventArgument, Span
from pipelines.extraction.narration import tells_of_incident
from pipelines.extraction.notebook import ORGANIZATIONS
from pipelines.extraction.openings import Several, all_of, first_of
from pipelines.extraction.scene import Scene
from pipelines.extraction.wordlists import lexicon

_AUXILIARY = re.compile(
    r"(?:\b(?:has|have|had|having|may|might|could|can|will|would|should|must|to)\s+)?(?:\b(?:not|also|never|already|allegedly|reportedly|recently|since)\s+)*"
    r"\b(?:was|were|is|are|been|be|being)\s+(?:\w+ly\s+|also\s+|not\s+)?$",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"\b(?:may|might|could|can|would|will|should|must|if|whether|to|not|no|never|without|attempt\w*|tr(?:y|ied|ying)\s+to|den(?:y|ied|ies)|n[’']t)\s+"
    r"(?:\w+\s+){0,2}$",
    re.IGNORECASE,
)
_DETERMINER = re.compile(
    r"\b(?:the|an?|this|that|these|those|its|their|any|recent|massive|major|huge|latest|large|alleged|successful|several|multiple|targeted|global"
    r"|such|previous|another|new)\s+$",
    re.IGNORECASE,
)
_AGENTS = frozenset({Kind.PERSON, Kind.UNNAMED_SOURCE, *ORGANIZATIONS})
_TOOL = re.compile(
    r"\b(?:the\s+|a\s+|an\s+|this\s+)?(?:malicious\s+|phishing\s+|spear-phishing\s+|fake\s+)?(?:malware"
    r"|ransomware|trojan|spyware|e-?mails?|attachments?|keylogger|backdoor|worm|botnet|exploit\s+kit)\b",
    re.IGNORECASE,
)
_FLAW = re.compile(
    r"\b(?:(?:the|an?|this|these|those|two|three|several|multiple|another|other)\s+(?:[\w-]+\s+){0,2}?"
    r"|(?:critical|severe|serious|known|new|unpatched|zero-day|security|software|high-risk|old)\s+)?"
    r"(?:vulnerabilit(?:y|ies)|flaws?|bugs?|zero-days?|security\s+holes?|weakness(?:es)?|loopholes?"
    r"|exploits?|(?:security\s+|the\s+)issues?|backdoors?)\b",
    re.IGNORECASE,
)
_PATCH = re.compile(
    r"\b(?:(?:the|a|an|this|these|latest|new|security|software|firmware|emergency"
    r"|critical)\s+){0,3}(?:patch(?:es)?|updates?|fix(?:es)?|hotfix(?:es)?|mitigations?)\b",
    re.IGNORECASE,
)
_VICTIM = re.compile(
    r"\b(?:the\s+|its\s+|their\s+|some\s+|many\s+|these\s+|other\s+)?(?:users?|customers?|victims?"
    r"|employees?|people|patients?|recipients?|members?|organizations?|companies|company|hospitals?"
    r"|businesses|individuals|consumers|targets?|servers?|devices?|computers?|systems?|databases?"
    r"|websites?|accounts?)\b",
    re.IGNORECASE,
)
_GUISE = re.compile(
    r"\s+(?:(?:an?|the|from)\s+)?(?P<who>[\w’'.-]+(?:\s+[\w’'.-]+){0,3}?)(?=\s+(?:to|and|that|in|on"
    r"|with|from|for|who|or|by|of)\b|[,.;:]|$)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sort:
    """One sort of event: words that tell of it, and what must stand beside the weaker of them."""

    type: EventType
    nouns: re.Pattern[str]
    verbs: re.Pattern[str]
    weak: re.Pattern[str]
    needs: re.Pattern[str]


@cache
def _sorts() -> tuple[_Sort, ...]:
    listed = lexicon("events")["triggers"]
    return tuple(
        _Sort(type=EventType(name), **{part: _any(words[part]) for part in words})
        for name, words in listed.items()
    )


@cache
def _sorts_told() -> Several[EventType]:
    return Several((one.type, part) for one in _sorts() for part in (one.nouns, one.verbs, one.weak))


def _any(patterns: list[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{'|'.join(patterns)})(?![\w-])" if patterns else r"(?!)", re.IGNORECASE)


def events(scene: Scene) -> tuple[AccountEvent, ...]:
    """One event for each trigger and type, in the order of the text."""
    found: dict[tuple[Span, EventType], AccountEvent] = {}
    main = _main(scene)
    for sentence in scene.notebook.readable():
        told = {main, *_sorts_told().in_question(scene.text, *sentence)}
        for sort in (sort for sort in _sorts() if sort.type in told):
            for trigger, noun in _triggers(scene.text, sentence, sort, main=sort.type is main):
                event = _event(scene, sentence, sort.type, trigger, noun=noun)
                found.setdefault((trigger, sort.type), event)
    for kind, trigger in _heads(scene, [span for span, _ in found]):
        sentence = scene.notebook.sentence(trigger.start)
        found.setdefault((trigger, kind), _event(scene, sentence, kind, trigger, noun=False))
    return tuple(found[key] for key in sorted(found))


@cache
def _head_words() -> tuple[tuple[EventType, re.Pattern[str], re.Pattern[str]], ...]:
    """The other sorts: their heads, and what must stand beside them."""
    listed = lexicon("events")["heads"]
    return tuple(
        (EventType(name), _any(t["words"]), _any(t.get("needs", [""]))) for name, t in listed.items()
    )


@cache
def _heads_told() -> Several[tuple[EventType, re.Pattern[str], re.Pattern[str]]]:
    return Several((head, head[1]) for head in _head_words())


def _heads(scene: Scene, taken: list[Span]) -> Iterator[tuple[EventType, Span]]:
    """Heads of other sorts in a document that tells of an incident, where no other trigger stands."""
    if not tells_of_incident(scene.text):
        return
    for sentence in scene.notebook.readable():
        for kind, words, needs in _heads_told().in_question(scene.text, *sentence):
            if not first_of(needs, scene.text, *sentence):
                continue
            for match in all_of(words, scene.text, *sentence):
                span = Span(*match.span())
                if not any(span.overlaps(other) for other in taken):
                    yield kind, span


def _main(scene: Scene) -> EventType | None:
    """The sort that a text tells of most: "the attack" and "the incident" are of that sort."""
    counts = {
        sort.type: sum(1 for _ in all_of(sort.nouns, scene.text))
        + sum(1 for _ in all_of(sort.verbs, scene.text))
        for sort in _sorts()
    }
    best = max(counts, key=lambda kind: counts[kind])
    return best if counts[best] else None


def _triggers(text: str, sentence: Span, sort: _Sort, *, main: bool) -> Iterator[tuple[Span, bool]]:
    taken: list[Span] = []
    patterns = [(sort.nouns, True), (sort.verbs, False)]
    if first_of(sort.needs, text, *sentence):
        patterns.append((sort.weak, False))
    if main and sort.type in {EventType.DATABREACH, EventType.RANSOM, EventType.PHISHING}:
        patterns.append((_BACK, True))
    for pattern, noun in patterns:
        for match in all_of(pattern, text, *sentence):
            span = _widened(text, sentence, Span(*match.span()), noun=noun)
            if not any(span.overlaps(other) for other in taken):
                taken.append(span)
                yield span, noun


_BACK = re.compile(r"\b(?:the|this|these)\s+(?:security\s+)?(?:incident|attacks?)\b", re.IGNORECASE)


def _widened(text: str, sentence: Span, span: Span, *, noun: bool) -> Span:
    """A noun with its determiner, a participle with its auxiliary."""
    before = text[max(sentence.start, span.start - 45) : span.start]
    match = (_DETERMINER if noun else _AUXILIARY).search(before)
    if match is None or (not noun and not re.search(r"(?:ed|en|wn|ble|t)$", span.of(text))):
        return span
    start = span.start - len(before) + match.start()
    kept = re.match(
        r"(?:may|might|could|can|will|would|should|must|to)\s+(?:not\s+)?",
        text[start : span.start],
        re.IGNORECASE,
    )
    return Span(start + (kept.end() if kept else 0), span.end)


def _event(scene: Scene, sentence: Span, kind: EventType, trigger: Span, *, noun: bool) -> AccountEvent:
    found = dict.fromkeys(_arguments(scene, sentence, kind, trigger))
    return AccountEvent(
        type=kind,
        trigger=trigger,
        realis=_realis(scene.text, sentence, trigger, noun=noun),
        arguments=tuple(found),
    )


def _realis(text: str, sentence: Span, trigger: Span, *, noun: bool) -> str:
    if _OTHER.search(text, max(sentence.start, trigger.start - 40), trigger.start):
        return "other"
    words = trigger.of(text)
    generic = (
        noun
        and words.endswith("s")
        and len(words.split()) <= 2
        and not words.lower().startswith(("the", "these", "this"))
    )
    return "generic" if generic else "actual"


def _arguments(scene: Scene, sentence: Span, kind: EventType, trigger: Span) -> Iterator[EventArgument]:
    near = Span(max(sentence.start, trigger.start - 140), min(sentence.end, trigger.end + 140))
    for role, span in _roles(scene, near, kind, trigger):
        if not span.overlaps(trigger):
            yield EventArgument(role=role, span=span)


def _roles(scene: Scene, near: Span, kind: EventType, trigger: Span) -> Iterator[tuple[str, Span]]:
    yield from (("Time", m.span) for m in _nearest(scene, near, trigger, Kind.DATE)[:1])
    if kind in {EventType.DISCOVER_VULNERABILITY, EventType.PATCH_VULNERABILITY}:
        yield from _of_flaw(scene, near, kind, trigger)
        return
    yield from (("Attacker", m.span) for m in _nearest(scene, near, trigger, Kind.THREAT_ACTOR)[:1])
    yield from (("Tool", Span(*m.span())) for m in [_closest(_TOOL, scene.text, near, trigger)] if m)
    yield from _victims(scene, near, trigger)
    if kind is EventType.DATABREACH:
        yield from _of_data(scene, near, trigger)
    if kind is EventType.RANSOM:
        yield from (("Price", m.span) for m in scene.notebook.outermost(near, {Kind.MONEY}))
    if kind is EventType.PHISHING and re.search(
        r"(?:as|be|imperson\w+|spoof\w*|from)$", trigger.of(scene.text)
    ):
        match = _GUISE.match(scene.text, trigger.end, near.end)
        yield from (("Trusted-Entity", Span(*match.span("who"))) for _ in [0] if match)


def _of_data(scene: Scene, near: Span, trigger: Span) -> Iterator[tuple[str, Span]]:
    phrases = sorted(scene.data_in(near), key=lambda p: _distance(p.span, trigger))
    for phrase in phrases[:2]:
        heads = [m for m in scene.notebook.starting(phrase.span.start) if m.named and m.kind is Kind.DATA]
        yield "Compromised-Data", heads[-1].span if heads else phrase.span
    for span, _, kind, noun in scene.amounts:
        if near.covers(span) and kind is Kind.QUANTITY and noun is not None:
            people = re.search(
                r"people|users?|customers?|patients?|members?|employees?|individuals", noun.of(scene.text)
            )
            yield "Number-of-Victim" if people else "Number-of-Data", span


def _of_flaw(scene: Scene, near: Span, kind: EventType, trigger: Span) -> Iterator[tuple[str, Span]]:
    flaw = _closest(_FLAW, scene.text, near, trigger)
    if flaw:
        yield "Vulnerability", Span(*flaw.span())
    for mention in scene.notebook.outermost(scene.notebook.sentence(trigger.start), {Kind.VULNERABILITY}):
        if re.match(r"CVE-", mention.span.of(scene.text)):
            yield "CVE", mention.span
    for mention in _nearest(scene, near, trigger, Kind.SYSTEM, Kind.TOOL)[:1]:
        yield "Vulnerable_System", mention.span
    agents = [
        m
        for m in _nearest(scene, Span(near.start, trigger.start), trigger, *_AGENTS)
        if m.span.end <= trigger.start
    ]
    for mention in agents[:1]:
        yield "Discoverer" if kind is EventType.DISCOVER_VULNERABILITY else "Releaser", mention.span
    patch = _closest(_PATCH, scene.text, near, trigger) if kind is EventType.PATCH_VULNERABILITY else None
    if patch:
        yield "Patch", Span(*patch.span())


def _victims(scene: Scene, near: Span, trigger: Span) -> Iterator[tuple[str, Span]]:
    """Those an event befell: a named organization that does not speak, or users, servers and the like."""
    named = [
        m for m in _nearest(scene, near, trigger, *ORGANIZATIONS) if m.named and not _speaks(scene, m.span)
    ]
    yield from (("Victim", m.span) for m in named[:1])
    described = _closest(_VICTIM, scene.text, Span(trigger.end, near.end), trigger)
    if described and not named:
        yield "Victim", Span(*described.span())


def _speaks(scene: Scene, span: Span) -> bool:
    return (
        re.match(
            r"\s+(?:said|says|reported|told|wrote|announced|revealed|confirmed)\b",
            scene.text[span.end : span.end + 12],
        )
        is not None
    )


def _nearest(scene: Scene, near: Span, trigger: Span, *kinds: Kind) -> list[AccountMention]:
    return sorted(scene.notebook.outermost(near, kinds), key=lambda m: _distance(m.span, trigger))


def _closest(pattern: re.Pattern[str], text: str, near: Span, trigger: Span) -> re.Match[str] | None:
    found = [m for m in all_of(pattern, text, *near) if not trigger.overlaps(Span(*m.span()))]
    return min(found, key=lambda m: _distance(Span(*m.span()), trigger), default=None)


def _distance(span: Span, trigger: Span) -> int:
    return max(span.start - trigger.end, trigger.start - span.end, 0)
