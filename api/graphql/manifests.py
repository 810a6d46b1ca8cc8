"""Generations as a GraphQL type: what a published state says of itself."""

import strawberry

from graph.generations import Generation as Manifest


@strawberry.type(
    description="A published state of the graph. What is asked without a moment comes from the newest."
)
class Generation:
    """What its manifest says."""

    number: int = strawberry.field(description="Generations are counted from 1.")
    published: str = strawberry.field(description="When it was published (ISO 8601, UTC).")
    quads: int = strawberry.field(description="How many quads it has.")
    canonical_hash: str = strawberry.field(
        description="SHA-256 of the canonical form (RDFC-1.0) of what is claimed, without the history graph."
    )
    software: str = strawberry.field(description="The version of claimgraph that published it.")
    note: str | None = strawberry.field(description="What was noted when it was published.")
    articles: int = strawberry.field(description="How many articles it has.")
    claims: int = strawberry.field(description="How many claims it has.")


def manifest(found: Manifest) -> Generation:
    """What a manifest says."""
    return Generation(
        number=found.number,
        published=found.published,
        quads=found.quads,
        canonical_hash=found.canonical_hash,
        software=found.software,
        note=found.note,
        articles=found.counts.get("documents", 0),
        claims=found.counts.get("claims", 0),
    )
