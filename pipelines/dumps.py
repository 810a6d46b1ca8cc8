"""The asset that publishes what readers see as a dated dump, in every format, with checksums and an index."""

import dagster as dg
from pydantic import Field

from graph.exports.dumps import publish_dump
from graph.exports.formats import available, format_of
from graph.exports.source import LICENCE, source
from graph.generations import open_generation
from pipelines.automation import DUMP, daily
from pipelines.resources import Home


class Dump(dg.Config):
    """Which formats a dump has, all whose libraries are installed if none is named, and its licence."""

    formats: list[str] = Field(default_factory=list)
    licence: str = LICENCE


@dg.asset(
    deps=["generation"], owners=["team:claimgraph"], kinds={"python", "parquet"}, group_name="publication",
    pool=DUMP, automation_condition=daily(),
)  # fmt: skip
def dump(config: Dump, home: Home) -> dg.MaterializeResult[None]:
    """The current generation below `<home>/dumps`, by date and number, with manifest, checksums and DCAT."""
    folder = home.settings().home
    forms = [format_of(name) for name in config.formats] or available()
    with open_generation(folder) as published, source(published, licence=config.licence) as whole:
        place = publish_dump(whole, folder, forms)
        counts = whole.counts()
    size = sum(path.stat().st_size for path in place.iterdir())
    told: dict[str, str | int] = {**counts, "folder": str(place), "bytes": size, "formats": len(forms)}
    return dg.MaterializeResult(metadata=told)
