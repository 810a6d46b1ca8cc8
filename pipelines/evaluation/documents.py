"""A document with what its annotation says and what an extractor said of it, side by side."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from ontology.errors import ExtractionError
from pipelines.ahead import ahead
from pipelines.evaluation.annotation import Annotated
from pipelines.evaluation.confusion import Words, surrounded
from pipelines.evaluation.said import Said, read
from pipelines.extraction.account import Extractor, Span
from pipelines.extraction.contract import answer
from pipelines.extractors import at_once
from pipelines.progress import Progress, Stage, counted, silent


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """Both sides of one document. `unread` says why nothing was read, which counts as having missed all."""

    id: str
    text: str
    gold: Said
    read: Said
    shown: bool = True  # whether its words may be shown
    unread: str | None = None

    def words(self, span: Span) -> Words | None:
        """The words of a span, or None where the text is not to be shown."""
        return surrounded(self.text, span) if self.shown else None


def compared(given: Sequence[Annotated], by: Extractor, *, progress: Progress = silent) -> Iterator[Compared]:
    """Every document with what the extractor says of it now."""
    yield from counted(ahead(partial(_compared, by), given, at_once(by)), Stage.EXTRACT, progress, len(given))


def _compared(by: Extractor, one: Annotated) -> Compared:
    said, why = Said(), None
    try:
        said = read(answer(by, _unannotated(one.line)))
    except ExtractionError as error:
        why = str(error)
    except Exception as error:  # noqa: BLE001  # whatever one document does to an extractor, the next is read
        why = f"the extractor {by.name} {by.version} failed: {type(error).__name__}: {error}"
    return Compared(id=one.id, text=one.text, gold=one.said, read=said, shown=one.shown, unread=why)


def _unannotated(line: Mapping[str, Any]) -> dict[str, Any]:
    """What an extractor is given to read: nothing of the annotation."""
    return {
        field: line.get(field) for field in ("id", "text", "title", "publisher", "published", "url", "lang")
    }
