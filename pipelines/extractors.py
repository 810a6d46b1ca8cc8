"""Which extractors there are, and what one of them reads from documents, none harmed by another."""

from collections.abc import Iterable, Iterator
from importlib.metadata import entry_points

from ontology.errors import ExtractionError, SettingsError
from pipelines.archive import Archive
from pipelines.extraction.account import PUBLISHER, Account, Extractor
from pipelines.outcomes import Reason, Refusal
from pipelines.progress import Progress, Stage, counted, silent
from pipelines.reading.document import Document

GROUP = "claimgraph.extractors"
DEFAULT = "rules"


def extractor(name: str = DEFAULT) -> Extractor:
    """The installed extractor of that name; SettingsError when there is none."""
    installed = entry_points(group=GROUP)
    if name not in installed.names:
        there = ", ".join(sorted(installed.names)) or "none"
        raise SettingsError(f"there is no extractor {name}; installed: {there}")
    made: Extractor = installed[name].load()()
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
    for document in counted(documents, Stage.EXTRACT, progress, total):
        kept = archive.account(document.id, extractor=by.name, version=by.version)
        yield document, kept or _read(document, archive, by)


def _read(document: Document, archive: Archive, by: Extractor) -> Account | Refusal:
    try:
        account = by.extract(document)
        hold(account, document)
    except Exception as error:  # noqa: BLE001  # whatever one document does to an extractor, the next is read
        why = str(error) or type(error).__name__
        detail = (
            f"the extractor {by.name} {by.version} failed ({type(error).__name__}: {why}); please report it"
        )
        return Refusal(
            source=document.source,
            reason=Reason.EXTRACTION_FAILED,
            detail=detail,
            sha256=document.content_sha256,
        )
    archive.put_account(account)
    # What was just read must not differ from what will be read again, not even 500 from 500.0.
    return archive.account(document.id, extractor=by.name, version=by.version) or account


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
