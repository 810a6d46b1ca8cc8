"""Who is who across accounts: shared full names join, shared first words never do."""

import pytest

from ontology.model import Entity
from ontology.terms import Kind, Predicate, SpeakerKind
from pipelines.resolution.features import FEATURES, Naming, judge
from pipelines.resolution.namings import shorter
from pipelines.resolution.resolution import Resolution, resolve
from tests.resolution.breach import CHINA, MINISTRY, TICK, first, second
from tests.resolution.telling import INCIDENT, Telling


def entity(resolution: Resolution, document: str, local: str) -> Entity:
    """The entity of the graph that a local id is."""
    iri = resolution.iri(document, local)
    return next(entity for entity in resolution.entities if entity.iri == iri)


def about(identifier: str, name: str, kind: Kind = Kind.COMPANY, **fields: object) -> Telling:
    """An article about one thing with a name."""
    telling = Telling(identifier, f"Paper {identifier}").named("it", kind, name, **fields)
    return telling.says("It is told of.", "it", Predicate.LOCATED_IN, "e0")


def test_two_companies_of_one_first_name_never_merge() -> None:
    """Mitsubishi Electric and Mitsubishi Heavy Industries stay two, whichever short names articles use."""
    electric = about("a", "Mitsubishi Electric Corp.", aliases=("Mitsubishi",))
    heavy = about("b", "Mitsubishi Heavy Industries", aliases=("Mitsubishi",))
    bare = about("c", "Mitsubishi")
    resolution = resolve([electric.read(), heavy.read(), bare.read()])
    assert len({resolution.iri(document, "it") for document in "abc"}) == 3


def test_one_company_under_two_spellings_is_one() -> None:
    """A legal form makes no other company, and both names are kept."""
    resolution = resolve([about("a", "Orion Electric").read(), about("b", "Orion Electric Corp.").read()])
    found = entity(resolution, "a", "it")
    assert found.iri == resolution.iri("b", "it")
    assert {found.label, *found.aliases} == {"Orion Electric", "Orion Electric Corp."}


def test_a_full_alias_joins_and_a_short_one_does_not() -> None:
    """A former name joins the account that knows only it; the first word of a name joins nothing."""
    new = about("a", "Polar Systems Inc.", aliases=("Borealis Software", "Polar"))
    old = about("b", "Borealis Software")
    short = about("c", "Borealis")
    resolution = resolve([new.read(), old.read(), short.read()])
    assert resolution.iri("a", "it") == resolution.iri("b", "it")
    assert resolution.iri("c", "it") != resolution.iri("a", "it")


def test_an_acronym_needs_the_account_that_explains_it() -> None:
    """NRA is the authority when an account gives both, and nobody's when two bodies could be meant."""
    kind = Kind.GOVERNMENT_BODY
    short = about("a", "NRA", kind)
    long = about("b", "Northern Rail Authority", kind, aliases=("NRA",))
    rival = about("c", "National Roads Administration", kind, aliases=("NRA",))
    alone = resolve([short.read(), long.read()])
    assert alone.iri("a", "it") == alone.iri("b", "it")
    torn = resolve([short.read(), long.read(), rival.read()])
    assert len({torn.iri(document, "it") for document in "abc"}) == 3


def test_list_entries_decide() -> None:
    """What accounts link to a list has the list's IRI and names; two entries of one name stay apart."""
    resolution = resolve([first(), second()])
    ministry = entity(resolution, "bbbb", "ministry")
    assert ministry.iri == MINISTRY
    assert ministry.label == "Ministry of Defense"
    group = entity(resolution, "bbbb", "tick")
    assert (group.iri, group.country) == (TICK, CHINA)
    assert "mitre-attack:G0060" in group.identifiers
    other = MINISTRY.replace("jp-", "fr-")
    homonyms = [
        about(d, "Defense Ministry", Kind.GOVERNMENT_BODY, same_as=(i,))
        for d, i in (("a", MINISTRY), ("b", other))
    ]
    unlinked = about("c", "Defense Ministry", Kind.GOVERNMENT_BODY)
    apart = resolve([telling.read() for telling in (*homonyms, unlinked)])
    assert len({apart.iri(document, "it") for document in "abc"}) == 3


def test_a_disputed_alias_merges_no_groups() -> None:
    """That one account calls a group by another's name is that account's word, and merges nothing."""
    one = about("a", "Grey Heron", Kind.THREAT_ACTOR, aliases=("Night Ferry",))
    other = about("b", "Night Ferry", Kind.THREAT_ACTOR)
    resolution = resolve([one.read(), other.read()])
    assert resolution.iri("a", "it") != resolution.iri("b", "it")


def test_a_surname_alone_is_known_in_its_article_only() -> None:
    """Two articles' "Endo" are two people, unless both hold the same office."""
    people = [about(document, "Endo", Kind.PERSON) for document in "ab"]
    resolution = resolve([telling.read() for telling in people])
    assert resolution.iri("a", "it") != resolution.iri("b", "it")
    office = [about(document, "Endo", Kind.PERSON, job_title="Chief Cabinet Secretary") for document in "ab"]
    resolution = resolve([telling.read() for telling in office])
    assert resolution.iri("a", "it") == resolution.iri("b", "it")


