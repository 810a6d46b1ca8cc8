"""XML from strangers: made UTF-8, without document type or entities, within bounds before it is parsed."""

import codecs
import re
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

from pipelines.feeds.inflation import gunzip, limited
from pipelines.outcomes import NotRead, Reason

BYTES = 10 * 1024 * 1024
_ATTRIBUTES = 200
_DEPTH = 100
_NAMESPACES = 100
_ELEMENTS = 500_000
_LONG_TAG = re.compile(rb"<[^<>]{1000,}")
_DECLARED = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9._-]{1,40})[\"'][^>]{0,200}\?>")
_DECLARATION = re.compile(r"\s*<\?xml[^>]{0,400}\?>")
_HARMLESS = re.compile(r"\s+|<\?.*?\?>|<!--.*?-->", re.DOTALL)
# Others could hide markup from whoever looks for it before the parser does.
_ENCODINGS = re.compile(
    r"utf-?8|utf-?16(-?[bl]e)?|us-ascii|ascii|iso-?8859-?\d+|latin-?1|windows-?\d+|cp125\d|"
    r"shift_?jis|euc-?jp|euc-?kr|gb2312|gbk|gb18030|big5|koi8-[ru]",
    re.IGNORECASE,
)
_MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}


def plain(content: bytes, what: str) -> bytes:
    """XML as UTF-8 without its declaration; NotRead where it declares a document type. Unpacks gzip first."""
    if content.startswith(b"\x1f\x8b"):
        content = b"".join(limited(gunzip([content]), BYTES, what))
    text = _DECLARATION.sub("", _decoded(content, what), count=1)
    _check_prolog(text, what)
    found = text.encode("utf-8", "replace")
    for tag in _LONG_TAG.finditer(found):
        if tag[0].count(b"=") > _ATTRIBUTES:
            raise _refused(f"{what} has a tag with more than {_ATTRIBUTES} attributes, a known attack")
    return found


def tree(xml: bytes, what: str) -> Any:
    """The root element of XML that `plain` gave; NotRead where it is none or built to stop parsers."""
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        recover=True,
        remove_comments=True,
    )
    try:
        root = etree.fromstring(xml, parser)
    except etree.XMLSyntaxError as error:
        raise NotRead(Reason.UNDECODABLE, f"{what} is not XML: {error}") from error
    if root is None:
        raise NotRead(Reason.UNDECODABLE, f"{what} is not XML; check the address")
    _check_bounds(root, what)
    return root


def local(element: Any) -> str:
    """The name of an element without its namespace; nothing for what is no element."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _decoded(content: bytes, what: str) -> str:
    mark = next((name for mark, name in _MARKS.items() if content.startswith(mark)), None)
    declared = _DECLARED.match(content.lstrip()[:600])
    name = mark or (declared[1].decode() if declared else "utf-8")
    if mark is None and not _ENCODINGS.fullmatch(name):
        raise _refused(f"{what} is in the encoding {name}, which is not read")
    try:
        return content.decode(name, "replace")
    except LookupError as error:
        raise _refused(f"{what} is in the encoding {name}, which nobody knows") from error


def _check_prolog(text: str, what: str) -> None:
    position = 0
    while harmless := _HARMLESS.match(text, position):
        position = harmless.end()
    if text.startswith("<!", position):
        raise _refused(
            f"{what} declares a document type, which can make it grow or read files; it needs none"
        )


def _check_bounds(root: Any, what: str) -> None:
    depth = namespaces = elements = 0
    for event, _ in etree.iterwalk(root, events=("start", "end", "start-ns")):
        depth += {"start": 1, "end": -1}.get(event, 0)
        namespaces += event == "start-ns"
        elements += event == "start"
        if depth > _DEPTH or namespaces > _NAMESPACES or elements > _ELEMENTS:
            raise _refused(f"{what} is nested or named beyond what any reader needs, a known attack")


def _refused(detail: str) -> NotRead:
    return NotRead(Reason.REFUSED, detail)
