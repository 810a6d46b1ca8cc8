"""The lists of names and words behind the names of a text: words by white space, phrases by commas."""

from functools import cache

from ontology.errors import OntologyError
from pipelines.extraction.wordlists import lexicon


@cache
def table(file: str, name: str) -> dict[str, str]:
    """The strings of one table of a file; OntologyError when there is none of that name."""
    found = lexicon(file).get(name)
    if not isinstance(found, dict):
        raise OntologyError(
            f"the lexicon {file}.toml has no table [{name}]: restore the file from the release"
        )
    return found


@cache
def listed_words(file: str, name: str, *keys: str) -> frozenset[str]:
    """Words separated by white space, of the given strings or of all strings of the table."""
    strings = table(file, name)
    return frozenset(word for key in keys or strings for word in strings[key].split())


@cache
def listed_phrases(file: str, name: str, *keys: str) -> frozenset[str]:
    """Phrases separated by commas or lines, of the given strings or of all strings of the table."""
    strings = table(file, name)
    joined = ",".join(strings[key] for key in keys or strings)
    return frozenset(
        " ".join(phrase.split()) for phrase in joined.replace("\n", ",").split(",") if phrase.strip()
    )
