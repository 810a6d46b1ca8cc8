"""How asking a model fails: for a moment, for this article, or for the whole run."""

import math
from collections.abc import Mapping
from email.utils import parsedate_to_datetime
from time import time

import orjson

from ontology.errors import ModelError

_AGAIN = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 529})
_KEYS = frozenset({401, 403})
_FOR_ALL = frozenset({402, 404, 405})


class Passing(ModelError):
    """A failure that may be over with the next attempt, `after` so many seconds where the server says so."""

    def __init__(self, why: str, *, after: float | None = None) -> None:
        super().__init__(why)
        self.after = after


class Unreachable(Passing):
    """Nobody was there to be asked, so nothing was spent; after all attempts this holds for the run."""


class Lasting(ModelError):
    """A failure that every other request of the run would meet too."""


class Truncated(ModelError):
    """The reply was cut at its greatest length: less has to be asked for at once."""


def failure(url: str, status: int, headers: Mapping[str, str], body: bytes, key: str) -> ModelError:
    """What an answer means that is no success."""
    if status in _KEYS:  # such answers often repeat the key
        return Lasting(f"{url} answered {status}; see whether CLAIMGRAPH_LLM_KEY is right")
    said = complaint(body, key)
    why = f"{url} answered {status}: {said}"
    if status in _FOR_ALL or "insufficient_quota" in said:
        return Lasting(why)
    if status in _AGAIN:
        return Passing(why, after=retry_after(headers.get("retry-after")))
    return ModelError(why)


def complaint(body: bytes, key: str) -> str:
    """What the server says is wrong, in one line, without the key."""
    said = body[:2_000].decode("utf-8", "replace")
    try:
        error = orjson.loads(body)["error"]
        said = f"{error['message']} {error.get('code') or ''}" if isinstance(error, dict) else str(error)
    except (ValueError, KeyError, TypeError):
        pass
    said = said.replace(key, "…") if key else said
    return " ".join(said.split())[:300] or "nothing more"


def retry_after(given: str | None) -> float | None:
    """The seconds that a Retry-After header asks for, in either of its forms; None when it cannot be read."""
    try:
        seconds = float(given or "")
    except ValueError:
        seconds = _until(given or "")
    return max(seconds, 0.0) if math.isfinite(seconds) else None


def _until(day: str) -> float:
    try:
        return parsedate_to_datetime(day).timestamp() - time()
    except (ValueError, TypeError):
        return math.nan
