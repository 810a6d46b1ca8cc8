"""Which articles tell of one incident: the same victim at the same time, whatever else they say."""

import pytest

from ontology.terms import EventType, Kind, Predicate
from pipelines.resolution.resolution import Resolution, resolve
from tests.resolution.breach import first, second
from tests.resolution.telling import INCIDENT, Telling

INTRUSION, PATCH = EventType.INTRUSION, EventType.PATCH_VULNERABILITY


def attack(
    identifier: str,
    victim: str = "Orion Electric",
    day: str | None = None,
    published: str | None = None,
    basis: str | None = None,
    kind: EventType = INTRUSION,
    witnesses: tuple[str, ...] = (),
) -> Telling:
    """An article on an attack."""
    telling = Telling(identifier, f"Paper {identifier}", published).named("company", Kind.COMPANY, victim)
    telling.incident("company").type(kind)
    for witness in witnesses:
        telling.named(witness, Kind.PERSON, witness)
        telling.says(f"{witness} confirms it.", INCIDENT, Predicate.TARGET, "company", [witness])
    if day is None:
        return telling
    telling.date("day", day, day, day, basis)
    return telling.says(f"It was on {day}.", INCIDENT, Predicate.TIME, "day")


def told(*articles: Telling) -> Resolution:
    """What the articles tell of, together."""
    return resolve([article.read() for article in articles])


