"""What models are shown of a word is what it and its neighbours show, in training and when they are asked."""

from itertools import accumulate, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.extraction.learned.features import Word, rows, shown
from pipelines.extraction.learned.scores import Scorer
from pipelines.extraction.learned.shelf import SHIPPED
from pipelines.extraction.learned.weights import read

OWN = "w s3 s2 p3 sh m t c d src cue con e q ev ac pos cap ti"
NEAR = "w s3 m t c src cue con ev ac e q sh"
SEEN = {
    -1: NEAR,
    1: NEAR,
    -2: "w m t c ev ac cue con",
    2: "w m t c ev ac cue con",
    -3: "w ac ev",
    3: "w ac ev",
}
WEIGHTS = read(SHIPPED / "speech.crf")
SCORER = Scorer(WEIGHTS)


def plainly(words: list[Word], index: int) -> list[str]:
    """The features of a word, put together one by one."""
    found = [f"{key}={words[index][key]}" for key in OWN.split() if words[index][key]]
    for distance, keys in SEEN.items():
        if not 0 <= index + distance < len(words):
            found.append(f"{distance}END")
            continue
        other = words[index + distance]
        found += [f"{distance}{key}={other[key]}" for key in keys.split() if other[key]]
    if index:
        found.append(f"b-{words[index - 1]['w']}|{words[index]['w']}")
    if index + 1 < len(words):
        found.append(f"b+{words[index]['w']}|{words[index + 1]['w']}")
    return found


WORDS = st.lists(
    st.fixed_dictionaries({key: st.sampled_from(["", "O", "the", "0"]) for key in OWN.split()}), max_size=9
)


@given(WORDS)
def test_kept_halves_give_what_is_put_together_anew(words: list[Word]) -> None:
    """Features from the kept halves of words are those put together one by one, in the order trained with."""
    assert rows(words) == [plainly(words, index) for index in range(len(words))]


@given(st.lists(WORDS.filter(bool), max_size=4))
@settings(deadline=None)
def test_models_are_asked_of_what_they_were_trained_on(sentences: list[list[Word]]) -> None:
    """The scores of words by kept sums are the sums of the weights of the features that training sees."""
    words = [word for sentence in sentences for word in sentence]
    ends = list(accumulate(map(len, sentences), initial=0))
    scores = SCORER.scores(shown(words, [range(*pair) for pair in pairwise(ends)]))
    features = [row for sentence in sentences for row in rows(sentence)]
    weights = [[WEIGHTS.state[WEIGHTS.features.get(one, -1)] for one in row] for row in features]
    sums = [[sum(column) for column in zip(*row, strict=True)] for row in weights]
    assert scores.tolist() == [pytest.approx(one, abs=1e-9) for one in sums]
