"""Makes the entities of an account from the things of a text: name, aliases, identifiers, job title."""

from collections.abc import Iterator

from ontology.terms import Kind, SpeakerKind
from pipelines.extraction.account import AccountEntity
from pipelines.extraction.lexicons import listed_phrases
from pipelines.extraction.passage import Passage
from pipelines.extraction.persons import HONORIFICS, apposed_title
from pipelines.extraction.registers import Identity

_RANK = 3  # words of a rank
_GRADES = frozenset({"staff", "chief", "senior", "first", "second", "master", "lance", "deputy", "acting"})


def entry(passage: Passage, identifier: str, thing: Identity) -> AccountEntity:
    """The entity of a thing; its name is the fullest that the text gives, without article."""
    names = _names(passage, thing)
    name = thing.name or _fullest(names) or (thing.known.name if thing.known else "")
    names += _titled(passage, thing) if thing.kind is Kind.PERSON else ()
    listed = (thing.known.name, *thing.known.aliases) if thing.known and thing.known.same_as else ()
    title = _job_title(passage, thing) if thing.kind is Kind.PERSON else None
    return AccountEntity(
        id=identifier,
        kind=thing.kind,
        name=name,
        aliases=tuple(other for other in dict.fromkeys((*names, *listed)) if other != name),
        same_as=thing.known.same_as if thing.known else (),
        job_title=title,
        speaker_kind=SpeakerKind.OFFICIAL if title and _is_public(title) else None,
    )


def _names(passage: Passage, thing: Identity) -> list[str]:
    """The spellings in the text, without those that are adjectives of a place."""
    written = (passage.span(first, last).of(passage.text) for first, last in sorted(thing.places))
    return [" ".join(words.split()) for words in dict.fromkeys(written) if not _is_adjective(thing, words)]


def _titled(passage: Passage, thing: Identity) -> Iterator[str]:
    """How a person is called with the rank or title before the name: "Cpl. Anita Sohal"."""
    titles = {last: first for surface in thing.surfaces for first, last in surface.titles}
    for first, last in sorted(thing.places):
        start = titles.get(first)
        if start is None or not all(passage.capital[start:first]):
            continue
        while start and first - start < _RANK and _belongs(passage, start - 1):
            start -= 1
        yield " ".join(passage.span(start, last).of(passage.text).split())


def _belongs(passage: Passage, index: int) -> bool:
    """Whether a word before a title is a part of it: "RCMP Cpl.", "Staff Sgt."."""
    graded = passage.words[index].isupper() or passage.lowers[index] in _GRADES
    return passage.same_sentence(index, index + 1) and passage.capital[index] and graded


def _fullest(names: list[str]) -> str | None:
    bare = [name.removeprefix("The ") for name in names]
    return max(bare, key=lambda name: (not name.isupper(), len(name.split()), len(name)), default=None)


def _is_adjective(thing: Identity, words: str) -> bool:
    if thing.kind is not Kind.PLACE:
        return False
    key = tuple(word.rstrip(".") for word in words.lower().split())
    return any(
        surface.key == key and surface.references and surface.references[0].adjective
        for surface in thing.surfaces
    )


def _job_title(passage: Passage, thing: Identity) -> str | None:
    """The office or job before the name, else the one in apposition behind it."""
    before = sorted({title for surface in thing.surfaces for title in surface.titles})
    behind = [title for _, last in sorted(thing.places) if (title := apposed_title(passage, last))]
    for first, last in (*before, *behind):
        if last - first > 1 or passage.lowers[first].rstrip(".") not in HONORIFICS:
            return " ".join(passage.span(first, last).of(passage.text).split())
    return None


def _is_public(title: str) -> bool:
    lower = title.lower()
    public = listed_phrases("roles", "offices", "public")
    return any(lower == phrase or lower.endswith(" " + phrase) for phrase in public)
