"""The ledger of what people decided: added to, never changed, undone by another line."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from graph.judgements import Judgements, Side, Words, standing
from ontology.errors import JudgementError, SettingsError
from ontology.terms import ID, Iri, Ruling

LEFT = Side(kind="Company", label="Acme", iri=Iri(ID + "company/acme"), found=(Words("herald-1", "Acme"),))
RIGHT = Side(kind="Company", label="ACME Co.", iri=Iri(ID + "company/acme-co"))


@pytest.fixture
def ledger(tmp_path: Path) -> Judgements:
    """A ledger that holds nothing."""
    return Judgements(tmp_path)


def judge(ledger: Judgements, ruling: Ruling, key: str = "pair", by: str = "Ada") -> int:
    """Enter a judgement on two companies; its number."""
    return ledger.add(ruling, (LEFT, RIGHT), key=key, by=by, why="because").number


def test_what_was_entered_is_read_back(ledger: Judgements) -> None:
    """Every part of a judgement survives the file, with who, when and why."""
    made = ledger.add(
        Ruling.WITHDRAWN,
        (LEFT,),
        key="article a",
        by=" Ada ",
        why="retracted",
        replaced_by=RIGHT,
        via="graphql",
    )
    assert Judgements(ledger.path.parent).entries() == (made,)
    assert (made.number, made.by, made.why, made.via) == (1, "Ada", "retracted", "graphql")
    assert made.sides[0].found == (Words("herald-1", "Acme"),)
    assert made.replaced_by == RIGHT


def test_an_empty_ledger_holds_nothing(ledger: Judgements) -> None:
    """Before anything is decided nothing counts, and looking makes no file."""
    assert ledger.entries() == ledger.standing() == ()
    assert not ledger.path.exists()


def test_the_last_judgement_on_a_matter_counts(ledger: Judgements) -> None:
    """Whoever decides again overrules what was decided before, and both stay on record."""
    judge(ledger, Ruling.SAME)
    judge(ledger, Ruling.DIFFERENT, by="Bob")
    judge(ledger, Ruling.UNSURE, key="another")
    assert [(one.ruling, one.by) for one in ledger.standing()] == [
        (Ruling.DIFFERENT, "Bob"),
        (Ruling.UNSURE, "Ada"),
    ]
    assert len(ledger.entries()) == 3


def test_undoing_gives_back_what_counted_before(ledger: Judgements) -> None:
    """After a judgement is undone the one before it on the same matter counts again; then none."""
    first, second = judge(ledger, Ruling.SAME), judge(ledger, Ruling.DIFFERENT)
    ledger.undo(second, by="Bob", why="mistaken")
    assert [one.number for one in ledger.standing()] == [first]
    ledger.undo(first, by="Bob", why="mistaken too")
    assert ledger.standing() == ()
    assert [one.undoes for one in ledger.entries()] == [None, None, 2, 1]


def test_what_does_not_count_cannot_be_undone(ledger: Judgements) -> None:
    """Undoing what was undone, or never was, is refused with what could be undone."""
    number = judge(ledger, Ruling.SAME)
    with pytest.raises(JudgementError, match=r"judgement 7 does not count now; those that do: 1"):
        ledger.undo(7, by="Ada", why="x")
    ledger.undo(number, by="Ada", why="x")
    with pytest.raises(JudgementError, match="those that do: none"):
        ledger.undo(number, by="Ada", why="x")


@pytest.mark.parametrize(("by", "why"), [("", "because"), ("Ada", "  ")])
def test_a_judgement_has_a_judge_and_a_reason(ledger: Judgements, by: str, why: str) -> None:
    """Nobody decides anonymously or without saying why."""
    with pytest.raises(JudgementError, match="nothing was entered"):
        ledger.add(Ruling.SAME, (LEFT, RIGHT), key="pair", by=by, why=why)
    assert ledger.entries() == ()


def test_lines_are_only_added(ledger: Judgements) -> None:
    """What stands in the file is never touched again, whatever is entered or undone later."""
    judge(ledger, Ruling.SAME)
    before = ledger.path.read_bytes()
    ledger.undo(1, by="Ada", why="x")
    assert ledger.path.read_bytes().startswith(before)


def test_many_may_enter_at_once(ledger: Judgements) -> None:
    """Judgements entered at the same time have numbers of their own and are all kept."""
    with ThreadPoolExecutor(8) as pool:
        numbers = list(
            pool.map(lambda at: judge(Judgements(ledger.path.parent), Ruling.SAME, f"k{at}"), range(40))
        )
    assert sorted(numbers) == list(range(1, 41))
    assert [one.number for one in ledger.entries()] == list(range(1, 41))


def test_a_damaged_line_is_named(ledger: Judgements) -> None:
    """A line that cannot be read is a SettingsError with its number, and nothing is decided without it."""
    judge(ledger, Ruling.SAME)
    with ledger.path.open("a") as file:
        file.write("{broken\n")
    with pytest.raises(SettingsError, match=r"line 2 of .*judgements\.jsonl is damaged"):
        ledger.standing()


def test_a_judgement_becomes_a_value_of_the_graph(ledger: Judgements) -> None:
    """The graph has who, when, why and about what, under the names of today."""
    judge(ledger, Ruling.SAME)
    (entry,) = ledger.standing()
    record = entry.record([LEFT.iri, LEFT.iri])
    assert (record.ruling, record.judge, record.reason, record.recorded) == (
        Ruling.SAME,
        "Ada",
        "because",
        entry.at,
    )
    assert (record.label, record.judged) == ("Acme / ACME Co.", (LEFT.iri,))


def test_what_counts_does_not_depend_on_how_often_it_is_asked(ledger: Judgements) -> None:
    """The judgements that count are a function of the lines."""
    for ruling in (Ruling.SAME, Ruling.DIFFERENT, Ruling.UNSURE):
        judge(ledger, ruling)
    assert standing(ledger.entries()) == standing(standing(ledger.entries()))
