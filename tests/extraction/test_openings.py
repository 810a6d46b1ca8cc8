"""Searching at the words where a pattern may begin finds what searching everywhere finds."""

import re
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.extraction import certainty, clauses, events, narration, rules
from pipelines.extraction.heads import heads
from pipelines.extraction.learned import classes
from pipelines.extraction.openings import Several, all_of, first_of

assert rules  # imports every module of the rules


def _of_modules() -> list[re.Pattern[str]]:
    names = [name for name in sys.modules if name.startswith("pipelines.extraction.") and ".llm" not in name]
    return [
        one
        for name in sorted(names)
        for one in vars(sys.modules[name]).values()
        if isinstance(one, re.Pattern)
    ]


def _of_lexicons() -> list[re.Pattern[str]]:
    return [
        *(
            part
            for telling in narration.tellings()
            for part in (telling.words, telling.without, telling.inverse)
        ),
        *(part for sort in events._sorts() for part in (sort.nouns, sort.verbs, sort.weak, sort.needs)),
        *(part for _, *parts in events._head_words() for part in parts),
        *(part for name in ("voices", "stances") for part in classes._classes(name).values()),
        certainty._pattern("possible", "positive"),
        clauses._finite(),
    ]


PATTERNS = sorted(
    {one for one in (*_of_modules(), *_of_lexicons()) if heads(one, 4) is not None},
    key=lambda one: (one.pattern, one.flags),
)
ANYWHERE = re.compile(r"\w+ed\b")
NOISE = "a the They company’s İts ſaid was-not data, “not x” . \n \u00a0 _ 3 K2 don’t é".split(" ")
JOINTS = (" ", " ", " ", "-", "’", "\n", "", ". ", ", ")


def _words(pattern: re.Pattern[str]) -> list[str]:
    """The words that stand in a pattern, whole and cut, in both cases."""
    found = re.findall(r"(?<!\\)[A-Za-z]{2,}", pattern.pattern)
    return [form for word in found for form in (word, word.upper(), word.capitalize(), word[:-1], word + "s")]


@given(data=st.data())
@settings(deadline=None, max_examples=300)
def test_nothing_is_missed_and_nothing_added(data: st.DataObject) -> None:
    """For any pattern, text and region, the matches are those of a search at every character."""
    pattern = data.draw(st.sampled_from(PATTERNS))
    word = st.sampled_from([*_words(pattern), *NOISE])
    pieces = data.draw(st.lists(st.tuples(word, st.sampled_from(JOINTS)), min_size=60, max_size=90))
    text = "".join(word + joint for word, joint in pieces)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    for region in ((), (start,), (start, end)):
        wanted = [(m.span(), m.groups()) for m in pattern.finditer(text, *region)]
        assert [(m.span(), m.groups()) for m in all_of(pattern, text, *region)] == wanted
        match = first_of(pattern, text, *region)
        assert ([(match.span(), match.groups())] if match else []) == wanted[:1]


@given(data=st.data())
@settings(deadline=None, max_examples=100)
def test_no_pattern_that_matches_is_out_of_question(data: st.DataObject) -> None:
    """Of several patterns looked for together, those that match in a region are named, in their order."""
    listed = data.draw(st.lists(st.sampled_from([*PATTERNS, ANYWHERE]), min_size=2, max_size=5, unique=True))
    words = [word for pattern in listed for word in _words(pattern)]
    drawn = st.tuples(st.sampled_from([*words, *NOISE]), st.sampled_from(JOINTS))
    text = "".join(word + joint for word, joint in data.draw(st.lists(drawn, min_size=30, max_size=70)))
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    named = Several((number // 2, pattern) for number, pattern in enumerate(listed))
    found = named.in_question(text, start, end)
    matching = {number // 2 for number, one in enumerate(listed) if one.search(text, start, end)}
    assert matching <= set(found)
    assert found == sorted(set(found))


@pytest.mark.parametrize(
    ("pattern", "wanted"),
    [
        (r"\b(?:the\s+)?attack(?:s|ed)?\b", {"the", "atta"}),
        (r"(?<![\w-])(?:[Uu]s|of)", {"us", "of"}),
        (r"\bno(?:t|ne)?", {"no", "not", "none"}),
        (r"(?!)", set()),
        (r"\b\w+ed\b", None),  # begins with any letter
        (r"attack", None),  # may begin within a word
        (r"\b(?:a|“)b", None),  # a mark begins no word
        (r"(?:\bthe\s+)?attack", None),  # without the article it may begin within a word
    ],
)
def test_heads_are_those_of_all_that_matches(pattern: str, wanted: set[str] | None) -> None:
    """A pattern has heads where all that it matches begins a word whose first letters it spells out."""
    assert heads(re.compile(pattern), 4) == (None if wanted is None else frozenset(wanted))
