"""Choices for the model of referents: who is annotated to be meant by "the company", of all named before."""

from collections.abc import Iterator

from ontology.terms import Kind
from pipelines.extraction.account import PUBLISHER, Span
from pipelines.extraction.contract import document_of
from pipelines.extraction.learned import referents
from pipelines.extraction.newsrooms import note_newsrooms
from pipelines.extraction.notebook import Notebook
from pipelines.extraction.people import note_people
from pipelines.extraction.phrases import Phrase
from pipelines.extraction.rules import Namer, RuleExtractor
from pipelines.extraction.wordlists import lexicon
from pipelines.training.lesson import Line, plain
from pipelines.training.ranking import Choice


def of_referents(line: Line, namer: Namer) -> Iterator[Choice]:
    """Each description of an organization with those who may be meant, nobody first.

    What is chosen before is taken from the annotation. What is not annotated means nobody where it is a noun
    for other things too, and else shows nothing.
    """
    notebook = RuleExtractor(namer).named(document_of(line))
    note_newsrooms(notebook)
    called: dict[str, set[str]] = {}
    referring = {noun for nouns in lexicon("phrases")["referring"].values() for noun in nouns}
    annotated = {one["id"]: {plain(name) for name in (one["name"], *one["aliases"])} for one in line["cast"]}
    found: list[Choice] = []

    def resolve(notebook: Notebook, phrase: Phrase, kind: Kind, ruled: str | None) -> str | None:
        for entity in notebook.entities.keys() - called.keys():
            called[entity] = _names(notebook, entity)  # before it is called by descriptions too
        meant = _meant(line, phrase.full)
        known = referents.candidates(notebook, phrase, ruled)
        right = [
            meant is not None
            and (one.entity == PUBLISHER == meant or bool(called[one.entity] & annotated.get(meant, set())))
            for one in known
        ]
        if meant is not None or phrase.head in referring:
            features = referents.features(notebook, phrase, kind, ruled, known)
            found.append((features, [not any(right), *right]))
        return next((one.entity for one, is_right in zip(known, right, strict=True) if is_right), None)

    note_people(notebook, resolve)
    yield from found


def _names(notebook: Notebook, entity: str) -> set[str]:
    known = notebook.entities[entity]
    return {plain(name) for name in (known.name, *known.aliases)}


def _meant(line: Line, span: Span) -> str | None:
    """The annotated entity whose mark is nearly this span; of several the closest."""
    shares = [
        (min(end, span.end) - max(start, span.start), more["entity"], end - start)
        for start, end, _, more in line["entities"]
    ]
    close = [
        (shared, one) for shared, one, size in shares if 3 * shared >= 2 * max(size, span.end - span.start)
    ]
    return max(close, default=(0, None))[1]
