"""The formats: what each is called, which tools read it, and what it does not carry."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from importlib.util import find_spec
from typing import IO, Any

from graph.exports.source import Source
from ontology.errors import GraphError


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One format. `writer` is `module:function` in this package, imported when it is wanted."""

    name: str
    suffix: str
    media: str
    title: str
    tools: str
    loses: str
    writer: str
    options: Mapping[str, Any] = field(default_factory=dict)

    @property
    def file(self) -> str:
        """What a file of everything in this format is called."""
        table = self.options.get("table")
        return f"{table}.{self.suffix.rpartition('.')[2]}" if table else f"claimgraph.{self.suffix}"

    def write(self, source: Source, output: IO[bytes]) -> None:
        """Write what is exported; MissingExtra when the format needs a library that is not installed."""
        module, _, name = self.writer.partition(":")
        write: Callable[..., None] = getattr(import_module(f"graph.exports.{module}"), name)
        write(source, output, **self.options)


_NOTHING = "nothing"
_CSV, _PARQUET = "text/csv", "application/vnd.apache.parquet"


def _table(name: str, means: str, loses: str) -> tuple[Format, Format]:
    prefix = "" if name == "claims" else f"{name}-"
    suffix = "" if name == "claims" else f"{name}."
    csv = Format(
        name=f"{prefix}csv", suffix=f"{suffix}csv", media=_CSV, title=f"{means} as CSV",
        tools="spreadsheets, R, pandas, polars, frictionless", loses=loses,
        writer="tables:write_csv", options={"table": name},
    )  # fmt: skip
    parquet = Format(
        name=f"{prefix}parquet", suffix=f"{suffix}parquet", media=_PARQUET, title=f"{means} as Parquet",
        tools="pyarrow, polars, DuckDB, Spark", loses=loses,
        writer="tables:write_parquet", options={"table": name},
    )  # fmt: skip
    return csv, parquet


_ALL = (
    Format(
        name="nquads", suffix="nq", media="application/n-quads", title="N-Quads",
        tools="any RDF store", loses=_NOTHING, writer="rdf:write_dump", options={"form": "nquads"},
    ),
    Format(
        name="trig", suffix="trig", media="application/trig", title="TriG",
        tools="any RDF store, people", loses=_NOTHING, writer="rdf:write_dump", options={"form": "trig"},
    ),
    Format(
        name="turtle", suffix="ttl", media="text/turtle", title="Turtle",
        tools="any RDF library", loses="the names of the graphs", writer="rdf:write_dump",
        options={"form": "turtle"},
    ),
    Format(
        name="jsonld", suffix="jsonld", media="application/ld+json", title="JSON-LD, graph by graph",
        tools="pyld, rdflib, jsonld.js", loses=_NOTHING, writer="rdf:write_graphs",
    ),
    Format(
        name="framed", suffix="framed.jsonld", media="application/ld+json",
        title="JSON-LD, framed: each claim a tree", tools="anything that reads JSON; pyld, jsonld.js",
        loses="the names of the graphs", writer="framed:write_framed",
    ),
    Format(
        name="rdf12", suffix="rdf12.trig", media="application/trig", title="RDF 1.2 TriG with triple terms",
        tools="Oxigraph and other RDF 1.2 stores", loses=_NOTHING, writer="rdf:write_triple_terms",
    ),
    Format(
        name="nanopubs", suffix="nanopubs.trig", media="application/trig",
        title="nanopublications, one a claim, named by their content",
        tools="nanopublication tools, any RDF store",
        loses="comparisons; shortcuts; mentions that are no quotes; judgements; "
        "of entities all but class and name",
        writer="nanopubs:write_nanopubs",
    ),
    *_table(
        "claims", "claims, one a row,",
        "comparisons; mentions that are no quotes; judgements; of entities all but name and kind; "
        "of articles hash, day of change and length",
    ),
    *_table("comparisons", "comparisons, one a row,", "all but comparisons"),
    *_table("entities", "entities, one a row,", "all but names, kinds and how often they are spoken of"),
    Format(
        name="graphml", suffix="graphml", media="application/graphml+xml",
        title="GraphML: claims as nodes between those who make them and what they speak of",
        tools="networkx, Gephi, Cytoscape, igraph",
        loses="mentions that are no quotes; judgements; bases; "
        "of all that claims speak of everything but names; "
        "characters that XML cannot hold",
        writer="network:write_graphml",
    ),
    Format(
        name="stix", suffix="stix.json", media="application/stix+json", title="STIX 2.1 bundle",
        tools="OpenCTI, MISP, stix2",
        loses="mentions that are no quotes; judgements; comparisons but contradiction and corroboration; "
        "what entities belong to or are about",
        writer="stix:write_stix",
    ),
    Format(
        name="schema", suffix="schema.jsonld", media="application/ld+json",
        title="schema.org JSON-LD: articles with their claims",
        tools="search engines, schema.org tools",
        loses="chains but as text; times, places, quantities, scopes, origins, offsets; comparisons; "
        "judgements",
        writer="web:write_schema",
    ),
)  # fmt: skip

_NEEDS = {"parquet": "pyarrow", "stix": "stix2"}  # by the end of the format's name
FORMATS: Mapping[str, Format] = {form.name: form for form in _ALL}


def format_of(name: str) -> Format:
    """The format of a name; GraphError when there is none."""
    if name not in FORMATS:
        raise GraphError(f"{name} is not a format; choose one of {', '.join(FORMATS)}")
    return FORMATS[name]


def by_suffix(path: str) -> tuple[str, Format] | None:
    """A path without the suffix of a format, and that format; the longest suffix counts."""
    found = [form for form in FORMATS.values() if path.endswith(f".{form.suffix}")]
    if not found:
        return None
    form = max(found, key=lambda one: len(one.suffix))
    return path.removesuffix(f".{form.suffix}"), form


def available() -> list[Format]:
    """The formats whose libraries are installed."""
    missing = tuple(name for name, library in _NEEDS.items() if find_spec(library) is None)
    return [form for form in FORMATS.values() if not form.name.endswith(missing)]
