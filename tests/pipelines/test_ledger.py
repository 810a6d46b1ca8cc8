"""The ledger: nothing that was ever given is forgotten, and a copy is told from the first."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ontology.errors import SettingsError
from pipelines.ledger import Ledger, Novelty, Outcome, Row
from pipelines.outcomes import Reason, Refusal
from pipelines.reading.document import Document

MONDAY, TUESDAY = "2020-01-20T12:00:00Z", "2020-01-21T12:00:00Z"


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """An empty ledger."""
    with Ledger(tmp_path) as opened:
        yield opened


def document(source: str, text: str = "t1", content: str = "c1") -> Document:
    """A document of a source; its id stands for its text."""
    return Document(id=text, source=source, text=text, sha256=text, content_sha256=content)


def refusal(source: str, reason: Reason = Reason.EMPTY, content: str | None = "c1") -> Refusal:
    """A refusal of a source."""
    return Refusal(source=source, reason=reason, detail="why", sha256=content)


def test_what_was_read_and_refused_is_written_down(ledger: Ledger) -> None:
    """With when, in which run, and why."""
    run = ledger.begin(MONDAY)
    ledger.record(document("https://a.example/"), run=run, at=MONDAY)
    ledger.record(refusal("https://b.example/", Reason.UNREACHABLE, None), run=run, at=MONDAY)
    read, refused = ledger.rows()
    assert read == Row(
        source="https://a.example/",
        content="c1",
        outcome=Outcome.READ,
        reason=None,
        detail=None,
        document="t1",
        first_seen=MONDAY,
        last_seen=MONDAY,
        run=1,
    )
    assert (refused.outcome, refused.reason, refused.detail, refused.content) == (
        "refused",
        "unreachable",
        "why",
        None,
    )
    assert ledger.rows(failed=True) == [refused]
    assert ledger.counts() == {"read": 1, "unreachable": 1}


def test_a_source_given_again_is_unchanged_changed_or_new(ledger: Ledger) -> None:
    """By its content and what became of it."""
    first, second = ledger.begin(MONDAY), ledger.begin(TUESDAY)
    steps = [
        document("a"),
        document("a"),
        document("a", "t2", "c2"),
        document("a"),
        refusal("a"),
        refusal("b"),
    ]
    expected = ["new", "unchanged", "changed", "changed", "changed", "new"]
    assert [ledger.record(step, run=second, at=TUESDAY) for step in steps] == [
        Novelty(name) for name in expected
    ]
    assert (first, second) == (1, 2)


def test_first_and_last_sight_are_kept(ledger: Ledger) -> None:
    """And the run of the last."""
    ledger.record(document("a"), run=ledger.begin(MONDAY), at=MONDAY)
    ledger.record(document("a"), run=ledger.begin(TUESDAY), at=TUESDAY)
    (row,) = ledger.rows()
    assert (row.first_seen, row.last_seen, row.run) == (MONDAY, TUESDAY, 2)


def test_only_the_last_content_of_a_source_counts(ledger: Ledger) -> None:
    """A failure that has been mended is history."""
    run = ledger.begin(MONDAY)
    ledger.record(refusal("a", Reason.UNREACHABLE, None), run=run, at=MONDAY)
    ledger.record(document("a"), run=run, at=TUESDAY)
    assert ledger.rows(failed=True) == []
    assert [row.outcome for row in ledger.rows(history=True)] == ["refused", "read"]
    latest = ledger.latest("a")
    assert latest is not None
    assert latest.document == "t1"
    assert ledger.latest("b") is None


def test_a_content_that_is_known_need_not_be_read_again(ledger: Ledger) -> None:
    """It is found by source and hash."""
    ledger.record(document("a"), run=ledger.begin(MONDAY), at=MONDAY)
    entry = ledger.entry("a", "c1")
    assert entry is not None
    assert entry.document == "t1"
    assert ledger.entry("a", "c2") is None
    assert ledger.entry("b", "c1") is None


def test_the_same_text_from_another_source_is_a_duplicate(ledger: Ledger) -> None:
    """Of the first; the first itself never is, whichever comes first the next time."""
    run = ledger.begin(MONDAY)
    ledger.record(document("a"), run=run, at=MONDAY)
    copy = document("b", content="c2")
    judged = ledger.judged(copy)
    assert isinstance(judged, Refusal)
    assert (judged.reason, judged.source, judged.sha256) == (Reason.DUPLICATE, "b", "c2")
    assert "a" in judged.detail
    ledger.record(judged, run=run, at=MONDAY)
    assert ledger.judged(document("a")) == document("a")
    assert ledger.judged(copy) == judged
    assert ledger.judged(refusal("c")) == refusal("c")


def test_a_copy_is_no_duplicate_any_more_when_the_first_has_changed(ledger: Ledger) -> None:
    """Then it is the only one with this text."""
    run = ledger.begin(MONDAY)
    ledger.record(document("a"), run=run, at=MONDAY)
    ledger.record(document("a", "t2", "c2"), run=run, at=TUESDAY)
    assert ledger.judged(document("b")) == document("b")


def test_a_file_is_the_same_source_from_everywhere(
    ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By relative path, absolute path and file URL."""
    folder = tmp_path / "a b"
    folder.mkdir()
    path = folder / "x.txt"
    run = ledger.begin(MONDAY)
    monkeypatch.chdir(folder)
    spellings = ["x.txt", str(path), path.as_uri(), "../a b/x.txt"]
    found = [ledger.record(document(spelling), run=run, at=MONDAY) for spelling in spellings]
    assert found == [Novelty.NEW, Novelty.UNCHANGED, Novelty.UNCHANGED, Novelty.UNCHANGED]


def test_runs_can_be_told_apart(ledger: Ledger) -> None:
    """The rows and counts of one run are those last seen in it."""
    first, second = ledger.begin(MONDAY), ledger.begin(TUESDAY)
    ledger.record(document("a"), run=first, at=MONDAY)
    ledger.record(refusal("b"), run=second, at=TUESDAY)
    assert [row.source for row in ledger.rows(run=second)] == ["b"]
    assert ledger.counts(second) == {"empty": 1}


def test_the_ledger_outlives_its_process(tmp_path: Path) -> None:
    """Another one goes on where it ended, also while it is still open."""
    with Ledger(tmp_path) as first, Ledger(tmp_path) as second:
        first.record(document("a"), run=first.begin(MONDAY), at=MONDAY)
        assert second.begin(TUESDAY) == 2
        assert [row.source for row in second.rows()] == ["a"]


def test_what_is_no_ledger_is_named(tmp_path: Path) -> None:
    """With what to do about it."""
    (tmp_path / "ledger.db").write_text("this is a text and no database at all " * 50)
    with pytest.raises(SettingsError, match=r"ledger\.db is no ledger"):
        Ledger(tmp_path)
