"""Drawers are mappings whose names come in their order, on disk as in memory."""

from collections.abc import MutableMapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.cabinet import FileCabinet, MemoryCabinet
from pipelines.lots import Lot, mark

NAMES = st.sampled_from("abcdefgh")
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("put"), NAMES, st.none() | st.integers()),
        st.tuples(st.just("drop"), NAMES, st.none()),
        st.tuples(st.just("look"), NAMES, st.none()),
        st.tuples(st.just("save"), st.just(""), st.none()),
    ),
    max_size=40,
)


def after(drawer: MutableMapping[str, Any], steps: list[tuple[str, str, int | None]], save: Any) -> list[Any]:
    """What is seen on the way, and at the end."""
    seen: list[Any] = []
    for what, name, value in steps:
        if what == "put":
            drawer[name] = value
        elif what == "drop":
            seen.append(drawer.pop(name, "nothing"))
        elif what == "look":
            seen.append((drawer.get(name), name in drawer, len(drawer)))
        else:
            save()
    return [*seen, list(drawer), list(drawer.items()), len(drawer)]


@settings(max_examples=60, deadline=None)
@given(STEPS, st.integers(1, 3))
def test_a_drawer_on_disk_is_one_in_memory(steps: list[tuple[str, str, int | None]], at_hand: int) -> None:
    """However little of it is at hand, and whenever it is saved, it holds what was put into it last."""
    memory = MemoryCabinet()
    wanted = after(memory.drawer("things"), steps, memory.save)
    with TemporaryDirectory() as folder:
        with FileCabinet(Path(folder) / "file.db", "stamp") as cabinet:
            cabinet.drawer("others")["a"] = "not among them"
            assert after(cabinet.drawer("things", at_hand), steps, cabinet.save) == wanted
            cabinet.save()
        with FileCabinet(Path(folder) / "file.db", "stamp") as cabinet:
            assert list(cabinet.drawer("things").items()) == wanted[-2]


def test_a_lot_gives_values_by_name_in_their_order() -> None:
    """Marks are made where none are given, and names that are not there are passed over."""
    lot = Lot({"a": 1, "b": 2})
    assert (list(lot), len(lot), lot.get("b"), lot.get("c")) == ([1, 2], 2, 2, None)
    assert list(lot.chosen(["b", "c", "a"])) == [2, 1]
    assert dict(lot.marks()) == {"a": mark(1), "b": mark(2)}
    assert lot == Lot({"a": 1, "b": 2}, {"a": b"", "b": b""}) != Lot({"a": 1})
