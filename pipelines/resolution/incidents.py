"""Which accounts tell of one incident: the same victim, the same kind of event, the same time."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations

from ontology.terms import ID, EventType, Kind, Predicate
from pipelines.extraction.account import PUBLISHER, AccountClaim, AccountEntity, Time
from pipelines.resolution.clusters import Disjoint
from pipelines.resolution.lexicon import lexicon
from pipelines.resolution.periods import Period, day, hull, period
from pipelines.resolution.readings import HARMED, Reading, Ref

_HAPPENING = frozenset(
    {EventType.CYBER_ATTACK, EventType.INTRUSION, EventType.DATABREACH, EventType.INFORMATION_LEAK}
    | {EventType.EXFILTRATION, EventType.RANSOM, EventType.PHISHING, EventType.SUPPLY_CHAIN, EventType.OUTAGE}
    | {EventType.DETECTION, EventType.CONTAINMENT}
)
_BODIES = ID + "body/"
_CAST = 2  # undated accounts that each name so many others, and none in common, tell of two incidents
_TELLTALE = frozenset(
    {Kind.PERSON, Kind.THREAT_ACTOR, Kind.MALWARE, Kind.TOOL, Kind.VULNERABILITY}
    | {Kind.COMPANY, Kind.ORGANIZATION, Kind.GOVERNMENT_BODY}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One article's incident, with the days that it gives of the incident itself and of speaking of it."""

    ref: Ref
    victim: Ref | None
    families: frozenset[str]
    happened: Period | None
    told: Period | None
    others: frozenset[str] = frozenset()  # keys of people, groups, malware ... that its claims name besides


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """The tellings of one incident, its key, and the year that tells it from others of the same victim."""

    key: str
    victim: Ref | None
    year: int | None
    tellings: tuple[Ref, ...]


def tellings(reading: Reading, key_of: Callable[[Ref], str | None]) -> list[Telling]:
    """The incidents that an account makes claims about. `key_of` gives the key of what has a name."""
    told = (incident.id for incident in reading.incidents() if reading.claimed[incident.id])
    return [_telling(reading, incident, key_of) for incident in told]


def incidents(told: Iterable[Telling], key_of: Callable[[Ref], str | None]) -> tuple[Incident, ...]:
    """The incidents that the tellings tell of. `key_of` gives the key of a victim."""
    by_victim: dict[str, list[Telling]] = defaultdict(list)
    for telling in sorted(told, key=lambda telling: telling.ref):
        by_victim[(telling.victim and key_of(telling.victim)) or ""].append(telling)
    alone = [_alone(telling) for telling in by_victim.pop("", [])]
    return tuple(alone + [one for key in sorted(by_victim) for one in _of_victim(key, by_victim[key])])


def compatible(left: Telling, right: Telling) -> bool:
    """Whether two tellings of one victim can be of one incident: by time, else by who is named in them."""
    if left.families and right.families and not left.families & right.families:
        return False
    if not (_dated(left) and _dated(right)):
        return bool(left.others & right.others) or min(len(left.others), len(right.others)) < _CAST
    days: dict[str, int] = lexicon("incidents")["days"]
    if left.happened and right.happened:
        return left.happened.gap(right.happened) <= days["apart"] or _same_story(
            left, right, days["told_apart"]
        )
    if left.happened is None and right.happened is None:
        return bool(left.told and right.told and left.told.gap(right.told) <= days["told_apart"])
    happened, told = (left.happened, right.told) if left.happened else (right.happened, left.told)
    return bool(happened and told and _afterwards(happened, told, days["told_after"]))


def _same_story(left: Telling, right: Telling, days: int) -> bool:
    """A follow-up dates what it adds, not the incident; it is told soon after and names one of the same cast.

    Public bodies are no cast: a regulator or the police turn up in every incident.
    """
    if not (left.told and right.told):
        return False
    cast = {key for key in left.others & right.others if not key.startswith(_BODIES)}
    return left.told.gap(right.told) <= days and bool(cast)


def _dated(telling: Telling) -> bool:
    return bool(telling.happened or telling.told)


def _afterwards(happened: Period, told: Period, days: int) -> bool:
    return happened.start <= told.end and happened.gap(told) <= days


