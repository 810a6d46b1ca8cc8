"""What a run may spend holds whatever happens at the same time."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontology.errors import SpendingLimit
from pipelines.extraction.llm.spending import Spending, tokens_of


@given(st.lists(st.tuples(st.integers(1, 400), st.floats(0, 1)), max_size=40))
def test_requests_under_way_together_stay_below_the_limit(requests: list[tuple[int, float]]) -> None:
    """Each costs at most what it reserved, and the sum at most the limit."""
    spending = Spending(max_requests=30, max_tokens=1_000)

    def one(request: tuple[int, float]) -> None:
        most, share = request
        try:
            spending.reserve(most)
        except SpendingLimit:
            return
        spending.settle(most, int(most * share))

    with ThreadPoolExecutor(max_workers=4) as pool:
        list(pool.map(one, requests))
    assert spending.tokens <= 1_000
    assert spending.requests <= 30


def test_what_was_set_aside_and_not_spent_is_free_again() -> None:
    """A cheap answer leaves room for the next."""
    spending = Spending(max_requests=9, max_tokens=100)
    for _ in range(4):
        spending.reserve(90)
        spending.settle(90, 2)
    with pytest.raises(SpendingLimit):
        spending.reserve(93)


def test_tokens_are_thought_rather_too_many() -> None:
    """English has about four letters a token."""
    assert tokens_of("four letters a token") >= 5
    assert tokens_of("") == 1
