"""The review queue: what is asked, what a decision changes, and that nobody is asked twice."""

import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from graph.cli import main
from graph.generations import current, open_generation
from graph.judgements import Judgements
from graph.review import Answer, Doubt, DoubtKind, doubt, doubts, raise_doubts
from graph.settings import Settings
from ontology.errors import JudgementError
from ontology.model import Claim, Judgement
from ontology.terms import Kind, Predicate, Ruling
from pipelines.claim_keys import keyed
from pipelines.doubts import doubts as found_in
from pipelines.extraction.account import Account
from pipelines.flow import republish, run
from pipelines.judging import decide
from pipelines.reading.document import Document
from pipelines.resolution.resolution import resolve
from pipelines.withdrawing import Reasoned
from tests.pipelines.conftest import CLOCK
from tests.pipelines.plain import SentenceExtractor
from tests.resolution.telling import INCIDENT, Telling

WHY = Reasoned("Ada", "I read it")


class Doubtful(SentenceExtractor):
    """Reads like the small extractor, and is unsure of every denial."""

    name = "doubtful"

    def extract(self, document: Document) -> Account:
        """The account with scores."""
        account = super().extract(document)
        claims = (replace(c, score=0.9 if c.polarity.value == "positive" else 0.2) for c in account.claims)
        return replace(account, claims=tuple(claims))


BY = Doubtful()


@pytest.fixture
def read(settings: Settings, good: Path) -> Settings:
    """Two articles read, with some claims in doubt."""
    run([str(good)], settings, by=BY, policy=CLOCK)
    return settings


def in_doubt(settings: Settings) -> list[Doubt]:
    """The claims in doubt."""
    return list(doubts(settings.home, DoubtKind.CLAIM))


def claims(settings: Settings, *, withdrawn: bool = False) -> dict[str, Claim]:
    """The claims of the current generation."""
    with open_generation(settings.home, withdrawn=withdrawn) as published:
        return {claim.iri: claim for claim in published.graph.all(Claim)}


def test_what_was_read_with_little_confidence_is_asked(read: Settings) -> None:
    """Each claim below the limit is in the queue, with its words, and how sure the reader was."""
    low = {iri for iri, claim in claims(read).items() if claim.score == 0.2}
    asked = in_doubt(read)
    assert {one.sides[0].iri for one in asked} == low
    assert all(one.quote and one.score == 0.2 and "0.20 only" in one.reason for one in asked)


def test_a_rejected_claim_no_longer_counts(read: Settings) -> None:
    """What the article does not say goes from every answer, is kept apart, and comes back when undone."""
    asked, before = in_doubt(read)[0], current(read.home).canonical_hash
    iri = asked.sides[0].iri
    effect = decide(asked.key, Answer.REJECT, WHY, read, by=BY)
    assert effect.feed
    assert effect.feed.found.counts()["claims withdrawn"] == 1
    assert iri not in claims(read)
    assert claims(read, withdrawn=True)[iri].withdrawn
    with open_generation(read.home) as published:
        (judgement,) = published.graph.all(Judgement)
    assert (judgement.ruling, judgement.judged, judgement.judge) == (Ruling.REJECTED, (iri,), "Ada")
    Judgements(read.home).undo(1, by="Ada", why="it does say so")
    republish(read, by=BY)
    assert current(read.home).canonical_hash == before
    assert asked in in_doubt(read)


@pytest.mark.parametrize("answer", [Answer.ACCEPT, Answer.UNSURE])
def test_what_is_accepted_or_left_open_stays(read: Settings, answer: Answer) -> None:
    """Nothing that is claimed changes, and the decision is on record in the graph."""
    asked, before = in_doubt(read)[0], current(read.home)
    decide(asked.key, answer, WHY, read, by=BY)
    after = current(read.home)
    assert (after.canonical_hash, after.number) == (before.canonical_hash, before.number + 1)
    with open_generation(read.home) as published:
        (judgement,) = published.graph.all(Judgement)
    assert judgement.judged == (asked.sides[0].iri,)


@pytest.mark.parametrize("answer", list(Answer))
def test_nobody_is_asked_twice(read: Settings, good: Path, answer: Answer) -> None:
    """What was decided is not asked again by another run or version of the extractor on the same text."""
    asked = in_doubt(read)[0]
    decide(asked.key, answer, WHY, read, by=BY)
    assert asked.key not in {one.key for one in in_doubt(read)}
    newer = Doubtful()
    newer.version = "2"
    run([str(good)], read, by=newer, policy=CLOCK)
    assert asked.key not in {one.key for one in in_doubt(read)}


