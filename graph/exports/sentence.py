"""A claim in one English sentence, in which a denial reads as a denial."""

from collections.abc import Mapping
from typing import Any

from graph.wording import STANDS, WORDS
from ontology.terms import Certainty, Polarity, Predicate


def sentence(row: Mapping[str, Any]) -> str:
    """Who takes which stance on what, from the row of a claim by its columns."""
    who = " and ".join(row["holder_labels"]) or row["publisher_label"]
    words = (
        WORDS.get(row["predicate"], row["predicate"])
        if row["predicate"] in set(Predicate)
        else row["predicate"]
    )
    said = f"{row['subject_label']} · {words}: {row['object_label']}"
    return f"{who} {STANDS[Polarity(row['polarity']), Certainty(row['certainty'])]}: {said}"
