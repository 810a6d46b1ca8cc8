"""Frames of background: where somebody is from, in which sector they work, what is known of them."""

import re
from collections.abc import Iterator

from ontology.terms import Kind, Predicate
from pipelines.extraction.account import AccountMention, Span
from pipelines.extraction.notebook import ORGANIZATIONS, Notebook
from pipelines.extraction.openings import each_of
from pipelines.extraction.scene import Draft, Scene, Trigger, remark
from pipelines.extraction.sectors import sector_in, sectors_in
from pipelines.extraction.wordlists import alternatives, lexicon, plurals

_ORG_NOUNS = plurals(n for nouns in lexicon("phrases")["organization"].values() for n in nouns)
_GROUPS = (
    "news site",
    "newspaper",
    "hacking group",
    "hacker group",
    "espionage group",
    "ransomware gang",
    "ransomware group",
    "gang",
    "news agency",
    "cyber-espionage group",
    "broadcaster",
)
_INITIALS = "".join(sorted({noun[0] for noun in (*_ORG_NOUNS, *_GROUPS)}))  # few words begin as one of them
_NOUN = rf"(?=[{_INITIALS}]){alternatives((*_ORG_NOUNS, *_GROUPS))}"
_NO_MODIFIER = (
    r"(?!(?:but|and|or|the|an?|of|at|by|in|on|to|for|from|with|as|said|has|have|was|were|that|which|who"
    r"|its|their|is|are|it|he|she|they|after|when|citing|quoting|including|involving|targeting|against|among"
    r"|into|over|under|via|despite|like|than)\b)"
)
_DESCRIBED = re.compile(
    rf"\b(?:(?P<det>[Tt]he|[Aa]n?|[Tt]his)[^\S\n]+)?"
    rf"(?P<words>(?:{_NO_MODIFIER}(?:[A-Z]\.)*[\w’'-]+(?:\.\w+)*(?<![’']s)[^\S\n]+){{1,4}}?)(?P<noun>"
    rf"{_NOUN})\b",
    re.IGNORECASE,
)
_NOUNS = re.compile(rf"\b(?<=[^\S\n]){_NOUN}\b", re.IGNORECASE)
_MAY_DESCRIBE = re.compile(r"\b(?=[\w’'-])")
_MOST_BEFORE = 5  # words before the noun: the determiner and four more
_SERVES = re.compile(
    r"\b(?:involved\s+in|works?\s+(?:in|for)|active\s+in|supplies|supplier\s+(?:to|of)|serv(?:es|ing)"
    r"|provid(?:es|ing)\s+(?:\w+\s+){0,3}(?:to|for)|makes?|manufactur(?:es|ing)|contracts?\s+(?:in|for"
    r"|with)|projects?\s+in)\b",
    re.IGNORECASE,
)
_SERVED = re.compile(
    r"\b(?:projects?|contracts?|systems?|equipment|industr(?:y|ies)|sectors?|services|infrastructure"
    r"|business(?:es)?|customers|fields?|clients)\b",
    re.IGNORECASE,
)
_UNIT = re.compile(
    r",?\s+(?:a|an|the)\s+(?:[\w-]+\s+){0,3}?(?:unit|subsidiary|arm|division|affiliate|part|department"
    r"|branch)\s+of\s+(?:the\s+)?|\s+(?:is|was)\s+owned\s+by\s+(?:the\s+)?"
    r"|,\s+(?:which\s+is\s+)?owned\s+by\s+(?:the\s+)?",
    re.IGNORECASE,
)
_KNOWN = re.compile(
    r"\b(?:little|nothing|not\s+much|few\s+details)\s+(?:is|are|was"
    r"|were)\s+(?:publicly\s+)?known\s+(?:about|of)\s+",
    re.IGNORECASE,
)
_CONTAINED = re.compile(
    r"\b(?:contain(?:ed|s|ing)?|included|includes|comprised|consisted\s+of)\b", re.IGNORECASE
)
_CLEARANCE = re.compile(
    r"\b(?:used\s+by|belonging\s+to|assigned\s+to|operated\s+by"
    r"|issued\s+to)\s+(?P<who>(?:the\s+)?[\w-]+(?:\s+[\w-]+){0,4}?)(?=,|\.|\s+(?:who|which|in|at|and)\b"
    r"|$)",
    re.IGNORECASE,
)


