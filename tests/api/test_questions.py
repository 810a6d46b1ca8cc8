"""The named questions over HTTP: the list, the answers, the pages."""

import csv
import io
import re
from typing import Any

import httpx2
import pytest

from graph.questions import questions

HTML = {"accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}


def test_every_question_is_listed_with_what_it_answers(client: httpx2.Client) -> None:
    """The list has each question with title, parameters and query, as JSON, CSV and a page."""
    listed = {one["name"]: one for one in client.get("/questions").json()}
    assert listed.keys() == questions().keys()
    for one in listed.values():
        assert one["title"].endswith("?")
        assert one["answers"].endswith(".")
    rows = list(csv.DictReader(io.StringIO(client.get("/questions?format=csv").text)))
    assert [row["name"] for row in rows] == list(listed)
    page = client.get("/questions", headers=HTML).text
    assert set(re.findall(r'href="questions/([\w-]+)"', page)) == listed.keys()


@pytest.mark.parametrize("name", questions())
def test_every_question_is_answered_alike_everywhere(client: httpx2.Client, name: str) -> None:
    """As JSON, CSV, a page, and when its query is asked at the endpoint, it has the same rows."""
    found = client.get(f"/questions/{name}").json()
    assert found["question"] == name
    rows = list(
        csv.reader(io.StringIO(client.get(f"/questions/{name}", headers={"accept": "text/csv"}).text))
    )
    assert rows[0] == found["columns"]
    assert len(rows) == len(found["rows"]) + 1
    page = client.get(f"/questions/{name}", headers=HTML).text
    assert page.count("<tr>") == len(found["rows"]) + 1
    text = client.get(f"/questions/{name}", params={"format": "sparql"}).text
    asked = client.post("/sparql", data={"query": text}).json()
    assert asked["head"]["vars"] == found["columns"]
    assert len(asked["results"]["bindings"]) == len(found["rows"])


def test_parameters_narrow_an_answer(client: httpx2.Client) -> None:
    """A parameter is compared as text, never read as syntax; an unknown one is refused by name."""

    def rows(**parameters: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = client.get("/questions/incidents", params=parameters).json()["rows"]
        return found

    assert len(rows()) == 2
    (one,) = rows(incident="outage")
    assert one["incident"]["label"] == "Outage at Beta Lines"
    assert one["incident"]["iri"].startswith("https://w3id.org/claimgraph/id/incident/")
    assert rows(incident='" } } DROP ALL #') == []
    reply = client.get("/questions/incidents", params={"colour": "red"})
    assert (reply.status_code, "colour" in reply.text) == (400, True)


def test_an_unknown_question_is_404(client: httpx2.Client) -> None:
    """It is told where the known ones are."""
    reply = client.get("/questions/none")
    assert (reply.status_code, "/questions" in reply.text) == (404, True)
    assert client.get("/questions/claims", headers={"accept": "image/png"}).status_code == 406
    assert client.get("/questions", headers={"accept": "image/png"}).status_code == 406


def test_pages_hold_no_markup_of_others(client: httpx2.Client) -> None:
    """What is given is shown as text, and no page has a script."""
    hostile = '"><script>alert(1)</script>'
    page = client.get("/questions/claims", params={"holder": hostile}, headers=HTML).text
    assert "<script" not in page
    assert "&quot;&gt;&lt;script&gt;" in page
