"""What an article says of itself, in one pure step: bytes in, document or refusal out."""

from hashlib import sha256

from pipelines.feeds.article import FetchedArticle
from pipelines.outcomes import NotRead, Reason, Refusal
from pipelines.reading.detection import Form, form_of
from pipelines.reading.document import Document
from pipelines.reading.encoding import decode
from pipelines.reading.language import english_tag
from pipelines.reading.metadata import Reading
from pipelines.reading.plain import read_plain

_LONGEST = 1_000_000


def understand(article: FetchedArticle) -> Document | Refusal:
    """Read one article in this very process, which a hostile page can stop (see `workers`)."""
    try:
        return _document(article, _reading(article))
    except NotRead as error:
        return error.refusal(article.source, article.sha256)


def read_text(  # noqa: PLR0913 (what a caller may know of a text)
    text: str,
    *,
    source: str,
    identifier: str | None = None,
    title: str | None = None,
    publisher: str | None = None,
    published: str | None = None,
    language: str | None = None,
    url: str | None = None,
) -> Document:
    """Make a document of a text that needs no reading; the text is kept as it is."""
    digest = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Document(
        id=identifier or digest[:16],
        source=source,
        text=text,
        sha256=digest,
        title=title,
        publisher=publisher,
        published=published,
        language=language or "en",
        url=url,
    )


def _reading(article: FetchedArticle) -> Reading:
    form = form_of(article)
    text = decode(article.content, article.charset)
    reading = _read_html(text, article.url) if form is Form.HTML else read_plain(text)
    if len(reading.text) > _LONGEST:
        raise NotRead(
            Reason.TOO_LARGE, f"its text has {len(reading.text):,} characters; the limit is {_LONGEST:,}"
        )
    return reading


def _read_html(markup: str, url: str | None) -> Reading:
    # Plain text needs none of the libraries behind this.
    from pipelines.reading.html import read_html  # noqa: PLC0415

    return read_html(markup, url)


def _document(article: FetchedArticle, reading: Reading) -> Document:
    digest = sha256(reading.text.encode("utf-8")).hexdigest()
    known = reading.metadata
    return Document(
        id=digest[:16],
        source=article.source,
        text=reading.text,
        sha256=digest,
        title=_whole(known.title),
        publisher=_whole(known.publisher) or article.publisher,
        published=known.published,
        modified=known.modified,
        language=english_tag(reading.text, known.language or article.language),
        url=_whole(known.url) or article.url,
        retrieved=article.retrieved,
        content_sha256=article.sha256,
        retrieval=article.retrieval,
    )


def _whole(text: str | None) -> str | None:
    """The text without halves of characters, which escapes in JSON can make and no file can hold."""
    return None if text is None else text.encode("utf-8", "replace").decode("utf-8")
