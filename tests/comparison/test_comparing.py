"""How claims stand to each other: each relation where it holds, with its reason, and nowhere else."""

import pytest

from ontology.terms import Certainty, EventType, Kind, Predicate, Relation
from pipelines.comparison import comparing
from pipelines.comparison.comparing import RULES
from pipelines.extraction.account import Amount
from tests.comparison.comparing import Compared
from tests.resolution.breach import DEFENCE, POWER, TICK, first, second
from tests.resolution.telling import INCIDENT, Telling


@pytest.fixture(scope="module")
def breach() -> Compared:
    """Both accounts of the breach."""
    return Compared(first(), second())


IN_BREACH = [
    ("28 June 2019", "late June", Relation.REFINES),
    ("Personal information may be out", "We confirm the possibility", Relation.RESTATES),
    ("spokesperson ruled out a leak (ofpower)", "statement denied a leak (ofpower)", Relation.RESTATES),
    ("Endo ruled it out (ofpower)", "statement denied a leak (ofpower)", Relation.RESTATES),
    ("Endo ruled it out (ofgear)", "had reported no leak (ofgear)", Relation.RESTATES),
    ("spokesperson ruled out a leak (ofpartners)", "denied a leak (ofcustomers)", Relation.RESTATES),
    ("no evidence that partners", "spokesperson ruled out a leak (ofpartners)", Relation.CERTAINTY_DIFFERS),
    ("200MB left", "it likely that information left", Relation.CERTAINTY_DIFFERS),
    ("200MB left", "spokesperson ruled out a leak (ofdefence)", Relation.IN_TENSION),
    ("200MB left", "not confirmed damage", Relation.IN_TENSION),
    ("Data of the Defense Ministry", "denied a leak (ofdefence)", Relation.IN_TENSION),
    ("Data of the Defense Ministry", "Endo ruled it out (ofgear)", Relation.IN_TENSION),
    ("Data on dozens of companies", "denied a leak (ofcustomers)", Relation.IN_TENSION),
    ("Data on dozens of companies", "no evidence that partners", Relation.IN_TENSION),
    ("power industry was hit", "ruled out a leak (ofpower)", Relation.IN_TENSION),
    ("Access was cut at once", "breached since July", Relation.IN_TENSION),
    ("Orion suspects Tick", "method points to Tick", Relation.ATTRIBUTION_DIFFERS),
    ("Orion suspects Tick", "a group linked to China", Relation.REFINES),
]
NOT_IN_BREACH = [
    ("power industry was hit", "ruled out a leak (ofdefence)"),
    ("Data of the Defense Ministry", "denied a leak (ofpower)"),
    ("Data of the Defense Ministry", "denied a leak (ofcustomers)"),
    ("Endo ruled it out (ofgear)", "Endo ruled it out (ofpower)"),
    ("Personal information may be out", "denied a leak (ofdefence)"),
    ("20 January 2020", "28 June 2019"),
]


@pytest.mark.parametrize(("one", "other", "relation"), IN_BREACH)
def test_rival_accounts_stand_as_they_stand(
    breach: Compared, one: str, other: str, relation: Relation
) -> None:
    """Across granularities, speakers and articles the expected relation is found."""
    assert relation in breach.between(one, other)


@pytest.mark.parametrize(("one", "other"), NOT_IN_BREACH)
def test_what_has_nothing_to_do_with_each_other_is_not_compared(
    breach: Compared, one: str, other: str
) -> None:
    """Other sectors, other parties and other events stand in no relation."""
    assert breach.between(one, other) == set()


def test_the_more_exact_claim_stands_left(breach: Compared) -> None:
    """A refinement runs from the closer to the wider claim."""
    lefts = {found.left for found in breach.found if found.relation is Relation.REFINES}
    assert any("28 June" in left for left in lefts)
    assert not any("late June" in left for left in lefts)


def test_every_reason_quotes_both_sides(breach: Compared) -> None:
    """A reason is one sentence with the words of both claims, as far as they fit."""
    for found in breach.found:
        assert found.reason.count("“") >= 2
        assert found.left[:40] in found.reason
        assert found.right[:40] in found.reason
        assert found.reason.endswith(".")
        assert "\n" not in found.reason


