"""Rows of words as models read them: what words show to each other, and what is each word's own."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any

Shown = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Part:
    """A part of what a word shows, by a key that words share.

    `shown` gives the features of a key as they are seen from each of the `distances`: 0 is the word itself,
    -1 what the next word sees of it. `ends` are the features of there being no word at each distance.
    """

    distances: tuple[int, ...]
    shown: Callable[[Any], Shown]
    ends: Shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """Sentences by their lengths; for each part the keys of all their words; further features of each word.

    `slots` are lists with one feature or None for each word.
    """

    lengths: tuple[int, ...]
    parts: tuple[tuple[Part, Sequence[Hashable]], ...]
    slots: tuple[Sequence[str | None], ...] = ()
