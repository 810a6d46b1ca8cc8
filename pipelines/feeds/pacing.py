"""When it is our turn to ask a host again, and how often we may ask at all."""

import threading
from collections import Counter, defaultdict

from pipelines.feeds.clock import Clock, SystemClock, iso
from pipelines.outcomes import NotRead, Reason

PATIENCE = 120.0  # seconds that are waited for one turn; who must wait longer is asked at the next look


class Pacer:
    """Spaces the requests to each host; one for all feeds of a process. Safe to use from several threads."""

    def __init__(self, clock: Clock | None = None, patience: float = PATIENCE) -> None:
        self.clock: Clock = clock or SystemClock()
        self._patience = patience
        self._next: defaultdict[str, float] = defaultdict(float)
        self._lock = threading.Lock()

    def wait(self, host: str, delay: float) -> None:
        """Return when the host may be asked, so that `delay` seconds lie between two requests; or NotRead."""
        with self._lock:
            now = self.clock.time()
            turn = max(self._next[host], now)
            if turn - now > self._patience:
                raise NotRead(
                    Reason.POSTPONED, f"{host} is not to be asked before {iso(turn)}; look again then"
                )
            self._next[host] = turn + delay
        if turn > now:
            self.clock.sleep(turn - now)

    def hold(self, host: str, seconds: float) -> None:
        """Leave the host alone for so many seconds from now."""
        with self._lock:
            self._next[host] = max(self._next[host], self.clock.time() + seconds)


class Budget:
    """How many requests one look at a feed may make, to all hosts and to each."""

    def __init__(self, requests: int, host_requests: int) -> None:
        self._requests = requests
        self._host_requests = host_requests
        self._made: Counter[str] = Counter()
        self._lock = threading.Lock()

    def spend(self, host: str) -> None:
        """Count a request; NotRead when there may be no more."""
        with self._lock:
            if self._made.total() >= self._requests:
                raise _spent("this look", self._requests)
            if self._made[host] >= self._host_requests:
                raise _spent(host, self._host_requests)
            self._made[host] += 1


def _spent(what: str, most: int) -> NotRead:
    return NotRead(
        Reason.POSTPONED, f"the {most} requests for {what} are spent; it is taken at the next look"
    )
