"""The pictures of the documentation are of the explorer as it is; CLAIMGRAPH_PICTURES=1 writes them anew."""

import io
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page

from tests.explorer.conftest import ROOT, Site, settled

PICTURES = ROOT / "docs/pictures"
COLOURS = 100  # that an empty page does not have
VIEWS = {
    "overview": "",
    "matrix": "incident",
    "partings": "incident/partings",
    "graph": "incident/graph",
    "article": "article",
}


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("view", VIEWS)
def test_a_picture_is_full_of_what_it_shows(
    site: Site, opened: Callable[..., Page], incident: str, tmp_path: Path, view: str, theme: str
) -> None:
    """Each view fills a window of ordinary size, in both themes, and the documentation has its picture."""
    page = opened(width=1280, height=860, theme=theme)
    page.goto(_address(site, incident, VIEWS[view]))
    settled(page)
    page.evaluate("scrollTo(0, 0)")
    page.mouse.move(0, 0)
    shown = Image.open(io.BytesIO(page.screenshot(animations="disabled"))).convert("RGB")
    assert len(shown.getcolors(shown.width * shown.height) or ()) > COLOURS
    place = PICTURES if os.environ.get("CLAIMGRAPH_PICTURES") else tmp_path
    place.mkdir(exist_ok=True)
    shown.save(place / f"{view}-{theme}.webp", lossless=True, method=6)
    assert (PICTURES / f"{view}-{theme}.webp").is_file()


def _address(site: Site, incident: str, view: str) -> str:
    if view == "article":
        return _denial(site)
    return site.path(incident) + view.removeprefix("incident") if view else site.address


def _denial(site: Site) -> str:
    """The address of a denial in its article, said through two speakers."""
    asked = '{ claims(polarity: NEGATIVE, holder: "Mitsubishi", first: 1) { nodes { id article { id } } } }'
    (claim,) = site.ask(asked)["claims"]["nodes"]
    return f"{site.path(claim['article']['id'])}?claim={claim['id'].rsplit('/', 1)[1]}"
