"""Names of places by their words and surroundings: "Lake X", "the town of X", "X residents"."""

from pipelines.extraction.lexicons import listed_words
from pipelines.extraction.passage import Passage

DIRECTIONS = listed_words("places", "heads", "directions")
BEFORE = listed_words("places", "heads", "before")
PEOPLES = listed_words("places", "other", "peoples")
CALENDAR = listed_words("places", "other", "calendar")
_OF = listed_words("places", "heads", "of")
_WATERS = listed_words("places", "heads", "waters")
_NOUNS = listed_words("places", "heads", "nouns")


def is_of_place(passage: Passage, first: int) -> bool:
    """Whether the name stands behind "the town of", "the province of"."""
    return passage.lower(first - 1) == "of" and passage.lower(first - 2) in _OF


def is_water(word: str) -> bool:
    """Whether a name that begins with the word is a place's: "Lake Chad", "Mount Kenya"."""
    return word in _WATERS


def is_place_noun(word: str) -> bool:
    """Whether the word behind a name shows that it is a place's."""
    return word in _NOUNS
