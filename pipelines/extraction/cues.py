"""The cues of a text in their order, and those that are verbs: who says something by them, and where."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from ontology.terms import Act, Certainty, Kind
from pipelines.extraction.according import according, labelled
from pipelines.extraction.account import Span
from pipelines.extraction.cue import Cue, acts
from pipelines.extraction.descriptions import Subject
from pipelines.extraction.notebook import ORGANIZATIONS, Notebook
from pipelines.extraction.occurrences import Vocabulary
from pipelines.extraction.sources import speaking
from pipelines.extraction.speakers import CITING, cited_in, noun_phrase_after
from pipelines.extraction.statements import DENY, TOLD, content_start
from pipelines.extraction.subjects import subject_of

_NEGATED = re.compile(r"\b(?:not|never|nor|neither|cannot)\b|n[’']t\b|\bdeclined\b|\brefused\b")
_AFTER_TRAILING = re.compile(
    r"\s*(?:$|[.,;:—–]|\n|(?:us|me|them|him|her|reporters|lawmakers|parliament|investors|staff|journalists|viewers|(?:\w+\s+)?listeners|delegates|councillors|shareholders|supervisors"
    r"|customers|(?:the|a|an|his|her|its|their)\s+\w[\w’-]*(?:\s+\w[\w’-]*){0,3}?|[A-Z][\w.]*)"
    r"(?:\s+(?:[A-Z][\w.]*|on|in|at|during|by|of|after)\s?[^“”,.]{0,60})?[.,]|(?:on|in|at|during|after"
    r"|to|this|last|yesterday|when|while|as|of|from|via|by|earlier|late)\b[^“”]{0,110}?(?:[.,]|$))"
)
_CITED_LAST = re.compile(rf"[^“”]{{0,40}}?,\s+{CITING}\s+(?P<who>.*)", re.DOTALL)
_CITED_FIRST = re.compile(rf"[^,;“”]{{0,40}}?,\s+{CITING}\s+(?P<who>[^,;“”]{{3,90}}),\s+that\b")
# "In a filing, it said the files held names, …": what nobody is told but what is said, unless it is a time.
_OBJECT = re.compile(
    r"\s+(?:the|an?|his|her|its|their)\s+(?![^,.“”]{0,40}\b(?:day|night|morning|afternoon|evening|week|month|year"
    r"|hours?|time|moment|later|earlier|before|after|same|following)\b)"
)
_ASIDE = re.compile(r",\s*(?:which|who|whose|where)\b[^,“”]*,\s*$")
_FEAR = re.compile(r"fear\w*", re.IGNORECASE)
_DOUBT = re.compile(r"doubt\w*", re.IGNORECASE)
_ENDS = re.compile(
    r"\s*(?:$|[,.;:—–“”()]|(?:who|whose|which|that|in|on|at|of|from|during|after|to|last|earlier|this|by"
    r"|with|adding|and|when|while|as|for)\b)"
)


@cache
def _verbs() -> Vocabulary:
    return Vocabulary(acts())


def _act(text: str, verb: Span) -> Act:
    return acts()[re.sub(r"\s+", " ", verb.of(text)).casefold()]


def cues(notebook: Notebook, region: Span) -> list[Cue]:
    """The cues of a region in the order of the text."""
    found = [*labelled(notebook, region), *according(notebook, region), *_verbal(notebook, region)]
    return sorted(found, key=lambda cue: cue.start)


def _verbal(notebook: Notebook, region: Span) -> Iterator[Cue]:
    last: Subject | None = None
    for verb in _verbs().find(notebook.text, region):
        if notebook.text[verb.start].isupper():
            continue  # "the United States"
        cue = _inverted(notebook, region, verb)
        if cue is None:
            subject = _same_speaker(notebook, subject_of(notebook, region, verb, last), last)
            cue = _following(notebook, region, verb, subject) if subject else None
            if cue is not None and last is not None and subject is last:
                cue = replace(cue, start=verb.start)  # "… and denied": the subject is not said again
        if cue is not None:
            last = Subject(span=cue.sources[0], speakers=cue.speakers) if cue.sources else last
            yield cue


def _same_speaker(notebook: Notebook, subject: Subject | None, last: Subject | None) -> Subject | None:
    """An "it" of who spoke last in the sentence, where no other organization was named since."""
    if subject is None or last is None or subject.span.of(notebook.text).casefold() != "it":
        return subject
    since = {m.entity for m in notebook.within(Span(last.span.end, subject.span.start), ORGANIZATIONS)}
    fits = len(last.speakers) == 1 and notebook.kind(last.speakers[0]) in ORGANIZATIONS
    return replace(subject, speakers=last.speakers) if fits and since <= {*last.speakers} else subject


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
    if _is_happening(notebook, subject):
        return None  # "the breach showed that": nobody speaks but who says so
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
        cited=subject.cited or _cited(notebook, region, verb, closes=closes),
    )


def _is_happening(notebook: Notebook, subject: Subject) -> bool:
    """Whether the subject is what happened, which says nothing itself."""
    ending = notebook.ending(subject.span.end)
    return subject.described and any(m.kind is Kind.INCIDENT for m in ending)


def _certainty(word: str) -> Certainty | None:
    if _DOUBT.fullmatch(word):
        return Certainty.PROBABLE
    return Certainty.POSSIBLE if _FEAR.fullmatch(word) else None


def _cited(notebook: Notebook, region: Span, verb: Span, *, closes: bool) -> tuple[str, ...]:
    """The sources that a cue cites: "the paper reported, citing two officials, that", or at its end."""
    match = (_CITED_LAST if closes else _CITED_FIRST).match(notebook.text, verb.end, region.end)
    return cited_in(notebook, Span(*match.span("who"))) if match else ()


def _end_of_tail(notebook: Notebook, region: Span, verb: Span) -> int:
    """Where the words after a trailing verb end: at the next quotation, else with the verb."""
    quote = notebook.text.find("“", verb.end, region.end)
    return quote if quote >= 0 else verb.end


def _closes(notebook: Notebook, region: Span, source: Span, verb: Span) -> bool:
    """Whether the content stands before: ", the ministry said." or "…,” Reyes said on Monday."."""
    text = notebook.text
    comma = re.search(r"[,”?!]\s*$", text[region.start : source.start])
    if comma is None or _AFTER_TRAILING.match(text, verb.end, region.end) is None:
        return False
    takes_hearer = TOLD.fullmatch(verb.of(text).casefold()) is not None
    return takes_hearer or _OBJECT.match(text, verb.end, region.end) is None


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
    if _ASIDE.search(notebook.text, region.start, verb.start):
        return None  # "the agency, which leads the inquiry, believes": the subject stands before
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
