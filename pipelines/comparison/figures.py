"""Rules for numbers that two accounts have in common, whatever they say of them."""

from ontology.model import Quantity
from ontology.terms import Relation
from pipelines.comparison.bounds import amount, commensurable, counting, rounded
from pipelines.comparison.ground import Block, Finding, Ground, Rule, counted, same_article, same_origin
from pipelines.comparison.reasons import against, aspect
from pipelines.comparison.said import Said

_TELLING = 2  # figures that carry a number; "3 sites" in two accounts may be other sites
_MANY = 20


def same_number(one: Said, other: Said, _: Ground) -> Finding | None:
    """Two accounts give one number of the same unit, of what they call by other words."""
    numbers = _numbers(one, other)
    if numbers is None or amount(numbers[0]) != amount(numbers[1]):
        return None
    if same_origin(one, other):
        remark = f"the same number, {numbers[0].label}, from one origin"
        return Finding(one, other, Relation.RESTATES, aspect(one), against(one, other, remark))
    remark = (
        f"the same number, {numbers[0].label}, from two origins that are not known to depend on each other"
    )
    return Finding(one, other, Relation.CORROBORATES, aspect(one), against(one, other, remark))


def near_number(one: Said, other: Said, _: Ground) -> Finding | None:
    """One account gives a number that the other rounds, of the same unit."""
    numbers = _numbers(one, other)
    if numbers is None:
        return None
    for left, right, exact, about in ((one, other, *numbers), (other, one, *numbers[::-1])):
        if rounded(exact, about):
            remark = f"{exact.label} is closer than the round {about.label}"
            return Finding(left, right, Relation.REFINES, aspect(left), against(left, right, remark))
    return None


RULES = (
    Rule(Block.ACROSS, same_number),
    Rule(Block.ACROSS, near_number),
    Rule(Block.BESIDE, same_number),
)


def _numbers(one: Said, other: Said) -> tuple[Quantity, Quantity] | None:
    """The numbers of two claims, where they are large and exact enough to be one number."""
    first, second = counted(one), counted(other)
    if first is None or second is None or same_article(one, other) or not (one.positive and other.positive):
        return None
    if not commensurable(first, second) or not (_telling(first) and _telling(second)):
        return None
    return first, second


def _telling(quantity: Quantity) -> bool:
    money = quantity.unit.isupper()
    return (counting(quantity) or money) and quantity.value is not None and quantity.value >= _MANY
