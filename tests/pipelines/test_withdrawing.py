"""Withdrawing an article: what no longer counts, what is kept apart, and taking it back."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import settings as limits
from hypothesis import strategies as st

from graph import names
from graph.cli import main
from graph.generations import Published, current, known, open_generation
from graph.graph import writing
from graph.judgements import Entry, Judgements, Side, Words
from graph.questions import question
from graph.settings import Settings
from ontology.errors import JudgementError, NoGeneration, StoreBusy
from ontology.model import Article, Claim, Judgement
from ontology.terms import Ruling
from pipelines.accounts import bundled
from pipelines.decided import Decided
from pipelines.edition import edition
from pipelines.flow import republish, run
from pipelines.keeping import proof
from pipelines.withdrawing import Effect, Reasoned, restore, withdraw
from tests.comparison.comparing import Compared
from tests.pipelines.conftest import CLOCK
from tests.pipelines.plain import SentenceExtractor
from tests.resolution.breach import first, second
from tests.resolution.telling import Telling

BY = SentenceExtractor()
WHY = Reasoned("Ada", "retracted by its publisher")


@pytest.fixture
def read(settings: Settings, good: Path) -> Settings:
    """A home with two articles read."""
    run([str(good)], settings, by=BY, policy=CLOCK)
    return settings


def gone(settings: Settings, article: Path | str, **more: str) -> Effect:
    """The article withdrawn."""
    return withdraw(str(article), WHY, settings, by=BY, **more)  # type: ignore[arg-type]


def articles(published: Published) -> set[str]:
    """The headlines of a generation."""
    return {article.title or "" for article in published.graph.all(Article)}


def test_what_is_withdrawn_no_longer_counts(read: Settings, good: Path) -> None:
    """No reader gets its claims any more, by question or list; those of the others are as they were."""
    with open_generation(read.home) as before:
        kept = {c.iri: c for c in before.graph.all(Claim)}
    effect = gone(read, good / "first.html")
    with open_generation(read.home) as after:
        left = {c.iri: c for c in after.graph.all(Claim)}
        assert articles(after) == {"Norvik Shipping admits loss of customer data"}
        assert left.items() <= kept.items()
        assert after.index.claims().total == len(left) < len(kept)
        assert not question("claims").ask(after.graph, {"article": "Intruders copy staff data"})
        assert effect.feed
        assert effect.feed.found.counts()["claims withdrawn"] == len(kept) - len(left)


def test_what_is_withdrawn_is_not_silently_gone(read: Settings, good: Path) -> None:
    """Every reader sees that it was withdrawn, when, by whom and why; its claims are there for who asks."""
    gone(read, good / "first.html")
    with open_generation(read.home) as published:
        (row,) = question("withdrawn").ask(published.graph)
        assert (row["judge"], row["reason"]) == WHY
        assert str(row["title"]).startswith("Intruders copy staff data")
    with open_generation(read.home, withdrawn=True) as whole:
        assert len(articles(whole)) == 2
        marks = {article.title: article.withdrawn is not None for article in whole.graph.all(Article)}
        assert sorted(marks.values()) == [False, True]
        of_withdrawn = [c for c in whole.graph.all(Claim) if c.withdrawn]
        assert {c.article for c in of_withdrawn} == {row["article"]}


def test_taking_it_back_gives_the_same_graph(read: Settings, good: Path) -> None:
    """After the withdrawal is undone the canonical hash is what it was, and both lines stay on record."""
    before = current(read.home).canonical_hash
    gone(read, good / "first.html")
    assert current(read.home).canonical_hash != before
    restore(str(good / "first.html"), Reasoned("Bob", "it was another article"), read, by=BY)
    assert current(read.home).canonical_hash == before
    assert [entry.undoes for entry in Judgements(read.home).entries()] == [None, 1]
    with open_generation(read.home) as published:
        assert not published.graph.all(Judgement)


def test_a_withdrawal_lasts(read: Settings, good: Path) -> None:
    """Running again over the same article, or over others, does not bring it back."""
    gone(read, good / "first.html")
    after = current(read.home)
    run([str(good)], read, by=BY, policy=CLOCK)
    assert current(read.home) == after


def test_a_withdrawn_article_has_a_replacement(read: Settings, good: Path) -> None:
    """What takes its place is named and leads to an article."""
    gone(read, good / "first.html", replaced_by=str(good / "second.html"))
    with open_generation(read.home) as published:
        (row,) = question("withdrawn").ask(published.graph)
        assert published.graph.get(Article, str(row["replaced_by"]))


def test_everything_can_be_withdrawn(read: Settings, good: Path) -> None:
    """When nothing is left readers see an empty graph, and the withdrawals."""
    for name in ("first.html", "second.html"):
        gone(read, good / name)
    with open_generation(read.home) as published:
        assert not published.graph.all(Claim)
        assert len(question("withdrawn").ask(published.graph)) == 2


@pytest.mark.parametrize("way", ["IRI", "document", "path"])
def test_an_article_goes_by_several_names(read: Settings, good: Path, way: str) -> None:
    """IRI, document id and file all name the article."""
    with open_generation(read.home) as published:
        article = min(published.graph.all(Article), key=lambda one: one.title or "")
    given_as = {"IRI": article.iri, "document": article.identifier, "path": str(good / "first.html")}
    assert gone(read, given_as[way]).label == article.title


def test_what_cannot_be_withdrawn_is_said(read: Settings, good: Path, tmp_path: Path) -> None:
    """Unknown, withdrawn before, not withdrawn, replaced by itself: each is told, and nothing is entered."""
    page = good / "first.html"
    with pytest.raises(JudgementError, match="there is no article nowhere"):
        gone(read, "nowhere")
    with pytest.raises(JudgementError, match="is not withdrawn"):
        restore(str(page), WHY, read, by=BY)
    with pytest.raises(JudgementError, match="cannot replace itself"):
        gone(read, page, replaced_by=str(page))
    assert Judgements(read.home).entries() == ()
    gone(read, page)
    with pytest.raises(JudgementError, match=r"was withdrawn by Ada on .*claimgraph restore"):
        gone(read, page)
    with pytest.raises(NoGeneration, match="nothing has been read"):
        republish(Settings.of(tmp_path / "none"), by=BY)


def test_while_somebody_writes_nothing_is_entered(read: Settings, good: Path) -> None:
    """A judgement that cannot be published now is not entered either."""
    with writing(read.store), pytest.raises(StoreBusy):
        gone(read, good / "first.html")
    assert Judgements(read.home).entries() == ()


def side(document: str) -> Side:
    """An article as a judgement names it."""
    return Side(kind="Article", label=document, iri=names.article(document), found=(Words(document, ""),))


def decided(*documents: str) -> Decided:
    """What counts when these documents are withdrawn."""
    entered = {"at": "2024-01-01T00:00:00Z", "by": "Ada", "why": "x", "ruling": Ruling.WITHDRAWN}
    entries = (
        Entry(number=number, key=f"article {name}", sides=(side(name),), **entered)  # type: ignore[arg-type]
        for number, name in enumerate(documents, start=1)
    )
    return Decided(entries=tuple(entries))


ACCOUNTS = [first(), second()]


@limits(max_examples=12)
@given(st.permutations(range(3)), st.sets(st.integers(0, 2)))
def test_what_is_left_is_as_if_the_rest_had_never_been_read(order: list[int], taken: set[int]) -> None:
    """In any order of arrival, whatever is withdrawn, the graph is that of the remaining accounts alone."""
    third = Telling("third", "Third Paper", "2021-06-01").read()
    read = [*(one.read() if isinstance(one, Telling) else one for one in ACCOUNTS), third]
    documents = [document.id for document, _ in read]
    gone_ones = [documents[at] for at in sorted(taken)]
    left = edition([read[at] for at in order], decided=decided(*gone_ones))
    alone = edition([pair for pair in read if pair[0].id not in gone_ones])
    with proof(left) as one, proof(alone) as other:
        assert one.canonical_hash() == other.canonical_hash()


def test_comparisons_of_the_others_stand(settings: Settings) -> None:
    """Comparisons between claims of other articles are untouched; those with a side in it are kept apart."""
    both = Compared(first(), second())
    read = [one.read() if isinstance(one, Telling) else one for one in ACCOUNTS]
    document = read[0][0].id
    found = edition(read, decided=decided(document))
    inside = {
        c.iri
        for c in both.comparisons
        if {both.claims[c.left].article, both.claims[c.right].article} == {names.article(read[1][0].id)}
    }
    assert {one.iri for one in found.comparisons} == inside
    ours = {claim.iri for claim in both.claims.values() if claim.article == names.article(document)}
    apart = found.aside.apart.comparisons
    assert apart
    assert all({one.left, one.right} & ours for one in apart)


def command(home: Path, *arguments: str) -> Result:
    """A command, in this process."""
    wide = {"COLUMNS": "240"}
    return CliRunner().invoke(main, arguments, env={"CLAIMGRAPH_HOME": str(home)} | wide)


def test_the_commands_show_the_effect(settings: Settings) -> None:
    """`withdraw` prints which claims, comparisons and origins went; `--withdrawn` shows them."""
    run([], settings)
    page = str(next(path for path in bundled() if path.name == "mitsubishi-trade.html"))
    shown = command(settings.home, "withdraw", page, "--reason", "retracted", "--by", "Ada")
    assert shown.exit_code == 0, shown.output
    for words in (
        "claims withdrawn (",
        "comparisons withdrawn (",
        "are inactive",
        "origins behind a point (",
    ):
        assert words in shown.output
    default = json.loads(command(settings.home, "ask", "claims", "--format", "json").output)["rows"]
    whole = json.loads(command(settings.home, "ask", "claims", "--withdrawn", "--format", "json").output)[
        "rows"
    ]
    marked = [row for row in whole if row["claim"].get("withdrawn")]
    assert len(whole) == len(default) + len(marked) > len(default)
    assert not [row for row in default if row["claim"].get("withdrawn")]
    assert "(withdrawn)" in command(settings.home, "ask", "articles", "--withdrawn").output
    assert command(settings.home, "check").exit_code == 0
    back = command(settings.home, "restore", page, "--why", "mistaken", "--json")
    assert json.loads(back.output)["effect"]["counts"]["articles added"] == 1
    first_, *_, last = known(settings.home)
    assert first_.canonical_hash == last.canonical_hash


def test_the_commands_need_a_reason(read: Settings, good: Path) -> None:
    """Without a reason a withdrawal is a usage error; an unknown article is exit code 1."""
    assert command(read.home, "withdraw", str(good / "first.html")).exit_code == 2
    ended = command(read.home, "withdraw", "nowhere", "--reason", "x", "--extractor", "rules")
    assert (ended.exit_code, "there is no article nowhere" in ended.output) == (1, True)
