"""How often each client may ask, when there is a limit: a bucket of requests that fills up again."""

import math
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from api.errors import RequestError

_CLIENTS = 10_000  # remembered; those that asked least recently are forgotten, with a full bucket


@dataclass(slots=True)
class _Bucket:
    left: float
    seen: float


class Rates:
    """The limit of one server: so many requests a minute for each client. For one thread."""

    def __init__(self, a_minute: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._most = a_minute
        self._clock = clock
        self._buckets: OrderedDict[str, _Bucket] = OrderedDict()

    def take(self, client: str) -> None:
        """Use up one request of a client. RequestError (429), with when to try again, when none is left."""
        now = self._clock()
        bucket = self._buckets.pop(client, None) or _Bucket(self._most, now)
        bucket.left = min(self._most, bucket.left + (now - bucket.seen) * self._most / 60)
        bucket.seen = now
        self._buckets[client] = bucket
        if len(self._buckets) > _CLIENTS:
            self._buckets.popitem(last=False)
        if bucket.left < 1:
            wait = math.ceil((1 - bucket.left) * 60 / self._most)
            raise RequestError(
                429, f"a client may ask {self._most} times a minute; try again in {wait} s", retry=wait
            )
        bucket.left -= 1
