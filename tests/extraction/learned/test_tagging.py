"""Models are trained reproducibly, and asked here they give the probabilities that crfsuite gives."""

from collections.abc import Sequence
from pathlib import Path

import pycrfsuite
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ontology.errors import SettingsError
from pipelines.extraction.learned.rows import Part, Rows
from pipelines.extraction.learned.tagging import Tagger, train
from pipelines.extraction.learned.weights import read

EXAMPLES = [
    ([["w=the"], ["w=bank"], ["w=said"]], ["O", "B", "O"]),
    ([["w=said"], ["w=the"], ["w=bank"]], ["O", "O", "B"]),
    ([["w=bank"]], ["B"]),
]
SETTINGS = {"c1": 0.0, "c2": 0.1, "max_iterations": 50}
OWN = Part(
    distances=(0,), values=lambda features: (*features, "", "")[:2], seen=((("", 0), ("", 1)),), ends=((),)
)


def rows(sentences: Sequence[Sequence[Sequence[str]]]) -> Rows:
    """Rows of words that show their features to no other word."""
    return Rows(
        lengths=tuple(map(len, sentences)),
        parts=(OWN.keys([tuple(features) for sentence in sentences for features in sentence]),),
    )


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
        (best,) = model.best(rows([features]))
        assert [label for label, _ in best] == labels


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with a model of the examples."""
    path = tmp_path_factory.mktemp("tagging") / "a.crf"
    train(EXAMPLES, path, SETTINGS)
    return path


@pytest.fixture(scope="module")
def model(path: Path) -> Tagger:
    """A model of the examples."""
    return Tagger(path)


WORD = st.lists(st.sampled_from(["w=the", "w=bank", "w=said", "w=new"]), max_size=2)
SENTENCES = st.lists(st.lists(WORD, min_size=1, max_size=7), max_size=5)


@given(sentences=SENTENCES, nothing=st.floats(0.05, 1.0))
@settings(deadline=None)
def test_chances_are_those_of_crfsuite(
    model: Tagger, path: Path, sentences: list[list[list[str]]], nothing: float
) -> None:
    """Sentences abreast have the probabilities that each has alone, and the likeliest label is best."""
    asked = pycrfsuite.Tagger()
    asked.open(str(path))
    chances, best = model.chances(rows(sentences)), model.best(rows(sentences), nothing)
    assert [len(one) for one in chances] == [len(one) for one in best] == [len(one) for one in sentences]
    for sentence, found, likely in zip(sentences, chances, best, strict=True):
        asked.set(pycrfsuite.ItemSequence(sentence))
        for place, one in enumerate(found):
            assert one == pytest.approx({label: asked.marginal(label, place) for label in one}, abs=1e-9)
            weighed = {label: chance * (nothing if label == "O" else 1.0) for label, chance in one.items()}
            assert likely[place] == (label := max(weighed, key=lambda name: weighed[name]), one[label])
            if len(sentence) == 1:
                assert model.choose(sentence[0]) == pytest.approx(one, abs=1e-9)


def test_long_sentences_keep_their_precision(model: Tagger) -> None:
    """Over thousands of words no probability runs out of numbers."""
    (chances,) = model.chances(rows([[["w=bank"], ["w=the"], ["w=said"]] * 2000]))
    assert all(abs(sum(one.values()) - 1) < 1e-9 for one in chances)


def test_more_keys_than_are_kept_change_nothing(model: Tagger) -> None:
    """Words that no longer fit are forgotten and reckoned anew."""
    one = rows([[["w=bank"], ["w=said"]]])
    before = model.chances(one)
    model.chances(rows([[[f"w={number}"] for number in range(9000)]]))
    assert model.chances(one) == before
    model.chances(rows([[[f"w={number}"] for number in range(5000)] for _ in range(2)]))
    assert model.chances(one) == before


def test_other_files_are_no_models(tmp_path: Path) -> None:
    """A file that crfsuite has not written is refused by its name."""
    (tmp_path / "a.crf").write_bytes(b"no model")
    with pytest.raises(SettingsError, match=r"a\.crf is no model"):
        read(tmp_path / "a.crf")
