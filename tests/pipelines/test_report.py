"""What people see after a run: true to what is published, at any width, naming no winner."""

import io
import re
from pathlib import Path

import pytest
from rich.console import Console

from graph.generations import Published, open_generation
from graph.questions import questions
from graph.settings import Settings
from graph.wording import AGREEING, PARTING, WORDS, in_words, sign
from ontology.model import Proposition
from ontology.terms import Certainty, Iri, Polarity, Predicate, Relation
from pipelines import report
from pipelines.bar import Lines
from pipelines.flow import Summary, run
from pipelines.incident_report import headline, show_incident
from pipelines.matrix import matrix
from pipelines.overview import Overview, foremost, overview
from pipelines.progress import Stage, counted


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> tuple[Summary, Settings]:
    """A run over the bundled accounts."""
    settings = Settings.of(tmp_path_factory.mktemp("report"))
    return run([], settings), settings


@pytest.fixture
def view(ran: tuple[Summary, Settings]) -> Overview:
    """The incident with several accounts that was told of last."""
    _, settings = ran
    with open_generation(settings.home) as published:
        found = overview(published, foremost(published)[0])
    assert found is not None
    return found


def printed(view: Overview, width: int) -> str:
    """The report of an incident on a page of that width."""
    page = io.StringIO()
    show_incident(Console(file=page, width=width, highlight=False), view, "claimgraph")
    return page.getvalue()


def test_an_overview_holds_what_is_published(ran: tuple[Summary, Settings], view: Overview) -> None:
    """Articles, claims and quotes are those of the generation, and every quote stands in its text."""
    _, settings = ran
    with open_generation(settings.home) as published:
        texts = published.index.texts()
    documents = {article.iri: article.identifier for article in view.articles}
    assert len(documents) > 1
    assert {claim.article for claim in view.claims} <= documents.keys()
    for claim in view.claims:
        quote = view.quotes[claim.evidence]
        assert texts[documents[quote.article]][quote.start : quote.end] == quote.exact


def test_incidents_with_several_accounts_come_first(ran: tuple[Summary, Settings]) -> None:
    """What can be compared comes before what stands alone, and what other documents tell is left out."""
    _, settings = ran
    with open_generation(settings.home) as published:
        counts = [_articles(published, incident) for incident in foremost(published)]
        (identifier, *_) = published.index.texts()
        some = foremost(published, [identifier])
    assert [count > 1 for count in counts] == sorted((count > 1 for count in counts), reverse=True)
    assert len(some) <= len(counts)


def test_yes_against_no_comes_first(ran: tuple[Summary, Settings]) -> None:
    """Where one proposition is affirmed and denied, the report of what parts accounts begins with it."""
    _, settings = ran
    with open_generation(settings.home) as published:
        views = [overview(published, incident) for incident in foremost(published)]
    for seen in filter(None, views):
        opposed = [_is_opposed(seen, one.left, one.right) for one in seen.partings]
        assert not opposed or opposed[0] or not any(opposed)
    assert any(_is_opposed(seen, *_sides(seen)) for seen in views if seen and seen.partings)


def _sides(view: Overview) -> tuple[Iri, Iri]:
    return view.partings[0].left, view.partings[0].right


def _is_opposed(view: Overview, left: Iri, right: Iri) -> bool:
    one, other = view.by_iri[left], view.by_iri[right]
    return one.proposition == other.proposition and one.polarity != other.polarity


def _articles(published: Published, incident: Iri) -> int:
    found = overview(published, incident)
    return len(found.articles) if found else 0


def test_the_matrix_holds_every_claim_once(view: Overview) -> None:
    """Each claim is in the row of its proposition; a cell shows each stance of a holder in an article."""
    rows = matrix(view)
    assert sum(row.claims for row in rows) == len(view.claims)
    stances = {
        (claim.proposition, holder, claim.article, claim.polarity, claim.certainty)
        for claim in view.claims
        for holder in claim.holders
    }
    assert sum(len(cell) for row in rows for line in row.lines for cell in line.cells) == len(stances)
    assert all(len(line.cells) == len(view.articles) for row in rows for line in row.lines)


