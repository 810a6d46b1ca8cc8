"""What stands around a name and shows its kind: prepositions, verbs, possessions, appositions, brackets."""

from functools import cache

from ontology.terms import Kind
from pipelines.extraction.capitals import Candidate
from pipelines.extraction.gazetteers import gazetteer
from pipelines.extraction.lexicons import listed_words
from pipelines.extraction.passage import Passage
from pipelines.extraction.persons import HONORIFICS, is_title, title_end
from pipelines.extraction.places import BEFORE, is_of_place, is_place_noun
from pipelines.extraction.votes import Votes, no_votes

_DOINGS = listed_words("surroundings", "persons", "doings")
_SPEECH = listed_words("surroundings", "persons", "speech")
_RELATIVES = listed_words("surroundings", "persons", "relatives")
_HOUSEHOLDS = listed_words("surroundings", "persons", "households")
_PEOPLE = listed_words("surroundings", "persons", "nouns")
_OWNED = listed_words("surroundings", "organizations", "owned")
_BEHIND = listed_words("surroundings", "organizations", "behind")
_OWNED_BY_PLACES = listed_words("surroundings", "places", "owned")
_ENDS = frozenset({",", ".", ";", "who", "which", "that", "and", "of"})


@cache
def _called() -> dict[str, Kind]:
    """The kind of thing that a noun calls a name beside it."""
    order = (
        ("place", Kind.PLACE),
        ("organization", Kind.ORGANIZATION),
        ("body", Kind.GOVERNMENT_BODY),
        ("media", Kind.MEDIA_ORGANIZATION),
        ("company", Kind.COMPANY),
    )
    return {noun: kind for name, kind in order for noun in listed_words("surroundings", "nouns", name)}


def surroundings(passage: Passage, candidate: Candidate) -> Votes:
    """The votes of the words on both sides."""
    cast = no_votes()
    first, last = candidate.first, candidate.last
    if candidate.title is not None:
        cast[Kind.PERSON] += 4.0
    if passage.same_sentence(first - 1, first):
        _left(cast, passage, candidate)
        _described(cast, passage, first)
    if passage.same_sentence(last - 1, last):
        _right(cast, passage, candidate)
    return cast


def _left(cast: Votes, passage: Passage, candidate: Candidate) -> None:
    before = passage.lowers[candidate.first - 1]
    if is_of_place(passage, candidate.first):
        cast[Kind.PLACE] += 4.0
    elif before in BEFORE:
        cast[Kind.PLACE] += 1.5 if before == "in" else 2.0
    elif before in {"from", "to", "at"}:
        _vote(cast, (Kind.PLACE, 0.6), (Kind.ORGANIZATION, 0.4))
    elif before == "the" and passage.lower(candidate.last) in _HOUSEHOLDS:
        cast[Kind.PERSON] += 1.5
    elif before == "the":
        _vote(cast, (Kind.ORGANIZATION, 1.0), (Kind.PERSON, -2.5))
    elif before in {"a", "an"}:
        cast[Kind.PERSON] -= 1.5
    elif before in _SPEECH or before in {"named", "late"}:
        cast[Kind.PERSON] += 1.5
    elif before in {"by", "with"}:
        _vote(cast, (Kind.PERSON, 0.3), (Kind.ORGANIZATION, 0.3))


def _vote(cast: Votes, *given: tuple[Kind, float]) -> None:
    for kind, weight in given:
        cast[kind] += weight


def _described(cast: Votes, passage: Passage, first: int) -> None:
    """The noun before a name: "software company Acme", "the newspaper X", "their insurer, Acme"."""
    comma = passage.lowers[first - 1] == ","
    index = first - 2 if comma else first - 1
    if not passage.same_sentence(index, first) or passage.capital[index]:
        return
    if comma and any(is_title(passage, max(0, index + 1 - size), index + 1) for size in (4, 3, 2)):
        cast[Kind.PERSON] += 3.0  # "its chief technology officer, Ann Roe"
    kind = _called().get(passage.lowers[index])
    if kind is not None and kind is not Kind.PLACE:
        cast[kind] += 2.0 if comma else 2.5


