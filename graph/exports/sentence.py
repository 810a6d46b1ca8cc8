"""A claim in one English sentence, in which a denial reads as a denial."""

from collections.abc import Mapping
from typing import Any

from graph.wording import WORDS
from ontology.terms import Certainty, Polarity, Predicate

_STANCE: Mapping[tuple[str, str], str] = {
    (Polarity.POSITIVE, Certainty.CERTAIN): "says",
    (Polarity.POSITIVE, Certainty.PROBABLE): "says as probable",
    (Polarity.POSITIVE, Certainty.POSSIBLE): "says as possible",
    (Polarity.POSITIVE, Certainty.UNDERSPECIFIED): "leaves open",
    (Polarity.NEGATIVE, Certainty.CERTAIN): "denies",
    (Polarity.NEGATIVE, Certainty.PROBABLE): "denies as probable",
    (Polarity.NEGATIVE, Certainty.POSSIBLE): "denies as possible",
    (Polarity.NEGATIVE, Certainty.UNDERSPECIFIED): "does not confirm",
}


def sentence(row: Mapping[str, Any]) -> str:
    """Who takes which stance on what, from the row of a claim by its columns."""
    who = " and ".join(row["holder_labels"]) or row["publisher_label"]
    words = (
        WORDS.get(row["predicate"], row["predicate"])
        if row["predicate"] in set(Predicate)
        else row["predicate"]
    )
    said = f"{row['subject_label']} · {words}: {row['object_label']}"
    return f"{who} {_STANCE[row['polarity'], row['certainty']]}: {said}"