@pytest.mark.parametrize("width", [60, 80, 120, 200])
def test_the_report_fits_the_page(view: Overview, width: int) -> None:
    """No line is wider than the page, and every account, the legend and the reasons are there."""
    told = printed(view, width)
    assert max(map(len, told.splitlines())) <= width
    flat = " ".join(told.split())
    assert headline(view) in flat
    assert "takes no stance" in flat
    assert all(view.label(article.publisher) in flat for article in view.articles)
    assert "Where the accounts part" in flat
    assert flat.count("because:") == min(5, len(view.partings))


def test_the_headline_counts_and_judges_nobody(view: Overview) -> None:
    """It counts accounts, speakers and claims, and the points on which they agree and part."""
    found = re.fullmatch(
        r"(\d+) accounts?, (\d+) speakers?, (\d+) claims?; "
        r"they agree on (\d+) points? and part on (\d+|none)",
        headline(view),
    )
    assert found is not None
    assert int(found[1]) == len(view.articles)
    assert int(found[2]) == len({holder for claim in view.claims for holder in claim.holders})


def test_every_command_that_is_named_exists(
    capsys: pytest.CaptureFixture[str], ran: tuple[Summary, Settings]
) -> None:
    """The questions that the report tells people to ask are there."""
    summary, settings = ran
    report.show(summary, settings)
    asked = set(re.findall(r"claimgraph ask ([a-z-]+)", capsys.readouterr().out))
    assert {"denials", "timeline"} <= asked <= set(questions())


def test_every_term_has_its_words() -> None:
    """Every predicate has plain words, and every relation either agrees, parts or refines."""
    assert set(WORDS) == set(Predicate)
    assert set(Relation) - AGREEING - set(PARTING) == {Relation.REFINES}
    signs = [sign(polarity, certainty).text for polarity in Polarity for certainty in Certainty]
    assert len(set(signs)) == 7  # whoever takes no stance neither affirms nor denies


def test_propositions_in_plain_words() -> None:
    """What is said of the incident is said without it; what is said of others names them."""
    iris = [Iri(f"https://example.org/{name}") for name in ("p", "incident", "data", "group", "country")]
    labels = dict(zip(iris, ("", "the incident", "customer data", "Grey Heron", "Norway"), strict=True))
    leaked = Proposition(iri=iris[0], subject=iris[1], predicate=Predicate.EXFILTRATED, object=iris[2])
    linked = Proposition(iri=iris[0], subject=iris[3], predicate=Predicate.LINKED_TO, object=iris[4])
    incidents = frozenset({str(iris[1])})
    assert in_words(leaked, labels, incidents=incidents) == "leaked: customer data"
    assert in_words(linked, labels, incidents=incidents) == "Grey Heron · linked to: Norway"


def test_progress_without_a_terminal_is_a_line_for_each_stage() -> None:
    """Programs and logs see each stage once, with its total."""
    output = io.StringIO()
    told = Lines(output)
    assert list(counted(["a", "b"], Stage.FETCH, told)) == ["a", "b"]
    assert list(counted(["a"], Stage.READ, told)) == ["a"]
    assert output.getvalue() == "fetching articles 2 ...\nreading ...\n"


def test_the_summary_is_data(ran: tuple[Summary, Settings]) -> None:
    """The JSON of a run names the incidents with the counts that the report shows."""
    summary, settings = ran
    data = report.as_data(summary, settings)
    assert (data["read"], data["refused"], data["generation"]) == (7, 0, 1)
    assert {"iri", "label", "articles", "claims", "speakers", "agreements", "partings"} == set(
        data["incidents"][0]
    )
    assert sum(len(incident["articles"]) for incident in data["incidents"]) >= data["read"]


def test_an_account_without_a_headline_shows_how_it_begins(tmp_path: Path) -> None:
    """A plain text has no title, so its first words stand for it."""
    text = (
        "Norvik Shipping said on 3 May 2021 that hackers had stolen personal data of at least 500 customers. "
        "The company said that the attack was detected on 1 May and that it had told the police about it."
    )
    (tmp_path / "plain.txt").write_text(text)
    settings = Settings.of(tmp_path / "home")
    run([str(tmp_path / "plain.txt")], settings)
    with open_generation(settings.home) as published:
        found = overview(published, foremost(published)[0])
    assert found is not None
    assert "Norvik Shipping said on 3 May 2021" in printed(found, 120)
