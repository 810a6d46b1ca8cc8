"""The reference lists: sectors, bodies, threat groups, malware, tools, techniques, countries and cities."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from ontology.errors import OntologyError
from ontology.terms import IC, ID, RDF_TYPE, RDFS, SKOS, Iri, Kind
from ontology.turtle import Term, triples
from ontology.vocabulary import context, definition, label, shapes, vocabulary

__all__ = [
    "ListEntry",
    "bodies",
    "cities",
    "context",
    "countries",
    "country",
    "definition",
    "groups",
    "label",
    "malware",
    "sectors",
    "shapes",
    "techniques",
    "tools",
    "vocabulary",
]

LISTS = files("ontology") / "lists"
Description = dict[str, list[Term]]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListEntry:
    """Something with a name that lists know. `country` is the IRI of a country, `identifiers` are prefixed.

    `ordinary` has those names that mean something else as well: everyday words, names of people, names that
    several entries bear. They need a context. `common` says whether the main name is one of them.
    """

    iri: Iri
    kind: Kind
    name: str
    aliases: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    identifiers: tuple[str, ...] = ()
    same_as: tuple[Iri, ...] = ()
    broader: tuple[Iri, ...] = ()
    country: Iri | None = None
    ordinary: tuple[str, ...] = ()

    @property
    def common(self) -> bool:
        """Whether the main name needs a context."""
        return self.name in self.ordinary

    @property
    def names(self) -> tuple[str, ...]:
        """The main name and the aliases, without adjectives."""
        return (self.name, *self.aliases)


@cache
def sectors() -> tuple[ListEntry, ...]:
    """The sectors; `aliases` are the adjectives and nouns that news puts before "industry" or "sector"."""
    return tuple(_sector(iri, about) for iri, about in _subjects("sectors.ttl", IC + "Sector"))


@cache
def bodies() -> tuple[ListEntry, ...]:
    """The government bodies; a name that bodies of several countries bear is ordinary."""
    subjects = _subjects("bodies.ttl", IC + "GovernmentBody")
    bearers = Counter(name.casefold() for _, about in subjects for name in _english(about))
    return tuple(_body(iri, about, bearers) for iri, about in subjects)


@cache
def groups() -> tuple[ListEntry, ...]:
    """The threat groups; `country` is the one that the lists connect them with, which is no finding."""
    return _rows("groups.tsv", Kind.THREAT_ACTOR, "group/")


@cache
def malware() -> tuple[ListEntry, ...]:
    """The malware families."""
    return _rows("malware.tsv", Kind.MALWARE, "malware/")


@cache
def tools() -> tuple[ListEntry, ...]:
    """The tools that have honest uses too."""
    return _rows("tools.tsv", Kind.TOOL, "tool/")


@cache
def techniques() -> tuple[ListEntry, ...]:
    """The techniques and sub-techniques; the latter have their technique as `broader`."""
    return _rows("techniques.tsv", Kind.CONCEPT, "technique/")


@cache
def countries() -> tuple[ListEntry, ...]:
    """The countries, then world regions, which have no `country`; `adjectives` are of nationality."""
    return _rows("countries.tsv", Kind.PLACE, "place/")


@cache
def cities() -> tuple[ListEntry, ...]:
    """Cities, and the regions, states and prefectures within countries."""
    return _rows("cities.tsv", Kind.PLACE, "place/")


def _rows(file: str, kind: Kind, folder: str) -> tuple[ListEntry, ...]:
    """The rows of a tab-separated file below its comment, whose first line names the columns."""
    text = (LISTS / file).read_text(encoding="utf-8")
    head, *lines = (line for line in text.splitlines() if not line.startswith("#"))
    columns = head.split("\t")
    return tuple(_entry(file, kind, ID + folder, columns, line.split("\t")) for line in lines)


def _entry(file: str, kind: Kind, space: str, columns: list[str], cells: list[str]) -> ListEntry:
    if len(cells) != len(columns):
        raise OntologyError(f"{file}: a row has {len(cells)} cells instead of {len(columns)}: {cells[:2]}")
    row = {name: tuple(cell.split("|")) if cell else () for name, cell in zip(columns, cells, strict=True)}
    return ListEntry(
        iri=Iri(space + row["slug"][0]),
        kind=kind,
        name=row["name"][0],
        aliases=row["aliases"],
        adjectives=row.get("adjectives", ()),
        identifiers=row.get("identifiers", ()),
        same_as=tuple(map(Iri, row.get("same_as", ()))),
        broader=tuple(Iri(space + slug) for slug in row.get("broader", ())),
        country=next((country(code) for code in row.get("country", ())), None),
        ordinary=row["common"],
    )


def country(code: str) -> Iri:
    """The IRI of a country by its ISO 3166-1 code of two letters."""
    return Iri(f"{ID}place/{code.lower()}")


def _subjects(file: str, rdf_class: str) -> list[tuple[Iri, Description]]:
    """What a Turtle file says about the instances of a class, in its order."""
    about: dict[str, Description] = defaultdict(lambda: defaultdict(list))
    for subject, predicate, value in triples((files("ontology") / file).read_text(encoding="utf-8")):
        about[subject][predicate].append(value)
    return [(Iri(iri), said) for iri, said in about.items() if Term(rdf_class) in said[RDF_TYPE]]


def _sector(iri: Iri, about: Description) -> ListEntry:
    name, *aliases = _english(about)
    return ListEntry(
        iri=iri,
        kind=Kind.SECTOR,
        name=name,
        aliases=tuple(aliases),
        identifiers=_values(about[SKOS + "notation"]),
        same_as=tuple(map(Iri, _values(about[SKOS + "closeMatch"]))),
        broader=tuple(map(Iri, _values(about[SKOS + "broader"]))),
    )


def _body(iri: Iri, about: Description, bearers: Counter[str]) -> ListEntry:
    names = _english(about)
    return ListEntry(
        iri=iri,
        kind=Kind.GOVERNMENT_BODY,
        name=names[0],
        aliases=(*names[1:], *_native(about)),
        country=next(map(Iri, _values(about[IC + "ofCountry"])), None),
        ordinary=tuple(name for name in names if bearers[name.casefold()] > 1),
    )


def _values(terms: Iterable[Term]) -> tuple[str, ...]:
    return tuple(term.value for term in terms)


def _named(about: Description) -> list[Term]:
    return about[RDFS + "label"] + about[SKOS + "prefLabel"] + about[SKOS + "altLabel"]


def _english(about: Description) -> tuple[str, ...]:
    """The English names, the main one first."""
    return _values(term for term in _named(about) if term.language == "en")


def _native(about: Description) -> tuple[str, ...]:
    """The names in other languages."""
    names = _english(about)
    return tuple(term.value for term in _named(about) if term.language != "en" and term.value not in names)
