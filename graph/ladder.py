"""The ladder of certainty: from the surest denial through no stance to the surest assertion."""

from ontology.terms import Certainty, Polarity

_STEPS = {Certainty.UNDERSPECIFIED: 0, Certainty.POSSIBLE: 1, Certainty.PROBABLE: 2, Certainty.CERTAIN: 3}


def rung(polarity: Polarity, certainty: Certainty) -> int:
    """The place of a stance, from -3 (a certain denial) to 3 (a certain assertion); 0 takes no stance."""
    return _STEPS[certainty] * (1 if polarity is Polarity.POSITIVE else -1)
