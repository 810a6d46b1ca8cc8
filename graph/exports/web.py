"""schema.org JSON-LD for the web: articles with the claims in them, which are no reviews and rate nothing."""

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import IO, Any

import orjson

from graph.exports.columns import CLAIMS, names
from graph.exports.sentence import sentence
from graph.exports.source import Source
from graph.exports.tables import batches
from ontology.terms import IC, ICV, SCHEMA, Kind

CONTEXT = {"@vocab": SCHEMA, "ic": IC, "icv": ICV}
_TYPES: Mapping[str, str] = {
    Kind.ORGANIZATION: "Organization",
    Kind.COMPANY: "Corporation",
    Kind.GOVERNMENT_BODY: "GovernmentOrganization",
    Kind.MEDIA_ORGANIZATION: "NewsMediaOrganization",
    Kind.PERSON: "Person",
    Kind.PLACE: "Place",
    Kind.INCIDENT: "Event",
    Kind.EVENT: "Event",
    Kind.DATA: "Dataset",
}
Cells = Mapping[str, Any]


def write_schema(source: Source, output: IO[bytes]) -> None:
    """Write one object for each article. Its context is inside, so that nothing has to be fetched."""
    output.write(b'{"@context":' + orjson.dumps(CONTEXT) + b',"@graph":[\n')
    rows = (
        dict(zip(names(CLAIMS), row, strict=True)) for batch in batches(source, "claims") for row in batch
    )
    for number, (_, told) in enumerate(groupby(rows, key=lambda row: row["article"])):
        output.write((b",\n" if number else b"") + orjson.dumps(_article(list(told))))
    output.write(b"\n]}\n")


def _article(rows: list[dict[str, Any]]) -> dict[str, Any]:
    first = rows[0]
    incidents = {
        iri: name for row in rows for iri, name in zip(row["incidents"], row["incident_labels"], strict=True)
    }
    return _told(
        {
            "@id": first["article"],
            "@type": "NewsArticle",
            "headline": first["title"],
            "url": first["url"],
            "datePublished": first["published"],
            "inLanguage": first["language"],
            "publisher": _thing(first["publisher"], Kind.MEDIA_ORGANIZATION, first["publisher_label"]),
            "about": [_thing(iri, Kind.INCIDENT, name) for iri, name in incidents.items()],
            "hasPart": [_claim(row) for row in rows],
        }
    )


def _claim(row: Cells) -> dict[str, Any]:
    return _told(
        {
            "@id": row["claim"],
            "@type": "Claim",
            "name": sentence(row),
            "text": row["quote"],
            "creator": list(_holders(row)),
            "appearance": {"@id": row["article"]},
            "about": [
                _thing(row[end], row[f"{end}_kind"], row[f"{end}_label"]) for end in ("subject", "object")
            ],
            "creditText": _chain(row),
            "ic:predicate": row["predicate"],
            **{f"ic:{name}": {"@id": f"icv:{row[cell]}"} for name, cell in _STANCE.items()},
        }
    )


_STANCE = {"polarity": "polarity", "certainty": "certainty", "speechMode": "speech_mode"}


def _holders(row: Cells) -> Iterator[dict[str, Any]]:
    for iri, name in zip(row["holders"], row["holder_labels"], strict=True):
        yield {"@id": iri, "name": name}


def _chain(row: Cells) -> str:
    steps = reversed(row["chain"])
    return " > ".join(f"{' and '.join(step['labels'])} {step['act']}" for step in steps)


def _thing(iri: str, kind: str, name: str | None) -> dict[str, Any]:
    return _told({"@id": iri, "@type": _TYPES.get(kind, "Thing"), "name": name})


def _told(members: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in members.items() if value not in (None, [])}
