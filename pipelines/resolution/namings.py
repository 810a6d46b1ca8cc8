"""What an account says of a named thing, in the form in which namings are compared."""

from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Any, TypeVar

from ontology import lists
from ontology.terms import Iri, Kind
from pipelines.extraction.account import AccountEntity
from pipelines.resolution.features import Naming
from pipelines.resolution.lexicon import words
from pipelines.resolution.listings import entry, listed
from pipelines.resolution.readings import ORGANIZATIONS, Reading
from pipelines.resolution.spelling import acronym, is_acronym, normal, shortened

Value = TypeVar("Value")

_MOST = 1 << 14  # names of which is remembered what they come to
_NOTHING: frozenset[Any] = frozenset()  # one for all: a directory has many thousands
_ONE_WORD = frozenset({Kind.MALWARE, Kind.VULNERABILITY})  # whose other names are names, be they one word
_FAMILIES: dict[Kind, Kind] = {
    **dict.fromkeys(ORGANIZATIONS, Kind.ORGANIZATION),
    Kind.PERSON: Kind.PERSON,
    Kind.THREAT_ACTOR: Kind.THREAT_ACTOR,
    Kind.PLACE: Kind.PLACE,
    Kind.MALWARE: Kind.MALWARE,
    Kind.TOOL: Kind.MALWARE,
    Kind.VULNERABILITY: Kind.VULNERABILITY,
}


def family(kind: Kind) -> Kind | None:
    """The kind for all kinds that texts confuse (company, organization); None for what has no name."""
    return _FAMILIES.get(kind)


def is_iri(identifier: str) -> bool:
    """Whether an entry of `same_as` is an IRI rather than a prefixed identifier such as "ISO3166-1:JP"."""
    return "://" in identifier or identifier.startswith("urn:")


def naming(reading: Reading, entity: AccountEntity, kind: Kind) -> Naming:
    """The naming of an entity of the family `kind`. Descriptions among its aliases are left out."""
    name = normal(entity.name)
    own = listed(entity.same_as)
    return Naming(
        family=kind.value,
        name=name,
        full=_set({name, *_shorter(entity, kind), *_full_aliases(entity, kind)} if name else ()),
        acronyms=_set(_acronym(other) for other in (entity.name, *entity.aliases) if is_acronym(other)),
        initials=acronym(entity.name) if kind is Kind.ORGANIZATION else None,
        references=_set({own} if own else _iris(entity)),
        identifiers=_set(entry for entry in entity.same_as if not is_iri(entry)),
        country=_country(reading, entity),
        titles=_set({normal(entity.job_title)} if entity.job_title else ()),
        only=reading.document.id if kind is Kind.PERSON and " " not in name else None,
    )


@lru_cache(maxsize=_MOST)
def proper(name: str) -> bool:
    """Whether words are a name: the last has a capital, a digit or no case ("the Tokyo firm" is none)."""
    rest = name.split()
    return bool(rest) and any(not (mark.islower() or mark in ".,'’") for mark in rest[-1])


def _full_aliases(entity: AccountEntity, kind: Kind) -> set[str]:
    """Other full names. A group's aliases are disputed between accounts, so that they join nothing."""
    names = {alias for alias in entity.aliases if proper(alias) and not is_acronym(alias)}
    if kind in _ONE_WORD:
        return {normal(name) for name in names if proper(entity.name)}
    if kind is not Kind.ORGANIZATION and kind is not Kind.PERSON:
        return set()
    return {normal(n) for n in names if " " in normal(n) and not shortened(n, entity.name)}


def _shorter(entity: AccountEntity, kind: Kind) -> set[str]:
    """A body's name without its unit ("Civil Registry, Press Office") or country ("... of Acmeland")."""
    if kind is not Kind.ORGANIZATION:
        return set()
    found: set[str] = set()
    whole, comma, unit = entity.name.partition(", ")
    if comma and set(normal(unit).split()) & words("names", "unit_heads") and " " in whole:
        found.add(normal(whole))
    body, of, country = entity.name.rpartition(" of ")
    if of and " " in body and _is_country(country):
        found.add(normal(body))
    return found


@lru_cache(maxsize=_MOST)
def shorter(name: str, family_: Kind) -> frozenset[str]:
    """What somebody of this name is called for short in articles on one incident, in normal form.

    A person by the last word, an organization by its first word, its initials, or without its country.
    """
    whole = normal(name)
    words_ = whole.split(" ")
    if len(words_) == 1:
        return frozenset()
    if family_ is Kind.PERSON:
        return frozenset({words_[-1]})
    found = {words_[0]} if distinctive(words_[0]) else set()
    found |= {normal(short)} if (short := acronym(name)) and len(short) > 2 else set()
    left = [word for word in words_ if word not in _places()]
    return frozenset(found | ({normal(" ".join(left))} if 1 < len(left) < len(words_) else set()))


@lru_cache(maxsize=_MOST)
def distinctive(name: str) -> bool:
    """Whether one word, in normal form, can stand for a longer name: no place, nor what begins many names."""
    if " " in name or len(name) < 4 or name in words("names", "ordinary_firsts") | words("names", "nobody"):
        return False
    return name not in _places()


@cache
def _places() -> frozenset[str]:
    known = (*lists.countries(), *lists.cities())
    return frozenset(
        normal(name) for place in known for name in (place.name, *place.aliases, *place.adjectives)
    )


@cache
def _countries() -> frozenset[str]:
    return frozenset(normal(name) for place in lists.countries() for name in (place.name, *place.aliases))


def _is_country(name: str) -> bool:
    return normal(name) in _countries()


def _set(values: Iterable[Value]) -> frozenset[Value]:
    return frozenset(values) or _NOTHING


def _acronym(name: str) -> str:
    return name.replace(".", "").strip().upper()


def _iris(entity: AccountEntity) -> set[Iri]:
    return {Iri(entry) for entry in entity.same_as if is_iri(entry)}


def _country(reading: Reading, entity: AccountEntity) -> Iri | None:
    """The country that a list gives for the entity, or that the account makes it a part of."""
    if (known := entry(listed(entity.same_as) or "")) is not None:
        return known.country
    outer = reading.entities.get(entity.part_of or "")
    if outer is None or outer.kind is not Kind.PLACE:
        return None
    return listed(outer.same_as) or Iri(normal(outer.name))
