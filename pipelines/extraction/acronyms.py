"""Which name an acronym of the text stands for: by brackets ("X Y Authority (XYA)"), else by its letters."""

from collections.abc import Iterable, Mapping

from ontology.terms import Kind
from pipelines.extraction.aliases import Key, Surface
from pipelines.extraction.lexicons import listed_words
from pipelines.extraction.organizations import LEGAL
from pipelines.extraction.passage import Passage
from pipelines.extraction.votes import ORGANIZATIONS

_NOT = listed_words("organizations", "organization", "acronyms_not")
_KINDS = frozenset({*ORGANIZATIONS, Kind.PLACE})
_SMALL = frozenset({"of", "the", "and", "for", "de", "in", "on", "&", "to", "a", "'s"})


def acronyms(passage: Passage, surfaces: Mapping[Key, Surface]) -> dict[Key, Key]:
    """For every acronym the fullest name that it stands for, where the text has one."""
    endings = {last: key for key, surface in surfaces.items() for _, last in surface.places}
    letters = _letters(surfaces)
    found = {}
    for key, surface in surfaces.items():
        if len(key) > 1 or not _is_acronym(passage, surface):
            continue
        full = _introduced(passage, surface, endings) or _spelled_out(key[0], surface, letters)
        if full is not None and len(full) > 1:
            found[key] = full
    return found


def _is_acronym(passage: Passage, surface: Surface) -> bool:
    return passage.words[surface.places[0][0]].replace(".", "").isupper()


def _letters(surfaces: Mapping[Key, Surface]) -> dict[str, Key]:
    found: dict[str, Key] = {}
    for key, surface in surfaces.items():
        if len(key) > 1 and surface.kind in _KINDS:
            for form in _forms(key):
                found.setdefault(form, key)
    return found


def _forms(words: Iterable[str]) -> set[str]:
    """First letters with and without small words and the legal form."""
    parts = [part for word in words if word not in {",", "."} for part in word.split("-") if part]
    kept = [part for part in parts if part not in _SMALL]
    bare = [part for part in kept if part not in LEGAL]
    return {"".join(part[0] for part in chosen) for chosen in (parts, kept, bare) if len(chosen) > 1}


def _introduced(passage: Passage, surface: Surface, endings: Mapping[int, Key]) -> Key | None:
    for first, last in surface.places:
        if passage.lower(first - 1) == "(" and passage.lower(last) == ")":
            before = endings.get(first - 1)
            if before is not None and _may_stand_for(surface.key[0], before):
                return before
    return None


def _spelled_out(acronym: str, surface: Surface, letters: Mapping[str, Key]) -> Key | None:
    listed = any(not reference.weak for reference in surface.references)
    return None if listed or acronym in _NOT else letters.get(acronym.replace(".", ""))


def _may_stand_for(acronym: str, full: Key) -> bool:
    """Whether the letters of an acronym occur in the name in their order."""
    text = iter("".join(full))
    begins = acronym[0] in {word[0] for word in full}
    return begins and all(letter in text for letter in acronym if letter.isalnum())