def described(scene: Scene) -> Iterator[Draft]:
    """A description beside a name: "Japanese tech firm Acme", "Acme, a Chinese retailer"."""
    for match in _descriptions(scene.text):
        trigger = scene.trigger(Span(*match.span()))
        if trigger is None:
            continue
        if any(m.named for m in scene.notebook.overlapping(Span(*match.span("noun")))):
            continue
        whom = _described_entity(scene, Span(*match.span()))
        if whom is None:
            continue
        words = Span(match.start("words"), match.end("noun"))
        end = max(match.end(), whom.span.end) if whom.span.start >= match.start() else match.end()
        span = Span(min(match.start(), whom.span.start), end)
        yield from _description(scene, trigger, whom.entity, words, span)


def _descriptions(text: str) -> Iterator[re.Match[str]]:
    """What `_DESCRIBED.finditer` gives: tried only at the few words of a line before one of its nouns."""
    tried = 0
    for noun in each_of(_NOUNS, text):
        line = text.rfind("\n", 0, noun.start()) + 1
        words = text[line : noun.start()].rsplit(None, _MOST_BEFORE)
        first = line + len(words[0]) if len(words) > _MOST_BEFORE else line
        for place in _MAY_DESCRIBE.finditer(text, max(first, tried), noun.start()):
            match = _DESCRIBED.match(text, place.start())
            if match is not None:
                tried = match.end()
                yield match
                break
        tried = max(tried, noun.start())


def _described_entity(scene: Scene, span: Span) -> AccountMention | None:
    """Whom a description stands beside or for."""
    kinds = ORGANIZATIONS | {Kind.THREAT_ACTOR}
    near = Span(max(span.start - 20, 0), span.end + 8)
    for mention in scene.notebook.overlapping(near):
        if mention.kind not in kinds:
            continue
        after = scene.text[span.end : mention.span.start] if mention.span.start >= span.end else None
        if mention.named and after is not None and re.fullmatch(r"[^\S\n]+", after):
            return mention
        before = scene.text[mention.span.end : span.start] if mention.span.end <= span.start else None
        if (
            mention.named
            and before is not None
            and re.fullmatch(r",\s+(?:which\s+is\s+)?|\s+is\s+|\s+was\s+", before)
        ):
            return mention
        if not mention.named and mention.span == span and mention.kind in ORGANIZATIONS:
            return mention
    return None


def _description(scene: Scene, trigger: Trigger, entity: str, words: Span, span: Span) -> Iterator[Draft]:
    for mention in scene.mentions(words, Kind.PLACE)[:1]:
        yield remark(trigger.span, span, entity, Predicate.LOCATED_IN, mention.entity, "nationality")
    sector = sector_in(scene.notebook, words) if scene.notebook.kind(entity) in ORGANIZATIONS else None
    if sector is not None and sector != entity:
        yield remark(trigger.span, span, entity, Predicate.SECTOR, sector, "sector of an organization")


def served(scene: Scene) -> Iterator[Draft]:
    """An organization is said to work for sectors without belonging to them; that is no harm done there."""
    for trigger in scene.triggers(_SERVES):
        reach = min(trigger.clause.end, trigger.span.end + 110)
        served_ = next(reversed([*_SERVED.finditer(scene.text, trigger.span.end, reach)]), None)
        if served_ is None:
            continue
        whom = scene.mentions(
            Span(scene.notebook.sentence(trigger.span.start).start, trigger.span.start), *ORGANIZATIONS
        )
        for sector in sectors_in(scene.notebook, Span(trigger.span.end, served_.end())) if whom else ():
            yield remark(
                trigger.span,
                scene.quote(trigger),
                whom[-1].entity,
                Predicate.SERVES_SECTOR,
                sector,
                "works for a sector",
            )


