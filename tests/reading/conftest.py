"""What the tests of reading share: articles of given bytes, a page of given body, a pool of workers."""

from collections.abc import Callable, Iterator
from hashlib import sha256

import pytest

from pipelines.feeds.article import FetchedArticle
from pipelines.reading.workers import Workers

SENTENCES = [
    "The port authority said on Monday that its booking system had been reached from outside.",
    "Engineers noticed unusual traffic in March and took two servers from the network that night.",
    "A spokesperson said that names and addresses of about 3,000 carriers may have been copied.",
]


@pytest.fixture(scope="session")
def sentences() -> list[str]:
    """Three sentences of news that have not been published anywhere."""
    return SENTENCES


@pytest.fixture(scope="session")
def article() -> Callable[..., FetchedArticle]:
    """Make an article of bytes or text."""

    def made(content: bytes | str, media_type: str | None = "text/html", **fields: str) -> FetchedArticle:
        raw = content.encode() if isinstance(content, str) else content
        known = {"source": "a.html", "retrieved": "2020-01-20T12:00:00Z", **fields}
        return FetchedArticle(content=raw, sha256=sha256(raw).hexdigest(), media_type=media_type, **known)

    return made


@pytest.fixture(scope="session")
def page() -> Callable[..., str]:
    """Make a page of a body, or of the three sentences, with something in its head."""

    def made(body: str | None = None, head: str = "", language: str = "en") -> str:
        text = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES) if body is None else body
        start = f'<!doctype html><html lang="{language}"><head>{head}</head>'
        return f"{start}<body><article>{text}</article></body></html>"

    return made


@pytest.fixture(scope="session")
def workers() -> Iterator[Workers]:
    """Two workers for all tests."""
    with Workers(2) as pool:
        yield pool
