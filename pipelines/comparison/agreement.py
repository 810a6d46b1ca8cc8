"""Rules for claims that say the same: one witness or two, another strength, another holder."""

from ontology.terms import Certainty, Predicate, Relation
from pipelines.comparison.ground import (
    HARM,
    Block,
    Finding,
    Ground,
    Rule,
    compatible,
    relays,
    same_article,
    same_origin,
    sure,
)
from pipelines.comparison.reasons import against, aspect
from pipelines.comparison.said import Said


def restates(one: Said, other: Said, ground: Ground) -> Finding | None:
    """Two articles render the same with one origin behind both, so that they are one witness."""
    if not _alike(one, other) or same_article(one, other) or not same_origin(one, other):
        return None
    left, right = (one, other) if _relayed(one) >= _relayed(other) else (other, one)
    origin = ground.entities.get(one.claim.origin or one.claim.iri)
    remark = f"one origin, {origin.label if origin else 'the same account'}, not two witnesses"
    if one.claim.scope != other.claim.scope and (one.claim.scope or other.claim.scope):
        remark += " (the limiting words differ)"
    return Finding(left, right, Relation.RESTATES, aspect(one), against(left, right, remark))


def corroborates(one: Said, other: Said, _: Ground) -> Finding | None:
    """The same is held by another origin, as surely or likely, and neither passes the other's word on."""
    if one.positive != other.positive or not compatible(one, other) or not independent(one, other):
        return None
    if not (sure(one, other) or _as_possible(one, other)) or _suspicion(one, other):
        return None
    remark = "the same from two origins that are not known to depend on each other"
    return Finding(one, other, Relation.CORROBORATES, aspect(one), against(one, other, remark))


def attribution_differs(one: Said, other: Said, _: Ground) -> Finding | None:
    """The same is laid to different holders, of whom one elsewhere passes on the other's word."""
    if one.positive != other.positive or same_origin(one, other) or one.own_voice or other.own_voice:
        return None
    if not (relays(one, other) or relays(other, one)):
        return None
    left, right = (one, other) if relays(one, other) else (other, one)
    remark = f"{left.who} here holds what it there passes on as the word of {right.who}"
    return Finding(left, right, Relation.ATTRIBUTION_DIFFERS, aspect(one), against(left, right, remark))


def suspicion_shared(one: Said, other: Said, _: Ground) -> Finding | None:
    """Another one suspects the same attacker: a suspicion held by two is no evidence from two."""
    if not _alike(one, other) or same_origin(one, other) or not _suspicion(one, other):
        return None
    if set(one.claim.holders) & set(other.claim.holders):
        return None
    remark = f"the suspicion is that of {one.who} here, of {other.who} there"
    return Finding(one, other, Relation.ATTRIBUTION_DIFFERS, aspect(one), against(one, other, remark))


def certainty_differs(one: Said, other: Said, _: Ground) -> Finding | None:
    """The same is held with another certainty, or one leaves open what the other says."""
    if one.claim.certainty is other.claim.certainty:
        return None
    open_ = Certainty.UNDERSPECIFIED in {one.claim.certainty, other.claim.certainty}
    if one.positive != other.positive and not open_:
        return None
    left, right = sorted((one, other), key=lambda said: (_LADDER.index(said.claim.certainty), said.claim.iri))
    remark = f"{left.claim.certainty.value} against {right.claim.certainty.value}"
    if same_origin(one, other):
        remark += ", with one origin behind both"
    return Finding(left, right, Relation.CERTAINTY_DIFFERS, aspect(one), against(left, right, remark))


def left_open(one: Said, other: Said, ground: Ground) -> Finding | None:
    """What one says of a thing, or of a part of it, the other leaves open or holds possible only."""
    if one.claim.certainty is other.claim.certainty or same_article(one, other):
        return None
    left, right = sorted((one, other), key=lambda said: (_LADDER.index(said.claim.certainty), said.claim.iri))
    if right.claim.certainty not in {Certainty.UNDERSPECIFIED, Certainty.POSSIBLE}:
        return None
    if not _one_question(left, right, ground):
        return None
    remark = f"{left.claim.certainty.value} against {right.claim.certainty.value}"
    return Finding(left, right, Relation.CERTAINTY_DIFFERS, aspect(left), against(left, right, remark))


def _one_question(sure_: Said, unsure: Said, ground: Ground) -> bool:
    """Whether the unsure one speaks of what the other says: how many, how much, or of what was harmed."""
    open_ = unsure.claim.certainty is Certainty.UNDERSPECIFIED
    if one_answer := sure_.predicate in _ONE_ANSWER and sure_.positive and open_:
        return one_answer and (sure_.number is None) != (unsure.number is None)
    if sure_.predicate not in HARM or (sure_.positive != unsure.positive and not open_):
        return False
    first, second = ground.reach(sure_), ground.reach(unsure)
    covers = first.covers(second) or second.covers(first)
    return covers and not (first.unspecified or second.unspecified)


RULES = (
    Rule(Block.BESIDE, left_open),
    Rule(Block.SAME, restates),
    Rule(Block.SAME, corroborates),
    Rule(Block.SAME, attribution_differs),
    Rule(Block.SAME, suspicion_shared),
    Rule(Block.SAME, certainty_differs),
)

_ONE_ANSWER = frozenset({Predicate.PEOPLE_AFFECTED, Predicate.AMOUNT, Predicate.RANSOM_DEMANDED})
_LADDER = (Certainty.CERTAIN, Certainty.PROBABLE, Certainty.POSSIBLE, Certainty.UNDERSPECIFIED)


def _alike(one: Said, other: Said) -> bool:
    same = one.positive == other.positive and one.claim.certainty is other.claim.certainty
    return same and compatible(one, other)


def _as_possible(one: Said, other: Said) -> bool:
    return one.claim.certainty is Certainty.POSSIBLE and other.claim.certainty is Certainty.POSSIBLE


def _suspicion(one: Said, other: Said) -> bool:
    """Whether both only suspect who attacked."""
    blamed = one.predicate is Predicate.ATTRIBUTED_TO and other.predicate is Predicate.ATTRIBUTED_TO
    return blamed and one.claim.certainty in {Certainty.PROBABLE, Certainty.POSSIBLE}


def _relayed(said: Said) -> bool:
    """Whether somebody stands between the origin and the article."""
    return said.claim.origin not in said.claim.holders or bool(said.relayers)


def independent(one: Said, other: Said) -> bool:
    """Whether two claims have two origins, and neither holder is known to rest on the other."""
    origins = {one.claim.origin, other.claim.origin}
    if None in origins or len(origins) < 2 or set(one.claim.holders) & set(other.claim.holders):
        return False
    if relays(one, other) or relays(other, one):
        return False
    return not same_article(one, other) or not (one.own_voice or other.own_voice)
