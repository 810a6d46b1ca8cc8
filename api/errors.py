"""The errors of the api.

ClaimgraphError
    RequestError          a request cannot be understood, or is too large; carries the HTTP status
"""

from ontology.errors import ClaimgraphError


class RequestError(ClaimgraphError):
    """A request that is answered with an HTTP status and a sentence, and nothing else."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status
