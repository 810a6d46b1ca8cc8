"""Finds known names: the ontology's reference lists and this package's lexicon in one index of words."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import compress

from ontology import lists
from ontology.lists import ListEntry
from ontology.terms import Kind
from pipelines.extraction.lexicons import listed_phrases, listed_words, table
from pipelines.extraction.passage import Passage
from pipelines.extraction.tokens import tokens

_ACRONYM = 4  # letters up to which a name of the lexicon is taken for an acronym
_LEXICON = (
    ("organizations", "company", Kind.COMPANY),
    ("organizations", "media", Kind.MEDIA_ORGANIZATION),
    ("organizations", "body", Kind.GOVERNMENT_BODY),
    ("organizations", "organization", Kind.ORGANIZATION),
    ("threats", "malware", Kind.MALWARE),
    ("threats", "tools", Kind.TOOL),
    ("threats", "vulnerabilities", Kind.VULNERABILITY),
    ("threats", "systems", Kind.SYSTEM),
)
_NAMES = frozenset(
    {Kind.PLACE, Kind.COMPANY, Kind.MEDIA_ORGANIZATION, Kind.GOVERNMENT_BODY, Kind.ORGANIZATION}
)
_THREATS = frozenset({Kind.THREAT_ACTOR, Kind.MALWARE, Kind.TOOL, Kind.VULNERABILITY, Kind.SYSTEM})


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A thing of a list, with the names and identifiers that the list gives it."""

    kind: Kind
    name: str
    aliases: tuple[str, ...] = ()
    same_as: tuple[str, ...] = ()
    country: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """One name of a known thing: `weak` also means something else, `caps` stands in capitals only."""

    known: Known
    weak: bool = False
    caps: bool = False
    adjective: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Known names at the tokens [first, last)."""

    first: int
    last: int
    references: tuple[Reference, ...]


class Gazetteer:
    """Names by their words in lower case; the longest match from a token on wins."""

    def __init__(self, pairs: Iterable[tuple[str, Reference]]) -> None:
        self._names: dict[tuple[str, ...], tuple[Reference, ...]] = {}
        lengths: dict[str, set[int]] = {}
        for name, reference in pairs:
            key = _key(name)
            if not key:
                continue
            self._names[key] = (*self._names.get(key, ()), reference)
            lengths.setdefault(key[0], set()).add(len(key))
        self._lengths = {first: tuple(sorted(found, reverse=True)) for first, found in lengths.items()}

    def match(self, passage: Passage, first: int, limit: int | None = None) -> Found | None:
        """The longest name from a token on that is written as names are and ends at `limit` at the latest."""
        for last, references in self._from(passage, first, limit):
            fit = tuple(reference for reference in references if _is_written(passage, first, last, reference))
            if fit:
                return Found(first=first, last=last, references=fit)
        return None

    def find(self, passage: Passage, first: int) -> Found | None:
        """The longest name from a token on, however it is written."""
        for last, references in self._from(passage, first, None):
            return Found(first=first, last=last, references=references)
        return None

    def all(self, passage: Passage) -> Iterator[Found]:
        """The names of a passage from left to right, each the longest from where it begins; none overlap."""
        end = 0
        for first in self.beginnings(passage):
            if first >= end and (found := self.find(passage, first)) is not None:
                end = found.last
                yield found

    def beginnings(self, passage: Passage) -> Iterator[int]:
        """The tokens that any name begins with."""
        begins = map(self._lengths.__contains__, passage.lowers)
        return compress(range(len(passage.lowers)), begins)

    def _from(
        self, passage: Passage, first: int, limit: int | None
    ) -> Iterator[tuple[int, tuple[Reference, ...]]]:
        lengths = self._lengths.get(passage.lowers[first])
        if lengths is None:
            return
        for length in lengths:
            last = first + length
            references = self._names.get(passage.lowers[first:last])
            if references is not None and _ends(passage, first, last, limit):
                yield last, references

    def lookup(self, lowers: tuple[str, ...]) -> tuple[Reference, ...]:
        """What is known by exactly these words."""
        return self._names.get(lowers, ())


def _ends(passage: Passage, first: int, last: int, limit: int | None) -> bool:
    """Whether a name may end there: within the limit, else within its sentence and before what is blocked."""
    if limit is not None:
        return last <= limit
    if last > len(passage.sentence) or passage.sentence[first] != passage.sentence[last - 1]:
        return False
    return passage.blocked.isdisjoint(range(first, last)) if passage.blocked else True


def _key(name: str) -> tuple[str, ...]:
    if name.replace(" ", "").isalpha():
        return tuple(name.lower().split())
    return tuple(token.word.lower().replace("’", "'") for token in tokens(name))


def _is_written(passage: Passage, first: int, last: int, reference: Reference) -> bool:
    if reference.caps:
        return all(word.upper() == word for word in passage.words[first:last])
    return any(passage.capital[first:last]) or passage.words[first][0].isdigit()


@cache
def gazetteer() -> Gazetteer:
    """All known names of places, bodies, organisations and media."""
    return Gazetteer(_pairs(_NAMES))


@cache
def threats() -> Gazetteer:
    """All known names of groups, malware, tools, weaknesses and software."""
    return Gazetteer(_pairs(_THREATS))


@cache
def sectors() -> Gazetteer:
    """All names of sectors."""
    return Gazetteer(
        (name, Reference(known=_known(entry)))
        for entry in lists.sectors()
        for name in (entry.name, *entry.aliases)
    )


def _pairs(kinds: frozenset[Kind]) -> Iterator[tuple[str, Reference]]:
    taken: set[tuple[str, Kind]] = set()
    for name, reference in (*_from_lists(kinds), *_from_lexicon(kinds)):
        if (name.lower(), reference.known.kind) not in taken:
            yield name, reference
        if reference.known.kind is not Kind.GOVERNMENT_BODY or reference.known.country is None:
            taken.add((name.lower(), reference.known.kind))


def _from_lists(kinds: frozenset[Kind]) -> Iterator[tuple[str, Reference]]:
    sources = (lists.countries, lists.cities, lists.bodies, lists.groups, lists.malware, lists.tools)
    for entry in (entry for source in sources for entry in source()):
        if entry.kind not in kinds:
            continue
        known = _known(entry)
        for name in (entry.name, *entry.aliases):
            caps = _is_acronym(name)
            yield name, Reference(known=known, weak=not caps and _is_weak(name, entry), caps=caps)
        for adjective in entry.adjectives:
            yield adjective, Reference(known=known, adjective=True)


def _is_weak(name: str, entry: ListEntry) -> bool:
    return (
        name in entry.ordinary
        if entry.kind is not Kind.PLACE
        else name in entry.ordinary or is_ordinary(name)
    )


def _is_acronym(name: str) -> bool:
    return name.isupper() and (len(name) <= 3 or name.lower() in listed_words("words", "words"))


def _known(entry: ListEntry) -> Known:
    return Known(
        kind=entry.kind,
        name=entry.name,
        aliases=entry.aliases,
        same_as=(entry.iri, *entry.identifiers, *entry.same_as),
        country=entry.country,
    )


def _from_lexicon(kinds: frozenset[Kind]) -> Iterator[tuple[str, Reference]]:
    for file, name, kind in _LEXICON:
        if kind in kinds:
            yield from ((phrase, _reference(phrase, kind)) for phrase in listed_phrases(file, name, "known"))
    if Kind.PLACE in kinds:
        yield from _places()


def _reference(phrase: str, kind: Kind) -> Reference:
    short = len(phrase) <= _ACRONYM and phrase.isalpha() and kind is not Kind.COMPANY and kind in _NAMES
    caps = phrase in listed_words("words", "words", "function") or (
        short and phrase not in {"fed", "vox", "igbo"}
    )
    return Reference(known=Known(kind=kind, name=phrase), weak=not caps and is_ordinary(phrase), caps=caps)


def _places() -> Iterator[tuple[str, Reference]]:
    for name in (*listed_phrases("places", "regions"), *listed_phrases("places", "cities")):
        caps = name in {"us", "apac", "emea", "mena", "rok", "prc", "ksa", "drc", "uk", "uae", "usa", "nyc"}
        yield (
            name,
            Reference(
                known=Known(kind=Kind.PLACE, name=name), weak=not caps and is_ordinary(name), caps=caps
            ),
        )
    listed = {entry.name.lower(): _known(entry) for entry in lists.countries()}
    for place, adjectives in table("places", "demonyms").items():
        known = listed.get(place.lower(), Known(kind=Kind.PLACE, name=place))
        for adjective in adjectives.split(", "):
            yield adjective, Reference(known=known, adjective=True)


def is_ordinary(name: str) -> bool:
    """Whether a name of one word is an everyday word or a person's name as well."""
    lower = name.lower()
    return (
        lower in listed_words("words", "words")
        or lower in _given()
        or lower in listed_words("persons", "family")
    )


@cache
def _given() -> frozenset[str]:
    return listed_words("persons", "given")