def _telling(reading: Reading, identifier: str, key_of: Callable[[Ref], str | None]) -> Telling:
    incident = reading.entities[identifier]
    victim = reading.victim(incident)
    own = {PUBLISHER, victim.id if victim else PUBLISHER}
    named = {key_of(reading.ref(local)) for local in _telltale(reading) if local not in own}
    about = list(reading.about(incident))
    happened = [period(time) for subject, time in _times(reading, about) if _happening(subject)]
    told = [period(time) for subject, time in _times(reading, about) if subject.kind is Kind.COMMUNICATION]
    return Telling(
        ref=reading.ref(identifier),
        victim=None if victim is None else reading.ref(victim.id),
        families=_families(reading, identifier),
        happened=hull(happened),
        told=hull([*told, day(reading.document.published)]),
        others=frozenset(key for key in named if key is not None),
    )


def _telltale(reading: Reading) -> Iterator[str]:
    """Who and what claims speak of or come from that tells one incident from another."""
    for claim in reading.account.claims:
        spoken = (
            claim.subject,
            claim.object,
            *(speaker for step in claim.chain for speaker in step.speakers),
        )
        yield from (local for local in spoken if reading.entities[local].kind in _TELLTALE)


def _times(reading: Reading, about: Iterable[AccountClaim]) -> Iterator[tuple[AccountEntity, Time]]:
    """The times that claims give, with what they are times of."""
    for claim in about:
        subject, spoken_of = reading.entities[claim.subject], reading.entities.get(claim.object)
        if claim.predicate is Predicate.TIME and spoken_of is not None and spoken_of.time is not None:
            yield subject, spoken_of.time
        elif claim.time is not None and claim.predicate in HARMED:
            yield subject, claim.time


def _happening(subject: AccountEntity) -> bool:
    return subject.kind is Kind.INCIDENT or (subject.kind is Kind.EVENT and subject.event_type in _HAPPENING)


@cache
def _families_of(kind: EventType) -> frozenset[str]:
    families: dict[str, list[str]] = lexicon("incidents")["families"]
    return frozenset(name for name, members in families.items() if kind.value in members)


def _families(reading: Reading, identifier: str) -> frozenset[str]:
    said = [
        c.object
        for c in reading.account.claims
        if (c.subject, c.predicate) == (identifier, Predicate.EVENT_TYPE)
    ]
    kinds = {_type_of(reading.entities[local]) for local in (identifier, *said)}
    return frozenset(family for kind in kinds if kind is not None for family in _families_of(kind))


def _type_of(entity: AccountEntity) -> EventType | None:
    """The event type that an entity has, or is when it is a term."""
    if entity.event_type is not None:
        return entity.event_type
    return next((kind for kind in EventType if kind.iri in entity.same_as), None)


def _alone(telling: Telling) -> Incident:
    year = _year([telling])
    return Incident(key=" ".join(telling.ref), victim=None, year=year, tellings=(telling.ref,))


def _of_victim(key: str, told: Sequence[Telling]) -> list[Incident]:
    """The incidents of one victim, the earliest first. What has no date joins the only one it can be of."""
    groups = _groups([telling for telling in told if _dated(telling)])
    for undated in _groups([telling for telling in told if not _dated(telling)]):
        fitting = [g for g in groups if any(compatible(one, other) for one in g for other in undated)]
        if len(fitting) == 1:
            fitting[0].extend(undated)
        else:
            groups.append(undated)
    return _keyed(key, groups)


def _groups(told: Sequence[Telling]) -> list[list[Telling]]:
    sets = Disjoint(range(len(told)))
    for left, right in combinations(range(len(told)), 2):
        if compatible(told[left], told[right]):
            sets.join(left, right)
    return sorted(([told[at] for at in members] for members in sets.sets()), key=_start)


def _keyed(key: str, groups: Sequence[Sequence[Telling]]) -> list[Incident]:
    """The first incident of a year is known by the year, later ones by their first day, else by document."""
    found: list[Incident] = []
    for group in groups:
        year = _year(group)
        first, ref = _start(group)
        taken = {other.key for other in found}
        wanted = (
            f"{key} {year or 'undated'}",
            f"{key} {first}",
            f"{key} {first} {ref.document} {ref.entity}",
        )
        name = next(name for name in wanted if name not in taken)
        victim = min(telling.victim for telling in group if telling.victim is not None)
        refs = tuple(sorted(telling.ref for telling in group))
        found.append(Incident(key=name, victim=victim, year=year, tellings=refs))
    return found


def _start(group: Sequence[Telling]) -> tuple[str, Ref]:
    first = hull(t.happened for t in group) or hull(t.told for t in group)
    return (first.start.isoformat() if first else "", min(telling.ref for telling in group))


def _year(group: Sequence[Telling]) -> int | None:
    first = hull(telling.happened for telling in group) or hull(telling.told for telling in group)
    return first.start.year if first else None
