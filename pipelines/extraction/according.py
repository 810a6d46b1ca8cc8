"""Cues that are no verb of a speaker: "according to", names before colons, "it has been confirmed that"."""

import re
from collections.abc import Iterator

from ontology.terms import Act, Kind
from pipelines.extraction.account import Span
from pipelines.extraction.cue import Cue
from pipelines.extraction.descriptions import Subject, agent
from pipelines.extraction.notebook import AGENTS, Notebook
from pipelines.extraction.sources import speaking
from pipelines.extraction.speakers import is_complement, noun_phrase_after
from pipelines.extraction.wordlists import alternatives, lexicon

_IMPERSONAL = re.compile(
    r"\bit\s+(?:has|had|have|was|is)\s+(?:now\s+|also\s+|since\s+)?(?:been\s+)?(confirmed|found"
    r"|established|determined|concluded)\s+that\b",
    re.IGNORECASE,
)
_PAPER = re.compile(  # "a police document seen by the paper": who has seen it does not speak
    r"(?:(?:an?|the|one|two|several|internal)\s+)*(?:[\w’'-]+\s+){0,3}?(?:documents?|memos?|memorandum|dossiers?|logs?|slides?"
    r"|records?|filings?|e-?mails?|letters?|reports?)(?=\s+(?:seen|obtained|reviewed|viewed|shared)\s+(?:by|with)\b)"
)
_LABEL = re.compile(r"(?P<who>[A-Z][\w.’'-]*(?:\s[A-Z][\w.’'-]*){0,3}):\s+(?=[\[“‘A-Z])")
_ACCORDING = re.compile(
    rf"\b(?:{alternatives(lexicon('attribution')['according'])}"
    r"|it\s+(?:was|has\s+been)\s+(?:learned|learnt|understood)(?:\s+on\s+[\w.]+(?:\s\d+)?)?\s+from)\s+",
    re.IGNORECASE,
)


def labelled(notebook: Notebook, region: Span) -> Iterator[Cue]:
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


def according(notebook: Notebook, region: Span) -> Iterator[Cue]:
    """Who is named behind "according to" or "it was learned from"."""
    text = notebook.text
    for match in _ACCORDING.finditer(text, region.start, region.end):
        before = re.sub(r"^(?:But|And|However,|Yet|Still,)\s+", "", text[region.start : match.start()])
        leading = not re.search(r"\w", before)
        end = _end_of_sources(notebook, match.end(), region.end, leading=leading)
        paper = _PAPER.match(text, match.end(), end)
        mentions = [] if paper else _speakers_in(notebook, Span(match.end(), end))
        longer = noun_phrase_after(notebook, Span(match.end(), end))
        if longer is not None and longer.described and is_complement(notebook, match.end(), longer.span):
            mentions = []
        subject = Subject(
            span=notebook.trimmed(match.end(), end), speakers=tuple(dict.fromkeys(e for e, _ in mentions))
        )
        if not mentions:
            found = noun_phrase_after(notebook, Span(match.end(), end))
            if paper:
                found = Subject(span=Span(match.end(), paper.end()), speakers=(), described=True)
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
