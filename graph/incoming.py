"""RDF of others, looked through before it is parsed: it may not ask for files or servers, nor stop us.

The parsers behind open nothing by themselves. Still, what would have to be fetched to be understood is
refused and not half understood, and so is what grows when it is read.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any

import orjson

from ontology.errors import GraphError

_DEPTH = 100  # brackets within brackets, objects within objects
_DECLARED = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)
_ENCODING = re.compile(rb"""<\?xml[^>]*encoding\s*=\s*["']([^"']*)""")
_TURTLE = re.compile(
    rb"""<[^<>"{}|^`\\\s]*+> | \#[^\n]*+ | \"\"\".*?\"\"\" | '''.*?'''
       | "(?:[^"\\]|\\.)*+" | '(?:[^'\\]|\\.)*+'
       | (?P<open>[\[({]) | (?P<close>[\])}])""",
    re.VERBOSE | re.DOTALL,
)


def look_through(content: bytes, form: str) -> None:
    """GraphError for RDF with a DOCTYPE, a context that lies elsewhere, or nesting out of all proportion."""
    check = _CHECKS.get(form)
    if check is not None:
        check(content)


def _check_xml(content: bytes) -> None:
    plain = content.replace(b"\0", b"")  # UTF-16 hides nothing
    if found := _DECLARED.search(plain):
        raise GraphError(f"RDF/XML with {found[0].decode('ascii')} is refused; take the declaration out")
    encoding = _ENCODING.search(plain)
    if encoding and encoding[1].lower() not in {b"utf-8", b"us-ascii", b"ascii"}:
        raise GraphError(f"RDF/XML in {encoding[1].decode('ascii', 'replace')} is refused; write it in UTF-8")


def _check_jsonld(content: bytes) -> None:
    try:
        waiting: list[tuple[Any, int]] = [(orjson.loads(content), 1)]
    except orjson.JSONDecodeError as error:
        raise GraphError(f"this is not JSON-LD: {error}") from error
    while waiting:
        value, depth = waiting.pop()
        if depth > _DEPTH:
            raise GraphError(f"JSON-LD that is nested more than {_DEPTH} deep is refused")
        if isinstance(value, dict):
            _check_contexts(value)
            waiting += [(one, depth + 1) for one in value.values()]
        elif isinstance(value, list):
            waiting += [(one, depth + 1) for one in value]


def _check_contexts(value: dict[str, Any]) -> None:
    given = value.get("@context")
    elsewhere = [one for one in (given if isinstance(given, list) else [given]) if isinstance(one, str)]
    elsewhere += [str(value["@import"])] if "@import" in value else []
    if elsewhere:
        raise GraphError(f"the context {elsewhere[0]!r} lies elsewhere and is not fetched; write it out")


def _check_turtle(content: bytes) -> None:
    depth = 0
    for found in _TURTLE.finditer(content):
        depth += (found["open"] is not None) - (found["close"] is not None)
        if depth > _DEPTH:
            raise GraphError(f"Turtle that is nested more than {_DEPTH} deep is refused")


_CHECKS: Mapping[str, Callable[[bytes], None]] = {
    "rdfxml": _check_xml,
    "jsonld": _check_jsonld,
    "turtle": _check_turtle,
    "trig": _check_turtle,
}
