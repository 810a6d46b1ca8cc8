"""STIX 2.1: a bundle in which every claim is a note that carries speaker, quote and polarity.

There is no relationship object in it: whoever reads it without knowing our extension finds things, reports
and notes, and nothing that a denial or a suspicion could be mistaken for.
"""

import json
from collections.abc import Iterable, Iterator
from importlib.resources import files
from itertools import groupby
from typing import IO, Any

from graph.exports import stix_objects as objects
from graph.exports.columns import CLAIMS, names
from graph.exports.sentence import sentence
from graph.exports.source import Source
from graph.exports.tables import batches
from graph.triples import value_of
from ontology.errors import MissingExtra
from ontology.model import Entity
from ontology.terms import ICV, Relation

SCHEMA = "https://w3id.org/claimgraph/stix/claim.json"
EXTENSION = objects.identifier("extension-definition", SCHEMA)
MAKER = objects.identifier("identity", "https://w3id.org/claimgraph/ns")
_OPINIONS = f"""
SELECT ?comparison ?left ?right ?relation ?reason (GROUP_CONCAT(DISTINCT ?name; separator="\\n") AS ?who)
WHERE {{
  VALUES ?relation {{ {" ".join(f"<{ICV}{relation}>" for relation in objects.OPINIONS)} }}
  ?comparison a ic:Comparison ; ic:relation ?relation ; ic:left ?left ; ic:right ?right .
  ?comparison rdfs:comment ?reason .
  ?left ic:holder ?holder . ?holder rdfs:label ?name
}} GROUP BY ?comparison ?left ?right ?relation ?reason ORDER BY ?comparison
"""
_UNDATED = "The day of the article is not known. `published` says when it came to be known here."
Cells = dict[str, Any]


def write_stix(source: Source, output: IO[bytes]) -> None:
    """Write the bundle, object by object; MissingExtra without stix2, which checks each of them."""
    stix2 = _library()
    bundle = objects.identifier("bundle", f"{source.generation.canonical_hash} {source.part}")
    output.write(f'{{"type": "bundle", "id": "{bundle}", "objects": [\n'.encode())
    for number, told in enumerate(_objects(source)):
        made = stix2.parse({**told, "spec_version": "2.1"}, version="2.1")
        output.write((b",\n" if number else b"") + made.serialize().encode())
    output.write(b"\n]}\n")


def schema() -> dict[str, Any]:
    """The JSON Schema of our extension."""
    found: dict[str, Any] = json.loads((files("graph.exports") / "claim.json").read_text("utf-8"))
    return found


def _objects(source: Source) -> Iterator[Cells]:
    since = _since(source)
    stamp = {"created": since, "modified": _zulu(source.generation.published), "created_by_ref": MAKER}
    yield _maker(stamp)
    yield _definition(stamp)
    yield from _entities(source, stamp)
    rows = (
        dict(zip(names(CLAIMS), row, strict=True)) for batch in batches(source, "claims") for row in batch
    )
    for _, told in groupby(rows, key=lambda row: row["article"]):
        yield from _article(list(told), stamp)
    for row in source.graph.store.at_hand().rows(_OPINIONS):
        yield _opinion([None if term is None else value_of(term) for term in row], stamp)


def _since(source: Source) -> str:
    """When the first article came to be known: earlier than that nothing was made here."""
    found = source.graph.ask("SELECT (MIN(?at) AS ?first) WHERE { ?a a ic:Article ; ic:recorded ?at }").rows
    return min(_zulu(str(found[0][0] or source.generation.published)), _zulu(source.generation.published))


def _zulu(time: str) -> str:
    """A time in UTC as STIX writes it."""
    return time.removesuffix("+00:00").removesuffix("Z") + "Z"


def _maker(stamp: Cells) -> Cells:
    return {**stamp, "type": "identity", "id": MAKER, "name": "claimgraph", "identity_class": "system"}


