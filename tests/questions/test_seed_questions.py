"""The two seed articles asked by general named questions; the answers stand in table.toml."""

import io
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import stix2

import graph.questions
from graph.exports.formats import format_of
from graph.exports.source import source
from graph.exports.stix import EXTENSION
from graph.generations import Published, open_generation
from graph.questions import question
from graph.settings import Settings
from ontology.model import Claim, Comparison, Mention
from ontology.terms import Polarity, Relation
from pipelines.extractors import extractor
from pipelines.flow import run
from pipelines.withdrawing import Reasoned, withdraw

TABLE = tomllib.loads((Path(__file__).parent / "table.toml").read_text(encoding="utf-8"))["question"]
FILES = {"A": "000_dfc7812cfa99e46f.txt", "B": "004_fb0ca80e1331e91b.txt"}
ENOUGH = 36  # of the 38 questions; 59 and 67 are tested apart

Row = Mapping[str, str]


@pytest.fixture(scope="module")
def seeds(
    shared: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Published, dict[str, str]]]:
    """The published graph of the two articles, and the identifier of each document."""
    home = tmp_path_factory.mktemp("seeds")
    given = [str(shared / "seeds" / name) for name in FILES.values()]
    run(given, Settings(home=home, store=str(home / "store")))
    with open_generation(home) as published:
        texts = published.index.texts()
        openings = {
            letter: (shared / "seeds" / name).read_text("utf-8")[:60] for letter, name in FILES.items()
        }
        ids = {
            letter: next(i for i, text in texts.items() if text.startswith(words))
            for letter, words in openings.items()
        }
        yield published, ids


@pytest.fixture(scope="module")
def withdrawn(
    shared: Path, tmp_path_factory: pytest.TempPathFactory, seeds: tuple[Published, dict[str, str]]
) -> Iterator[dict[str, tuple[Published, dict[str, str]]]]:
    """Both articles read and A withdrawn: what readers get, and everything for those who ask for it."""
    home = tmp_path_factory.mktemp("withdrawn")
    settings = Settings(home=home, store=str(home / "store"))
    run([str(shared / "seeds" / name) for name in FILES.values()], settings)
    withdraw(str(shared / "seeds" / FILES["A"]), Reasoned("a test", "question 68"), settings, by=extractor())
    with open_generation(home) as rest, open_generation(home, withdrawn=True) as everything:
        yield {"rest": (rest, seeds[1]), "everything": (everything, seeds[1])}


def answered(asked: Mapping[str, Any], seeds: tuple[Published, dict[str, str]]) -> list[Row]:
    """The rows of an answer as text: labels for IRIs, A and B for the two documents."""
    published, ids = seeds
    params = {name: ids.get(text, text) for name, text in asked.get("params", {}).items()}
    answer = question(asked["name"]).ask(published.graph, params)
    labels = published.graph.labels(answer.resources())
    rows = [dict(zip(answer.columns, cells, strict=True)) for cells in answer.text(labels)]
    return [{name: _letter(str(cell), ids) for name, cell in row.items()} for row in rows]


def _letter(cell: str, ids: Mapping[str, str]) -> str:
    return next(
        (letter for letter, identifier in ids.items() if cell.endswith(identifier) and "/" in cell), cell
    )


def fits(row: Row, wanted: Row) -> bool:
    """Whether each wanted value is found in its cell."""
    return all(_found(row.get(name, ""), value) for name, value in wanted.items())


def _found(cell: str, value: str) -> bool:
    return (
        cell == value
        if value.lstrip("-").isdigit() or len(value) == 1
        else value.casefold() in cell.casefold()
    )


def shortcomings(asked: Mapping[str, Any], rows: list[Row]) -> Iterator[str]:
    """What is wrong with an answer, in words."""
    if asked.get("none") and rows:
        yield f"there should be no row, there are {len(rows)}: {rows[:3]}"
    if "count" in asked and len(rows) != asked["count"]:
        yield f"there should be {asked['count']} rows, there are {len(rows)}"
    for wanted in asked.get("rows", ()):
        if not any(fits(row, wanted) for row in rows):
            yield f"no row has {wanted}"
    for unwanted in asked.get("absent", ()):
        if any(fits(row, unwanted) for row in rows):
            yield f"a row has {unwanted}"
    yield from _strays(asked, rows)


def _strays(asked: Mapping[str, Any], rows: list[Row]) -> Iterator[str]:
    for column in asked.get("only", ()):
        allowed = [wanted[column] for wanted in asked["rows"] if column in wanted]
        for row in rows:
            if not any(_found(row[column], value) for value in allowed):
                yield f"{column} should not be {row[column]!r}"
    letter = asked.get("only_articles")
    if letter:
        yield from (f"{row} is not of {letter}" for row in rows if row["article"] != letter)


@pytest.mark.shared
@pytest.mark.parametrize("asked", TABLE, ids=lambda asked: f"{asked['number']}-{asked['name']}")
def test_the_seed_articles_answer(
    asked: Mapping[str, Any], seeds: tuple[Published, dict[str, str]], request: pytest.FixtureRequest
) -> None:
    """A question about the two seed articles is answered right by a query that names neither."""
    if "withdrawn" in asked:
        seeds = request.getfixturevalue("withdrawn")[asked["withdrawn"]]
    assert not list(shortcomings(asked, answered(asked, seeds)))


