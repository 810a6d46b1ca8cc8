"""Frames of harm: people and records affected, ransom, fines, lawsuits, arrests, and impact in general."""

import re
from collections.abc import Iterator

from ontology.terms import EventType, Kind, Predicate
from pipelines.extraction.account import AccountMention, Amount, Span
from pipelines.extraction.incidents import event
from pipelines.extraction.notebook import ORGANIZATIONS
from pipelines.extraction.occasions import took_place
from pipelines.extraction.openings import first_of
from pipelines.extraction.people import collective
from pipelines.extraction.scene import Draft, Scene, Trigger
from pipelines.extraction.wordlists import alternatives, lexicon, plurals

_PERSONS = re.compile(rf"\b{alternatives(plurals(lexicon('phrases')['people']['persons']))}\b", re.IGNORECASE)
_COUNTED = re.compile(
    r"(?:\s+of\s+(?:its|the|their|our))?(?:\s+(?:current|former|past|and|or|registered|active|affected"
    r"|Australian|new|individual|other|private|\w+an"
    r"|\w+ese|health|hospital|bank|credit|insurance|mobile|government|state|federal|local|public"
    rf"|corporate|business|retail)){{0,4}}\s+"
    rf"(?P<people>{alternatives(plurals(lexicon('phrases')['people']['persons']))})\b(?!['’]"
    r"|\s+(?:accounts?|records?|files?|data|emails?))"
)
_AFFECTED = re.compile(
    r"\b(?:affect(?:ed|s|ing)?|impact(?:ed|s|ing)?|expos(?:ed|ing|es)|leak(?:ed|s|ing)?|stol(?:e|en)"
    r"|compromis(?:ed|ing|es)|access(?:ed|ing)?|taken|involv(?:ed|es|ing)|notif(?:ied|ying)"
    r"|breach(?:ed)?|relat(?:ed|ing)\s+to|belonging\s+to|data\s+of|information\s+(?:of|on|about)"
    r"|details\s+of|records\s+of)\b",
    re.IGNORECASE,
)
_IMPACT = re.compile(
    r"\b(?:any|no|significant|serious|major|material|operational|financial|further)?\s*(?:“"
    rf"|\")?(?:any\s+|no\s+)?{alternatives(lexicon('events')['impact']['nouns'])}(?:\s+or\s+\w+)?(?:”"
    r"|\")?\s+(?:from|on|to|by|caused|has|have|resulting)\b",
    re.IGNORECASE,
)
_COSTS = re.compile(
    r"\b(?:stole|stolen|stealing|siphon(?:ed|ing)|loot(?:ed|ing)|drain(?:ed|ing)|lost|los(?:es|s|ses)"
    r"|defraud(?:ed|ing)|cost(?:s|ing)?|damages?"
    r"|transfer(?:red|ring)?|made\s+off\s+with|expenses|withdrew|withdrawn|took"
    r"|taken)\b(?=[^.;]{0,40}?[$€£¥₹\d])",
    re.IGNORECASE,
)
_SUSPECT = re.compile(
    r"\b(?:an?\s+|the\s+)?(?P<who>(?:[\w-]+\s+){0,3}?(?:suspects?|m[ae]n|wom[ae]n|people|teenagers?"
    r"|hackers?|students?|employees?|engineers?|nationals?|members?)"
    r"(?:\s+of\s+(?:the\s+)?(?:[\w’'-]+\s?){1,5}?(?=\s(?:has|have|was|were)|[,.]|$))?)",
    re.IGNORECASE,
)
_RANSOM = re.compile(
    r"\bransoms?\b|\bextort\w*\b|\bto\s+(?:decrypt|unlock|restore|delete|return)\b|\bdecrypt\w*\b",
    re.IGNORECASE,
)

_DIRECTLY = re.compile(r"\s+(?:(?:has|have|had|who|also|then|later|initially|reportedly|allegedly)\s+)*")


