"""Which names of one text are the same thing's: short forms, surnames, acronyms, legal forms."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ontology.terms import Kind
from pipelines.extraction.evidence import Evidence
from pipelines.extraction.gazetteers import Reference
from pipelines.extraction.lexicons import listed_words
from pipelines.extraction.organizations import LEGAL, heads
from pipelines.extraction.places import DIRECTIONS
from pipelines.extraction.votes import ORGANIZATIONS, Votes, add, decide, no_votes, raise_to

Key = tuple[str, ...]
_COMMON = listed_words("words", "words")
_SMALL = frozenset({"of", "the", "and", "for", "de", "in", "on", "&", "to", "a", "'s"})
_MANY = 300  # names from which a word that they share tells nothing
_OPEN = frozenset({None, Kind.PERSON, Kind.ORGANIZATION})


@dataclass(slots=True, kw_only=True)
class Surface:
    """One spelling of a name in a text: what its words say, and what surrounds it wherever it stands."""

    key: Key
    shape: Votes = field(default_factory=no_votes)
    context: Votes = field(default_factory=no_votes)
    places: list[tuple[int, int]] = field(default_factory=list)
    titles: list[tuple[int, int]] = field(default_factory=list)
    references: tuple[Reference, ...] = ()

    @property
    def votes(self) -> Votes:
        """Words and surroundings together; many occurrences count less than their sum."""
        both = no_votes()
        add(both, self.shape)
        add(both, self.context, 1 / max(1.0, len(self.places) ** 0.5))
        return both

    @property
    def kind(self) -> Kind | None:
        """What most votes say."""
        return decide(self.votes)

    @property
    def is_known(self) -> bool:
        """Whether it is a name of a list that means nothing else."""
        return any(not reference.weak for reference in self.references)

    def see(self, evidence: Evidence) -> None:
        """Add one occurrence: what its words say counts once, its surroundings each time."""
        raise_to(self.shape, evidence.shape)
        add(self.context, evidence.context)


def clusters(surfaces: Mapping[Key, Surface], acronyms: Mapping[Key, Key]) -> dict[Key, Key]:
    """For every spelling the fullest one of the same thing (itself where there is none)."""
    parts = _by_word(surfaces)
    kinds = {key: surface.kind for key, surface in surfaces.items()}
    hosts: dict[Key, Key | None] = {}
    for key, surface in surfaces.items():
        near = dict.fromkeys((*parts.get(key[-1], ()), *parts.get(key[0], ())))
        longer = [surfaces[other] for other in near if len(other) > len(key)]
        fitting = [host for host in longer if _fits(surface, kinds[key], host, kinds[host.key])]
        hosts[key] = acronyms.get(key) or _fullest(fitting)
    return {key: _root(key, hosts) for key in surfaces}


def _fullest(fitting: list[Surface]) -> Key | None:
    """The one named most often, else the longest, else the first."""
    best = max(fitting, key=lambda h: (len(h.places), len(h.key), -h.places[0][0]), default=None)
    return best.key if best else None


def _root(key: Key, hosts: Mapping[Key, Key | None]) -> Key:
    seen = {key}
    host = hosts[key]
    while host is not None and host not in seen:
        seen.add(host)
        key, host = host, hosts[host]
    return key


def _by_word(surfaces: Iterable[Key]) -> dict[str, list[Key]]:
    found: dict[str, list[Key]] = defaultdict(list)
    for key in surfaces:
        if len(key) > 1:
            for word in {key[0], key[-1], key[-2]}:
                found[word].append(key)
    return {word: keys for word, keys in found.items() if len(keys) <= _MANY}


def _fits(surface: Surface, own: Kind | None, host: Surface, kind: Kind | None) -> bool:
    if kind is Kind.PERSON or kind is None:
        return _may_be_person(surface, own, kind) and _is_surname(surface.key, host.key)
    return kind in ORGANIZATIONS and _is_short_form(surface, own, host.key)


def _may_be_person(surface: Surface, own: Kind | None, host: Kind | None) -> bool:
    """A place's name is a person's where one of that name is spoken of and nothing says otherwise."""
    if host is None:
        return own is Kind.PERSON and not surface.is_known
    if own in _OPEN and not surface.is_known:
        return True
    places = all(r.known.kind is Kind.PLACE and not r.adjective for r in surface.references)
    return places and surface.context[Kind.PLACE] <= surface.context[Kind.PERSON]


def _is_surname(key: Key, full: Key) -> bool:
    """The last words of a person's name, the first one, or both without what is between."""
    if any(word in LEGAL for word in full):
        return False
    if full[-len(key) :] == key or key == full[:1]:
        return True
    return len(key) > 1 and full[0] == key[0] and full[-1] == key[-1]


def _is_short_form(surface: Surface, own: Kind | None, full: Key) -> bool:
    """Whether it is like "Acme" and "Acme Electric" of "Acme Electric Corp."."""
    key = surface.key
    size = len(key)
    if full[:size] != key or (own in {Kind.PLACE, Kind.PERSON} and surface.is_known):
        return False
    rest = full[size:]
    if all(word in LEGAL or word in {",", "."} for word in rest):
        return True
    if size == 1:
        return len(key[0]) > 2 and key[0] not in _COMMON | DIRECTIONS and own is not Kind.PLACE
    return key[-1] not in _SMALL and (rest[0] not in _SMALL or heads().get(key[-1]) in ORGANIZATIONS)
