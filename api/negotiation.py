"""Which of several media types a client would rather have."""

from collections.abc import Sequence


def preferred(accept: str, offered: Sequence[str]) -> str | None:
    """The offered type that an Accept header likes best, the first of equals; None when it likes none.

    No header means that anything will do. What cannot be understood is passed over.
    """
    wanted = [_range(part) for part in accept.split(",") if part.strip()]
    if not wanted:
        return offered[0]
    best = max(offered, key=lambda kind: _liking(kind, wanted))  # max keeps the first of equals
    return best if _liking(best, wanted) > 0 else None


def _range(part: str) -> tuple[str, float]:
    kind, *parameters = (piece.strip() for piece in part.split(";"))
    quality = next((p[2:] for p in parameters if p.startswith("q=")), "1")
    try:
        return kind.lower(), min(max(float(quality), 0.0), 1.0)
    except ValueError:
        return kind.lower(), 0.0


def _liking(kind: str, wanted: Sequence[tuple[str, float]]) -> float:
    """The quality of the most particular range that holds the type."""
    family = kind.partition("/")[0]
    for pattern in (kind, f"{family}/*", "*/*"):
        found = [quality for name, quality in wanted if name == pattern]
        if found:
            return max(found)
    return 0.0
