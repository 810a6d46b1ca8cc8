"""Accounts of one incident are brought together as well as they were."""

import json
from collections import Counter

import pytest

from pipelines.corpus.splits import Split
from tests.quality.accounts import FLOORS, ROOT, digest, figures, part_of_corpus
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


def test_the_pairs_that_were_read_are_those_of_the_documentation() -> None:
    """What a reader found of sixty pairs stands in docs/quality.md, and each pair is one of the corpus."""
    lines = [line.split() for line in (ROOT / "tests/quality/pairs_read.txt").read_text("utf-8").splitlines()]
    read = [line for line in lines if line[0] != "#"]
    found = Counter(line[0] for line in read)
    shown = (
        f"of {len(read)} of our pairs drawn at random from the training and development part and judged "
        f"by their reasons and both quotes, {found['worth']} are worth a reader's time, {found['plain']} "
        f"are right but plain (every account says that it was attacked), {found['wrong']} are wrong"
    )
    assert shown in (ROOT / "docs/quality.md").read_text("utf-8")
    known = {
        f"{article.id}.{claim.id}"
        for part in (Split.TRAIN, Split.DEV)
        for incident in part_of_corpus(part)
        for article in incident.articles
        for claim in article.claims
    }
    assert {end for line in read for end in (line[1], line[3])} <= known
