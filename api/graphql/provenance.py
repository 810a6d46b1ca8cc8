"""Where an article came from and what read it, as GraphQL types."""

import strawberry

from api.graphql.descriptions import of_class
from api.graphql.fields import carried, shows
from api.graphql.node import Node
from ontology import model


@shows(model.Retrieval)
@strawberry.type(description=of_class("Retrieval"))
class Retrieval(Node):
    """An answer of a server."""

    requested: str = carried(model.Retrieval, "requested")
    url: str = carried(model.Retrieval, "url", "The address that answered, after redirects.")
    status: int = carried(model.Retrieval, "status")
    ended: str = carried(model.Retrieval, "ended", "When the answer was there (ISO 8601, UTC).")
    sha256: str = carried(
        model.Retrieval, "sha256", "SHA-256 of the bytes that came, after content decoding."
    )
    etag: str | None = carried(model.Retrieval, "etag")
    last_modified: str | None = carried(model.Retrieval, "last_modified")
    robots: str | None = carried(model.Retrieval, "robots")
    feed: str | None = carried(model.Retrieval, "feed")


@shows(model.ExtractionRun)
@strawberry.type(description=of_class("ExtractionRun"))
class ExtractionRun(Node):
    """An extractor in one version."""

    label: str = carried(model.ExtractionRun, "label")
    version: str = carried(model.ExtractionRun, "version", "Its version.")
