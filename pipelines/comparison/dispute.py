"""Rules for claims that stand against each other: flatly, within the limits of a denial, or as a tension."""

from ontology.terms import Certainty, EventType, Kind, Predicate, Relation
from pipelines.comparison.bounds import Fit, days
from pipelines.comparison.ground import (
    HARM,
    REACHED,
    Block,
    Finding,
    Ground,
    Rule,
    sides,
    spans_differ,
    sure,
)
from pipelines.comparison.lexicon import lexicon
from pipelines.comparison.reasons import against, aspect, called, words
from pipelines.comparison.said import Said
from pipelines.resolution.descriptions import essence, terms
from pipelines.resolution.lexicon import words as words_of

_LOSS = frozenset({Predicate.EXFILTRATED, Predicate.MISUSED, Predicate.ENCRYPTED, Predicate.DISRUPTED})
_ENDURING = frozenset({Predicate.COMPROMISED, Predicate.EXFILTRATED, Predicate.ACCESSED_DATA_OF})
_DATED = frozenset({Kind.EVENT, Kind.COMMUNICATION})  # an incident lasts, and accounts date its parts


def contradicts(one: Said, other: Said, ground: Ground) -> Finding | None:
    """One affirms what the other denies, or denies with all that it is a part of; both are sure."""
    pair = sides(one, other)
    if pair is None or not _excluded(one, other) or _limits(*pair) or not _denied(*pair, ground):
        return None
    affirmed, denied = pair
    remark = f"{called(affirmed)} is affirmed by one and denied by the other"
    if affirmed.proposition != denied.proposition:
        remark += f", who denies it of {called(denied)}"
    return Finding(
        affirmed, denied, Relation.CONTRADICTS, aspect(affirmed), against(affirmed, denied, remark)
    )


def contradicts_in_scope(one: Said, other: Said, ground: Ground) -> Finding | None:
    """What one affirms the other denies under limiting words, or only in a part."""
    pair = sides(one, other)
    if pair is None or not _excluded(one, other):
        return None
    affirmed, denied = pair
    limits = _limits(affirmed, denied)
    if limits and _denied(affirmed, denied, ground):
        remark = f"the denial holds only for what is {words(limits)}"
    elif _in_part(affirmed, denied, ground):
        limited = f", and of that only what is {words(limits)}" if limits else ""
        remark = f"the denial holds only for {called(denied)}{limited}"
    else:
        return None
    reason = against(affirmed, denied, remark)
    return Finding(affirmed, denied, Relation.CONTRADICTS_IN_SCOPE, aspect(affirmed), reason)


def possible_and_denied(one: Said, other: Said, ground: Ground) -> Finding | None:
    """One holds possible what the other denies."""
    pair = sides(one, other)
    if pair is None or Certainty.POSSIBLE not in {one.claim.certainty, other.claim.certainty}:
        return None
    affirmed, denied = pair
    if not _denied(affirmed, denied, ground) or Certainty.UNDERSPECIFIED in _certainties(one, other):
        return None
    remark = f"{called(affirmed)} is held possible by one side while the other side denies it"
    return _tension(affirmed, denied, remark)


def likely_and_unlikely(one: Said, other: Said, ground: Ground) -> Finding | None:
    """One holds likely what the other holds unlikely, so that neither is sure."""
    pair = sides(one, other)
    if pair is None or _certainties(one, other) != {Certainty.PROBABLE} or not _denied(*pair, ground):
        return None
    return _tension(*pair, f"{called(pair[0])} is held likely by one and unlikely by the other")


def unspecified_and_denied(one: Said, other: Said, ground: Ground) -> Finding | None:
    """Information was taken, one says without saying which; the other denies it of some information only."""
    pair = sides(one, other)
    if pair is None or _is_open(pair[1]) or not _about_information(*pair):
        return None
    affirmed, denied = pair
    if affirmed.predicate is not Predicate.EXFILTRATED:
        return None
    if not ground.reach(affirmed).unspecified or ground.reach(denied).unspecified:
        return None
    if affirmed.proposition.object == denied.proposition.object:
        return None
    limits = f"{words(denied.claim.scope)} " if denied.claim.scope else ""
    remark = f"compatible only if what was taken was not {limits}{called(denied)}"
    return _tension(affirmed, denied, remark)


