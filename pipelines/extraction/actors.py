"""Names of hostile groups, malware, tools and software: listed ones, and those that a text introduces."""

from collections.abc import Iterator
from functools import cache

from ontology.terms import Kind
from pipelines.extraction.accusations import blamed
from pipelines.extraction.capitals import Candidate
from pipelines.extraction.gazetteers import Found, gazetteer, threats
from pipelines.extraction.lexicons import listed_phrases, listed_words
from pipelines.extraction.organizations import capitals_end
from pipelines.extraction.passage import Passage
from pipelines.extraction.places import PEOPLES
from pipelines.extraction.votes import Votes, no_votes

_CUES = listed_words("threats", "actors", "cues")
_COMMON = listed_words("words", "words")
_ACRONYMS_NOT = listed_words("organizations", "organization", "acronyms_not")
_WEAK_MALWARE = listed_words("threats", "malware", "weak_nouns")
_GROUP_WORDS = listed_words("threats", "actors", "group_words")
_GROUPS = _GROUP_WORDS | {"apt"}
_NO_NAMES = _COMMON | _ACRONYMS_NOT
_HOSTILE_WORDS = listed_words("threats", "actors", "hostile_words")
_NAMING = listed_words("threats", "actors", "naming")
_SUFFIXES = listed_words("threats", "malware", "suffixes")
_ENDINGS = tuple(sorted(listed_words("threats", "malware", "endings")))
_INTRODUCED = 2.5  # votes from which the words beside an unlisted name are enough
_VAGUE = _WEAK_MALWARE | {"group", "team", "crew", "hackers", "hacker", "operators", "actors"}
_PLAIN_GROUPS = frozenset({"group", "team", "outfit"})
_MARKS = frozenset("“\"‘'*")
_LOOK_AHEAD = 8
Threat = tuple[Candidate, Votes]


@cache
def _phrases(name: str) -> frozenset[tuple[str, ...]]:
    listed = (
        listed_phrases("threats", "actors", "nouns")
        if name == "actors"
        else listed_phrases("threats", "malware", "nouns")
    )
    return frozenset(tuple(phrase.split()) for phrase in listed)


@cache
def _called() -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(phrase.split()) for phrase in listed_phrases("threats", "actors", "called"))


def known_threats(passage: Passage) -> list[Threat]:
    """Listed names with what speaks for them here; the gate is `is_open`."""
    found: list[Threat] = []
    index = 0
    while index < len(passage.tokens):
        match = None if index in passage.blocked else threats().match(passage, index)
        if match is None or _is_longer_name(passage, match) or _is_people(passage, match):
            index += 1
            continue
        candidate = Candidate(first=match.first, last=match.last, found=match)
        found.append((candidate, _votes(passage, match)))
        index = match.last
    return found


def _is_longer_name(passage: Passage, match: Found) -> bool:
    """Whether a place, company or body of more words begins here: "Turla" no, "Lazarus Food Inc." yes."""
    other = gazetteer().match(passage, match.first)
    return other is not None and other.last > match.last


def _is_people(passage: Passage, match: Found) -> bool:
    """Whether a listed name is also the word for who is from a country: a tool is called "Russian"."""
    same = gazetteer().lookup(passage.lowers[match.first : match.last])
    return any(reference.adjective for reference in same)


def _votes(passage: Passage, match: Found) -> Votes:
    cast = no_votes()
    cued = _cues_around(passage, match.first, match.last)
    whole = all(passage.capital[i] or not passage.words[i].isalpha() for i in range(match.first, match.last))
    for kind in dict.fromkeys(reference.known.kind for reference in match.references):
        weak = all(_is_weak(r.weak, passage, match) for r in match.references if r.known.kind is kind)
        if kind is Kind.SYSTEM:
            cast[kind] += 4.0 if whole and not weak else 0.0
        elif not weak and whole:
            cast[kind] += 4.0 if cued else 2.0
        elif whole and cued:
            cast[kind] += 1.6 if match.first not in passage.opening else 0.5
    _context(cast, passage, match.first, match.last)
    return cast