def units(scene: Scene) -> Iterator[Draft]:
    """An organization is said to be a unit of, or owned by, another."""
    for trigger in scene.triggers(_UNIT):
        before = [m for m in scene.notebook.ending(trigger.span.start) if m.kind in ORGANIZATIONS]
        after = [m for m in scene.notebook.starting(trigger.span.end) if m.kind in ORGANIZATIONS]
        if before and after and before[0].entity != after[0].entity:
            predicate = Predicate.OWNED_BY if "owned" in trigger.word else Predicate.PART_OF
            yield remark(
                trigger.span,
                Span(before[0].span.start, after[0].span.end),
                before[0].entity,
                predicate,
                after[0].entity,
                "unit of",
            )


def little_known(scene: Scene) -> Iterator[Draft]:
    """It is said how little is known of somebody."""
    for trigger in scene.triggers(_KNOWN):
        actors = [
            m
            for m in scene.notebook.mentions
            if m.span.start >= trigger.span.start
            and m.span.end <= trigger.segment.span.end
            and m.kind in {Kind.THREAT_ACTOR, *ORGANIZATIONS}
        ]
        if actors:
            topic = scene.notebook.entity(Kind.TOPIC, "little is known about it", "little known")
            yield remark(
                trigger.span,
                scene.quote(trigger),
                actors[0].entity,
                Predicate.DESCRIPTION,
                topic,
                "little known",
            )


def contents(scene: Scene) -> Iterator[Draft]:
    """It is said what reached or leaked information contained."""
    for trigger in scene.triggers(_CONTAINED):
        held = [p for p in scene.data_in(trigger.before) if trigger.span.start - p.span.end < 30]
        words = scene.notebook.trimmed(trigger.span.end, trigger.segment.span.end)
        if (
            not held
            or len(words.of(scene.text)) < 12
            or re.search(r"\b(?:not\s+only|that\s+of|data\s+of)\b", words.of(scene.text))
        ):
            continue
        for part in _parts(scene.notebook, words):
            topic = scene.notebook.entity(Kind.TOPIC, part.of(scene.text))
            yield Draft(
                trigger=trigger.span,
                span=scene.notebook.trimmed(trigger.clause.start, trigger.segment.span.end),
                subject=held[-1].entities[0],
                predicate=Predicate.DESCRIPTION,
                object=topic,
                rule="contents of information",
            )


def _parts(notebook: Notebook, words: Span) -> list[Span]:
    cut = re.search(r",?\s+as\s+well\s+as\s+", words.of(notebook.text))
    if cut is None:
        return [words]
    return [Span(words.start, words.start + cut.start()), Span(words.start + cut.end(), words.end)]


def users(scene: Scene) -> Iterator[Draft]:
    """It is said whose computers were reached."""
    for trigger in scene.triggers(_CLEARANCE):
        system = [
            m for m in scene.mentions(trigger.before, Kind.SYSTEM) if trigger.span.start - m.span.end < 3
        ]
        match = _CLEARANCE.match(scene.text, trigger.span.start)
        if system and match:
            name = match.group("who").removeprefix("the ")
            who = scene.notebook.entity(Kind.COLLECTIVE, name)
            if not scene.notebook.within(Span(*match.span("who")), {Kind.COLLECTIVE}):
                scene.notebook.note(Span(*match.span("who")), who, named=False)
            yield Draft(
                trigger=trigger.span,
                span=scene.notebook.trimmed(trigger.clause.start, trigger.segment.span.end),
                subject=scene.incident,
                predicate=Predicate.ACCESSED_DATA_OF,
                object=who,
                rule="users of the systems reached",
            )
