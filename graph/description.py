"""What the published graph says of itself for machines: a SPARQL service description, and VoID."""

from collections.abc import Iterable, Iterator

from graph.manifest import Generation
from graph.store import serialize
from graph.triples import XSD_INTEGER, Literal, Resource, Triple
from ontology.terms import DCTERMS, IC, ICV, ID, RDF_TYPE, SCHEMA, SECTOR, XSD

SD = "http://www.w3.org/ns/sparql-service-description#"
VOID = "http://rdfs.org/ns/void#"
_FORMATS = "http://www.w3.org/ns/formats/"
_PREFIXES = {"sd": SD, "void": VOID, "formats": _FORMATS, "dcterms": DCTERMS, "schema": SCHEMA, "xsd": XSD}
_RESULTS = (
    "SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV",
    "Turtle", "N-Triples", "RDF_XML", "JSON-LD",
)  # fmt: skip
_TITLE = "claimgraph: what news accounts of security incidents claim, and who says it"
_DESCRIPTION = "Claims of news accounts, with speakers, certainty and exact words; none is asserted as fact."
CLASSES = "SELECT ?class (COUNT(DISTINCT ?thing) AS ?things) WHERE { ?thing a ?class } GROUP BY ?class"
PROPERTIES = "SELECT ?property (COUNT(*) AS ?triples) WHERE { ?s ?property ?o } GROUP BY ?property"


def service(endpoint: str, generation: Generation, graphs: Iterable[str]) -> Iterator[Triple]:
    """The description of the service at an endpoint."""
    dataset, default = f"{endpoint}#dataset", f"{endpoint}#default-graph"
    yield Triple(endpoint, RDF_TYPE, Resource(SD + "Service"))
    yield Triple(endpoint, SD + "endpoint", Resource(endpoint))
    yield Triple(endpoint, SD + "supportedLanguage", Resource(SD + "SPARQL11Query"))
    yield Triple(endpoint, SD + "feature", Resource(SD + "UnionDefaultGraph"))
    for form in _RESULTS:
        yield Triple(endpoint, SD + "resultFormat", Resource(_FORMATS + form))
    yield Triple(endpoint, SD + "defaultDataset", Resource(dataset))
    yield Triple(dataset, RDF_TYPE, Resource(SD + "Dataset"))
    yield Triple(dataset, SD + "defaultGraph", Resource(default))
    yield Triple(default, RDF_TYPE, Resource(SD + "Graph"))
    yield Triple(default, VOID + "triples", _number(generation.quads))
    for number, name in enumerate(graphs, start=1):
        graph = f"{endpoint}#graph-{number}"
        yield Triple(dataset, SD + "namedGraph", Resource(graph))
        yield Triple(graph, RDF_TYPE, Resource(SD + "NamedGraph"))
        yield Triple(graph, SD + "name", Resource(name))


def dataset(
    place: str,
    endpoint: str,
    generation: Generation,
    classes: Iterable[tuple[str, int]],
    properties: Iterable[tuple[str, int]],
) -> Iterator[Triple]:
    """VoID of the published graph, described at a place: how much of what it has, and where to ask."""
    this = f"{place}#dataset"
    yield Triple(place, RDF_TYPE, Resource(VOID + "DatasetDescription"))
    yield Triple(this, RDF_TYPE, Resource(VOID + "Dataset"))
    yield Triple(this, DCTERMS + "title", Literal(_TITLE, language="en"))
    yield Triple(this, DCTERMS + "description", Literal(_DESCRIPTION, language="en"))
    yield Triple(this, DCTERMS + "modified", Literal(generation.published, XSD + "dateTime"))
    yield Triple(this, SCHEMA + "version", Literal(str(generation.number)))
    yield Triple(this, VOID + "sparqlEndpoint", Resource(endpoint))
    yield Triple(this, VOID + "triples", _number(generation.quads))
    for vocabulary in (IC, ICV, SECTOR):
        yield Triple(this, VOID + "vocabulary", Resource(vocabulary))
    yield Triple(this, VOID + "uriSpace", Literal(ID))
    yield from _parts(this, "class", classes, "entities")
    yield from _parts(this, "property", properties, "triples")


def written(triples: Iterable[Triple], form: str) -> bytes:
    """A description in an RDF syntax."""
    return serialize(triples, form, _PREFIXES)


def _parts(this: str, kind: str, sizes: Iterable[tuple[str, int]], counted: str) -> Iterator[Triple]:
    for number, (name, size) in enumerate(sorted(sizes), start=1):
        part = f"{this}-{kind}-{number}"
        yield Triple(this, f"{VOID}{kind}Partition", Resource(part))
        yield Triple(part, VOID + kind, Resource(name))
        yield Triple(part, VOID + counted, _number(size))


def _number(size: int) -> Literal:
    return Literal(str(size), XSD_INTEGER)
