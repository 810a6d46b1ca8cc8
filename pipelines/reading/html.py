"""Pages: the article inside the furniture. The only module that knows trafilatura."""

from collections.abc import Iterator
from typing import Any

import trafilatura
from lxml import etree  # type: ignore[import-untyped]
from lxml import html as lxml_html

from pipelines.outcomes import NotRead, Reason
from pipelines.reading.boilerplate import without_boilerplate
from pipelines.reading.furniture import remove_furniture
from pipelines.reading.metadata import Reading, metadata_of
from pipelines.reading.preflight import check_depth, check_tags, lift_linked_data
from pipelines.reading.words import word_count

Element = Any  # of lxml, which comes without types

_BREAK = "\x1f"  # marks a line break inside a paragraph until white space has been put in order
_UNSEEN = {ord(_BREAK): " ", 0xAD: None, 0x200B: None, 0x2060: None, 0xFEFF: None}  # hints for line breaking
_FEWEST_WORDS = 20
_BLOCKS = frozenset({"p", "head", "quote", "list", "table"})
_CONTROLS = bytes(byte for byte in range(32) if byte not in b"\t\n\r\f")
_CAPTION_PATHS = ["//figcaption", "//figure", "//*[@role='navigation']"]


def read_html(markup: str, address: str | None) -> Reading:
    """The article of a page; raises NotRead when there is none or the page is built to do harm."""
    check_tags(markup)
    rest, linked_data = lift_linked_data(markup)
    tree = _parsed(rest)
    check_depth(tree)
    metadata = metadata_of(tree, linked_data, address)
    remove_furniture(tree)
    text = _without_title(without_boilerplate(_article(tree)), metadata.title)
    if word_count(text) < _FEWEST_WORDS:
        raise NotRead(
            Reason.NO_ARTICLE, "no article was found on the page; is it a list, a form or a script?"
        )
    return Reading(text=text, metadata=metadata)


def _parsed(markup: str) -> Element:
    content = markup.encode("utf-8", "replace").translate(None, _CONTROLS)
    try:
        # huge_tree, or deep nesting would end the page silently instead of being seen by the check
        parser = lxml_html.HTMLParser(remove_comments=True, remove_pis=True, huge_tree=True, encoding="utf-8")
        return lxml_html.document_fromstring(content, parser=parser)
    except etree.ParserError as error:
        raise NotRead(Reason.NO_ARTICLE, "the page has no content at all") from error
    except etree.XMLSyntaxError as error:
        # The parser repairs whatever is wrong with a page; it gives up only when it runs out of memory.
        raise NotRead(Reason.CRASHED, f"the page could not be parsed ({error})") from error


def _article(tree: Element) -> str:
    for options in ({"fast": True}, {"favor_recall": True}):
        found = trafilatura.bare_extraction(
            tree, include_comments=False, with_metadata=False, prune_xpath=_CAPTION_PATHS, **options
        )
        text = _rendered(found.body) if found is not None else ""
        if word_count(text) >= _FEWEST_WORDS:
            return text
    return "\n\n".join(_bare_paragraphs(tree))


def _bare_paragraphs(tree: Element) -> Iterator[str]:
    for paragraph in tree.iter("p"):
        text = _line(" ".join(paragraph.itertext()))
        if word_count(text) > 5:
            yield text


def _rendered(body: Element) -> str:
    return "\n\n".join(filter(None, _mixed(body)))


def _mixed(element: Element) -> Iterator[str]:
    yield from _paragraphs(element.text or "")
    for child in element:
        yield from _blocks(child)
        yield from _paragraphs(child.tail or "")


def _blocks(element: Element) -> Iterator[str]:
    if element.tag == "list":
        yield "\n".join(f"- {text}" for item in element.iter("item") if (text := _line(_own_text(item))))
    elif element.tag == "table":
        yield "\n".join(filter(None, map(_row, element.iter("row"))))
    elif any(child.tag in _BLOCKS for child in element):
        yield from _mixed(element)
    else:
        yield from _paragraphs(_own_text(element))


def _row(row: Element) -> str:
    cells = [_line(_own_text(cell)) for cell in row.iter("cell")]
    return " | ".join(cell for cell in cells if cell)


def _own_text(element: Element) -> str:
    parts = [element.text or ""]
    for child in element:
        if child.tag == "lb":
            parts.append(_BREAK)
        elif child.tag not in {"list", "graphic"}:
            parts.append(_own_text(child))
        parts.append(child.tail or "")
    return "".join(parts)


def _paragraphs(text: str) -> Iterator[str]:
    yield from filter(None, map(_line, text.split(_BREAK)))


def _line(text: str) -> str:
    return " ".join(text.translate(_UNSEEN).split())


def _without_title(text: str, title: str | None) -> str:
    first, _, rest = text.partition("\n\n")
    return rest if title is not None and first.casefold() == title.casefold() else text
