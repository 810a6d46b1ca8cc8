"""The errors of the api.

ClaimgraphError
    RequestError          a request cannot be understood, is too large, or comes too often
"""

from ontology.errors import ClaimgraphError

REFUSED = "REFUSED"


class RequestError(ClaimgraphError):
    """A request that is answered with an HTTP status and a sentence, and nothing else.

    `code` is for programs; `retry` says after how many seconds to try again.
    """

    def __init__(self, status: int, message: str, code: str = REFUSED, *, retry: int | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.retry = retry
