"""GraphML: who claims what, as a network in which a claim is a node, so that no denial becomes an edge.

Nodes are entities, articles and claims. Edges lead from holders, speakers and articles to their claims, from
claims to the subject and object of what they say, and from claim to claim where they were compared.
"""

import re
from collections.abc import Iterator, Mapping
from typing import IO, Any
from xml.sax.saxutils import XMLGenerator
from xml.sax.xmlreader import AttributesImpl

from graph.exports.columns import CLAIMS, names
from graph.exports.source import Source
from graph.exports.tables import batches

NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
NODE = (
    "type", "label", "kind", "predicate", "polarity", "certainty", "speech_mode", "quote", "published",
    "scope", "start", "end", "article", "cue", "time_edtf", "time_earliest", "time_latest", "quantity_label",
    "places", "origin_label", "url", "speaker_kind", "rule", "withdrawn",
)  # fmt: skip
EDGE = ("role", "position", "act", "reason", "aspect")
_NUMBERS = frozenset({"start", "end", "position"})
_UNFIT = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

Cells = Mapping[str, Any]


def write_graphml(source: Source, output: IO[bytes]) -> None:
    """Write the network as GraphML; characters that XML cannot hold become U+FFFD."""
    xml = XMLGenerator(output, "utf-8", short_empty_elements=True)
    xml.startDocument()
    _open(xml, "graphml", {"xmlns": NAMESPACE})
    for where, keys in (("node", NODE), ("edge", EDGE)):
        for key in keys:
            kind = "int" if key in _NUMBERS else "string"
            _leaf(xml, "key", {"id": f"{where}-{key}", "for": where, "attr.name": key, "attr.type": kind})
    _open(xml, "graph", {"id": "claims", "edgedefault": "directed"})
    for element in _elements(source):
        _write(xml, *element)
    xml.endElement("graph")
    xml.endElement("graphml")
    xml.endDocument()


def _elements(source: Source) -> Iterator[tuple[str, Cells, Cells]]:
    known: set[str] = set()
    for batch in batches(source, "entities"):
        for iri, kind, label, _, speaker_kind, _ in batch:
            known.add(iri)
            yield _node(iri, type="entity", label=label, kind=kind, speaker_kind=speaker_kind)
    for batch in batches(source, "claims"):
        for row in batch:
            yield from _claim(dict(zip(names(CLAIMS), row, strict=True)), known)
    for batch in batches(source, "comparisons"):
        for _, left, right, relation, reason, aspect in batch:
            yield _edge(left, right, relation, reason=reason, aspect=aspect)


def _claim(row: dict[str, Any], known: set[str]) -> Iterator[tuple[str, Cells, Cells]]:
    yield from _missing(row, known)
    told = {key: row.get(key) for key in NODE}
    told |= {"type": "claim", "kind": "Claim", "label": row["quote"]}
    told |= {"scope": "|".join(row["scope"]), "places": "|".join(row["place_labels"])}
    yield _node(row["claim"], **told)
    yield _edge(row["article"], row["claim"], "renders")
    yield _edge(row["claim"], row["subject"], "subject")
    yield _edge(row["claim"], row["object"], "object")
    for holder in row["holders"]:
        yield _edge(holder, row["claim"], "holds")
    for step in row["chain"]:
        for speaker in step["speakers"]:
            yield _edge(speaker, row["claim"], "speaks", position=step["position"], act=step["act"])


def _missing(row: dict[str, Any], known: set[str]) -> Iterator[tuple[str, Cells, Cells]]:
    """The nodes of an article, and of times, quantities and concepts, before they are spoken of."""
    if row["article"] not in known:
        known.add(row["article"])
        told = {"label": row["title"], "published": row["published"], "url": row["url"]}
        yield _node(row["article"], type="article", kind="Article", **told)
    for end in ("subject", "object"):
        if row[end] not in known:
            known.add(row[end])
            yield _node(row[end], type="entity", label=row[f"{end}_label"], kind=row[f"{end}_kind"])
    for step in row["chain"]:
        for speaker, label in zip(step["speakers"], step["labels"], strict=True):
            if speaker not in known:
                known.add(speaker)
                yield _node(speaker, type="entity", label=label)


def _node(iri: str, **told: Any) -> tuple[str, Cells, Cells]:
    return "node", {"id": iri}, told


def _edge(start: str, end: str, role: str, **told: Any) -> tuple[str, Cells, Cells]:
    return "edge", {"source": start, "target": end}, {"role": role, **told}


def _write(xml: XMLGenerator, name: str, ends: Cells, told: Cells) -> None:
    _open(xml, name, ends)
    for key, value in told.items():
        if value not in {None, ""}:
            _leaf(xml, "data", {"key": f"{name}-{key}"}, _UNFIT.sub("\ufffd", str(value)))
    xml.endElement(name)


def _leaf(xml: XMLGenerator, name: str, attributes: Mapping[str, str], text: str = "") -> None:
    _open(xml, name, attributes)
    xml.characters(text)
    xml.endElement(name)


def _open(xml: XMLGenerator, name: str, attributes: Mapping[str, str]) -> None:
    xml.startElement(name, AttributesImpl(dict(attributes)))
