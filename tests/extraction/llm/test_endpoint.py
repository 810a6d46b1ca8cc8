"""An endpoint that misbehaves costs one document at most, a bounded time and a bounded sum."""

import json
import socket
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from time import monotonic
from typing import Any

import pytest

from ontology.errors import ModelError, SpendingLimit
from pipelines.extraction.llm.extractor import ModelExtractor
from pipelines.extraction.llm.failures import retry_after
from pipelines.extraction.llm.settings import ModelSettings
from tests.extraction.llm.answers import (
    DOCUMENT,
    EMPTY,
    REPLY,
    breaks_off,
    complains,
    hangs_up,
    says,
    sends,
)
from tests.extraction.llm.conftest import KEY, Model

CUT = json.dumps(REPLY)[:300]


@pytest.mark.parametrize(
    "trouble",
    [
        pytest.param(hangs_up, id="connection dropped"),
        pytest.param(breaks_off, id="answer broken off"),
        pytest.param(complains(500, "internal"), id="500"),
        pytest.param(complains(503, "overloaded"), id="503"),
        pytest.param(complains(429, "slow down"), id="429"),
        pytest.param(sends(b"<html>Bad gateway</html>"), id="no JSON"),
        pytest.param(sends(b"[]"), id="JSON of another kind"),
        pytest.param(sends(b'{"choices": [{"message": null}]}'), id="no message"),
        pytest.param(says("I found four claims."), id="prose instead of JSON"),
        pytest.param(says(CUT), id="truncated JSON"),
        pytest.param(says([REPLY]), id="a list"),
        pytest.param(says({"claims": []}), id="lists are missing"),
        pytest.param(says(EMPTY | {"claims": "none"}), id="a list is none"),
        pytest.param(sends(b"\xff\xfe\x00"), id="not even text"),
    ],
)
def test_trouble_that_may_pass_is_tried_again(model: Model, tmp_path: Path, trouble: Any) -> None:
    """The next attempt is answered, and the account is whole."""
    model.then(trouble, says(REPLY))
    assert len(model.extractor(tmp_path).extract(DOCUMENT).claims) == 4
    assert len(model.asked) == 2


def test_attempts_are_bounded(model: Model, tmp_path: Path) -> None:
    """What never gets better ends with the last trouble."""
    model.usual = complains(500, "the tensor is on fire")
    with pytest.raises(ModelError, match="answered 500: the tensor is on fire"):
        model.extractor(tmp_path, attempts=3).extract(DOCUMENT)
    assert len(model.asked) == 3


@pytest.mark.parametrize(
    ("trouble", "words"),
    [
        (complains(404, "no model stub-1"), "answered 404: no model stub-1"),
        (complains(401, f"wrong key {KEY}"), "answered 401; see whether CLAIMGRAPH_LLM_KEY is right"),
        (sends(b"", 302, Location="http://127.0.0.1/"), "answered 302"),
        (complains(429, "insufficient_quota: pay first"), "pay first"),
        (says("", refusal="I cannot help with break-ins."), "refused .* I cannot help with break-ins"),
        (says("", ended="content_filter"), "refused to read this article"),
        (says("x" * 9_000), "more than 5000 bytes"),
    ],
)
def test_trouble_that_stays_is_not_tried_again(
    model: Model, tmp_path: Path, trouble: Any, words: str
) -> None:
    """It is said at once what is wrong, without the key."""
    model.usual = trouble
    with pytest.raises(ModelError, match=words) as raised:
        model.extractor(tmp_path, reply_bytes=5_000).extract(DOCUMENT)
    assert len(model.asked) == 1
    assert KEY not in str(raised.value)


@pytest.mark.parametrize(
    "trouble",
    [
        complains(401, "who are you?"),
        complains(404, "no such model"),
        complains(429, "insufficient_quota: pay first"),
    ],
)
def test_what_would_fail_for_every_article_is_found_out_once(
    model: Model, tmp_path: Path, trouble: Any
) -> None:
    """The others are refused with the same words, at no cost."""
    model.usual = trouble
    by = model.extractor(tmp_path)
    for document in (DOCUMENT, DOCUMENT):
        with pytest.raises(ModelError, match="answered 4"):
            by.extract(document)
    assert len(model.asked) == 1
    assert by.told()["tokens"] == 0


def test_an_endpoint_that_nobody_answers_at_costs_nothing(tmp_path: Path) -> None:
    """Neither tokens nor, after the attempts for one article, the time of the others."""
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{closed.getsockname()[1]}/v1/chat/completions"
        by = ModelExtractor(ModelSettings(url=url, model="m", wait=0.001, attempts=2), tmp_path)
        for document in (DOCUMENT, DOCUMENT):
            with pytest.raises(ModelError, match="could not be reached"):
                by.extract(document)
    assert (by.told()["requests"], by.told()["tokens"]) == (2, 0)


@pytest.mark.parametrize("where", ["nothing comes", "the end does not come"])
def test_an_endpoint_that_keeps_us_waiting_is_left(model: Model, tmp_path: Path, where: str) -> None:
    """Whether it says nothing, or always a little more."""

    def waits(request: BaseHTTPRequestHandler) -> None:
        if where == "nothing comes":
            model.over.wait(20)
            return
        request.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n")
        while not model.over.wait(0.02):
            request.wfile.write(b" ")

    model.usual = waits
    begun = monotonic()
    with pytest.raises(ModelError, match=r"in 0\.3 s"):
        model.extractor(tmp_path, seconds=0.3, attempts=2).extract(DOCUMENT)
    assert monotonic() - begun < 5
    assert len(model.asked) == 2