def test_the_qualifiers_of_a_denial_are_shown(breach: Compared) -> None:
    """The limiting words stand in the reason."""
    reasons = [
        found.reason for found in breach.found if "200MB" in found.left and "ofpartners" in found.right
    ]
    assert any("“important”" in reason for reason in reasons)


def test_a_pair_has_each_relation_once(breach: Compared) -> None:
    """No claim is compared with itself, and no pair has one relation twice, in whichever direction."""
    pairs = [(frozenset((one.left, one.right)), one.relation) for one in breach.comparisons]
    assert len(pairs) == len(set(pairs))
    assert all(one.left != one.right for one in breach.comparisons)


def article(identifier: str, by: str = "company") -> Telling:
    """An article on an attack on Acme, in which `by` speaks."""
    telling = Telling(identifier, f"Paper {identifier}").named("company", Kind.COMPANY, "Acme")
    telling.named("police", Kind.GOVERNMENT_BODY, "Harbour Police")
    telling.described("servers", Kind.SYSTEM, "servers", owner="company", head="server")
    telling.described("defence", Kind.SECTOR, "defence", same_as=(DEFENCE,))
    telling.described("power", Kind.SECTOR, "electric power", same_as=(POWER,))
    telling.data("records", "patient records", owner="company")
    telling.data("ofdefence", "information on defence", concerns=("defence",))
    telling.data("ofgear", "information on defence equipment", concerns=("defence",))
    return telling.incident("company")


def test_a_flat_denial_contradicts() -> None:
    """What one affirms and another denies without limit, both surely, is a contradiction."""
    one = article("a").says(
        "The police say records left.", INCIDENT, Predicate.EXFILTRATED, "records", ["police"]
    )
    other = article("b").says(
        "Acme denies that.", INCIDENT, Predicate.EXFILTRATED, "records", ["company"], denied=True
    )
    assert Compared(one, other).between("records left", "Acme denies") == {Relation.CONTRADICTS}


def test_a_denial_of_the_whole_contradicts_the_part() -> None:
    """Who denies a leak on defence denies one on defence equipment."""
    one = article("a").says("Plans of gear left.", INCIDENT, Predicate.EXFILTRATED, "ofgear", ["police"])
    other = article("b").says(
        "Nothing on defence left.", INCIDENT, Predicate.EXFILTRATED, "ofdefence", ["company"], denied=True
    )
    assert Compared(one, other).between("Plans of gear", "Nothing on defence") == {Relation.CONTRADICTS}


def test_a_limited_denial_contradicts_within_its_limits() -> None:
    """Limiting words, or a denial of a part, leave room: the qualifiers are shown."""
    one = article("a").says(
        "Plans on defence left.", INCIDENT, Predicate.EXFILTRATED, "ofdefence", ["police"]
    )
    part = article("b").says(
        "No plans of gear left.", INCIDENT, Predicate.EXFILTRATED, "ofgear", ["company"], denied=True
    )
    words = article("c").says(
        "Nothing classified left.",
        INCIDENT,
        Predicate.EXFILTRATED,
        "ofdefence",
        ["company"],
        denied=True,
        scope=("classified",),
    )
    compared = Compared(one, part, words)
    for denial in ("No plans of gear", "Nothing classified"):
        assert compared.between("Plans on defence", denial) == {Relation.CONTRADICTS_IN_SCOPE}
    assert any("“classified”" in found.reason for found in compared.found)


def test_a_possible_leak_is_in_tension_with_its_denial() -> None:
    """What one holds possible and another denies is a tension, not a contradiction."""
    one = article("a").says(
        "Records may be out.",
        INCIDENT,
        Predicate.EXFILTRATED,
        "records",
        ["police"],
        certainty=Certainty.POSSIBLE,
    )
    other = article("b").says(
        "Acme denies it.", INCIDENT, Predicate.EXFILTRATED, "records", ["company"], denied=True
    )
    assert Compared(one, other).between("may be out", "Acme denies") == {Relation.IN_TENSION}


