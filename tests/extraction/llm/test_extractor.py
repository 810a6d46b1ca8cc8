"""The extractor as its user meets it: by name, through the commands, with its cache and its costs."""

import json
import os
import re
import subprocess
import sys
import threading
from dataclasses import replace
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest

from pipelines.extracting import hold
from pipelines.extraction.account import Extractor
from pipelines.extraction.llm.extractor import ModelExtractor
from pipelines.extractors import Keeper, Teller
from pipelines.reading.document import Document
from tests.extraction.llm.answers import CLAIMS, DOCUMENT, EMPTY, REPLY, TEXT, complains, says
from tests.extraction.llm.conftest import KEY, Model

CLAIMGRAPH = str(Path(sys.executable).with_name("claimgraph"))
GERMAN = (
    "Die Hafenbehörde teilte am Montag mit, dass ihr Buchungssystem von außen angegriffen wurde und dass "
    "dabei Daten von mindestens fünfhundert Kunden abgeflossen sind. Die Polizei ermittelt seit Dienstag."
)


def claimgraph(
    model: Model, home: Path, *arguments: str, stdin: bytes = b"", **more: str
) -> subprocess.CompletedProcess[bytes]:
    """Run a command with the extractor llm chosen and leading to the endpoint of the test."""
    environment = os.environ | model.environment(home) | {"CLAIMGRAPH_EXTRACTOR": "llm"} | more
    return subprocess.run(
        [CLAIMGRAPH, *arguments], input=stdin, capture_output=True, env=environment, timeout=120, check=False
    )


def line(identifier: str, text: str = TEXT) -> bytes:
    """An input line of `extract`."""
    return json.dumps({"id": identifier, "text": text, "publisher": "Fjord Daily"}).encode() + b"\n"


def test_it_keeps_the_contract_of_extractors(model: Model, tmp_path: Path) -> None:
    """A name, a version that the archive can use, an account, and something to keep and to tell."""
    model.usual = says(REPLY)
    by: Extractor = model.extractor(tmp_path)
    made = by.extract(DOCUMENT)
    hold(made, DOCUMENT)
    assert (made.extractor, made.version) == ("llm", by.version)
    assert re.fullmatch(r"1\+[0-9a-f]{12}", by.version)
    assert isinstance(by, Keeper)
    assert isinstance(by, Teller)


def test_another_model_or_window_is_another_version(model: Model, tmp_path: Path) -> None:
    """So that the archive does not answer with what another one read; keys and limits change nothing."""
    plain, other, wide, rich = (
        model.extractor(tmp_path, **changes).version
        for changes in ({}, {"model": "stub-2"}, {"window": 9_000}, {"key": "k", "max_tokens": 5})
    )
    assert len({plain, other, wide}) == 3
    assert rich == plain


def test_what_was_paid_for_is_not_asked_again(model: Model, tmp_path: Path) -> None:
    """The same article costs nothing the second time, in another process too; another model is asked."""
    model.usual = says(REPLY)
    first = model.extractor(tmp_path).extract(DOCUMENT)
    again = model.extractor(tmp_path)
    assert again.extract(replace(DOCUMENT, id="d2")).claims == first.claims
    assert len(model.asked) == 1
    assert again.told()["from_cache"] == 1
    model.extractor(tmp_path, model="stub-2").extract(DOCUMENT)
    model.extractor(tmp_path).extract(replace(DOCUMENT, text=TEXT + " It is over."))
    assert len(model.asked) == 3


def test_a_damaged_reply_in_the_cache_is_asked_for_again(model: Model, tmp_path: Path) -> None:
    """It is no reason to fail."""
    model.usual = says(REPLY)
    model.extractor(tmp_path).extract(DOCUMENT)
    (kept,) = (tmp_path / "llm").glob("*/*.json")
    kept.write_bytes(b'{"claims": [')
    assert model.extractor(tmp_path).extract(DOCUMENT).claims
    assert len(model.asked) == 2


def test_what_failed_is_not_kept(model: Model, tmp_path: Path) -> None:
    """A reply that could not be used is asked for again with the next run."""
    model.usual = says("nonsense")
    with pytest.raises(Exception, match="not JSON"):
        model.extractor(tmp_path, attempts=1).extract(DOCUMENT)
    assert not (tmp_path / "llm").exists()


