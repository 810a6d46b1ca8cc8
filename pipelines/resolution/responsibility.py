"""In which sectors a public body is in charge, by the words of its names."""

from collections.abc import Iterable

from ontology.terms import SECTOR, Iri
from pipelines.resolution.descriptions import terms
from pipelines.resolution.lexicon import lexicon


def responsible_for(names: Iterable[str]) -> tuple[Iri, ...]:
    """The sectors that the names of a body speak of, sorted."""
    said = {f" {' '.join(terms(name))} " for name in names}
    bodies: dict[str, list[str]] = lexicon("bodies")["bodies"]
    return tuple(
        sorted(
            Iri(SECTOR + slug)
            for slug, words in bodies.items()
            if any(f" {word} " in name for word in words for name in said)
        )
    )
