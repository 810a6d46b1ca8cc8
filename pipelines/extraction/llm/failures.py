"""How asking a model fails, as far as somebody reacts to it."""

from ontology.errors import ModelError


class Passing(ModelError):
    """A failure that may be over with the next attempt, `after` so many seconds where the server says so."""

    def __init__(self, why: str, *, after: float | None = None) -> None:
        super().__init__(why)
        self.after = after


class Truncated(ModelError):
    """The reply was cut at its greatest length: less has to be asked for at once."""