def test_what_is_left_open_differs_in_certainty_only() -> None:
    """Not to confirm is not to deny."""
    one = article("a").says("Records left.", INCIDENT, Predicate.EXFILTRATED, "records", ["police"])
    other = article("b").says(
        "Acme could not confirm it.",
        INCIDENT,
        Predicate.EXFILTRATED,
        "records",
        ["company"],
        denied=True,
        certainty=Certainty.UNDERSPECIFIED,
    )
    assert Compared(one, other).between("Records left", "could not confirm") == {Relation.CERTAINTY_DIFFERS}


def test_independent_witnesses_corroborate_and_one_quoted_twice_does_not() -> None:
    """Police and company are two; the company in two articles is one."""
    by_police = article("a").says("Police confirm.", INCIDENT, Predicate.EXFILTRATED, "records", ["police"])
    by_company = article("b").says("Acme confirms.", INCIDENT, Predicate.EXFILTRATED, "records", ["company"])
    again = article("c").says("Acme repeats.", INCIDENT, Predicate.EXFILTRATED, "records", ["company"])
    compared = Compared(by_police, by_company, again)
    assert compared.between("Police confirm", "Acme confirms") == {Relation.CORROBORATES}
    assert compared.between("Acme confirms", "Acme repeats") == {Relation.RESTATES}


def counted(identifier: str, by: str, **numbers: float) -> Telling:
    """An article in which somebody counts the servers."""
    quote = f"{by} counts {numbers}."
    return article(identifier).says(
        quote, INCIDENT, Predicate.COMPROMISED, "servers", [by], quantity=Amount(unit="server", **numbers)
    )


def test_counts_compare_by_bounds() -> None:
    """45 refines "more than 40" and a round 40 near it; 45 and 60 exclude each other; 45 and 45.0 agree."""
    refined = Compared(counted("a", "police", value=45), counted("b", "company", minimum=41))
    assert refined.between("45", "41") == {Relation.REFINES, Relation.CORROBORATES}
    apart = Compared(counted("a", "police", value=45), counted("b", "company", value=60))
    assert apart.between("45", "60") == {Relation.CONTRADICTS}
    near = Compared(counted("a", "police", value=312), counted("b", "company", value=300))
    assert near.between("312", "300") == {Relation.REFINES, Relation.CORROBORATES}
    meet = Compared(counted("a", "police", minimum=40, maximum=60), counted("b", "company", minimum=50))
    assert Relation.SCOPE_DIFFERS in meet.between("police", "company")
    same = Compared(counted("a", "police", value=45), counted("b", "company", value=45.0))
    assert same.between("police", "company") == {Relation.CORROBORATES}


def people(identifier: str, by: str, **numbers: float) -> Telling:
    """An article in which somebody counts the people affected."""
    telling = article(identifier)
    telling.described("people", Kind.QUANTITY, "people", amount=Amount(unit="person", **numbers))
    return telling.says(f"{by} counts {numbers}.", INCIDENT, Predicate.PEOPLE_AFFECTED, "people", [by])


def test_numbers_of_people_compare_by_bounds() -> None:
    """A closer number refines, one that excludes the other contradicts it."""
    refined = Compared(people("a", "police", value=500), people("b", "company", minimum=100))
    assert refined.between("500", "100") == {Relation.REFINES}
    apart = Compared(people("a", "police", value=500), people("b", "company", value=90))
    assert apart.between("500", "90") == {Relation.CONTRADICTS}


def dated(identifier: str, day: str, basis: str | None = None) -> Telling:
    """An article that dates the detection."""
    telling = article(identifier).date("day", day, day, day, basis)
    telling.described("found", Kind.EVENT, "detection", event_type=EventType.DETECTION, part_of=INCIDENT)
    return telling.says(
        f"Found on {day}.", "found", Predicate.TIME, "day", ["company" if basis else "police"]
    )


def test_dates_that_exclude_each_other() -> None:
    """Two days of one detection contradict; an inferred year makes it a tension."""
    assert Compared(dated("a", "2019-06-28"), dated("b", "2019-07-03")).between("-28", "-03") == {
        Relation.CONTRADICTS
    }
    inferred = Compared(dated("a", "2019-06-28"), dated("b", "2019-07-03", "inferred"))
    assert inferred.between("-28", "-03") == {Relation.IN_TENSION}


