"""What a page says of itself in JSON-LD: headline, publisher, dates, language."""

import re
from collections.abc import Iterable, Iterator
from json import loads
from typing import Any

_ARTICLES = ("Article", "BlogPosting", "Report", "LiveBlogPosting", "ClaimReview")
_PAGES = ("WebPage", "ItemPage")
_OUTLETS = ("NewsMediaOrganization",)
_DATES = ("datePublished", "dateModified")
_NODES = 5_000

Node = dict[str, Any]


class LinkedData:
    """The nodes of all JSON-LD blocks of a page, the article first, then the page it stands on."""

    def __init__(self, blocks: Iterable[str]) -> None:
        nodes = [node for block in blocks for node in _nodes(_parsed(block))][:_NODES]
        self._by_id = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str)}
        articles = [node for node in nodes if _is(node, _ARTICLES)]
        pages = [node for node in nodes if _is(node, _PAGES)]
        self._ranked = articles[:1] + pages[:1]
        self._outlets = [node for node in nodes if _is(node, _OUTLETS)]

    def text(self, *names: str) -> str | None:
        """The first of these properties that the article, or else the page, gives as text."""
        for node in self._ranked:
            for name in names:
                found = _text(node.get(name))
                if found is not None:
                    return found
        return None

    def publisher(self) -> str | None:
        """The name of the publisher of the article, or of the one news organization on the page."""
        for node in self._ranked:
            name = self._name(node.get("publisher"))
            if name is not None:
                return name
        return self._name(self._outlets[0]) if len(self._outlets) == 1 else None

    def _name(self, value: object) -> str | None:
        if isinstance(value, list):
            return next((name for entry in value if (name := self._name(entry))), None)
        if not isinstance(value, dict):
            return _text(value)
        named = _text(value.get("name"))
        reference = self._by_id.get(str(value.get("@id")))
        return named or (_text(reference.get("name")) if reference is not None else None)


def _parsed(block: str) -> object:
    text = block.strip().removeprefix("<!--").removesuffix("-->").strip().removesuffix(";")
    text = (
        text.removeprefix("//<![CDATA[").removeprefix("<![CDATA[").removesuffix("//]]>").removesuffix("]]>")
    )
    try:
        return loads(text, strict=False)
    except (RecursionError, ValueError):
        return _salvaged(text)


def _salvaged(text: str) -> Node:
    # One comma too many is common, and the dates around it are still what the publisher said.
    found = {name: match[1] for name in _DATES if (match := re.search(rf'"{name}"\s*:\s*"([^"\\]*)"', text))}
    return {"@type": "Article" if "Article" in text else "", **found}


def _nodes(value: object) -> Iterator[Node]:
    waiting = [value]
    while waiting:
        found = waiting.pop(0)
        if isinstance(found, list):
            waiting.extend(found[:_NODES])
        if isinstance(found, dict):
            yield found
            waiting.extend(found[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in found)


def _is(node: Node, kinds: tuple[str, ...]) -> bool:
    types = node.get("@type")
    names = types if isinstance(types, list) else [types]
    return any(isinstance(name, str) and name.endswith(kinds) for name in names)


def _text(value: object) -> str | None:
    if isinstance(value, list):
        return next((found for entry in value if (found := _text(entry))), None)
    if isinstance(value, dict):
        return _text(value.get("@value"))
    cleaned = " ".join(value.split()) if isinstance(value, str) else ""
    return cleaned or None
