"""A home folder, a few articles that can be read, and many that cannot."""

import gzip
from pathlib import Path

import pytest

from graph.settings import Settings
from pipelines.feeds.policy import FetchPolicy

CLOCK = FetchPolicy(clock=lambda: "2024-05-01T08:00:00Z")

_PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{title} | {outlet}</title>
<meta property="og:site_name" content="{outlet}"><meta property="article:published_time" content="{date}">
</head><body><nav><a href="/">Home</a> <a href="/tech">Technology</a></nav><article><h1>{title}</h1>
{paragraphs}
</article><footer>All rights reserved by {outlet}.</footer></body></html>
"""
_FIRST = (
    (
        "Norvik Shipping said on Monday that intruders had copied the personal data of 4,200 employees "
        "from a server in Bergen. The company noticed unusual traffic on 11 April and took it off line."
    ),
    (
        "“No customer data was stolen,” said Ingrid Aasen, a spokeswoman for Norvik Shipping. Police "
        "in Bergen are investigating the matter and have not named a suspect."
    ),
    (
        "People familiar with the matter said that the group Grey Heron was probably behind the attack. The "
        "shipping line carries freight between nine ports and employs about six thousand people in all."
    ),
)
_SECOND = (
    (
        "Customer data was stolen in the attack on Norvik Shipping after all, the company said on Friday. "
        "It had denied this two weeks earlier, when it spoke of the data of its employees alone."
    ),
    (
        "Norvik Shipping told the Data Protection Authority that addresses of 900 customers had been "
        "copied in April. The authority said that it would look into why the company had spoken so late."
    ),
    (
        "The intruders came in through a remote access appliance that had not been updated since the winter. "
        "Norvik Shipping did not say who it believes to be behind the attack."
    ),
)
_LATIN = (
    (
        "Senatus populusque Romanus urbem condidit et leges dedit, ut cives in pace viverent et hostes "
        "timerent. Multa bella gesta sunt et multi milites pro patria pugnaverunt, neque animum dimiserunt."
    ),
) * 4


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A home folder of one's own."""
    return Settings.of(tmp_path / "home")


@pytest.fixture
def good(tmp_path: Path) -> Path:
    """A folder of two articles on one incident."""
    folder = tmp_path / "good"
    folder.mkdir()
    write_page(
        folder / "first.html",
        "Intruders copy staff data at Norvik Shipping",
        "Fjord Daily",
        "2024-04-15",
        _FIRST,
    )
    write_page(
        folder / "second.html",
        "Norvik Shipping admits loss of customer data",
        "Harbour Post",
        "2024-04-26",
        _SECOND,
    )
    return folder


@pytest.fixture
def bad(tmp_path: Path, good: Path) -> Path:
    """A folder of what cannot be read, each for another reason."""
    folder = tmp_path / "bad"
    folder.mkdir()
    (folder / "empty.html").write_bytes(b"")
    (folder / "binary.html").write_bytes(bytes(range(256)) * 40)
    (folder / "paper.pdf").write_bytes(b"%PDF-1.7\n" + b"x" * 1000)
    (folder / "navigation.html").write_text("<html><body><nav><a href='/'>Home</a></nav></body></html>")
    write_page(folder / "latin.html", "De senatu", "Acta Diurna", "2024-04-15", _LATIN)
    (folder / "huge.html").write_bytes(b"<html><body>" + b"<p>word</p>" * 2_800_000)
    (folder / "bomb.html.gz").write_bytes(gzip.compress(bytes(20_000_000)))
    (folder / "twice.html").write_bytes((good / "first.html").read_bytes())
    (tmp_path / "list.txt").write_text("http://127.0.0.1:9/unreachable\nhttp://nowhere.invalid/story\n")
    return folder


def write_page(path: Path, title: str, outlet: str, date: str, paragraphs: tuple[str, ...]) -> Path:
    """Write a page of an outlet."""
    text = "\n".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    path.write_text(_PAGE.format(title=title, outlet=outlet, date=date, paragraphs=text), encoding="utf-8")
    return path
