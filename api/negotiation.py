"""Which of the syntaxes that can be written a client wants: media types, their names, and Accept."""

import re
from collections.abc import Mapping, Sequence

ROWS = {
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
}
TRIPLES = {
    "turtle": "text/turtle",
    "ntriples": "application/n-triples",
    "rdfxml": "application/rdf+xml",
    "jsonld": "application/ld+json",
    "nquads": "application/n-quads",
    "trig": "application/trig",
}
# what else each may be asked for by
ROW_NAMES = {media: form for form, media in ROWS.items()} | {
    "application/json": "json",
    "application/xml": "xml",
    "text/xml": "xml",
}
TRIPLE_NAMES = {media: form for form, media in TRIPLES.items()} | {
    "application/json": "jsonld",
    "application/xml": "rdfxml",
    "text/xml": "rdfxml",
    "text/plain": "ntriples",
}
_RANGE = re.compile(r"\s*([\w!#$&^.+*-]+/[\w!#$&^.+*-]+)\s*((?:;[^,]*)?)")
_QUALITY = re.compile(r";\s*q\s*=\s*([01](?:\.\d{0,3})?)", re.IGNORECASE)


def best(accept: str, offered: Mapping[str, str]) -> str | None:
    """The name that goes with the media type that is wanted most; None when none is acceptable.

    `offered` has names by media type, the preferred first. Without an Accept the first is taken.
    """
    wanted = _ranges(accept) or {"*/*": 1.0}
    weights = {media: _weight(media, wanted) for media in offered}
    media = max(weights, key=lambda one: weights[one])
    return offered[media] if weights[media] > 0 else None


def preferred(accept: str, offered: Sequence[str]) -> str | None:
    """The media type that is wanted most, the first of equals; None when none is acceptable."""
    return best(accept, {media: media for media in offered})


def _ranges(accept: str) -> dict[str, float]:
    """The quality of each range of an Accept header."""
    found = {}
    for part in accept.split(","):
        if match := _RANGE.fullmatch(part):
            quality = _QUALITY.search(match[2])
            found[match[1].lower()] = float(quality[1]) if quality else 1.0
    return found


def _weight(media: str, wanted: Mapping[str, float]) -> float:
    """The quality of the narrowest range that a media type falls into."""
    for name in (media, media.partition("/")[0] + "/*", "*/*"):
        if name in wanted:
            return wanted[name]
    return 0.0
