"""The errors of claimgraph.

ClaimgraphError
    OntologyError         a term, shape or reference list of ours is not what the code expects
    GraphError            the graph could not be written, published or asked
        StoreBusy         another process is writing
        QuestionError     a named question or its parameters are wrong
            QueryRefused  a stranger's query is not answered; carries a typed reason
        NoGeneration      nothing has been published yet
        JudgementError    a judgement cannot be entered: about nothing, without a reason, already undone
    ReadingError          an article was not read; carries a typed reason
    ExtractionError       an extractor broke its contract
        ModelError        a language model did not answer in a usable way
            SpendingLimit the run may not spend more on the model
    MissingExtra          what was asked for needs a library that is not installed
    SettingsError         a path, port or option is not usable
        FeedError         a feed is declared wrongly

A message says what happened, to which item, and what to do about it.
"""

from enum import StrEnum


class ClaimgraphError(Exception):
    """Anything that claimgraph refuses or fails to do, in words for the person who asked."""


class OntologyError(ClaimgraphError):
    """A term, shape or reference list is not what the code expects."""


class GraphError(ClaimgraphError):
    """The graph could not be written, published or asked."""


class StoreBusy(GraphError):
    """Another process holds the store for writing."""


class QuestionError(GraphError):
    """A question is not known, not valid, or lacks a parameter."""


class Refused(StrEnum):
    """Why a stranger's query is not answered."""

    MALFORMED = "malformed"
    FORBIDDEN = "forbidden"  # it would write, call elsewhere, or read a graph that is not there
    TOO_LONG = "too-long"
    TOO_COMPLEX = "too-complex"
    NOT_ACCEPTABLE = "not-acceptable"
    TIMEOUT = "timeout"
    MEMORY = "memory"
    BUSY = "busy"


class QueryRefused(QuestionError):
    """A query of a stranger is not answered, for a typed reason."""

    def __init__(self, reason: Refused, message: str) -> None:
        super().__init__(message)
        self.reason = reason


class NoGeneration(GraphError):
    """Nothing has been published yet."""


class JudgementError(GraphError):
    """A judgement cannot be entered or undone."""


class ReadingError(ClaimgraphError):
    """An article was not read."""


class ExtractionError(ClaimgraphError):
    """An extractor broke its contract."""


class ModelError(ExtractionError):
    """A language model did not answer in a usable way."""


class SpendingLimit(ModelError):
    """The run may not spend more on the model."""


class SettingsError(ClaimgraphError):
    """A path, port or option is not usable."""


class FeedError(SettingsError):
    """A feed is declared wrongly."""


class MissingExtra(ClaimgraphError):
    """What was asked for needs an extra that is not installed."""

    def __init__(self, wanted: str, extra: str) -> None:
        super().__init__(
            f"{wanted}: a library is missing; install it with `pip install 'claimgraph[{extra}]'`"
        )
