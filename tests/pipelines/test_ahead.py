"""Work on several values at a time is answered in their order, as soon as it can be."""

import threading
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.ahead import ahead


@given(st.lists(st.integers(), max_size=30), st.integers(0, 5))
def test_it_is_a_map(values: list[int], at_once: int) -> None:
    """However many are worked on at a time."""
    assert list(ahead(lambda value: value * 2, values, at_once)) == [value * 2 for value in values]


def test_so_many_are_under_way_and_no_more() -> None:
    """All of them meet, and no further value is taken meanwhile."""
    meeting, taken = threading.Barrier(3), []

    def values() -> Iterator[int]:
        for value in range(9):
            taken.append(value)
            yield value

    def work(value: int) -> int:
        meeting.wait(timeout=20)
        return value

    results = ahead(work, values(), 3)
    assert next(results) == 0
    assert len(taken) <= 4
    assert list(results) == list(range(1, 9))


@pytest.mark.parametrize("at_once", [1, 3])
def test_a_result_does_not_wait_for_the_next_value(at_once: int) -> None:
    """Whoever gives values one by one may look at each answer first."""
    answered = threading.Event()

    def values() -> Iterator[int]:
        yield 1
        assert answered.wait(timeout=20)
        yield 2

    results = ahead(str, values(), at_once)
    assert next(results) == "1"
    answered.set()
    assert list(results) == ["2"]


@pytest.mark.parametrize("at_once", [1, 3])
def test_what_goes_wrong_is_raised_in_its_turn(at_once: int) -> None:
    """In the work as in the values."""

    def values() -> Iterator[int]:
        yield from (4, 0)
        raise LookupError("no more")

    results = ahead(lambda value: 8 // value, values(), at_once)
    assert next(results) == 2
    with pytest.raises(ZeroDivisionError):
        next(results)
    with pytest.raises(LookupError):
        list(ahead(str, values(), at_once))


def test_a_caller_may_stop_early() -> None:
    """And nothing waits for ever."""
    results = ahead(str, iter(range(1_000_000)), 4)
    assert next(results) == "0"
    results.close()  # type: ignore[attr-defined]
