"""What a request may still use: time and things. Whoever runs out of either is stopped at once."""

import time
from dataclasses import dataclass, field

from api.settings import LIMITS

_LOOK = 64  # things shown between two looks at the clock


class SpentError(BaseException):
    """The request has used up what it may use; the message says what.

    No `Exception`, so that nothing on the way turns it into one error for each of ten thousand fields.
    """


@dataclass(slots=True)
class Budget:
    """The time until which a request may run (`time.monotonic`), and how many things it may read and show."""

    until: float = field(default_factory=lambda: time.monotonic() + LIMITS.deadline)
    things: int = LIMITS.things
    _shown: int = 0

    def check(self) -> None:
        """SpentError when the time is over."""
        if time.monotonic() > self.until:
            raise SpentError("the request took too long; ask for fewer things at once, with `first`")

    def take(self, things: int) -> None:
        """Use up some things; SpentError when there are not that many left, or no time."""
        self.check()
        self.things -= things
        if self.things < 0:
            raise SpentError("the request reaches too many things; ask for fewer at once, with `first`")

    def show(self) -> None:
        """Use up one thing that has been read; the time is looked at now and then."""
        self._shown += 1
        if self._shown == _LOOK:
            self.take(self._shown)
            self._shown = 0