def test_an_empty_text_costs_nothing(model: Model, tmp_path: Path) -> None:
    """Nobody is asked about it."""
    made = model.extractor(tmp_path).extract(replace(DOCUMENT, text=""))
    assert [entity.id for entity in made.entities] == ["e0"]
    assert not model.asked


def test_a_long_article_is_read_in_windows_at_the_same_time(model: Model, tmp_path: Path) -> None:
    """At most as many at once as allowed, and really that many; each is told how the article begins."""
    together = threading.Barrier(3)

    def answer(request: BaseHTTPRequestHandler) -> None:
        together.wait(timeout=20)
        says(EMPTY)(request)

    text = "\n\n".join(f"Paragraph {number} tells of nothing that was stolen at all." for number in range(60))
    model.then(answer, answer, answer)
    model.usual = says(EMPTY)
    by = model.extractor(tmp_path, window=700, at_once=3)
    by.extract(Document(id="d", source="d", text=text, sha256=""))
    assert model.most == 3
    assert len(model.asked) > 3
    later = [asked for asked in model.asked if "Paragraph 0 tells" not in asked.article.split("[article ")[1]]
    assert later
    assert all("Paragraph 0 tells" in asked.article for asked in later)


def test_extract_answers_each_line_and_says_what_it_dropped(model: Model, tmp_path: Path) -> None:
    """JSON alone on standard output, whatever happens meanwhile; the counts on standard error; no key."""
    invented = CLAIMS[0] | {"quote": "a million passwords were sold"}
    model.then(complains(503, "busy"), complains(429, "slow down", Retry_After="0"))
    model.usual = says(REPLY | {"claims": [*CLAIMS, invented]})
    ended = claimgraph(model, tmp_path, "extract", stdin=line("a") + b"{}\n" + line("b", TEXT + " So it is."))
    found = [json.loads(answer) for answer in ended.stdout.splitlines()]
    assert [answer["id"] for answer in found] == ["a", None, "b"]
    assert [len(answer["claims"]) for answer in found] == [4, 0, 4]
    assert "error" in found[1]
    told = ended.stderr.decode()
    assert "kept" in told
    assert "claims 2 (words not in the text)" in told
    assert model.asked[0].headers["authorization"] == f"Bearer {KEY}"
    assert KEY not in told + ended.stdout.decode()
    assert not [file for file in tmp_path.rglob("*") if file.is_file() and KEY in file.read_text()]


def test_extract_says_per_line_what_went_wrong(model: Model, tmp_path: Path) -> None:
    """A refusal of the model is the error of its line, and the next line is read."""
    model.then(says("", refusal="No."))
    model.usual = says(REPLY)
    ended = claimgraph(
        model, tmp_path, "extract", stdin=line("a") + line("b", TEXT + " So."), CLAIMGRAPH_LLM_CONCURRENCY="1"
    )
    refused, read = (json.loads(answer) for answer in ended.stdout.splitlines())
    assert ended.returncode == 1
    assert refused["error"] == "the model refused to read this article: No."
    assert read["claims"]


@pytest.mark.parametrize("missing", ["CLAIMGRAPH_LLM_URL", "CLAIMGRAPH_LLM_MODEL"])
def test_a_missing_setting_is_a_usage_error(model: Model, tmp_path: Path, missing: str) -> None:
    """One line that names it, before anything is read or asked."""
    ended = claimgraph(model, tmp_path, "extract", stdin=line("a"), **{missing: ""})
    assert (ended.returncode, ended.stdout) == (2, b"")
    assert missing.encode() in ended.stderr
    assert len(ended.stderr.splitlines()) == 1
    assert not model.asked


