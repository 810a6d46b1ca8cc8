"""Where documents, accounts and raw articles are kept: readable files named by what is in them."""

import os
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TypeVar

from ontology.errors import SettingsError
from pipelines.extraction.account import Account
from pipelines.feeds.article import FetchedArticle
from pipelines.reading.document import Document
from pipelines.records import from_json, to_json
from pipelines.warcs import Warcs

Value = TypeVar("Value")

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._+-]{2,127}")


class Archive:
    """The archive under a home folder; writing the same thing twice changes nothing.

    A file is either whole or not there: it is written beside its place, synced, and moved into it.
    """

    def __init__(self, home: Path) -> None:
        self._documents = home / "documents"
        self._accounts = home / "accounts"
        self._articles = home / "articles"
        self.warcs = Warcs(home / "warc")

    def put_document(self, document: Document) -> Path:
        """Keep a document under its id and return its file."""
        return _write(_place(self._documents, document.id), to_json(document, indent=True))

    def document(self, identifier: str) -> Document | None:
        """The document of that id, or None when it is not kept."""
        return _read(Document, _place(self._documents, identifier))

    def documents(self) -> Iterator[Document]:
        """All documents in the order of their ids."""
        return filter(None, map(self.document, _names(self._documents)))

    def document_names(self) -> list[str]:
        """The ids of all documents, in order."""
        return _names(self._documents)

    def version_of(self, document: str, *, extractor: str, version: str) -> str:
        """What a document and its account are by that version of that extractor, without reading either."""
        places = (
            _place(self._documents, document),
            _place(self._accounts_of(extractor, version), document),
        )
        states = [place.stat() for place in places]
        return " ".join([extractor, version, *(f"{state.st_mtime_ns}:{state.st_size}" for state in states)])

    def has_account(self, document: str, *, extractor: str, version: str) -> bool:
        """Whether that version of that extractor has read the document."""
        return _place(self._accounts_of(extractor, version), document).exists()

    def put_account(self, account: Account) -> Path:
        """Keep what one version of an extractor read from one document and return its file."""
        place = _place(self._accounts_of(account.extractor, account.version), account.document)
        return _write(place, to_json(account, indent=True))

    def account(self, document: str, *, extractor: str, version: str) -> Account | None:
        """What that version of that extractor read from the document, or None when it has not."""
        return _read(Account, _place(self._accounts_of(extractor, version), document))

    def accounts(self, *, extractor: str, version: str) -> Iterator[Account]:
        """All accounts by that version of that extractor, in the order of their documents."""
        folder = self._accounts_of(extractor, version)
        return filter(None, (_read(Account, _place(folder, name)) for name in _names(folder)))

    def put_article(self, article: FetchedArticle) -> None:
        """Keep an article as it came: a file under its SHA-256, an answer of a server in a WARC file."""
        if article.wire is None and article.place is None:
            _write(_place(self._articles, article.sha256, suffix=""), article.content)
        else:
            self.warcs.put(article)

    def article_content(self, sha256: str) -> bytes | None:
        """The bytes of that SHA-256, or None when they are not kept."""
        with suppress(FileNotFoundError):
            return _place(self._articles, sha256, suffix="").read_bytes()
        article = self.warcs.article(sha256)
        return None if article is None else article.content

    def _accounts_of(self, extractor: str, version: str) -> Path:
        return self._accounts / _safe(f"{extractor}-{version}")


def _safe(name: str) -> str:
    if _NAME.fullmatch(name) is None:
        raise SettingsError(
            f"{name!r} cannot name a file: use 3 to 128 letters, digits, dots, dashes or plus signs"
        )
    return name


def _place(folder: Path, name: str, suffix: str = ".json") -> Path:
    return folder / _safe(name)[:2] / f"{name}{suffix}"


def _names(folder: Path) -> list[str]:
    return sorted(path.stem for path in folder.glob("*/*.json"))


def _read(kind: type[Value], place: Path) -> Value | None:
    try:
        return from_json(kind, place.read_bytes())
    except FileNotFoundError:
        return None
    except (ValueError, TypeError, KeyError) as error:
        raise SettingsError(f"{place} is damaged ({error}); remove it and run again") from error


def _write(place: Path, content: bytes) -> Path:
    with suppress(FileNotFoundError):
        if place.read_bytes() == content:
            return place
    place.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=place.parent, prefix=".", suffix=".part", delete=False) as file:
        try:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
            Path(file.name).replace(place)
        except BaseException:
            Path(file.name).unlink(missing_ok=True)
            raise
    return place