def reached_and_denied(one: Said, other: Said, ground: Ground) -> Finding | None:
    """Information of somebody or of a sector was reached; of the same sector or people it is denied."""
    pair = sides(one, other)
    if pair is None or _is_open(pair[1]) or not _about_information(*pair):
        return None
    affirmed, denied = pair
    if affirmed.predicate is denied.predicate and (
        _denied(affirmed, denied, ground) or _in_part(affirmed, denied, ground)
    ):
        return None
    on = ground.reach(affirmed).touches(ground.reach(denied))
    if on is None:
        return None
    limits = f", limited to what is {words(denied.claim.scope)}" if denied.claim.scope else ""
    remark = f"both bear on {on}; the denial is of {_deed(denied)} {called(denied)}{limits}"
    return _tension(affirmed, denied, remark)


def harm_without_impact(one: Said, other: Said, _: Ground) -> Finding | None:
    """One says that information left or was harmed, the other that no damage was done or is confirmed."""
    pair = sides(one, other)
    if pair is None or pair[1].predicate is not Predicate.HAS_IMPACT or not _is_damage(*pair):
        return None
    affirmed, denied = pair
    if affirmed.predicate not in _LOSS and not _is_cost(affirmed):
        return None
    return _tension(affirmed, denied, "harm on the one side, no damage confirmed on the other")


def contained_and_continued(one: Said, other: Said, _: Ground) -> Finding | None:
    """One says that access was stopped once it was noticed, the other that it lasted or came repeatedly."""
    for contained, lasting in ((one, other), (other, one)):
        if not (_is_containment(contained) and lasting.positive and lasting.predicate in _ENDURING):
            continue
        if since := _since(lasting):
            return _tension(contained, lasting, f"stopped at once, yet {since}")
    return None


def dates_apart(one: Said, other: Said, _: Ground) -> Finding | None:
    """They give dates of one event that exclude each other; an inferred year makes it a tension only."""
    if one.when is None or other.when is None or not (one.positive and other.positive and sure(one, other)):
        return None
    if one.subject is None or one.subject.kind not in _DATED:
        return None
    if days(one.when).fit(days(other.when)) is not Fit.APART or spans_differ(one.when, other.when):
        return None
    remark = f"{one.when.label} against {other.when.label}"
    inferred = one.when.basis or other.when.basis
    relation = Relation.IN_TENSION if inferred else Relation.CONTRADICTS
    remark += ", where a year is inferred" if inferred else ""
    return Finding(one, other, relation, aspect(one), against(one, other, remark))


def spans_apart(one: Said, other: Said, _: Ground) -> Finding | None:
    """They say from when to when the same went on, and begin or end it at other times."""
    first, second = one.when or one.time, other.when or other.time
    if first is None or second is None or not (one.positive and other.positive and sure(one, other)):
        return None
    if not spans_differ(first, second):
        return None
    inferred = first.basis or second.basis
    relation = Relation.IN_TENSION if inferred else Relation.CONTRADICTS
    remark = f"{first.label} against {second.label}"
    return Finding(one, other, relation, aspect(one), against(one, other, remark))


def periods_apart(one: Said, other: Said, _: Ground) -> Finding | None:
    """Of the same proposition they say that it held at times that exclude each other."""
    if one.time is None or other.time is None or not (one.positive and other.positive and sure(one, other)):
        return None
    if days(one.time).fit(days(other.time)) is not Fit.APART or spans_differ(one.time, other.time):
        return None
    moment = one.subject is not None and one.subject.kind in _DATED
    inferred = one.time.basis or other.time.basis
    relation = Relation.CONTRADICTS if moment and not inferred else Relation.IN_TENSION
    remark = f"{one.time.label} against {other.time.label}"
    return Finding(one, other, relation, aspect(one), against(one, other, remark))


RULES = (
    Rule(Block.SAME, periods_apart),
    Rule(Block.SAME, spans_apart),
    Rule(Block.SAME, contradicts),
    Rule(Block.SAME, contradicts_in_scope),
    Rule(Block.SAME, possible_and_denied),
    Rule(Block.SAME, likely_and_unlikely),
    Rule(Block.BESIDE, likely_and_unlikely),
    Rule(Block.BESIDE, contradicts),
    Rule(Block.BESIDE, contradicts_in_scope),
    Rule(Block.BESIDE, possible_and_denied),
    Rule(Block.BESIDE, unspecified_and_denied),
    Rule(Block.BESIDE, reached_and_denied),
    Rule(Block.BESIDE, dates_apart),
    Rule(Block.BESIDE, spans_apart),
    Rule(Block.ACROSS, unspecified_and_denied),
    Rule(Block.ACROSS, reached_and_denied),
    Rule(Block.ACROSS, harm_without_impact),
    Rule(Block.ACROSS, contained_and_continued),
)


