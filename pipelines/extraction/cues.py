"""Cues of attribution: the words by which a text says that somebody says something, and who it is."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ontology.terms import Act, Certainty, Kind
from pipelines.extraction.account import Span
from pipelines.extraction.descriptions import Subject, agent
from pipelines.extraction.notebook import AGENTS, Notebook
from pipelines.extraction.occurrences import Vocabulary
from pipelines.extraction.sources import speaking
from pipelines.extraction.speakers import cited_in, noun_phrase_after
from pipelines.extraction.statements import DENY, TOLD, content_start
from pipelines.extraction.subjects import subject_of
from pipelines.extraction.wordlists import alternatives, forms, lexicon

_ATTRIBUTION = lexicon("attribution")
_IMPERSONAL = re.compile(
    r"\bit\s+(?:has|had|have|was|is)\s+(?:now\s+|also\s+|since\s+)?(?:been\s+)?(confirmed|found"
    r"|established|determined|concluded)\s+that\b",
    re.IGNORECASE,
)
_NEGATED = re.compile(r"\b(?:not|never|nor|neither|cannot)\b|n[’']t\b|\bdeclined\b|\brefused\b")
_AFTER_TRAILING = re.compile(
    r"\s*(?:$|[.,;:—–]|\n|(?:us|me|them|him|her|reporters|lawmakers|parliament|investors|staff|journalists|viewers|(?:\w+\s+)?listeners|delegates|councillors|shareholders|supervisors"
    r"|customers|(?:the|a|an|his|her|its|their)\s+\w[\w’-]*(?:\s+\w[\w’-]*){0,3}?|[A-Z][\w.]*)"
    r"(?:\s+(?:[A-Z][\w.]*|on|in|at|during|by|of|after)\s?[^“”,.]{0,60})?[.,]|(?:on|in|at|during|after"
    r"|to|this|last|yesterday|when|while|as|of|from|via|by|earlier|late)\b[^“”]{0,110}?(?:[.,]|$))"
)
_LABEL = re.compile(r"(?P<who>[A-Z][\w.’'-]*(?:\s[A-Z][\w.’'-]*){0,3}):\s+(?=[\[“‘A-Z])")
_FEAR = re.compile(r"fear\w*", re.IGNORECASE)
_DOUBT = re.compile(r"doubt\w*", re.IGNORECASE)
_ENDS = re.compile(
    r"\s*(?:$|[,.;:—–“”()]|(?:who|whose|which|that|in|on|at|of|from|during|after|to|last|earlier|this|by"
    r"|with|adding|and|when|while|as|for)\b)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """A cue with its speakers. `content` is where the content begins when it follows."""

    start: int  # of the whole: source or cue, whichever comes first
    end: int
    cue: Span  # the verb or "according to"
    words: Span  # source and verb together, as chains show them
    act: Act
    speakers: tuple[str, ...]
    sources: tuple[Span, ...]
    content: int
    trailing: bool = False
    parenthetical: bool = False
    denies: bool = False
    certainty: Certainty | None = None
    inquiry: str | None = None
    cited: tuple[str, ...] = ()  # from whom the speakers have it
    bare_that: bool = False


@cache
def _acts() -> dict[str, Act]:
    """Every form of every verb of attribution with its act; the first listing wins."""
    known: dict[str, Act] = {}
    for act, listed in _ATTRIBUTION["acts"].items():
        for verb in listed:
            for form in forms(verb):
                known.setdefault(form, Act(act))
    for verb in _ATTRIBUTION["finding"]:
        for form in forms(verb):
            known.setdefault(form, Act.INDICATES)
    return known


@cache
def _verbs() -> Vocabulary:
    return Vocabulary(_acts())


def act_of_word(word: str) -> Act:
    """The act of a form of a verb of attribution; of other words, saying."""
    return _acts().get(word.casefold(), Act.SAYS)


def _act(text: str, verb: Span) -> Act:
    return _acts()[re.sub(r"\s+", " ", verb.of(text)).casefold()]


_ACCORDING = re.compile(
    rf"\b(?:{alternatives(_ATTRIBUTION['according'])}"
    r"|it\s+(?:was|has\s+been)\s+(?:learned|learnt|understood)(?:\s+on\s+[\w.]+(?:\s\d+)?)?\s+from)\s+",
    re.IGNORECASE,
)


def cues(notebook: Notebook, region: Span) -> list[Cue]:
    """The cues of a region in the order of the text."""
    found = [*_labelled(notebook, region), *_according(notebook, region), *_verbal(notebook, region)]
    return sorted(found, key=lambda cue: cue.start)


def _labelled(notebook: Notebook, region: Span) -> Iterator[Cue]:
    """Who speaks in a line that begins with a name and a colon, as in transcripts and interviews."""
    text = notebook.text
    match = _LABEL.match(text, region.start, region.end)
    if match is None or text[max(0, region.start - 1) : region.start].strip():
        return
    name = Span(*match.span("who"))
    named = next(
        (m for m in notebook.starting(name.start) if m.kind in AGENTS and m.span.end == name.end), None
    )
    speaker = named.entity if named else _of_label(notebook, name)
    if speaker is not None:
        cue = Span(name.end, name.end + 1)
        yield Cue(
            start=name.start,
            end=match.end(),
            cue=cue,
            words=Span(name.start, cue.end),
            act=Act.SAYS,
            speakers=(speaker,),
            sources=(name,),
            content=match.end(),
        )


def _of_label(notebook: Notebook, name: Span) -> str | None:
    """Whose name stands in capitals before a colon: that of who is known by it as a last name."""
    words = name.of(notebook.text)
    if not words.isupper():
        return None
    for entity in notebook.entities.values():
        if entity.kind is Kind.PERSON and entity.name.split()[-1].casefold() == words.split()[-1].casefold():
            return entity.id
    return None


def impersonal(text: str, span: Span) -> Cue | None:
    """The cue of "it has been confirmed that", which has no speaker of its own."""
    match = _IMPERSONAL.search(text, span.start, span.end)
    if match is None:
        return None
    words = Span(*match.span())
    act = Act.CONFIRMS if match.group(1).casefold() == "confirmed" else Act.SAYS
    return Cue(
        start=words.start,
        end=words.end,
        cue=words,
        words=words,
        act=act,
        speakers=(),
        sources=(),
        content=words.end,
    )


def _according(notebook: Notebook, region: Span) -> Iterator[Cue]:
    text = notebook.text
    for match in _ACCORDING.finditer(text, region.start, region.end):
        before = re.sub(r"^(?:But|And|However,|Yet|Still,)\s+", "", text[region.start : match.start()])
        leading = not re.search(r"\w", before)
        end = _end_of_sources(notebook, match.end(), region.end, leading=leading)
        mentions = _speakers_in(notebook, Span(match.end(), end))
        longer = noun_phrase_after(notebook, Span(match.end(), end))
        if longer is not None and longer.described and _is_complement(notebook, match.end(), longer.span):
            mentions = []
        subject = Subject(
            span=notebook.trimmed(match.end(), end), speakers=tuple(dict.fromkeys(e for e, _ in mentions))
        )
        if not mentions:
            found = noun_phrase_after(notebook, Span(match.end(), end))
            if found is None:
                continue
            subject = speaking(notebook, found)
        cue = Span(match.start(), match.end() - 1)
        yield Cue(
            start=match.start(),
            end=end,
            cue=cue,
            words=cue,
            act=_act_of(notebook, subject.speakers[0]),
            speakers=subject.speakers,
            sources=(subject.span,),
            content=end,
            trailing=not leading,
        )


def _is_complement(notebook: Notebook, start: int, phrase: Span) -> bool:
    """Whether a description has its own head before the first named in it ("people close to Acme")."""
    named = next(iter(notebook.outermost(phrase, AGENTS | {Kind.COMMUNICATION, Kind.EVENT})), None)
    if named is None:
        return False
    before = notebook.text[start : named.span.start]
    return (
        re.match(
            r"(?:an?|the|one|two|three|several|some|\d+)?\s*\w[\w’ -]*\s(?:of|at|with|to|for|from|in|by)\s",
            before,
        )
        is not None
    )


def _end_of_sources(notebook: Notebook, start: int, limit: int, *, leading: bool) -> int:
    """Where the speakers end: for a leading cue at the comma after the first of them."""
    if not leading:
        return limit
    mentions = [m for m in notebook.within(Span(start, limit)) if m.kind in AGENTS | {Kind.COMMUNICATION}]
    first = max((m.span.end for m in mentions if m.span.start == mentions[0].span.start), default=start)
    comma = notebook.text.find(",", first, limit)
    return comma if comma >= 0 else limit


def _act_of(notebook: Notebook, entity: str) -> Act:
    return Act.REPORTS if notebook.kind(entity) is Kind.MEDIA_ORGANIZATION else Act.SAYS


def _speakers_in(notebook: Notebook, span: Span) -> list[tuple[str, str | None]]:
    """The agents named in a span, each with the inquiry through which it speaks."""
    found: list[tuple[str, str | None]] = []
    for mention in notebook.outermost(span, AGENTS | {Kind.COMMUNICATION, Kind.EVENT}):
        found += [pair for pair in [agent(notebook, mention)] if pair is not None]
    return found


def _verbal(notebook: Notebook, region: Span) -> Iterator[Cue]:
    last: Subject | None = None
    for verb in _verbs().find(notebook.text, region):
        if notebook.text[verb.start].isupper():
            continue  # "the United States"
        cue = _inverted(notebook, region, verb)
        if cue is None:
            subject = subject_of(notebook, region, verb, last)
            cue = _following(notebook, region, verb, subject) if subject else None
        if cue is not None:
            last = Subject(span=cue.sources[0], speakers=cue.speakers) if cue.sources else last
            yield cue


def _following(notebook: Notebook, region: Span, verb: Span, subject: Subject) -> Cue | None:
    text = notebook.text
    act = _act(text, verb)
    between = text[subject.span.end : verb.start] if subject.span.end <= verb.start else ""
    between = between[between.rfind(",") + 1 :]  # what is inserted is said of the subject
    if act is not Act.CONFIRMS and _NEGATED.search(between):
        return None  # "has not explained why" says what was left unsaid
    words = verb.of(text).casefold()
    closes = subject.span.end <= verb.start and _closes(notebook, region, subject.span, verb)
    content = verb.end if closes else content_start(notebook, region, verb, act, described=subject.described)
    if content is None:
        return None
    unsure = act is Act.CONFIRMS and _NEGATED.search(between) is not None
    subject = speaking(notebook, subject)
    start = min(subject.span.start, verb.start)
    rest = text[verb.end : region.end]
    return Cue(
        start=start,
        end=max(verb.end, subject.span.end) if not closes else _end_of_tail(notebook, region, verb),
        cue=verb,
        words=Span(start, verb.end),
        act=act,
        speakers=subject.speakers,
        sources=(subject.span,),
        content=content,
        trailing=closes,
        parenthetical=closes and bool(rest.strip(' .”"\n')),
        denies=unsure or bool(DENY.fullmatch(words)),
        certainty=Certainty.UNDERSPECIFIED if unsure else _certainty(words),
        inquiry=subject.inquiry,
        cited=subject.cited or (_cited(notebook, region, verb) if closes else ()),
    )


def _certainty(word: str) -> Certainty | None:
    if _DOUBT.fullmatch(word):
        return Certainty.PROBABLE
    return Certainty.POSSIBLE if _FEAR.fullmatch(word) else None


def _cited(notebook: Notebook, region: Span, verb: Span) -> tuple[str, ...]:
    """The sources of a trailing cue that cites some: "the paper reported, citing two officials"."""
    match = re.match(r"[^“”]{0,40}?,\s+citing\s+", notebook.text[verb.end : region.end])
    return cited_in(notebook, Span(verb.end + match.end(), region.end)) if match else ()


def _end_of_tail(notebook: Notebook, region: Span, verb: Span) -> int:
    """Where the words after a trailing verb end: at the next quotation, else with the verb."""
    quote = notebook.text.find("“", verb.end, region.end)
    return quote if quote >= 0 else verb.end


def _closes(notebook: Notebook, region: Span, source: Span, verb: Span) -> bool:
    """Whether the content stands before: ", the ministry said." or "…,” Reyes said on Monday."."""
    text = notebook.text
    comma = re.search(r"[,”?!]\s*$", text[region.start : source.start])
    return comma is not None and _AFTER_TRAILING.match(text, verb.end, region.end) is not None


def _inverted(notebook: Notebook, region: Span, verb: Span) -> Cue | None:
    """“…,” said the minister."""
    text = notebook.text
    word = verb.of(text).casefold()
    if word.endswith("ing") or TOLD.fullmatch(word):
        return None
    if (
        not re.search(r"[,”?!]\s*$", text[region.start : verb.start])
        or not text[verb.end : region.end].strip()
    ):
        return None
    subject = noun_phrase_after(notebook, Span(verb.end, region.end))
    if subject is None or not _ENDS.match(text, subject.span.end, region.end):
        return None
    subject = speaking(notebook, subject)
    end = text.find("“", subject.span.end, region.end)
    return Cue(
        start=verb.start,
        end=end if end >= 0 else subject.span.end,
        cue=verb,
        words=Span(verb.start, subject.span.end),
        act=_act(text, verb),
        speakers=subject.speakers,
        sources=(subject.span,),
        content=subject.span.end,
        trailing=True,
        parenthetical=end >= 0,
    )
