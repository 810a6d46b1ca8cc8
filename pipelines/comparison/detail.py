"""Rules for claims of which one says more exactly what the other says, or counts something else."""

from ontology.model import Entity, Quantity
from ontology.terms import Certainty, Kind, Predicate, Relation
from pipelines.comparison.bounds import Bounds, Fit, amount, counting, days, rounded
from pipelines.comparison.ground import (
    HARM,
    Block,
    Finding,
    Ground,
    Rule,
    counts,
    same_article,
    spans_differ,
    sure,
)
from pipelines.comparison.reasons import against, aspect, called
from pipelines.comparison.said import Said
from pipelines.resolution.descriptions import essence, terms
from pipelines.resolution.listings import entry
from pipelines.resolution.namings import proper
from pipelines.resolution.readings import ORGANIZATIONS


def closer_time(one: Said, other: Said, _: Ground) -> Finding | None:
    """One dates the same event more closely, within the bounds that the other gives."""
    if (
        one.when is None
        or other.when is None
        or same_article(one, other)
        or not (one.positive and other.positive)
        or spans_differ(one.when, other.when)
    ):
        return None
    remark = "{0} lies within {1}"
    return _closer(one, other, (days(one.when), days(other.when)), (one.when.label, other.when.label), remark)


def closer_number(one: Said, other: Said, _: Ground) -> Finding | None:
    """One gives a closer number of the same: within the other's bounds, or the exact one near a round one."""
    numbers = counts(one, other)
    if numbers is None or same_article(one, other) or one.positive != other.positive:
        return None
    first, second = numbers
    for left, right, exact, about in ((one, other, first, second), (other, one, second, first)):
        if rounded(exact, about):
            remark = f"{exact.label} is closer than the round {about.label}"
            return Finding(left, right, Relation.REFINES, aspect(left), against(left, right, remark))
    bounds, labels = (amount(first), amount(second)), (first.label, second.label)
    return _closer(one, other, bounds, labels, "{0} lies within {1}")


def closer_value(one: Said, other: Said, ground: Ground) -> Finding | None:
    """Of what is a number itself, one gives a closer one."""
    return closer_number(one, other, ground) if one.number and other.number else None


def values_exclude(one: Said, other: Said, ground: Ground) -> Finding | None:
    """Of what is a number itself, they give numbers that exclude each other, as surely."""
    return numbers_exclude(one, other, ground) if one.number and other.number else None


def only_number(one: Said, other: Said, _: Ground) -> Finding | None:
    """Of the same proposition only one says how much."""
    if same_article(one, other) or one.positive != other.positive or bool(one.count) == bool(other.count):
        return None
    left, right = (one, other) if one.count else (other, one)
    if left.count is None or Certainty.UNDERSPECIFIED in {one.claim.certainty, other.claim.certainty}:
        return None
    remark = f"only the first says how much: {left.count.label}"
    return Finding(left, right, Relation.REFINES, aspect(left), against(left, right, remark))


def closer_period(one: Said, other: Said, _: Ground) -> Finding | None:
    """Of the same proposition one says more closely when it holds."""
    if one.time is None or other.time is None or same_article(one, other) or one.positive != other.positive:
        return None
    if spans_differ(one.time, other.time):
        return None
    labels = one.time.label, other.time.label
    return _closer(one, other, (days(one.time), days(other.time)), labels, "{0} lies within {1}")


def numbers_exclude(one: Said, other: Said, ground: Ground) -> Finding | None:
    """Of the same they give numbers that exclude each other, as surely."""
    numbers = _numbers(one, other)
    if numbers is None or amount(numbers[0]).fit(amount(numbers[1])) is not Fit.APART:
        return None
    if closer_number(one, other, ground) is not None:
        return None
    remark = f"{numbers[0].label} against {numbers[1].label}"
    return Finding(one, other, Relation.CONTRADICTS, aspect(one), against(one, other, remark))


def numbers_overlap(one: Said, other: Said, _: Ground) -> Finding | None:
    """They give numbers of the same that meet, or of two things; they may count different things."""
    numbers = _numbers(one, other)
    if numbers is None:
        return None
    fit = amount(numbers[0]).fit(amount(numbers[1]))
    same = one.proposition == other.proposition or one.number is not None
    if fit is not Fit.OVERLAPS and not (fit is Fit.APART and not same):
        return None
    if not same and not counting(numbers[0]):
        return None
    if not same and fit is Fit.APART and _both_name(one, other, numbers[0].unit):
        remark = f"{numbers[0].label} against {numbers[1].label}"
        return Finding(one, other, Relation.CONTRADICTS, aspect(one), against(one, other, remark))
    remark = f"{numbers[0].label} against {numbers[1].label}; they may count different things"
    return Finding(one, other, Relation.SCOPE_DIFFERS, aspect(one), against(one, other, remark))


def _numbers(one: Said, other: Said) -> tuple[Quantity, Quantity] | None:
    """What two sure claims count, where it can be set against each other."""
    if not (one.positive and other.positive and sure(one, other)):
        return None
    return None if one.claim.evidence == other.claim.evidence else counts(one, other)


