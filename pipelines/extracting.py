"""Extracting in place or in workers: a document and the name of an extractor, and an account or a refusal."""

from collections.abc import Iterator, Sequence
from functools import cache
from importlib.metadata import entry_points

import orjson

from ontology.errors import ExtractionError, ModelError
from pipelines.extraction.account import PUBLISHER, Account, Extractor
from pipelines.outcomes import Reason, Refusal
from pipelines.reading.document import Document
from pipelines.records import from_json, to_json
from pipelines.workers.port import Done, Job, Workers

EXTRACTING = Job(
    function="pipelines.extracting:work",
    doing="finding its claims",
    seconds=120.0,
    memory=2_048 * 1024 * 1024,
)
_GROUP = "claimgraph.extractors"


def extracted(document: Document, by: Extractor) -> Account | Refusal:
    """What an extractor reads from a document, exactly as it will come back from the archive."""
    try:
        account = from_json(Account, to_json(by.extract(document)))
        hold(account, document)
    except Exception as error:  # noqa: BLE001  # whatever one document does to an extractor, the next is read
        return _refused(document, _why(error, by.name, by.version))
    return account


def extract_all(
    documents: Sequence[Document], by: Extractor, workers: Workers
) -> Iterator[Account | Refusal]:
    """What an installed extractor reads from each document, in workers, in the order of the documents."""
    items = (by.name.encode() + b"\n" + to_json(document) for document in documents)
    for document, done in zip(documents, workers.each(EXTRACTING, items), strict=True):
        yield _outcome(document, by, done)


def work(item: bytes) -> bytes:
    """Read one document in a worker: an extractor's name and a document in, an account or why not out."""
    name, _, content = item.partition(b"\n")
    document = from_json(Document, content)
    outcome = extracted(document, _extractor(name.decode()))
    if isinstance(outcome, Refusal):
        return orjson.dumps({"refused": outcome.detail})
    return to_json(outcome)


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


@cache
def _extractor(name: str) -> Extractor:
    made: Extractor = entry_points(group=_GROUP)[name].load()()
    return made


def _outcome(document: Document, by: Extractor, done: Done) -> Account | Refusal:
    if not isinstance(done, bytes):
        return _refused(document, f"the extractor {by.name} {by.version} was stopped: {done.detail}")
    if done.startswith(b'{"refused":'):
        return _refused(document, orjson.loads(done)["refused"])
    return from_json(Account, done)


def _refused(document: Document, why: str) -> Refusal:
    return Refusal(
        source=document.source,
        reason=Reason.EXTRACTION_FAILED,
        detail=why,
        sha256=document.content_sha256,
    )


def _why(error: Exception, name: str, version: str) -> str:
    if isinstance(error, ModelError):
        return str(error)
    why = str(error) or type(error).__name__
    return f"the extractor {name} {version} failed ({type(error).__name__}: {why}); please report it"
