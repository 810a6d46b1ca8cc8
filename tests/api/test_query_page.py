"""The page to try SPARQL out, in a real browser: it asks our server and nobody else."""

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, sync_playwright

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    """A page of a browser."""
    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser.new_page()
        browser.close()


def test_the_page_asks_and_shows(page: Page, server: str) -> None:
    """The first query and a named question are answered in a table, without a request to another server."""
    asked: list[str] = []
    wrong: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda told: wrong.append(told.text) if "Security Policy" in told.text else None)
    page.goto(f"{server}/sparql")
    page.click(".yasqe_queryButton")
    page.wait_for_selector(".yasr_results td")
    assert "Intrusion at Acme Pumps" in page.inner_text(".yasr_results")
    page.select_option("#examples", "affected-bodies")
    page.click(".tabPanel.active .yasqe_queryButton")
    page.wait_for_selector(".tabPanel.active .yasr_results td")
    assert "exfiltrated" in page.inner_text(".tabPanel.active .yasr_results")
    assert wrong == []
    assert len(asked) > 5
    assert {url for url in asked if not url.startswith((f"{server}/", "data:", "blob:"))} == set()
