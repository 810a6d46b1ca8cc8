"""Annotation lines cut into tokens: quoted words, `key=value` pairs, separators and plain words."""

import re
from dataclasses import dataclass

from pipelines.corpus.annotation import CorpusError
from pipelines.corpus.wording import Wording

_TOKEN = re.compile(
    r"(?:(?P<key>[A-Za-z][\w-]*)=)?\"(?P<quote>(?:[^\"\\]|\\.)*)\"(?:#(?P<nth>\d+))?(?=\s|$)"
    r"|(?P<pair>[A-Za-z][\w-]*)=(?P<value>[^\s\"]+)(?=\s|$)"
    r"|(?P<word>[^\s\"]+)(?=\s|$)"
)


@dataclass(frozen=True, slots=True)
class Token:
    """A plain word or the value of a pair in `word`, or quoted words in `wording`; `key` where it has one."""

    word: str | None = None
    wording: Wording | None = None
    key: str | None = None


def tokens(line: str) -> list[Token]:
    """The tokens of a line; CorpusError where quotes are not closed."""
    found, position = [], 0
    while rest := line[position:].lstrip():
        position = len(line) - len(rest)
        token = _TOKEN.match(line, position)
        if not token:
            raise CorpusError(
                f"cannot read from {rest[:40]!r}: a quotation mark is missing or not followed by a space"
            )
        found.append(_token(token))
        position = token.end()
    return found


def _token(match: re.Match[str]) -> Token:
    if match["quote"] is not None:
        words = match["quote"].replace('\\"', '"')
        return Token(wording=Wording(words, int(match["nth"]) if match["nth"] else None), key=match["key"])
    if match["pair"]:
        return Token(word=match["value"], key=match["pair"])
    return Token(word=match["word"])