def test_run_publishes_what_the_model_read(model: Model, tmp_path: Path) -> None:
    """Pages, claims with the model as their rule, the counts in JSON; a second run asks nothing."""
    model.usual = says(REPLY)
    home = tmp_path / "home"
    article = tmp_path / "article.txt"
    article.write_text(TEXT)
    ended = claimgraph(model, tmp_path / "elsewhere", "run", str(article), "--home", str(home), "--json")
    assert ended.returncode == 0, ended.stderr
    summary = json.loads(ended.stdout)
    assert summary["counts"]["claims"] == 4
    assert summary["unlisted"] == []
    told = summary["extractor"]
    assert (told["name"], told["model"], told["requests"], told["tokens"]) == ("llm", "stub-1", 1, 1200)
    assert told["kept"]["claims"] == 4
    assert (home / "llm").is_dir()
    assert not (tmp_path / "elsewhere").exists()
    checked = claimgraph(model, home, "check")
    assert checked.returncode == 0, checked.stdout
    exported = claimgraph(model, home, "export", "--format", "trig").stdout.decode()
    assert '"llm:stub-1"' in exported
    again = json.loads(claimgraph(model, home, "run", str(article), "--json").stdout)
    assert (again["unchanged"], again["fresh"], again["extractor"]["requests"]) == (1, False, 0)


def test_a_run_that_may_not_spend_more_keeps_what_it_has(model: Model, tmp_path: Path) -> None:
    """Articles that were not paid for are refused with the reason; the next run goes on with them."""
    model.usual = says(REPLY)
    folder = tmp_path / "news"
    folder.mkdir()
    for number in range(3):
        (folder / f"{number}.txt").write_text(f"{TEXT}\n\nEdition {number}.")
    first = claimgraph(model, tmp_path, "run", str(folder), "--json", CLAIMGRAPH_LLM_MAX_REQUESTS="2")
    summary = json.loads(first.stdout)
    (refusal,) = summary["refusals"]
    assert (summary["read"], refusal["reason"]) == (2, "extraction-failed")
    assert "CLAIMGRAPH_LLM_MAX_REQUESTS" in refusal["detail"]
    assert "please report" not in refusal["detail"]
    second = json.loads(claimgraph(model, tmp_path, "run", str(folder), "--json").stdout)
    assert (second["refused"], second["extractor"]["requests"]) == (0, 1)


def test_what_is_not_english_is_not_asked_about(model: Model, tmp_path: Path) -> None:
    """Neither by `extract` nor by `run`; the language is named."""
    article = tmp_path / "artikel.txt"
    article.write_text(GERMAN)
    ended = claimgraph(model, tmp_path, "extract", stdin=line("a", GERMAN))
    assert "German (de)" in json.loads(ended.stdout)["error"]
    ran = json.loads(claimgraph(model, tmp_path, "run", str(article), "--json").stdout)
    assert [refusal["reason"] for refusal in ran["refusals"]] == ["unsupported-language"]
    assert not model.asked


def test_another_installation_is_told_what_to_install(model: Model, tmp_path: Path) -> None:
    """Without the extra, choosing the extractor is a usage error that says how to get it."""
    program = (
        "import sys; sys.modules['stamina'] = None\n"
        "from graph.cli import main\n"
        "main(['extract', '--extractor', 'llm'])\n"
    )
    environment = os.environ | model.environment(tmp_path)
    ended = subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, timeout=60, check=False
    )
    assert ended.returncode == 2
    assert b"claimgraph[llm]" in ended.stderr


def test_nothing_of_it_is_loaded_before_it_is_chosen() -> None:
    """Whoever reads by rules waits neither for the client nor for the retries."""
    program = (
        "import sys\nfrom pipelines.extractors import extractor\nextractor('rules')\n"
        "print([m for m in sys.modules if m.startswith(('pipelines.extraction.llm', 'stamina', 'httpx2'))])"
    )
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, timeout=60, check=True)
    assert ended.stdout.strip() == b"[]"


def test_the_count_of_what_was_kept_and_dropped_is_told(model: Model, tmp_path: Path) -> None:
    """As values and as a line."""
    odd: list[Any] = [7, CLAIMS[0] | {"predicate": "hacked"}]
    model.usual = says(REPLY | {"claims": [*CLAIMS, *odd]})
    by: ModelExtractor = model.extractor(tmp_path)
    by.extract(DOCUMENT)
    told = by.told()
    assert told["kept"] == {"entities": 12, "attributions": 1, "events": 1, "claims": 4}
    assert told["dropped"] == {"claims": {"malformed": 1, "a term that the ontology does not have": 1}}
    assert "claims 1 (malformed)" in by.summary()
    assert "tokens 1,200" in by.summary()
