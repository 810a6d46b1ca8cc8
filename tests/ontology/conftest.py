"""What the tests of the ontology share: the vocabulary as a graph, and what the model's annotations name."""

import typing

import pytest
from rdflib import Graph

from ontology import model
from ontology.model import Property
from ontology.vocabulary import vocabulary


@pytest.fixture(scope="session")
def known() -> Graph:
    """The whole vocabulary."""
    return vocabulary()


@pytest.fixture(scope="session")
def annotated() -> dict[str, set[str]]:
    """The properties that the fields of each class of the model are carried by: class name -> IRIs."""
    return {
        name: found
        for name, cls in vars(model).items()
        if isinstance(cls, type) and cls is not Property and (found := _properties(cls))
    }


def _properties(cls: type) -> set[str]:
    hints = typing.get_type_hints(cls, include_extras=True).values()
    return {
        note.iri for hint in hints for note in getattr(hint, "__metadata__", ()) if isinstance(note, Property)
    }
