"""What readers do in the explorer, from the first page to the words in the article, and back in time."""

import csv
import json
import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, Response, expect

from tests.explorer.conftest import TOKEN, Site, settled

BODIES = "query ($i: ID!) { incident(id: $i) { affectedBodies { node { label } } } }"


def test_from_the_first_page_to_the_words_in_the_article(site: Site, page: Page) -> None:
    """Open, find the incident, see a disagreement with both quotes, and reach one of them in its article."""
    page.goto(site.address)
    page.get_by_role("link", name="incident at Mitsubishi Electric").first.click()
    expect(page.locator(".headline")).to_contain_text(re.compile(r"They agree on \d+ points and part on \d+"))
    page.get_by_role("link", name="Where they part").click()
    parting = page.locator(".parting").first
    expect(parting.locator("blockquote")).to_have_count(2)
    quote = parting.locator("blockquote").first.inner_text()
    parting.locator(".where a").nth(1).click()
    chosen = settled(page).locator(".hit.chosen").first
    expect(chosen).to_be_in_viewport()
    assert quote.strip("“”").startswith(chosen.inner_text().split("\n")[0][:20])
    expect(page.locator(".beside .chain li").first).to_contain_text("reports")
    expect(page.locator(".beside .facts")).to_contain_text("Read by")


def test_the_sentence_on_top_is_that_of_the_command(site: Site, page: Page, incident: str) -> None:
    """The incident's sentence counts accounts, speakers, claims and points, and names nobody."""
    page.goto(site.path(incident))
    said = settled(page).locator(".headline").inner_text()
    assert re.fullmatch(
        r"4 accounts, \d+ speakers, \d+ claims\. They agree on \d+ points and part on \d+\.", said
    )


def test_bodies_vanish_when_only_named_people_count(site: Site, page: Page, incident: str) -> None:
    """Only nameless sources name the ministries, so the filter to named speakers takes them away."""
    names = {link["node"]["label"] for link in site.ask(BODIES, i=incident)["incident"]["affectedBodies"]}
    assert "Cabinet Office" in names
    page.goto(f"{site.path(incident)}/graph")
    listed = settled(page).locator(".graph-list")
    expect(listed).to_contain_text("Cabinet Office")
    page.get_by_role("button", name="named person").click()
    expect(settled(page).locator(".view")).not_to_contain_text("Cabinet Office")
    assert "by=named" in page.url
    page.get_by_role("button", name="Everybody").click()
    expect(settled(page).locator(".graph-list")).to_contain_text("Cabinet Office")


def test_going_back_in_time(site: Site, page: Page, incident: str) -> None:
    """The slider shows what the first generation held, links keep it, and one click leads back."""
    page.goto(site.path(incident))
    expect(settled(page).locator(".accounts li")).to_have_count(4)
    page.locator(".as-of summary").click()
    slider = page.get_by_role("slider")
    slider.focus()
    slider.press("Home")
    expect(page.locator(".past")).to_contain_text("generation 1")
    expect(page.locator(".accounts li")).to_have_count(3)
    page.get_by_role("link", name="Timeline").click()
    assert "generation=1" in page.url
    page.get_by_role("link", name="Back to now").click()
    expect(page.locator(".accounts li")).to_have_count(4)
    assert "generation" not in page.url


def test_taking_a_view_along(site: Site, page: Page, incident: str) -> None:
    """A view gives its question as GraphQL that the server answers, as SPARQL, and its table as CSV."""
    page.goto(site.path(incident))
    settled(page).locator(".take summary").click()
    asked = page.locator("pre[aria-label=GraphQL]").inner_text()
    text, variables = asked.rsplit("\n\n{", 1)
    given = json.loads("{" + variables)
    assert site.ask(text, **given)["incident"]["id"] == incident
    sparql = page.locator("pre[aria-label=SPARQL]").inner_text()
    assert incident in sparql
    assert site.rows(sparql)
    with page.expect_download() as saved:
        page.get_by_role("button", name="This table as CSV").click()
    rows = list(csv.DictReader(Path(saved.value.path()).read_text("utf-8").splitlines()))
    assert {row["polarity"] for row in rows} == {"POSITIVE", "NEGATIVE"}
    with page.expect_download() as saved:
        page.get_by_role("link", name="TriG").click()
    assert b"claimgraph" in Path(saved.value.path()).read_bytes()
    with page.expect_download() as saved:
        page.get_by_role("button", name="This view as JSON").click()
    assert json.loads(Path(saved.value.path()).read_text("utf-8"))["id"] == incident


