"""Rules for silence against a report, and for what one denies as such while others give its details."""

from ontology.terms import Certainty, Predicate, Relation
from pipelines.comparison.ground import Block, Finding, Ground, Rule, same_article, same_origin, sides, sure
from pipelines.comparison.lexicon import lexicon
from pipelines.comparison.reasons import against, aspect, called
from pipelines.comparison.said import Said
from pipelines.resolution.descriptions import terms

_SUMS = frozenset({Predicate.RANSOM_PAID, Predicate.RANSOM_DEMANDED})
_TAKEN = frozenset({Predicate.EXFILTRATED, Predicate.COMPROMISED})


def silence_and_report(one: Said, other: Said, _: Ground) -> Finding | None:
    """One would not tell what the other reports."""
    for silent, telling in ((one, other), (other, one)):
        if not _keeps(silent) or not telling.positive or same_origin(one, other) or same_article(one, other):
            continue
        open_ = telling.claim.certainty is Certainty.UNDERSPECIFIED
        if not open_ and telling.predicate.value in _topics(silent) and _is_counted(silent, telling):
            remark = f"what the first does not tell ({called(silent)}), the second does"
            reason = against(silent, telling, remark)
            return Finding(silent, telling, Relation.IN_TENSION, aspect(silent), reason)
    return None


def sum_and_denial(one: Said, other: Said, _: Ground) -> Finding | None:
    """One says that money was paid or demanded, the other that none was."""
    pair = sides(one, other)
    if pair is None or not sure(one, other) or one.predicate not in _SUMS or pair[1].number is not None:
        return None
    affirmed, denied = pair
    remark = f"{called(affirmed)} according to the first, none according to the second"
    return Finding(
        affirmed, denied, Relation.CONTRADICTS, aspect(affirmed), against(affirmed, denied, remark)
    )


def used_and_denied(one: Said, other: Said, _: Ground) -> Finding | None:
    """One says that information was misused, the other that the same was never taken."""
    pair = sides(one, other)
    if pair is None or pair[0].predicate is not Predicate.MISUSED or pair[1].predicate not in _TAKEN:
        return None
    affirmed, denied = pair
    if affirmed.proposition.object != denied.proposition.object:
        return None
    remark = f"{called(affirmed)} was misused, and yet is said not to have been reached"
    return Finding(affirmed, denied, Relation.IN_TENSION, aspect(affirmed), against(affirmed, denied, remark))


RULES = (
    Rule(Block.BESIDE, sum_and_denial),
    Rule(Block.ACROSS, silence_and_report),
    Rule(Block.ACROSS, used_and_denied),
)


def _keeps(said: Said) -> bool:
    """Whether a claim says that somebody did not tell something."""
    return said.predicate is Predicate.DISCLOSED and not said.positive


def _topics(silent: Said) -> set[str]:
    """The predicates of which the words of what was not told speak."""
    spoken = set(terms(called(silent)))
    topics: dict[str, list[str]] = lexicon("silence")["topics"]
    who = lexicon("silence")["who"]
    found = {predicate for predicate, words in topics.items() if spoken & set(words)}
    if spoken & set(who["words"]) and spoken & set(who["groups"]):
        found.add(Predicate.ATTRIBUTED_TO.value)
    return found - {Predicate.ATTRIBUTED_TO.value} if Predicate.LINKED_TO.value in found else found


def _is_counted(silent: Said, telling: Said) -> bool:
    """Whether a number that is told is one of those of whom it was not told."""
    number = telling.number or telling.count
    if telling.predicate is not Predicate.PEOPLE_AFFECTED or number is None:
        return telling.predicate is not Predicate.PEOPLE_AFFECTED
    spoken = set(terms(called(silent)))
    return bool(spoken & {*terms(number.unit), *lexicon("silence")["people"]["words"]})
