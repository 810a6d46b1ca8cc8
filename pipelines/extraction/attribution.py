"""Who says what: segments of the text with the chain of speakers behind each, from holder to publisher."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from ontology.terms import Act, Certainty, Kind, SpeechMode
from pipelines.extraction.according import impersonal
from pipelines.extraction.account import PUBLISHER, Attribution, Span, Step
from pipelines.extraction.cue import Cue
from pipelines.extraction.cues import cues
from pipelines.extraction.notebook import Notebook

_QUOTED = re.compile(r"“[^”]*(?:”|$)|\"[^\"\n]*(?:\"|$)")
_SIBLING = re.compile(
    r"(?:(?:[,;]\s+|\s+|^)(?:but|while|whereas|and|although|though|however,?|yet)\s+(?:that\s+)?|;\s+)$"
)
_UNNAMED = re.compile(
    r"\b(?:condition\s+of\s+anonymity|(?:speak|spoke|spoken|talk)\w*\s+anonymously|(?:not\s+to|declined\s+to)\s+be"
    r"\s+(?:named|identified)|(?:remain|stay)\s+(?:anonymous|unnamed)|not\s+authori[sz]ed\s+to\s+(?:speak|talk|comment))",
    re.IGNORECASE,
)
_CERTAINTY = {Act.SUSPECTS: Certainty.PROBABLE}


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A stretch of text and the chain through which it reached the reader."""

    span: Span
    chain: tuple[Step, ...]
    mode: SpeechMode
    denied: bool = False
    certainty: Certainty | None = None  # what the act of the holder leaves at most
    based_on: str | None = None
    hedges: tuple[Span, ...] = ()  # where words governing this stretch stand
    attribution: Attribution | None = None

    @property
    def holders(self) -> tuple[str, ...]:
        """Whose commitment it is."""
        return self.chain[0].speakers


def segments(notebook: Notebook) -> tuple[Segment, ...]:
    """Every segment of the document, the outer before the inner."""
    found: list[Segment] = []
    last: Segment | None = None
    for unit in _units(notebook):
        own = Segment(
            span=unit, mode=SpeechMode.OWN_VOICE, chain=(Step(speakers=(PUBLISHER,), act=Act.REPORTS),)
        )
        parts = [own, *_inside(notebook, unit, own)]
        parts += _continued(notebook, unit, parts, last)
        found += parts
        last = next((s for s in reversed(parts) if len(s.chain) > 1), last)
    return tuple(found)


def _units(notebook: Notebook) -> Iterator[Span]:
    """Sentences; those that share a quotation are one unit."""
    open_from: int | None = None
    for sentence in notebook.readable():
        start = sentence.start if open_from is None else open_from
        words = notebook.text[start : sentence.end]
        unclosed = words.count("“") > words.count("”") and "\n\n" not in words
        if unclosed and sentence.end < len(notebook.text) and len(words) < 1500:
            open_from = start
            continue
        open_from = None
        yield Span(start, sentence.end)
    if open_from is not None:
        yield Span(open_from, notebook.sentences[-1].end)


@cache
def _quotes_of(text: str) -> tuple[Span, ...]:
    return tuple(Span(*match.span()) for match in _QUOTED.finditer(text))


def quotes(text: str, span: Span) -> list[Span]:
    """The quotations that begin inside a span, without their marks."""
    inside = [q for q in _quotes_of(text) if span.start <= q.start < span.end]
    return [Span(q.start + 1, q.end - (text[q.end - 1] in '”"')) for q in inside if q.end - q.start > 2]


def _inside(notebook: Notebook, region: Span, outer: Segment) -> Iterator[Segment]:
    """The segments attributed inside a region to somebody further in."""
    found = [cue for cue in cues(notebook, region) if not _in_quote(notebook, region, cue)]
    top: list[Cue] = []
    for cue in found:
        if not top or cue.trailing or _is_sibling(notebook, region, top[-1], cue):
            top.append(cue)
    for index, cue in enumerate(top):
        following = (
            top[index + 1].start if index + 1 < len(top) and not top[index + 1].trailing else region.end
        )
        yield from _governed(notebook, region, cue, following, outer)


def _in_quote(notebook: Notebook, region: Span, cue: Cue) -> bool:
    inner = [q for q in quotes(notebook.text, region) if q.start <= cue.cue.start < q.end]
    return any(not q.covers(region) and not (q.start <= region.start) for q in inner)


def _is_sibling(notebook: Notebook, region: Span, first: Cue, cue: Cue) -> bool:
    before = notebook.text[region.start : cue.start]
    return cue.start >= first.cue.end and _SIBLING.search(before) is not None and not cue.bare_that


def _governed(
    notebook: Notebook, region: Span, cue: Cue, following: int, outer: Segment
) -> Iterator[Segment]:
    contents = _contents(notebook, region, cue, following)
    for span in contents:
        if span.end - span.start < 3:
            continue
        segment = _segment(notebook, span, cue, outer, contents)
        yield segment
        yield from _inside(notebook, span, segment)


