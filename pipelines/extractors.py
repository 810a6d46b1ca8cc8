"""Which extractors there are, and what one of them reads from documents, none harmed by another."""

from collections.abc import Iterable, Iterator, Mapping, Sized
from functools import cache
from importlib.metadata import entry_points
from itertools import islice
from pathlib import Path
from typing import Any, Protocol, runtime_checkable

from ontology.errors import SettingsError
from pipelines.ahead import ahead
from pipelines.archive import Archive
from pipelines.extracting import extract_all, extracted
from pipelines.extraction.account import Account, Extractor
from pipelines.outcomes import Refusal
from pipelines.progress import Progress, Stage, counted, silent
from pipelines.reading.document import Document
from pipelines.workers.choice import shared_workers
from pipelines.workers.port import Workers

GROUP = "claimgraph.extractors"
DEFAULT = "trained"
_AT_A_TIME = 256  # documents; so many accounts are in memory
_FEWEST = 24  # documents for which a worker is started: it loads its models for a second or two


@runtime_checkable
class Keeper(Protocol):
    """An extractor that keeps something of its own in the home folder."""

    def keep(self, home: Path) -> None:
        """Keep it under this home folder."""
        ...


@runtime_checkable
class Teller(Protocol):
    """An extractor that can tell what its work has cost and what it has dropped."""

    def told(self) -> Mapping[str, Any]:
        """What it has to tell so far, for JSON."""
        ...

    def summary(self) -> str:
        """The same in one line for people."""
        ...


def extractor(name: str = DEFAULT, home: Path | None = None) -> Extractor:
    """The installed extractor of that name; SettingsError when there is none."""
    installed = entry_points(group=GROUP)
    if name not in installed.names:
        there = ", ".join(sorted(installed.names)) or "none"
        raise SettingsError(f"there is no extractor {name}; installed: {there}")
    made: Extractor = installed[name].load()()
    if home is not None and isinstance(made, Keeper):
        made.keep(home)
    return made


def is_portable(by: Extractor) -> bool:
    """Whether an extractor may read in a worker: installed, and nothing is asked of it after."""
    return not isinstance(by, Keeper | Teller) and type(by) is _installed(by.name)


@cache
def _installed(name: str) -> object:
    found = entry_points(group=GROUP)
    return found[name].load() if name in found.names else None


def accounts(  # what a caller may choose
    documents: Iterable[Document],
    archive: Archive,
    by: Extractor,
    *,
    progress: Progress = silent,
    total: int = 0,
    workers: Workers | None = None,
) -> Iterator[tuple[Document, Account | Refusal]]:
    """What an extractor reads from each document. What the same version has read before is not read again.

    An installed extractor that neither keeps nor tells anything reads many documents in workers (those of
    this process unless given), where one that stops or crashes it costs itself alone.
    """
    known = total or (len(documents) if isinstance(documents, Sized) else 0)
    read = _in_workers if is_portable(by) else _here
    yield from counted(read(documents, archive, by, workers), Stage.EXTRACT, progress, known)


def _here(
    documents: Iterable[Document], archive: Archive, by: Extractor, _: Workers | None = None
) -> Iterator[tuple[Document, Account | Refusal]]:
    def read(document: Document) -> tuple[Document, Account | Refusal]:
        kept = archive.account(document.id, extractor=by.name, version=by.version)
        return document, kept or _kept(extracted(document, by), archive)

    return ahead(read, documents, at_once(by))


def _in_workers(
    documents: Iterable[Document], archive: Archive, by: Extractor, workers: Workers | None
) -> Iterator[tuple[Document, Account | Refusal]]:
    rest = iter(documents)
    while some := list(islice(rest, _AT_A_TIME)):
        kept = [archive.account(one.id, extractor=by.name, version=by.version) for one in some]
        unread = [one for one, account in zip(some, kept, strict=True) if account is None]
        if workers is None and len(unread) < _FEWEST:
            yield from _here(some, archive, by)
            continue
        fresh = extract_all(unread, by, workers or shared_workers())
        for document, account in zip(some, kept, strict=True):
            yield document, account or _kept(next(fresh), archive)


def at_once(by: Extractor) -> int:
    """How many documents an extractor reads at a time: one, unless it says that it mostly waits."""
    return int(getattr(by, "at_once", 1))


def _kept(outcome: Account | Refusal, archive: Archive) -> Account | Refusal:
    if isinstance(outcome, Account):
        archive.put_account(outcome)
    return outcome
