"""Articles in files: read whole within the limit, or refused with a reason."""

import gzip
import os
from hashlib import sha256
from pathlib import Path

import pytest

from pipelines.feeds.article import FetchedArticle
from pipelines.feeds.fetching import fetch
from pipelines.feeds.policy import FetchPolicy
from pipelines.feeds.sources import Item, sources
from pipelines.outcomes import Reason, Refusal

NOON = FetchPolicy(clock=lambda: "2020-01-20T12:00:00Z")


def fetched(path: Path, policy: FetchPolicy = NOON) -> FetchedArticle | Refusal:
    """What becomes of a path."""
    return fetch(Item(source=str(path), path=path), policy)


def refusal(path: Path, policy: FetchPolicy = NOON) -> Refusal:
    """The refusal of a path."""
    outcome = fetched(path, policy)
    assert isinstance(outcome, Refusal)
    return outcome


@pytest.mark.parametrize(
    ("name", "media_type"),
    [
        ("a.html", "text/html"),
        ("a.HTM", "text/html"),
        ("a.xhtml", "application/xhtml+xml"),
        ("a.txt", "text/plain"),
        ("a.md", "text/markdown"),
        ("a.png", "image/png"),
        ("a", None),
    ],
)
def test_a_file_is_fetched_as_it_is(tmp_path: Path, name: str, media_type: str | None) -> None:
    """Bytes, hash, time and the kind its name promises."""
    path = tmp_path / name
    path.write_bytes(b"caf\xc3\xa9\r\n")
    assert fetched(path) == FetchedArticle(
        source=str(path),
        content=b"caf\xc3\xa9\r\n",
        sha256=sha256(b"caf\xc3\xa9\r\n").hexdigest(),
        retrieved="2020-01-20T12:00:00Z",
        media_type=media_type,
    )


def test_a_packed_file_is_unpacked(tmp_path: Path) -> None:
    """Several members of one gzip file follow each other; the kind is that of the inner name."""
    path = tmp_path / "a.html.gz"
    path.write_bytes(gzip.compress(b"<p>one</p>") + gzip.compress(b"<p>two</p>"))
    article = fetched(path)
    assert isinstance(article, FetchedArticle)
    assert (article.content, article.media_type) == (b"<p>one</p><p>two</p>", "text/html")


@pytest.mark.parametrize(
    "damage", [lambda data: data[:-9], lambda data: b"no gzip", lambda data: data[:20] + b"xxxx"]
)
def test_a_damaged_packed_file_is_undecodable(tmp_path: Path, damage: object) -> None:
    """Cut, foreign and corrupted data alike."""
    path = tmp_path / "a.txt.gz"
    path.write_bytes(damage(gzip.compress(os.urandom(4096))))  # type: ignore[operator]
    assert refusal(path).reason is Reason.UNDECODABLE


def test_a_page_of_thirty_megabytes_is_too_large(tmp_path: Path) -> None:
    """It is refused by its size, before its bytes are read."""
    path = tmp_path / "large.html"
    with path.open("wb") as file:
        file.truncate(30_000_000)
    assert (refusal(path).reason, refusal(path).detail) == (
        Reason.TOO_LARGE,
        "the limit is 10.5 MB, and large.html is 30.0 MB",
    )


def test_a_gzip_bomb_stops_at_the_limit(tmp_path: Path) -> None:
    """A small file that unfolds beyond the limit is too large."""
    path = tmp_path / "bomb.html.gz"
    path.write_bytes(gzip.compress(bytes(50_000_000)))
    assert refusal(path, FetchPolicy(decoded_bytes=1_000_000)).reason is Reason.TOO_LARGE


def test_a_missing_file_an_empty_folder_and_a_pipe_are_refused(tmp_path: Path) -> None:
    """Each with its own reason, and the pipe without waiting for somebody to write into it."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    empty = tmp_path / "empty"
    empty.mkdir()
    assert refusal(tmp_path / "missing.html").reason is Reason.NOT_FOUND
    assert refusal(tmp_path / "pipe" / "inside.html").reason is Reason.UNREACHABLE
    assert refusal(empty).detail == f"the folder {empty} holds no files; name one that does"
    assert refusal(pipe).reason is Reason.UNSUPPORTED_TYPE


@pytest.mark.parametrize("name", ["x" * 5000, "a\0b", "x/" * 3000])
def test_a_name_that_no_file_can_have_is_refused(name: str) -> None:
    """Such as a text given in the place of a path."""
    (item,) = sources([name])
    outcome = fetch(item)
    assert isinstance(outcome, Refusal)
    assert outcome.reason in {Reason.NOT_FOUND, Reason.UNREACHABLE}
