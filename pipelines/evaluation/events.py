"""How well the triggers of events and their participants are found."""

from collections.abc import Iterable

from pipelines.evaluation.counting import Tally, matched
from pipelines.evaluation.said import Event
from pipelines.extraction.account import Span


def triggers(gold: Iterable[Event], read: Iterable[Event]) -> Tally:
    """Triggers of equal span, whatever their type."""
    return _equal((one.trigger for one in gold), (one.trigger for one in read))


def typed(gold: Iterable[Event], read: Iterable[Event]) -> Tally:
    """Triggers of equal span and type."""
    return _equal(((one.trigger, one.type) for one in gold), ((one.trigger, one.type) for one in read))


def arguments(gold: Iterable[Event], read: Iterable[Event]) -> Tally:
    """Arguments of equal span and role under the right type of event."""
    return _equal(_roles(gold), _roles(read))


def _roles(events: Iterable[Event]) -> Iterable[tuple[str, str, Span]]:
    return ((event.type, role, span) for event in events for role, span in event.arguments)


def _equal(gold: Iterable[object], read: Iterable[object]) -> Tally:
    wanted, given = {*gold}, {*read}
    return matched(len(wanted & given), len(wanted), len(given))
