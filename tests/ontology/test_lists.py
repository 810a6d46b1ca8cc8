"""The reference lists load, agree with the vocabulary, and can be told apart."""

import re
import subprocess
import sys
from collections.abc import Callable
from itertools import chain

import pytest
from rdflib import RDFS, SKOS, Graph, URIRef

from ontology import lists
from ontology.lists import ListEntry
from ontology.terms import ID, SECTOR, Kind

Load = Callable[[], tuple[ListEntry, ...]]
ALL: tuple[tuple[Load, Kind, int], ...] = (
    (lists.sectors, Kind.SECTOR, 60),
    (lists.bodies, Kind.GOVERNMENT_BODY, 220),
    (lists.groups, Kind.THREAT_ACTOR, 1000),
    (lists.malware, Kind.MALWARE, 2500),
    (lists.tools, Kind.TOOL, 120),
    (lists.techniques, Kind.CONCEPT, 600),
    (lists.countries, Kind.PLACE, 240),
    (lists.cities, Kind.PLACE, 600),
)


def entry(load: Load, name: str) -> ListEntry:
    """The entry of that main name."""
    return next(found for found in load() if found.name == name)


@pytest.mark.parametrize(("load", "kind", "least"), ALL)
def test_lists_are_full_and_clean(load: Load, kind: Kind, least: int) -> None:
    """Each list has enough entries of its kind, with names that are names."""
    found = load()
    assert len(found) >= least
    assert {one.kind for one in found} == {kind}
    for one in found:
        names = (*one.names, *one.adjectives)
        assert all(name == name.strip() and name for name in names), one
        assert set(one.ordinary) <= set(names), one
        assert one.name not in one.aliases, one


def test_iris_are_unique_and_ours() -> None:
    """No two entries of any lists share an IRI, and IRIs are slugs below our namespaces."""
    iris = [one.iri for load, _, _ in ALL for one in load()]
    assert len(iris) == len(set(iris))
    slug = re.compile(rf"({re.escape(ID)}[a-z]+/|{re.escape(SECTOR)})[a-z0-9]+(-[a-z0-9]+)*")
    assert [iri for iri in iris if not slug.fullmatch(iri)] == []


@pytest.mark.parametrize("load", [lists.groups, lists.sectors])
def test_names_mean_one_entry(load: Load) -> None:
    """Within groups and within sectors no name stands for two entries."""
    names = [name.casefold() for one in load() for name in dict.fromkeys(map(str.casefold, one.names))]
    assert len(names) == len(set(names))


def test_countries_and_wholes_are_in_the_lists() -> None:
    """What entries refer to exists."""
    places = {one.iri for one in lists.countries()}
    everything = {one.iri for load, _, _ in ALL for one in load()}
    for one in chain.from_iterable(load() for load, _, _ in ALL):
        assert one.country is None or one.country in places, one
        assert set(one.broader) <= everything, one


def test_a_group_has_the_names_of_all_lists() -> None:
    """A group is merged from what three lists call it, with its identifiers."""
    tick = entry(lists.groups, "Tick")
    assert {"BRONZE BUTLER", "REDBALDKNIGHT", "Swirl Typhoon", "STALKER PANDA"} <= set(tick.aliases)
    assert "mitre-attack:G0060" in tick.identifiers
    assert "urn:uuid:add6554a-815a-4ac3-9b22-9337b9661ab8" in tick.same_as
    assert tick.country == lists.country("CN")
    assert tick.common


def test_names_of_everyday_words_are_marked() -> None:
    """A name that is an everyday word is ordinary, a codename is not."""
    ordinary = set(chain.from_iterable(one.ordinary for one in (*lists.groups(), *lists.malware())))
    assert {"Tick", "Silence", "Hive", "Maze", "Anonymous", "Play"} <= ordinary
    names = set(chain.from_iterable(one.names for one in (*lists.groups(), *lists.malware())))
    codenames = {"Turla", "Clop", "LockBit", "APT28", "Lazarus Group", "Emotet", "WannaCry"}
    assert codenames <= names - ordinary


def test_malware_and_tools_share_no_name() -> None:
    """A name is either malware or a tool."""
    tools = {name.casefold() for one in lists.tools() for name in one.names}
    assert not tools & {name.casefold() for one in lists.malware() for name in one.names}


def test_sub_techniques_know_their_technique() -> None:
    """A sub-technique lies below the technique that its identifier begins with."""
    for one in lists.techniques():
        parents = {parent.rpartition("/")[2] for parent in one.broader}
        slug = one.iri.rpartition("/")[2]
        assert parents == ({slug.partition("-")[0]} if "-" in slug else set()), one


