"""Which STIX 2.1 object a thing of the graph becomes, and under which identifier."""

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID, uuid5

from ontology.model import Entity
from ontology.terms import Kind, Relation

NAMESPACE = UUID("5a1f9d0e-6c36-4f0b-9a39-2d3d7b6a1c55")  # ours: the same thing has the same identifier
TYPES: Mapping[Kind, str] = {
    Kind.ORGANIZATION: "identity",
    Kind.COMPANY: "identity",
    Kind.GOVERNMENT_BODY: "identity",
    Kind.MEDIA_ORGANIZATION: "identity",
    Kind.PERSON: "identity",
    Kind.UNNAMED_SOURCE: "identity",
    Kind.COLLECTIVE: "identity",
    Kind.THREAT_ACTOR: "intrusion-set",
    Kind.INCIDENT: "incident",
    Kind.MALWARE: "malware",
    Kind.TOOL: "tool",
    Kind.VULNERABILITY: "vulnerability",
}
OPINIONS: Mapping[Relation, str] = {Relation.CONTRADICTS: "disagree", Relation.CORROBORATES: "agree"}
_CLASSES = {
    Kind.PERSON: "individual", Kind.COLLECTIVE: "class", Kind.UNNAMED_SOURCE: "unknown",
}  # fmt: skip
_ALIASED = frozenset({"intrusion-set", "malware", "tool"})


def identifier(kind: str, iri: str) -> str:
    """The identifier of the object of a type that an IRI becomes."""
    return f"{kind}--{uuid5(NAMESPACE, iri)}"


def of_kind(kind: str, iri: str) -> str | None:
    """The identifier of an entity by the name of its class; None when STIX has no object for it."""
    found = TYPES.get(Kind(kind)) if kind in set(Kind) else None
    return identifier(found, iri) if found else None


def properties(entity: Entity) -> dict[str, Any]:
    """What STIX says of an entity, without identifier and times."""
    kind = TYPES[entity.kind]
    told: dict[str, Any] = {"type": kind, "name": entity.label}
    if kind == "identity":
        told["identity_class"] = _CLASSES.get(entity.kind, "organization")
    if kind == "malware":
        told["is_family"] = True  # news names families; samples go by their hashes
    if entity.aliases and kind in _ALIASED:
        told["aliases"] = list(entity.aliases)
    return told | {"external_references": list(_references(entity))}


def _references(entity: Entity) -> Iterator[dict[str, str]]:
    yield {"source_name": "claimgraph", "url": entity.iri}
    for url in entity.same_as:
        yield {"source_name": "exact match", "url": url}
    for known in (entity.label, *entity.aliases, *entity.identifiers):
        if known.startswith("CVE-") and entity.kind is Kind.VULNERABILITY:
            yield {"source_name": "cve", "external_id": known}
        elif known in entity.identifiers:
            yield {"source_name": "identifier", "external_id": known}
