"""Every class of mistake in a source file is found, at its file and line."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from pipelines.corpus.annotation import Finding
from pipelines.corpus.collection import read

WIRE, FOLLOW_UP, SHARED = "01-southern-wire.txt", "03-harbour-and-hull.txt", "incident.txt"
Spoil = Callable[[str, str, str], tuple[int, list[Finding]]]

MARKS = [
    ("its [booking system|book] and", "its [booking system|boat] and", "no entity 'boat'"),
    ("its [booking system|book] and", "[its booking system|book] and", "leave article, possessive or title"),
    ("its [booking system|book] and", "its [[booking system|book]|book] and", "is marked twice"),
    ("[The Nelson-based company|tr~] carries", "[The Nelson-based company carries", "opened and not closed"),
    ("[4 percent|#4_percent]", "[4 percent|#percent]", "is no quantity"),
    ("[Monday evening|@2021-06-07]", "[Monday evening|@2021-06-37]", "is no day of the calendar"),
    ("[hospitals|sec:health]", "[hospitals|sec:hospitals]", "no sector of the vocabulary"),
    ("[the ferry operator|tr~]", "[the ferry operator|tr]", "is no name of a Company"),
]
ENTITIES = [
    ("src UnnamedSource =", "src Ghost =", "a type must follow the id"),
    ("pol GovernmentBody =", "tr GovernmentBody =", "declared twice, or is shared"),
    ("sum Topic =", "sum Topic colour=red =", "after the type come"),
    ("told Communication type=notification", "told Communication type=rumour", "is no event type"),
]
ATTRIBUTIONS = [
    ('a2 "a person briefed', 'a1 "a person briefed', "begins with a new id"),
    ('"according to" "The attack bore', '"as told by" "The attack bore', "does not stand in the paragraph"),
    ("= src says\na3", "= src whispers\na3", "is no act"),
    ("= src says\na3", "= book says\na3", "cannot speak"),
    ("= invs suspects < a3", "= e0 suspects < a3", "leave e0 out"),
    ('"confirmed" "it was assisting', '"confirmed" "ncsc was assisting', "does not stand in the text"),
]
EVENTS = [
    ('ransom "encrypted" Attacker', 'ransome "encrypted" Attacker', "is no event type"),
    ('ransom "encrypted" Attacker', 'ransom "encrypted" Thief', "is no role of ransom"),
    ('intrusion "come in" other', 'intrusion "come in" perhaps', "stands one of actual generic other"),
    ("Patient=tr", "Patient=sum", "no mention of it stands in the text"),
]
CLAIMS = [
    ("c2 a1 inc", "c1 a1 inc", "begins with a new id"),
    ("c2 a1 inc", "c2 a9 inc", "is no attribution"),
    ("c2 a1 inc encrypted", "c2 a1 inc scrambled", "is no predicate"),
    ("c2 a1 inc encrypted book", "c2 a1 inc encrypted boat", "no entity 'boat'"),
    ("c2 a1 inc encrypted book", "c2 a1 tr encrypted book", "the subject of encrypted is no Company"),
    ("c2 a1 inc encrypted book", "c2 a1 inc target tr", "c2 repeats c1"),
    ("c8 own! wren target", "c8 own! wren time", "the object of time must be one of Date"),
    ("c4 own tr locatedIn pl:New_Zealand", "c4 own tr locatedIn tr", "subject and object are the same"),
    ('PR- cue="no sign"', "PR-", "needs cue="),
    ('PR- cue="no sign"', 'XX- cue="no sign"', "after the quote stand one of"),
    ('PR- cue="no sign"', "PR- cue=sign", "cue= is quoted words"),
    ('PR- cue="no sign"', 'PR- cue="no sign" mood=low', "unknown qualifiers mood"),
    ("c12 own told", "c12 a1 told", "lies outside the content of a1"),
    ("c8 own! wren", "c8 own wren", "own voice, but the quote stands in the content of a2"),
    ('"Police have been told of the incident"', '"Police"', "the quote is a single word"),
    ("c11 a7 help actor ncsc", 'c11 a7 help actor ncsc "it was helping"', "does not stand in the text"),
]
SPEAKERS = [("= tr says < spk says", "= spk says", "spk speaks for tr: the holder is tr")]
ACCOUNTS = [
    ("03.c6 contradicts 02.c8", "03.c66 contradicts 02.c8", "there is no claim 03.c66"),
    ("03.c6 contradicts 02.c8", "03.c6 restates 02.c8", "differ in polarity"),
    ("03.c6 contradicts 02.c8", "03.c6 gainsays 02.c8", "with one of"),
    ("03.c6 contradicts 02.c8", "02.c8 contradicts 02.c8", "compared with itself"),
    ("03 follows-up 01", "03 precedes 01", "is no origin"),
    ("inc Incident = ransomware attack on Tasman Reach Ferries", "inc Incident", "needs its canonical name"),
]
HEADERS = [
    (WIRE, "style: wire\n", "", "the header lacks style"),
    (WIRE, "style: wire", "style: gossip", "style must be one of"),
    (WIRE, "published: 2021-06-08", "published: 8 June", "published must be"),
    (WIRE, "style: wire", "style: wire\nbyline: nobody", "unknown header field 'byline'"),
    (WIRE, "## events", "## happenings", "section 'happenings' is unknown or repeated"),
    (SHARED, "type: ransom outage", "type: mischief", "unknown types mischief"),
    (SHARED, "continent: oceania", "continent: atlantis", "continent must be one of"),
    (SHARED, "victim: tr", "victim: nobody", "victim: nobody not declared"),
    (SHARED, "03 follows-up 01", "04 follows-up 01", "there is no article 04"),
]
CASES = [
    *(pytest.param(WIRE, *row, id=f"{row[2]}") for row in (*MARKS, *ENTITIES, *ATTRIBUTIONS)),
    *(pytest.param(WIRE, *row, id=f"{row[2]}") for row in (*EVENTS, *CLAIMS)),
    *(pytest.param(FOLLOW_UP, *row, id=f"{row[2]}") for row in SPEAKERS),
]


def _said(found: list[Finding], name: str, message: str) -> list[int]:
    """The lines of that file in which it is said."""
    return [one.line for one in found if one.path.name == name and re.search(re.escape(message), one.message)]


@pytest.mark.parametrize(("name", "old", "new", "message"), CASES)
def test_a_mistake_is_found_in_its_line(spoiled: Spoil, name: str, old: str, new: str, message: str) -> None:
    """File, line and words are those of the mistake."""
    line, found = spoiled(name, old, new)
    assert line in _said(found, name, message), [str(one) for one in found]


@pytest.mark.parametrize(("old", "new", "message"), ACCOUNTS)
def test_a_mistake_between_accounts_is_found(spoiled: Spoil, old: str, new: str, message: str) -> None:
    """In the file that relates the accounts to one another."""
    line, found = spoiled(SHARED, old, new)
    assert line in _said(found, SHARED, message), [str(one) for one in found]


@pytest.mark.parametrize(("name", "old", "new", "message"), HEADERS)
def test_a_mistake_in_a_header_is_found(spoiled: Spoil, name: str, old: str, new: str, message: str) -> None:
    """Headers and sections are blamed on the file as a whole."""
    _, found = spoiled(name, old, new)
    assert _said(found, name, message) == [1], [str(one) for one in found]


def test_a_forgotten_name_is_found_where_it_stands(spoiled: Spoil) -> None:
    """A name that is marked once must be marked everywhere."""
    line, found = spoiled(WIRE, "[Tasman Reach|tr] declined", "Tasman Reach declined")
    assert _said(found, WIRE, "'Tasman Reach' (tr) also stands unmarked") == [line]


def test_one_mistake_does_not_hide_the_next(spoiled: Spoil, copy: Path) -> None:
    """What cannot be read is left out, and the rest is read."""
    spoiled(WIRE, "c2 a1 inc encrypted", "c2 a1 inc scrambled")
    _, found = spoiled(WIRE, "Patient=tr", "Patient=sum")
    assert _said(found, WIRE, "is no predicate")
    assert _said(found, WIRE, "no mention of it")


def test_a_stray_file_is_found(copy: Path) -> None:
    """Whatever is named otherwise would silently be no article."""
    (copy / "4-late.txt").write_text("outlet: x", "utf-8")
    assert _said(read((copy,))[1], SHARED, "4-late.txt is no article")


def test_a_file_in_another_encoding_is_found(copy: Path) -> None:
    """Only UTF-8 can be read."""
    (copy / WIRE).write_bytes("outlet: Café".encode("latin-1"))
    assert _said(read((copy,))[1], WIRE, "cannot be read as UTF-8 text")


def test_a_short_text_is_found(copy: Path) -> None:
    """Articles have 150 to 700 words."""
    path = copy / WIRE
    start, rest = path.read_text("utf-8").split("## text\n")
    path.write_text(f"{start}## text\nToo short.\n\n## entities\n{rest.split('## entities')[1]}", "utf-8")
    assert _said(read((copy,))[1], WIRE, "the text has 2 words")
