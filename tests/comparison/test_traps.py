"""Traps into which other systems fell: votes, expiry, verdicts, differences of spelling."""

import re
from collections import Counter
from dataclasses import fields, replace

from ontology.model import Claim, Comparison, Entity, Judgement
from ontology.terms import Kind, Polarity, Predicate, Relation, Ruling
from ontology.vocabulary import definition
from pipelines.edition import edition
from pipelines.keeping import proof
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


def test_no_link_is_predicted() -> None:
    """Every proposition of a page is one that its own account makes; nothing is added from elsewhere."""
    accounts = [first(), second()]
    pages = {page.article.identifier: page for page in Compared(*accounts).pages}
    for document, account in accounts:
        page = pages[document.id]
        said = Counter(claim.predicate for claim in account.claims)
        by_iri = {proposition.iri: proposition for proposition in page.propositions}
        held = Counter(by_iri[claim.proposition].predicate for claim in page.claims)
        assert held <= said
        spans = {(claim.span.start, claim.span.end) for claim in account.claims}
        quotes = {mention.iri: (mention.start, mention.end) for mention in page.mentions}
        assert {quotes[claim.evidence] for claim in page.claims} <= spans


def test_no_certainty_is_raised_or_averaged() -> None:
    """What many repeat stays as certain as each of them has it."""
    alone = Compared(report("a", "2021-05-03", denied=False))
    crowd = Compared(*(report(one, "2021-05-03", denied=False) for one in "abcdef"))
    before = {claim.iri: (claim.polarity, claim.certainty, claim.score) for claim in alone.claims.values()}
    after = {claim.iri: (claim.polarity, claim.certainty, claim.score) for claim in crowd.claims.values()}
    assert before.items() <= after.items()


def test_no_shortcut_hides_the_other_side() -> None:
    """Where one says so and another denies it, both edges stand, whoever came first, however often."""
    for order in ("ab", "ba"):
        dates = dict(zip(order, ("2021-05-03", "2021-09-30"), strict=True))
        accounts = [report("a", dates["a"], denied=True), report("b", dates["b"], denied=False, by="sources")]
        with proof(edition([one.read() for one in accounts])) as graph:
            (row,) = graph.ask("SELECT ?data { ?it denied:exfiltrated ?data ; said:exfiltrated ?data }")
        assert row["data"]


def test_a_judgement_of_people_is_no_verdict() -> None:
    """People may say who is whom and what a text says; none of their rulings says what is true."""
    assert {ruling.value for ruling in Ruling} == {
        "same", "different", "unsure", "withdrawn", "accepted", "rejected",
    }  # fmt: skip
    judged = {field.name for field in fields(Judgement)}
    assert not judged & {"true", "truth", "verdict", "winner", "score", "confidence"}
    assert not any(re.search(r"\b(true|false|fact)\b", definition(ruling.iri)) for ruling in Ruling)
