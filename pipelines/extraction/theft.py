"""Frames of information: taken, leaked, misused, or merely reached."""

import re
from collections.abc import Iterator

from ontology.terms import Kind, Predicate
from pipelines.extraction.account import AccountMention, Span
from pipelines.extraction.assets import DataPhrase
from pipelines.extraction.notebook import ORGANIZATIONS
from pipelines.extraction.occasions import took_place
from pipelines.extraction.openings import first_of
from pipelines.extraction.scene import Draft, Scene, Trigger
from pipelines.extraction.sectors import sectors_in
from pipelines.extraction.stolen import taken
from pipelines.extraction.wordlists import lexicon, words

_NOUN = words(lexicon("events")["exfiltration"]["nouns"])
_NOUN_OBJECT = re.compile(r"(?:\s+(?:of|involving|affecting|in))\s+")
_REACHED = re.compile(
    r"\b(?:gain(?:ed|s|ing)?\s+access\s+to|access(?:ed|es|ing)?|reach(?:ed|es|ing)?|view(?:ed|ing)?"
    r"|hacked|obtain(?:ed|ing)?"
    r"|compromis(?:ed|ing)|expos(?:ed|ing)|unauthori[sz]ed\s+access\s+to|illegal\s+access\s+to|stole"
    r"|stolen|leaked|taken)\b",
    re.IGNORECASE,
)
_SEEN = re.compile(
    r"\b(?:access(?:ed|es|ing)?|view(?:ed|ing)|gain(?:ed|ing)?\s+access\s+to)\b", re.IGNORECASE
)
_OTHER_TAKING = re.compile(
    r"\s+(?:\w+\s+)?(?:over|steps?|place|part|advantage|down|offline|control|note|action|measures?"
    r"|responsibility|time|effect|care|credit|hours|days|weeks)\b"
)
_TOUCHED = re.compile(
    r"\b(?:compromis(?:e|es|ed|ing)|impact(?:ed|ing)?|affect(?:ed|ing|s)?|involv(?:ed?|ing|es))\b",
    re.IGNORECASE,
)
_INCIDENT = re.compile(r"\b(?:incident|breach|attack|intrusion|leak|hack|cyberattack|theft)\b", re.IGNORECASE)
_WEAK = re.compile(
    r"take|took|taken|taking|send|sent|lose|lost|sell|sold|post|publish|releas|dump|obtain|transfer"
    r"|remov|copy|copied|exit",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"\b(?:data|information|records?|files?|documents?|that|those)\s+(?:of|on|about|from|belonging\s+to"
    r"|held\s+by)\s+(?:not\s+only\s+)?",
    re.IGNORECASE,
)
_FRAMED = re.compile(
    r"\b(?:in|from|across)\s+(?:the\s+)?[^.;]*?(?<!private-)(?<!public-)\b(?:industr(?:y|ies)|sectors?"
    r"|business(?:es)?|fields?)\b"
)
_HOLDERS = (*ORGANIZATIONS, Kind.COLLECTIVE)


def exfiltration(scene: Scene) -> Iterator[Draft]:
    """Information is said to have left its owner's control: leaked, stolen, sent out, published."""
    for trigger in scene.verbs("exfiltrate"):
        if _is_means(scene, trigger) or not took_place(scene, trigger):
            continue
        for phrase in _objects(scene, trigger):
            yield from _drafts(scene, trigger, phrase, Predicate.EXFILTRATED, "exfiltration")
        if not _objects(scene, trigger) and (not _WEAK.match(trigger.word) or _by_attackers(scene, trigger)):
            yield from _otherwise(scene, trigger)


def leak(scene: Scene) -> Iterator[Draft]:
    """A noun tells of it: "no leak of data", "theft of customer records"."""
    for trigger in scene.triggers(_NOUN):
        link = _NOUN_OBJECT.match(scene.text, trigger.span.end)
        if link is None:
            continue
        reach = Span(link.end(), min(link.end() + 40, trigger.segment.span.end))
        for phrase in scene.data_in(reach)[:1]:
            yield from _drafts(scene, trigger, phrase, Predicate.EXFILTRATED, "leak of information")


