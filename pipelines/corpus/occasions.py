"""Event lines: `type "trigger" realis Role=mention Role="words"`, with arguments found near the trigger."""

import re

from ontology.terms import EventType
from pipelines.corpus.annotation import AnnotatedEvent, Argument, CorpusError, Mention
from pipelines.corpus.declarations import event_type
from pipelines.corpus.register import Register
from pipelines.corpus.tokens import Token, tokens
from pipelines.corpus.voices import gap, near
from pipelines.corpus.wording import find
from pipelines.extraction.account import Span

REALIS = ("actual", "generic", "other")
_TOLL = "Compromised-Data Number-of-Data Number-of-Victim Damage-Amount"
_BREACH = f"Attacker Victim {_TOLL} Attack-Pattern Tool Purpose"
_VULNERABILITY = "Vulnerability CVE Vulnerable_System Vulnerable_System_Version Supported_Platform"
_OTHER = "Agent Patient Audience Topic Price Purpose Tool"
ROLES: dict[EventType, frozenset[str]] = {
    kind: frozenset(f"{_OTHER} Time Place".split()) for kind in EventType
} | {
    kind: frozenset(f"{roles} Time Place".split())
    for kinds, roles in (
        (
            (EventType.DATABREACH, EventType.INTRUSION, EventType.EXFILTRATION, EventType.INFORMATION_LEAK),
            _BREACH,
        ),
        ((EventType.CYBER_ATTACK, EventType.SUPPLY_CHAIN), f"{_BREACH} System Trusted-Entity"),
        (
            (EventType.OUTAGE,),
            "Attacker Victim System Number-of-Victim Damage-Amount Attack-Pattern Tool Cause",
        ),
        ((EventType.RANSOM,), f"{_BREACH} Price Payment-Method"),
        ((EventType.PHISHING,), f"{_BREACH} Trusted-Entity"),
        (
            (EventType.DISCOVER_VULNERABILITY,),
            f"Discoverer Capabilities Vulnerable_System_Owner {_VULNERABILITY}",
        ),
        ((EventType.PATCH_VULNERABILITY,), f"Releaser Patch Patch-Number Issues-Addressed {_VULNERABILITY}"),
        ((EventType.EXPLOIT_VULNERABILITY,), f"{_BREACH} Capabilities {_VULNERABILITY}"),
    )
    for kind in kinds
}
_SENTENCE_END = re.compile(r"[.!?]['\"’”)]?\s|\n")


def occasion(
    line: str, number: int, text: str, mentions: list[Mention], register: Register
) -> AnnotatedEvent:
    """The event of a line; CorpusError for unknown types, roles, words and entities."""
    head, *rest = tokens(line)
    kind = event_type(head.word or "")
    if not rest or not rest[0].wording:
        raise CorpusError(f'write {kind} "trigger words" Role=entity ...')
    trigger = find(text, rest[0].wording)
    realis = [token.word for token in rest[1:] if not token.key]
    if any(word not in REALIS for word in realis) or len(realis) > 1:
        raise CorpusError(f"between trigger and roles stands one of {' '.join(REALIS)}, not {realis}")
    arguments = tuple(
        _argument(kind, token, trigger, text, mentions, register) for token in rest[1:] if token.key
    )
    return AnnotatedEvent(
        type=kind,
        trigger=trigger,
        realis=realis[0] or "" if realis else "actual",
        arguments=arguments,
        line=number,
    )


def _argument(
    kind: EventType, token: Token, trigger: Span, text: str, mentions: list[Mention], register: Register
) -> Argument:
    role = token.key or ""
    if role not in ROLES[kind]:
        raise CorpusError(f"{role!r} is no role of {kind}; they are {' '.join(sorted(ROLES[kind]))}")
    if token.wording:
        return Argument(role=role, span=near(text, token.wording, (trigger,)), entity=None)
    identifier = register.resolve(token.word or "")
    found = [mention for mention in mentions if mention.entity == identifier]
    if not found:
        raise CorpusError(
            f"{role}={token.word}: no mention of it stands in the text; mark one or write quoted words"
        )
    nearest = min(found, key=lambda mention: _distance(mention, trigger, text))
    return Argument(role=role, span=nearest.span, entity=identifier)


def _distance(mention: Mention, trigger: Span, text: str) -> int:
    """Characters between mention and trigger; a sentence boundary, and then a pronoun, outweigh them."""
    low, high = sorted((mention.span, trigger))
    crossed = len(_SENTENCE_END.findall(text, low.end, max(low.end, high.start)))
    return gap(mention.span, trigger) + 10_000 * crossed + (5_000 if mention.form == "pronoun" else 0)
