"""The language of a text: English is read, others are refused by name."""

import pytest

from pipelines.outcomes import NotRead, Reason
from pipelines.reading.language import english_tag

OTHERS = {
    "German (de)": "Die Hafenbehörde teilte am Montag mit, dass ihr System von außen angegriffen wurde.",
    "French (fr)": "L’autorité portuaire a annoncé lundi que son système de réservation avait été attaqué.",
    "Japanese (ja)": "港湾局は月曜日、予約システムが外部から攻撃を受けたと発表した。",
    "Dutch (nl)": "Het havenbedrijf zei maandag dat zijn boekingssysteem van buitenaf was aangevallen.",
    "Spanish (es)": "La autoridad portuaria dijo el lunes que su sistema fue atacado desde el exterior.",
}
ENGLISH = "The port authority said on Monday that its booking system had been attacked from outside."


@pytest.mark.parametrize("declared", [None, "en", "de"])
@pytest.mark.parametrize("language", OTHERS)
def test_another_language_is_named(language: str, declared: str | None) -> None:
    """Whatever the page declares."""
    with pytest.raises(NotRead) as raised:
        english_tag(OTHERS[language] * 3, declared)
    assert raised.value.reason is Reason.UNSUPPORTED_LANGUAGE
    assert language in raised.value.detail


@pytest.mark.parametrize(
    ("declared", "tag"), [(None, "en"), ("de-DE", "en"), ("en-us", "en-US"), ("en", "en"), ("eng", "en")]
)
def test_english_keeps_the_tag_of_its_page(declared: str | None, tag: str) -> None:
    """When that says English, and is plain English otherwise."""
    assert english_tag(ENGLISH, declared) == tag


@pytest.mark.parametrize("text", ["Mitsubishi Electric, Tokyo: Acme Corp. hit", "Tokyo firm hit"])
def test_a_few_names_are_taken_for_english(text: str) -> None:
    """Too little to tell is no reason to refuse."""
    assert english_tag(text, None) == "en"


def test_a_report_full_of_hashes_is_read_by_its_prose() -> None:
    """Strings of no language outweigh it by far."""
    hashes = "\n".join(f"{number * 7919**9:032x}" for number in range(1, 80))
    assert english_tag(f"Indicators of the Acme intrusion: {hashes}", None) == "en"