def test_unnamed_sources_stay_apart() -> None:
    """Sources described alike in two articles are two agents; a spokesperson of one company is one."""

    def article(identifier: str) -> Telling:
        telling = about(identifier, "Orion Electric")
        telling.described("sources", Kind.UNNAMED_SOURCE, "sources close to the company")
        telling.described(
            "voice",
            Kind.UNNAMED_SOURCE,
            "a company spokeswoman" if identifier == "a" else "an Orion Electric spokesman",
            speaks_for="it",
            speaker_kind=SpeakerKind.CORPORATE,
        )
        return telling.says("So they say.", "it", Predicate.LOCATED_IN, "e0", ["sources", "voice"])

    resolution = resolve([article("a").read(), article("b").read()])
    assert resolution.iri("a", "sources") != resolution.iri("b", "sources")
    assert resolution.iri("a", "voice") == resolution.iri("b", "voice")
    assert entity(resolution, "a", "voice").speaks_for == resolution.iri("b", "it")


def test_unnamed_publishers_stay_apart() -> None:
    """An article without a publisher has one of its own, which says of which article."""
    articles = [
        Telling(document).named("it", Kind.COMPANY, "Acme").says("So.", "it", Predicate.LOCATED_IN, "e0")
        for document in "ab"
    ]
    resolution = resolve([telling.read() for telling in articles])
    assert resolution.iri("a", "e0") != resolution.iri("b", "e0")
    assert entity(resolution, "a", "e0").label == "unidentified publisher of a"


def test_the_footing_of_speakers() -> None:
    """Public office, company, newsroom and anonymity are told apart for every agent."""
    resolution = resolve([first(), second()])
    footing = {
        local: entity(resolution, "bbbb", local).speaker_kind
        for local in ("minister", "company", "e0", "insiders", "ministry", "tick")
    }
    assert footing == {
        "minister": SpeakerKind.OFFICIAL,
        "company": SpeakerKind.CORPORATE,
        "e0": SpeakerKind.PRESS,
        "insiders": SpeakerKind.ANONYMOUS,
        "ministry": SpeakerKind.OFFICIAL,
        "tick": SpeakerKind.ANONYMOUS,
    }
    assert entity(resolution, "aaaa", "voice").speaker_kind is SpeakerKind.CORPORATE
    boss = about("x", "Jo Ray", Kind.PERSON, job_title="vice president of sales")
    assert entity(resolve([boss.read()]), "x", "it").speaker_kind is SpeakerKind.NAMED


def test_information_is_known_by_what_it_is_about() -> None:
    """Grades and synonyms make no other information; equipment is told apart from its sector."""
    resolution = resolve([first(), second()])
    assert resolution.iri("aaaa", "ofpartners") == resolution.iri("bbbb", "ofcustomers")
    assert resolution.iri("aaaa", "ofdefence") == resolution.iri("bbbb", "ofdefence")
    assert resolution.iri("aaaa", "ofgear") == resolution.iri("bbbb", "ofgear")
    assert resolution.iri("aaaa", "ofgear") != resolution.iri("aaaa", "ofdefence")
    gear = entity(resolution, "aaaa", "ofgear")
    assert gear.concerns == (resolution.iri("aaaa", "defence"),)


def test_a_sector_inside_a_company_name_is_no_subject() -> None:
    """What comes "from Orion Electric" is not about electric power, even when the reader thought so."""
    telling = Telling("a").named("company", Kind.COMPANY, "Orion Electric")
    telling.described("power", Kind.SECTOR, "electric power", aliases=("electric",))
    telling.incident("company").data("data", "information from Orion Electric", concerns=("power",))
    telling.says("It left.", INCIDENT, Predicate.EXFILTRATED, "data")
    assert entity(resolve([telling.read()]), "a", "data").concerns == ()


def test_events_and_statements_of_one_incident_meet() -> None:
    """Both articles' detection is one event, and what the company stated is one communication."""
    resolution = resolve([first(), second()])
    for local in ("detection", "statement"):
        assert resolution.iri("aaaa", local) == resolution.iri("bbbb", local)
    assert entity(resolution, "aaaa", "detection").part_of == (resolution.iri("aaaa", INCIDENT),)


def test_every_feature_explains_itself() -> None:
    """A judgement lists its reasons in words that people can be shown."""
    left = Naming(family="Organization", name="acme", full=frozenset({"acme"}))
    judgement = judge(left, left)
    assert judgement.same
    assert judgement.reasons == ("They share a full name, apart from spelling, articles and legal forms.",)
    assert all(feature.explanation.endswith(".") for feature in FEATURES)


@pytest.mark.parametrize(
    ("name", "kind", "short"),
    [
        ("Federal Bureau of Investigation", Kind.ORGANIZATION, "fbi"),
        ("Bank Negara Malaysia", Kind.ORGANIZATION, "bank negara"),
        ("Wilfredo Quiroga", Kind.PERSON, "quiroga"),
    ],
)
def test_called_for_short_within_an_incident(name: str, kind: Kind, short: str) -> None:
    """By initials, without the country, by the last name: one of the incident is meant, never one of two."""
    assert short in shorter(name, kind)

    def story(document: str, *names: str) -> Telling:
        telling = Telling(document, f"Paper {document}", "2021-05-03").named("it", Kind.COMPANY, "Acme Pumps")
        of = Kind.GOVERNMENT_BODY if kind is Kind.ORGANIZATION else kind
        for local in names:
            telling.named(local, of, local)
        telling.incident("it")
        for local in names:
            telling.says(f"{local} confirms.", INCIDENT, Predicate.TARGET, "it", [local])
        return telling

    called = short.upper() if " " not in short and kind is Kind.ORGANIZATION else short.title()
    one = resolve([story("a", name).read(), story("b", called).read()])
    assert one.iri("a", name) == one.iri("b", called)
    if kind is Kind.PERSON:
        two = resolve([story("a", name, f"Ana {called}").read(), story("b", called).read()])
        assert two.iri("b", called) not in {two.iri("a", name), two.iri("a", f"Ana {called}")}
