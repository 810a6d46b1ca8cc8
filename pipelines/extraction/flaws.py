"""Frames of vulnerabilities and deception: found, exploited, patched, in what; who was impersonated."""

import re
from collections.abc import Iterator

from ontology.terms import Kind, Predicate
from pipelines.extraction.account import Span
from pipelines.extraction.notebook import ORGANIZATIONS
from pipelines.extraction.occasions import took_place
from pipelines.extraction.openings import all_of, first_of
from pipelines.extraction.scene import Draft, Scene, Trigger

_FLAW = re.compile(
    r"\b(?:(?:zero-day|critical|severe|serious|unpatched|remote\s+code\s+execution|security|software"
    r"|high-severity)\s+)*"
    r"(?:vulnerabilit(?:y|ies)|flaws?|bugs?|zero-days?|security\s+holes?|weakness(?:es)?|loopholes?)\b",
    re.IGNORECASE,
)
_FOUND = re.compile(
    r"\b(?:discover(?:ed|s)?|found|identif(?:ied|ies)|uncover(?:ed|s)?|report(?:ed|s)?|spotted|credited)\b"
)
_PATCHED = re.compile(
    r"\b(?:patch(?:ed|es)?|fix(?:ed|es)?|address(?:ed|es)?|clos(?:ed|es)|plug(?:ged|s)|mitigat(?:ed|es)"
    r"|resolv(?:ed|es)"
    r"|(?:issued|released|shipped|published|pushed\s+out|rolled\s+out)\s+(?:an?\s+|the\s+|emergency\s+"
    r"|security\s+|out-of-band\s+)*"
    r"(?:patch(?:es)?|updates?|fix(?:es)?|hotfix(?:es)?))\b",
    re.IGNORECASE,
)
_EXPLOITED = re.compile(
    r"\b(?:exploit(?:ed|ing|s)?|abus(?:ed|ing)|weaponi[sz](?:ed|ing)|leverag(?:ed|ing))\b", re.IGNORECASE
)
_POSED = re.compile(
    r"\b(?:impersonat(?:ed|ing|es)|pos(?:ed|ing)\s+as|pretend(?:ed|ing)\s+to\s+(?:be|come\s+from)"
    r"|masquerad(?:ed|ing)\s+as|spoof(?:ed|ing)"
    r"|mimick(?:ed|ing)|purport(?:ed|ing)\s+to\s+(?:be|come)\s+from|claim(?:ed|ing)\s+to\s+be\s+from"
    r"|made\s+to\s+look\s+like)"
    r"\s+(?:the\s+)?",
    re.IGNORECASE,
)
_IN = re.compile(
    r"\s+(?:in|affecting|impacting|within|of)\s+(?:the\s+|its\s+|some\s+|all\s+)?", re.IGNORECASE
)
_PRODUCT = re.compile(
    r"(?:(?:the|its|some|all|versions?\s+of|older|many"
    r"|popular)\s+)*(?:[a-z][\w-]*\s+){0,5}?(?P<name>[A-Z][\w.+-]*(?:\s+(?:[A-Z][\w.+-]*"
    r"|\d[\w.]*)){0,5}"
    r"(?:\s+(?:and\s+[A-Z]\w+\s+\d+\s+)?(?:routers?|servers?|software|devices?|firewalls?|products?"
    r"|systems?|plugins?|apps?|appliances?|phones?|browsers?|cameras?|chips?|modems?))?)"
)
_GENERAL = "vulnerability"


def found(scene: Scene) -> Iterator[Draft]:
    """Somebody is said to have found a vulnerability."""
    for trigger in scene.triggers(_FOUND):
        region = trigger.before if trigger.passive else trigger.after
        for flaw in _flaws(scene, region)[:1]:
            side = trigger.after if trigger.passive else trigger.before
            finders = scene.mentions(side, *ORGANIZATIONS, Kind.PERSON, Kind.UNNAMED_SOURCE)
            finders = finders[:1] if trigger.passive else finders[-1:]
            yield from (
                _draft(scene, trigger, flaw, Predicate.DISCOVERED_BY, m.entity, "flaw found") for m in finders
            )


def exploited(scene: Scene) -> Iterator[Draft]:
    """A vulnerability is said to have been exploited in the incident."""
    for trigger in scene.triggers(_EXPLOITED):
        if not took_place(scene, trigger):
            continue
        known = re.search(
            r"\b(?:known|actively|widely|commonly|being)\s+$", scene.text[: trigger.span.start][-12:]
        )
        for flaw in [] if known else _flaws(scene, trigger.before if trigger.passive else trigger.after)[:1]:
            yield _draft(scene, trigger, scene.incident, Predicate.EXPLOITED, flaw, "flaw exploited")


def patched(scene: Scene) -> Iterator[Draft]:
    """A vulnerability is said to have been patched, by whom."""
    for trigger in scene.triggers(_PATCHED):
        flaws = _flaws(scene, trigger.before if trigger.passive else trigger.after)
        if not flaws and re.search(r"patch|fix|update", trigger.word):
            flaws = _flaw_before(scene, trigger.span.start)
        makers = scene.mentions(trigger.after if trigger.passive else trigger.before, *ORGANIZATIONS)
        if flaws and makers:
            yield _draft(scene, trigger, flaws[0], Predicate.PATCHED_BY, makers[-1].entity, "flaw patched")