def _both_name(one: Said, other: Said, unit: str) -> bool:
    """Whether both objects are called what is counted: customers of Acme, a limited number of customers."""
    wanted = set(terms(unit))
    return wanted <= set(terms(called(one))) and wanted <= set(terms(called(other)))


def closer_object(one: Said, other: Said, ground: Ground) -> Finding | None:
    """One says of a part, or of a narrower kind, what the other says of the whole."""
    if one.predicate not in HARM or same_article(one, other) or one.positive != other.positive:
        return None
    for left, right in ((one, other), (other, one)):
        inner, outer = ground.reach(left), ground.reach(right)
        if outer.covers(inner) and not inner.covers(outer) and not outer.unspecified:
            remark = f"{called(left)} is within what {called(right)} covers"
            return Finding(left, right, Relation.REFINES, aspect(left), against(left, right, remark))
    return None


def other_attacker(one: Said, other: Said, _: Ground) -> Finding | None:
    """They lay the attack to different attackers; a named one that fits a description makes it more exact."""
    if one.predicate is not Predicate.ATTRIBUTED_TO or not (one.positive and other.positive):
        return None
    if Certainty.UNDERSPECIFIED in {one.claim.certainty, other.claim.certainty}:
        return None
    if same_article(one, other) and one.claim.holders == other.claim.holders:
        return None
    for left, right in ((one, other), (other, one)):
        if fits := _fits(left.object, right.object):
            remark = f"{called(left)} is a named group that fits the description {called(right)} ({fits})"
            return Finding(left, right, Relation.REFINES, aspect(left), against(left, right, remark))
    remark = f"{called(one)} against {called(other)}"
    if one.claim.holders == other.claim.holders:
        if one.article.published == other.article.published:
            return None
        remark += f", both according to {one.who}, at different times"
    return Finding(one, other, Relation.ATTRIBUTION_DIFFERS, aspect(one), against(one, other, remark))


def other_way(one: Said, other: Said, _: Ground) -> Finding | None:
    """They name different ways in; where their words meet, the one that says more is more exact."""
    if (
        one.predicate is not Predicate.VIA
        or not (one.positive and other.positive)
        or same_article(one, other)
    ):
        return None
    if Certainty.UNDERSPECIFIED in {one.claim.certainty, other.claim.certainty}:
        return None
    left, right = sorted(
        (one, other), key=lambda said: (not _is_named(said), -len(called(said)), said.claim.iri)
    )
    described = right.object is not None and not proper(right.object.label)
    if (_is_named(left) and described) or set(essence(called(left))) & set(essence(called(right))):
        remark = f"{called(left)} says more exactly what {called(right)} may mean"
        return Finding(left, right, Relation.REFINES, aspect(left), against(left, right, remark))
    if one.claim.holders == other.claim.holders:
        return None
    remark = f"{called(one)} against {called(other)}"
    return Finding(one, other, Relation.ATTRIBUTION_DIFFERS, aspect(one), against(one, other, remark))


RULES = (
    Rule(Block.BESIDE, other_way),
    Rule(Block.SAME, closer_number),
    Rule(Block.SAME, only_number),
    Rule(Block.SAME, closer_period),
    Rule(Block.SAME, numbers_exclude),
    Rule(Block.SAME, numbers_overlap),
    Rule(Block.BESIDE, closer_time),
    Rule(Block.BESIDE, closer_value),
    Rule(Block.BESIDE, values_exclude),
    Rule(Block.BESIDE, numbers_overlap),
    Rule(Block.BESIDE, closer_object),
    Rule(Block.BESIDE, other_attacker),
)


def _is_named(said: Said) -> bool:
    """Whether the object is an organization with a name, not one described ("a contractor")."""
    return said.object is not None and said.object.kind in ORGANIZATIONS and proper(said.object.label)


def _closer(
    one: Said, other: Said, bounds: tuple[Bounds, Bounds], labels: tuple[str, str], remark: str
) -> Finding | None:
    fit = bounds[0].fit(bounds[1])
    if fit not in {Fit.INSIDE, Fit.AROUND} or not (bounds[0].known and bounds[1].known):
        return None
    left, right = (one, other) if fit is Fit.INSIDE else (other, one)
    said = remark.format(*(labels if fit is Fit.INSIDE else labels[::-1]))
    return Finding(left, right, Relation.REFINES, aspect(left), against(left, right, said))


def _fits(named: Entity | None, described: Entity | None) -> str | None:
    """By what a group of a reference list fits a description: the country that both are connected with."""
    if named is None or described is None or not named.identifiers or described.identifiers:
        return None
    if described.kind is not Kind.THREAT_ACTOR:
        return None
    country = entry(named.country or "")
    if country is None or country.kind is not Kind.PLACE:
        return None
    texts = " ".join((described.label, *described.aliases)).casefold()
    return next((name for name in (*country.names, *country.adjectives) if name.casefold() in texts), None)
