"""Which blocks of a text belong to other stories: "Recommended", "Read more" and the headlines under them.

A block begins with a short line from the lexicon. What follows it counts only as long as it looks like
headlines: lines without the full stop of a sentence, and list items only when the first of them is one.
"""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

Block = tuple[int, int]

_LINE = re.compile(r"[^\r\n\x0b\x0c\x85\u2028\u2029]*")
_BULLET = re.compile(r"\s*(?:[-*+•·●▪■◦‣»›>–—]|\(?\d{1,2}[.)])\s+")
_SENTENCE_END = re.compile(r"""[.。…;:,][”"’')\]»]*$""")
_SPEECH_END = re.compile(r"""[.!?,][”"’']$""")
_ORNAMENT = re.compile(r"^[\s\W_]+|[\s\W_\d]+$")
_INLINE_MARK = r"\s*(?::|\||»|›|>|→|\s[-–—])\s*"
_HEADING_LENGTH = 60
_HEADLINE_LENGTH = 200
_HEADLINE_WORDS = 25
_BARE_HEADLINE_WORDS = 18
_MOST_ITEMS = 30


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    text: str

    @property
    def end(self) -> int:
        return self.start + len(self.text.rstrip())

    @property
    def bullet(self) -> re.Match[str] | None:
        return _BULLET.match(self.text)


@dataclass(frozen=True, slots=True)
class _Lexicon:
    headings: frozenset[str]
    openings: tuple[str, ...]
    inline: re.Pattern[str]
    furniture: frozenset[str]
    abbreviations: tuple[str, ...]


def boilerplate_spans(text: str) -> tuple[Block, ...]:
    """Half-open offsets of the blocks of other stories, in order; each covers whole lines."""
    lines = [_Line(match.start(), match[0]) for match in _LINE.finditer(text) if match[0].strip()]
    blocks: list[Block] = []
    at = 0
    while at < len(lines):
        after = _block_end(lines, at)
        if after > at:
            blocks.append((lines[at].start, lines[after - 1].end))
        at = max(after, at + 1)
    return tuple(blocks)


def without_boilerplate(text: str) -> str:
    """The text without those blocks, paragraphs still separated by an empty line."""
    kept: list[str] = []
    position = 0
    for start, end in boilerplate_spans(text):
        kept.append(text[position:start].strip("\n"))
        position = end
    kept.append(text[position:].strip("\n"))
    return "\n\n".join(filter(None, kept))


def _block_end(lines: list[_Line], at: int) -> int:
    """The index after the last line of the block that begins at this line; the same index when none does."""
    line = lines[at]
    if _folded(line.text) in _lexicon().furniture:
        return at + 1
    if _is_inline(line.text):
        return at + 1
    if not _is_heading(line.text):
        return at
    after = _items_end(lines, at + 1)
    return after if after > at + 1 else at


def _items_end(lines: list[_Line], first: int) -> int:
    bulleted = first < len(lines) and lines[first].bullet is not None
    after = first
    while after < min(len(lines), first + _MOST_ITEMS) and _is_item(lines[after], bulleted=bulleted):
        after += 1
    return after


def _is_item(line: _Line, *, bulleted: bool) -> bool:
    if (line.bullet is not None) != bulleted:
        return False
    headline = line.text[line.bullet.end() :] if line.bullet else line.text
    limit = _HEADLINE_WORDS if bulleted else _BARE_HEADLINE_WORDS
    return _is_headline(headline.strip(), limit) and not _is_heading(line.text)


def _is_headline(text: str, words: int) -> bool:
    if not text or len(text) > _HEADLINE_LENGTH or len(text.split()) > words:
        return False
    if text.lower().endswith(_lexicon().abbreviations) or _is_capitalised(text):
        return True
    return _SENTENCE_END.search(text) is None and _SPEECH_END.search(text) is None


def _is_capitalised(text: str) -> bool:
    # Where every long word begins with a capital, even a full stop makes no sentence.
    long_words = [word for word in re.findall(r"[^\W\d_]+", text) if len(word) > 3]
    return len(long_words) > 3 and all(word[0].isupper() for word in long_words)


def _is_heading(text: str) -> bool:
    folded = _folded(text) if len(text.strip()) <= _HEADING_LENGTH else ""
    if folded in _lexicon().headings:
        return True
    return folded.startswith(_lexicon().openings) and len(folded.split()) <= 7 and "." not in folded


def _is_inline(text: str) -> bool:
    match = _lexicon().inline.match(_straight(text.strip()))
    return match is not None and _is_headline(match["headline"], _HEADLINE_WORDS)


def _folded(text: str) -> str:
    return _ORNAMENT.sub("", _straight(text)).casefold()


def _straight(text: str) -> str:
    return " ".join(text.replace("’", "'").replace("‘", "'").split())


@cache
def _lexicon() -> _Lexicon:
    words = tomllib.loads(files(__package__).joinpath("boilerplate.toml").read_text(encoding="utf-8"))
    inline = "|".join(re.escape(word) for word in sorted(words["inline"], key=len, reverse=True))
    return _Lexicon(
        headings=frozenset(words["headings"]),
        openings=tuple(f"{word} " for word in words["openings"]),
        inline=re.compile(rf"\W*(?:{inline}){_INLINE_MARK}(?P<headline>.*\w.*)$", re.IGNORECASE),
        furniture=frozenset(words["furniture"]),
        abbreviations=tuple(words["abbreviations"]),
    )