def _definition(stamp: Cells) -> Cells:
    return {
        **stamp, "type": "extension-definition", "id": EXTENSION, "name": "claim", "version": "1.0.0",
        "description": schema()["description"], "schema": SCHEMA, "extension_types": ["property-extension"],
    }  # fmt: skip


def _entities(source: Source, stamp: Cells) -> Iterator[Cells]:
    for batch in batches(source, "entities"):
        wanted = [row[0] for row in batch if objects.of_kind(row[1], row[0])]
        for entity in source.graph.many(Entity, wanted).values():
            told = objects.properties(entity)
            yield {**stamp, **told, "id": objects.identifier(told["type"], entity.iri)}


def _article(rows: list[Cells], stamp: Cells) -> Iterator[Cells]:
    """The notes of an article, and the report that holds them."""
    first, seen = rows[0], dict[str, None]()
    at = {**stamp, "created": _zulu(first["recorded"] or stamp["created"])}
    for row in rows:
        told = _note(row, at)
        seen.update(dict.fromkeys((*told["object_refs"], told["id"])))
        yield told
    publisher = {"source_name": first["publisher_label"] or first["publisher"]}
    reference = publisher | ({"url": first["url"]} if first["url"] else {"external_id": first["document"]})
    yield {
        **at, "type": "report", "id": objects.identifier("report", first["article"]),
        "name": first["title"] or first["document"], "lang": first["language"],
        "report_types": ["threat-report"], **_published(first, at), "object_refs": list(seen),
        "external_references": [reference, {"source_name": "claimgraph", "url": first["article"]}],
    }  # fmt: skip


def _published(row: Cells, stamp: Cells) -> Cells:
    """When the article was published, or else our report of it, which is said: STIX wants to know."""
    if row["published"]:
        return {"published": f"{row['published']}T00:00:00Z"}
    return {"published": stamp["created"], "labels": ["article-date-unknown"], "description": _UNDATED}


def _note(row: Cells, stamp: Cells) -> Cells:
    ends = [(row["subject_kind"], row["subject"]), (row["object_kind"], row["object"])]
    ends += [("Incident", incident) for incident in row["incidents"]]
    spoken = [objects.of_kind(kind, iri) for kind, iri in ends]
    return {
        **stamp, "type": "note", "id": objects.identifier("note", row["claim"]), "content": row["quote"],
        "abstract": sentence(row), "authors": row["holder_labels"], "lang": row["language"],
        "object_refs": list(dict.fromkeys(filter(None, spoken))) or [MAKER],
        "labels": [f"polarity:{row['polarity']}", f"certainty:{row['certainty']}", row["predicate"]],
        "extensions": {EXTENSION: {"extension_type": "property-extension", "claim": _whole(row)}},
    }  # fmt: skip


def _whole(row: Cells) -> Cells:
    """All cells that have a value: STIX knows no empty lists."""
    return {name: _filled(value) for name, value in row.items() if value not in (None, [])}


def _filled(value: Any) -> Any:
    if isinstance(value, list):
        return [_whole(one) if isinstance(one, dict) else one for one in value]
    return value


def _opinion(row: Iterable[Any], stamp: Cells) -> Cells:
    comparison, left, right, relation, reason, who = map(str, row)
    short = Relation(relation.removeprefix(ICV))
    notes = [objects.identifier("note", claim) for claim in (left, right)]
    told = {"comparison": comparison, "left": notes[0], "right": notes[1], "relation": short.value}
    return {
        **stamp, "type": "opinion", "id": objects.identifier("opinion", comparison), "explanation": reason,
        "authors": who.split("\n"), "opinion": objects.OPINIONS[short], "object_refs": notes[1:],
        "extensions": {EXTENSION: {"extension_type": "property-extension", "comparison": told}},
    }  # fmt: skip


def _library() -> Any:
    try:
        import stix2  # noqa: PLC0415  # an extra, and two seconds to import
    except ImportError as error:
        raise MissingExtra("STIX", "stix") from error
    return stix2
