"""Other stories in the text: their blocks are found, and nothing of the article itself is."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.reading.boilerplate import boilerplate_spans, without_boilerplate

BEFORE = "The harbour reported a breach on Tuesday."
AFTER = "Its director said the ferries had kept running."

BLOCKS = [
    "Recommended\n- Bank names new head of risk\n- Two towns share one library\n- Why bees sleep",
    "RECOMMENDED FOR YOU:\n\n• Bank names new head of risk\n\n• Two towns share one library",
    "Read also:\n* Bank names new head of risk",
    "Related stories\n1. Bank hit by outage, says Acme Corp.\n2. Is your kettle listening?",
    "More on this story\n– Bank names new head of risk",
    "More from The Daily Harbour\n- Bank names new head of risk",
    "You may also like…\nBank names new head of risk\nTwo towns share one library",
    "Editor’s picks\n\nBank names new head of risk\n\nTwo towns share one library",
    "Read more: Bank names new head of risk",
    "ALSO READ | Bank names new head of risk",
    "See also » Bank names new head of risk",
    "Advertisement",
    "“Related:”\nSmall Harbour Banks Reject The Idea Of A Common Lock.\nBees: Why They Sleep Longer.",
    "Most read in Business\n- Bank names new head of risk",
    "Most read »\n- Bank names new head of risk",
]
NO_BLOCKS = [
    "The following products are affected:\n- Router R1\n- Router R2",
    "Recommended actions:\n- Change all passwords\n- Update to version 3.2",
    "Recommended\n- Users should change their passwords as soon as they can.\n- Keep the system updated.",
    "Related\nThe company said in a statement that its payment system had not been touched at all.",
    "Read more about it in the report that the agency published on Monday.",
    "Related: the company has said that its earlier figures were wrong.",
    "She recommended\nthat all of them be told.",
    "The stolen data included:\n• names\n• dates of birth\n• bank details",
    "Latest\n“We have found no sign of that,” he said.",
    "In other news, the bank said: nothing.",
    "Recommended",
]


@pytest.mark.parametrize("block", BLOCKS)
@pytest.mark.parametrize("gap", ["\n", "\n\n", "\r\n"])
def test_a_block_of_other_stories_is_found(block: str, gap: str) -> None:
    """Exactly from the start of its heading to the end of its last headline."""
    text = f"{BEFORE}{gap}{block}{gap}{AFTER}"
    assert [text[start:end] for start, end in boilerplate_spans(text)] == [block]


@pytest.mark.parametrize("passage", NO_BLOCKS)
def test_the_article_itself_is_left_alone(passage: str) -> None:
    """Lists that a sentence introduces, advice, prose, and headings that nothing follows."""
    assert boilerplate_spans(f"{BEFORE}\n{passage}\n{AFTER}") == ()


def test_two_blocks_that_follow_each_other_are_two() -> None:
    """The second heading is no headline of the first."""
    text = "Related\n- Bank names new head\nMost read\n- Why bees sleep"
    assert [text[start:end] for start, end in boilerplate_spans(text)] == [
        "Related\n- Bank names new head",
        "Most read\n- Why bees sleep",
    ]


def test_what_remains_is_paragraphs() -> None:
    """Cutting leaves one empty line, and cutting again changes nothing."""
    text = f"{BEFORE}\n\n{BLOCKS[0]}\n\n{AFTER}"
    assert without_boilerplate(text) == f"{BEFORE}\n\n{AFTER}"
    assert without_boilerplate(f"{BEFORE}\n\n{AFTER}") == f"{BEFORE}\n\n{AFTER}"


LINES = st.sampled_from(
    [BEFORE, AFTER, "Related", "- Why bees sleep", "Short line", "", "Read more: Why bees sleep"]
)


@given(st.lists(LINES, max_size=12).map("\n".join))
def test_blocks_are_whole_lines_in_order(text: str) -> None:
    """They do not overlap, begin and end at lines, and never hold a sentence of the article."""
    blocks = boilerplate_spans(text)
    assert [*blocks] == sorted(blocks)
    assert all(first[1] < second[0] for first, second in pairwise(blocks))
    for start, end in blocks:
        assert start == 0 or text[start - 1] == "\n"
        assert end == len(text) or text[end] == "\n"
        assert BEFORE not in text[start:end]
