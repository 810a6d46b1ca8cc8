"""What is remembered of places that were asked for: visits in the ledger, bytes in the archive."""

from dataclasses import dataclass
from pathlib import Path

from pipelines.archive import Archive
from pipelines.feeds.article import FetchedArticle
from pipelines.feeds.memory import Visit
from pipelines.ledger import Ledger


@dataclass(frozen=True, slots=True)
class Visits:
    """The memory of a home folder, as `pipelines.feeds.memory.Memory`."""

    ledger: Ledger
    archive: Archive

    @property
    def folder(self) -> Path:
        """Where WARC files are put that were fetched whole."""
        return self.archive.warcs.folder

    def visit(self, source: str) -> Visit | None:
        """The last visit; None where there was none."""
        return self.ledger.visit(source)

    def bytes_of(self, sha256: str) -> bytes | None:
        """The content of that SHA-256; None where it is not kept any more."""
        return self.archive.article_content(sha256)

    def keep(self, article: FetchedArticle) -> None:
        """Keep the bytes and the visit of what leads to articles."""
        self.archive.put_article(article)
        visit = Visit(
            at=article.retrieved, etag=article.etag, modified=article.modified, sha256=article.sha256
        )
        self.ledger.note(article.source, visit)

    def settle(self, source: str, stamp: str) -> None:
        """Remember that nothing of this version of a file is new any more."""
        self.ledger.note(source, Visit(stamp=stamp))
