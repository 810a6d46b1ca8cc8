"""RDF 1.2, nanopublications, framed JSON-LD and schema.org, read back by other tools."""

import base64
import hashlib
import json
import re
from collections.abc import Iterable
from functools import cmp_to_key
from importlib.resources import files
from typing import Any

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from oxrdflib.store import OxigraphStore
from pyld import jsonld

from graph.exports.source import Source
from graph.exports.trusty import BLANK, Quad, code, named
from graph.triples import Literal, Resource
from graph.wording import STANDS
from ontology.model import Claim, Proposition
from ontology.terms import DCTERMS, IC, ICV, PROV, RDF, SCHEMA

from .conftest import Written

NP = "http://www.nanopub.org/nschema#"
Triples = set[tuple[Any, ...]]


def quads(content: bytes, form: str = "trig") -> rdflib.Dataset:
    """A dataset as rdflib reads it."""
    dataset = rdflib.Dataset()
    dataset.parse(data=content, format=form)
    return dataset


def flat(dataset: rdflib.Dataset) -> Triples:
    """The triples of all graphs, numbers by their value."""
    return {(s, p, plain(o)) for s, p, o, _ in dataset.quads()}


def plain(node: Any) -> Any:
    """A literal by its value and type."""
    return (node.toPython(), node.datatype, node.language) if isinstance(node, rdflib.Literal) else node


# ------------------------------------------------------------------ RDF 1.2


def test_each_claim_reifies_its_proposition(whole: Source, written: Written) -> None:
    """Oxigraph reads one triple term for each claim, and it is the proposition of the graph."""
    store = OxigraphStore(store=ox.Store())
    dataset = rdflib.Dataset(store=store)
    dataset.parse(data=written("rdf12"), format="ox-trig")
    found = dataset.query(
        "SELECT ?claim (SUBJECT(?t) AS ?s) (PREDICATE(?t) AS ?p) (OBJECT(?t) AS ?o) "
        "WHERE { GRAPH ?page { ?claim rdf:reifies ?t } }"
    )
    told = {tuple(map(str, row)) for row in found}
    known = {claim.iri: whole.graph.get(Proposition, claim.proposition) for claim in whole.graph.all(Claim)}
    assert told == {(c, p.subject, IC + p.predicate.value, p.object) for c, p in known.items() if p}
    assert len(told) == whole.index.counts()["claims"]


def test_a_triple_term_asserts_nothing(whole: Source, written: Written) -> None:
    """No graph holds what is claimed as a triple, and all else is as in the plain export."""
    store = ox.Store()
    store.load(written("rdf12"), ox.RdfFormat.TRIG)
    plain_ones = {quad for quad in store if not isinstance(quad.object, ox.Triple)}
    terms = {quad.object for quad in store if isinstance(quad.object, ox.Triple)}
    assert terms
    assert not terms & {quad.triple for quad in plain_ones}
    other = ox.Store()
    other.load(written("nquads"), ox.RdfFormat.N_QUADS)
    assert plain_ones == set(other)


# ------------------------------------------------------------------ nanopublications


def recomputed(graph: Iterable[tuple[Any, ...]], known: str) -> str:
    """The artifact code of quads (graph, subject, predicate, object), read from the definition anew."""

    def uri(text: str) -> str:
        return str(text).replace(known, " ")

    def compare(one: tuple[Any, ...], other: tuple[Any, ...]) -> int:
        for here, there in zip(one[:3], other[:3], strict=True):
            if uri(here) != uri(there):
                return -1 if uri(here).encode() < uri(there).encode() else 1
        left, right = one[3], other[3]
        literals = [isinstance(end, rdflib.Literal) for end in (left, right)]
        if literals[0] != literals[1]:
            return 1 if literals[0] else -1
        first, second = (
            (str(left).encode(), str(left.datatype or ""), left.language or "") if literals[0] else uri(left),
            (str(right).encode(), str(right.datatype or ""), right.language or "")
            if literals[1]
            else uri(right),
        )
        return 0 if first == second else -1 if first < second else 1  # type: ignore[operator]

    def line(node: Any) -> str:
        if not isinstance(node, rdflib.Literal):
            return uri(node) + "\n"
        text = str(node).replace("\\", "\\\\").replace("\n", "\\n")
        kind = f"@{node.language}" if node.language else f"^{node.datatype or rdflib.XSD.string}"
        return f"{kind} {text}\n"

    lines = ("".join(map(line, quad)) for quad in sorted(graph, key=cmp_to_key(compare)))
    made = hashlib.sha256("".join(lines).encode()).digest()
    return "RA" + base64.urlsafe_b64encode(made).decode().rstrip("=")