def _contents(notebook: Notebook, region: Span, cue: Cue, following: int) -> tuple[Span, ...]:
    """Where the content of a cue stands: after it, before it, or on both sides."""
    text = notebook.text
    if not cue.trailing:
        return (_without_conjunction(notebook, notebook.trimmed(cue.content, following)),)
    head = notebook.trimmed(region.start, cue.start)
    sibling = re.search(r"^(?:.*[,;]\s+(?:but|while)\s+)", text[head.start : head.end])
    if sibling and cues(notebook, Span(head.start, head.start + sibling.end())):
        head = Span(head.start + sibling.end(), head.end)
    tail = notebook.trimmed(cue.end, region.end)
    return (head, tail) if cue.parenthetical and tail.end - tail.start > 20 else (head,)


def _without_conjunction(notebook: Notebook, span: Span) -> Span:
    """The span without the conjunction that leads on to the next speaker."""
    tail = re.search(
        r"[,;]?\s+(?:but|while|whereas|and|although|though|yet)(?:\s+that)?$", span.of(notebook.text)
    )
    return notebook.trimmed(span.start, span.start + tail.start()) if tail else span


def _segment(notebook: Notebook, span: Span, cue: Cue, outer: Segment, contents: tuple[Span, ...]) -> Segment:
    chain = _chain(notebook, span, cue, outer)
    if len(cue.speakers) == 1 and len(outer.chain) == 1:
        notebook.hear(cue.start, cue.speakers[0])
    quoted = [
        q
        for q in quotes(notebook.text, Span(max(span.start - 1, 0), span.end))
        if q.covers(_inner(notebook, span))
    ]
    marked = outer.mode is SpeechMode.DIRECT or bool(quoted)
    act = chain[0].act
    return Segment(
        span=span,
        chain=chain,
        mode=SpeechMode.DIRECT if marked else SpeechMode.INDIRECT,
        denied=(outer.denied and chain == outer.chain) != cue.denies,
        certainty=cue.certainty or _CERTAINTY.get(act) or (outer.certainty if chain == outer.chain else None),
        based_on=cue.inquiry or outer.based_on,
        hedges=(*(outer.hedges if chain == outer.chain else ()), cue.cue),
        attribution=Attribution(
            source=cue.sources, cue=(cue.cue,), content=tuple(c for c in contents if c.end > c.start)
        ),
    )


def _inner(notebook: Notebook, span: Span) -> Span:
    return notebook.trimmed(span.start, span.end, ' \t\n\u00a0,;:.“”"')


def _chain(notebook: Notebook, span: Span, cue: Cue, outer: Segment) -> tuple[Step, ...]:
    """The steps down to the holder. Who speaks openly for an organization voices the organization's claim."""
    speakers = cue.speakers
    if set(speakers) <= set(outer.chain[0].speakers) and len(outer.chain) > 1:
        stronger = cue.act in {Act.CONFIRMS, Act.ACKNOWLEDGES, Act.SUSPECTS}
        return (replace(outer.chain[0], act=cue.act) if stronger else outer.chain[0], *outer.chain[1:])
    if len(speakers) == 1 and speakers[0] == PUBLISHER:
        return outer.chain
    chain = (Step(speakers=speakers, act=cue.act, cue=cue.words), *outer.chain)
    if cue.cited and set(cue.cited).isdisjoint(speakers):
        return (Step(speakers=cue.cited, act=Act.SAYS, cue=cue.words), *chain)
    spoken_for = notebook.entities[speakers[0]].speaks_for if len(speakers) == 1 else None
    if (
        spoken_for is None
        or notebook.kind(speakers[0]) is not Kind.UNNAMED_SOURCE
        or _is_unnamed(notebook, cue)
    ):
        return chain
    passive = impersonal(notebook.text, span)
    act, words = (passive.act, passive.words) if passive else (cue.act, cue.words)
    return (Step(speakers=(spoken_for,), act=act, cue=words), *chain)


def _is_unnamed(notebook: Notebook, cue: Cue) -> bool:
    """Whether a sentence says that its source will not be named, and so speaks for nobody."""
    sentence = notebook.sentence(cue.cue.start)
    return _UNNAMED.search(notebook.text, sentence.start, sentence.end) is not None


def _continued(
    notebook: Notebook, unit: Span, parts: list[Segment], last: Segment | None
) -> Iterator[Segment]:
    """A quotation without a cue of its own goes on with who was quoted last."""
    if len(parts) > 1 or last is None or last.mode is not SpeechMode.DIRECT:
        return
    for quoted in quotes(notebook.text, unit):
        if quoted.end - quoted.start > 14:
            yield replace(last, span=quoted, mode=SpeechMode.DIRECT, based_on=None, attribution=None)