def people_affected(scene: Scene) -> Iterator[Draft]:
    """A number or group of people is said to have been affected."""
    told: set[tuple[Amount, int]] = set()
    for span, amount, kind, noun in scene.amounts:
        people = None if kind is Kind.MONEY else _people_after(scene, span, noun)
        if people is None:
            continue
        segment = scene.segment_at(span.start)
        if segment is None or (amount, segment.span.start) in told:
            continue
        for trigger in scene.triggers(_AFFECTED):
            if trigger.clause.start <= span.start < trigger.clause.end and trigger.segment == segment:
                told.add((amount, segment.span.start))
                whole = Span(span.start, people.end)
                entity = collective(scene.notebook, whole, people.of(scene.text), amount)
                yield _draft(
                    scene,
                    trigger,
                    scene.incident,
                    Predicate.PEOPLE_AFFECTED,
                    entity,
                    "people affected",
                    amount,
                )
                break


def _people_after(scene: Scene, span: Span, noun: Span | None) -> Span | None:
    """The word for people that a number counts, behind up to four words that tell which."""
    match = _COUNTED.match(scene.text, span.end)
    if match is not None:
        return Span(*match.span("people"))
    last = noun.of(scene.text).split()[-1] if noun is not None else ""
    return Span(noun.end - len(last), noun.end) if noun is not None and _PERSONS.fullmatch(last) else None


def _draft(
    scene: Scene,
    trigger: Trigger,
    subject: str,
    predicate: Predicate,
    entity: str,
    rule: str,
    amount: Amount | None = None,
) -> Draft:
    return Draft(
        trigger=trigger.span,
        span=scene.quote(trigger),
        subject=subject,
        predicate=predicate,
        object=entity,
        rule=rule,
        quantity=amount,
        time=scene.time_in(trigger.clause),
    )


def ransom(scene: Scene) -> Iterator[Draft]:
    """A ransom is said to have been demanded or paid, or not."""
    for group, predicate in (("demand", Predicate.RANSOM_DEMANDED), ("pay", Predicate.RANSOM_PAID)):
        for trigger in scene.verbs(group):
            near = Span(
                max(trigger.clause.start, trigger.span.start - 90),
                min(trigger.clause.end, trigger.span.end + 90),
            )
            money = _money(scene, near)
            sentence = scene.notebook.sentence(trigger.span.start)
            spoken = first_of(_RANSOM, scene.text, trigger.clause.start, trigger.clause.end) or (
                group == "pay" and first_of(_RANSOM, scene.text, sentence.start, trigger.span.start)
            )
            if not took_place(scene, trigger):
                continue
            theirs = group == "demand" and _is_of_intruders(scene, trigger)
            if (not spoken and not (money and (theirs or _extorts(scene)))) or _pays_otherwise(
                scene, trigger
            ):
                continue
            entity, amount = money or (scene.notebook.entity(Kind.MONEY, "ransom"), None)
            yield _draft(scene, trigger, scene.incident, predicate, entity, f"ransom ({group})", amount)


def _is_of_intruders(scene: Scene, trigger: Trigger) -> bool:
    """Whether intruders are the subject of a verb: "the hackers had asked for"."""
    found = scene.mentions(trigger.before, Kind.THREAT_ACTOR)[-1:]
    return any(_DIRECTLY.fullmatch(scene.text, m.span.end, trigger.span.start) for m in found)


def _pays_otherwise(scene: Scene, trigger: Trigger) -> bool:
    """Whether something else than a ransom is paid or asked for ("asked customers to", "transfer files")."""
    return (
        re.match(
            r"\s+(?:\w+\s+){0,2}(?:customers|users|recipients|employees|people|whether|about|attention"
            r"|for\s+(?:comment|help|information)|data|files)\b",
            scene.text[trigger.span.end : trigger.span.end + 40],
        )
        is not None
    )


