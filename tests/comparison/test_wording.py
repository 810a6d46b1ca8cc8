"""Comparing what accounts put in other words: likelihoods, numbers, spans, ways in, plain opposites."""

import pytest

from ontology.model import Quantity
from ontology.terms import Certainty, Iri, Kind, Predicate, Relation
from pipelines.comparison.bounds import rounded
from pipelines.extraction.account import Amount
from tests.comparison.comparing import Compared
from tests.comparison.test_comparing import article
from tests.resolution.telling import INCIDENT, Telling

PROBABLE = Certainty.PROBABLE


def leak(identifier: str, by: str, *, denied: bool = False, certainty: Certainty = PROBABLE) -> Telling:
    """An article in which somebody says or denies that records left."""
    return article(identifier).says(
        f"{by}: records.",
        INCIDENT,
        Predicate.EXFILTRATED,
        "records",
        [by],
        denied=denied,
        certainty=certainty,
    )


def test_two_likelihoods_are_in_tension() -> None:
    """Likely and unlikely can both be held; certain and unlikely cannot."""
    likely, unlikely = leak("a", "police"), leak("b", "company", denied=True)
    assert Compared(likely, unlikely).between("police", "company") == {Relation.IN_TENSION}
    certain = leak("a", "police", certainty=Certainty.CERTAIN)
    assert Compared(certain, unlikely).between("police", "company") == {Relation.CONTRADICTS}


def test_who_holds_it_likely_bears_out_who_is_sure() -> None:
    """Independent of each other they corroborate, and differ in certainty; the merely possible does not."""
    certain = leak("a", "police", certainty=Certainty.CERTAIN)
    assert Compared(certain, leak("b", "company")).between("police", "company") == {
        Relation.CORROBORATES,
        Relation.CERTAINTY_DIFFERS,
    }
    possible = leak("b", "company", certainty=Certainty.POSSIBLE)
    assert Compared(certain, possible).between("police", "company") == {Relation.CERTAINTY_DIFFERS}


@pytest.mark.parametrize(
    ("exact", "about", "holds"),
    [(312, 300, True), (34, 30, True), (10.6, 11, True), (4470, 4500, True), (38.6, 41, False),
     (300, 312, False), (3, 3, False), (870, 1100, False)],
)  # fmt: skip
def test_a_round_number(exact: float, about: float, *, holds: bool) -> None:
    """A number is rounded to the figures that the round one carries, not merely near it."""
    one, other = (
        Quantity(iri=Iri("urn:x"), label="", unit="server", value=value, minimum=value, maximum=value)
        for value in (exact, about)
    )
    assert rounded(one, other) is holds


def counted(identifier: str, by: str, predicate: Predicate, thing: str, unit: str, value: float) -> Telling:
    """An article with a number of something."""
    telling = article(identifier).data("files", "files of patients", owner="company")
    return telling.says(
        f"{by} counts.", INCIDENT, predicate, thing, [by], quantity=Amount(unit=unit, value=value)
    )


def test_a_number_under_another_name_is_set_against_it() -> None:
    """Of one proposition 212 servers and 40 gateways exclude each other; 30 gigabytes are no count."""
    servers = counted("a", "police", Predicate.COMPROMISED, "servers", "server", 212)
    gateways = counted("b", "company", Predicate.COMPROMISED, "servers", "gateway", 40)
    assert Compared(servers, gateways).between("police", "company") == {Relation.CONTRADICTS}
    size = counted("b", "company", Predicate.COMPROMISED, "servers", "gigabyte", 30)
    assert Relation.CONTRADICTS not in Compared(servers, size).between("police", "company")


def test_one_number_of_two_things_is_one_number() -> None:
    """1,940 records here and there corroborate, whatever they are called; two small numbers do not."""
    one = counted("a", "police", Predicate.EXFILTRATED, "records", "record", 1940)
    other = counted("b", "company", Predicate.COMPROMISED, "files", "record", 1940)
    assert Compared(one, other).between("police", "company") == {Relation.CORROBORATES}
    few = counted("a", "police", Predicate.EXFILTRATED, "records", "record", 3)
    assert (
        Compared(few, counted("b", "company", Predicate.COMPROMISED, "files", "record", 3)).between(
            "police", "company"
        )
        == set()
    )


