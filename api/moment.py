"""Moments: which published state a question is about, when it is not about the current one."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A generation by its number or by a moment; `withdrawn` adds what is kept apart."""

    generation: int | None = None
    as_of: str | None = None
    withdrawn: bool = False

    @property
    def is_now(self) -> bool:
        """Whether it is what everybody sees anyway."""
        return self == NOW


NOW = Moment()
