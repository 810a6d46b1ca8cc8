"""WARC files: our own and those of others, whole and damaged, record by record."""

import gzip
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.archive import Archive
from pipelines.feeds.article import FetchedArticle
from pipelines.feeds.fetching import fetch
from pipelines.feeds.policy import FetchPolicy
from pipelines.feeds.sources import Item, sources
from pipelines.feeds.warc import records
from pipelines.outcomes import NotRead, Reason, Refusal
from tests.feeds.archived import answered, warc

PAGE = b"<!doctype html><title>T</title><p>Caf\xc3\xa9</p>"
FOREIGN = (
    "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Date: 2024-05-01T08:00:00Z\r\n"
    "WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000000>\r\nWARC-Target-URI: {url}\r\n"
    "Content-Type: {type}\r\nContent-Length: {length}\r\n\r\n"
)


def foreign(path: Path, *blocks: tuple[str, str, str, bytes]) -> Path:
    """A WARC file as others write them, without compression: kind, URL, type and block of each record."""
    with path.open("wb") as file:
        for kind, url, media_type, block in blocks:
            head = FOREIGN.format(kind=kind, url=url, type=media_type, length=len(block))
            file.write(head.encode() + block + b"\r\n\r\n")
    return path


def http(body: bytes, *headers: str, status: str = "200 OK") -> bytes:
    """An answer of a server."""
    return "\r\n".join([f"HTTP/1.1 {status}", *headers, "", ""]).encode() + body


def articles(path: Path, policy: FetchPolicy | None = None) -> list[FetchedArticle | Refusal]:
    """What becomes of everything that a file gives as a source."""
    found = [fetch(item, policy or FetchPolicy()) for item in sources([str(path)])]
    assert all(isinstance(one, FetchedArticle | Refusal) for one in found)
    return found  # type: ignore[return-value]


@settings(max_examples=20)
@given(bodies=st.lists(st.binary(max_size=300), min_size=1, max_size=4))
def test_what_is_written_comes_back(tmp_path_factory: pytest.TempPathFactory, bodies: list[bytes]) -> None:
    """Byte for byte, in order, and from each record by itself."""
    folder = tmp_path_factory.mktemp("warc")
    path = warc(folder / "a.warc.gz", *((f"http://news.example/{n}", body) for n, body in enumerate(bodies)))
    found = articles(path)
    assert [one.content for one in found if isinstance(one, FetchedArticle)] == bodies
    for item, body in zip(sources([str(path)]), bodies, strict=True):
        (again,) = sources([item.given])
        one = fetch(again)
        assert isinstance(one, FetchedArticle)
        assert (one.content, one.source) == (body, item.source)


def test_articles_of_other_crawlers_are_found(tmp_path: Path) -> None:
    """Answers with 200 that are pages or texts, and resources; no requests, errors, pictures, robots.txt."""
    page, text = "Content-Type: text/html; charset=utf-8", "Content-Type: text/plain"
    answer = "application/http; msgtype=response"
    path = foreign(
        tmp_path / "a.warc",
        ("warcinfo", "", "application/warc-fields", b"software: x"),
        ("request", "http://x.example/a", "application/http; msgtype=request", b"GET / HTTP/1.1\r\n\r\n"),
        ("response", "http://x.example/a", answer, http(PAGE, page)),
        ("response", "http://x.example/gone", answer, http(PAGE, page, status="404 Not Found")),
        ("response", "http://x.example/b.png", answer, http(b"x", "Content-Type: image/png")),
        ("response", "http://x.example/robots.txt", answer, http(b"x", text)),
        ("resource", "http://x.example/c", "text/plain", b"words"),
    )
    found = articles(path)
    assert [one.source for one in found] == ["http://x.example/a", "http://x.example/c"]
    assert isinstance(found[0], FetchedArticle)
    assert (found[0].charset, found[0].status, found[0].retrieved) == ("utf-8", 200, "2024-05-01T08:00:00Z")


