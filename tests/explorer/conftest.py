"""A real browser before the real server, with the bundled accounts in two generations, and one hostile."""

import hashlib
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx2
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from graph.settings import Settings
from pipelines.accounts import bundled
from pipelines.flow import run
from tests.api.conftest import serving

ROOT = Path(__file__).resolve().parents[2]
BUILT = ROOT / "api/static/explorer/index.html"
AXE = ROOT / "web/node_modules/axe-core/axe.min.js"
TOKEN = "a token that nobody guesses"
QUIET = (
    "--no-sandbox --disable-gpu --disable-dev-shm-usage --no-first-run --disable-background-networking "
    "--disable-component-update --disable-default-apps --disable-sync --metrics-recording-only"
).split()
HARM = Path(__file__).with_name("harm.html")


@pytest.fixture(scope="session")
def built() -> None:
    """The explorer is built and there is a browser: without them a test skips, and in CI it fails."""
    missing = None
    if not BUILT.is_file() or not AXE.is_file():
        missing = "the explorer is not built; `make web` builds it"
    elif shutil.which("chromium") is None:
        missing = "Chromium is not installed; Debian's package is chromium"
    if missing and os.environ.get("CI"):
        pytest.fail(missing)
    if missing:
        pytest.skip(missing)


@dataclass(frozen=True)
class Site:
    """A server of the explorer, and how to ask it."""

    address: str
    home: Path

    def ask(self, query: str, **variables: Any) -> Any:
        """The data of an answer, to know what the page has to show."""
        asked = {"query": query, "variables": variables}
        found = httpx2.post(f"{self.address}/graphql", json=asked, timeout=30).json()
        assert "errors" not in found, found["errors"]
        return found["data"]

    def rows(self, sparql: str) -> list[Any]:
        """The rows of an answer in SPARQL."""
        headers = {"Accept": "application/sparql-results+json"}
        reply = httpx2.post(f"{self.address}/sparql", data={"query": sparql}, headers=headers, timeout=30)
        found: list[Any] = reply.json()["results"]["bindings"]
        return found

    def path(self, iri: str) -> str:
        """The address of the page of a thing."""
        local = iri.removeprefix("https://w3id.org/claimgraph/id/")
        page, _, name = local.partition("/")
        known = page in {"incident", "article", "claim", "comparison"}
        return f"{self.address}/{page}/{name}" if known else f"{self.address}/entity/{local}"


@pytest.fixture(scope="session")
def site(built: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The bundled accounts, published in two generations, with an article that tries to harm its readers."""
    home = tmp_path_factory.mktemp("explorer")
    settings = Settings.of(home)
    accounts = [str(path) for path in bundled()]
    assert run([path for path in accounts if "followup" not in path], settings).fresh
    assert run([*accounts, str(HARM)], settings).fresh
    known = f"Ada={hashlib.sha256(TOKEN.encode()).hexdigest()}"
    with serving(home, "--reviewer", known) as address:
        yield Site(address, home)


@pytest.fixture(scope="session")
def browser(built: None) -> Iterator[Browser]:
    """Debian's Chromium, without a screen."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=QUIET)
        yield chromium
        chromium.close()


@pytest.fixture
def opened(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Opens pages of chosen size, theme and language; fails when one of them complains or asks elsewhere."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def open_page(
        width: int = 1280, height: int = 900, theme: str = "light", locale: str = "en-GB", **more: Any
    ) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme=theme,  # type: ignore[arg-type]
            locale=locale,
            accept_downloads=True,
            **more,
        )
        context.set_default_timeout(20_000)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda asked: complaints.append(asked.url) if _elsewhere(asked.url) else None)
        page.on("console", lambda said: complaints.append(said.text) if "Policy" in said.text else None)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not complaints


@pytest.fixture
def page(opened: Callable[..., Page]) -> Page:
    """A page of ordinary size."""
    return opened()


def _elsewhere(url: str) -> bool:
    return not url.startswith(("http://127.0.0.1:", "blob:", "data:"))


MITSUBISHI = "{ incidents { nodes { id label } } articles { nodes { id title publisher { label } } } }"


@pytest.fixture(scope="session")
def incident(site: Site) -> str:
    """The IRI of the incident with four accounts."""
    found = site.ask(MITSUBISHI)["incidents"]["nodes"]
    return str(next(one["id"] for one in found if "Mitsubishi" in one["label"]))


@pytest.fixture(scope="session")
def hostile(site: Site) -> str:
    """The IRI of the article that tries to harm its readers."""
    found = site.ask(MITSUBISHI)["articles"]["nodes"]
    return str(next(one["id"] for one in found if "Norvik" in (one["title"] or "")))


def settled(page: Page) -> Page:
    """The page when nothing is awaited any more."""
    page.locator("main").wait_for()
    page.locator(".loading, [aria-busy=true], .laying-out").first.wait_for(state="detached")
    return page
