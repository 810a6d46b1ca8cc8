"""How much of the replies was kept, and how much was not and why."""

from collections import Counter
from enum import StrEnum
from threading import Lock


class Loss(StrEnum):
    """Why a part of a reply was not believed, in words for people."""

    NOT_FOUND = "words not in the text"
    TOO_SHORT = "a quote of one word"
    NO_ENTITY = "an entity that is not in the text"
    NO_TERM = "a term that the ontology does not have"
    TOO_MANY = "beyond what one reply may hold"
    MALFORMED = "malformed"
    MISFIT = "a predicate that does not fit"
    NOT_UNDERSTOOD = "a date that is not understood"


class Tally:
    """Counts across threads: what was kept of each sort of item, and what was dropped for which reason."""

    def __init__(self) -> None:
        self._lock = Lock()
        self.kept: Counter[str] = Counter()
        self.dropped: Counter[tuple[str, Loss]] = Counter()

    def keep(self, item: str, number: int) -> None:
        """Note items that were kept."""
        with self._lock:
            self.kept[item] += number

    def drop(self, item: str, loss: Loss) -> None:
        """Note an item that was dropped."""
        with self._lock:
            self.dropped[item, loss] += 1

    def losses(self, item: str) -> dict[str, int]:
        """How many items of a sort were dropped for each reason, the most frequent first."""
        return {loss.value: n for (what, loss), n in self.dropped.most_common() if what == item}
