"""What a perfect reader would say survives: our checks throw away what is invented, not what is right."""

import hashlib
from dataclasses import replace
from typing import Any

import pytest

from graph.check import placement, rules, shapes
from pipelines import edition as editions
from pipelines.extracting import hold
from pipelines.extraction.account import Account
from pipelines.extraction.contract import document_of
from pipelines.extraction.llm.assembly import assembled
from pipelines.extraction.llm.figures import Part
from pipelines.extraction.llm.reply import reply
from pipelines.extraction.llm.tally import Tally
from pipelines.extraction.llm.windows import windows
from pipelines.keeping import misquotes, proof
from tests.extraction.llm import oracle


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Any, Any]]:
    """The training part of the corpus with its annotation."""
    return list(oracle.annotated(tmp_path_factory.mktemp("corpus")))


def read(line: Any, gold: Any, size: int) -> Account:
    """The account of an article by the perfect reader, through windows of a size."""
    document, tally = document_of(line), Tally()
    parts = [
        Part(window=window, reply=reply(oracle.reply(line, gold, window), tally))
        for window in windows(document.text, size, size // 4)
    ]
    account = assembled(document, parts, tally, name="llm", version="1", rule="llm:oracle")
    hold(account, document)
    return account


@pytest.mark.parametrize("size", [100_000, 1_500], ids=["whole", "in windows"])
def test_what_is_right_is_kept(articles: list[tuple[Any, Any]], size: int) -> None:
    """Nearly all claims with the right quote and stance, and next to none twice, also across windows."""
    annotated = kept = right = 0
    for line, gold in articles:
        wanted = [
            (c["start"], c["end"], c["predicate"], c["polarity"], c["certainty"]) for c in gold["claims"]
        ]
        found = [
            (*c.span, c.predicate.value, c.polarity.value, c.certainty.value)
            for c in read(line, gold, size).claims
        ]
        annotated, kept = annotated + len(wanted), kept + len(found)
        right += sum(min(wanted.count(one), found.count(one)) for one in set(found))
    assert annotated > 3_000
    assert right / annotated > 0.96
    assert right / kept > 0.99


def test_what_is_kept_makes_a_graph_that_keeps_its_rules(articles: list[tuple[Any, Any]]) -> None:
    """Resolution, comparison and pages take accounts of a model like any others."""
    accounts = []
    for line, gold in articles[:12]:
        account, text = read(line, gold, 1_500), line["text"]
        sha256 = hashlib.sha256(text.encode()).hexdigest()
        document = replace(document_of(line), id=sha256[:16], sha256=sha256)
        accounts.append((document, replace(account, document=document.id)))
    edition = editions.edition(accounts)
    assert not edition.unlisted
    assert not misquotes(edition.pages)
    with proof(edition) as graph:
        assert not [*placement(graph), *rules(graph), *shapes(graph)]
