"""Rankers choose the candidate for which most speaks, and are trained reproducibly."""

from math import isclose
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from pipelines.extraction.learned.ranking import Ranker
from pipelines.training.ranking import Choice, train

CHOICES: list[Choice] = [
    ([["near", "bank"], ["far", "bank"], ["far", "firm"]], [True, False, False]),
    ([["far", "firm"], ["near", "firm"]], [False, True]),
    ([["near", "firm"], ["far", "firm"], ["near", "bank"]], [True, False, True]),
    ([["far", "bank"], ["near", "bank"]], [False, False]),  # nobody is right: nothing is shown
]
SETTINGS = {"turns": 8, "rate": 0.3, "l2": 0.01, "minfreq": 2}
WEIGHTS = st.dictionaries(st.sampled_from("abcdef"), st.floats(-40, 40), max_size=6)
CANDIDATES = st.lists(st.lists(st.sampled_from("abcdefg"), max_size=4), min_size=1, max_size=6)


def test_what_was_shown_is_known() -> None:
    """A trained ranker chooses as it was shown."""
    model = train(CHOICES, SETTINGS)
    for features, right in CHOICES[:3]:
        place, sure = model.choose(features)
        assert right[place]
        assert sure > 1 / len(features)


def test_the_same_choices_give_the_same_bytes(tmp_path: Path) -> None:
    """Training has no chance in it, and what is written is read back."""
    for name in ("a.json", "b.json"):
        train(CHOICES, SETTINGS).write(tmp_path / name)
    assert (tmp_path / "a.json").read_bytes() == (tmp_path / "b.json").read_bytes()
    known = Ranker.read(tmp_path / "a.json")
    assert isclose(known.score(["near"]), train(CHOICES, SETTINGS).score(["near"]), abs_tol=0.001)


def test_rare_features_are_left_out() -> None:
    """What is seen with fewer candidates than is asked for has no weight."""
    shown: list[Choice] = [*CHOICES, ([["once"], ["far"]], [True, False])]
    assert train(shown, SETTINGS).score(["once"]) == 0.0


@given(weights=WEIGHTS, candidates=CANDIDATES)
def test_the_first_of_the_best_is_chosen(weights: dict[str, float], candidates: list[list[str]]) -> None:
    """The place is that of the highest score, and the likelihood at least that of an even chance."""
    model = Ranker(weights)
    place, sure = model.choose(candidates)
    scores = [model.score(one) for one in candidates]
    assert place == scores.index(max(scores))
    assert 1 / len(candidates) - 1e-9 <= sure <= 1.0