def misuse(scene: Scene) -> Iterator[Draft]:
    """Information is said to have been put to improper use."""
    for trigger in scene.verbs("misuse"):
        for phrase in _objects(scene, trigger):
            yield from _drafts(scene, trigger, phrase, Predicate.MISUSED, "misuse")


def compromised_information(scene: Scene) -> Iterator[Draft]:
    """Information, not a system, is said to be compromised or exposed."""
    for trigger in scene.triggers(_TOUCHED):
        if trigger.passive and not trigger.word.startswith("involv"):
            for phrase in scene.data_in(trigger.before):
                yield from _drafts(scene, trigger, phrase, Predicate.EXFILTRATED, "compromised information")
        elif not trigger.passive and _INCIDENT.search(trigger.before.of(scene.text)):
            for phrase in _objects(scene, trigger):
                yield from _drafts(scene, trigger, phrase, Predicate.COMPROMISED, "information involved")


def information_reached(scene: Scene) -> Iterator[Draft]:
    """Information is said to have been accessed or seen, which is not yet to have left."""
    for trigger in scene.triggers(_SEEN):
        if trigger.word.startswith("access") and not took_place(scene, trigger):
            continue
        region = trigger.before if trigger.passive else trigger.after
        found = [p for p in scene.data_in(region) if trigger.passive or p.span.start - trigger.span.end < 25]
        for phrase in found if trigger.passive else found[:1]:
            yield from _drafts(scene, trigger, phrase, Predicate.COMPROMISED, "information reached")


def data_reached(scene: Scene) -> Iterator[Draft]:
    """Somebody's information is said to have been reached: "access to data on dozens of companies"."""
    for trigger in scene.triggers(_REACHED):
        left = trigger.word.startswith(("stole", "leak", "taken"))
        for owner in _owners(scene, trigger):
            if (
                left
                and owner.kind is Kind.COLLECTIVE
                and scene.notebook.entities[owner.entity].amount is None
            ):
                continue  # "information about customers was leaked" says it already
            yield _draft_of(scene, trigger, Predicate.ACCESSED_DATA_OF, owner.entity, "data reached", owner)
        if left:
            continue
        for sector in _sectors(scene, trigger):
            yield _draft_of(
                scene, trigger, Predicate.AFFECTED_SECTOR, sector, "sector of those reached", None
            )


def _by_attackers(scene: Scene, trigger: Trigger) -> bool:
    """Whether those who take are the attackers, so that a verb as weak as "copied" tells of theft."""
    return not trigger.passive and bool(scene.mentions(trigger.before, Kind.THREAT_ACTOR))


def _is_means(scene: Scene, trigger: Trigger) -> bool:
    """Whether what was stolen is a means ("using stolen passwords"), or a site is named for its leaks."""
    before = scene.text[max(trigger.clause.start, trigger.span.start - 45) : trigger.span.start]
    after = scene.text[trigger.span.end : trigger.span.end + 12]
    if re.match(r"\s+(?:sites?|blogs?|portals?|pages?)\b", after):
        return True
    if trigger.word.startswith(("tak", "took")) and _OTHER_TAKING.match(scene.text, trigger.span.end):
        return True
    adjective = re.search(r"\b(?:us(?:ed?|ing|es)|with|through|via|by)\s+(?:the\s+|an?\s+|\w+\s+)?$", before)
    behind = re.search(
        r"\b(?:us(?:ed?|ing|es)|with|through|via)\s+(?:\w+\s+)?(?:credentials|passwords?|logins?"
        r"|accounts?|keys)\s+$",
        before,
    )
    return (
        not trigger.passive
        and re.match(r"stolen|leaked|taken|obtained|exposed", trigger.word) is not None
        and bool(adjective or behind)
    )


def _objects(scene: Scene, trigger: Trigger) -> list[DataPhrase]:
    """The information that a verb speaks of: its subject in the passive, its object otherwise."""
    if trigger.passive:
        return _nearest(scene.data_in(trigger.before))
    after = [
        p for p in scene.data_in(trigger.after) if not _interrupted(scene, trigger.span.end, p.span.start)
    ]
    if after:
        return _run(scene, after)
    if re.search(r"(?:leaked|stolen|hacked|taken|exposed|leak)$", trigger.word):
        return _nearest(scene.data_in(trigger.before))
    return []


def _nearest(found: list[DataPhrase]) -> list[DataPhrase]:
    return found