def _right(cast: Votes, passage: Passage, candidate: Candidate) -> None:
    last = candidate.last
    after = passage.lowers[last]
    if after in {"'s", "'"}:
        _possessed(cast, passage.lower(last + 1))
    elif after == ",":
        _apposition(cast, passage, last + 1)
    elif after == "(":
        _bracket(cast, passage, candidate)
    else:
        _followed(cast, passage, last)


def _followed(cast: Votes, passage: Passage, last: int) -> None:
    after = passage.lowers[last]
    if after == "reports":
        cast[Kind.MEDIA_ORGANIZATION] += 1.2
    elif after in _SPEECH:
        _vote(cast, (Kind.PERSON, 1.2), (Kind.ORGANIZATION, 0.5))
    elif after in _DOINGS:
        _vote(cast, (Kind.PERSON, 0.5), (Kind.ORGANIZATION, 0.2))
    elif after in _BEHIND:
        cast[Kind.ORGANIZATION] += 1.5
    elif is_place_noun(after):
        cast[Kind.PLACE] += 1.5
    elif after == "-" and passage.lower(last + 1) in {"based", "born"}:
        cast[Kind.PLACE] += 2.0
    elif after.endswith("ed") and len(after) > 4:
        _vote(cast, (Kind.PERSON, 0.4), (Kind.ORGANIZATION, 0.3))


def _possessed(cast: Votes, owned: str) -> None:
    if owned in _RELATIVES:
        cast[Kind.PERSON] += 1.5
    elif owned in _OWNED:
        cast[Kind.ORGANIZATION] += 1.0
    elif owned in _OWNED_BY_PLACES:
        cast[Kind.PLACE] += 1.0


def _apposition(cast: Votes, passage: Passage, begin: int) -> None:
    """What a comma leads to: ", a software company", ", the minister", ", who", ", 45,", ", Kenya"."""
    word = passage.lower(begin)
    if word == "who" or (len(word) == 2 and word.isdigit() and passage.lower(begin + 1) in {",", "."}):
        cast[Kind.PERSON] += 2.5
    elif word == "where":
        cast[Kind.PLACE] += 2.5
    elif word in {"a", "an", "the", "one", "another", "its", "his", "her"}:
        _description(cast, passage, begin + 1)
    elif word and word not in HONORIFICS and title_end(passage, begin, len(passage.tokens)) is not None:
        cast[Kind.PERSON] += 1.5
    elif word and passage.capital[begin] and _is_place(passage, begin):
        cast[Kind.PLACE] += 1.2


def _is_place(passage: Passage, first: int) -> bool:
    found = gazetteer().match(passage, first, min(first + 4, len(passage.tokens)))
    reference = found.references[0] if found else None
    return reference is not None and reference.known.kind is Kind.PLACE and not reference.adjective


def _description(cast: Votes, passage: Passage, begin: int) -> None:
    for index in range(begin, min(begin + 7, len(passage.tokens))):
        lower = passage.lowers[index]
        if lower in _ENDS or not passage.same_sentence(begin - 1, index):
            return
        kind = _called().get(lower)
        if title_end(passage, index, index + 1) is not None or lower in _PEOPLE:
            cast[Kind.PERSON] += 2.0
        elif kind is not None:
            cast[kind] += 3.0 if kind is Kind.COMPANY else 2.0


def _bracket(cast: Votes, passage: Passage, candidate: Candidate) -> None:
    """An acronym in brackets behind a name is an organisation's; an age is a person's."""
    begin = candidate.last + 1
    word = passage.words[begin] if begin < len(passage.words) else ""
    if len(word) > 1 and word.isupper() and word.isalpha() and passage.lower(begin + 1) == ")":
        if candidate.kind is not Kind.PLACE:
            cast[Kind.ORGANIZATION] += 2.0
    elif word.isdigit() and len(word) == 2:
        cast[Kind.PERSON] += 2.0
