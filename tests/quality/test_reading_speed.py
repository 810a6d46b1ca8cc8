"""Reading a page with all that is asked of it takes less than trafilatura alone does."""

from pathlib import Path

import pytest

from benchmarks.cleaning import WANTED, pages_of, seconds

EVERY = 4  # of the pages


@pytest.mark.shared
def test_pages_are_read_faster_than_by_trafilatura_as_it_comes(shared: Path) -> None:
    """By CPU time in one process, with title, publisher, dates and language, on real pages."""
    took = seconds(pages_of(shared / "cleaning" / "html")[::EVERY], rounds=2)
    assert took["with_metadata"] >= WANTED * took["ours"]
    assert took["default"] >= took["ours"]  # which finds nothing but the text
