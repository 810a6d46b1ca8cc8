"""Models are trained reproducibly and give probabilities."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.extraction.learned.tagging import Row, Tagger, train

EXAMPLES = [
    ([["w=the"], ["w=bank"], ["w=said"]], ["O", "B", "O"]),
    ([["w=said"], ["w=the"], ["w=bank"]], ["O", "O", "B"]),
    ([["w=bank"]], ["B"]),
]
SETTINGS = {"c1": 0.0, "c2": 0.1, "max_iterations": 50}


def test_the_same_examples_give_the_same_bytes(tmp_path: Path) -> None:
    """Training has no chance in it."""
    for name in ("a.crf", "b.crf"):
        train(EXAMPLES, tmp_path / name, SETTINGS)
    assert (tmp_path / "a.crf").read_bytes() == (tmp_path / "b.crf").read_bytes()


def test_what_was_shown_is_known(tmp_path: Path) -> None:
    """A trained model labels its examples as they were labelled."""
    train(EXAMPLES, tmp_path / "a.crf", SETTINGS)
    model = Tagger(tmp_path / "a.crf")
    for features, labels in EXAMPLES:
        chances = model.chances(Row(features))
        assert [max(one, key=lambda name: one[name]) for one in chances] == labels


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Tagger:
    """A model of the examples."""
    path = tmp_path_factory.mktemp("tagging") / "a.crf"
    train(EXAMPLES, path, SETTINGS)
    return Tagger(path)


@given(words=st.lists(st.sampled_from(["w=the", "w=bank", "w=said", "w=new"]), max_size=6))
@settings(deadline=None)
def test_chances_are_probabilities(model: Tagger, words: list[str]) -> None:
    """For every thing of a row they add up to one; an empty row has none."""
    chances = model.chances(Row([[word] for word in words]))
    assert len(chances) == len(words)
    assert all(abs(sum(one.values()) - 1) < 1e-6 for one in chances)


@given(
    words=st.lists(st.sampled_from(["w=the", "w=bank", "w=said", "w=new"]), max_size=6),
    nothing=st.floats(0.05, 1.0),
)
@settings(deadline=None)
def test_the_best_label_is_the_best_of_all(model: Tagger, words: list[str], nothing: float) -> None:
    """Whether or not all labels are asked for, the likeliest is chosen, and it has its probability."""
    row = Row([[word] for word in words])
    weighted = [
        {label: chance * (nothing if label == "O" else 1.0) for label, chance in one.items()}
        for one in model.chances(row)
    ]
    best = [max(one, key=lambda name: one[name]) for one in weighted]
    chances = [one[label] for one, label in zip(model.chances(row), best, strict=True)]
    assert model.best(row, nothing) == list(zip(best, chances, strict=True))
    assert [model.chance("B", [word]) for word in words] == [model.choose([word])["B"] for word in words]
