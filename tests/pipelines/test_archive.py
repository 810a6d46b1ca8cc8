"""The archive: whole files or none, named by what is in them."""

from hashlib import sha256
from pathlib import Path

import pytest

from ontology.errors import SettingsError
from ontology.terms import Kind
from pipelines.archive import Archive
from pipelines.extraction.account import Account, AccountEntity, AccountMention, Span
from pipelines.feeds.article import FetchedArticle
from pipelines.reading.document import Document
from pipelines.reading.understanding import read_text

DOCUMENT = read_text("The port was hit.", source="a.html", title="Port hit")
ACCOUNT = Account(
    document=DOCUMENT.id,
    extractor="rules",
    version="1.2",
    entities=(AccountEntity(id="e0", kind=Kind.MEDIA_ORGANIZATION, name="P"),),
    mentions=(AccountMention(span=Span(4, 8), kind=Kind.PLACE, entity="e1"),),
)


def files(home: Path) -> dict[str, bytes]:
    """All files below a folder, by path."""
    return {str(path.relative_to(home)): path.read_bytes() for path in home.rglob("*") if path.is_file()}


def test_a_document_comes_back_by_its_id(tmp_path: Path) -> None:
    """From a file that a person can find and read; an unknown id gives none."""
    archive = Archive(tmp_path)
    place = archive.put_document(DOCUMENT)
    assert place == tmp_path / "documents" / DOCUMENT.id[:2] / f"{DOCUMENT.id}.json"
    assert '\n  "title": "Port hit",\n' in place.read_text()
    assert archive.document(DOCUMENT.id) == DOCUMENT
    assert archive.document("0123456789abcdef") is None


def test_documents_come_in_the_order_of_their_ids(tmp_path: Path) -> None:
    """However they were put."""
    archive = Archive(tmp_path)
    documents = [read_text(f"Text number {number}.", source=f"{number}") for number in range(20)]
    for document in documents:
        archive.put_document(document)
    assert list(archive.documents()) == sorted(documents, key=lambda document: document.id)


def test_an_account_comes_back_by_document_and_extractor(tmp_path: Path) -> None:
    """Another version of the extractor has its own."""
    archive = Archive(tmp_path)
    archive.put_account(ACCOUNT)
    assert archive.account(DOCUMENT.id, extractor="rules", version="1.2") == ACCOUNT
    assert archive.account(DOCUMENT.id, extractor="rules", version="1.3") is None
    assert list(archive.accounts(extractor="rules", version="1.2")) == [ACCOUNT]


def test_raw_articles_come_back_byte_for_byte(tmp_path: Path) -> None:
    """By their hash."""
    content = bytes(range(256))
    digest = sha256(content).hexdigest()
    archive = Archive(tmp_path)
    archive.put_article(
        FetchedArticle(source="a", content=content, sha256=digest, retrieved="2020-01-20T12:00:00Z")
    )
    assert archive.article_content(digest) == content
    assert archive.article_content("0" * 64) is None


def test_writing_twice_changes_nothing(tmp_path: Path) -> None:
    """Not even the time of the file; and no half file is left beside it."""
    archive = Archive(tmp_path)
    place = archive.put_document(DOCUMENT)
    before = (place.stat().st_mtime_ns, place.stat().st_ino)
    archive.put_document(DOCUMENT)
    assert (place.stat().st_mtime_ns, place.stat().st_ino) == before
    assert list(files(tmp_path)) == [str(place.relative_to(tmp_path))]


def test_a_write_that_fails_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk shows itself when the file is synced."""
    archive = Archive(tmp_path)
    archive.put_document(DOCUMENT)
    before = files(tmp_path)

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    changed = Document(id=DOCUMENT.id, source="b", text="x", sha256="0")
    with pytest.raises(OSError, match="No space"):
        archive.put_document(changed)
    assert files(tmp_path) == before


@pytest.mark.parametrize("name", ["../x", "/etc/passwd", "a/b", "", "..", ".hidden", "x" * 200, "a\n"])
def test_a_name_cannot_leave_the_archive(tmp_path: Path, name: str) -> None:
    """Ids of documents may come from outside."""
    with pytest.raises(SettingsError):
        Archive(tmp_path).document(name)


def test_a_damaged_file_is_named(tmp_path: Path) -> None:
    """With what to do about it."""
    place = Archive(tmp_path).put_document(DOCUMENT)
    place.write_text("{")
    with pytest.raises(SettingsError, match=rf"{DOCUMENT.id}\.json is damaged"):
        Archive(tmp_path).document(DOCUMENT.id)
