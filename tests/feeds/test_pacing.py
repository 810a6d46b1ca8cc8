"""Turns and budgets, whatever is asked for in whatever order."""

from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.feeds.pacing import PATIENCE, Budget, Pacer
from pipelines.outcomes import NotRead, Reason
from tests.feeds.conftest import FakeClock

HOSTS = st.sampled_from(["a.example", "b.example", "c.example"])


@given(turns=st.lists(st.tuples(HOSTS, st.sampled_from([0.0, 1.0, 2.5, 30.0])), max_size=30))
def test_the_pause_that_was_asked_for_lies_between_two_turns(turns: list[tuple[str, float]]) -> None:
    """For each host by itself, and nobody waits for longer than that."""
    clock = FakeClock()
    pacer, taken = Pacer(clock), list[tuple[str, float, float]]()
    for host, delay in turns:
        pacer.wait(host, delay)
        taken.append((host, delay, clock.now))
    for host in {host for host, _ in turns}:
        mine = [(delay, at) for of, delay, at in taken if of == host]
        assert all(later - earlier >= delay for (delay, earlier), (_, later) in pairwise(mine))
    assert clock.slept == [] or max(clock.slept) <= 30.0


@given(seconds=st.floats(0, 1e6))
def test_a_host_is_left_alone_for_as_long_as_it_asks(seconds: float) -> None:
    """By waiting where that is short, by not asking where it is long; a shorter wish never shortens it."""
    clock = FakeClock()
    pacer, begun = Pacer(clock), clock.now
    pacer.hold("a.example", seconds)
    pacer.hold("a.example", seconds / 2)
    if seconds <= PATIENCE - 1e-3:
        pacer.wait("a.example", 1.0)
        assert clock.now >= begun + seconds - 1e-3
    elif seconds > PATIENCE + 1e-3:
        with pytest.raises(NotRead) as raised:
            pacer.wait("a.example", 1.0)
        assert (raised.value.reason, clock.slept) == (Reason.POSTPONED, [])


@given(asked=st.lists(HOSTS, max_size=40), most=st.integers(1, 20), each=st.integers(1, 20))
def test_no_more_is_spent_than_was_given(asked: list[str], most: int, each: int) -> None:
    """Of all hosts together and of each, and as much of it as was asked for."""
    budget, made = Budget(most, each), Counter[str]()
    for host in asked:
        if made.total() < most and made[host] < each:
            budget.spend(host)
            made[host] += 1
        else:
            with pytest.raises(NotRead):
                budget.spend(host)