def _tension(left: Said, right: Said, remark: str) -> Finding:
    return Finding(left, right, Relation.IN_TENSION, aspect(left), against(left, right, remark))


def _excluded(one: Said, other: Said) -> bool:
    """Whether two sides that are sure cannot both be right: of two likelihoods, both can be held at once."""
    return sure(one, other) and Certainty.CERTAIN in _certainties(one, other)


def _certainties(*claims: Said) -> set[Certainty]:
    return {said.claim.certainty for said in claims}


def _is_open(said: Said) -> bool:
    return said.claim.certainty is Certainty.UNDERSPECIFIED


def _limits(affirmed: Said, denied: Said) -> tuple[str, ...]:
    """The words that limit the denial, or what it denies, and do not stand with what is affirmed."""
    graded = sorted(words_of("descriptions", "scope") & set(terms(called(denied))))
    known = {*affirmed.claim.scope, *terms(called(affirmed))}
    found = dict.fromkeys((*denied.claim.scope, *(graded if affirmed.object != denied.object else ())))
    return tuple(word for word in found if word not in known)


def _denied(affirmed: Said, denied: Said, ground: Ground) -> bool:
    """Whether what is affirmed is what is denied, or lies within it."""
    if affirmed.proposition == denied.proposition:
        return True
    if affirmed.predicate is not denied.predicate or affirmed.predicate not in HARM:
        return False
    return ground.reach(denied).covers(ground.reach(affirmed))


def _in_part(affirmed: Said, denied: Said, ground: Ground) -> bool:
    """Whether what is denied is a part of what is affirmed, which is more than information as such."""
    if affirmed.predicate is not denied.predicate or affirmed.predicate not in HARM:
        return False
    whole, part = ground.reach(affirmed), ground.reach(denied)
    return not whole.unspecified and whole.covers(part) and not part.covers(whole)


def _about_information(affirmed: Said, denied: Said) -> bool:
    """Whether one says that information was reached and the other that it was not."""
    if affirmed.predicate not in REACHED:
        return False
    return denied.predicate in REACHED or (denied.predicate is Predicate.COMPROMISED and _is_data(denied))


def _is_data(said: Said) -> bool:
    return said.object is not None and said.object.kind.value == "DataAsset"


def _deed(said: Said) -> str:
    return {Predicate.EXFILTRATED: "a leak of", Predicate.COMPROMISED: "access to"}.get(
        said.predicate, "harm to"
    )


def _is_cost(said: Said) -> bool:
    """Whether it says what the incident itself cost."""
    incident = said.subject is not None and said.subject.kind is Kind.INCIDENT
    return said.predicate is Predicate.AMOUNT and incident


def _is_damage(affirmed: Said, denied: Said) -> bool:
    """Whether a denial is of damage as such, or of what is said to have been harmed."""
    spoken, damage = set(essence(called(denied))), set(lexicon("sectors")["damage"]["words"])
    if spoken & set(essence(called(affirmed))):
        return True
    return bool(spoken & damage) and spoken <= damage | set(lexicon("sectors")["damage"]["plain"])


def _is_containment(said: Said) -> bool:
    """Whether it says that access was restricted after it was noticed, as an answer to it."""
    if said.subject is None or said.subject.event_type is not EventType.CONTAINMENT or not said.positive:
        return False
    return said.predicate is Predicate.AFTER


def _since(said: Said) -> str | None:
    """In which words a claim says that harm went on: a period with an open end, or several occasions."""
    if said.time is not None and said.time.earliest and said.time.latest is None:
        return f"{said.time.label} according to the other"
    occasions: list[str] = lexicon("sectors")["repeated"]["occasions"]
    if (
        said.count is not None
        and said.count.unit in occasions
        and (said.count.minimum or said.count.value or 0) > 1
    ):
        return f"it came in {said.count.label} according to the other"
    return None
