"""Polarity and certainty: what the words around a trigger leave of the holder's commitment (FactBank)."""

import re
from dataclasses import dataclass
from functools import cache

from ontology.terms import Certainty, Polarity
from pipelines.extraction.account import Span
from pipelines.extraction.attribution import Segment
from pipelines.extraction.clauses import clause_at, has_verb
from pipelines.extraction.notebook import Notebook
from pipelines.extraction.openings import all_of, first_of
from pipelines.extraction.wordlists import lexicon

_RANK = {Certainty.UNDERSPECIFIED: 0, Certainty.POSSIBLE: 1, Certainty.PROBABLE: 2, Certainty.CERTAIN: 3}
_SUBORDINATE = re.compile(r"\W*(?:after|because|when|once|since|before|although|though)\b")
_NO = re.compile(
    r"\b(?:no|none\s+of|neither|not\s+a\s+single)\b(?!\s+(?:longer|less|fewer|more|later|sooner|doubt|one))",
    re.IGNORECASE,
)
_AUXILIARIES = re.compile(r"(?:\b(?:has|have|had|was|were|is|are|been|be|being|ever|so\s+far|yet)\b\s*)+$")
_MODAL = re.compile(r"may|might|could|can|would", re.IGNORECASE)
_REACH = 60  # code points before a trigger within which a determiner or auxiliary still governs it


@dataclass(frozen=True, slots=True, kw_only=True)
class Stance:
    """The holder's commitment, with the words that carry it."""

    polarity: Polarity
    certainty: Certainty
    cue: Span | None = None


@cache
def _pattern(certainty: str, polarity: str) -> re.Pattern[str]:
    listed = lexicon("certainty")[certainty].get(polarity, ())
    return re.compile(r"\b(?:" + "|".join(listed) + r")\b" if listed else r"(?!)", re.IGNORECASE)


@cache
def _negation() -> re.Pattern[str]:
    return re.compile("|".join(lexicon("certainty")["negation"]["patterns"]), re.IGNORECASE)


def stance(notebook: Notebook, segment: Segment, trigger: Span) -> Stance:
    """The stance of a segment's holder on what a trigger says."""
    clause = clause_at(notebook.text, segment.span, trigger.start)
    governed, wider = _governing(notebook, segment, clause)
    negative, cue = _negated(notebook, governed, trigger)
    if segment.denied:
        negative = not negative
    certainty, hedge = _certainty(notebook, wider, trigger, negative=negative)
    if segment.certainty is not None and _RANK[segment.certainty] < _RANK[certainty]:
        certainty = segment.certainty
    return Stance(
        polarity=Polarity.NEGATIVE if negative else Polarity.POSITIVE, certainty=certainty, cue=hedge or cue
    )


def _governing(notebook: Notebook, segment: Segment, clause: Span) -> tuple[Span, Span]:
    """From where words can govern a trigger: its clause with what introduces it, and the cue before."""
    start = clause.start
    if _SUBORDINATE.match(notebook.text, clause.start, clause.end):
        return clause, clause
    before = notebook.text[segment.span.start : clause.start]
    if (
        clause.start > segment.span.start
        and re.search(r"\bthat\s+[^,;]*$", before)
        and not re.search(r"[,;]\s*$", before)
    ):
        start = segment.span.start
    opening = min((hedge.start for hedge in segment.hedges), default=start)
    wider = Span(min(start, opening) if start == segment.span.start else start, clause.end)
    return Span(start, clause.end), wider


def _negated(notebook: Notebook, governed: Span, trigger: Span) -> tuple[bool, Span | None]:
    """Whether a negation governs a trigger: in its verb group, as a determiner, or "no evidence that"."""
    text = notebook.text
    for polarity in ("underspecified", "probable"):
        match = first_of(_pattern(polarity, "negative"), text, governed.start, governed.end)
        if match:
            return True, Span(*match.span())
    subject = _negated_subject(text, governed, trigger)
    if subject is not None:
        return True, subject
    near = max(governed.start, trigger.start - _REACH)
    found = [m for m in _negation().finditer(text, near, trigger.end) if _reaches(text, m.end(), trigger)]
    if found:
        return True, Span(*found[-1].span())
    return False, None


def _negated_subject(text: str, governed: Span, trigger: Span) -> Span | None:
    """The "no" of a subject, however long: "no data from the power, rail or gas industries had leaked"."""
    for match in all_of(_NO, text, governed.start, trigger.start):
        between = _AUXILIARIES.sub("", text[match.end() : trigger.start])
        if not has_verb(between, Span(0, len(between))) and not re.search(
            r"[;:]|[.!?]\s+[A-Z“]|\bbut\b", between
        ):
            return Span(*match.span())
    return None


def _reaches(text: str, end: int, trigger: Span) -> bool:
    """A negation stops at a comma, at "but", and at another finite verb that it belongs to."""
    between = text[end : trigger.start]
    return (
        not re.search(r"[,;:]|[.!?]\s+[A-Z“]|\b(?:but|which|who|because|after)\b", between)
        and len(between.split()) <= 7
    )


def _certainty(
    notebook: Notebook, governed: Span, trigger: Span, *, negative: bool
) -> tuple[Certainty, Span | None]:
    order = ("negative", "positive") if negative else ("positive",)
    for certainty in (Certainty.UNDERSPECIFIED, Certainty.POSSIBLE, Certainty.PROBABLE):
        for polarity in order:
            if polarity == "negative" and certainty is Certainty.POSSIBLE:
                continue
            for match in all_of(
                _pattern(certainty.value, polarity), notebook.text, governed.start, governed.end
            ):
                if _hedges(notebook.text, Span(*match.span()), trigger):
                    return certainty, Span(*match.span())
    return Certainty.CERTAIN, None


def _hedges(text: str, hedge: Span, trigger: Span) -> bool:
    """Whether words that weaken reach a trigger: a modal never backwards, no word across "and"."""
    if hedge.start < trigger.end:
        return True
    between = text[trigger.end : hedge.start]
    return _MODAL.fullmatch(text, hedge.start, hedge.end) is None and not re.search(
        r"\b(?:and|but)\b|;", between
    )
