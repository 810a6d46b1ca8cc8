"""WARC files: articles in them, and answers of servers written into new ones. Only this knows fastwarc."""

import os
import threading
import time
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import urlsplit

from fastwarc import ArchiveIterator, GzipWriter, WarcRecord, WarcRecordType

from pipelines.feeds.article import FetchedArticle, Robots
from pipelines.feeds.inflation import DECODERS, limited, too_large, unfolding
from pipelines.feeds.policy import FetchPolicy
from pipelines.feeds.sources import Item
from pipelines.outcomes import NotRead, Reason

_ANSWERS = WarcRecordType.response | WarcRecordType.resource
_TEXTS = ("text/html", "application/xhtml+xml", "text/plain")
_HEADERS_BYTES = 64 * 1024
_FULL = 1_000_000_000  # bytes after which a new file is begun, as is the custom
_SOURCE, _ROBOTS, _FEED = "Claimgraph-Source", "Claimgraph-Robots", "Claimgraph-Feed"


def records(path: Path, hosts: Sequence[str] = ()) -> Iterator[Item]:
    """The articles of a WARC file in its order: pages and texts that a server gave with success.

    `hosts` leaves out other hosts than these and those below them. NotRead where the file cannot be read on.
    """
    with _plainly(path), path.open("rb") as file:
        for record in ArchiveIterator(file, record_types=_ANSWERS):
            url = record.headers.get("WARC-Target-URI") or ""
            if _is_article(record, url) and _is_of(url, hosts):
                source = record.headers.get(_SOURCE) or url.strip("<>")
                yield Item(source=source, path=path, offset=record.stream_pos, stamp=_date(record))


def fetch_record(item: Item, path: Path, offset: int, policy: FetchPolicy) -> FetchedArticle:
    """The article of a record, as it was when the record was written; raises NotRead."""
    with _plainly(path), path.open("rb") as file:
        file.seek(offset)
        for record in ArchiveIterator(file, record_types=_ANSWERS):
            return _article(record, item, path, offset, policy)
    raise NotRead(Reason.NOT_FOUND, f"{path} has no record at {offset}; name the whole file")


def check(path: Path) -> None:
    """Raise NotRead with what is wrong with a WARC file of which no article came."""
    for _ in records(path):
        raise NotRead(Reason.UNDECODABLE, f"{path} is damaged after its first articles; get it anew")
    raise NotRead(Reason.NO_ARTICLE, f"{path} holds no page that a server gave with success")


