"""Replies that were made already: a generation never changes, so neither does what it answers.

Kept by their entity tags, which name the generation, the question, its variables and the media type. Those
asked for least recently go when there is no room left.
"""

import threading
from collections import OrderedDict

_ROOM = 64_000_000  # bytes of all replies together
_LARGEST = 2_000_000  # bytes of one that is kept


class Replies:
    """The replies of one server. Safe to share between threads."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, bytes] = OrderedDict()
        self._bytes = 0
        self._lock = threading.Lock()

    def get(self, tag: str) -> bytes | None:
        """The body of that tag, when it is kept."""
        with self._lock:
            if tag in self._kept:
                self._kept.move_to_end(tag)
            return self._kept.get(tag)

    def keep(self, tag: str, body: bytes) -> None:
        """Keep a body, as long as there is room."""
        if len(body) > _LARGEST:
            return
        with self._lock:
            self._bytes += len(body) - len(self._kept.pop(tag, b""))
            self._kept[tag] = body
            while self._bytes > _ROOM:
                self._bytes -= len(self._kept.popitem(last=False)[1])
