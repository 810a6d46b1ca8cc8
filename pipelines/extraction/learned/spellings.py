"""One verdict for each spelling of a text: what a model takes a name for, over all its places together."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from ontology.terms import Kind
from pipelines.extraction.account import AccountMention, Span
from pipelines.extraction.learned.names import Guess
from pipelines.extraction.lexicons import listed_words
from pipelines.extraction.notebook import ORGANIZATIONS, Notebook
from pipelines.extraction.passage import Passage
from pipelines.extraction.wordlists import lexicon

SURE = 0.55  # how likely a name must be at one of its places
_SHORTEST = 4  # letters of a word that may stand for a whole name
REPEATED = 0.45  # how likely on average where it stands more than once
_THE = re.compile(r"\b[Tt]he\s+$")
_MEETINGS = listed_words("organizations", "event", "head")


@dataclass(frozen=True, slots=True, kw_only=True)
class Spelling:
    """A name as it is written, its kind, where it stands, and how likely it is on average."""

    name: str
    kind: Kind
    places: tuple[Span, ...]
    sure: float


def spellings(passage: Passage, guesses: Iterable[Guess]) -> list[Spelling]:
    """The names of a text that are likely enough, the longest first, each wherever the text has it."""
    grouped: defaultdict[str, list[Guess]] = defaultdict(list)
    for guess in guesses:
        grouped[guess.span.of(passage.text)].append(guess)
    found = (_spelling(passage, name, group) for name, group in grouped.items())
    return sorted((one for one in found if one is not None), key=lambda one: (-len(one.name), one.name))


def _spelling(passage: Passage, name: str, group: Sequence[Guess]) -> Spelling | None:
    if name.rsplit(maxsplit=1)[-1].casefold() in _MEETINGS:
        return None
    mean = sum(guess.sure for guess in group) / len(group)
    best = max(guess.sure for guess in group)
    if best < SURE and (len(group) == 1 or mean < REPEATED):
        return None
    places = {guess.span for guess in group}
    if " " in name or name.casefold() not in passage.lowercase:
        places.update(_again(passage.text, name))
    return Spelling(name=name, kind=_kind(group), places=tuple(sorted(places)), sure=mean)


def _again(text: str, name: str) -> Iterator[Span]:
    start = text.find(name)
    while start >= 0:
        end = start + len(name)
        whole = not _goes_on(text[start - 1 : start]) and not _goes_on(text[end : end + 1])
        if whole:
            yield Span(start, end)
        start = text.find(name, end if whole else start + 1)


def _goes_on(letter: str) -> bool:
    """Whether a character beside a name makes it a part of a longer word."""
    return letter.isalnum() or letter in {"_", "-"}


def _kind(group: Iterable[Guess]) -> Kind:
    """The kind with most votes, where organizations of all kinds first vote together."""
    votes: defaultdict[Kind, float] = defaultdict(float)
    families: defaultdict[str, float] = defaultdict(float)
    for guess in group:
        votes[guess.kind] += guess.sure
        families[_family(guess.kind)] += guess.sure
    family = max(families, key=lambda one: (families[one], one))
    return max((k for k in votes if _family(k) == family), key=lambda kind: (votes[kind], kind.value))


def _family(kind: Kind) -> str:
    return "organization" if kind in ORGANIZATIONS else kind.value


def note(notebook: Notebook, found: Sequence[Spelling]) -> None:
    """Note names where nothing is named yet, and where rules have named only a part of them.

    A last name alone stands for the person who bears it.
    """
    gone = [mention for one in found for place in one.places for mention in _given_up(notebook, one, place)]
    if gone:
        _forget(notebook, gone)
    for one in found:
        for place in one.places:
            if notebook.skips(place) or any(m.named for m in notebook.overlapping(place)):
                continue
            if _is_description(notebook.text, one, place):
                continue
            identifier = _known(notebook, one.name, one.kind) or notebook.entity(one.kind, one.name)
            notebook.note(place, identifier, named=True)


def _is_description(text: str, one: Spelling, place: Span) -> bool:
    """Whether a word with a capital only describes somebody who has a name: "the Bank", "the Commission"."""
    return (
        one.name.casefold() in _described()
        and _THE.search(text[max(0, place.start - 6) : place.start]) is not None
    )


@cache
def _described() -> frozenset[str]:
    """The nouns by which organizations are taken up again."""
    lists = (lexicon("phrases")["organization"], lexicon("phrases")["referring"])
    return frozenset(noun for listed in lists for nouns in listed.values() for noun in nouns)


def _given_up(notebook: Notebook, one: Spelling, place: Span) -> list[AccountMention]:
    """What the rules have named there that a name takes the place of: all that it overlaps, or nothing."""
    named = [m for m in notebook.overlapping(place) if m.named]
    if one.sure < SURE or not all(_yields(notebook, m, one, place) for m in named):
        return []
    return named


def _yields(notebook: Notebook, mention: AccountMention, one: Spelling, place: Span) -> bool:
    """Whether what rules have named is only the beginning or a part of an organization's name.

    "Delft" yields to "Delft Optics", "Fire" and "Rescue Agency" to "Fire and Rescue Agency". Whole names do
    not yield: on news of other kinds the rules know their kind better.
    """
    if mention.span == place or not place.covers(mention.span) or one.kind not in ORGANIZATIONS:
        return False
    if mention.kind is Kind.PLACE:
        rest = notebook.text[mention.span.end : place.end].split()
        return mention.span.start == place.start and all(
            word.isalpha() and word[0].isupper() for word in rest
        )
    return mention.kind in ORGANIZATIONS and " and " in one.name


def _forget(notebook: Notebook, gone: Sequence[AccountMention]) -> None:
    dropped = set(gone)
    notebook.keep(m for m in notebook.mentions if m not in dropped)
    notebook.forget({mention.entity for mention in dropped} - {m.entity for m in notebook.mentions})


def note_shortened(notebook: Notebook, passage: Passage, found: Sequence[Spelling]) -> None:
    """Note the last name of a person, and the first word of an organization, where it stands alone.

    Only where it belongs to one name of the text, and is never written in lower case.
    """
    short = Counter(word for one in found for word in _shortened(one))
    for one in found:
        for word in _shortened(one):
            owner = _known(notebook, one.name, one.kind)
            if short[word] > 1 or word.casefold() in passage.lowercase or owner is None:
                continue
            for place in _again(passage.text, word):
                if not notebook.skips(place) and not any(m.named for m in notebook.overlapping(place)):
                    notebook.note(place, owner, named=True)
                    notebook.alias(owner, word)


def _shortened(one: Spelling) -> Iterator[str]:
    words = one.name.split()
    place = -1 if one.kind is Kind.PERSON else 0
    if len(words) > 1 and one.kind is not Kind.PLACE and len(words[place]) >= _SHORTEST:
        yield words[place]


def _known(notebook: Notebook, name: str, kind: Kind) -> str | None:
    """The entity that goes by this name, or is a person whose name ends with it."""
    lower = name.casefold()
    for entity in notebook.entities.values():
        if lower in {known.casefold() for known in (entity.name, *entity.aliases)} and entity.name:
            return entity.id
        if entity.kind is Kind.PERSON is kind and entity.name.casefold().split()[-1:] == [lower]:
            return entity.id
    return None