def test_a_published_name_is_recomputed() -> None:
    """The code of a nanopublication that others published comes out of its quads."""
    this = f"http://example.org/nanopub-validator-example/{BLANK}"
    sub = {name: f"{this}#{name}" for name in ("Head", "assertion", "provenance", "pubinfo")}
    stamp = Literal("2014-07-24T18:05:11+01:00", "http://www.w3.org/2001/XMLSchema#dateTime")
    example = [
        Quad(sub["Head"], this, RDF + "type", Resource(NP + "Nanopublication")),
        Quad(sub["Head"], this, NP + "hasAssertion", Resource(sub["assertion"])),
        Quad(sub["Head"], this, NP + "hasProvenance", Resource(sub["provenance"])),
        Quad(sub["Head"], this, NP + "hasPublicationInfo", Resource(sub["pubinfo"])),
        Quad(
            sub["assertion"], "http://example.org/mosquito", "http://example.org/transmits",
            Resource("http://example.org/malaria"),
        ),
        Quad(
            sub["provenance"], sub["assertion"], PROV + "hadPrimarySource",
            Resource("http://dx.doi.org/10.3233/ISU-2010-0613"),
        ),
        Quad(sub["pubinfo"], this, DCTERMS + "created", stamp),
        Quad(
            sub["pubinfo"], this, "http://purl.org/pav/createdBy",
            Resource("http://orcid.org/0000-0002-1267-0234"),
        ),
        Quad(sub["pubinfo"], this, RDF + "type", Resource("http://purl.org/nanopub/x/ExampleNanopub")),
    ]  # fmt: skip
    assert code(example) == "RAtAU6U_xKTH016Eoiu11SswQkBu1elB_3_BoDJWH3arA"


TEXT = st.text(st.characters(blacklist_categories=("Cs",)), max_size=6)
TERMS = st.one_of(
    st.sampled_from([Resource("https://a.example/b"), Resource(f"https://a.example/{BLANK}#x")]),
    st.builds(Literal, TEXT), st.builds(lambda text: Literal(text, RDF + "langString", "en"), TEXT),
)  # fmt: skip
QUADS = st.builds(
    Quad, st.sampled_from([f"https://a.example/{BLANK}#g", f"https://a.example/{BLANK}#h"]),
    st.sampled_from([f"https://a.example/{BLANK}", "https://z.example/s"]),
    st.sampled_from(["https://a.example/p", "https://a.example/q"]), TERMS,
)  # fmt: skip


@given(st.lists(QUADS, min_size=1, max_size=8))
def test_a_name_depends_on_content_alone(some: list[Quad]) -> None:
    """Order and repetition change nothing, any other content does, and named quads give their name again."""
    known = code(some)
    assert code([*reversed(some), some[0]]) == known
    assert (
        code([*some, Quad("https://a.example/n", "https://a.example/n", "https://a.example/n", Literal("n"))])
        != known
    )
    back = [Quad(*(part.replace(known, BLANK) for part in q[:3]), q.object) for q in named(some, known)]
    assert all(BLANK not in part for q in named(some, known) for part in q[:3])
    assert [q[:3] for q in back] == [q[:3] for q in some]


