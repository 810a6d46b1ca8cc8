"""Pages that would cost minutes or gigabytes to parse, recognised in one pass before anybody parses them."""

import re
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

from pipelines.outcomes import NotRead, Reason

_ATTRIBUTES = 1_000
_DEPTH = 200
_LINKED_DATA = 512 * 1024  # characters of one JSON-LD block
_ATTRIBUTE = re.compile(r"""[^\s"'=<>/]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+))?""")
_LONG_TAG = re.compile(r"<[^<>]{2000,}")
_TOO_DEEP = etree.XPath(f"boolean({'/*' * (_DEPTH + 1)})")
_SCRIPT = re.compile(r"<script\b([^>]{0,2000})>", re.IGNORECASE)
_SCRIPT_END = re.compile(r"</script\s*>", re.IGNORECASE)


def check_tags(markup: str) -> None:
    """Raise NotRead when a tag has more attributes than any honest page gives one."""
    for tag in _LONG_TAG.finditer(markup):
        # A cheap upper bound first: white space separates attributes, but also words inside one value.
        if len(tag[0].split(None, _ATTRIBUTES)) > _ATTRIBUTES:
            _count_attributes(markup[tag.start() : markup.find("<", tag.end())])


def check_depth(tree: Any) -> None:
    """Raise NotRead when elements are nested more deeply than any honest page nests them."""
    if _TOO_DEEP(tree):
        raise NotRead(
            Reason.REFUSED, f"its elements are nested more than {_DEPTH} deep, which no reader can follow"
        )


def lift_linked_data(markup: str) -> tuple[str, list[str]]:
    """The page without its JSON-LD, and the JSON-LD blocks; blocks over 512 Ki characters are dropped."""
    kept: list[str] = []
    blocks: list[str] = []
    position = 0
    while opening := _SCRIPT.search(markup, position):
        closing = _SCRIPT_END.search(markup, opening.end())
        end = closing.start() if closing else len(markup)
        if "ld+json" not in opening[1].lower():
            kept.append(markup[position:end])
        else:
            kept.append(markup[position : opening.start()])
            blocks.append(markup[opening.end() : end])
            end = closing.end() if closing else len(markup)
        position = end
    kept.append(markup[position:])
    return "".join(kept), [block for block in blocks if len(block) <= _LINKED_DATA]


def _count_attributes(piece: str) -> None:
    for count, _ in enumerate(_ATTRIBUTE.finditer(piece)):
        if count > _ATTRIBUTES:
            raise NotRead(
                Reason.REFUSED, f"one of its tags has more than {_ATTRIBUTES} attributes, a known attack"
            )