def _is_weak(listed: bool, passage: Passage, match: Found) -> bool:  # noqa: FBT001
    if match.last - match.first > 1:
        return listed
    lower = passage.lowers[match.first]
    return listed or lower in _COMMON or len(lower) < 3 or gazetteer().lookup((lower,)) != ()


def _cues_around(passage: Passage, first: int, last: int) -> bool:
    """Whether another word of the sentence speaks of attacks."""
    low, high = first, last
    while passage.same_sentence(low - 1, first):
        low -= 1
    while passage.same_sentence(first, high):
        high += 1
    return any(passage.lowers[index] in _CUES for index in (*range(low, first), *range(last, high)))


def _context(cast: Votes, passage: Passage, first: int, last: int) -> None:
    """What stands directly beside a name: "X ransomware gang", "X malware", "the group X"."""
    after = noun_after(passage, last)
    if after == "actors":
        cast[Kind.THREAT_ACTOR] += 3.0
    elif after == "malware":
        cast[Kind.MALWARE] += 3.0
    before = noun_before(passage, first)
    if before == "actors":  # also of a group that is called like its malware
        cast[Kind.THREAT_ACTOR] += max(2.5, cast[Kind.MALWARE] + 0.5)
    elif before is not None:
        cast[Kind.MALWARE] += 2.5
    if last == first + 1 and passage.technical and passage.words[first].endswith(_ENDINGS):
        cast[Kind.MALWARE] += 2.5
    if _is_apposed(passage, last):
        cast[Kind.THREAT_ACTOR] += 4.0
    if passage.lowers[last - 1] in _NAMING and last - first > 1:
        cast[Kind.THREAT_ACTOR] += 2.5 if _cues_around(passage, first, last) else 1.0
    cast[Kind.THREAT_ACTOR] += blamed(passage, first, last)


def noun_after(passage: Passage, last: int) -> str | None:
    """Whether the words behind a name call it a group ("actors"), "malware" or, vaguely, "weak"."""
    index = last
    end = min(last + 5, len(passage.tokens))
    malicious = False
    while index < end and passage.same_sentence(last - 1, index):
        lower = passage.lowers[index]
        if any(passage.lowers[index : index + size] in _phrases("actors") for size in (3, 2)):
            return "actors"
        if lower in _GROUP_WORDS and (
            malicious or (lower in _HOSTILE_WORDS and passage.words[index].islower())
        ):
            return "actors"
        if lower in _WEAK_MALWARE and not malicious:
            return "weak"
        if not _is_malware(passage, index):
            break
        malicious = True
        index += 1
    return "malware" if malicious else None


def _is_malware(passage: Passage, index: int) -> bool:
    return any(passage.lowers[index : index + size] in _phrases("malware") for size in (3, 2, 1))


def noun_before(passage: Passage, first: int) -> str | None:
    """The same for the words before: "the hacking group X", "a gang dubbed by Acme as X"."""
    index = first
    while index and passage.words[index - 1] in _MARKS:
        index -= 1
    begin = _called_from(passage, index)
    if begin is None:
        return _noun_ending(passage, index, _VAGUE)
    for end in range(begin, max(0, begin - _LOOK_AHEAD), -1):
        if not passage.same_sentence(end - 1, first):
            return None
        found = _noun_ending(passage, end, frozenset())
        if found is not None:
            return found
    plain = passage.lower(begin - 1) in _PLAIN_GROUPS and _cues_around(passage, begin - 1, index)
    return "actors" if plain else None  # "the group known as X", where attacks are spoken of