def costs(scene: Scene) -> Iterator[Draft]:
    """A sum is said to have been stolen, lost, or spent because of it."""
    for trigger in scene.triggers(_COSTS):
        if not trigger.word.startswith(("cost", "loss", "damage", "expense")) and not took_place(
            scene, trigger
        ):
            continue
        near = Span(trigger.span.end, min(trigger.clause.end, trigger.span.end + 60))
        money = _money(scene, near)
        if money:
            yield _draft(scene, trigger, scene.incident, Predicate.AMOUNT, money[0], "sum lost", money[1])


def _extorts(scene: Scene) -> bool:
    return first_of(_RANSOM, scene.text) is not None


def _money(scene: Scene, region: Span) -> tuple[str, Amount] | None:
    for span, amount, kind, _ in scene.amounts:
        if kind is Kind.MONEY and region.covers(span):
            return scene.notebook.entity(Kind.MONEY, span.of(scene.text), amount=amount), amount
    return None


def penalties(scene: Scene) -> Iterator[Draft]:
    """Somebody is said to have been fined, sued or arrested over it."""
    for group, kind in (("fine", EventType.FINE), ("sue", EventType.LAWSUIT), ("arrest", EventType.ARREST)):
        for trigger in scene.verbs(group):
            clause = trigger.clause.of(scene.text)
            if group == "sue" and not re.search(
                r"\b(?:lawsuit|suit|class[- ]action|complaint|su(?:ed|ing|es?))\b", clause
            ):
                continue
            yield from _penalty(scene, trigger, kind)


def _penalty(scene: Scene, trigger: Trigger, kind: EventType) -> Iterator[Draft]:
    agents = (*ORGANIZATIONS, Kind.PERSON, Kind.THREAT_ACTOR)
    subject = event(scene.notebook, kind)
    before, after = scene.mentions(trigger.before, *agents), scene.mentions(trigger.after, *agents)
    actors, targets = (after[:1], before[-1:]) if trigger.passive else (before[-1:], after[:1])
    if kind is EventType.ARREST:
        yield from _suspects(scene, trigger, subject)
        targets = [m for m in targets if m.kind not in ORGANIZATIONS]
    yield from (_draft(scene, trigger, subject, Predicate.TARGET, m.entity, kind.value) for m in targets)
    yield from (
        _draft(scene, trigger, subject, Predicate.ACTOR, m.entity, kind.value)
        for m in actors
        if _differs(m, targets)
    )
    money = _money(scene, trigger.clause)
    if money:
        yield _draft(scene, trigger, subject, Predicate.AMOUNT, money[0], kind.value, money[1])


def _suspects(scene: Scene, trigger: Trigger, subject: str) -> Iterator[Draft]:
    """Those arrested or charged who are only described: "three suspects", "a former employee of Acme"."""
    region = (
        trigger.before
        if trigger.passive
        else Span(trigger.span.end, min(trigger.clause.end, trigger.span.end + 50))
    )
    match = _SUSPECT.search(scene.text, *region)
    if match is None or (not trigger.passive and match.start() - trigger.span.end > 20):
        return
    name = match.group("who")
    entity = scene.notebook.entity(Kind.COLLECTIVE, name, "suspects", name.casefold())
    yield _draft(scene, trigger, subject, Predicate.TARGET, entity, EventType.ARREST.value)


def _differs(mention: AccountMention, others: list[AccountMention]) -> bool:
    return all(mention.entity != other.entity for other in others)


def impact(scene: Scene) -> Iterator[Draft]:
    """Damage, impact or loss is said to have resulted, or not to be confirmed."""
    for trigger in scene.triggers(_IMPACT):
        words = scene.notebook.trimmed(*trigger.span, ' \n“”"').of(scene.text)
        noun = next(n for n in lexicon("events")["impact"]["nouns"] if n in words.casefold())
        concept = scene.notebook.entity(Kind.CONCEPT, noun, "impact", noun)
        yield _draft(scene, trigger, scene.incident, Predicate.HAS_IMPACT, concept, "impact")
