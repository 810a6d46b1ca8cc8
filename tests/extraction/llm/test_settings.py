"""Settings come from the environment, are checked at once, and do not show the key."""

import pytest

from ontology.errors import SettingsError
from pipelines.extraction.llm.settings import ModelSettings

GIVEN = {"CLAIMGRAPH_LLM_URL": "https://models.example/v1", "CLAIMGRAPH_LLM_MODEL": "m"}


@pytest.mark.parametrize(
    ("url", "asked"),
    [
        ("https://models.example/v1", "https://models.example/v1/chat/completions"),
        ("https://models.example/v1/", "https://models.example/v1/chat/completions"),
        ("https://models.example/v1/chat/completions", "https://models.example/v1/chat/completions"),
        ("http://127.0.0.1:8080?version=2", "http://127.0.0.1:8080/chat/completions?version=2"),
    ],
)
def test_the_address_may_be_given_whole_or_as_its_base(url: str, asked: str) -> None:
    """As the documentation of endpoints has either."""
    assert ModelSettings.of(GIVEN | {"CLAIMGRAPH_LLM_URL": url}).url == asked


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"CLAIMGRAPH_LLM_URL": ""}, "needs CLAIMGRAPH_LLM_URL"),
        ({"CLAIMGRAPH_LLM_MODEL": " "}, "needs CLAIMGRAPH_LLM_MODEL"),
        ({"CLAIMGRAPH_LLM_URL": "models.example"}, "must begin with http"),
        ({"CLAIMGRAPH_LLM_URL": "file:///etc/passwd"}, "must begin with http"),
        ({"CLAIMGRAPH_LLM_URL": "https://[::1"}, "no address"),
        ({"CLAIMGRAPH_LLM_URL": "https://me:secret@models.example/v1"}, "CLAIMGRAPH_LLM_KEY"),
        ({"CLAIMGRAPH_LLM_URL": "http://models.example/v1", "CLAIMGRAPH_LLM_KEY": "k"}, "unencrypted"),
        ({"CLAIMGRAPH_LLM_TIMEOUT": "soon"}, "CLAIMGRAPH_LLM_TIMEOUT must be a number above 0"),
        ({"CLAIMGRAPH_LLM_CONCURRENCY": "0"}, "CLAIMGRAPH_LLM_CONCURRENCY must be a whole number"),
        ({"CLAIMGRAPH_LLM_MAX_TOKENS": "1e6"}, "CLAIMGRAPH_LLM_MAX_TOKENS must be a whole number"),
        ({"CLAIMGRAPH_LLM_ATTEMPTS": "-1"}, "CLAIMGRAPH_LLM_ATTEMPTS"),
    ],
)
def test_what_is_missing_or_unusable_is_named(change: dict[str, str], words: str) -> None:
    """With the variable, and without the secret in it."""
    with pytest.raises(SettingsError, match=words) as raised:
        ModelSettings.of(GIVEN | change)
    assert "secret" not in str(raised.value)


def test_limits_are_read() -> None:
    """Each from its variable; the overlap follows the window."""
    more = {"TIMEOUT": "2.5", "ATTEMPTS": "2", "PATIENCE": "7", "CONCURRENCY": "3", "MAX_REQUESTS": "5"}
    more |= {"MAX_TOKENS": "900", "REPLY_TOKENS": "80", "WINDOW": "1000"}
    found = ModelSettings.of(GIVEN | {f"CLAIMGRAPH_LLM_{name}": value for name, value in more.items()})
    assert (found.seconds, found.attempts, found.patience, found.at_once) == (2.5, 2, 7, 3)
    assert (found.max_requests, found.max_tokens, found.reply_tokens) == (5, 900, 80)
    assert (found.window, found.overlap) == (1000, 250)


def test_the_key_is_never_shown() -> None:
    """Not by the value that is passed around."""
    found = ModelSettings.of(GIVEN | {"CLAIMGRAPH_LLM_KEY": "very-secret"})
    assert found.key == "very-secret"
    assert "very-secret" not in repr(found)
