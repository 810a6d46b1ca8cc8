"""Whom an incident befell, where no sentence says "an attack on X" but the words around an event show it.

Most news that names a firm does not tell of an attack on it: it warns, advises, researches or patches. So
the text must begin with what struck, in a sentence with the firm, and a claim's own words must tell it of
the firm.
"""

import re
from collections.abc import Iterator, Sequence

from ontology.terms import EventType, Polarity, Predicate
from pipelines.extraction.account import PUBLISHER, AccountClaim, AccountEvent, AccountMention, Span
from pipelines.extraction.notebook import ORGANIZATIONS
from pipelines.extraction.scene import Scene

RULE = "victim, implied"
_LEAD = 500  # letters in which a story tells what struck
_SHARE = 0.2  # of all mentions of organizations, at least so many are of whom a story is about
REACHED = frozenset({Predicate.EXFILTRATED, Predicate.COMPROMISED, Predicate.ENCRYPTED, Predicate.DISRUPTED})
# Events that befall somebody.
_STRIKING = frozenset(
    {EventType.CYBER_ATTACK, EventType.INTRUSION, EventType.DATABREACH, EventType.EXFILTRATION}
    | {EventType.INFORMATION_LEAK, EventType.RANSOM, EventType.PHISHING, EventType.OUTAGE}
)
_OURS = re.compile(r"\b(?:we|us|our|ours)\b", re.IGNORECASE)
_FLAWS = frozenset({EventType.DISCOVER_VULNERABILITY, EventType.PATCH_VULNERABILITY})
# "Acme's worst breach", "the Acme data breach": between a name and what befell it.
_OWN = re.compile(r"['’]s?\s+(?:[\w-]+\s+){0,3}")
_COMPOUND = re.compile(
    r"\s+(?:(?:data|cyber|ransomware|malware|security|network|computer|e-?mail|phishing|website|server|customer"
    r"|account|massive|recent)\s+){0,2}"
)
# "Acme is recovering from a breach": verbs of whoever bears what follows.
_BEARS = re.compile(
    r"(?:\s*,[^,.;]{2,60},)?\s+(?:[\w’']+\s+){0,4}?"
    r"(?:suffer(?:ed|ing|s)|experienc(?:ed|ing)|endured|sustained|detected|discovered|disclosed|acknowledged"
    r"|admitted|confirmed|revealed|recover(?:ed|ing|s)|reeling|respond(?:ed|ing)|shut|offline"
    r"|hit|struck|hacked|breached|victim|target|been|fac(?:ed|ing)|deal(?:t|ing)|lost)\b"
    r"(?:\s+(?:to|from|of|by|with|down|after|in|that|it|they|had|was|were|an?|the|its|their|been|has|have|some"
    r"|suffered|experienced|detected|discovered|hit|struck|the\s+victim|the\s+target|large|major|serious|massive|data"
    r"|security|cyber|ransomware|malware|phishing|\w+ed))*\s+"
)
_S = re.compile(r"['’]s?\s")
_FROM = re.compile(r"\b(?:at|from|of|on|into|inside|against|within|across)\s+(?:all\s+)?(?:the\s+)?$")
_ITS = re.compile(
    r"\b(?:our|its|their)\s+(?:own\s+)?(?:[\w-]+\s+){0,2}?"
    r"(?:systems?|networks?|servers?|computers?|websites?|databases?|data|files|records|accounts?|customers|clients"
    r"|patients|members|users|students|employees|staff|guests|passengers|subscribers|infrastructure)\b",
    re.IGNORECASE,
)
_VERB = re.compile(r"(?!phishing|hacking)\w+(?:ed|ing)\b|(?:stole|took|broke|hit|struck)\b")
# "copied the wage slips of Acme": between what befell and a name.
_UPON = re.compile(
    r"(?:\s+[\w’'-]+){0,5}?\s+(?:at|from|of|on|into|inside|against|within|across)\s+(?:all\s+)?(?:the\s+)?"
)
# "it had suffered a breach", where the victim itself speaks.
_SUFFERED = re.compile(
    r"\b(?:it|we|they)\s+(?:(?:has|have|had|was|were|is|are|been|also|recently|the|an?)\s+)*"
    r"(?:suffer\w*|hit|struck|attacked|hacked|breached|compromised|targeted|victims?|target|experienced|detected"
    r"|discovered|fell|lost|become)\b",
    re.IGNORECASE,
)