def _interrupted(scene: Scene, start: int, end: int) -> bool:
    """Whether another verb stands between a trigger and what would be its object."""
    between = scene.text[start:end]
    return (
        re.search(r"\b(?:is|are|was|were|has|have|had|that|which|who|said|to\s+\w+|by)\b", between)
        is not None
    )


def _run(scene: Scene, found: list[DataPhrase]) -> list[DataPhrase]:
    """The first phrase and those coordinated with it."""
    kept = found[:1]
    for phrase in found[1:]:
        between = scene.text[kept[-1].span.end : phrase.span.start]
        if not re.fullmatch(
            r"\s*(?:,|and|or|as\s+well\s+as|,\s*and|including|such\s+as|\s)*\s*(?:the|its|their|any|\s)*",
            between,
        ):
            break
        kept.append(phrase)
    return kept


def _drafts(
    scene: Scene, trigger: Trigger, phrase: DataPhrase, predicate: Predicate, rule: str
) -> Iterator[Draft]:
    for entity in phrase.entities:
        yield Draft(
            trigger=trigger.span,
            span=_extended(scene, trigger, phrase),
            subject=scene.incident,
            predicate=predicate,
            object=entity,
            rule=rule,
            scope=phrase.scope,
            quantity=scene.amount_before(phrase.span.start),
            time=scene.time_in(trigger.clause),
        )


def _extended(scene: Scene, trigger: Trigger, phrase: DataPhrase) -> Span:
    quote = scene.quote(trigger)
    return Span(min(quote.start, phrase.span.start), max(quote.end, phrase.span.end))


def _otherwise(scene: Scene, trigger: Trigger) -> Iterator[Draft]:
    """What was taken, in words that are no known information; a leak "from Acme" is of its information."""
    thing = taken(scene, trigger)
    if thing is not None:
        yield _draft_of(scene, trigger, Predicate.EXFILTRATED, thing, "taken, in its own words", None)
    elif re.match(r"leak|exfiltrat|siphon", trigger.word) and not trigger.passive and scene.victim:
        owner = scene.mentions(trigger.after, *ORGANIZATIONS)
        body = owner[0].entity if owner else scene.victim
        entity = scene.notebook.entity(
            Kind.DATA, "data", "information", (), (), body, owner=body, head="information"
        )
        yield _draft_of(scene, trigger, Predicate.EXFILTRATED, entity, "leak without an object", None)


def _draft_of(
    scene: Scene,
    trigger: Trigger,
    predicate: Predicate,
    entity: str,
    rule: str,
    counted: AccountMention | None,
) -> Draft:
    return Draft(
        trigger=trigger.span,
        span=scene.quote(trigger),
        subject=scene.incident,
        predicate=predicate,
        object=entity,
        rule=rule,
        quantity=scene.notebook.entities[entity].amount if counted else None,
        time=scene.time_in(trigger.clause),
    )


def _owners(scene: Scene, trigger: Trigger) -> list[AccountMention]:
    """The agents behind "data of", "that of", "information on" beside a trigger."""
    region = _of_others(scene, trigger)
    if region is None:
        return []
    return [m for m in scene.mentions(region, *_HOLDERS) if not _is_speaker(trigger, m)]


def _of_others(scene: Scene, trigger: Trigger) -> Span | None:
    """Where those stand whose information is spoken of: behind the verb, or before it in the passive."""
    if trigger.passive:
        match = first_of(_OTHERS, scene.text, trigger.clause.start, trigger.span.start)
        if match:
            return Span(match.end(), trigger.span.start)
    match = first_of(_OTHERS, scene.text, trigger.span.start, trigger.clause.end)
    return Span(match.end(), trigger.clause.end) if match else None


def _is_speaker(trigger: Trigger, mention: AccountMention) -> bool:
    return any(mention.entity in step.speakers for step in trigger.segment.chain[:1]) and mention.named


def _sectors(scene: Scene, trigger: Trigger) -> tuple[str, ...]:
    """The sectors of those whose information was reached ("companies in the power industry")."""
    region = _of_others(scene, trigger)
    if region is None:
        return ()
    framed = _FRAMED.finditer(scene.text, region.start, region.end)
    return tuple(dict.fromkeys(s for m in framed for s in sectors_in(scene.notebook, Span(*m.span()))))
