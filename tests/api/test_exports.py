"""Exports over HTTP, from a real server, read by other tools."""

import csv
import io
import json

import httpx2
import polars as pl
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st

import graph
from api.negotiation import preferred
from graph.exports.formats import FORMATS
from ontology.terms import ID
from tests.api.world import World


def get(client: httpx2.Client, path: str, **headers: str) -> httpx2.Response:
    """A reply, redirects not followed."""
    return client.get(path, headers=headers)


@pytest.mark.parametrize("form", FORMATS.values(), ids=FORMATS)
def test_every_format_can_be_had(client: httpx2.Client, form) -> None:
    """Everything comes in every format, with its media type, the licence and the generation."""
    reply = get(client, f"/exports/all.{form.suffix}")
    assert reply.status_code == 200
    assert reply.headers["content-type"].partition(";")[0] == form.media
    assert 'rel="license"' in reply.headers["link"]
    assert int(reply.headers["claimgraph-generation"]) >= 1
    assert reply.content


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        ("text/turtle", "text/turtle"),
        ("text/csv;q=0.9, application/n-quads", "application/n-quads"),
        ("text/csv;q=0.9, application/n-quads;q=0.1", "text/csv"),
        ("*/*", "application/trig"),
        ("application/ld+json", "application/ld+json"),
        ("application/*;q=0.5, text/turtle", "text/turtle"),
    ],
)
def test_without_a_suffix_the_client_chooses(client: httpx2.Client, accept: str, media: str) -> None:
    """The Accept header decides on the format, and caches are told so."""
    reply = get(client, "/exports/all", accept=accept)
    assert reply.headers["content-type"].partition(";")[0] == media
    assert "accept" in reply.headers["vary"].lower()


def test_what_nobody_can_make_is_not_acceptable(client: httpx2.Client) -> None:
    """A client that wants an image is told what there is."""
    reply = get(client, "/exports/all", accept="image/png")
    assert reply.status_code == 406
    assert "text/turtle" in reply.json()["error"]


def test_parts_by_article_incident_and_question(client: httpx2.Client, world: type[World]) -> None:
    """An article, an incident and the claims of an answer are tables of their own."""
    everything = list(csv.DictReader(io.StringIO(get(client, "/exports/all.csv").text)))
    article, incident = everything[0]["article"], json.loads(everything[0]["incidents"])[0]
    one = list(
        csv.DictReader(
            io.StringIO(get(client, f"/exports/article/{article.removeprefix(ID + 'article/')}.csv").text)
        )
    )
    assert {row["claim"] for row in one} == {row["claim"] for row in everything if row["article"] == article}
    told = get(client, f"/exports/incident/{incident.removeprefix(ID + 'incident/')}.parquet").content
    assert 0 < len(pl.read_parquet(io.BytesIO(told))) <= len(everything)
    denied = get(client, "/exports/question/stix.csv?polarity=negative").text
    assert {row["polarity"] for row in csv.DictReader(io.StringIO(denied))} == {"negative"}


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/exports/article/nobody.csv", 404),
        ("/exports/incident/nobody", 404),
        ("/exports/nonsense.trig", 404),
        ("/exports/question/nonsense.csv", 400),
        ("/exports/question/denials.csv?nonsense=1", 400),
        ("/exports/question/incidents.csv", 400),
        ("/exports/question/..%2F..%2Fetc%2Fpasswd.rq", 404),
        ("/exports/dumps/../../settings", 404),
    ],
)
def test_what_is_not_there(client: httpx2.Client, path: str, status: int) -> None:
    """Unknown parts and questions are refused, and the server goes on."""
    assert get(client, path).status_code == status
    assert get(client, "/exports/all.nq").status_code == 200


def test_more_refusals_than_places(client: httpx2.Client) -> None:
    """Refused exports give their place back: many of them do not keep others from being served."""
    for _ in range(6):
        assert get(client, "/exports/article/nobody.csv").status_code == 404
        assert client.head("/exports/all.nq").status_code == 200
        tag = get(client, "/exports/all.nq").headers["etag"]
        assert get(client, "/exports/all.nq", **{"if-none-match": tag}).status_code == 304


def test_a_reader_who_leaves_gives_the_place_back(client: httpx2.Client) -> None:
    """Broken connections do not use the places up."""
    for _ in range(6):
        with client.stream("GET", "/exports/all.nanopubs.trig") as reply:
            assert reply.status_code in {200, 503}
            next(reply.iter_raw(), b"")
    replies = [get(client, "/exports/all.nq").status_code for _ in range(40)]
    assert 200 in replies


def test_rdf_is_the_graph(client: httpx2.Client) -> None:
    """What comes over HTTP is as much as the manifest says."""
    listed = get(client, "/exports").json()
    dataset = rdflib.Dataset()
    dataset.parse(data=get(client, "/exports/all.nq").content, format="nquads")
    assert len(dataset) == listed["counts"]["triples"]
    assert {form["name"] for form in listed["formats"]} == set(FORMATS)


def test_headers_that_protect(client: httpx2.Client) -> None:
    """Exports are no scripts: no sniffing, no script policy; other sites may read them."""
    reply = get(client, "/exports/all.schema.jsonld", origin="https://elsewhere.example")
    assert reply.headers["x-content-type-options"] == "nosniff"
    assert "default-src 'none'" in reply.headers["content-security-policy"]
    assert reply.headers["access-control-allow-origin"] == "*"


KINDS = ("text/html", "text/turtle", "application/trig")


@given(st.text(max_size=40))
def test_no_header_is_too_odd(accept: str) -> None:
    """Whatever a client sends, the answer is one of the types or none."""
    assert preferred(accept, KINDS) in {*KINDS, None}


@given(st.lists(st.tuples(st.sampled_from(KINDS), st.integers(1, 10)), unique_by=lambda x: x[0], min_size=1))
def test_the_best_liked_is_chosen(wanted: list[tuple[str, int]]) -> None:
    """Of types with different qualities the best is given."""
    accept = ", ".join(f"{kind};q={quality / 10}" for kind, quality in wanted)
    best = max(quality for _, quality in wanted)
    assert preferred(accept, KINDS) in {kind for kind, quality in wanted if quality == best}


def test_a_server_is_opened_by_its_address(server: str, client: httpx2.Client) -> None:
    """`graph.open` reads everything that a server publishes, from its address alone."""
    counts = get(client, "/exports").json()["counts"]
    with graph.open(server) as study:
        assert len(study.claims()) == counts["claims"]
        assert len(study.graph) == counts["triples"]