def test_a_mark_unfolds_its_claim(site: Site, page: Page, incident: str) -> None:
    """A click on a mark shows the quote and the chain of speakers beside it; Escape gives the focus back."""
    page.goto(site.path(incident))
    mark = settled(page).locator(".matrix .word").first
    mark.click()
    panel = page.locator(".panel")
    expect(panel.locator("blockquote").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(panel).to_have_count(0)
    expect(mark).to_be_focused()


def test_the_matrix_by_keyboard(site: Site, page: Page, incident: str) -> None:
    """One stop of Tab reaches the marks; arrows move between them, Enter opens one."""
    page.goto(site.path(incident))
    marks = settled(page).locator(".matrix .word")
    page.get_by_label("Only what is said and denied").focus()
    page.keyboard.press("Tab")
    expect(marks.first).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.locator("tr[data-index='1'] .word:focus")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(page.locator(".panel blockquote").first).to_be_visible()


def test_facets_narrow_the_list(site: Site, page: Page) -> None:
    """Choosing an outlet leaves the incidents that it reports on, and the address keeps the choice."""
    page.goto(site.address)
    expect(settled(page).locator(".incident-list > li")).to_have_count(3)
    page.get_by_label("Harbour Wire").check()
    expect(page.locator(".incident-list > li")).to_have_count(1)
    page.reload()
    expect(settled(page).locator(".incident-list > li")).to_have_count(1)
    page.get_by_role("link", name="Clear the choice").click()
    expect(page.locator(".incident-list > li")).to_have_count(3)


def test_what_changed_is_told(site: Site, page: Page) -> None:
    """The first page tells what the last generation added."""
    page.goto(site.address)
    changed = settled(page).locator(".changed")
    expect(changed).to_contain_text("from generation 1 to 2")
    expect(changed.locator(".counts")).to_contain_text("articles added")


def test_searching_marks_the_words(site: Site, page: Page) -> None:
    """The slash key leads to the search; hits have the words sought marked, and can be limited by kind."""
    page.goto(site.address)
    settled(page)
    page.keyboard.press("/")
    page.keyboard.type("Tick")
    page.keyboard.press("Enter")
    expect(settled(page).locator(".hits mark").first).to_have_text(re.compile("tick", re.IGNORECASE))
    page.get_by_role("link", name=re.compile(r"^Claims \d+$")).click()
    expect(settled(page).locator(".hits .claim-row").first).to_be_visible()
    expect(page.locator(".hits .hit-row")).to_have_count(0)


def test_names_are_suggested_while_one_types(site: Site, page: Page) -> None:
    """A few letters bring the names that begin so."""
    page.goto(site.address)
    settled(page).get_by_role("combobox", name="Search").press_sequentially("mitsu")
    expect(page.locator("#suggested option").first).to_have_attribute("value", re.compile("Mitsubishi"))


def test_every_view_has_sparql_that_is_answered(site: Site, page: Page, incident: str) -> None:
    """What a view gives as SPARQL is answered by the server, and is not empty."""
    found = site.ask("{ comparisons(first: 1) { nodes { id left { id article { id } holders { id } } } } }")
    (comparison,) = found["comparisons"]["nodes"]
    claim = comparison["left"]
    iris = [comparison["id"], claim["id"], claim["article"]["id"], claim["holders"][0]["id"]]
    paths = [site.address, f"{site.path(incident)}/partings", *map(site.path, iris)]
    for path in paths:
        page.goto(path)
        settled(page).locator(".take summary").click()
        assert site.rows(page.locator("pre[aria-label=SPARQL]").inner_text()), path


def test_every_thing_has_a_page_of_its_own(site: Site, page: Page, incident: str) -> None:
    """Entity, claim and comparison can be opened by their addresses, and lead to each other."""
    found = site.ask("{ comparisons(relation: [CONTRADICTS], first: 1) { nodes { id } } }")
    page.goto(site.path(found["comparisons"]["nodes"][0]["id"]))
    cards = settled(page).locator(".claim-card")
    expect(cards).to_have_count(2)
    cards.first.get_by_role("link", name="Page of this claim").click()
    expect(settled(page).locator("figure.context mark")).to_be_visible()
    page.locator(".chain a").last.click()
    expect(settled(page).get_by_role("heading", name="What it says itself")).to_be_visible()
    page.goto(f"{site.address}/claim/nothing-there")
    expect(page.get_by_role("heading")).to_have_text("There is nothing at this address")


def test_asking_a_question_of_ones_own(site: Site, page: Page) -> None:
    """The query page answers, tells mistakes as the server does, and takes over the question of a view."""
    page.goto(f"{site.address}/query")
    page.get_by_role("button", name="Denials").click()
    page.get_by_label("Question").press("Control+Enter")
    expect(page.locator(".reply")).to_contain_text("totalCount")
    page.get_by_label("Question").fill("{ nonsense }")
    page.get_by_role("button", name="Ask").click()
    expect(page.locator(".reply")).to_contain_text("nonsense")


def test_reviewing_with_a_token(site: Site, page: Page) -> None:
    """Without the right token nothing is shown; with it a doubt is decided, and its reason is on record."""
    page.goto(f"{site.address}/review")
    page.get_by_label("Token").fill("wrong")
    page.get_by_role("button", name="Open").click()
    expect(page.get_by_role("alert")).to_contain_text("does not know the token")
    page.get_by_label("Token").fill(TOKEN)
    page.get_by_role("button", name="Open").click()
    doubts = page.locator(".doubts > li")
    expect(doubts.first).to_be_visible()
    before = doubts.count()
    doubts.first.get_by_role("button", name="Unsure").click()
    expect(doubts.first.get_by_role("alert")).to_have_text("Give a reason first")
    doubts.first.get_by_label("Reason").fill("the sentence is about something else")
    doubts.first.get_by_role("button", name="Unsure").click()
    expect(doubts).to_have_count(before - 1)
    expect(page.locator(".decisions")).to_contain_text("the sentence is about something else")


def test_in_japanese(site: Site, opened: Callable[..., Page], incident: str) -> None:
    """A Japanese browser gets Japanese, articles keep their language, and English is one click away."""
    page = opened(locale="ja-JP")
    page.goto(site.path(incident))
    expect(settled(page).locator(".headline")).to_contain_text("一致")
    assert page.locator("html").get_attribute("lang") == "ja"
    expect(page.locator(".accounts [lang=en]").first).to_be_visible()
    page.get_by_role("button", name="English").click()
    expect(page.locator(".headline")).to_contain_text("They agree")
    page.reload()
    assert page.locator("html").get_attribute("lang") == "en"


def test_a_theme_is_kept(site: Site, opened: Callable[..., Page]) -> None:
    """The theme follows the system until one is chosen, which then is kept."""
    page = opened(theme="dark")
    page.goto(site.address)
    paper = "getComputedStyle(document.documentElement).backgroundColor"
    dark = page.evaluate(paper)
    page.get_by_role("button", name="Theme: as the system").click()
    expect(page.get_by_role("button", name="Theme: light")).to_be_visible()
    assert page.evaluate(paper) != dark
    page.reload()
    expect(page.get_by_role("button", name="Theme: light")).to_be_visible()


def test_every_row_of_the_matrix_is_printed(site: Site, page: Page, incident: str) -> None:
    """On paper the table is whole, though on the screen only rows in sight are in the document."""
    page.goto(site.path(incident))
    total = int(settled(page).locator(".matrix table").get_attribute("aria-rowcount") or 0) - 1
    shown = page.locator(".matrix tbody tr:not(.room)")
    assert shown.count() < total
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(shown).to_have_count(total)


def test_pages_are_not_loaded_anew(site: Site, page: Page, incident: str) -> None:
    """Within the explorer only the API is asked; the document is loaded once."""
    documents: list[Response] = []
    page.on(
        "response", lambda one: documents.append(one) if one.request.resource_type == "document" else None
    )
    page.goto(site.path(incident))
    settled(page).get_by_role("link", name="Origins").click()
    expect(page.locator(".origins > li").first).to_be_visible()
    page.go_back()
    expect(page.locator(".matrix")).to_be_visible()
    assert len(documents) == 1
