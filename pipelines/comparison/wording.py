"""Rules for what is described in free words: one question answered alike, or the one way and the other."""

from ontology.terms import Certainty, Relation
from pipelines.comparison.agreement import independent
from pipelines.comparison.ground import Block, Finding, Ground, Rule, same_article, same_origin, sure
from pipelines.comparison.opposites import answer
from pipelines.comparison.reasons import against, aspect, called
from pipelines.comparison.said import Said


def answered_otherwise(one: Said, other: Said, _: Ground) -> Finding | None:
    """Of the same thing one says what the other's words exclude: genuine, forged."""
    if not _one_question(one, other) or answer(one) == answer(other):
        return None
    if Certainty.UNDERSPECIFIED in {one.claim.certainty, other.claim.certainty}:
        return _less_sure(one, other)
    sure_ = sure(one, other) and Certainty.CERTAIN in {one.claim.certainty, other.claim.certainty}
    relation = Relation.CONTRADICTS if sure_ else Relation.IN_TENSION
    remark = f"{called(one)} and {called(other)} exclude each other"
    return Finding(one, other, relation, aspect(one), against(one, other, remark))


def answered_alike(one: Said, other: Said, _: Ground) -> Finding | None:
    """Of the same thing both say the same in other words: genuine, real."""
    if not _one_question(one, other) or answer(one) != answer(other) or same_article(one, other):
        return None
    if one.claim.certainty is not other.claim.certainty:
        return _less_sure(one, other)
    remark = "the same in other words"
    if same_origin(one, other):
        return Finding(
            one, other, Relation.RESTATES, aspect(one), against(one, other, f"{remark}, of one origin")
        )
    if not independent(one, other):
        return None
    remark += ", from two origins that are not known to depend on each other"
    return Finding(one, other, Relation.CORROBORATES, aspect(one), against(one, other, remark))


RULES = (Rule(Block.WORDED, answered_otherwise), Rule(Block.WORDED, answered_alike))


def _one_question(one: Said, other: Said) -> bool:
    first, second = answer(one), answer(other)
    return first is not None and second is not None and first.question == second.question


def _less_sure(one: Said, other: Said) -> Finding:
    ladder = list(Certainty)
    left, right = sorted((one, other), key=lambda said: (ladder.index(said.claim.certainty), said.claim.iri))
    remark = f"{left.claim.certainty.value} against {right.claim.certainty.value}"
    return Finding(left, right, Relation.CERTAINTY_DIFFERS, aspect(left), against(left, right, remark))
