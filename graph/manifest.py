"""Manifests: what a published state of the graph says of itself."""

from dataclasses import asdict, dataclass, field

import orjson

from ontology.errors import GraphError


@dataclass(frozen=True, slots=True, kw_only=True)
class Generation:
    """What a manifest says of a published state; `counts` as in `Index.counts`."""

    number: int
    published: str  # ISO 8601 time in UTC
    quads: int
    canonical_hash: (
        str  # see `graph.digest`; of what is claimed: the history graph and what is kept apart are not in it
    )
    counts: dict[str, int]
    software: str
    index: int  # the version of the side index
    note: str | None = None
    hashing: int = 1  # in which way: 2 is that of `graph.digest`, 1 the SHA-256 of all lines in their order
    apart: str | None = None  # SHA-256 of the history graph and of what is kept apart
    changes: dict[str, int] = field(default_factory=dict)  # from the generation before: "claims added": 12


def written(generation: Generation) -> bytes:
    """The manifest as a file holds it."""
    return orjson.dumps(asdict(generation), option=orjson.OPT_INDENT_2)


def understood(manifest: bytes) -> Generation:
    """The manifest of a file; GraphError when it cannot be read."""
    try:
        return Generation(**orjson.loads(manifest))
    except (TypeError, ValueError) as error:
        raise GraphError(
            f"a manifest cannot be read ({error}); publish again with `claimgraph run`"
        ) from error
