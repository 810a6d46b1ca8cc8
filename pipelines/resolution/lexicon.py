"""The word lists by which resolution recognises names and descriptions: TOML files beside this module."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def lexicon(name: str) -> dict[str, Any]:
    """The tables of `lexicon/<name>.toml`."""
    return tomllib.loads((files(__package__) / "lexicon" / f"{name}.toml").read_text("utf-8"))


@cache
def words(name: str, table: str) -> frozenset[str]:
    """One list of words of a lexicon, as a set."""
    return frozenset(lexicon(name)[table])


@cache
def classes(name: str, table: str) -> dict[str, str]:
    """From each word or phrase of a table of lists to the name of its list."""
    lists: dict[str, list[str]] = lexicon(name)[table]
    return {phrase: label for label, phrases in lists.items() for phrase in phrases}
