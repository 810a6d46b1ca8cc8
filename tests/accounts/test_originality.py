"""The words of the bundled accounts: our own, and shared among them only where one page rewrites another."""

import re
from itertools import combinations
from pathlib import Path

import pytest
from lxml import html

from pipelines.accounts import bundled

REWRITE = {"mitsubishi-rewrite", "mitsubishi-trade"}


def grams(text: str, length: int) -> set[tuple[str, ...]]:
    """Give the runs of `length` words, in lower case and without punctuation."""
    words = re.findall(r"[a-z0-9]+", text.lower())
    return {tuple(words[i : i + length]) for i in range(len(words) - length + 1)}


def containment(left: str, right: str) -> float:
    """Measure which part of the trigrams of `left` is also in `right`."""
    mine = grams(left, 3)
    return len(mine & grams(right, 3)) / len(mine)


def paragraphs(path: Path) -> str:
    """Give the paragraphs of a page, one a line."""
    tree = html.fromstring(path.read_bytes())
    return "\n".join(node.text_content() for node in tree.xpath("//p"))


TEXTS = {path.stem: paragraphs(path) for path in bundled()}
INDEPENDENT = [pair for pair in combinations(sorted(TEXTS), 2) if set(pair) != REWRITE]


@pytest.mark.shared
@pytest.mark.parametrize("path", bundled(), ids=lambda path: path.stem)
def test_no_seven_words_in_a_row_are_borrowed(path: Path, shared: Path) -> None:
    """No page shares a run of seven words with the texts whose facts it may carry."""
    seeds = [seed.read_text(encoding="utf-8") for seed in sorted((shared / "seeds").glob("*.txt"))]
    assert seeds
    whole = " ".join(html.fromstring(path.read_bytes()).itertext())
    borrowed = {gram for seed in seeds for gram in grams(seed, 7)} & grams(whole, 7)
    assert not borrowed


def test_the_rewrite_repeats_its_original() -> None:
    """The rewrite takes a good deal of its words from the account that it credits."""
    assert containment(TEXTS["mitsubishi-rewrite"], TEXTS["mitsubishi-trade"]) >= 0.35


@pytest.mark.parametrize(("left", "right"), INDEPENDENT, ids="~".join)
def test_other_accounts_do_not_repeat_each_other(left: str, right: str) -> None:
    """Two accounts that were written apart share hardly any run of three words."""
    assert containment(TEXTS[left], TEXTS[right]) < 0.1
    assert containment(TEXTS[right], TEXTS[left]) < 0.1


@pytest.mark.parametrize("name", sorted(TEXTS))
def test_an_account_has_the_length_of_news(name: str) -> None:
    """Each account is long enough to be an article and short enough to read at a glance."""
    assert 150 <= len(TEXTS[name].split()) <= 650