def _called_from(passage: Passage, index: int) -> int | None:
    """Where the words begin that say how a thing is called, before the token or before "by Acme"."""
    agent = index - 1 if passage.lower(index - 1) == "as" else index
    while agent and index - agent < 4 and passage.capital[agent - 1]:
        agent -= 1
    ends = (index, agent - 1) if passage.lower(agent - 1) == "by" else (index,)
    for end in ends:
        for size in range(6, 0, -1):
            if end >= size and passage.lowers[end - size : end] in _called():
                return end - size
    return None


def _noun_ending(passage: Passage, index: int, single_not: frozenset[str]) -> str | None:
    for size in (3, 2, 1):
        words = passage.lowers[max(0, index - size) : index]
        if len(words) != size or (size == 1 and words[0] in single_not):
            continue
        if words in _phrases("actors"):
            return "actors"
        if words in _phrases("malware"):
            return "malware"
    return None


def _is_apposed(passage: Passage, last: int) -> bool:
    """Whether "X, a Chinese hacking group" or "X (a ransomware gang)" follows."""
    if passage.lower(last) not in {",", "("} or passage.lower(last + 1) not in {
        "a",
        "an",
        "the",
        "one",
        "another",
    }:
        return False
    for index in range(last + 2, min(last + 2 + _LOOK_AHEAD, len(passage.tokens))):
        if passage.lowers[index] in {",", ".", ")", ";", "that", "which", "who", "of", "by"}:
            return False
        if any(passage.lowers[index : index + size] in _phrases("actors") for size in (3, 2)):
            return True
        if passage.lowers[index] in {"gang", "hackers", "hacktivists"}:
            return True
    return False


def introduced(passage: Passage) -> Iterator[Threat]:
    """Names that no list has but that the words beside them explain."""
    index = 0
    while index < len(passage.tokens):
        last = index + 1
        if passage.capital[index] and index not in passage.blocked and not passage.is_function(index):
            last = max(last, _name_end(passage, index))
            cast = _introduction(passage, index, last)
            if max(cast.values(), default=0) >= _INTRODUCED:
                last = _with_suffix(passage, last)
                yield Candidate(first=index, last=last), cast
        index = last


def _introduction(passage: Passage, first: int, last: int) -> Votes:
    cast = no_votes()
    if _name_end(passage, first) > first and not _is_something_else(passage, first, last):
        _context(cast, passage, first, last)
        if noun_after(passage, last) == "weak":
            cast.pop(Kind.MALWARE, None)
    return cast


def _name_end(passage: Passage, first: int) -> int:
    last = min(capitals_end(passage, first), first + 4)
    while last > first and (_is_malware(passage, last - 1) or passage.lowers[last - 1] in _GROUPS):
        if passage.lowers[last - 1] in _NAMING and last - first > 1:
            break
        last -= 1
    return last


def _with_suffix(passage: Passage, last: int) -> int:
    """A capitalised noun that is part of the name: "Netwire RAT", "Raccoon Stealer"."""
    follows = passage.same_sentence(last - 1, last) and passage.capital[last]
    return last + 1 if follows and passage.lowers[last] in _SUFFIXES else last


def _is_something_else(passage: Passage, first: int, last: int) -> bool:
    """Nationalities, known companies and ordinary words at sentence starts are not what a group is called."""
    lowers = passage.lowers[first:last]
    found = gazetteer().match(passage, first, last)
    if found is not None and not found.references[0].weak:
        return True
    ordinary = last == first + 1 and lowers[0] in passage.lowercase
    if lowers[0] in PEOPLES or ordinary or _is_adjective(passage, first, last):
        return True
    opening = first in passage.opening and lowers[0] in _COMMON and last == first + 1
    return opening or first in passage.headline or _NO_NAMES.issuperset(lowers)


def _is_adjective(passage: Passage, first: int, last: int) -> bool:
    """Whether a word says where a group is from: "a Ruritanian hacking group"."""
    article = passage.lower(first - 1) in {"a", "an", "the", "another", "one"}
    return article and last == first + 1 and passage.lowers[first].endswith(("an", "ese", "ish", "i", "ic"))
