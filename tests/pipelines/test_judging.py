"""Judging who is whom from the command line: what it changes, who said so, and taking it back."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from graph.cli import main
from graph.generations import current, open_generation
from graph.judgements import Judgements
from graph.questions import question
from graph.settings import Settings
from ontology.model import Entity, ExtractionRun, Judgement, Mention
from ontology.terms import Ruling
from pipelines.extractors import DEFAULT
from pipelines.flow import run
from pipelines.options import as_before
from tests.pipelines.conftest import write_page

TWO = ("Norvik Shipping", "Norvik Lines")
_TEXT = (
    "{name} said on 3 May 2021 that intruders had copied the personal data of 4,200 employees from a server. "
    "It noticed unusual traffic on 11 April 2021 and took the server off line for two weeks, the firm said.\n"
    "“No customer data was stolen,” said a spokeswoman for {name}. Police in Bergen are investigating the "
    "matter, she said, and have not named a suspect so far. The firm carries freight between nine ports."
)


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with two articles on two companies, as far as names tell."""
    folder = tmp_path_factory.mktemp("judging")
    for outlet, name in (("Fjord Daily", "Norvik Shipping"), ("Harbour Post", "Norvik Lines")):
        text = tuple(_TEXT.format(name=name).splitlines())
        write_page(folder / f"{outlet}.html", f"Staff data copied at {name}", outlet, "2021-05-04", text)
    run([str(folder)], Settings.of(folder / "home"))
    return folder / "home"


@pytest.fixture
def home(read: Path, tmp_path: Path) -> Path:
    """A copy of that home."""
    return Path(shutil.copytree(read, tmp_path / "home"))


def command(home: Path, *arguments: str) -> Result:
    """A command, in this process."""
    return CliRunner().invoke(main, arguments, env={"CLAIMGRAPH_HOME": str(home), "COLUMNS": "240"})


def companies(home: Path) -> set[str]:
    """The companies of the current generation."""
    with open_generation(home) as published:
        found = question("entities").ask(published.graph, {"text": "norvik"})
        return {str(row["entity"]) for row in found if str(row["kind"]).endswith("Company")}


def test_a_merge_and_its_undoing(home: Path) -> None:
    """Judged the same, two companies are one and the effect is shown; undone, the hash is what it was."""
    before, two = current(home).canonical_hash, companies(home)
    ended = command(
        home, "judge", "same", "Norvik Shipping", "Norvik Lines", "--why", "renamed", "--by", "Ada"
    )
    assert ended.exit_code == 0, ended.output
    assert "entities withdrawn" in ended.output
    assert (len(two), len(companies(home))) == (2, 1)
    assert companies(home) < two
    listed = command(home, "undo").output
    assert "Ada: same: Norvik Shipping / Norvik Lines, because renamed" in listed
    undone = command(home, "undo", "1", "--why", "it was not", "--json")
    assert json.loads(undone.output)["done"] == "undone"
    assert (current(home).canonical_hash, companies(home)) == (before, two)
    lines = json.loads(command(home, "undo", "--json").output)
    assert [(one["number"], one["undoes"], one["counts"]) for one in lines] == [
        (1, None, False),
        (2, 1, False),
    ]


def test_a_judgement_is_in_the_graph(home: Path) -> None:
    """Who decided, when and why is asked like anything else, and leads to the entity as it is now."""
    command(home, "judge", "same", "Norvik Shipping", "Norvik Lines", "--why", "renamed", "--by", "Ada")
    with open_generation(home) as published:
        (row,) = question("judgements").ask(published.graph, {"ruling": "same"})
        assert (row["judge"], row["reason"]) == ("Ada", "renamed")
        entity = published.graph.get(Entity, str(row["judged"]))
        assert entity
        assert {"Norvik Shipping", "Norvik Lines"} <= {entity.label, *entity.aliases}
        (judgement,) = published.graph.all(Judgement)
        assert judgement.ruling is Ruling.SAME
    assert command(home, "check").exit_code == 0


def test_what_is_published_again_is_read_as_before(home: Path) -> None:
    """A judgement changes nothing but what it says, whichever extractor read the articles."""
    with open_generation(home) as published:
        before = {run.label for run in published.graph.all(ExtractionRun)}
    assert as_before(None, Settings.of(home)).name in before
    assert as_before("rules", Settings.of(home)).name == "rules"
    assert as_before(None, Settings.of(home / "none")).name == DEFAULT


def test_two_mentions_are_taken_apart(home: Path) -> None:
    """What one name made one is taken apart by mentions, or by the name in an article."""
    with open_generation(home) as published:
        (city,) = [entity for entity in published.graph.all(Entity) if entity.label == "Bergen"]
        mentions = [one for one in published.graph.all(Mention) if one.denotes == city.iri]
    left, right = {one.article: one.iri for one in mentions}.values()
    ended = command(home, "judge", "different", left, right, "--why", "there is another one")
    assert ended.exit_code == 0, ended.output
    with open_generation(home) as published:
        assert len([entity for entity in published.graph.all(Entity) if entity.label == "Bergen"]) == 2


@pytest.mark.parametrize(
    ("sides", "why"),
    [
        (("Nobody", "Norvik Lines"), "nobody is called 'Nobody'"),
        (("Norvik Lines", "Bergen"), "they cannot be judged together"),
        (("Norvik Lines", "Norvik Lines"), "is one already"),
        (("https://w3id.org/claimgraph/id/x", "Norvik Lines"), "there is no entity https"),
        (("Bergen@nowhere", "Norvik Lines"), "there is no article nowhere"),
    ],
)
def test_what_cannot_be_judged_is_said(home: Path, sides: tuple[str, str], why: str) -> None:
    """Unknown names, other kinds, one and the same: nothing is entered."""
    ended = command(home, "judge", "same", *sides, "--why", "x")
    assert (ended.exit_code, why in ended.output) == (1, True), ended.output
    assert Judgements(home).entries() == ()


def test_a_name_of_one_article_cannot_be_told_from_itself(home: Path) -> None:
    """To take apart what one name made one, each side must be said."""
    ended = command(home, "judge", "different", "Bergen", "Bergen", "--why", "x")
    assert "cannot be told from itself" in ended.output


def test_undoing_needs_a_reason_and_a_judgement(home: Path) -> None:
    """Without a reason it is a usage error; what does not count is named."""
    assert command(home, "undo", "1").exit_code == 2
    ended = command(home, "undo", "1", "--why", "x")
    assert (ended.exit_code, "judgement 1 does not count now" in ended.output) == (1, True)
    assert "nobody has decided anything yet" in command(home, "undo").output