def products(scene: Scene) -> Iterator[Draft]:
    """A vulnerability is said to be in a product or system."""
    for trigger in scene.triggers(_FLAW):
        link = _IN.match(scene.text, trigger.span.end, trigger.clause.end)
        named = [
            m
            for m in scene.notebook.starting(trigger.span.end, trigger.span.end + 3)
            if m.kind is Kind.VULNERABILITY
        ]
        start = link.end() if link else named[0].span.end if named else None
        if start is None:
            continue
        region = Span(start, min(start + 50, trigger.clause.end))
        found_ = [m for m in scene.mentions(region, Kind.SYSTEM, Kind.TOOL) if m.span.start - start < 25]
        flaw = _entity(scene, trigger.span, trigger.clause)
        product = _product(scene, region) or next((m.entity for m in found_), None)
        if product is not None:
            yield _draft(scene, trigger, flaw, Predicate.AFFECTED_PRODUCT, product, "product affected")


def _product(scene: Scene, region: Span) -> str | None:
    """The product that a stretch names first, noted as a system ("Example routers")."""
    match = _PRODUCT.match(scene.text, region.start, min(region.end + 40, len(scene.text)))
    if match is None:
        return None
    name = scene.notebook.trimmed(*match.span("name"))
    held = [
        m for m in scene.notebook.overlapping(name) if m.named and m.kind not in {Kind.SECTOR, Kind.QUANTITY}
    ]
    if any(m.span.covers(name) and m.kind not in {Kind.SYSTEM, Kind.TOOL} for m in held):
        return None
    identifier = scene.notebook.entity(
        Kind.SYSTEM, name.of(scene.text), "product", name.of(scene.text).casefold()
    )
    if not held:
        scene.notebook.note(name, identifier, named=True)
    return identifier


def impersonated(scene: Scene) -> Iterator[Draft]:
    """The intruders are said to have posed as somebody."""
    for trigger in scene.triggers(_POSED):
        near = Span(trigger.span.end, min(trigger.clause.end, trigger.span.end + 50))
        found_ = scene.mentions(near, *ORGANIZATIONS, Kind.PERSON, Kind.UNNAMED_SOURCE)
        found_ = [m for m in found_ if m.span.start - near.start < 20]
        who = found_[0].entity if found_ else _guise(scene, near)
        if who is not None:
            yield _draft(scene, trigger, scene.incident, Predicate.IMPERSONATED, who, "impersonation")


def _guise(scene: Scene, region: Span) -> str | None:
    """As whom somebody poses, where that is only described ("the tax office")."""
    match = re.match(
        r"(?:an?\s+|the\s+|from\s+)*(?P<who>[a-z][\w’-]*(?:\s+[a-z][\w-]*){0,3}?)(?=[,.;]|\s+(?:to|and"
        r"|in|on|who|that|last|by|with|at|from|\w+ed|broke|sent|stole|got|gained|called|asked|had|has|have|was|were)\b|$)",
        region.of(scene.text),
    )
    if match is None:
        return None
    return scene.notebook.entity(Kind.ORGANIZATION, match.group("who"), "guise", match.group("who"))


def _flaws(scene: Scene, region: Span) -> list[str]:
    """The vulnerabilities of a region: by name or identifier, else as "a vulnerability"."""
    named = [m.entity for m in scene.mentions(region, Kind.VULNERABILITY)]
    if named:
        return named
    match = first_of(_FLAW, scene.text, region.start, region.end)
    return [_entity(scene, Span(*match.span()), region)] if match else []


def _flaw_before(scene: Scene, position: int) -> list[str]:
    """The vulnerability last spoken of, not long before."""
    near = Span(max(0, position - 500), position)
    last = next(reversed([*all_of(_FLAW, scene.text, *near)]), None)
    return [_entity(scene, Span(*last.span()), Span(*last.span()))] if last else []


def _entity(scene: Scene, span: Span, region: Span) -> str:
    near = scene.mentions(Span(region.start, min(span.end + 60, region.end)), Kind.VULNERABILITY)
    if near:
        return near[0].entity
    named = {m.entity for m in scene.notebook.mentions if m.kind is Kind.VULNERABILITY and m.named}
    if len(named) == 1:
        return named.pop()  # the one flaw that a text names is the one it speaks of
    return scene.notebook.entity(Kind.VULNERABILITY, span.of(scene.text), _GENERAL)


def _draft(
    scene: Scene, trigger: Trigger, subject: str, predicate: Predicate, entity: str, rule: str
) -> Draft:
    return Draft(
        trigger=trigger.span,
        span=scene.quote(trigger),
        subject=subject,
        predicate=predicate,
        object=entity,
        rule=rule,
        time=scene.time_in(trigger.clause),
    )
