"""Batches: what is read together is written down first, once, and found again after a crash."""

import sqlite3
from pathlib import Path

import pytest

from pipelines.batches import Batches, new
from pipelines.feeds.sources import Item

AT = "2026-01-05T08:00:00Z"


def items(*names: str) -> list[Item]:
    """Items of these paths."""
    return [Item(source=name, path=Path(name)) for name in names]


def test_what_is_new_is_cut_into_batches_of_a_size(tmp_path: Path) -> None:
    """Each item is in one batch, and comes back as it was."""
    with Batches(tmp_path) as batches:
        made = batches.plan("wire", items("a", "b", "c", "d", "e"), at=AT, size=2)
        assert [(one.name, one.articles) for one in made] == [
            ("wire-00001", 2),
            ("wire-00002", 2),
            ("wire-00003", 1),
        ]
        assert [item for one in made for item in batches.items(one.name)] == items("a", "b", "c", "d", "e")


def test_what_waits_is_not_planned_twice(tmp_path: Path) -> None:
    """Looking again at a feed that shows the same adds no batch, until the batch is done."""
    with Batches(tmp_path) as batches:
        batches.plan("wire", items("a", "b"), at=AT)
        assert batches.plan("wire", items("b", "a"), at=AT) == []
        batches.finish("wire-00001", at=AT)
        assert [one.name for one in batches.plan("wire", items("a"), at=AT)] == ["wire-00002"]
        assert len(batches.items("wire-00001")) == 2


def test_an_item_that_is_shown_twice_at_once_is_in_a_batch_once(tmp_path: Path) -> None:
    """A feed may name one article in two places."""
    with Batches(tmp_path) as batches:
        (made,) = batches.plan("wire", items("a", "a"), at=AT)
        assert (made.articles, batches.items(made.name)) == (1, tuple(items("a")))


def test_a_batch_is_planned_whole_or_not_at_all(tmp_path: Path) -> None:
    """When planning breaks off, nothing of the batch is there, and the same is planned again."""
    with Batches(tmp_path) as batches:
        broken = Item(source="bad", path=Path("x"), url=b"")  # type: ignore[arg-type]
        with pytest.raises(TypeError):
            batches.plan("wire", [*items("a"), broken], at=AT)
        assert batches.all() == ()
        assert len(batches.plan("wire", items("a"), at=AT)) == 1


def test_batches_that_were_never_asked_for_are_found(tmp_path: Path) -> None:
    """A batch whose partition is not known was planned by somebody who was killed before asking."""
    with Batches(tmp_path) as batches:
        batches.plan("wire", items("a", "b"), at=AT, size=1)
        batches.plan("other", items("c"), at=AT)
    with Batches(tmp_path) as again:
        assert [one.name for one in new(again.all("wire"), ["wire-00001"])] == ["wire-00002"]
        assert [one.done for one in again.all()] == [None, None, None]


def test_two_processes_may_plan(tmp_path: Path) -> None:
    """Names are unique even when two plan for one feed."""
    with Batches(tmp_path) as one, Batches(tmp_path) as other:
        one.plan("wire", items("a"), at=AT)
        other.plan("wire", items("b"), at=AT)
    names = sqlite3.connect(tmp_path / "batches.db").execute("SELECT name FROM batch").fetchall()
    assert len(set(names)) == 2
