"""Known names are found where a search through all names finds them, the longest first."""

from hypothesis import given
from hypothesis import strategies as st

from ontology.terms import Kind
from pipelines.extraction.gazetteers import Found, Gazetteer, Known, Reference
from pipelines.extraction.passage import Passage, read_passage

WORDS = ("bank", "of", "amer", "america", "the", "north", "Harbour", "rail", "O'Neil", "7-Up", "x")
word = st.sampled_from(WORDS)
name = st.lists(word, min_size=1, max_size=4).map(" ".join)
text = st.lists(st.one_of(word, st.sampled_from((".", ",", "\n", "(", "—"))), max_size=40).map(" ".join)


def known(names: list[str]) -> list[tuple[str, Reference]]:
    """The names as a gazetteer takes them."""
    return [(one, Reference(known=Known(kind=Kind.COMPANY, name=one))) for one in names]


def longest(pairs: list[tuple[str, Reference]], passage: Passage, first: int) -> tuple[int, int] | None:
    """The longest name from a token on, by looking at every name; none goes beyond its sentence."""
    ends = []
    for one, _ in pairs:
        words = read_passage(one).lowers
        last = first + len(words)
        whole = last <= len(passage.lowers) and passage.sentence[first] == passage.sentence[last - 1]
        if words and whole and passage.lowers[first:last] == words:
            ends.append(last)
    return (first, max(ends)) if ends else None


def place(found: Found | None) -> tuple[int, int] | None:
    """The tokens of what was found."""
    return None if found is None else (found.first, found.last)


@given(st.lists(name, max_size=12), text)
def test_the_longest_name_is_found_at_every_token(names: list[str], said: str) -> None:
    """At each token the gazetteer finds what looking at every name finds."""
    pairs = known(names)
    gazetteer, passage = Gazetteer(pairs), read_passage(said)
    for first in range(len(passage.lowers)):
        assert place(gazetteer.find(passage, first)) == longest(pairs, passage, first)


@given(st.lists(name, max_size=12), text)
def test_names_of_a_passage_run_from_left_to_right(names: list[str], said: str) -> None:
    """From the left each longest name is taken, and the search goes on behind it."""
    pairs = known(names)
    passage, wanted, first = read_passage(said), [], 0
    while first < len(passage.lowers):
        found = longest(pairs, passage, first)
        wanted += [found] if found else []
        first = found[1] if found else first + 1
    assert [place(found) for found in Gazetteer(pairs).all(passage)] == wanted


def test_a_longer_name_that_breaks_off_loses_no_shorter_one() -> None:
    """A name that begins in "the bank of america" and is not there leaves "bank" to be found."""
    passage = read_passage("the bank of america")
    found = Gazetteer(known(["bank", "bank of amer"])).all(passage)
    assert [place(one) for one in found] == [(1, 2)]
