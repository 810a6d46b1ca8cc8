"""Code, addresses, hashes, file names and kinds of papers in a text: words there name nothing."""

import re
from itertools import pairwise

from pipelines.extraction.lexicons import listed_phrases, listed_words
from pipelines.extraction.passage import Passage

_SYMBOLS = frozenset("/\\+=%{}[]|<>_^~;$@")
_GLUE = frozenset("\\%=+_{}<>^~@$")
_FILE = re.compile(
    r".*\.(?:exe|dll|bat|vbs?|vbe|ps1|sh|php|html?|aspx?|docx?m?|xls[xmb]?|pptx?|rtf|pdf|zip|rar|7z|iso|img|py|jse?|jar|lnk|png|jpe?g|gif|tmp|dat|bin|sys|msi|apk|hta|cmd|ini|xml|json|txt|log|sct|cpl|scr|onion)",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r".*(?:://|@|^www\.).*|hxxps?|https?", re.IGNORECASE)
_LONGEST = 30  # letters of the longest word
_DENSE = 0.3  # share of symbols from which a line is code


def noise(passage: Passage) -> frozenset[int]:
    """The indices of words that stand in code."""
    dense = _dense_sentences(passage)
    inside = [index for index, number in enumerate(passage.sentence) if number in dense] if dense else []
    marks = [index for index, word in enumerate(passage.words) if word in _GLUE or word == "/"]
    beside = (index for mark in marks for index in (mark - 1, mark + 1) if 0 <= index < len(passage.tokens))
    return frozenset([*inside, *(index for index in beside if _is_noise(passage, index))])


def addresses(passage: Passage) -> frozenset[int]:
    """The indices of addresses, hashes and file names."""
    return frozenset(index for index, word in enumerate(passage.words) if _is_address(word))


def papers(passage: Passage) -> frozenset[int]:
    """The indices of words that say what sort of number or card it is: "Social Security numbers"."""
    schemes = listed_phrases("phrases", "papers", "schemes")
    found: list[int] = []
    for index in (
        i for i, word in enumerate(passage.lowers) if word in listed_words("phrases", "papers", "kinds")
    ):
        for size in (3, 2, 1):
            if size <= index and " ".join(passage.lowers[index - size : index]) in schemes:
                found += range(index - size, index)
                break
    return frozenset(found)


def _is_address(word: str) -> bool:
    if word[1:].islower() and word.isalpha() and len(word) <= _LONGEST:
        return False
    return word[0].isalnum() and (bool(_FILE.fullmatch(word) or _ADDRESS.fullmatch(word)) or _is_hash(word))


def _dense_sentences(passage: Passage) -> frozenset[int]:
    sizes: dict[int, int] = {}
    symbols: dict[int, int] = {}
    for word, number in zip(passage.words, passage.sentence, strict=True):
        sizes[number] = sizes.get(number, 0) + 1
        if word in _SYMBOLS:
            symbols[number] = symbols.get(number, 0) + 1
    return frozenset(
        number for number, count in symbols.items() if count > 3 and count > _DENSE * sizes[number]
    )


def _is_noise(passage: Passage, index: int) -> bool:
    word = passage.words[index]
    if not word[0].isalnum():
        return False
    if passage.lower(index - 1) in _GLUE or passage.lower(index + 1) in _GLUE:
        return passage.same_sentence(index - 1, index) or passage.same_sentence(index, index + 1)
    return passage.lower(index - 1) == "/" and passage.lower(index + 1) in {"/", "."}


def _is_hash(word: str) -> bool:
    if len(word) > _LONGEST and "-" not in word:
        return True
    if len(word) < 7 or not word.isalnum() or not word.isascii():
        return False
    digits = sum(letter.isdigit() for letter in word)
    changes = sum(left.islower() and right.isupper() for left, right in pairwise(word))
    return (
        (digits > 1 and not word[:-digits].isalpha() and changes > 0)
        or changes > 3
        or (digits > 5 and digits < len(word))
    )