def test_packed_bodies_are_unpacked_within_their_limits(tmp_path: Path) -> None:
    """Whether the archive kept them packed or not, and never to more than an article may have."""
    headers = ("Content-Type: text/html", "Content-Encoding: gzip")
    answer = "application/http; msgtype=response"
    path = foreign(
        tmp_path / "a.warc",
        ("response", "http://x.example/packed", answer, http(gzip.compress(PAGE), *headers)),
        ("response", "http://x.example/unpacked", answer, http(PAGE, *headers)),
        ("response", "http://x.example/bomb", answer, http(gzip.compress(bytes(30_000_000)), *headers)),
        ("response", "http://x.example/large", answer, http(bytes(200_000), headers[0])),
    )
    first, second, bomb, large = articles(path, FetchPolicy(wire_bytes=100_000))
    assert isinstance(first, FetchedArticle)
    assert isinstance(second, FetchedArticle)
    assert first.content == second.content == PAGE
    assert [one.reason for one in (bomb, large) if isinstance(one, Refusal)] == [Reason.TOO_LARGE] * 2


def test_a_damaged_file_gives_what_comes_before_the_damage_and_a_reason(tmp_path: Path) -> None:
    """And one that holds no article says so."""
    path = warc(tmp_path / "a.warc.gz", *((f"http://news.example/{n}", PAGE) for n in range(3)))
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2] + b"damage" + content[len(content) // 2 :])
    found = articles(path)
    assert [type(one) for one in found] == [FetchedArticle, Refusal]
    assert isinstance(found[-1], Refusal)
    assert (found[-1].source, found[-1].reason) == (str(path), Reason.UNDECODABLE)
    (tmp_path / "b.warc").write_bytes(b"")
    (empty,) = articles(tmp_path / "b.warc")
    assert isinstance(empty, Refusal)
    assert empty.reason is Reason.NO_ARTICLE


def test_a_record_that_is_not_there_has_a_reason(tmp_path: Path) -> None:
    """Beyond the end, in the middle of one, of no file."""
    path = warc(tmp_path / "a.warc.gz", ("http://news.example/a", PAGE))
    for place in (f"{path}#999999", f"{path}#7", f"{tmp_path}/none.warc#0"):
        (item,) = sources([place])
        assert isinstance(fetch(item), Refusal)
    with pytest.raises(NotRead):
        list(records(tmp_path / "none.warc"))


def test_bytes_from_the_web_are_kept_once(tmp_path: Path) -> None:
    """The same answer again adds nothing; another one of the same place does."""
    archive = Archive(tmp_path)
    for content in (b"one", b"one", b"two"):
        archive.put_article(answered("http://news.example/a", content))
    (path,) = (tmp_path / "warc").glob("*.warc.gz")
    assert [item.source for item in records(path)] == ["http://news.example/a"] * 2
    assert archive.article_content(answered("", b"two").sha256) == b"two"
    assert archive.article_content("0" * 64) is None


def test_articles_of_a_warc_file_are_not_copied(tmp_path: Path) -> None:
    """The archive remembers where they lie."""
    path = warc(tmp_path / "a.warc.gz", ("http://news.example/a", PAGE))
    archive = Archive(tmp_path / "home")
    (article,) = articles(path)
    assert isinstance(article, FetchedArticle)
    archive.put_article(article)
    assert not list((tmp_path / "home").rglob("*.warc.gz"))
    assert archive.article_content(article.sha256) == PAGE
    path.unlink()
    assert Archive(tmp_path / "home").article_content(article.sha256) is None


def test_the_source_of_a_record_is_what_was_asked_for(tmp_path: Path) -> None:
    """So that an article from an archive is the same source as the live one."""
    path = warc(tmp_path / "a.warc.gz", ("http://news.example/a", PAGE))
    (item,) = sources([str(path)])
    assert (item.source, item.url, item.path) == ("http://news.example/a", None, path)
    assert isinstance(item, Item)
