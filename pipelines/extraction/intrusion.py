"""Frames of intrusion: which systems were reached, stopped or encrypted, from where, and by what means."""

import re
from collections.abc import Iterator

from ontology import lists
from ontology.terms import Kind, Predicate
from pipelines.extraction.account import AccountMention, Span
from pipelines.extraction.notebook import ORGANIZATIONS
from pipelines.extraction.occasions import is_general, took_place
from pipelines.extraction.scene import Draft, Scene, Trigger
from pipelines.extraction.wordlists import alternatives, lexicon

_TECHNIQUES = lexicon("events")["technique"]
_TECHNIQUE = re.compile(
    rf"(?<![\w-]){alternatives(p for phrases in _TECHNIQUES.values() for p in phrases)}(?![\w-])",
    re.IGNORECASE,
)
_MEANS = re.compile(
    r"\b(?:through|via|using|used|by|with|after|exploit(?:ed|ing|s)?|from|sent|because\s+of|thanks\s+to"
    r"|began\s+with|involv\w+)\b[^.;]{0,60}$",
    re.IGNORECASE,
)
_ACCESS = re.compile(
    r"\b(?:un)?authori[sz]ed\s+access\b|\billegal(?:ly)?\s+access(?:ed)?\b|\baccess\s+to\b"
    r"|\bsubject\s+to\s+unauthori[sz]ed\s+access\b",
    re.IGNORECASE,
)
_ORIGIN = re.compile(r"\s+(?:at|in|from|with|inside|on)\s+", re.IGNORECASE)
_INTRUSIVE = re.compile(
    r"\b(?:attack|intrusion|access|breach|hack|infection|compromise|activity|hackers?|attackers?"
    r"|intruders?|it)\b",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(r"\b(?:through|via|used\s+by|after|before|from)\b")
_NO_SUBJECT = re.compile(
    r"\b(?:the|an?|of|from|to|in|on|some|any|these|those|its|their|other|with|via|using|through"
    r"|one)\s+(?:previously\s+|already\s+|newly\s+)?$",
    re.IGNORECASE,
)
_BARRED = re.compile(
    r"\b(?:without|lose|losing|lost|regain\w*|restor\w*|block\w*|restrict\w*|den\w+"
    r"|journalists?)\s+(?:\w+\s+)?$",
    re.IGNORECASE,
)
_WAY_IN = re.compile(
    r"\b(?:enter(?:ed|ing)?|access(?:ed)?|broke\s+in|breached|infiltrated|compromised|got\s+in"
    r"|gained\s+(?:access|entry)|hacked|came\s+in|attacked)"
    r"\s+(?:[^.;,]{0,40}?\s)?(?:through|via|by\s+way\s+of)\s+(?:the\s+)?",
    re.IGNORECASE,
)
_WORK = re.compile(
    r"\b(?:[\w-]+\s+)?(?:operations|production|services?|deliveries|flights|surgeries|appointments"
    r"|handling|manufacturing|sales|trading|payments|classes"
    r"|trains|shipments|terminals|elections?|broadcasts?|emergency\s+calls|orders|bookings|check-in)\b",
    re.IGNORECASE,
)
_PLACES = (Kind.PLACE, *ORGANIZATIONS)


def systems_reached(scene: Scene) -> Iterator[Draft]:
    """Systems are said to have been accessed, breached, infected or hijacked."""
    for trigger in scene.verbs("compromise"):
        if not took_place(scene, trigger) or _is_adjective(scene, trigger):
            continue
        for mention in _systems(scene, trigger):
            yield _system(scene, trigger, mention, Predicate.COMPROMISED, "systems reached")


def _is_adjective(scene: Scene, trigger: Trigger) -> bool:
    """Whether a participle only describes ("from compromised services"): it has no subject before it."""
    before = scene.text[max(trigger.clause.start, trigger.span.start - 30) : trigger.span.start]
    return not trigger.passive and trigger.word.endswith("ed") and _NO_SUBJECT.search(before) is not None


def access_to_systems(scene: Scene) -> Iterator[Draft]:
    """A noun tells of it: "unauthorised access to its network", "subject to unauthorised access"."""
    for trigger in scene.triggers(_ACCESS):
        if _BARRED.search(scene.text, max(0, trigger.span.start - 30), trigger.span.start):
            continue
        region = (
            trigger.before
            if trigger.word.startswith("subject")
            else Span(trigger.span.end, min(trigger.span.end + 80, trigger.clause.end))
        )
        found = scene.mentions(region, Kind.SYSTEM)
        if (
            not found
            and "authori" in trigger.word
            and "subject" in scene.text[trigger.clause.start : trigger.span.start]
        ):
            found = scene.mentions(trigger.before, Kind.SYSTEM)
        for mention in found:
            yield _system(scene, trigger, mention, Predicate.COMPROMISED, "access to systems")


def encryption(scene: Scene) -> Iterator[Draft]:
    """Systems or files are said to have been encrypted."""
    for trigger in scene.triggers(
        re.compile(r"\b(?:encrypt(?:ed|ing|s)?|scrambl(?:ed|ing|es))\b", re.IGNORECASE)
    ):
        if not took_place(scene, trigger):
            continue
        for mention in _systems(scene, trigger):
            yield _system(scene, trigger, mention, Predicate.ENCRYPTED, "encryption")
        region = trigger.before if trigger.passive else trigger.after
        for phrase in scene.data_in(region)[:1]:
            yield _draft(scene, trigger, Predicate.ENCRYPTED, phrase.entities[0], "encryption")


def disruption(scene: Scene) -> Iterator[Draft]:
    """Systems or an organization's work are said to have been disrupted."""
    for trigger in scene.verbs("disrupt"):
        if is_general(scene, trigger.span):
            continue
        sentence = scene.notebook.sentence(trigger.span.start)
        vague = re.match(r"affect|impact|forc|clos|delay|cancel|postpon", trigger.word)
        if vague and not trigger.passive and not _INTRUSIVE.search(sentence.of(scene.text)):
            continue
        found = _systems(scene, trigger)[:3]
        if (
            trigger.word == "affected"
            and not trigger.passive
            and found
            and found[0].span.start - trigger.span.end < 2
        ):
            continue  # "affected servers" tells no disruption
        for mention in found:
            yield _system(scene, trigger, mention, Predicate.DISRUPTED, "disruption")
        if not found:
            yield from _work_stopped(scene, trigger)


def _work_stopped(scene: Scene, trigger: Trigger) -> Iterator[Draft]:
    """Work, not a system, that a verb of disruption speaks of: "operations were cancelled"."""
    region = (
        trigger.before
        if trigger.passive
        else Span(trigger.span.end, min(trigger.clause.end, trigger.span.end + 50))
    )
    match = (
        next(reversed([*_WORK.finditer(scene.text, *region)]), None)
        if trigger.passive
        else _WORK.search(scene.text, *region)
    )
    if match is None or (trigger.passive and trigger.span.start - match.end() > 35):
        return
    name = re.sub(r"^(?:the|its|their|some|all|that|of|and|a)\s+", "", match.group(), flags=re.IGNORECASE)
    work = scene.notebook.entity(
        Kind.SYSTEM, name, "work", name.casefold(), owner=scene.victim, head=name.split()[-1].casefold()
    )
    yield _draft(scene, trigger, Predicate.DISRUPTED, work, "disruption")


def _systems(scene: Scene, trigger: Trigger) -> list[AccountMention]:
    """The systems that a verb speaks of: before it in the passive, behind it otherwise."""
    if trigger.passive:
        return scene.mentions(trigger.before, Kind.SYSTEM)
    return [
        m
        for m in scene.mentions(trigger.after, Kind.SYSTEM)
        if not _ELSEWHERE.search(scene.text, trigger.span.end, m.span.start)
    ]


def _system(
    scene: Scene, trigger: Trigger, mention: AccountMention, predicate: Predicate, rule: str
) -> Draft:
    places = tuple(
        dict.fromkeys(
            m.entity
            for m in scene.mentions(trigger.clause, Kind.ORGANIZATION, Kind.PLACE)
            if _located(scene, m)
        )
    )
    return Draft(
        trigger=trigger.span,
        span=scene.quote(trigger),
        subject=scene.incident,
        predicate=predicate,
        object=mention.entity,
        rule=rule,
        quantity=scene.amount_before(mention.span.start),
        time=scene.time_in(trigger.clause),
        place=places,
    )


def _located(scene: Scene, mention: AccountMention) -> bool:
    return re.search(r"\b(?:at|in)\s+(?:the\s+|its\s+)?$", scene.text[: mention.span.start][-12:]) is not None


def _draft(scene: Scene, trigger: Trigger, predicate: Predicate, entity: str, rule: str) -> Draft:
    return Draft(
        trigger=trigger.span,
        span=scene.quote(trigger),
        subject=scene.incident,
        predicate=predicate,
        object=entity,
        rule=rule,
        time=scene.time_in(trigger.clause),
    )


def origin(scene: Scene) -> Iterator[Draft]:
    """The activity is said to have begun at some organization or place."""
    for trigger in scene.verbs("originate"):
        link = _ORIGIN.match(scene.text, trigger.span.end)
        if link is None or not _INTRUSIVE.search(trigger.before.of(scene.text)):
            continue
        found = [
            m
            for m in scene.mentions(Span(link.end(), trigger.clause.end), *_PLACES)
            if m.span.start - link.end() < 12
        ]
        for mention in found[:1]:
            yield _draft(scene, trigger, Predicate.ORIGINATED_AT, mention.entity, "origin")


def technique(scene: Scene) -> Iterator[Draft]:
    """A means of attack that ATT&CK knows is named as what was used."""
    for trigger in scene.triggers(_TECHNIQUE):
        if not _MEANS.search(trigger.before.of(scene.text)) and "update" not in trigger.word:
            continue
        if is_general(scene, trigger.span):
            continue
        identifier = next(
            key for key, phrases in _TECHNIQUES.items() if re.sub(r"\s+", " ", trigger.word) in phrases
        )
        entry = next(
            (e for e in lists.techniques() if any(known.endswith(identifier) for known in e.identifiers)),
            None,
        )
        if entry is not None:
            concept = scene.notebook.entity(
                Kind.CONCEPT, entry.name, identifier, same_as=(entry.iri,), aliases=(identifier,)
            )
            yield _draft(scene, trigger, Predicate.TECHNIQUE, concept, "technique")


def means(scene: Scene) -> Iterator[Draft]:
    """Malware or a tool is said to have been used, a vulnerability to have been exploited."""
    used = re.compile(
        r"\b(?:us(?:e|es|ed|ing)|deploy(?:ed|ing|s)?|install(?:ed|ing)?|infected\s+with|via|through"
        r"|dropp?(?:ed|ing)|with|exploit(?:ed|ing|s)?|leverag(?:ed|ing)|identified\s+as|strain|variant"
        r"|called)\b",
        re.IGNORECASE,
    )
    for trigger in scene.triggers(used):
        near = Span(trigger.span.end, min(trigger.clause.end, trigger.span.end + 90))
        for mention in scene.mentions(near, Kind.MALWARE, Kind.TOOL):
            yield _draft(scene, trigger, Predicate.USED, mention.entity, "malware or tool")
        for mention in scene.mentions(near, Kind.VULNERABILITY):
            if re.match(r"exploit|leverag|us|via|through", trigger.word):
                yield _draft(scene, trigger, Predicate.EXPLOITED, mention.entity, "vulnerability exploited")


def supplier(scene: Scene) -> Iterator[Draft]:
    """The way in is said to have led through another organization."""
    through = re.compile(
        r"\b(?:through|via|by\s+way\s+of|compromis\w+\s+of|breach\s+(?:of|at))\s+(?:a\s+|an\s+|its\s+"
        r"|the\s+)?(?:third-party\s+)?(?:[\w-]+\s+){0,2}?(?:supplier|vendor|provider|contractor|partner"
        r"|subsidiary|affiliate)\b,?\s*",
        re.IGNORECASE,
    )
    for trigger in scene.triggers(through):
        near = Span(trigger.span.end, min(trigger.clause.end, trigger.span.end + 40))
        for mention in scene.mentions(near, *ORGANIZATIONS)[:1]:
            yield _draft(scene, trigger, Predicate.VIA, mention.entity, "through a supplier")
    for trigger in scene.triggers(_WAY_IN):
        found = scene.notebook.starting(trigger.span.end)
        for mention in [m for m in found if m.kind in ORGANIZATIONS][:1]:
            if mention.entity != scene.victim:
                yield _draft(scene, trigger, Predicate.VIA, mention.entity, "through a supplier")
