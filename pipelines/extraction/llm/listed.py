"""What our reference lists know of a name; a model is not asked for identifiers."""

from ontology import lists
from ontology.terms import Kind
from pipelines.extraction.gazetteers import gazetteer, sectors, threats
from pipelines.extraction.notebook import ORGANIZATIONS
from pipelines.extraction.tokens import tokens


def family(kind: Kind) -> str:
    """Kinds between which a name does not decide are one family."""
    return "organization" if kind in ORGANIZATIONS else kind.value


def same_as(names: tuple[str, ...], kind: Kind) -> tuple[str, ...]:
    """The identifiers of the one thing that a list knows by one of these names, where it is only one."""
    for name in names:
        words = tuple(token.word.lower().replace("’", "'") for token in tokens(name))
        found = {
            reference.known.same_as
            for index in (gazetteer(), threats(), sectors())
            for reference in index.lookup(words)
            if family(reference.known.kind) == family(kind) and reference.known.same_as
        }
        if len(found) == 1:
            return found.pop()
    return ()


def sector(name: str | None) -> tuple[str, ...]:
    """The identifiers of a sector by the name that our list gives it."""
    found = next((entry for entry in lists.sectors() if entry.name == name), None)
    return (found.iri, *found.identifiers, *found.same_as) if found else ()
