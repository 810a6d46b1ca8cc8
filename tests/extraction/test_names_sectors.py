"""Sectors: names of branches in the frames that make them branches."""

import pytest

from ontology.terms import SECTOR, Kind
from pipelines.extraction.names import read_names


def sectors(text: str) -> list[tuple[str, str]]:
    """The mentions of sectors as (words, local name of the sector)."""
    names = read_names(text)
    iris = {
        found.id: found.same_as[0].removeprefix(SECTOR)
        for found in names.entities
        if found.kind is Kind.SECTOR
    }
    return [(m.span.of(text), iris[m.entity]) for m in names.mentions if m.kind is Kind.SECTOR]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Firms in the steel, auto and power industries lost data.", ["auto", "power"]),
        ("The electronics manufacturer denied it.", ["electronics"]),
        ("It makes railway equipment.", ["railway"]),
        ("Targets include areas such as aviation and water.", ["aviation", "water"]),
        (
            "Information about defence, electricity or railways leaked.",
            ["defence", "electricity", "railways"],
        ),
        ("The financial services sector was hit.", ["financial services sector"]),
        (
            "They hit Energy, Agricultural and Educational Sectors.",
            ["Energy", "Agricultural", "Educational"],
        ),
        (
            "Victims were in Transportation, Construction and Finance.",
            ["Transportation", "Construction", "Finance"],
        ),
    ],
)
def test_a_noun_or_an_enumeration_makes_a_sector(text: str, expected: list[str]) -> None:
    """Every member of an enumeration is a mention of its own; a single one is named with "sector"."""
    found = [words for words, _ in sectors(text)]
    assert [words for words in found if words != "steel"] == expected


@pytest.mark.parametrize(
    "text",
    [
        "He had the power to stop it and drank water.",
        "The World Health Organization and the Energy Company of Oslo met.",
        "Hackers stole data from government agencies.",
        "It needs food.",
    ],
)
def test_bare_words_and_proper_names_are_no_sectors(text: str) -> None:
    """The same words without a frame, or inside a name, name no sector."""
    assert sectors(text) == []


def test_different_words_of_one_sector_are_one_entity() -> None:
    """The entity is the sector of the vocabulary, under its preferred label."""
    names = read_names("The auto industry and the automotive sector grew.")
    (sector,) = (found for found in names.entities if found.kind is Kind.SECTOR)
    assert sector.same_as[0].startswith(SECTOR)
    assert len(names.mentions) == 2
