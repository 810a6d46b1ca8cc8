"""What kind of thing the bytes of an article are: a page, a plain text, or something that is not read."""

import re
from enum import StrEnum

from pipelines.feeds.article import FetchedArticle
from pipelines.outcomes import NotRead, Reason
from pipelines.reading.encoding import looks_wide


class Form(StrEnum):
    """The two forms of an article that can be read."""

    HTML = "html"
    PLAIN = "plain"


_MAGIC = {
    b"\x89PNG": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"GIF8": "a GIF image",
    b"PK\x03\x04": "a ZIP archive or office document",
    b"\x1f\x8b": "gzip data inside gzip data or under a name without .gz",
    b"BZh": "a bzip2 archive",
    b"\xfd7zXZ": "an xz archive",
    b"7z\xbc\xaf": "a 7z archive",
    b"\x28\xb5\x2f\xfd": "a zstd archive",
    b"\xd0\xcf\x11\xe0": "an old office document",
    b"\x7fELF": "a program",
    b"RIFF": "an image, sound or film",
    b"OggS": "a sound or film",
    b"ID3": "a sound",
    b"SQLite format 3": "a database",
}
_HTML_TYPES = frozenset({"text/html", "application/xhtml+xml"})
_PLAIN_TYPES = frozenset({"text/plain", "text/markdown", "text/x-markdown"})
_OPEN_TYPES = frozenset(
    {"", "application/octet-stream", "binary/octet-stream", "application/xml", "text/xml"}
)
_HTML_START = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)?"
    rb"<(?:!doctype\s+html|html|head|body|title|meta)\b",
    re.IGNORECASE | re.DOTALL,
)
_FEED_START = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?[^>]{0,200}>\s*){0,5}(?:<!--.{0,2000}?-->\s*)?<(\w+)", re.DOTALL
)
_CONTROLS = bytes(byte for byte in range(32) if byte not in b"\t\n\v\f\r\x1b")
_FEW_CONTROLS = 3
_CONTROL_SHARE = (
    0.02  # a stray control character is a defect of a text, many are the mark of another kind of file
)


def form_of(article: FetchedArticle) -> Form:
    """Whether to read the article as a page or as plain text; raises NotRead for everything else."""
    content = article.content
    if not content.strip(b" \t\r\n\x0b\x0c\xef\xbb\xbf\xff\xfe\x00"):
        raise NotRead(Reason.EMPTY, "there is nothing in it")
    if b"%PDF-" in content[:1024]:
        raise NotRead(Reason.PDF, "it is a PDF; give the page it was printed from, or its text")
    _refuse_binary(content)
    media_type = (article.media_type or "").lower()
    if _HTML_START.match(content) and media_type in _HTML_TYPES | _PLAIN_TYPES | _OPEN_TYPES:
        return Form.HTML
    return _by_type(media_type, content)


def _by_type(media_type: str, content: bytes) -> Form:
    if media_type in _HTML_TYPES:
        return Form.HTML
    if media_type in _PLAIN_TYPES:
        return Form.PLAIN
    if media_type not in _OPEN_TYPES:
        raise NotRead(Reason.UNSUPPORTED_TYPE, f"it is {media_type}; HTML and plain text are read")
    root = _FEED_START.match(content)
    if root is not None:
        name = root[1].decode("ascii", "replace")
        raise NotRead(
            Reason.UNSUPPORTED_TYPE, f"it is XML with the root <{name}>; HTML and plain text are read"
        )
    return Form.PLAIN


def _refuse_binary(content: bytes) -> None:
    for magic, name in _MAGIC.items():
        if content.startswith(magic):
            raise NotRead(Reason.BINARY, f"it is {name}; HTML and plain text are read")
    controls = len(content) - len(content.translate(None, _CONTROLS))
    if controls > max(_FEW_CONTROLS, _CONTROL_SHARE * len(content)) and not looks_wide(content):
        raise NotRead(Reason.BINARY, "it holds binary data; HTML and plain text are read")