SAME = [
    (attack("a", day="2019-06-28"), attack("b", day="2019-07-15")),
    (attack("a", day="2019-06-28"), attack("b", published="2020-01-21")),
    (attack("a", day="2019-06-28"), attack("b")),
    (attack("a"), attack("b")),
    (attack("a", witnesses=("Haru Endo", "Mio Sato")), attack("b", witnesses=("Haru Endo", "Jo Ray"))),
    (attack("a", published="2020-01-20"), attack("b", published="2020-02-12")),
    (attack("a", day="2019-06-28"), attack("b", day="2020-06-21", basis="the year is inferred")),
    (attack("a", day="2019-06-28"), attack("b", "Orion Electric Corp.", day="2019-06-28")),
]
OTHER = [
    (attack("a", day="2019-06-28"), attack("b", "Borealis Software", day="2019-06-28")),
    (attack("a", day="2017-03-01"), attack("b", day="2019-06-28")),
    (attack("a", published="2017-03-01"), attack("b", published="2019-06-28")),
    (attack("a", day="2019-06-28"), attack("b", published="2018-01-21")),
    (attack("a", day="2019-06-28"), attack("b", day="2019-06-28", kind=PATCH)),
    (attack("a", witnesses=("Haru Endo", "Mio Sato")), attack("b", witnesses=("Jo Ray", "Al Berg"))),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_accounts_of_one_incident_meet(one: Telling, other: Telling) -> None:
    """The same victim at about the same time, or with nothing that speaks against it, is one incident."""
    resolution = told(one, other)
    assert resolution.iri("a", INCIDENT) == resolution.iri("b", INCIDENT)


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_other_incidents_stay_apart(one: Telling, other: Telling) -> None:
    """Another victim, another year or another kind of event is another incident."""
    resolution = told(one, other)
    assert resolution.iri("a", INCIDENT) != resolution.iri("b", INCIDENT)


def test_an_incident_does_not_go_on_for_ever() -> None:
    """Accounts of one victim, each soon after the one before, are of more than one incident in the end."""
    months = [f"{year}-{month:02}-10" for year in range(2016, 2024) for month in (1, 5, 9)]
    resolution = told(*(attack(f"x{day}", published=day) for day in months))
    found = [resolution.iri(f"x{day}", INCIDENT) for day in months]
    assert found[0] == found[1] == found[2]
    assert 3 <= len(set(found)) <= 6
    years = [[day[:4] for day, iri in zip(months, found, strict=True) if iri == one] for one in set(found)]
    assert all(int(max(some)) - int(min(some)) <= 3 for some in years)


def test_an_undated_account_joins_the_one_incident_it_can_be_of() -> None:
    """Who is named shows which incident is meant; where it could be either of two it is neither."""
    old = attack("a", day="2017-03-01", witnesses=("Jo Ray", "Al Berg"))
    new = attack("b", day="2019-06-28", witnesses=("Haru Endo",))
    undated = attack("c", witnesses=("Haru Endo", "Mio Sato"))
    resolution = told(old, new, undated)
    assert resolution.iri("b", INCIDENT) == resolution.iri("c", INCIDENT)
    either = told(attack("a", day="2017-03-01"), new, undated)
    assert len({either.iri(document, INCIDENT) for document in "abc"}) == 3


def test_the_name_of_an_incident_survives_growth() -> None:
    """Adding accounts, also earlier ones of the same year, leaves the IRI as it was."""
    alone = told(attack("a", day="2019-06-28")).iri("a", INCIDENT)
    more = told(
        attack("a", day="2019-06-28"), attack("b", day="2019-05-02"), attack("c", published="2020-01-21")
    )
    assert more.iri("a", INCIDENT) == alone
    assert more.incidents("c") == (alone,)


def test_an_incident_is_called_by_victim_and_year() -> None:
    """Two accounts with difficulties of real ones attach to one incident, called by its victim and year."""
    resolution = resolve([first(), second()])
    assert resolution.incidents("aaaa") == resolution.incidents("bbbb")
    (incident,) = [entity for entity in resolution.entities if entity.kind is Kind.INCIDENT]
    assert incident.label == "incident at Orion Electric Corp. (2019)"
    assert incident.owner == (resolution.iri("aaaa", "company"),)


def test_an_incident_without_victim_is_the_article_s_own() -> None:
    """Two articles on attacks on nobody in particular tell of two incidents."""
    articles = [
        Telling(document)
        .described(INCIDENT, Kind.INCIDENT, "an attack")
        .described("way", Kind.CONCEPT, "phishing")
        for document in "ab"
    ]
    for article in articles:
        article.says("It began with a mail.", INCIDENT, Predicate.TECHNIQUE, "way")
    resolution = told(*articles)
    assert resolution.iri("a", INCIDENT) != resolution.iri("b", INCIDENT)
    assert len(resolution.incidents("a")) == 1


def test_an_incident_of_which_nothing_is_claimed_is_not_told() -> None:
    """A word for an attack in an article about something else makes no incident."""
    article = (
        Telling("a").named("company", Kind.COMPANY, "Acme").described(INCIDENT, Kind.INCIDENT, "attacks")
    )
    article.says("Acme sits here.", "company", Predicate.LOCATED_IN, "e0")
    resolution = told(article)
    assert resolution.incidents("a") == ()
    assert all(entity.kind is not Kind.INCIDENT for entity in resolution.entities)


def test_a_unit_is_hit_as_its_company() -> None:
    """An attack on a headquarters is an attack on the company it belongs to."""
    unit = Telling("b", "Paper").named("whole", Kind.COMPANY, "Orion Electric")
    unit.described("company", Kind.ORGANIZATION, "its headquarters", part_of="whole").incident("company")
    unit.date("day", "2019-06", "2019-06-01", "2019-06-30").says("In June.", INCIDENT, Predicate.TIME, "day")
    resolution = told(attack("a", day="2019-06-28"), unit)
    assert resolution.iri("a", INCIDENT) == resolution.iri("b", INCIDENT)


def test_a_follow_up_that_names_nobody_as_hit_meets_the_story() -> None:
    """It names the victim in passing, the other names its own, and both describe it in common words."""
    first_ = Telling("a", "Paper", "2020-10-22").named("county", Kind.GOVERNMENT_BODY, "Harrow County")
    first_.named("state", Kind.GOVERNMENT_BODY, "Elections Office of Fenland")
    first_.incident("county", "phishing of the election office")
    blog = Telling("b", "Blog", "2020-10-24").named("county", Kind.GOVERNMENT_BODY, "Harrow County")
    blog.named("state", Kind.GOVERNMENT_BODY, "Elections Office of Fenland")
    blog.incident("state", "phishing of the election office")
    resolution = told(first_, blog)
    assert resolution.iri("a", INCIDENT) == resolution.iri("b", INCIDENT)
    other = Telling("b", "Blog", "2021-10-24").named("county", Kind.GOVERNMENT_BODY, "Harrow County")
    other.named("state", Kind.GOVERNMENT_BODY, "Elections Office of Fenland")
    other.incident("state", "phishing of the election office")
    resolution = told(first_, other)
    assert resolution.iri("a", INCIDENT) != resolution.iri("b", INCIDENT)


def disrupted(identifier: str, victim: str | None, system: str, *others: tuple[Kind, str]) -> Telling:
    """An article on the failure of a system, with others that it names; the victim where it names one."""
    telling = Telling(identifier, f"Paper {identifier}", "2021-06-08")
    if victim is None:
        telling.described(INCIDENT, Kind.INCIDENT, "the attack")
    else:
        telling.named("company", Kind.COMPANY, victim).incident("company")
    telling.described("system", Kind.SYSTEM, system)
    telling.says(f"{system} failed.", INCIDENT, Predicate.DISRUPTED, "system")
    for kind, name in others:
        telling.named(name, kind, name)
        telling.says(f"Police asked {name}.", INCIDENT, Predicate.DESCRIPTION, name)
    return telling


PORTAL, MAKER, GROUP = "AldgatePortal", (Kind.COMPANY, "Aldgate Works"), (Kind.THREAT_ACTOR, "Copper Moth")


def test_a_product_and_its_maker_show_the_incident() -> None:
    """An account that names no victim meets one of the same product and of those who make it."""
    resolution = told(disrupted("a", "Orion Electric", PORTAL, MAKER), disrupted("b", None, PORTAL, MAKER))
    assert resolution.iri("a", INCIDENT) == resolution.iri("b", INCIDENT)


def test_attackers_in_common_do_not_show_the_incident() -> None:
    """A group attacks many who run the same product."""
    resolution = told(disrupted("a", "Orion Electric", PORTAL, GROUP), disrupted("b", None, PORTAL, GROUP))
    assert resolution.iri("a", INCIDENT) != resolution.iri("b", INCIDENT)


def test_a_word_that_opens_a_sentence_is_no_product() -> None:
    """ "Deliveries failed" speaks of no product, since nothing else gives the word its capital."""  # noqa: D210
    plain = [disrupted("a", "Orion Electric", "Deliveries", MAKER), disrupted("b", None, "Deliveries", MAKER)]
    resolution = told(*plain)
    assert resolution.iri("a", INCIDENT) != resolution.iri("b", INCIDENT)
    for telling in plain:
        telling.named("again", Kind.SYSTEM, "the app Deliveries")
    resolution = told(*plain)
    assert resolution.iri("a", INCIDENT) == resolution.iri("b", INCIDENT)


def test_who_names_nobody_as_hit_does_not_join_two_victims() -> None:
    """Such an account is of one of two incidents that it could be of, and the two stay apart."""
    resolution = told(
        disrupted("a", "Orion Electric", PORTAL, MAKER),
        disrupted("b", "Borealis Software", PORTAL, MAKER),
        disrupted("c", None, PORTAL, MAKER),
    )
    first_, second_, third = (resolution.iri(document, INCIDENT) for document in "abc")
    assert first_ != second_
    assert third in {first_, second_}


def test_claims_of_a_flaw_tell_of_its_incident() -> None:
    """Where everything is claimed of the flaw and nothing of the incident, the article tells of that one."""
    articles = []
    for document in "ab":
        telling = Telling(document, f"Paper {document}", "2021-06-08").named(
            "maker", Kind.COMPANY, "Acme Locks"
        )
        telling.named("finder", Kind.PERSON, "Mio Sato").described(
            INCIDENT, Kind.INCIDENT, "disclosure of the flaw"
        )
        telling.described("flaw", Kind.VULNERABILITY, "flaw in the locks")
        telling.says("She found it.", "flaw", Predicate.DISCOVERED_BY, "finder")
        articles.append(telling.says("Acme mended it.", "flaw", Predicate.PATCHED_BY, "maker"))
    resolution = told(*articles)
    assert resolution.iri("a", INCIDENT) == resolution.iri("b", INCIDENT)
    assert resolution.iri("a", "flaw") == resolution.iri("b", "flaw")
