"""Everybody can use the explorer: axe-core finds no violation on any page, in both themes, wide or narrow."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.explorer.conftest import AXE, TOKEN, Site, settled

VIEWS = ("", "/partings", "/ladder", "/timeline", "/graph", "/origins")
WIDE, NARROW = {"width": 1280, "theme": "light"}, {"width": 360, "theme": "dark"}


def violations(page: Page) -> list[str]:
    """What axe-core holds against the page, in short: rule and element."""
    page.evaluate(AXE.read_text("utf-8"))
    found: dict[str, Any] = page.evaluate(
        "() => axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', "
        "'best-practice']})"
    )
    assert found["passes"], "axe looked at nothing"
    return [f"{one['id']}: {node['html'][:160]}" for one in found["violations"] for node in one["nodes"]]


@pytest.mark.parametrize("look", [WIDE, NARROW], ids=["wide-light", "narrow-dark"])
def test_the_views_of_an_incident(
    site: Site, opened: Callable[..., Page], incident: str, look: dict[str, Any]
) -> None:
    """No view of an incident has a violation."""
    page = opened(**look)
    for view in VIEWS:
        page.goto(site.path(incident) + view)
        assert violations(settled(page)) == [], view


@pytest.mark.parametrize("look", [WIDE, NARROW], ids=["wide-light", "narrow-dark"])
def test_every_other_page(
    site: Site, opened: Callable[..., Page], hostile: str, look: dict[str, Any]
) -> None:
    """No other page has a violation, open or empty."""
    page = opened(**look)
    known = site.ask(
        "{ comparisons(first: 1) { nodes { id left { id holders { id } } } } sectors { nodes { id } } }"
    )
    (comparison,) = known["comparisons"]["nodes"]
    claim = comparison["left"]
    paths = [
        site.address,
        f"{site.address}/?q=data",
        f"{site.address}/?q=nothinghasthisword",
        f"{site.address}/query",
        f"{site.address}/review",
        f"{site.address}/incident/nothing-there",
        site.path(hostile),
        site.path(comparison["id"]),
        site.path(claim["id"]),
        site.path(claim["holders"][0]["id"]),
    ]
    for path in paths:
        page.goto(path)
        assert violations(settled(page)) == [], path


def test_what_opens(site: Site, page: Page, incident: str) -> None:
    """Menus, panels and queues have no violation while they are open."""
    page.goto(site.path(incident))
    settled(page).locator(".matrix .word").first.click()
    expect(page.locator(".panel blockquote").first).to_be_visible()
    page.locator(".take summary").click()
    page.locator(".as-of summary").click()
    assert violations(page) == []
    page.goto(f"{site.address}/review")
    page.get_by_label("Token").fill(TOKEN)
    page.get_by_role("button", name="Open").click()
    page.locator(".doubts > li").first.wait_for()
    assert violations(page) == []


def test_reading_by_keyboard(site: Site, page: Page) -> None:
    """The first stop skips to the content; a claim in an article is reached and opened by keys alone."""
    article = site.ask("{ articles(first: 1) { nodes { id } } }")["articles"]["nodes"][0]["id"]
    page.goto(site.path(article))
    settled(page)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    hit = page.locator(".hit").first
    for _ in range(6):
        page.keyboard.press("Tab")
        if hit.evaluate("element => element === document.activeElement"):
            break
    expect(hit).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".beside .claim-card")).to_be_visible()
