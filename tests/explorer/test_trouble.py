"""What readers see when something is wrong: a hostile article, a server that fails, is slow, or is empty."""

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, Route, expect

from tests.api.conftest import serving
from tests.api.stories import publish_world
from tests.explorer.conftest import Site, settled


def test_what_an_article_says_stays_text(site: Site, page: Page, hostile: str) -> None:
    """Markup and script in title and text are shown as the characters that they are, and do nothing."""
    page.goto(site.path(hostile))
    story = settled(page).locator(".story")
    expect(story).to_contain_text('<img src=x onerror="window.harmed=1">')
    expect(story).to_contain_text('<a href="javascript:window.harmed=1">')
    assert page.locator(".story img, .story script, [href^='javascript:' i]").count() == 0
    for place in ("", "/?q=Norvik"):
        page.goto(site.address + place)
        expect(settled(page).locator("main")).to_contain_text("Norvik")
        assert page.evaluate("window.harmed") is None


def test_offsets_are_code_points(site: Site, page: Page, hostile: str) -> None:
    """Characters outside the basic plane before a claim do not shift what is marked."""
    read = "claims { nodes { id evidence { quote start } } }"
    asked = f"query ($a: ID!) {{ node(id: $a) {{ ... on Article {{ {read} }} }} }}"
    claims = site.ask(asked, a=hostile)["node"]["claims"]["nodes"]
    last = max(claims, key=lambda claim: claim["evidence"]["start"])
    page.goto(f"{site.path(hostile)}?claim={last['id'].rsplit('/', 1)[1]}")
    settled(page).locator(".hit.chosen").first.wait_for()
    marked = "".join(page.locator(".hit.chosen").all_inner_texts())
    assert re.sub(r"\s+", "", marked) == re.sub(r"\s+", "", last["evidence"]["quote"])


def test_the_policy_lets_no_inline_script_run(site: Site, page: Page) -> None:
    """Even if markup came into the page, its scripts and handlers would not run."""
    reply = page.goto(site.address)
    policy = reply.headers["content-security-policy"] if reply else ""
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "<script>" not in (reply.text() if reply else "")


def test_a_server_that_goes_away(tmp_path: Path, page: Page) -> None:
    """When the server stops, the page says so and offers to try again; what is shown stays."""
    publish_world(tmp_path)
    with serving(tmp_path) as address:
        page.goto(address)
        expect(settled(page).locator(".incident-list > li")).to_have_count(2)
    page.get_by_role("link", name="Intrusion at Acme Pumps").first.click()
    expect(page.get_by_role("alert")).to_contain_text("does not answer")
    expect(page.get_by_role("button", name="Try again")).to_be_visible()


def test_an_answer_that_fails_can_be_asked_again(site: Site, page: Page, incident: str) -> None:
    """A failed answer is told with what to do; trying again brings the page."""
    page.route("**/graphql", lambda route: route.fulfill(status=500, body="broken"))
    page.goto(site.path(incident))
    expect(page.get_by_role("alert").first).to_contain_text("The server failed")
    page.unroute("**/graphql")
    page.get_by_role("button", name="Try again").first.click()
    expect(settled(page).locator(".matrix")).to_be_visible()


def test_a_slow_server_is_waited_for(site: Site, page: Page, incident: str) -> None:
    """While an answer is on its way its shape is there, and the rest of the page can be used."""
    held: list[Route] = []
    page.route("**/graphql", lambda route: held.append(route))  # noqa: PLW0108  # it marks what it is given
    page.goto(site.path(incident))
    expect(page.get_by_role("status").first).to_contain_text("Loading")
    page.get_by_role("button", name="日本語").click()
    expect(page.get_by_role("link", name="クエリ")).to_be_visible()
    for route in held:
        route.continue_()
    page.unroute("**/graphql")
    expect(settled(page).locator(".matrix")).to_be_visible()


def test_before_anything_is_published(tmp_path: Path, page: Page) -> None:
    """A server without a generation says what to do."""
    with serving(tmp_path) as address:
        page.goto(address)
        expect(page.get_by_role("alert").first).to_contain_text("claimgraph run")


def test_a_narrow_and_a_wide_window(site: Site, opened: Callable[..., Page], incident: str) -> None:
    """Nothing sticks out of the page from 360 to 2560 pixels, on any view."""
    for width in (360, 2560):
        page = opened(width=width)
        for view in ("", "/partings", "/ladder", "/timeline", "/graph", "/origins"):
            page.goto(site.path(incident) + view)
            settled(page)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, view
