"""What models are shown of a word is what it and its neighbours show, spelled out in one order."""

from hypothesis import given
from hypothesis import strategies as st

from pipelines.extraction.learned.features import Word, rows

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


@given(
    st.lists(
        st.fixed_dictionaries({key: st.sampled_from(["", "O", "a", "b"]) for key in OWN.split()}), max_size=9
    )
)
def test_kept_halves_give_what_is_put_together_anew(words: list[Word]) -> None:
    """Features from the kept halves of words are those put together one by one, in the order trained with."""
    assert rows(words) == [plainly(words, index) for index in range(len(words))]
