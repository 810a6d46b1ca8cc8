"""Traps into which other systems fell: votes, expiry, verdicts, differences of spelling."""

from dataclasses import fields, replace

from ontology.model import Claim, Comparison, Entity
from ontology.terms import Kind, Polarity, Predicate, Relation
from pipelines.resolution.origins import independent
from tests.comparison.comparing import Compared
from tests.resolution.breach import first, second
from tests.resolution.telling import INCIDENT, Telling


def report(identifier: str, published: str, *, denied: bool, by: str = "company") -> Telling:
    """A dated report on whether records of Acme left."""
    telling = Telling(identifier, f"Paper {identifier}", published).named("company", Kind.COMPANY, "Acme")
    telling.described("sources", Kind.UNNAMED_SOURCE, "sources")
    telling.incident("company").data("records", "patient records", owner="company")
    quote = f"{identifier}: {by} {'denies' if denied else 'affirms'} it."
    return telling.says(quote, INCIDENT, Predicate.EXFILTRATED, "records", [by], denied=denied)


def test_repetition_outvotes_nobody() -> None:
    """Three copies of a denial are one origin, and the single contrary report stands against each."""
    denials = [report(identifier, "2021-05-03", denied=True) for identifier in "abc"]
    compared = Compared(*denials, report("d", "2021-05-03", denied=False, by="sources"))
    behind = {
        sign: len(origins)
        for (_, sign), origins in independent(compared.claims.values()).items()
        if sign is Polarity.NEGATIVE
    }
    assert behind == {Polarity.NEGATIVE: 1}
    for identifier in "abc":
        assert compared.between(f"{identifier}: company", "sources affirms") == {Relation.CONTRADICTS}


def test_the_newer_report_expires_nothing() -> None:
    """Adding a later, contrary account leaves every earlier claim as it was."""
    old = report("old", "2021-05-03", denied=True)
    before = Compared(old)
    after = Compared(old, report("new", "2021-09-30", denied=False, by="sources"))
    (page,) = before.pages
    assert page in after.pages


def test_no_field_says_who_is_right() -> None:
    """Neither claims nor comparisons nor entities carry a verdict, and reasons name no winner."""
    names = {field.name for cls in (Claim, Comparison, Entity) for field in fields(cls)}
    assert not names & {"true", "truth", "verdict", "winner", "valid", "expired", "status", "confidence"}
    reasons = " ".join(one.reason for one in Compared(first(), second()).comparisons)
    assert not any(word in reasons.lower() for word in ("true", "false", "wins", "correct", "wrong", "fact"))


def test_one_value_in_two_spellings_is_no_difference() -> None:
    """The same bounds under other words are not set against each other."""

    def found(identifier: str, words: str) -> Telling:
        telling = report(identifier, "2021-05-03", denied=True)
        telling.date("day", words, "2021-05-01", "2021-05-01")
        return telling.says(f"Found on {words}.", INCIDENT, Predicate.TIME, "day", ["sources"])

    compared = Compared(found("a", "2021-05-01"), found("b", "1 May 2021"))
    assert compared.between("Found on 2021", "Found on 1 May") <= {Relation.CORROBORATES}


def test_a_withdrawn_account_takes_only_its_own_with_it() -> None:
    """Without one account, the other's page and the comparisons within it stay as they are."""
    both, alone = Compared(first(), second()), Compared(second())
    (page,) = alone.pages
    kept = next(one for one in both.pages if one.iri == page.iri)
    assert replace(kept, claims=()) == replace(page, claims=())
    assert {claim.iri for claim in kept.claims} == {claim.iri for claim in page.claims}
    assert set(alone.comparisons) <= set(both.comparisons)