def blamed(identifier: str, name: str, by: str, **fields: object) -> Telling:
    """An article in which somebody lays the attack to somebody."""
    telling = article(identifier)
    add = telling.named if fields else telling.described
    add("actor", Kind.THREAT_ACTOR, name, **fields)
    return telling.says(f"{by} blames {name}.", INCIDENT, Predicate.ATTRIBUTED_TO, "actor", [by])


def test_attributions_are_kept_apart() -> None:
    """A named group refines a description of its country and differs from any other."""
    tick = blamed("a", "Tick", "police", same_as=(TICK,))
    compared = Compared(
        tick, blamed("b", "a Chinese gang", "company"), blamed("c", "a local gang", "company")
    )
    assert compared.between("Tick", "Chinese") == {Relation.REFINES}
    assert compared.between("Tick", "local") == {Relation.ATTRIBUTION_DIFFERS}
    assert compared.between("Chinese", "local") == set()


def test_a_sector_above_a_denied_one_is_touched() -> None:
    """Energy said to be hit bears on a denial for electric power; defence does not."""
    energy = article("a").described(
        "energy", Kind.SECTOR, "energy", same_as=(POWER.replace("electricity", "energy"),)
    )
    energy.says("Energy was hit.", INCIDENT, Predicate.AFFECTED_SECTOR, "energy", ["police"])
    denial = article("b").data("ofpower", "information on electric power", concerns=("power",))
    denial.says("No power data left.", INCIDENT, Predicate.EXFILTRATED, "ofpower", ["company"], denied=True)
    denial.says(
        "No defence data left.", INCIDENT, Predicate.EXFILTRATED, "ofdefence", ["company"], denied=True
    )
    compared = Compared(energy, denial)
    assert compared.between("Energy was hit", "No power data") == {Relation.IN_TENSION}
    assert compared.between("Energy was hit", "No defence data") == set()


def test_every_rule_says_when_it_holds() -> None:
    """A rule's docstring is its explanation."""
    assert all(rule.finds.__doc__ and rule.finds.__doc__.strip().endswith(".") for rule in RULES)


def test_an_article_of_two_incidents_is_heard_on_things_of_either() -> None:
    """What it says of a flaw meets what others say of that flaw, and does not meet the other incident."""

    def on_the_flaw(identifier: str, by: str, *, denied: bool) -> Telling:
        return (
            article(identifier)
            .named("flaw", Kind.VULNERABILITY, "CVE-2031-10001", same_as=("CVE-2031-10001",))
            .described("patched", Kind.CONCEPT, "patched in March")
            .says(f"Patched, {by}.", "flaw", Predicate.DESCRIPTION, "patched", [by], denied=denied)
        )

    one = on_the_flaw("a", "company", denied=False)
    other = on_the_flaw("b", "police", denied=True).named("bank", Kind.COMPANY, "Borealis Bank")
    other.described("older", Kind.INCIDENT, "an earlier attack", owner="bank")
    other.says("Borealis was attacked before.", "older", Predicate.TARGET, "bank")
    compared = Compared(one, other)
    told = {page.article.identifier: len(page.article.incidents) for page in compared.pages}
    assert told == {"a": 1, "b": 2}
    assert compared.between("Patched, company", "Patched, police") == {Relation.CONTRADICTS}
    assert compared.between("Borealis was attacked", "Patched, company") == set()


def test_a_great_many_claims_cost_no_more_than_many(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of more than can be compared, each thing is heard once from everybody before anybody is heard twice."""
    monkeypatch.setattr(comparing, "MOST", 4)  # both papers say who was hit, one affirms, one denies
    told = article("a")
    for number in range(9):
        told.says(f"Said {number}.", INCIDENT, Predicate.EXFILTRATED, "records", ["police"])
    denied = article("b").says(
        "Acme denies it.", INCIDENT, Predicate.EXFILTRATED, "records", ["company"], denied=True
    )
    compared = Compared(told, denied)
    met = {found.left for found in compared.found} | {found.right for found in compared.found}
    assert compared.between("Said", "Acme denies") == {Relation.CONTRADICTS}
    assert len({quote for quote in met if quote.startswith("Said")}) == 1
