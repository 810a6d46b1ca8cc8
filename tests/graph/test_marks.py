"""Marks tell what is new, otherwise and gone since values were noted last."""

import sqlite3
from contextlib import closing

from hypothesis import given
from hypothesis import strategies as st

from graph.marks import Marks

NAMES = st.sampled_from("abcdef")
STATES = st.lists(st.dictionaries(NAMES, st.sampled_from([b"1", b"2", b"3"])), min_size=1, max_size=5)


@given(STATES)
def test_the_difference_is_that_of_two_mappings(states: list[dict[str, bytes]]) -> None:
    """Whatever the states were, each is told apart from the one before, and from none of another kind."""
    with closing(sqlite3.connect(":memory:")) as database:
        marks, before = Marks(database), dict[str, bytes]()
        marks.note("others", {"a": b"9", "z": b"9"}.items())
        for now in states:
            changed = {name for name, digest in now.items() if before.get(name) != digest}
            assert marks.changed("things", now.items()) == changed
            found = marks.note("things", now.items())
            assert found.new == sorted(now.keys() - before.keys())
            assert found.gone == sorted(before.keys() - now.keys())
            assert found.changed == sorted(changed) == sorted({*found.new, *found.other})
            before = now
        marks.forget()
        assert marks.changed("others", [("a", b"9")]) == {"a"}
