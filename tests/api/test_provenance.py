"""Where an article came from and what read it, over GraphQL."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from api.budget import Budget
from api.graphql.execution import answer
from api.level import Request
from api.question import Question
from api.reader import Reader
from graph import names
from graph.generations import open_generation
from graph.graph import Graph
from ontology.model import Retrieval
from ontology.terms import Iri
from tests.api.stories import courier, write_world
from tests.api.world import RUN

QUERY = """{ articles { nodes { identifier extractedBy { label version }
  retrieval { id requested url status ended sha256 etag lastModified robots feed } } } }"""


def test_articles_tell_how_they_came(tmp_path: Path, publishing: Any) -> None:
    """The addresses, the status, the times and the hash of an answer are told; of a file there are none."""
    page = courier().page()
    asked, ended = "https://news.example/c", "2024-07-02T08:00:00Z"
    came = Retrieval(
        iri=names.retrieval(page.article.iri, asked, ended),
        requested=asked,
        url="https://news.example/courier-1",
        status=200,
        ended=ended,
        sha256="f" * 64,
        etag='"a1"',
        last_modified="Tue, 02 Jul 2024 07:00:00 GMT",
        robots="allowed",
        feed="courier",
    )

    def write(graph: Graph) -> None:
        write_world(graph)
        graph.put(replace(page, article=replace(page.article, retrieval=came.iri), retrieval=came))

    publishing(tmp_path, write)
    reader = Reader(open_generation(tmp_path))
    found = answer(Question(query=QUERY), Request(reader, Budget()))["data"]["articles"]["nodes"]
    node = answer(
        Question(query=f'{{ node(id: "{came.iri}") {{ __typename id }} }}'), Request(reader, Budget())
    )
    reader.close()
    told = {one["identifier"]: one for one in found}
    assert told["courier-1"]["retrieval"] == {
        "id": came.iri,
        "requested": came.requested,
        "url": came.url,
        "status": 200,
        "ended": ended,
        "sha256": came.sha256,
        "etag": came.etag,
        "lastModified": came.last_modified,
        "robots": came.robots,
        "feed": "courier",
    }
    assert told["herald-1"]["retrieval"] is None
    assert told["herald-1"]["extractedBy"] == {"label": RUN.label, "version": RUN.version}
    assert node["data"] == {"node": {"__typename": "Retrieval", "id": Iri(came.iri)}}