def test_a_changed_article_is_asked_about_anew(read: Settings, good: Path) -> None:
    """Another text is another matter."""
    asked = in_doubt(read)[0]
    decide(asked.key, Answer.ACCEPT, WHY, read, by=BY)
    for page in good.iterdir():
        more = "<p>The company will speak again on 3 June, it let the press know in Bergen.</p></article>"
        page.write_text(page.read_text().replace("</article>", more))
    run([str(good)], read, by=BY, policy=CLOCK)
    assert asked.quote in {one.quote for one in in_doubt(read)}


def test_keys_are_of_text_place_and_content() -> None:
    """The key of a claim changes with text, place and what is said, and with nothing else."""
    document, account = Telling("a", "Paper").named("it", Kind.COMPANY, "Acme").incident("it").read()
    ((key, claim),) = keyed(document, account)
    assert dict(keyed(replace(document, title="Other"), account)) == {key: claim}
    for other in (replace(document, sha256="0" * 64),):
        assert key not in dict(keyed(other, account))
    said = replace(account, claims=(replace(claim, predicate=Predicate.DISRUPTED),))
    assert key not in dict(keyed(document, said))
    named = replace(account, claims=(replace(claim, rule="another", score=0.1),))
    assert key in dict(keyed(document, named))


def merge_doubts() -> Iterator[Doubt]:
    """The merges in doubt of two accounts of one breach, one of which shortens the company's name."""
    read = []
    for document, group in (("a", "Grey Heron"), ("b", "Grey Heron Collective")):
        telling = Telling(document, f"Paper {document}", "2021-05-03").named("it", Kind.COMPANY, "Acme Pumps")
        telling.named("group", Kind.THREAT_ACTOR, group).incident("it")
        read.append(telling.says("They did it.", INCIDENT, Predicate.ATTRIBUTED_TO, "group").read())
    for doubts_ in found_in(resolve(read)).values():
        yield from (one for one in doubts_ if one.kind is DoubtKind.MERGE)


def test_uncertain_merges_are_asked() -> None:
    """Two groups of one incident, of which one bears the other's whole name, may be one: people are asked."""
    (asked,) = merge_doubts()
    assert {side.label for side in asked.sides} == {"Grey Heron", "Grey Heron Collective"}
    assert {words.document for side in asked.sides for words in side.found} == {"a", "b"}
    assert asked.reason


def command(home: Path, *arguments: str) -> Result:
    """A command, in this process."""
    return CliRunner().invoke(main, arguments, env={"CLAIMGRAPH_HOME": str(home), "COLUMNS": "240"})


@pytest.fixture(scope="module")
def bundled_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundled accounts, read by the rules."""
    home = tmp_path_factory.mktemp("review") / "home"
    run([], Settings.of(home))
    return home


def test_the_commands_list_and_decide(bundled_home: Path, tmp_path: Path) -> None:
    """`review` lists what is in doubt; a decision by the beginning of its key takes it off the list."""
    home = Path(shutil.copytree(bundled_home, tmp_path / "home"))
    listed = json.loads(command(home, "review", "--json").output)
    assert listed
    shown = command(home, "review").output
    assert f"{len(listed)} in doubt" in shown
    assert listed[0]["quote"] in shown
    key = listed[0]["key"].split()[-1][:10]
    assert command(home, "review", "reject", key).exit_code == 2
    ended = command(home, "review", "reject", key, "--why", "misread", "--by", "Ada")
    assert "claims withdrawn (1)" in ended.output, ended.output
    assert f"{len(listed) - 1} in doubt" in command(home, "review").output
    assert command(home, "check").exit_code == 0
    gone = command(home, "review", "accept", key, "--why", "x")
    assert (gone.exit_code, "is not open" in gone.output) == (1, True)


def test_a_key_must_name_one_doubt(bundled_home: Path) -> None:
    """The empty key begins every other one, and is refused."""
    with pytest.raises(JudgementError, match="is the beginning of several"):
        doubt(bundled_home, "")


def test_nothing_in_doubt_is_said(tmp_path: Path) -> None:
    """An empty home has no queue."""
    assert "nothing is in doubt" in command(tmp_path, "review").output


def test_a_token_is_shown_once_with_its_hash(tmp_path: Path) -> None:
    """Each token is another one, and only its hash is for keeping."""
    first, second = (command(tmp_path, "review", "token", "Ada").output for _ in range(2))
    assert first != second
    assert "claimgraph serve --reviewer Ada=" in first
    assert not list(tmp_path.iterdir())


def test_a_damaged_queue_is_made_anew(tmp_path: Path) -> None:
    """What is in doubt is derived again with each run, so a file that is no database stops nobody."""
    (tmp_path / "review.db").write_bytes(b"this is no database, whatever its name says " * 200)
    asked = merge_doubts()
    raise_doubts(tmp_path, [("a", b"1")], lambda _: [tuple(asked)])
    assert [one.kind for one in doubts(tmp_path)] == [DoubtKind.MERGE]
    raise_doubts(tmp_path, [], lambda _: [])
    assert doubts(tmp_path) == ()
