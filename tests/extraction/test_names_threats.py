"""Names of groups, malware, tools, weaknesses and software."""

import pytest

from ontology.terms import Kind
from pipelines.extraction.names import read_names


def named(text: str, kind: Kind) -> list[str]:
    """The words of the mentions of one kind."""
    return [m.span.of(text) for m in read_names(text).mentions if m.kind is kind]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Analysts blame APT28 and UNC2452.", ["APT28", "UNC2452"]),
        ("It was the work of TA505, FIN7 and Storm-0558.", ["TA505", "FIN7", "Storm-0558"]),
        ("A hacking group known as Velvet Heron stole files.", ["Velvet Heron"]),
        ("A gang that calls itself Copper Moth posted the files.", ["Copper Moth"]),
        ("The attackers, hackers who identify themselves as Copper Moth, stole files.", ["Copper Moth"]),
        ("Grey Otter, a Ruritanian cyber-espionage group, broke in.", ["Grey Otter"]),
        ("The Zarnitsa ransomware gang claimed the attack.", ["Zarnitsa"]),
        ("The gang is tied to an older group, the Marsh Lantern Crew.", ["Marsh Lantern Crew"]),
        ("Police say Copper Moth is suspected of the attack.", ["Copper Moth"]),
        ("Police say that the group Copper Moth was probably behind the attack.", ["Copper Moth"]),
        ("Borin Labs attributed the attack to Copper Moth with confidence.", ["Copper Moth"]),
        ("The breach was claimed by the gang Amber Moth, police said.", ["Amber Moth"]),
        ("The group known as Copper Moth was suspected.", ["Copper Moth"]),
        ("The Russian-speaking gang Cl0p exploited the flaw in the attack.", ["Cl0p"]),
        ("Copper Moth claimed responsibility for the hack. Copper wires were cut.", ["Copper Moth"]),
    ],
)
def test_groups_are_named_by_designation_or_introduced_by_the_text(text: str, expected: list[str]) -> None:
    """Numbers of analysts, and words beside a name that call it a group, make it one."""
    assert named(text, Kind.THREAT_ACTOR) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Investigators said that Amber Jones was probably behind the attack.",  # a person
        "The ministry attributed the attack to Microsoft and its update.",  # a known company
        "Copper Moth said that it was not behind the attack.",
        "Borin Labs attributed the noise in the hall to Copper Moth.",
    ],
)
def test_who_is_not_said_to_have_done_it_is_no_group(text: str) -> None:
    """Neither what is known as something else nor what only stands near such words is called a group."""
    assert named(text, Kind.THREAT_ACTOR) == []


def test_listed_groups_carry_their_identifiers() -> None:
    """A listed group has the entry's names and identifiers."""
    names = read_names("The attackers, Lazarus Group, stole credentials in a phishing campaign.")
    group = next(found for found in names.entities if found.kind is Kind.THREAT_ACTOR)
    assert "mitre-attack:G0032" in group.same_as
    assert group.aliases


def test_a_group_named_by_an_ordinary_word_needs_a_context() -> None:
    """ "Tick" is a group where attacks are spoken of, and an insect or a mark elsewhere."""  # noqa: D210
    assert named("Tick bites are common in spring. A Tick was found on the dog.", Kind.THREAT_ACTOR) == []
    text = "Investigators suspect Tick, a hacking group, of the intrusion. Tick has stolen files before."
    assert named(text, Kind.THREAT_ACTOR) == ["Tick", "Tick"]


def test_malware_and_tools() -> None:
    """The noun beside a name, or a list, tells malware and tools."""
    text = "Attackers used malware known as Gloomfern, the Drosselbart trojan, Emotet and Mimikatz."
    assert named(text, Kind.MALWARE) == ["Gloomfern", "Drosselbart", "Emotet"]
    assert named(text, Kind.TOOL) == ["Mimikatz"]


def test_weaknesses_and_software() -> None:
    """CVE numbers and known names of weaknesses and products."""
    text = "Attackers exploited CVE-2021-44228 (Log4Shell) and Exchange Server to breach a victim."
    assert named(text, Kind.VULNERABILITY) == ["CVE-2021-44228", "Log4Shell"]
    assert named(text, Kind.SYSTEM) == ["Exchange Server"]


def test_a_nation_is_no_malware_though_a_list_calls_one_so() -> None:
    """A word that says where somebody is from names nothing hostile on its own."""
    assert named("The Russian-speaking gang attacked the servers with ransomware.", Kind.MALWARE) == []


def test_without_attacks_listed_words_are_no_threats() -> None:
    """In a text that speaks of no attack the same names stay free for other things."""
    assert (
        named(
            "Maze is a word. He walked through the Maze in the garden. Hive and Cuba are too.", Kind.MALWARE
        )
        == []
    )
