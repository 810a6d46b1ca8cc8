"""Dates in text: where they stand, which days they mean, and what an inferred part of them rests on."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from pipelines.extraction import dateforms, deictics, periods
from pipelines.extraction.account import Span, Time
from pipelines.extraction.datewords import CALENDAR, GAP, HOLIDAYS, SEASON, SPACE, Draft, Form
from pipelines.extraction.homographs import is_date
from pipelines.extraction.periods import Period
from pipelines.extraction.timeline import Timeline


@dataclass(frozen=True, slots=True, kw_only=True)
class DateMention:
    """The words of a date, without preposition or article, and the time that they mean with its preposition.

    `cores` are the calendar names in it, without "late", "the end of", "last" or "this year"; a range has
    two, and what only counts from now or from another date has none ("last year", "two days later").
    """

    span: Span
    time: Time
    cores: tuple[Span, ...]


_PARTS = {"beginning": "early", "start": "early", "middle": "mid", "end": "late"}
_PART = re.compile(
    rf"(?<!\w)(?:(?P<part>early|mid|late)(?:{GAP}[-–]{GAP}|{SPACE}(?:in{SPACE})?)"
    rf"|(?P<edge>beginning|start|middle|end|(?:first|second|last){SPACE}(?:week|half)){SPACE}of{SPACE}"
    rf"(?:the{SPACE})?(?:year{SPACE})?)",
    re.IGNORECASE,
)


def _cases(words: list[str]) -> str:
    """All spellings by case, as plain alternatives: much faster than ignoring case."""
    return "|".join(
        sorted({shape for word in words for shape in (word, word.lower(), word.title(), word.upper())})
    )


_KINDS = ("digit", "back", "part", "pointed", "name", "other")
_TRIGGER = re.compile(
    r"\b(?:(?P<digit>\d)|(?P<back>"
    + _cases(["ago", "earlier", "later", "prior"])
    + r")\b|(?P<part>"
    + _cases(["early", "mid", "late", "beginning", "start", "middle", "end", "first", "second"])
    + r")\b|(?P<pointed>"
    + _cases(
        "this last next past previous coming following current same sometime".split()
        + "today tonight yesterday tomorrow".split()
    )
    + r")\b|(?P<name>"
    + _cases(
        [
            *CALENDAR["months"],
            *CALENDAR["weekdays"],
            *CALENDAR["abbreviations"],
            *CALENDAR["weekday_abbreviations"],
        ]
    )
    + r")(?:\b|(?=s\b))|(?P<other>"
    + _cases(
        [
            *SEASON.split("|"),
            *{name.split(" ")[0].split("'")[0] for name in HOLIDAYS},
            "third",
            "fourth",
            "final",
        ]
    )
    + r"|Q\d?|H\d?)\b)|['’](?=\d0)"
)
_FORMS = {
    kind: tuple(form for form in (*dateforms.FORMS, *deictics.FORMS) if kind in form.starts)
    for kind in _KINDS
}
_EDGES = rf"beginning|start|middle|end|\w+{SPACE}(?:fiscal{SPACE})?(?:week|half|quarter)"
_FRONT = re.compile(
    rf"(?:(?:early|mid|late){GAP}-?{GAP}(?:in{SPACE})?|(?:last|this|next|previous|coming|past|earlier|later){SPACE}"
    rf"|(?:{_EDGES}){SPACE}(?:of{SPACE})?(?:the{SPACE})?(?:year{SPACE})?)+(?=\w)",
    re.IGNORECASE,
)
_BACK = re.compile(
    rf"{GAP},?{GAP}(?:of{SPACE})?(?:the{SPACE})?(?:last|this|next|previous){SPACE}year$|{SPACE}s$",
    re.IGNORECASE,
)
_BETWEEN = re.compile(rf"(?<!\w)between{SPACE}(?:the{SPACE})?$", re.IGNORECASE)
_JOINT = re.compile(
    rf"(?P<range>{GAP}[-–—]{GAP}|{SPACE}(?:to|through|thru|until|till|up{SPACE}to){SPACE}(?:the{SPACE})?)|(?P<both>{SPACE}(?:and|&){SPACE}(?:the{SPACE})?)"
)
_REACH = re.compile(
    rf"(?<!\w)(?:(?P<since>since|ever{SPACE}since|starting(?:{SPACE}(?:in|on|from))?|as{SPACE}early{SPACE}as|from)"
    rf"|(?P<until>until|till|up{SPACE}to|through|by|no{SPACE}later{SPACE}than|as{SPACE}late{SPACE}as)"
    rf"|(?P<before>before|prior{SPACE}to|ahead{SPACE}of)|(?P<after>after|later{SPACE}than))"
    rf"(?:{SPACE}(?:at{SPACE}least|about|around))?{SPACE}$",
    re.IGNORECASE,
)
_ONWARDS = re.compile(rf"{SPACE}(?:onwards?|on)(?!\w)", re.IGNORECASE)


def find_dates(text: str, anchor: date | None) -> tuple[DateMention, ...]:
    """The dates of a text in its order, none overlapping; `anchor` is the day of its publication."""
    drafts = [_opened(text, draft) for draft in _ranges(text, tuple(_drafts(text)))]
    timeline = Timeline(text, drafts, anchor)
    mentions: list[DateMention] = []
    for draft in drafts:
        time = timeline.time_of(draft, mentions[-1].time if mentions else None)
        mentions.append(DateMention(span=draft.span, time=time, cores=tuple(_cores(text, draft))))
    return tuple(mentions)


def _cores(text: str, draft: Draft) -> Iterator[Span]:
    """What is left of the ends of a date without what places them relative to now or in a period."""
    if draft.grain == "relative":
        return
    for span in draft.ends or (draft.span,):
        front, back = _FRONT.match(text, span.start, span.end), _BACK.search(text, span.start, span.end)
        start, end = front.end() if front else span.start, back.start() if back else span.end
        if start < end:
            yield Span(start, end)


def _drafts(text: str) -> Iterator[Draft]:
    done = 0
    for match in _TRIGGER.finditer(text):
        if match.start() < done:
            continue
        draft = _read(text, match)
        if draft is not None and draft.span.start >= done and is_date(text, draft):
            done = draft.span.end
            yield draft


def _read(text: str, trigger: re.Match[str]) -> Draft | None:
    kind = trigger.lastgroup or "other"
    if kind == "back" and (found := deictics.counted_back(text, trigger.start(), trigger.end())):
        return found
    found = _longest(text, trigger.start(), kind, None)
    if found is None and (part := _PART.match(text, trigger.start())):
        return _in_part(text, part)
    return found


def _longest(text: str, start: int, kind: str, part: str | None) -> Draft | None:
    best: Draft | None = None
    for form in _FORMS[kind]:
        match = form.pattern.match(text, start)
        if match is None or (best and match.end() <= best.span.end):
            continue
        best = _existing(form, match, part) or best
    return best


def _existing(form: Form, match: re.Match[str], part: str | None) -> Draft | None:
    """What the form reads, unless there is no such day ("31 June")."""
    try:
        draft = form.read(match, part)
        if draft is not None and draft.place is not None:
            draft.place(draft.year or 2000)
    except ValueError:
        return None
    return draft


def _in_part(text: str, part: re.Match[str]) -> Draft | None:
    """The date after "late", "the end of", "the first week of"."""
    trigger = _TRIGGER.match(text, part.end())
    if trigger is None:
        return None
    words = re.sub(r"\s+", " ", part["part"] or part["edge"]).casefold()
    found = _longest(text, part.end(), trigger.lastgroup or "other", _PARTS.get(words, words))
    if found is None or found.grain in ("day", "weekday"):
        return None
    return replace(found, span=Span(part.start(), found.span.end), bare=False)


def _ranges(text: str, drafts: tuple[Draft, ...]) -> Iterator[Draft]:
    held: Draft | None = None
    for draft in drafts:
        joint = _joint(text, held, draft) if held else None
        if held is not None and joint is None:
            yield held
        held = joint or draft
    if held is not None:
        yield held


def _joint(text: str, first: Draft, last: Draft) -> Draft | None:
    match = _JOINT.fullmatch(text, first.span.end, last.span.start)
    if match is None or first.place is None or last.place is None or first.years_off or last.years_off:
        return None
    between = _BETWEEN.search(text, max(0, first.span.start - 20), first.span.start)
    shared = first.year is None and last.year is not None and first.grain == last.grain
    if match["both"] and not between and not shared:
        return None
    if (first.grain == "year") != (last.grain == "year"):
        return None
    join = periods.joined if match["range"] or between else periods.both
    return Draft(
        span=Span(first.span.start, last.span.end),
        grain=last.grain,
        place=_placing(first, last, join),
        year=last.year or first.year,
        ends=(first.span, last.span),
    )


def _placing(first: Draft, last: Draft, join: Callable[[Period, Period], Period]) -> Callable[[int], Period]:
    """Both ends in that year; an end without a year of its own lies in the one before or after if it must."""

    def place(year: int) -> Period:
        assert first.place is not None
        assert last.place is not None
        low, high = first.place(first.year or year), last.place(last.year or year)
        if low.earliest > high.latest and first.year is None:
            low = first.place(year - 1)
        elif low.earliest > high.latest and last.year is None:
            high = last.place(year + 1)
        return join(low, high)

    return place


def _opened(text: str, draft: Draft) -> Draft:
    """The draft with the side on which a preposition opens it: "since July", "from 2016 on"."""
    match = _REACH.search(text, max(0, draft.span.start - 30), draft.span.start)
    if match is None or draft.reach is not None:
        return draft
    if match.group().casefold().startswith("from") and not _ONWARDS.match(text, draft.span.end):
        return draft
    return replace(draft, reach=match.lastgroup)
