"""The attributions and events of an account, as far as their words stand in the text."""

from collections.abc import Iterator, Sequence

from pipelines.extraction.account import AccountEvent, Attribution, EventArgument, Span
from pipelines.extraction.llm.figures import Part
from pipelines.extraction.llm.grounding import located, nearest
from pipelines.extraction.llm.reply import Dropped, SaidAttribution, SaidEvent
from pipelines.extraction.llm.tally import Loss, Tally


def attributions(text: str, parts: Sequence[Part], tally: Tally) -> tuple[Attribution, ...]:
    """Who said what, in the order of the text; what two windows saw is one utterance."""
    kept: list[Attribution] = []
    for part in parts:
        after = part.window.start
        for said in part.reply.attributions:
            try:
                found = _attribution(text, part.window, said, after)
            except Dropped as dropped:
                tally.drop("attributions", dropped.loss)
                continue
            after = found.content[0].start
            if not any(_same(found, other) for other in kept):
                kept.append(found)
    return tuple(sorted(kept, key=lambda one: (one.content, one.cue)))


def events(text: str, parts: Sequence[Part], tally: Tally) -> tuple[AccountEvent, ...]:
    """The events, in the order of the text, each trigger once for a type."""
    kept: dict[tuple[Span, str], AccountEvent] = {}
    for part in parts:
        for found in _events(text, part, tally):
            kept.setdefault((found.trigger, found.type.value), found)
    return tuple(kept[key] for key in sorted(kept))


def _attribution(text: str, window: Span, said: SaidAttribution, after: int) -> Attribution:
    content: list[Span] = []
    for words in said.content:
        found = located(text, words, window, after=content[-1].end if content else after)
        if found is None:
            raise Dropped(Loss.NOT_FOUND)
        content.append(found)
    if not content:
        raise Dropped(Loss.MALFORMED)
    source = _near(text, said.source, window, content[0])
    cue = _near(text, said.cue, window, content[0])
    return Attribution(source=source, cue=cue, content=tuple(sorted(content)))


def _near(text: str, words: str, window: Span, anchor: Span) -> tuple[Span, ...]:
    """The words nearest to a place; none where there are none to look for."""
    if not words:
        return ()
    found = nearest(text, words, window, anchor)
    if found is None:
        raise Dropped(Loss.NOT_FOUND)
    return (found,)


def _same(one: Attribution, other: Attribution) -> bool:
    overlapping = any(mine.overlaps(theirs) for mine in one.content for theirs in other.content)
    return overlapping and (one.source, one.cue) == (other.source, other.cue)


def _events(text: str, part: Part, tally: Tally) -> Iterator[AccountEvent]:
    after = part.window.start
    for said in part.reply.events:
        clause = located(text, said.clause, part.window, after=after)
        trigger = located(text, said.trigger, clause) if clause else None
        if clause is None or trigger is None:
            tally.drop("events", Loss.NOT_FOUND)
            continue
        after = clause.start
        arguments = tuple(_arguments(text, part.window, said, trigger, tally))
        yield AccountEvent(type=said.type, trigger=trigger, realis=said.realis, arguments=arguments)


def _arguments(
    text: str, window: Span, said: SaidEvent, trigger: Span, tally: Tally
) -> Iterator[EventArgument]:
    for role, words in said.arguments:
        span = nearest(text, words, window, trigger)
        if span is None:
            tally.drop("arguments", Loss.NOT_FOUND)
        else:
            yield EventArgument(role=role, span=span)