def test_a_server_that_asks_for_a_pause_gets_it(model: Model, tmp_path: Path) -> None:
    """The next request comes no sooner."""
    model.then(complains(429, "later", Retry_After="0.4"), says(REPLY))
    model.extractor(tmp_path).extract(DOCUMENT)
    first, second = model.asked
    assert second.at - first.at >= 0.4


def test_a_server_that_asks_for_too_long_a_pause_is_left(model: Model, tmp_path: Path) -> None:
    """Nobody waits for an hour."""
    model.usual = complains(429, "come back in an hour", Retry_After="3600")
    with pytest.raises(ModelError, match="come back in an hour"):
        model.extractor(tmp_path).extract(DOCUMENT)
    assert len(model.asked) == 1


def test_both_forms_of_retry_after_are_read() -> None:
    """Seconds and a date; nonsense counts as nothing."""
    soon = format_datetime(datetime.now(UTC) + timedelta(seconds=90), usegmt=True)
    assert retry_after("7") == 7
    assert 85 < (retry_after(soon) or 0) <= 90
    assert retry_after("Mon, 01 Jan 2001 00:00:00 GMT") == 0
    assert retry_after("soon") is None
    assert retry_after("nan") is None
    assert retry_after("1e999") is None
    assert retry_after(None) is None


def test_an_endpoint_without_schemas_is_asked_otherwise(model: Model, tmp_path: Path) -> None:
    """First for JSON, then for mere words; and from then on as it worked."""
    model.then(
        complains(400, "response_format json_schema is not supported"),
        complains(400, "Unknown field: response_format"),
        says(f"```json\n{json.dumps(REPLY)}\n```"),
        says(REPLY),
    )
    by = model.extractor(tmp_path)
    assert len(by.extract(DOCUMENT).claims) == 4
    by.keep(tmp_path / "other")
    by.extract(DOCUMENT)
    forms = [asked.body.get("response_format", {}).get("type") for asked in model.asked]
    assert forms == ["json_schema", "json_object", None, None]


def test_fields_that_an_endpoint_does_not_know_are_left_out(model: Model, tmp_path: Path) -> None:
    """The one it names, and nothing else."""
    model.then(
        complains(400, "Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead."),
        complains(400, "Unsupported value: 'temperature' does not support 0."),
        says(REPLY),
    )
    model.extractor(tmp_path).extract(DOCUMENT)
    last = model.asked[-1].body
    assert last["response_format"]["type"] == "json_schema"
    assert "temperature" not in last
    assert "max_tokens" not in last
    assert last["max_completion_tokens"] == 16_000


def test_what_is_never_accepted_is_said(model: Model, tmp_path: Path) -> None:
    """After every manner was tried, with what the endpoint says."""
    model.usual = complains(422, "messages must be poems")
    with pytest.raises(ModelError, match="does not accept the request: messages must be poems"):
        model.extractor(tmp_path).extract(DOCUMENT)
    assert len(model.asked) == 3


def test_too_long_an_article_is_not_asked_again_as_it_is(model: Model, tmp_path: Path) -> None:
    """Another form of reply makes no room."""
    model.usual = complains(400, "This model's maximum context length is 8192 tokens.")
    with pytest.raises(ModelError, match="maximum context length"):
        model.extractor(tmp_path).extract(DOCUMENT)
    assert len(model.asked) == 1


def test_a_reply_that_is_cut_leads_to_smaller_questions(model: Model, tmp_path: Path) -> None:
    """The window is halved, and nothing of the article is left out."""
    text = " ".join(f"Sentence {number} says that nothing at all was stolen there." for number in range(60))
    document = DOCUMENT.__class__(id="d", source="d", text=text, sha256="")
    model.then(says(CUT, ended="length"))
    model.usual = says(EMPTY)
    model.extractor(tmp_path).extract(document)
    assert len(model.asked) >= 3
    later = " ".join(asked.article for asked in model.asked[1:])
    assert all(f"Sentence {number} says" in later for number in range(60))


def test_a_reply_that_is_always_cut_ends(model: Model, tmp_path: Path) -> None:
    """With the words for what can be done."""
    model.usual = says(CUT, ended="length")
    with pytest.raises(ModelError, match="CLAIMGRAPH_LLM_REPLY_TOKENS"):
        model.extractor(tmp_path).extract(DOCUMENT)


def test_a_run_asks_no_more_often_than_it_may(model: Model, tmp_path: Path) -> None:
    """Attempts count; the error is typed and names the variable."""
    model.usual = complains(500, "no")
    with pytest.raises(SpendingLimit, match="CLAIMGRAPH_LLM_MAX_REQUESTS"):
        model.extractor(tmp_path, max_requests=2, attempts=9).extract(DOCUMENT)
    assert len(model.asked) == 2


def test_a_run_spends_no_more_tokens_than_it_may(model: Model, tmp_path: Path) -> None:
    """A request is not sent when it may cost more than is left."""
    model.usual = says(REPLY, tokens=30_000)
    by = model.extractor(tmp_path, max_tokens=50_000)
    by.extract(DOCUMENT)
    by.keep(tmp_path / "other")
    with pytest.raises(SpendingLimit, match="30000 tokens are spent"):
        by.extract(DOCUMENT)
    assert len(model.asked) == 1
    assert by.told()["tokens"] == 30_000


def test_an_answer_without_its_cost_counts_in_full(model: Model, tmp_path: Path) -> None:
    """What nobody counts is counted as the most that it can be."""
    model.usual = says(REPLY, tokens=None)
    by = model.extractor(tmp_path, reply_tokens=9_000)
    by.extract(DOCUMENT)
    assert by.told()["tokens"] > 9_000
