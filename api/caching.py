"""Which replies may be kept, for how long, and the tag by which they are known again.

A generation never changes, so a question with its variables, asked of one generation in one media type, has
one reply, byte for byte. The tag of the reply is made of these and known before anything is read.
"""

from hashlib import sha256

import orjson

from api.question import Question
from graph.generations import Generation

FRESH = 10  # seconds for which the reply to a persisted query is taken as new
_KEPT = f"public, max-age={FRESH}, must-revalidate"
_ASKED_AGAIN = "public, no-cache"
NEVER = "no-store"


def tag(question: Question, generation: Generation, media: str) -> str:
    """The strong entity tag of a reply without errors."""
    asked = orjson.dumps(
        (question.query, question.variables, question.operation, media), option=orjson.OPT_SORT_KEYS
    )
    state = f"{generation.number}-{generation.canonical_hash[:16]}"
    return f'"{state}-{sha256(asked).hexdigest()[:32]}"'


def known(wanted: str | None, found: str) -> bool:
    """Whether an `If-None-Match` names the tag."""
    named = {one.strip().removeprefix("W/") for one in (wanted or "").split(",")}
    return found in named or "*" in named


def keeping(question: Question, found: str) -> dict[str, str]:
    """The headers of a reply that may be kept: that to a short URL for a while, others until asked again."""
    short = question.digest is not None and question.by_link
    return {"ETag": found, "Cache-Control": _KEPT if short else _ASKED_AGAIN}
