"""The words of the explorer are those of the ontology, and there is one in each language."""

import json
import re
from pathlib import Path

from web.terms import FILE, terms

WORDS = Path(__file__).resolve().parents[2] / "web/src/words"


def test_terms_are_those_of_the_ontology() -> None:
    """`python -m web.terms` would write what is there: every value of every list, in both languages."""
    assert json.loads(FILE.read_text("utf-8")) == terms()


def test_every_word_is_there_in_both_languages() -> None:
    """English and Japanese have the same entries."""
    english, japanese = (
        set(re.findall(r"^  (\w+):", (WORDS / name).read_text("utf-8"), re.MULTILINE))
        for name in ("english.ts", "japanese.ts")
    )
    assert english == japanese
