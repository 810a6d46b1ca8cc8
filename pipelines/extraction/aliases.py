"""Which names of one text are the same thing's: short forms, surnames, acronyms, articles, legal forms."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ontology.terms import Kind
from pipelines.extraction.evidence import Evidence, Votes
from pipelines.extraction.gazetteers import Reference, is_ordinary
from pipelines.extraction.lexicons import listed_words
from pipelines.extraction.organizations import LEGAL, heads
from pipelines.extraction.places import DIRECTIONS

Key = tuple[str, ...]
ORGANIZATIONS = (Kind.MEDIA_ORGANIZATION, Kind.GOVERNMENT_BODY, Kind.COMPANY, Kind.ORGANIZATION)
THRESHOLD = 1.2
_COMMON = listed_words("words", "words")
_SMALL = frozenset({"of", "the", "and", "for", "de", "in", "on", "&", "to", "a", "'s", "’s"})


@dataclass(slots=True, kw_only=True)
class Surface:
    """One spelling of a name in a text: what its words say, and what surrounds it wherever it stands."""

    key: Key
    shape: Votes = field(default_factory=Counter)
    context: Votes = field(default_factory=Counter)
    places: list[tuple[int, int]] = field(default_factory=list)
    titles: list[tuple[int, int]] = field(default_factory=list)
    references: tuple[Reference, ...] = ()

    @property
    def votes(self) -> Votes:
        """Words and surroundings together."""
        both: Votes = Counter(self.shape)
        for kind, weight in self.context.items():
            both[kind] += weight / max(1.0, len(self.places) ** 0.5)
        return both

    def see(self, evidence: Evidence) -> None:
        """Add one occurrence: what its words say counts once, its surroundings each time."""
        self.shape |= evidence.shape
        self.context.update(evidence.context)

    @property
    def kind(self) -> Kind | None:
        """What most votes say."""
        return decide(self.votes)


def decide(votes: Mapping[Kind, float]) -> Kind | None:
    """The kind with most votes, organisations counted together; None when too few speak for any."""
    organizations = {kind: votes[kind] for kind in ORGANIZATIONS if votes.get(kind, 0) > 0}
    others = {kind: weight for kind, weight in votes.items() if kind not in ORGANIZATIONS}
    together = sum(organizations.values())
    best = max(others, key=lambda kind: others[kind], default=None)
    if best is not None and others[best] > together:
        return best if others[best] >= THRESHOLD else None
    if together < THRESHOLD:
        return None
    specific = {
        kind: weight
        for kind, weight in organizations.items()
        if kind is not Kind.ORGANIZATION and weight >= THRESHOLD
    }
    return max(specific, key=lambda kind: specific[kind]) if specific else Kind.ORGANIZATION


def clusters(surfaces: Mapping[Key, Surface], acronyms: Mapping[Key, Key]) -> dict[Key, Key]:
    """For every spelling the fullest one of the same thing (itself where there is none)."""
    parts = _by_word(surfaces)
    hosts = {key: _host(surface, surfaces, parts, acronyms) for key, surface in surfaces.items()}
    return {key: _root(key, hosts) for key in surfaces}


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
            for word in {key[0], key[-1]} | ({key[-2]} if len(key) > 2 else set()):
                found[word].append(key)
    return found


def _host(
    surface: Surface,
    surfaces: Mapping[Key, Surface],
    parts: Mapping[str, list[Key]],
    acronyms: Mapping[Key, Key],
) -> Key | None:
    introduced = acronyms.get(surface.key)
    if introduced is not None and introduced in surfaces and introduced != surface.key:
        return introduced
    near = dict.fromkeys((*parts.get(surface.key[-1], ()), *parts.get(surface.key[0], ())))
    longer = [surfaces[key] for key in near if len(key) > len(surface.key)]
    fitting = [host for host in longer if _fits(surface, host)]
    if not fitting:
        return None
    return max(fitting, key=lambda host: (len(host.places), len(host.key), -host.places[0][0])).key


def _fits(surface: Surface, host: Surface) -> bool:
    kind = host.kind
    if kind is Kind.PERSON or kind is None:
        return _is_surname(surface, host)
    if kind in ORGANIZATIONS:
        return _is_short_form(surface, host)
    return False


def _is_surname(surface: Surface, host: Surface) -> bool:
    """The last word or words of a person's name, or the first one."""
    own = surface.kind
    if (
        own not in {None, Kind.PERSON, Kind.ORGANIZATION}
        or _is_known(surface)
        or any(word in LEGAL for word in host.key)
    ):
        return False
    if host.kind is None and own is not Kind.PERSON:
        return False
    size = len(surface.key)
    if host.key[-size:] == surface.key or (size == 1 and host.key[0] == surface.key[0]):
        return True
    return size > 1 and host.key[0] == surface.key[0] and host.key[-1] == surface.key[-1]


def _is_short_form(surface: Surface, host: Surface) -> bool:
    """ "Acme" and "Acme Electric" of "Acme Electric Corp.", "Ministry" of nothing."""
    size = len(surface.key)
    if host.key[:size] != surface.key or surface.kind in {Kind.PLACE, Kind.PERSON} and _is_known(surface):
        return False
    rest = host.key[size:]
    if all(word in LEGAL or word in {",", "."} for word in rest):
        return True
    if size == 1:
        word = surface.key[0]
        return (
            len(word) > 2
            and word not in _COMMON
            and word not in DIRECTIONS
            and surface.kind is not Kind.PLACE
        )
    return surface.key[-1] not in _SMALL and (
        rest[0] not in _SMALL or heads().get(surface.key[-1]) in ORGANIZATIONS
    )


def _is_place_only(surface: Surface) -> bool:
    return bool(surface.references) and all(
        reference.known.kind is Kind.PLACE and not reference.adjective for reference in surface.references
    )


def _is_known(surface: Surface) -> bool:
    return any(not reference.weak for reference in surface.references)


def acronym_of(words: Iterable[str]) -> set[str]:
    """The acronyms that a name may have: with and without its small words and its legal form."""
    listed = [word for word in words if word not in {",", "."}]
    parts = [part for word in listed for part in word.split("-") if part]
    full = "".join(part[0] for part in parts)
    short = "".join(part[0] for part in parts if part not in _SMALL)
    bare = "".join(part[0] for part in parts if part not in _SMALL and part not in LEGAL)
    return {form for form in (full, short, bare) if len(form) > 1}


def is_short(name: str) -> bool:
    """Whether a name of one word could be anything's, so that only context shows whose it is."""
    return is_ordinary(name)
