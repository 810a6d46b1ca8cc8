"""Which extractors there are, and what one of them reads from documents, none harmed by another."""

from collections.abc import Iterable, Iterator, Mapping, Sized
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any, Protocol, runtime_checkable

from ontology.errors import ExtractionError, ModelError, SettingsError
from pipelines.ahead import ahead
from pipelines.archive import Archive
from pipelines.extraction.account import PUBLISHER, Account, Extractor
from pipelines.outcomes import Reason, Refusal
from pipelines.progress import Progress, Stage, counted, silent
from pipelines.reading.document import Document

GROUP = "claimgraph.extractors"
DEFAULT = "trained"


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


def accounts(
    documents: Iterable[Document],
    archive: Archive,
    by: Extractor,
    *,
    progress: Progress = silent,
    total: int = 0,
) -> Iterator[tuple[Document, Account | Refusal]]:
    """What an extractor reads from each document. What the same version has read before is not read again."""

    def read(document: Document) -> tuple[Document, Account | Refusal]:
        kept = archive.account(document.id, extractor=by.name, version=by.version)
        return document, kept or _read(document, archive, by)

    known = total or (len(documents) if isinstance(documents, Sized) else 0)
    yield from counted(ahead(read, documents, at_once(by)), Stage.EXTRACT, progress, known)


def at_once(by: Extractor) -> int:
    """How many documents an extractor reads at a time: one, unless it says that it mostly waits."""
    return int(getattr(by, "at_once", 1))


def _read(document: Document, archive: Archive, by: Extractor) -> Account | Refusal:
    try:
        account = by.extract(document)
        hold(account, document)
    except Exception as error:  # noqa: BLE001  # whatever one document does to an extractor, the next is read
        return Refusal(
            source=document.source,
            reason=Reason.EXTRACTION_FAILED,
            detail=_why(error, by),
            sha256=document.content_sha256,
        )
    archive.put_account(account)
    # What was just read must not differ from what will be read again, not even 500 from 500.0.
    return archive.account(document.id, extractor=by.name, version=by.version) or account


def _why(error: Exception, by: Extractor) -> str:
    if isinstance(error, ModelError):
        return str(error)
    why = str(error) or type(error).__name__
    return f"the extractor {by.name} {by.version} failed ({type(error).__name__}: {why}); please report it"


def hold(account: Account, document: Document) -> None:
    """ExtractionError when an account breaks its contract beyond repair.

    Spans must lie in the text, the publisher must be listed and claims must have speakers. What an account
    says of other things that it does not list is left out by resolution.
    """
    for span in account.spans():
        if not 0 <= span.start < span.end <= len(document.text):
            raise ExtractionError(f"{span} is no part of the text of {document.id}")
    if all(entity.id != PUBLISHER for entity in account.entities):
        raise ExtractionError(f"the account of {document.id} does not list its publisher, {PUBLISHER}")
    if any(not claim.chain for claim in account.claims):
        raise ExtractionError(f"a claim of {document.id} has no chain of speakers")