def test_every_nanopublication_is_whole_and_rightly_named(
    whole: Source, written: Written, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rdflib reads four graphs for each claim; their trusty name is the hash of what was read."""
    monkeypatch.setattr(rdflib, "NORMALIZE_LITERALS", False)  # or it would write numbers in its own way
    dataset = quads(written("nanopubs"))
    found = [
        s
        for s, _, _, _ in dataset.quads((None, rdflib.RDF.type, rdflib.URIRef(NP + "Nanopublication"), None))
    ]
    assert len(found) == whole.index.counts()["claims"]
    by_graph: dict[str, list[tuple[Any, ...]]] = {}
    for s, p, o, g in dataset.quads():
        by_graph.setdefault(str(g).partition("#")[0], []).append((g, s, p, o))
    for name in found[::20]:
        known = str(name).rpartition(".")[2]
        assert re.fullmatch(r"RA[A-Za-z0-9_-]{43}", known)
        content = by_graph[str(name)]
        assert {str(g).partition("#")[2] for g, *_ in content} == {
            "Head",
            "assertion",
            "provenance",
            "pubinfo",
        }
        assert recomputed(content, known) == known


def test_nanopublications_assert_claims_only(whole: Source, written: Written) -> None:
    """Every claim with its proposition, chain and quote is there; what is claimed is nowhere a triple."""
    dataset = quads(written("nanopubs"))
    told = flat(dataset)
    source = quads(written("nquads"), "nquads")
    wanted = {
        (s, p, plain(o))
        for claim in whole.graph.all(Claim)
        for iri in (
            claim.iri,
            claim.proposition,
            claim.attribution,
            claim.evidence,
            claim.time,
            claim.quantity,
        )
        if iri
        for s, p, o, _ in source.quads((rdflib.URIRef(iri), None, None, None))
        if str(p) not in {IC + "withdrawn", IC + "recorded"}
    }
    assert wanted <= told
    said = {whole.graph.get(Proposition, claim.proposition) for claim in whole.graph.all(Claim)}
    triples = {
        (rdflib.URIRef(p.subject), rdflib.URIRef(IC + p.predicate.value), rdflib.URIRef(p.object))
        for p in said
        if p
    }
    assert not triples & told


# ------------------------------------------------------------------ JSON-LD


def test_pyld_reads_every_triple_of_framed_json_ld(written: Written) -> None:
    """Framed JSON-LD loses the names of graphs and no triple."""
    nquads = jsonld.to_rdf(json.loads(written("framed")), {"format": "application/n-quads"})
    assert flat(quads(nquads.encode(), "nquads")) == flat(quads(written("nquads"), "nquads"))


def test_claims_are_trees(whole: Source, written: Written) -> None:
    """Each claim has proposition, evidence and the whole chain inside, and its holders by name."""
    nodes = json.loads(written("framed"))["@graph"]
    claims = [node for node in nodes if node.get("@type") == "ic:Claim"]
    assert len(claims) == whole.index.counts()["claims"]
    for node in claims:
        assert node["proposition"]["predicate"].startswith("ic:")
        assert node["proposition"]["subject"]["@id"]
        assert node["evidence"]["exact"]
        step = node["attribution"]
        while "within" in step:
            step = step["within"]
        assert step["position"] == 1
        assert step["speaker"]["label"]


def test_the_frame_that_goes_with_it_gives_the_same_trees(written: Written) -> None:
    """pyld, given the flat export and our frame, makes the tree that the framed export has."""
    nodes = json.loads(written("framed"))
    wanted = next(node for node in nodes["@graph"] if node.get("@type") == "ic:Claim" and "cue" in node)
    frame = json.loads((files("ontology") / "frame.jsonld").read_text("utf-8"))
    frame["@context"], frame["@id"] = nodes["@context"], wanted["@id"]
    given_flat = json.loads(written("jsonld"))
    merged = [node for graph in given_flat["@graph"] for node in graph["@graph"]]
    framed = jsonld.frame({"@context": nodes["@context"], "@graph": merged}, frame, {"omitGraph": True})
    made = jsonld.to_rdf({"@context": nodes["@context"], **wanted}, {"format": "application/n-quads"})
    again = jsonld.to_rdf(framed, {"format": "application/n-quads"})
    assert set(again.splitlines()) == set(made.splitlines())
    assert framed["proposition"]["object"]["@id"] == wanted["proposition"]["object"]["@id"]


@pytest.fixture(scope="module")
def web(written: Written) -> rdflib.Graph:
    """The schema.org export as rdflib reads it."""
    return rdflib.Graph().parse(data=written("schema"), format="json-ld")


def test_schema_org_has_every_claim_and_its_stance(whole: Source, web: rdflib.Graph) -> None:
    """Each claim stands in its article with quote, creators, polarity and certainty."""
    schema = rdflib.Namespace(SCHEMA)
    for claim in whole.graph.all(Claim):
        node = rdflib.URIRef(claim.iri)
        assert (rdflib.URIRef(claim.article), schema.hasPart, node) in web
        assert web.value(node, rdflib.RDF.type) == schema.Claim
        assert {str(who) for who in web.objects(node, schema.creator)} == set(claim.holders)
        assert str(web.value(node, rdflib.URIRef(IC + "polarity"))) == ICV + claim.polarity.value
        assert f" {STANDS[claim.polarity, claim.certainty]}: " in str(web.value(node, schema.name))


def test_schema_org_reviews_and_rates_nothing(written: Written, web: rdflib.Graph) -> None:
    """There is no ClaimReview and no rating, and no context that would have to be fetched."""
    assert not re.search(rb"ClaimReview|Rating|reviewRating", written("schema"))
    assert isinstance(json.loads(written("schema"))["@context"], dict)
    assert (None, rdflib.RDF.type, rdflib.URIRef(SCHEMA + "NewsArticle")) in web
