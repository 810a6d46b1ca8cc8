"""Every kind of input that cannot be read ends with its own reason, through files as a user gives them."""

import gzip
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from pipelines.feeds.fetching import fetch
from pipelines.feeds.policy import FetchPolicy
from pipelines.feeds.sources import sources
from pipelines.outcomes import Reason, Refusal
from pipelines.reading.document import Document
from pipelines.reading.understanding import understand

Page = Callable[..., str]
GERMAN = (
    "Die Hafenbehörde teilte am Montag mit, dass ihr Buchungssystem von außen angegriffen worden sei. " * 3
)
PNG = b"\x89PNG\r\n\x1a\n" + bytes(100)

BAD: dict[str, tuple[bytes, Reason]] = {
    "empty.html": (b"", Reason.EMPTY),
    "nothing.html": (b"<!-- -->", Reason.NO_ARTICLE),
    "spaces.txt": (b" \r\n\t\n", Reason.EMPTY),
    "mark.txt": (b"\xef\xbb\xbf\n", Reason.EMPTY),
    "empty.html.gz": (b"", Reason.EMPTY),
    "random.html": (bytes(range(256)) * 20, Reason.BINARY),
    "image.html": (PNG, Reason.BINARY),
    "image.png": (PNG, Reason.BINARY),
    "program": (b"\x7fELF\x02\x01\x01" + bytes(200), Reason.BINARY),
    "office.docx": (b"PK\x03\x04" + bytes(200), Reason.BINARY),
    "report.pdf": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", Reason.PDF),
    "report.html": (b"\n%PDF-1.4\n", Reason.PDF),
    "table.csv": (b"a,b\n1,2\n", Reason.UNSUPPORTED_TYPE),
    "data.json": (b'{"a": 1}', Reason.UNSUPPORTED_TYPE),
    "feed.xml": (b'<?xml version="1.0"?><rss><channel></channel></rss>', Reason.UNSUPPORTED_TYPE),
    "shell.html": (b"<!doctype html><div id=app></div><script>start()</script>", Reason.NO_ARTICLE),
    "short.txt": (b"Hello, world.", Reason.NO_ARTICLE),
    "german.txt": (GERMAN.encode(), Reason.UNSUPPORTED_LANGUAGE),
    "german.html": (f"<p>{GERMAN}</p>".encode(), Reason.UNSUPPORTED_LANGUAGE),
    "japanese.txt": (
        "港湾局は月曜日、予約システムが外部から攻撃を受けたと発表した。".encode("shift_jis"),
        Reason.UNSUPPORTED_LANGUAGE,
    ),
    "garbage.txt": (bytes([0x81, 0x8D, 0x8F, 0x90, 0x9D, 0x41]) * 50, Reason.UNDECODABLE),
    "damaged.html.gz": (gzip.compress(os.urandom(200))[:-9], Reason.UNDECODABLE),
    "large.html": (b"<p>word</p>" * 2_800_000, Reason.TOO_LARGE),
}


def outcomes(*given: Path) -> list[Document | Refusal]:
    """What becomes of the given paths, read in this process at one and the same moment."""
    policy = FetchPolicy(clock=lambda: "2020-01-20T12:00:00Z")
    fetched = (fetch(item, policy) for item in sources([str(path) for path in given]))
    return [article if isinstance(article, Refusal) else understand(article) for article in fetched]


@pytest.mark.parametrize("name", BAD)
def test_bad_input_ends_with_its_reason(tmp_path: Path, name: str) -> None:
    """Which names the source, says something a person can use, and is never an exception."""
    path = tmp_path / name
    content, reason = BAD[name]
    path.write_bytes(content)
    (outcome,) = outcomes(path)
    assert isinstance(outcome, Refusal), outcome
    assert (outcome.reason, outcome.source) == (reason, str(path))
    assert len(outcome.detail) > 10


def test_bad_input_leaves_the_others_untouched(tmp_path: Path, page: Page) -> None:
    """A folder with everything wrong in it gives the same documents as one without."""
    (tmp_path / "good").mkdir()
    (tmp_path / "good" / "m.html").write_text(page())
    alone = outcomes(tmp_path / "good")
    for name, (content, _) in BAD.items():
        (tmp_path / "good" / name).write_bytes(content)
    together = outcomes(tmp_path / "good")
    assert [found for found in together if isinstance(found, Document)] == [
        found for found in alone if isinstance(found, Document)
    ]
    assert len(together) == len(BAD) + 1


def test_mixed_and_wrong_encodings_are_read(tmp_path: Path, page: Page) -> None:
    """Pages that declare one encoding and are written in another, or in two."""
    meta = '<meta charset="{}">'
    body = "<p>The café of the port said that “nothing” had been taken from its guests so far.</p>" * 3
    (tmp_path / "a.html").write_bytes(page(body, meta.format("shift_jis")).encode())
    (tmp_path / "b.html").write_bytes(page(body, meta.format("utf-8")).encode("cp1252"))
    (tmp_path / "c.html").write_bytes(
        page(body, meta.format("utf-8")).encode() + "<p>“café”</p>".encode("cp1252")
    )
    found = outcomes(tmp_path)
    assert all(
        isinstance(outcome, Document) and "The café of the port said that “nothing”" in outcome.text
        for outcome in found
    )
