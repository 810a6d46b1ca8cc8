"""Values as JSON and back: what is read is what was written."""

from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.extraction.account import Account, Span
from pipelines.outcomes import Refusal
from pipelines.reading.document import Document
from pipelines.records import from_json, to_json

WHOLE = st.integers(-(2**53), 2**53)
st.register_type_strategy(int, WHOLE)
st.register_type_strategy(float, st.floats(allow_nan=False, allow_infinity=False))
st.register_type_strategy(Span, st.builds(Span, WHOLE, WHOLE))


@settings(max_examples=40)
@given(st.from_type(Account))
def test_an_account_comes_back(account: Account) -> None:
    """With all it holds, of every kind, compact and indented."""
    assert from_json(Account, to_json(account)) == account
    assert from_json(Account, to_json(account, indent=True)) == account


@given(st.one_of(st.from_type(Document), st.from_type(Refusal)))
def test_documents_and_refusals_come_back(value: Document | Refusal) -> None:
    """In their own type."""
    assert from_json(type(value), to_json(value)) == value


@dataclass(frozen=True)
class Grown:
    """Something that has gained a field since it was written, and lost another."""

    kept: int
    gained: str = "later"


def test_what_was_written_before_a_class_changed_is_still_read() -> None:
    """New fields have their defaults, old ones are dropped."""
    assert from_json(Grown, b'{"kept": 1, "lost": 2}') == Grown(kept=1)


@pytest.mark.parametrize("content", [b"{", b"[]", b'{"kept": 1', b"{}", b"1"])
def test_what_is_no_value_is_an_error(content: bytes) -> None:
    """Of a kind that the reader is told to expect."""
    with pytest.raises((ValueError, TypeError, KeyError)):
        from_json(Grown, content)
