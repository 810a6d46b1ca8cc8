"""Reads the flat Turtle of our own files: named subjects, IRIs and plain or tagged literals, nothing nested.

To import rdflib takes longer than all this reading. `tests/ontology` holds this reader against rdflib.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from ontology.errors import OntologyError
from ontology.terms import RDF_TYPE

TOKEN = re.compile(
    r"""(?P<gap>(?:\s+|\#[^\n]*)+)
      | (?P<prefix>@prefix\s+(?P<name>[\w-]*):\s*<(?P<space>[^>]*)>\s*\.)
      | <(?P<iri>[^>]*)>
      | "(?P<text>(?:[^"\\\n]|\\.)*)"(?:@(?P<language>[\w-]+)|\^\^[^\s;,]+)?
      | (?P<mark>[;,.])
      | (?P<verb>a)(?=\s)
      | (?P<short>[\w-]*):(?P<local>[\w-]*)""",
    re.VERBOSE,
)
ESCAPE = re.compile(r'\\(["\\nt])')
ESCAPED = {'"': '"', "\\": "\\", "n": "\n", "t": "\t"}


class Term(NamedTuple):
    """An IRI, or the text of a literal with its language."""

    value: str
    language: str | None = None


class Triple(NamedTuple):
    """Subject and predicate are IRIs."""

    subject: str
    predicate: str
    object: Term


def triples(text: str) -> Iterator[Triple]:
    """The triples in the order of the text; OntologyError where it is not flat Turtle."""
    places: list[Term] = []
    for token in tokens(text):
        if isinstance(token, Term):
            places.append(token)
            continue
        if len(places) != 3:
            raise OntologyError(f"a statement of {len(places)} terms ends before {token!r}: {places}")
        yield Triple(places[0].value, places[1].value, places[2])
        del places[{".": 0, ";": 1, ",": 2}[token] :]
    if places:
        raise OntologyError(f"the last statement does not end: {places}")


def tokens(text: str) -> Iterator[Term | str]:
    """Terms and the marks between them."""
    prefixes: dict[str, str] = {}
    position = 0
    while position < len(text):
        match = TOKEN.match(text, position)
        if match is None:
            raise OntologyError(f"not flat Turtle at character {position}: {text[position:][:60]!r}")
        position = match.end()
        if match["prefix"]:
            prefixes[match["name"]] = match["space"]
        elif not match["gap"]:
            yield match["mark"] or term(match, prefixes)


def term(match: re.Match[str], prefixes: dict[str, str]) -> Term:
    """The term of a token that is no mark; KeyError for a prefix that was not declared."""
    if match["verb"]:
        return Term(RDF_TYPE)
    if match["iri"] is not None:
        return Term(match["iri"])
    if match["text"] is not None:
        return Term(ESCAPE.sub(lambda escape: ESCAPED[escape[1]], match["text"]), match["language"] or "")
    return Term(prefixes[match["short"]] + match["local"])
