"""Stable IRIs from content: the same thing read twice, or by two machines, gets the same name.

Nothing here is random and nothing depends on the order of reading. A name is a path below `ID` and the first
80 bits of a SHA-256 over the parts that make the thing what it is.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterable

from ontology.terms import ID, PAGE, Act, Iri, Kind, Predicate, Relation

_SLUG = re.compile(r"[^a-z0-9]+")
_WORD = re.compile(r"(?<=[a-z])(?=[A-Z])")
_SEPARATOR = "\x1f"
INCIDENTS = f"{ID}incident/"  # with this the IRIs of incidents begin, and no others


def article(document: str) -> Iri:
    """The article of a document id."""
    return Iri(f"{ID}article/{_safe(document)}")


def page(document: str) -> Iri:
    """The named graph of a document id."""
    return Iri(f"{PAGE}{_safe(document)}")


def document(iri: str) -> str:
    """The document id of an article or a page, the inverse of both for ids that need no escaping."""
    return iri.rsplit("/", 1)[-1]


def entity(kind: Kind, key: str) -> Iri:
    """An entity by its kind and whatever identifies it; readable, unique by the hash of kind and key."""
    slug = _slug(key)
    name = f"{slug}-{_digest(kind.value, key)[:8]}" if slug else _digest(kind.value, key)
    return Iri(f"{ID}{_WORD.sub('-', kind.value).lower()}/{name}")


def proposition(subject: Iri, predicate: Predicate, object: Iri) -> Iri:  # noqa: A002
    """The proposition that says the three; the same in every article."""
    return _name("proposition", subject, predicate.value, object)


def step(article: Iri, position: int, speakers: Iterable[Iri], act: Act, *rest: str | None) -> Iri:
    """A link of a chain; `rest` is what else tells it from others: cue, place in the text, outer step."""
    return _name("step", article, str(position), *sorted(speakers), act.value, *rest)


def claim(article: Iri, proposition: Iri, start: int, end: int, *chain: str) -> Iri:
    """A claim of an article by what it says, where its quote stands and through whom it came.

    `chain` holds the steps or speakers from the holder outwards and anything else that tells it from a claim
    with the same quote, such as polarity.
    """
    return _name("claim", article, proposition, str(start), str(end), *chain)


def mention(article: Iri, start: int, end: int) -> Iri:
    """A span of an article."""
    return _name("mention", article, str(start), str(end))


def time(edtf: str, earliest: str | None = None, latest: str | None = None, basis: str | None = None) -> Iri:
    """A time by EDTF, bounds and basis. Its label must follow from these alone: articles share the node."""
    return _name("time", edtf, earliest, latest, basis)


def quantity(
    unit: str, value: float | None = None, minimum: float | None = None, maximum: float | None = None
) -> Iri:
    """An amount by unit and numbers. Its label must follow from these alone: articles share the node."""
    return _name(
        "quantity", unit, *(None if n is None else repr(float(n)) for n in (value, minimum, maximum))
    )


def comparison(left: Iri, right: Iri, relation: Relation, aspect: str | None = None) -> Iri:
    """A relation between two claims, in its direction."""
    return _name("comparison", left, right, relation.value, aspect)


def run(extractor: str, version: str) -> Iri:
    """An extractor in a version; equal runs are one node."""
    return Iri(f"{ID}run/{_slug(extractor)}-{_digest(extractor, version)[:8]}")


def retrieval(article: Iri, requested: str, ended: str) -> Iri:
    """How an article came, by what was asked for and when the answer was there."""
    return _name("retrieval", article, requested, ended)


def judgement(key: str, at: str, number: int) -> Iri:
    """A judgement by its matter, time and place in the ledger."""
    return _name("judgement", key, at, str(number))


def digest(*parts: str | None) -> str:
    """A short name for what these parts make up; an absent part differs from an empty one."""
    return _digest(*parts)


def _name(path: str, *parts: str | None) -> Iri:
    return Iri(f"{ID}{path}/{_digest(*parts)}")


def _digest(*parts: str | None) -> str:
    """Twenty hexadecimal digits; an absent part differs from an empty one."""
    joined = _SEPARATOR.join("\x00" if part is None else part for part in parts)
    return hashlib.sha256(joined.encode()).hexdigest()[:20]


def _slug(text: str, longest: int = 40) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return _SLUG.sub("-", plain).strip("-")[:longest].rstrip("-")


def _safe(identifier: str) -> str:
    """The identifier where an IRI may hold it, else a readable form with a hash."""
    if re.fullmatch(r"[A-Za-z0-9._-]+", identifier):
        return identifier
    return f"{_slug(identifier)}-{_digest(identifier)[:8]}".lstrip("-")