def test_the_table_covers_enough_questions() -> None:
    """Nearly all of the 38 questions stand in the table."""
    assert len({asked["number"] for asked in TABLE}) >= ENOUGH


@pytest.mark.shared
def test_withdrawing_a_leaves_b_as_it_was(
    seeds: tuple[Published, dict[str, str]], withdrawn: dict[str, tuple[Published, dict[str, str]]]
) -> None:
    """Question 68: B's claims are the same; its disagreements stand, and what rests on A is kept apart."""
    before, ids = seeds
    rest, everything = withdrawn["rest"][0], withdrawn["everything"][0]
    of_b = [said(claim) for claim in before.graph.all(Claim) if claim.article.endswith(ids["B"])]
    assert sorted(said(claim) for claim in rest.graph.all(Claim)) == sorted(of_b)
    marked = {c.article.endswith(ids["A"]) for c in everything.graph.all(Claim) if c.withdrawn}
    assert marked == {True}
    was, left, all_ = (compared(one) for one in (before, rest, everything))
    inside = {pair for pair in was if {pair.left, pair.right} <= set(of_b)}
    assert left <= inside
    # descriptions that only an account like A shows to be of one thing are of two again without it
    assert {pair.relation for pair in inside - left} <= {Relation.RESTATES}
    assert all_ <= was
    assert {pair.relation for pair in was - all_} <= {Relation.RESTATES}


class Saying(NamedTuple):
    """A claim by its words; what these describe is called after all accounts that describe the same."""

    article: str
    evidence: str
    polarity: str
    certainty: str
    mode: str
    rule: str


class Pair(NamedTuple):
    """Two claims and how they stand to each other; what the matter is called depends on all accounts."""

    left: Saying
    right: Saying
    relation: Relation


def said(claim: Claim) -> Saying:
    """A claim by its words and stance."""
    stance = (str(claim.polarity), str(claim.certainty), str(claim.speech_mode))
    return Saying(str(claim.article), str(claim.evidence), *stance, claim.rule or "")


def compared(published: Published) -> set[Pair]:
    """The comparisons of a generation."""
    known = {claim.iri: said(claim) for claim in published.graph.all(Claim)}
    return {Pair(known[c.left], known[c.right], c.relation) for c in published.graph.all(Comparison)}


@pytest.mark.shared
def test_every_denial_goes_through_stix(seeds: tuple[Published, dict[str, str]]) -> None:
    """Question 70: the bundle has no relationship, and reading it back gives every denial with its words."""
    published, _ = seeds
    output = io.BytesIO()
    with source(published) as whole:
        format_of("stix").write(whole, output)
    bundle = stix2.parse(output.getvalue().decode(), version="2.1")
    assert not {one["type"] for one in bundle.objects} & {"relationship", "sighting"}
    told = [one["extensions"][EXTENSION]["claim"] for one in bundle.objects if one["type"] == "note"]
    denied = {(row["claim"], *row["holders"], row["quote"]) for row in told if row["polarity"] == "negative"}
    kept = {claim.iri: claim for claim in published.graph.all(Claim) if claim.polarity is Polarity.NEGATIVE}
    quotes = published.graph.many(Mention, [claim.evidence for claim in kept.values()])
    assert denied == {(iri, *one.holders, quotes[one.evidence].exact) for iri, one in kept.items()}
    assert denied


@pytest.mark.shared
def test_quotes_are_their_spans(seeds: tuple[Published, dict[str, str]]) -> None:
    """Every quote in the graph of the seed articles equals its span of the stored text."""
    published, _ = seeds
    texts = published.index.texts()
    for row in question("evidence").ask(published.graph):
        assert texts[str(row["document"])][int(row["start"]) : int(row["end"])] == row["quote"]  # type: ignore[arg-type]


@pytest.mark.shared
def test_queries_hold_no_words_of_the_articles(seeds: tuple[Published, dict[str, str]]) -> None:
    """No named question contains a name that the seed articles are about."""
    published, _ = seeds
    names = {str(row["entity"]) for row in question("entities").ask(published.graph, {"kind": "Company"})}
    labels = published.graph.labels(names).values()
    folder = Path(graph.questions.__file__).parent / "questions"
    for file in folder.glob("*.rq"):
        text = file.read_text(encoding="utf-8")
        assert not any(label.split()[0] in text for label in labels if label[0].isupper()), file.name


@pytest.mark.shared
def test_what_was_known_between_the_two_articles(shared: Path, tmp_path: Path) -> None:
    """Question 59: the generation published after A alone holds A's volume and nothing that only B says."""
    settings = Settings(home=tmp_path, store=str(tmp_path / "store"))
    numbers = [run([str(shared / "seeds" / name)], settings).generation for name in FILES.values()]
    with open_generation(tmp_path, number=1) as then, open_generation(tmp_path) as now:
        for published, bodies, across in ((then, 0, False), (now, 5, True)):
            assert len(question("affected-bodies").ask(published.graph)) == bodies
            assert bool(question("comparisons").ask(published.graph, {"across": "yes"})) is across
            assert bool(question("attributions").ask(published.graph, {"actor": "Tick"})) is across
            assert len(question("volumes").ask(published.graph, {"predicate": "exfiltrated"})) == 1
    assert len({str(number) for number in numbers}) == 2