def lasting(identifier: str, by: str, first: str, last: str) -> Telling:
    """An article that says from when to when it lasted."""
    telling = article(identifier).date("span", f"{first}/{last}", f"{first}-01", f"{last}-28")
    return telling.says(f"{by}: {first} to {last}.", INCIDENT, Predicate.TIME, "span", [by])


def test_from_when_to_when() -> None:
    """Five weeks within eleven months are no closer date but another account of how long it lasted."""
    one, other = lasting("a", "police", "2019-10", "2020-08"), lasting("b", "company", "2020-07", "2020-08")
    assert Compared(one, other).between("police", "company") == {Relation.CONTRADICTS}


def way(identifier: str, by: str, name: str, kind: Kind = Kind.SYSTEM) -> Telling:
    """An article that says how the intruders came in."""
    telling = article(identifier)
    (telling.named if kind is Kind.COMPANY else telling.described)("way", kind, name)
    return telling.says(f"{by} names {name}.", INCIDENT, Predicate.VIA, "way", [by])


def test_other_ways_in() -> None:
    """Two ways in differ; one in more words, or with a name, is more exact."""
    portal = way("a", "police", "a portal of a contractor")
    assert Compared(portal, way("b", "company", "a stolen laptop")).between("police", "company") == {
        Relation.ATTRIBUTION_DIFFERS
    }
    assert Compared(portal, way("b", "company", "account of a contractor", Kind.DATA)).between(
        "police", "company"
    ) == {Relation.REFINES}
    named = way("b", "company", "Yamada Turbines", Kind.COMPANY)
    vendor = way("a", "police", "an outside firm", Kind.ORGANIZATION)
    assert Compared(named, vendor).between("police", "company") == {Relation.REFINES}


def described(identifier: str, by: str, words: str, *, denied: bool = False, **fields: Certainty) -> Telling:
    """An article in which somebody describes the records."""
    telling = article(identifier).described("what", Kind.CONCEPT, words)
    return telling.says(
        f"{by}: {words}.", "records", Predicate.DESCRIPTION, "what", [by], denied=denied, **fields
    )


@pytest.mark.parametrize(
    ("words", "denied", "certainty", "relation"),
    [
        ("forged", False, Certainty.CERTAIN, Relation.CONTRADICTS),
        ("real", True, Certainty.CERTAIN, Relation.CONTRADICTS),
        ("real", False, Certainty.CERTAIN, Relation.CORROBORATES),
        ("forged", True, Certainty.CERTAIN, Relation.CORROBORATES),
        ("real", False, Certainty.UNDERSPECIFIED, Relation.CERTAINTY_DIFFERS),
    ],
)
def test_plain_opposites(words: str, certainty: Certainty, relation: Relation, *, denied: bool) -> None:
    """Genuine, real and not forged are one answer; forged and not real the other."""
    told = described("b", "company", words, denied=denied, certainty=certainty)
    assert Compared(described("a", "police", "genuine"), told).between("police", "company") == {relation}


def test_what_is_open_of_a_part_differs_in_certainty() -> None:
    """How many is left open by the one who gives no number."""
    telling = article("a").described("n", Kind.QUANTITY, "people", amount=Amount(unit="person", value=500.0))
    telling.says("police count 500.", INCIDENT, Predicate.PEOPLE_AFFECTED, "n", ["police"])
    other = article("b").described("some", Kind.COLLECTIVE, "customers of Acme")
    other.says(
        "company cannot say how many.", INCIDENT, Predicate.PEOPLE_AFFECTED, "some", ["company"],
        certainty=Certainty.UNDERSPECIFIED,
    )  # fmt: skip
    assert Compared(telling, other).between("police", "company") == {Relation.CERTAINTY_DIFFERS}
