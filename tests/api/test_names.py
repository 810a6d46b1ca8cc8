"""Names that answer, from a real server: pages for people, RDF for machines, and the ontology."""

import itertools
import re
from collections.abc import Callable
from html.parser import HTMLParser
from importlib.resources import files
from pathlib import Path
from typing import Any

import httpx2
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st

from api.naming.markup import Markup, element
from graph.codec import encode
from graph.generations import open_generation
from graph.graph import Graph
from graph.portrait import FORMS
from graph.settings import Settings
from ontology.handbook import Sort, current, entries, version, versions
from ontology.model import Claim, Judgement
from ontology.terms import IC, ID, Iri, Polarity, Ruling
from ontology.vocabulary import vocabulary
from pipelines.accounts import bundled
from pipelines.extractors import extractor
from pipelines.flow import run
from pipelines.withdrawing import Reasoned, withdraw
from tests.api.stories import write_world
from tests.api.world import World

BASE = ID.removesuffix("id/")
READ = {"ttl": "turtle", "trig": "trig", "nq": "nquads", "nt": "nt", "jsonld": "json-ld"}
VOID = {"link", "meta", "br", "img", "hr"}


class Page(HTMLParser):
    """What is on a page: elements with their attributes, whether all are closed, and the text."""

    def __init__(self, content: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(content)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close the element that is open."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Keep the text."""
        self.text += data

    def attributes(self, *names: str) -> list[str]:
        """The values of attributes."""
        return [value or "" for _, told in self.elements for name, value in told.items() if name in names]


def html(client: httpx2.Client, path: str) -> Page:
    """A page, which is whole and keeps to what pages here may be."""
    reply = client.get(path, headers={"accept": "text/html"})
    assert reply.headers["content-type"] == "text/html; charset=utf-8"
    page = Page(reply.text)
    assert page.open == []
    return page


@pytest.fixture(scope="session")
def known(client: httpx2.Client) -> rdflib.Dataset:
    """Everything that the server holds."""
    dataset = rdflib.Dataset(default_union=True)
    dataset.parse(data=client.get("/exports/all.nq").content, format="nquads")
    return dataset


def ours(known: rdflib.Dataset, space: str = ID) -> list[str]:
    """Every IRI of ours below a namespace that anything is said of."""
    found = sorted({str(s) for s in known.subjects() if str(s).startswith(space)})
    assert len(found) > 20
    return found


def test_every_name_answers_in_both_ways(client: httpx2.Client, known: rdflib.Dataset) -> None:
    """Each IRI of ours, named graphs too, has RDF, and each thing has a page."""
    graphs = {str(graph.identifier) for graph in known.graphs() if str(graph.identifier).startswith(BASE)}
    for iri in {*ours(known), *ours(known, BASE + "vocab/"), *graphs}:
        reply = client.get("/" + iri.removeprefix(BASE), headers={"accept": "application/n-quads"})
        assert reply.status_code == 200, iri
        assert reply.content
    for iri in ours(known)[::7]:
        assert client.get("/" + iri.removeprefix(BASE), headers={"accept": "text/html"}).status_code == 200


@pytest.mark.parametrize("suffix", FORMS)
def test_machines_get_what_is_said_of_a_thing(
    client: httpx2.Client, known: rdflib.Dataset, world: type[World], suffix: str
) -> None:
    """By suffix or by Accept, RDF has every triple of the thing, and says where it can be had again."""
    iri = world.acme.iri
    wanted = {(str(p), str(o)) for _, p, o, _ in known.quads((rdflib.URIRef(iri), None, None, None))}
    path = "/" + iri.removeprefix(BASE)
    media = FORMS[suffix][0]
    for reply in (client.get(f"{path}.{suffix}"), client.get(path, headers={"accept": media})):
        assert reply.headers["content-type"].partition(";")[0] == media
        assert reply.headers["content-location"] == f"{path}.{suffix}"
        assert reply.headers["vary"].lower().startswith("accept")
        dataset = rdflib.Dataset()
        dataset.parse(data=reply.content, format=READ[suffix])
        found = {(str(p), str(o)) for _, p, o, _ in dataset.quads((rdflib.URIRef(iri), None, None, None))}
        assert found == wanted


def test_a_claim_is_shown_with_quote_stance_and_chain(client: httpx2.Client, known: rdflib.Dataset) -> None:
    """The page of a denial has its words in their surroundings, who denies, and that it is a denial."""
    negative = rdflib.URIRef(Polarity.NEGATIVE.iri)
    claim = next(iter(known.subjects(rdflib.URIRef(IC + "polarity"), negative)))
    evidence = known.value(claim, rdflib.URIRef(IC + "evidence"))
    quote = known.value(evidence, rdflib.URIRef("http://www.w3.org/ns/oa#exact"))
    page = html(client, "/" + str(claim).removeprefix(BASE))
    assert str(quote) in page.text
    assert "negative" in page.text
    assert re.search("denies|sees no sign of it|doubts it|does not confirm it", page.text)
    assert {"mark", "blockquote", "ol"} <= {tag for tag, _ in page.elements}


def test_pages_fetch_nothing_from_elsewhere_and_run_nothing(
    client: httpx2.Client, known: rdflib.Dataset
) -> None:
    """No script, no inline style, no address but of this server, and a policy that says so."""
    for path in ("/ns", *("/" + iri.removeprefix(BASE) for iri in ours(known)[::15])):
        reply = client.get(path, headers={"accept": "text/html"})
        page = Page(reply.text)
        tags = {tag for tag, _ in page.elements}
        assert not tags & {"script", "style", "iframe", "img", "form", "object"}
        assert not page.attributes("style", "onclick", "onload", "src", "srcset")
        linked = [told["href"] or "" for tag, told in page.elements if tag == "link"]
        assert all(one.startswith("/") for one in linked)
        policy = reply.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe-inline" not in policy
        assert "script-src" not in policy


def test_pages_can_be_used_by_everybody(client: httpx2.Client, known: rdflib.Dataset) -> None:
    """Language, one main heading, landmarks, captions, heads of columns, and a way past the navigation."""
    for path in ("/ns", *("/" + iri.removeprefix(BASE) for iri in ours(known)[::25])):
        page = html(client, path)
        tags = [tag for tag, _ in page.elements]
        assert page.elements[0] == ("html", {"lang": "en"})
        assert tags.count("h1") == 1
        assert {"main", "header", "footer", "title"} <= set(tags)
        assert tags.count("table") == tags.count("caption")
        assert all(told.get("scope") == "col" for tag, told in page.elements if tag == "th")
        assert page.attributes("href").count("#main") == 1
        levels = [int(tag[1]) for tag in tags if re.fullmatch("h[1-6]", tag)]
        assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


def test_an_entity_leads_to_its_claims(client: httpx2.Client, world: type[World]) -> None:
    """The page of a company has a table of the claims on it, which link to their pages."""
    page = html(client, "/" + world.acme.iri.removeprefix(BASE))
    claims = [link for link in page.attributes("href") if link.startswith("/id/claim/")]
    assert claims
    assert html(client, claims[0]).text


@pytest.mark.parametrize(
    "path", ["/id/claim/nobody", "/id/x%20y", "/id/%3Cscript%3E", "/graph/none", "/id/a.pdf"]
)
def test_what_has_no_name_here(client: httpx2.Client, path: str) -> None:
    """An unknown name is a page that says so, with the name escaped."""
    reply = client.get(path)
    assert reply.status_code == 404
    assert "<script>" not in reply.text
    assert "Nothing here has this name" in reply.text


def test_what_nobody_can_make(client: httpx2.Client, world: type[World]) -> None:
    """A client that wants an image is told what there is."""
    path = "/" + world.acme.iri.removeprefix(BASE)
    assert client.get(path, headers={"accept": "image/png"}).status_code == 406


def test_a_wrong_cursor_is_told(client: httpx2.Client, world: type[World]) -> None:
    """A cursor that is none is a bad request, not a failure."""
    path = "/" + world.acme.iri.removeprefix(BASE)
    assert client.get(f"{path}?after=nonsense", headers={"accept": "text/html"}).status_code == 400


def test_nanopublications_answer_to_their_names(client: httpx2.Client) -> None:
    """The trusty name of a nanopublication leads to its content; with another code it leads nowhere."""
    text = client.get("/exports/all.nanopubs.trig").text
    name = next(iter(re.findall(r"<(https://[^>#]+\.RA[A-Za-z0-9_-]{43})>", text)))
    path = "/" + name.removeprefix(BASE)
    reply = client.get(path)
    assert reply.status_code == 200
    assert reply.text.strip() in text
    assert client.get(path[:-4] + "AAAA").status_code == 404


def test_the_ontology_is_documented_whole(client: httpx2.Client) -> None:
    """Every class, property and list has its entry, with definition, at the fragment of its IRI."""
    page = html(client, "/ns")
    anchors = set(page.attributes("id"))
    assert len(anchors) == len(page.attributes("id"))
    told = [entry for entry in entries(version() or "") if entry.sort is not Sort.VALUE]
    assert {entry.name for entry in told} <= anchors
    assert all(entry.definition in page.text for entry in told)
    links = {link[1:] for link in page.attributes("href") if link.startswith("#")}
    assert links <= anchors
    assert [tag for tag, _ in page.elements].count("svg") == 2
    assert any(link.startswith("/id/claim/") for link in page.attributes("href"))


@pytest.mark.parametrize("suffix", FORMS)
def test_the_ontology_for_machines(client: httpx2.Client, suffix: str) -> None:
    """At its namespace the ontology is the RDF of its files, in every form."""
    reply = client.get("/ns", headers={"accept": FORMS[suffix][0]})
    assert reply.headers["content-type"].partition(";")[0] == FORMS[suffix][0]
    dataset = rdflib.Dataset(default_union=True)
    dataset.parse(data=reply.content, format=READ[suffix])
    classes = set(vocabulary().subjects(rdflib.RDF.type, rdflib.OWL.Class))
    assert set(dataset.subjects(rdflib.RDF.type, rdflib.OWL.Class)) == classes
    assert client.get(f"/ns/{suffix}").content == reply.content


def test_versions_are_kept(client: httpx2.Client) -> None:
    """The current version has an address of its own; a version that never was is told apart."""
    assert (
        client.get(f"/ns/{current()}", headers={"accept": "text/turtle"}).content
        == client.get("/ns/ttl").content
    )
    assert client.get(f"/ns/{current()}.ttl").content == client.get("/ns/ttl").content
    assert client.get("/ns/99.0.0").status_code == 404
    kept = {file.name for file in (files("ontology") / "versions").iterdir()} - {"README.md"}
    assert kept <= {f"{one}.ttl" for one in versions()}


def test_shortcuts_and_extensions_have_addresses(client: httpx2.Client) -> None:
    """The namespaces of shortcuts lead to their explanation, and the STIX extension to its schema."""
    for name in ("said", "denied", "unconfirmed"):
        reply = client.get(f"/{name}", follow_redirects=False)
        assert (reply.status_code, reply.headers["location"]) == (303, "/ns#shortcuts")
    assert client.get("/stix/claim.json").json()["$id"].endswith("/stix/claim.json")


@given(st.text(), st.text())
def test_text_cannot_become_markup(text: str, value: str) -> None:
    """Whatever a text holds, it comes out as text, inside of elements and of attributes."""
    made = Page(element("p", text, title=value))
    assert [tag for tag, _ in made.elements] == ["p"]
    assert made.open == []
    assert isinstance(element("p", text), Markup)


def test_what_was_withdrawn_is_gone_and_says_since_when(
    servers: Callable[[Path], Any], tmp_path: Path
) -> None:
    """The names of a withdrawn article and of its claims answer 410, with the day."""
    pages = [str(page) for page in bundled() if page.name.startswith("hospital")]
    settings = Settings.of(tmp_path)
    run(pages, settings)
    with open_generation(tmp_path) as before:
        claims = {claim.iri: claim.article for claim in before.graph.all(Claim)}
    withdraw(pages[0], Reasoned("a test", "retracted"), settings, by=extractor())
    with open_generation(tmp_path) as after:
        left = {claim.article for claim in after.graph.all(Claim)}
    gone = next(iri for iri, article in claims.items() if article not in left)
    with servers(tmp_path) as address, httpx2.Client(base_url=address) as client:
        for iri in (gone, claims[gone]):
            reply = client.get("/" + iri.removeprefix(BASE))
            assert reply.status_code == 410
            assert re.search(r"withdrawn on \d{4}-\d\d-\d\d", reply.text)


def test_what_was_merged_leads_to_its_new_name(
    servers: Callable[[Path], Any], publishing: Callable[..., None], tmp_path: Path, world: type[World]
) -> None:
    """The old name of something that was judged to be the same as another redirects for good."""
    old = f"{ID}company/old-name"
    judged = Judgement(
        iri=Iri(f"{ID}judgement/1"), label="same", ruling=Ruling.SAME, judge="Ada",
        recorded="2026-01-01T00:00:00Z", reason="the same", judged=(Iri(old), world.acme.iri),
        replaced_by=world.acme.iri,
    )  # fmt: skip

    def write(graph: Graph) -> None:
        write_world(graph)
        graph.replace_history(encode(judged))

    publishing(tmp_path, write)
    with servers(tmp_path) as address, httpx2.Client(base_url=address) as client:
        reply = client.get("/id/company/old-name", follow_redirects=False)
    assert (reply.status_code, reply.headers["location"]) == (301, "/" + world.acme.iri.removeprefix(BASE))