@pytest.mark.parametrize(
    ("word", "sector"),
    [
        ("defense", "defence"),
        ("defence", "defence"),
        ("power", "electricity"),
        ("electric", "electricity"),
        ("railway", "rail"),
        ("auto", "automotive"),
        ("telecom", "telecoms"),
        ("healthcare", "health"),
        ("health care", "health"),
        ("bank", "banking"),
        ("financial", "finance"),
        ("data center", "cloud"),
        ("data centre", "cloud"),
        ("chip", "semiconductors"),
        ("hotel", "hospitality"),
        ("university", "higher-education"),
    ],
)
def test_sectors_are_known_by_what_news_calls_them(word: str, sector: str) -> None:
    """Adjectives and nouns before "industry" lead to the sector, in British and American spelling."""
    found = [one for one in lists.sectors() if word in {name.casefold() for name in one.names}]
    assert [one.iri for one in found] == [SECTOR + sector]


@pytest.mark.parametrize(
    ("scheme", "least"),
    [("misp-galaxy:sector", 50), ("dhs-ciip-sectors:", 50), ("nis2:", 35), ("jp-cip-2017:", 13)],
)
def test_sectors_have_crosswalks(scheme: str, least: int) -> None:
    """Sectors are connected with the schemes of others."""
    linked = [one for one in lists.sectors() if any(code.startswith(scheme) for code in one.identifiers)]
    assert len(linked) >= least


def test_sectors_with_a_misp_name_have_its_uuid() -> None:
    """The MISP tag and the MISP identifier go together."""
    for one in lists.sectors():
        assert any(code.startswith("misp-galaxy:") for code in one.identifiers) == bool(one.same_as), one


def test_sectors_form_a_forest() -> None:
    """Going up from any sector ends at a top one."""
    above = {one.iri: one.broader for one in lists.sectors()}
    for iri in above:
        steps = 0
        current = iri
        while above[current]:
            (current,) = above[current]
            steps += 1
            assert steps < 5, iri


def test_sectors_and_bodies_are_what_rdflib_reads(known: Graph) -> None:
    """The entries say the same as the vocabulary does."""
    for one in lists.sectors():
        labels = {str(text) for text in known.objects(URIRef(one.iri), SKOS.prefLabel)}
        assert one.name in labels
        english = {str(text) for text in known.objects(URIRef(one.iri), SKOS.altLabel)}
        assert english == set(one.aliases)
    for body in lists.bodies():
        labels = {str(text) for text in known.objects(URIRef(body.iri), RDFS.label)}
        assert labels <= set(body.names), body


def test_bodies_of_all_continents() -> None:
    """Bodies of at least 25 countries on every inhabited continent are known."""
    codes = {body.country.rpartition("/")[2] for body in lists.bodies() if body.country}
    assert len(codes) >= 25
    assert {"jp", "us", "gb", "br", "za", "au", "in", "ua", "ke"} <= codes


def test_short_names_of_bodies_are_shared() -> None:
    """A name that several countries use says so, a full one does not."""
    (japanese,) = (body for body in lists.bodies() if body.iri.endswith("/jp-ministry-of-defense"))
    assert "Defense Ministry" in japanese.ordinary
    assert "防衛省" in japanese.aliases
    (agency,) = (
        body for body in lists.bodies() if body.iri.endswith("/jp-agency-for-natural-resources-and-energy")
    )
    assert agency.ordinary == ()


def test_countries_have_codes_and_adjectives() -> None:
    """A country is found by its adjective and carries its ISO code."""
    japan = entry(lists.countries, "Japan")
    assert japan.adjectives == ("Japanese",)
    assert japan.identifiers == ("ISO3166-1:JP",)
    assert japan.country == japan.iri == lists.country("JP")
    assert entry(lists.countries, "Georgia").common
    without = [
        one.name for one in lists.countries() if one.country and "ISO3166-1:" not in one.identifiers[0]
    ]
    assert without == []


def test_files_state_where_they_come_from() -> None:
    """Each list begins with its provenance, and the notice that ATT&CK asks for lies beside them."""
    for file in lists.LISTS.iterdir():
        if file.name.endswith(".tsv"):
            assert file.read_text(encoding="utf-8").startswith("# "), file.name
    notice = (lists.LISTS / "NOTICE.md").read_text(encoding="utf-8")
    assert "reproduced and distributed with the permission of The MITRE Corporation" in notice


def test_lists_need_no_rdf_library() -> None:
    """Reading every list imports no RDF library, which would cost more than the reading."""
    program = (
        "import sys; from ontology import lists\n"
        f"for name in {[load.__name__ for load, _, _ in ALL]}:\n"
        "    assert getattr(lists, name)()\n"
        "assert not {'rdflib', 'pyoxigraph', 'pyshacl'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", program], check=True, timeout=60)
