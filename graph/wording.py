"""What propositions say in plain words, and by which signs polarity and certainty are shown."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from ontology.model import Proposition
from ontology.terms import Act, Certainty, Polarity, Predicate, Relation

WORDS: Mapping[Predicate, str] = {
    Predicate.ACTOR: "carried out by",
    Predicate.TARGET: "hit",
    Predicate.ATTRIBUTED_TO: "attributed to",
    Predicate.COMPROMISED: "broken into",
    Predicate.EXFILTRATED: "leaked",
    Predicate.MISUSED: "misused",
    Predicate.ENCRYPTED: "encrypted",
    Predicate.DISRUPTED: "disrupted",
    Predicate.ACCESSED_DATA_OF: "saw data of",
    Predicate.AFFECTED_SECTOR: "sector affected",
    Predicate.PEOPLE_AFFECTED: "people affected",
    Predicate.ORIGINATED_AT: "began at",
    Predicate.VIA: "by way of",
    Predicate.TECHNIQUE: "method",
    Predicate.USED: "used",
    Predicate.EXPLOITED: "exploited",
    Predicate.IMPERSONATED: "posed as",
    Predicate.AFFECTED_PRODUCT: "product affected",
    Predicate.DISCOVERED_BY: "discovered by",
    Predicate.PATCHED_BY: "fixed by",
    Predicate.RANSOM_DEMANDED: "ransom demanded",
    Predicate.RANSOM_PAID: "ransom paid",
    Predicate.AMOUNT: "amount",
    Predicate.HAS_IMPACT: "had an impact on",
    Predicate.PLACE: "where",
    Predicate.TIME: "when",
    Predicate.AFTER: "came after",
    Predicate.EVENT_TYPE: "kind of event",
    Predicate.DISCLOSED: "disclosed",
    Predicate.AUDIENCE: "told to",
    Predicate.SECTOR: "sector",
    Predicate.SERVES_SECTOR: "serves the sector",
    Predicate.LINKED_TO: "linked to",
    Predicate.PART_OF: "part of",
    Predicate.LOCATED_IN: "located in",
    Predicate.OWNED_BY: "belongs to",
    Predicate.CONCERNS: "is about",
    Predicate.RELATION: "related to",
    Predicate.DESCRIPTION: "described as",
}

AGREEING = frozenset({Relation.CORROBORATES, Relation.RESTATES})
PARTING: Mapping[Relation, str] = {
    Relation.CONTRADICTS: "contradicts",
    Relation.CONTRADICTS_IN_SCOPE: "contradicts, within its scope",
    Relation.IN_TENSION: "is in tension with",
    Relation.CERTAINTY_DIFFERS: "is otherwise certain than",
    Relation.ATTRIBUTION_DIFFERS: "blames others than",
    Relation.SCOPE_DIFFERS: "speaks of another scope than",
}

LEGEND = "+ says so   − denies it   ~ probably   ? possibly   ○ takes no stance"
_DEGREES = {Certainty.CERTAIN: "", Certainty.PROBABLE: "~", Certainty.POSSIBLE: "?"}


# in the past, which is the same for one speaker and for several
_ACTS: Mapping[Act, str] = {
    Act.SAYS: "said",
    Act.REPORTS: "reported",
    Act.SUSPECTS: "suspected",
    Act.CONFIRMS: "confirmed",
    Act.ACKNOWLEDGES: "acknowledged",
    Act.INDICATES: "indicated",
    Act.ANNOUNCES: "announced",
    Act.APOLOGISES: "apologised",
}
# how a holder stands to what is said, in the present
STANDS: Mapping[tuple[Polarity, Certainty], str] = {
    (Polarity.POSITIVE, Certainty.CERTAIN): "says",
    (Polarity.POSITIVE, Certainty.PROBABLE): "holds it likely",
    (Polarity.POSITIVE, Certainty.POSSIBLE): "holds it possible",
    (Polarity.POSITIVE, Certainty.UNDERSPECIFIED): "leaves it open",
    (Polarity.NEGATIVE, Certainty.CERTAIN): "denies",
    (Polarity.NEGATIVE, Certainty.PROBABLE): "sees no sign of it",
    (Polarity.NEGATIVE, Certainty.POSSIBLE): "doubts it",
    (Polarity.NEGATIVE, Certainty.UNDERSPECIFIED): "does not confirm it",
}
_STANCES: Mapping[tuple[Polarity, Certainty], str] = {
    (Polarity.POSITIVE, Certainty.CERTAIN): "this is so",
    (Polarity.POSITIVE, Certainty.PROBABLE): "this is probably so",
    (Polarity.POSITIVE, Certainty.POSSIBLE): "this is possibly so",
    (Polarity.NEGATIVE, Certainty.CERTAIN): "this is not so",
    (Polarity.NEGATIVE, Certainty.PROBABLE): "this is probably not so",
    (Polarity.NEGATIVE, Certainty.POSSIBLE): "this is possibly not so",
}
_OPEN = "it is open whether this is so"


class Sign(NamedTuple):
    """How a claim is shown: a few characters, and a style for terminals with colours."""

    text: str
    style: str


def sign(polarity: Polarity, certainty: Certainty) -> Sign:
    """The sign of a claim."""
    if certainty is Certainty.UNDERSPECIFIED:
        return Sign("○", "magenta")
    mark, colour = ("+", "green") if polarity is Polarity.POSITIVE else ("−", "red")
    weight = "bold " if certainty is Certainty.CERTAIN else ""
    return Sign(mark + _DEGREES[certainty], weight + colour)


def in_words(proposition: Proposition, labels: Mapping[str, str], *, incidents: frozenset[str]) -> str:
    """A proposition in plain words; that it is said of the incident need not be said."""
    said = f"{WORDS[proposition.predicate]}: {labels.get(proposition.object, proposition.object)}"
    if proposition.subject in incidents:
        return said
    return f"{labels.get(proposition.subject, proposition.subject)} · {said}"


def in_full(proposition: Proposition, labels: Mapping[str, str]) -> str:
    """A proposition in plain words with its subject, whatever that is."""
    return in_words(proposition, labels, incidents=frozenset())


def sentence(
    steps: Iterable[tuple[Act, Iterable[str]]], stance: tuple[Polarity, Certainty], said: str
) -> str:
    """A claim with its chain, given from the publisher inwards as acts and names, as a sentence."""
    told = " that ".join(f"{_together(names)} {_ACTS[act]}" for act, names in steps)
    return f"{told} that {_STANCES.get(stance, _OPEN)}: {said}."


def _together(names: Iterable[str]) -> str:
    *most, last = names
    return f"{', '.join(most)} and {last}" if most else last
