"""Whether a verb tells of something that took place, or of what is wont, meant or only imagined to."""

import re

from pipelines.extraction.account import Span
from pipelines.extraction.scene import Scene, Trigger

_PAST = re.compile(
    r"(?:ed|ole|olen|ook|aken|ade|oke|oken|ot|otten|ent|eld|opied|old|hit|rote|aw|ost|ew|ung|ran|got"
    r"|put|paid|cut|shut|sought|began|begun|found)$"
)
_INFINITIVE = re.compile(r"\bto\s+(?:\w+ly\s+|also\s+|then\s+)?$")
_ACHIEVED = re.compile(
    r"\b(?:us(?:ed|ing)|manag(?:ed|ing)|able|allow(?:ed|ing)|enabl(?:ed|ing)|help(?:ed|ing)|went\s+on"
    r"|appear(?:s|ed)?|seem(?:s|ed)?|likely"
    r"|believed|thought|said|alleged|suspected|found|known|agreed|decided|chose|forced|had|opted"
    r"|refus(?:ed|es|ing)|declin(?:ed|es|ing)|fail(?:ed|s)"
    r"|exploit(?:ed|ing)|possible|leverag(?:ed|ing)|tricked|continu(?:ed|es))\b"
)
_IMAGINED = re.compile(
    r"\b(?:can|will|would|should|must|if|unless|how\s+to|in\s+order\s+to|attempt(?:s|ed|ing)?\s+to"
    r"|tr(?:y|ies|ied|ying)\s+to|want(?:s|ed|ing)?\s+to"
    r"|threaten(?:s|ed|ing)?\s+to|avoid|prevent\w*|protect\w*|against|stop(?:s|ped"
    r"|ping)?)\s+(?:\w+ly\s+|also\s+|even\s+|then\s+|be\s+|have\s+|been\s+|being\s+)*$",
    re.IGNORECASE,
)
# "a tool for stealing passwords", "capable of reading mail": what something is good for.
_PURPOSE = re.compile(
    r"\b(?:(?:tools?|malware|programs?|software|scripts?|utilit(?:y|ies)|kits?|means|ways?|methods?|techniques?|code"
    r"|trojans?|modules?|features?|functions?|servers?|sites?|pages?|designed|meant|intended|built|useful|suitable)"
    r"\s+for|(?:capable|method|means|way)\s+of)\s+(?:\w+ly\s+)?$",
    re.IGNORECASE,
)
_AGENTS = (
    r"(?:cyber[\s-]?criminals|criminals|attackers|hackers|scammers|fraudsters|crooks|adversaries|thieves"
    r"|(?:threat|ransomware|malicious)\s+actors)"
)
# What such people do ("criminals often use") or anybody might do ("an attacker could").
_GENERAL = re.compile(
    rf"(?<![\w’'-])(?<!the\s)(?<!these\s)(?<!those\s)(?<!said\s){_AGENTS}\s+(?:who\s+|that\s+)?(?:\w+ly\s+)?"
    r"(?:are\s+(?:\w+\s+)?(?:using|trying|exploiting|looking|turning|abusing|relying|seeking)\b"
    r"|(?:often|sometimes|always|try|use|exploit|rely|look|abuse|target|send|seek|like|want|love|need|know)\b)"
    r"|\b(?:an?|any)\s+(?:[\w-]+\s+){0,2}(?:attacker|hacker|adversary|intruder|criminal)s?\s+"
    r"(?:\w+ly\s+|who\s+\w+\s+)?(?:can|could|may|might|would|to)\b(?!\s+have)",
    re.IGNORECASE,
)
_CONDITION = re.compile(
    r"\W*(?:and\s+|but\s+|or\s+)?(?:if|unless|should|even\s+if|in\s+case|whenever)\b", re.IGNORECASE
)


def took_place(scene: Scene, trigger: Trigger) -> bool:
    """Whether a verb tells of an occasion: past, or present in a headline; no aim, habit or condition."""
    text = scene.text
    before = text[max(trigger.clause.start, trigger.span.start - 60) : trigger.span.start]
    if _CONDITION.match(text, trigger.clause.start, trigger.span.start) or _PURPOSE.search(before):
        return False
    if is_general(scene, trigger.span):
        return False
    if _INFINITIVE.search(before):
        wider = text[max(trigger.segment.span.start, trigger.span.start - 110) : trigger.span.start]
        return _ACHIEVED.search(wider) is not None and not _IMAGINED.search(before)
    if re.search(r"\b(?:and|or)\s+(?:\w+ly\s+|also\s+)?$", before) and not is_past(trigger):
        wider = text[trigger.segment.span.start : trigger.span.start]
        return re.search(r"\bto\s+\w+", wider) is not None and _ACHIEVED.search(wider) is not None
    if _IMAGINED.search(before) and not re.search(r"\b(?:will|would)\s+not\b", before):
        return False
    return trigger.passive or is_past(trigger) or not _is_habit(scene, trigger, before)


def is_general(scene: Scene, words: Span) -> bool:
    """Whether a sentence tells, up to some words, what attackers do in general or any could do."""
    start = scene.notebook.sentence(words.start).start
    return _GENERAL.search(scene.text, start, words.start) is not None


def is_past(trigger: Trigger) -> bool:
    """Whether the form of a verb is that of the past, or one of its participles."""
    return _PAST.search(trigger.word.split()[0]) is not None


def _is_habit(scene: Scene, trigger: Trigger, before: str) -> bool:
    """Whether a present form tells of no occasion: not after a modal, not in a headline."""
    if trigger.word.split()[0].endswith("ing") or re.search(
        r"\b(?:may|might|could|did|not|n[’']t|does|do)\s+(?:\w+\s+)?$", before
    ):
        return False
    sentence = scene.notebook.sentence(trigger.span.start)
    return scene.text[sentence.end - 1] in ".!?”" and trigger.span.start > 0
