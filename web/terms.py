"""The words that the explorer shows for the values of the ontology, in English and Japanese.

`python -m web.terms` writes `web/src/words/terms.json`; a test holds the two together.
"""

import json
from pathlib import Path
from typing import Any

from graph.wording import PARTING, WORDS
from ontology.terms import (
    Act,
    Certainty,
    EventType,
    Kind,
    Polarity,
    Predicate,
    Relation,
    Ruling,
    SpeakerKind,
    SpeechMode,
)
from ontology.vocabulary import label

FILE = Path(__file__).parent / "src/words/terms.json"
LISTS: tuple[Any, ...] = (
    Act,
    Certainty,
    EventType,
    Kind,
    Polarity,
    Predicate,
    Relation,
    Ruling,
    SpeakerKind,
    SpeechMode,
)
PLAIN: dict[Any, str] = {
    **WORDS,
    **PARTING,
    Kind.CONCEPT: "concept",
}  # English that is plainer than the label
JAPANESE: dict[Any, str] = {Kind.CONCEPT: "概念"}


def terms() -> dict[str, dict[str, dict[str, str]]]:
    """Language -> name of the list -> name of the value -> words."""
    return {
        language: {values.__name__: {one.name: _words(one, language) for one in values} for values in LISTS}
        for language in ("en", "ja")
    }


def _words(value: Any, language: str) -> str:
    given = (PLAIN if language == "en" else JAPANESE).get(value)
    return given or label(value.iri, language)


if __name__ == "__main__":
    FILE.write_text(json.dumps(terms(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
