"""Articles in files: plain or packed with gzip, read once and never beyond the limit."""

import mimetypes
import stat
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from pipelines.feeds.article import FetchedArticle
from pipelines.feeds.clock import iso
from pipelines.feeds.inflation import gunzip, identity, limited, too_large
from pipelines.feeds.policy import FetchPolicy
from pipelines.feeds.sources import Item
from pipelines.outcomes import NotRead, Reason

_MEDIA_TYPES = {
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "application/xhtml+xml",
    ".txt": "text/plain",
    ".md": "text/markdown",
}
_STEP = 64 * 1024


def fetch_file(item: Item, path: Path, policy: FetchPolicy) -> FetchedArticle:
    """The file's bytes, unpacked; raises NotRead."""
    content = _content(path, policy)
    return FetchedArticle(
        source=item.source,
        content=content,
        sha256=sha256(content).hexdigest(),
        retrieved=policy.clock(),
        media_type=media_type(path),
        feed=item.feed,
        publisher=item.publisher,
        language=item.language,
        stamp=item.stamp,
    )


def media_type(path: Path) -> str | None:
    """What the file's name says of its content, looking through `.gz`; None when it says nothing."""
    inner = path.with_suffix("") if path.suffix.lower() == ".gz" else path
    suffix = inner.suffix.lower()
    return _MEDIA_TYPES.get(suffix) or mimetypes.types_map.get(suffix)


def version(path: Path) -> str | None:
    """What tells a version of a file from the next: its time of change and size; None where it is gone."""
    try:
        status = path.stat()
    except OSError:
        return None
    return f"{iso(status.st_mtime)} {status.st_mtime_ns % 1_000_000_000} {status.st_size}"


def _content(path: Path, policy: FetchPolicy) -> bytes:
    try:
        _check(path, policy)
        with path.open("rb") as file:
            decode = gunzip if path.suffix.lower() == ".gz" else identity
            return b"".join(limited(decode(_pieces(file)), policy.decoded_bytes, path.name))
    except (FileNotFoundError, ValueError) as error:
        # ValueError is for names that no file can have, such as those with a NUL
        raise NotRead(Reason.NOT_FOUND, f"there is no file or folder {path}; check its spelling") from error
    except OSError as error:
        why = error.strerror or str(error)
        raise NotRead(Reason.UNREACHABLE, f"{path} could not be read: {why}") from error


def _check(path: Path, policy: FetchPolicy) -> None:
    # Before it is opened: opening a named pipe would wait for somebody to write into it.
    status = path.stat()
    if stat.S_ISDIR(status.st_mode):
        raise NotRead(Reason.NOT_FOUND, f"the folder {path} holds no files; name one that does")
    if not stat.S_ISREG(status.st_mode):
        raise NotRead(Reason.UNSUPPORTED_TYPE, f"{path} is a device, pipe or socket; only files are read")
    if status.st_size > policy.decoded_bytes:
        raise too_large(path.name, status.st_size, policy.decoded_bytes)


def _pieces(file: BinaryIO) -> Iterator[bytes]:
    while piece := file.read(_STEP):
        yield piece
