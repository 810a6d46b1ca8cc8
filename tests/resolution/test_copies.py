"""Copies are found however they were edited, and nothing else is taken for one."""

import random
from dataclasses import dataclass

from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.resolution.rewrites import THRESHOLD, Copies, rewrites

VOCABULARY = [
    f"{a}{b}{c}" for a in "bdfklmnprst" for b in ("a", "ei", "o", "u") for c in ("", "n", "ra", "lis")
]


@dataclass(frozen=True)
class Piece:
    """A text with an id."""

    id: str
    text: str
    published: str | None = None


def grams(text: str) -> set[tuple[str, ...]]:
    """The word trigrams of a text."""
    words = text.split()
    return set(zip(words, words[1:], words[2:], strict=False))


def jaccard(one: str, other: str) -> float:
    """How much of all trigrams of both texts both have."""
    left, right = grams(one), grams(other)
    return len(left & right) / len(left | right)


def edited(words: list[str], share: float, rng: random.Random) -> str:
    """The words with some replaced, left out or put in."""
    out: list[str] = []
    for word in words:
        if rng.random() >= share:
            out.append(word)
        elif rng.random() < 0.6:
            out.append(rng.choice(VOCABULARY))
    return " ".join(out)


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 2**32))
def test_near_duplicates_are_found(seed: int) -> None:
    """Of edited texts that share seven trigrams in ten with the original, at least 95 in 100 are found."""
    rng = random.Random(seed)
    wanted, texts = set(), []
    for at in range(40):
        words = [rng.choice(VOCABULARY) for _ in range(rng.randrange(120, 500))]
        copy = edited(words, rng.uniform(0.02, 0.12), rng)
        texts += [Piece(f"o{at}", " ".join(words)), Piece(f"c{at}", copy)]
        if jaccard(texts[-2].text, copy) >= 0.7:
            wanted.add(frozenset((f"o{at}", f"c{at}")))
    found = {frozenset((one.document, one.original)) for one in rewrites(texts)}
    assert len(wanted & found) >= 0.95 * len(wanted)
    assert all({name[1:] for name in pair} == {next(iter(pair))[1:]} for pair in found)


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 2**32))
def test_a_rewrite_inside_a_longer_article_is_found(seed: int) -> None:
    """An article that holds most of another one among as many words of its own is a rewrite of it."""
    rng = random.Random(seed)
    words = [rng.choice(VOCABULARY) for _ in range(200)]
    own = [rng.choice(VOCABULARY) for _ in range(300)]
    longer = " ".join(own[:150]) + " " + edited(words, 0.1, rng) + " " + " ".join(own[150:])
    (found,) = rewrites([Piece("a", " ".join(words), "2024-01-01"), Piece("b", longer, "2024-01-02")])
    assert (found.document, found.original) == ("b", "a")
    assert found.containment >= THRESHOLD


@given(st.permutations(range(6)))
def test_the_order_of_arrival_makes_no_difference(order: list[int]) -> None:
    """The same pairs are found whichever text comes first."""
    rng = random.Random(7)
    words = [rng.choice(VOCABULARY) for _ in range(150)]
    texts = [Piece(f"t{n}", edited(words, 0.04 * n, rng), f"2024-01-{9 - n:02}") for n in range(6)]
    copies = Copies()
    assert sorted(one for n in order for one in copies.add(texts[n])) == sorted(rewrites(texts))