def implied_victim(
    scene: Scene, claims: Sequence[AccountClaim], happened: Sequence[AccountEvent]
) -> Iterator[AccountClaim]:
    """That whom the text is about was hit, by the first words that show it; nothing when it is claimed."""
    victim = scene.victim
    if victim is None or any(c.predicate is Predicate.TARGET and c.object == victim for c in claims):
        return
    struck = [event.trigger for event in happened if event.type in _STRIKING and event.realis == "actual"]
    flaws = sum(event.type in _FLAWS for event in happened)
    if flaws >= len(struck) or not _is_about(scene, victim, struck):
        return
    for claim in sorted(claims, key=lambda one: one.span):
        if _tells(scene, claim, victim, struck):
            yield _target(scene, claim, victim)
            return


def _is_about(scene: Scene, victim: str, struck: Sequence[Span]) -> bool:
    """Whether a text begins with what struck, and is about this organization: as its own, or named beside."""
    lead = [trigger for trigger in struck if trigger.start < _LEAD]
    if victim == PUBLISHER:
        return bool(lead)
    notebook = scene.notebook
    sentences = {notebook.sentence(trigger.start) for trigger in lead}
    named = [m for m in notebook.mentions if m.entity == victim]
    every = sum(m.kind in ORGANIZATIONS for m in notebook.mentions)
    beside = any(notebook.sentence(m.span.start) in sentences for m in named)
    return beside and len(named) >= _SHARE * every


def _target(scene: Scene, claim: AccountClaim, victim: str) -> AccountClaim:
    return AccountClaim(
        span=claim.span,
        subject=scene.incident,
        predicate=Predicate.TARGET,
        object=victim,
        polarity=Polarity.POSITIVE,
        certainty=claim.certainty,
        speech_mode=claim.speech_mode,
        rule=RULE,
        chain=claim.chain,
    )


def _tells(scene: Scene, claim: AccountClaim, victim: str, struck: Sequence[Span]) -> bool:
    """Whether a claim shows it: the victim's own was reached, or what struck is told of the victim."""
    if claim.polarity is not Polarity.POSITIVE or claim.subject != scene.incident:
        return False
    sentence = scene.notebook.sentence(claim.span.start)
    named = [m for m in scene.notebook.within(sentence) if m.entity == victim]
    if not named and not (victim == PUBLISHER and _OURS.search(scene.text, *sentence)):
        return False
    if claim.predicate in REACHED and scene.notebook.entities[claim.object].owner == victim:
        return _is_robbed(scene, claim, victim, named)
    triggers = [trigger for trigger in struck if claim.span.covers(trigger)]
    return any(_befell(scene, claim, victim, named, trigger) for trigger in triggers)


def _is_robbed(scene: Scene, claim: AccountClaim, victim: str, named: Sequence[AccountMention]) -> bool:
    """Whether what was reached is told as the victim's: "Acme's servers", "from Acme", or its own words."""
    if victim in claim.chain[0].speakers and _ITS.search(scene.text, *claim.span):
        return True
    inside = [mention.span for mention in named if claim.span.covers(mention.span)]
    return any(
        _S.match(scene.text, span.end) or _FROM.search(scene.text[: span.start][-20:]) for span in inside
    )


def _befell(
    scene: Scene, claim: AccountClaim, victim: str, named: Sequence[AccountMention], trigger: Span
) -> bool:
    """Whether an event is told of the victim: as its own, as what it bears, or in its own words."""
    if victim == PUBLISHER and _OURS.search(scene.text, *scene.notebook.sentence(trigger.start)):
        return True
    if victim in claim.chain[0].speakers:
        return any(shape.search(scene.text, *claim.span) for shape in (_SUFFERED, _ITS))
    gaps = [_gap(mention.span, trigger) for mention in named]
    return any(_is_told_of(scene, gap, victim, trigger) for gap in gaps)


def _gap(name: Span, trigger: Span) -> Span:
    """What lies between a name and an event, whichever comes first."""
    return Span(min(name.end, trigger.end), max(name.start, trigger.start))


def _is_told_of(scene: Scene, gap: Span, victim: str, trigger: Span) -> bool:
    """Whether the words between an event and the victim's name tie them, with nobody else between.

    What a name is directly followed by is its own where it is a noun; of a verb it is the subject.
    """
    if gap.end <= gap.start or any(
        m.kind in ORGANIZATIONS and m.entity != victim for m in scene.notebook.within(gap)
    ):
        return False
    if gap.start == trigger.end:
        return _UPON.fullmatch(gap.of(scene.text)) is not None
    shapes = (_BEARS,) if _VERB.match(scene.text, *trigger) else (_OWN, _COMPOUND, _BEARS)
    return any(shape.fullmatch(gap.of(scene.text)) for shape in shapes)
