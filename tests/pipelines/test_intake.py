"""Which documents count: the last text of every source."""

from pathlib import Path

from pipelines.accounts import bundled
from pipelines.intake import items, superseded
from pipelines.ledger import Outcome, Row
from pipelines.outcomes import Reason


def row(source: str, document: str | None, reason: Reason | None = None) -> Row:
    """A row of the ledger."""
    outcome = Outcome.REFUSED if reason else Outcome.READ
    return Row(
        source=source, content=document, outcome=outcome, reason=reason, detail=None, document=document,
        first_seen="", last_seen="", run=1,
    )  # fmt: skip


def test_the_last_text_of_a_source_counts() -> None:
    """An earlier text of a source is superseded by a later one, and by becoming a duplicate."""
    assert superseded([row("a", "d1"), row("a", "d2")]) == {"d1"}
    assert superseded([row("a", "d1"), row("a", None, Reason.DUPLICATE)]) == {"d1"}


def test_a_text_that_another_source_still_shows_counts() -> None:
    """A text is not superseded while any source shows it."""
    assert superseded([row("a", "d1"), row("b", "d1"), row("a", "d2")]) == frozenset()


def test_an_outage_supersedes_nothing() -> None:
    """A source that fails today still stands by its last text."""
    assert superseded([row("a", "d1"), row("a", None, Reason.UNREACHABLE)]) == frozenset()


def test_one_file_is_one_source_by_any_path(tmp_path: Path, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    """A relative and an absolute path name the same source."""
    monkeypatch.chdir(tmp_path)
    assert superseded([row("a.html", "d1"), row(str(tmp_path / "a.html"), "d2")]) == {"d1"}


def test_an_article_is_taken_once(good: Path) -> None:
    """A file that is named and lies in a named folder is one item; without sources the bundled pages are."""
    assert len(items([str(good), str(good / "first.html")])) == 2
    assert len(items([])) == len(bundled())