class WarcFolder:
    """Writes the answers of servers into WARC files of a folder: `<time>-<process>.warc.gz`.

    Every record is a gzip member of its own and on the disk when `write` returns.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._path: Path | None = None
        self._lock = threading.Lock()

    def write(self, article: FetchedArticle) -> tuple[Path, int]:
        """Write the answer that an article came in; the file and where in it the record begins."""
        with self._lock:
            path = self._current()
            with path.open("ab") as file:
                offset = file.tell()
                _write(_record(article), file)
            return path, offset

    def _current(self) -> Path:
        if self._path is None or (self._path.exists() and self._path.stat().st_size > _FULL):
            self._folder.mkdir(parents=True, exist_ok=True)
            stamp = time.strftime("%Y%m%d%H%M%S", time.gmtime())
            self._path = self._folder / f"claimgraph-{stamp}-{os.getpid()}-{uuid.uuid4().hex[:8]}.warc.gz"
        return self._path


def _write(record: Any, file: BinaryIO) -> None:
    packed = GzipWriter(file)
    record.write(packed, checksum_data=True)
    packed.finish()
    file.flush()
    os.fsync(file.fileno())


def _record(article: FetchedArticle) -> Any:
    record = WarcRecord()
    record.init_headers(WarcRecordType.response, uuid.uuid4().urn.removeprefix("urn:uuid:").encode())
    known = {
        "WARC-Date": article.retrieved,
        "WARC-Target-URI": article.url,
        "Content-Type": "application/http; msgtype=response",
        _SOURCE: article.source if article.source != article.url else None,
        _ROBOTS: article.robots,
        _FEED: article.feed,
    }
    for name, value in known.items():
        if value is not None:
            record.headers[name] = str(value)
    record.set_bytes_content(_head(article) + (article.wire or b""))
    return record


def _head(article: FetchedArticle) -> bytes:
    body = article.wire or b""
    # The client has joined the chunks, so the body no longer comes in them.
    kept = [(name, value) for name, value in article.headers if name not in _OF_THE_CONNECTION]
    lines = [f"HTTP/1.1 {article.status}", *(f"{name}: {value}" for name, value in kept)]
    return "\r\n".join([*lines, f"content-length: {len(body)}", "", ""]).encode("latin-1", "replace")


_OF_THE_CONNECTION = frozenset({"transfer-encoding", "content-length", "connection", "keep-alive"})


def _is_article(record: Any, url: str) -> bool:
    kind = _media_type(record)
    if kind not in _TEXTS or url.partition("?")[0].endswith("/robots.txt"):
        return False
    return not record.is_http or record.http_headers.status_code == 200


def _is_of(url: str, hosts: Sequence[str]) -> bool:
    if not hosts:
        return True
    try:
        host = urlsplit(url.strip("<>")).hostname or ""
    except ValueError:
        return False
    return any(host == one or host.endswith(f".{one}") for one in hosts)


def _date(record: Any) -> str:
    return str(record.record_date.strftime("%Y-%m-%dT%H:%M:%SZ"))


def _media_type(record: Any) -> str:
    given = record.http_content_type if record.is_http else record.headers.get("Content-Type")
    return (given or "").partition(";")[0].strip().lower()


def _article(record: Any, item: Item, path: Path, offset: int, policy: FetchPolicy) -> FetchedArticle:
    headers = _headers(record)
    content = b"".join(_content(record, dict(headers), policy))
    robots = record.headers.get(_ROBOTS)
    url = (record.headers.get("WARC-Target-URI") or "").strip("<>")
    return FetchedArticle(
        source=record.headers.get(_SOURCE) or url,
        content=content,
        sha256=sha256(content).hexdigest(),
        retrieved=_date(record),
        url=url,
        media_type=_media_type(record) or None,
        charset=record.http_charset if record.is_http else None,
        status=record.http_headers.status_code if record.is_http else 200,
        etag=dict(headers).get("etag"),
        modified=dict(headers).get("last-modified"),
        robots=Robots(robots) if robots in set(Robots) else None,
        feed=record.headers.get(_FEED) or item.feed,
        publisher=item.publisher,
        language=item.language,
        stamp=_date(record),
        place=f"{path}#{offset}",
        headers=headers,
    )


def _headers(record: Any) -> tuple[tuple[str, str], ...]:
    found = record.http_headers.to_tuples() if record.is_http else ()
    return tuple((name.lower(), value) for name, value in found)


def _content(record: Any, headers: dict[str, str], policy: FetchPolicy) -> Iterator[bytes]:
    if record.content_length > policy.wire_bytes + _HEADERS_BYTES:
        raise too_large("the record", record.content_length, policy.wire_bytes)
    encoding = headers.get("content-encoding", "").strip().lower()
    body = record.reader.read()
    # Many archives keep the body unpacked and the header as it was.
    if encoding in {"", "identity"} or not body.startswith((b"\x1f\x8b", b"\x78")):
        return limited(iter([body]), policy.decoded_bytes, "the record")
    decoder = DECODERS.get(encoding)
    if decoder is None:
        raise NotRead(Reason.UNDECODABLE, f"the record is encoded as {encoding}, which is not read")
    return limited(
        unfolding(decoder, [body], policy.unfolding), policy.decoded_bytes, "the record, unpacked,"
    )


@contextmanager
def _plainly(path: Path) -> Iterator[None]:
    try:
        yield
    except FileNotFoundError as error:
        raise NotRead(Reason.NOT_FOUND, f"there is no file {path}; check its spelling") from error
    except (OSError, ValueError) as error:
        raise NotRead(
            Reason.UNDECODABLE, f"{path} is no WARC file, or damaged from here on ({error}); get it anew"
        ) from error
