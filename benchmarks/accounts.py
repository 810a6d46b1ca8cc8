"""Ready-made accounts in any number: those of some invented pages, told again of other names.

Extraction is paid for once. A copy tells the same of companies and people of other names, each as long as the
one whose place it takes, so that every offset stays right.
"""

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from benchmarks.pages import COMMON, story_of, write_warc
from pipelines.archive import Archive
from pipelines.extraction.account import Account, Extractor
from pipelines.extractors import extractor
from pipelines.flow import told as told_of
from pipelines.intake import arrivals, documents, items
from pipelines.ledger import Ledger
from pipelines.reading.document import Document
from pipelines.records import from_json, to_json

AT = "2026-01-05T08:00:00+00:00"
_CONSONANTS, _VOWELS = "bdfgklmnprstvz", "aeiou"
_NAMES = ("company", "person", "person2", "lab")
TURNS = len(_CONSONANTS) * len(_VOWELS)  # so many copies of an account differ from each other
Read = tuple[Document, Account]


def seeds(home: Path, count: int, by: Extractor | None = None) -> list[Read]:
    """The documents and accounts of so many invented pages, read and extracted in this home folder."""
    by, archive = by or extractor(), Archive(home)
    warc = home.with_name(home.name + ".warc.gz")
    if not warc.exists():
        write_warc(warc, range(count))
    with Ledger(home) as ledger:
        number = ledger.begin(AT)
        arrived = tuple(arrivals(items([str(warc)]), archive, ledger=ledger))
        for _ in documents(arrived, archive, ledger, run=number, at=AT):
            pass
        names = told_of(archive, ledger, by, run=number, at=AT).documents
    found = (
        (archive.document(name), archive.account(name, extractor=by.name, version=by.version))
        for name in names
    )
    return [(document, account) for document, account in found if document and account]


def copies(read: Sequence[Read], count: int) -> Iterator[Read]:
    """So many accounts: these, then their copies."""
    for number in range(count):
        document, account = read[number % len(read)]
        yield _copy(document, account, number // len(read))


def fill(home: Path, read: Sequence[Read], numbers: range) -> None:
    """Put the accounts of these numbers into the archive and the ledger of a home folder."""
    archive = Archive(home)
    with Ledger(home) as ledger:
        run = ledger.begin(AT)
        for number in numbers:
            document, account = _copy(*read[number % len(read)], number // len(read))
            archive.put_document(document)
            archive.put_account(account)
            ledger.record(document, run=run, at=AT)


def _copy(document: Document, account: Account, turn: int) -> Read:
    if turn == 0:
        return document, account
    renamed = _renaming(int(document.source.rpartition("/")[2]), turn)
    found = from_json(Document, renamed(to_json(document).decode()))
    digest = hashlib.sha256(found.text.encode()).hexdigest()
    source = f"{document.source}-{turn}"
    whole = replace(found, id=digest[:16], sha256=digest, source=source, url=source, content_sha256=digest)
    told_again = from_json(Account, renamed(to_json(account).decode()))
    return whole, replace(told_again, document=whole.id)


class _renaming:  # noqa: N801  # used as a function
    def __init__(self, number: int, turn: int) -> None:
        values = story_of(number)
        names = sorted({word for name in _NAMES for word in values[name].split()} - COMMON)
        self._pattern = re.compile(rf"\b({'|'.join(names)})\b", re.IGNORECASE)
        self._table = _table(turn)

    def __call__(self, text: str) -> str:
        return self._pattern.sub(lambda match: match[0].translate(self._table), text)


def _table(turn: int) -> dict[int, int]:
    by, other = turn % len(_CONSONANTS), turn // len(_CONSONANTS)
    pairs = [*_turned(_CONSONANTS, by), *_turned(_VOWELS, other)]
    return {ord(a): ord(b) for one, two in pairs for a, b in ((one, two), (one.upper(), two.upper()))}


def _turned(letters: str, by: int) -> Iterator[tuple[str, str]]:
    return zip(letters, letters[by % len(letters) :] + letters[: by % len(letters)], strict=True)
