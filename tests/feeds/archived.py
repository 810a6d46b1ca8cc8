"""WARC files made for a test."""

from hashlib import sha256
from pathlib import Path

from pipelines.feeds.article import FetchedArticle
from pipelines.feeds.warc import WarcFolder


def warc(path: Path, *pages: tuple[str, bytes], media_type: str = "text/html") -> Path:
    """A WARC file of pages by URL, each answered with 200."""
    folder = WarcFolder(path.parent / f".{path.name}")
    for url, content in pages:
        written, _ = folder.write(answered(url, content, media_type))
    written.rename(path)
    written.parent.rmdir()
    return path


def answered(url: str, content: bytes, media_type: str = "text/html", status: int = 200) -> FetchedArticle:
    """An article as a server gave it."""
    return FetchedArticle(
        source=url,
        url=url,
        content=content,
        sha256=sha256(content).hexdigest(),
        retrieved="2024-05-01T08:00:00Z",
        status=status,
        headers=(("content-type", media_type),),
        wire=content,
    )
