"""Accounts of one incident are brought together as well as they were."""

import json

import pytest

from pipelines.corpus.splits import Split
from tests.quality.accounts import FLOORS, digest, figures
from tests.quality.partitions import b_cubed, pairwise

PINNED = json.loads(FLOORS.read_text("utf-8"))


@pytest.mark.parametrize("part", [Split(name) for name in PINNED])
def test_no_figure_falls_below_its_floor(part: Split) -> None:
    """What is measured on annotated accounts is at least what was pinned, on the same annotation."""
    assert digest(part) == PINNED[part]["annotation"], "the annotation changed: measure and pin anew"
    found = figures(part)
    low = {name: found[name] for name, floor in PINNED[part]["floors"].items() if found[name] < floor}
    assert not low


def test_pairs_and_groups_are_scored_apart() -> None:
    """One thing split off costs a pair in recall; two things joined cost pairs in precision."""
    gold = {"a": 1, "b": 1, "c": 1, "d": 2}
    split, joined = {"a": 1, "b": 1, "c": 3, "d": 2}, dict.fromkeys("abcd", 1)
    assert pairwise(split, gold, lambda _, __: True) == (1.0, 1 / 3)
    assert pairwise(joined, gold, lambda _, __: True) == (0.5, 1.0)
    assert b_cubed(split, gold, lambda _, __: True) == (1.0, (2 / 3 + 2 / 3 + 1 / 3 + 1) / 4)
    assert b_cubed(joined, gold, lambda _, __: True).recall == 1.0


def test_what_nobody_judged_does_not_count() -> None:
    """A pair of which nothing is known is neither right nor wrong."""
    gold = {"a": 1, "b": 2, "c": 1}
    ours = dict.fromkeys("abc", 1)
    score = pairwise(ours, gold, lambda left, right: "b" not in (left, right))
    assert score == (1.0, 1.0)
