"""Incidents are divided by their names alone."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from pipelines.corpus.annotation import Finding, Incident
from pipelines.corpus.splits import SHARES, Split, parts, split


def test_the_part_of_a_name_never_changes() -> None:
    """Whoever has built the corpus before finds every incident where it was."""
    known = {"tasman-reach-ransom": "test", "kitamori-optics-espionage": "train", "cirrusdock-flaw": "dev"}
    assert {name: split(name).value for name in known} == known


def test_the_shares_are_nearly_kept() -> None:
    """Of many names about 70, 15 and 15 of 100 fall to the parts."""
    counts = Counter(split(f"incident-{number}") for number in range(20_000))
    for part, share in SHARES.items():
        assert abs(counts[part] / 200 - share) < 1


@given(st.text())
def test_every_name_has_a_part(slug: str) -> None:
    """Whatever it is made of, the same one each time."""
    assert split(slug) == split(slug)


def test_the_parts_share_nothing_and_leave_nothing_out(corpus: tuple[list[Incident], list[Finding]]) -> None:
    """Each incident, and so each account of it, is in one part."""
    divided = [one.slug for _, found in parts(corpus[0]) for one in found]
    assert sorted(divided) == sorted(one.slug for one in corpus[0])
    assert len(set(divided)) == len(divided)
    assert [part for part, _ in parts(corpus[0])] == list(Split)
