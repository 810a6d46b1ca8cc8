"""What became of an article: read, or a typed reason why not. Nothing ends without one of these."""

from dataclasses import dataclass
from enum import StrEnum

from ontology.errors import ReadingError


class Reason(StrEnum):
    """Why an article was not read."""

    EMPTY = "empty"
    BINARY = "binary"
    PDF = "pdf"
    UNSUPPORTED_TYPE = "unsupported-type"
    TOO_LARGE = "too-large"
    UNDECODABLE = "undecodable"
    NO_ARTICLE = "no-article"
    UNSUPPORTED_LANGUAGE = "unsupported-language"
    DUPLICATE = "duplicate"
    NOT_FOUND = "not-found"
    UNREACHABLE = "unreachable"
    REFUSED = "refused"
    DISALLOWED = "disallowed"
    POSTPONED = "postponed"
    TIMEOUT = "timeout"
    CRASHED = "crashed"
    EXTRACTION_FAILED = "extraction-failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """An article that was not read: which, why, and what a person can do about it."""

    source: str  # the path or URL as it was given
    reason: Reason
    detail: str
    sha256: str | None = None  # of the bytes, where there were any


class NotRead(ReadingError):
    """Stops the fetching or reading of one article; becomes its refusal at the edge of the stage."""

    def __init__(self, reason: Reason, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason
        self.detail = detail

    def refusal(self, source: str, sha256: str | None = None) -> Refusal:
        """The same as a value."""
        return Refusal(source=source, reason=self.reason, detail=self.detail, sha256=sha256)
