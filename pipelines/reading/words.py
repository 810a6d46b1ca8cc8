"""How many words a text has, in scripts with and without spaces between them."""

import re

_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\W_]+")


def word_count(text: str) -> int:
    """The number of words; each Japanese, Chinese or Korean character counts as one."""
    return sum(1 for _ in _WORD.finditer(text))
