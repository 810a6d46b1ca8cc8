"""A name is judged by all its places in a text, and yields or not to what the rules have named."""

import pytest

from ontology.terms import Kind
from pipelines.extraction.account import PUBLISHER, Span
from pipelines.extraction.learned import spellings
from pipelines.extraction.learned.names import Guess
from pipelines.extraction.notebook import Notebook
from pipelines.extraction.passage import read_passage
from pipelines.extraction.sentences import split_sentences
from pipelines.reading.document import Document


def notebook_of(text: str) -> Notebook:
    """The notebook of a text in which nothing is noted but its publisher."""
    document = Document(id="t", source="t", text=text, sha256="", publisher="The Gazette", language="en")
    notebook = Notebook(document, split_sentences(text))
    notebook.entity(Kind.MEDIA_ORGANIZATION, "The Gazette", PUBLISHER)
    return notebook


def guess(text: str, name: str, kind: Kind, sure: float, *, after: int = 0) -> Guess:
    """A model's guess at the first place of a name."""
    start = text.index(name, after)
    return Guess(span=Span(start, start + len(name)), kind=kind, sure=sure)


def noted(notebook: Notebook) -> list[tuple[str, Kind, str]]:
    """What is named: the words, the kind, and the name of the entity."""
    found = [(m.span, m.kind, m.entity) for m in notebook.mentions if m.named]
    return [(s.of(notebook.text), k, notebook.entities[e].name) for s, k, e in sorted(found)]


@pytest.mark.parametrize(("sure", "is_kept"), [((0.7,), True), ((0.5,), False), ((0.5, 0.45), True)])
def test_a_name_is_kept_when_likely_once_or_often(sure: tuple[float, ...], is_kept: bool) -> None:
    """One place must be likely, or several on average."""
    text = "Brewers at Okonjo met. Later Okonjo paid."
    starts = (0, 20)
    guesses = [
        guess(text, "Okonjo", Kind.COMPANY, one, after=start)
        for one, start in zip(sure, starts, strict=False)
    ]
    assert bool(spellings.spellings(read_passage(text), guesses)) is is_kept


def test_a_name_is_noted_wherever_the_text_has_it() -> None:
    """Also where the model did not see it, with one entity."""
    text = "Brewers at Okonjo met. The board of Okonjo paid."
    notebook = notebook_of(text)
    spellings.note(
        notebook, spellings.spellings(read_passage(text), [guess(text, "Okonjo", Kind.COMPANY, 0.9)])
    )
    assert noted(notebook) == [("Okonjo", Kind.COMPANY, "Okonjo")] * 2
    assert len({m.entity for m in notebook.mentions}) == 1


def test_organizations_of_all_kinds_vote_together() -> None:
    """Two votes for some organization outweigh one for a person."""
    text = "Halden Tidal rose. Halden Tidal fell. Halden Tidal paid."
    guesses = [
        guess(text, "Halden Tidal", Kind.PERSON, 0.7),
        guess(text, "Halden Tidal", Kind.COMPANY, 0.6, after=5),
        guess(text, "Halden Tidal", Kind.ORGANIZATION, 0.5, after=25),
    ]
    assert [one.kind for one in spellings.spellings(read_passage(text), guesses)] == [Kind.COMPANY]


def test_a_place_yields_to_the_organization_that_it_begins() -> None:
    """In "Delft Optics" there is no place of its own, and no entity of it is left."""
    text = "Thieves robbed Delft Optics on Monday."
    notebook = notebook_of(text)
    start = text.index("Delft")
    notebook.note(Span(start, start + 5), notebook.entity(Kind.PLACE, "Delft"), named=True)
    spellings.note(
        notebook, spellings.spellings(read_passage(text), [guess(text, "Delft Optics", Kind.COMPANY, 0.8)])
    )
    assert noted(notebook) == [("Delft Optics", Kind.COMPANY, "Delft Optics")]
    assert [entity.name for entity in notebook.entities.values()] == ["The Gazette", "Delft Optics"]


def test_a_whole_name_does_not_yield() -> None:
    """What the rules have named in full keeps its kind."""
    text = "Ministers flew to Buenos Aires on Monday."
    notebook = notebook_of(text)
    start = text.index("Buenos")
    notebook.note(Span(start, start + 12), notebook.entity(Kind.PLACE, "Buenos Aires"), named=True)
    spellings.note(
        notebook, spellings.spellings(read_passage(text), [guess(text, "Buenos Aires", Kind.COMPANY, 0.99)])
    )
    assert noted(notebook) == [("Buenos Aires", Kind.PLACE, "Buenos Aires")]


def test_short_names_stand_for_the_one_who_bears_them() -> None:
    """The last name of a person and the first word of a firm, unless the text also has it as a word."""
    text = "Ifeoma Adichie runs Halden Tidal. Adichie said Halden had a safe door. The door held."
    notebook = notebook_of(text)
    guesses = [
        guess(text, "Ifeoma Adichie", Kind.PERSON, 0.9),
        guess(text, "Halden Tidal", Kind.COMPANY, 0.9),
    ]
    found = spellings.spellings(read_passage(text), guesses)
    spellings.note(notebook, found)
    spellings.note_shortened(notebook, read_passage(text), found)
    assert ("Adichie", Kind.PERSON, "Ifeoma Adichie") in noted(notebook)
    assert ("Halden", Kind.COMPANY, "Halden Tidal") in noted(notebook)


def test_a_short_name_of_two_stands_for_neither() -> None:
    """Two firms that begin with one word leave it alone."""
    text = "Halden Tidal sued Halden Foundry. Halden won."
    notebook = notebook_of(text)
    guesses = [
        guess(text, "Halden Tidal", Kind.COMPANY, 0.9),
        guess(text, "Halden Foundry", Kind.COMPANY, 0.9),
    ]
    found = spellings.spellings(read_passage(text), guesses)
    spellings.note(notebook, found)
    spellings.note_shortened(notebook, read_passage(text), found)
    assert [words for words, *_ in noted(notebook)] == ["Halden Tidal", "Halden Foundry"]


def test_what_people_meet_for_is_no_organization() -> None:
    """A summit or a cup is no firm, however sure a model is."""
    text = "Ministers met at the Halden Summit. Halden Tidal paid."
    guesses = [
        guess(text, "Halden Summit", Kind.COMPANY, 0.99),
        guess(text, "Halden Tidal", Kind.COMPANY, 0.99),
    ]
    assert [one.name for one in spellings.spellings(read_passage(text), guesses)] == ["Halden Tidal"]
