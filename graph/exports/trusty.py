"""Trusty URIs (module RA): a name that is computed from the quads it names, in which it may stand itself.

The quads are written one term a line in a fixed order, with a blank where the name's own hash will stand, and
hashed with SHA-256.
"""

import base64
import hashlib
from collections.abc import Iterable
from typing import NamedTuple

from graph.triples import Literal, Resource, Term

BLANK = " "  # stands for the code inside of IRIs that are not yet named


class Quad(NamedTuple):
    """A triple with the name of its graph."""

    graph: str
    subject: str
    predicate: str
    object: Term


def code(quads: Iterable[Quad]) -> str:
    """The artifact code, RA and 43 characters, of quads whose own IRIs hold BLANK in its place."""
    lines = "".join(_written(quad) for quad in sorted(set(quads), key=_order))
    digest = hashlib.sha256(lines.encode()).digest()
    return "RA" + base64.urlsafe_b64encode(digest).decode().rstrip("=")


def named(quads: Iterable[Quad], known: str) -> list[Quad]:
    """The quads with their code where BLANK stood."""
    return [
        Quad(_named(g, known), _named(s, known), _named(p, known), _filled(o, known)) for g, s, p, o in quads
    ]


def _filled(term: Term, known: str) -> Term:
    return Resource(_named(term, known)) if isinstance(term, Resource) else term


def _named(iri: str, known: str) -> str:
    return iri.replace(BLANK, known)


def _order(quad: Quad) -> tuple[bytes | bool | str, ...]:
    first = (quad.graph.encode(), quad.subject.encode(), quad.predicate.encode())
    if isinstance(quad.object, Resource):
        return (*first, False, quad.object.encode(), "", "")
    kind = "" if quad.object.language else quad.object.datatype
    return (*first, True, quad.object.text.encode(), kind, quad.object.language or "")


def _written(quad: Quad) -> str:
    return f"{quad.graph}\n{quad.subject}\n{quad.predicate}\n{_term(quad.object)}\n"


def _term(term: Term) -> str:
    if isinstance(term, Literal):
        kind = f"@{term.language.lower()}" if term.language else f"^{term.datatype}"
        return f"{kind} {term.text}".replace("\\", "\\\\").replace("\n", "\\n")
    return str(term)
