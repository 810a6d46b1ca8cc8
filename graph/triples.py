"""What a triple is made of, without any RDF library: resources, literals, and how SPARQL spells them."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from ontology.errors import GraphError
from ontology.terms import PREFIXES, XSD

XSD_STRING = XSD + "string"
XSD_INTEGER = XSD + "integer"
XSD_DOUBLE = XSD + "double"
XSD_BOOLEAN = XSD + "boolean"

_IRI = re.compile(r'[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>"{}|^`\\\ud800-\udfff]*')
_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r"})
_NUMBERS = frozenset(
    XSD + name
    for name in (
        "integer", "int", "long", "short", "byte", "nonNegativeInteger", "positiveInteger", "unsignedInt",
    )
)  # fmt: skip
_DECIMALS = frozenset(XSD + name for name in ("decimal", "double", "float"))
_LONGEST_FIRST = sorted(PREFIXES.items(), key=lambda item: -len(item[1]))


class Resource(str):
    """An IRI in an answer. Equal to the plain string, yet told apart from text."""

    __slots__ = ()


class Literal(NamedTuple):
    """A value with its datatype (an IRI) and, for text of one language, its language tag."""

    text: str
    datatype: str = XSD_STRING
    language: str | None = None


Term = Resource | Literal
Value = Resource | str | int | float | bool | None


class Triple(NamedTuple):
    """Subject, predicate, object; which graph holds it is said elsewhere."""

    subject: str
    predicate: str
    object: Term


@lru_cache(maxsize=1 << 15)  # in what is written together, most IRIs come many times
def spell_iri(iri: str) -> str:
    """The IRI between angle brackets; GraphError when it is not an absolute IRI."""
    if not _IRI.fullmatch(iri):
        raise GraphError(f"{iri!r} is not an absolute IRI; percent-encode what does not belong into one")
    return f"<{iri}>"


def is_iri(text: str) -> bool:
    """Whether a text has the form of an absolute IRI."""
    return _IRI.fullmatch(text) is not None


def spell(term: Term) -> str:
    """The term as SPARQL and N-Quads write it; nothing in it can end the literal or the IRI early."""
    if isinstance(term, Resource):
        return spell_iri(term)
    quoted = f'"{checked(term).text.translate(_ESCAPES)}"'
    if term.language:
        return f"{quoted}@{term.language}"
    return quoted if term.datatype == XSD_STRING else f"{quoted}^^{spell_iri(term.datatype)}"


def checked(literal: Literal) -> Literal:
    """The literal; GraphError when its text is none that can be written down."""
    if not literal.text.isascii() and not _encodable(literal.text):
        raise GraphError(f"{literal.text!r} holds half of a surrogate pair and cannot be stored")
    return literal


def spell_all(triples: Iterable[Triple]) -> str:
    """The triples as the body of a SPARQL group, one a line."""
    return "\n".join(f"{spell_iri(s)} {spell_iri(p)} {spell(o)} ." for s, p, o in triples)


def term_of(value: Resource | Literal | str | float) -> Term:
    """A term for a Python value: an absolute http(s) or urn IRI is a resource, all else a literal."""
    if isinstance(value, Resource | Literal):
        return value
    if isinstance(value, bool):
        return Literal(str(value).lower(), XSD_BOOLEAN)
    if isinstance(value, int):
        return Literal(str(value), XSD_INTEGER)
    if isinstance(value, float):
        return Literal(repr(value), XSD_DOUBLE)
    if value.startswith(("https://", "http://", "urn:")) and _IRI.fullmatch(value):
        return Resource(value)
    return Literal(value)


def value_of(term: Term) -> Value:
    """The Python value of a term: numbers and booleans by their datatype, everything else as text."""
    if isinstance(term, Resource):
        return term
    if term.datatype in _NUMBERS:
        return int(term.text)
    if term.datatype in _DECIMALS:
        return float(term.text)
    if term.datatype == XSD_BOOLEAN:
        return term.text in {"true", "1"}
    return term.text


def compact(iri: str) -> str:
    """The short form with one of our prefixes, or the IRI itself."""
    for prefix, namespace in _LONGEST_FIRST:
        if iri.startswith(namespace) and len(iri) > len(namespace):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri


def _encodable(text: str) -> bool:
    return not any("\ud800" <= character <= "\udfff" for character in text)
