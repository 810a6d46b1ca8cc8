"""Rulings: what people's judgements make of the keys and incidents of all accounts so far."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from graph.judgements import Entry
from ontology.terms import Kind
from pipelines.resolution.chronicle import Chronicle
from pipelines.resolution.directory import Directory
from pipelines.resolution.identities import Identities
from pipelines.resolution.incidents import Incident
from pipelines.resolution.judged import Readings, judged, judged_incidents, overruled, spoken_of
from pipelines.resolution.readings import Ref


class Rulings:
    """The judgements that count, over what a directory and a chronicle have by features."""

    def __init__(self, directory: Directory, chronicle: Chronicle, entries: Sequence[Entry] = ()) -> None:
        self.entries: tuple[Entry, ...] = tuple(entries)
        self._directory = directory
        self._chronicle = chronicle
        self._keys: dict[Ref, str] = {}
        self._told: dict[Ref, Incident] = {}
        self._links: dict[str, set[str]] = {}

    def key(self, ref: Ref) -> str | None:
        """The key of somebody named, None for what has no name."""
        return self._keys.get(ref) or self._directory.get(ref)

    def told(self, ref: Ref) -> Incident | None:
        """The incident of a telling."""
        return self._told.get(ref) or self._chronicle.told.get(ref)

    def linked(self, document: str) -> set[str]:
        """The documents whose descriptions people judged together with some of this one."""
        return self._links.get(document, set())

    def name(self, readings: Readings) -> set[str]:
        """Apply judgements on who is named; the documents for which somebody's key is another one now."""
        wanted = {self._directory.get(ref) for ref in self._refs(readings, incidents=False)} - {None}
        named = {ref: key for key in wanted if key for ref in self._directory.refs(key)}
        found = judged(named, self.entries, readings)
        keys = {ref: key for ref, key in found.items() if key != named[ref]}
        old, self._keys = self._keys, keys
        return _changed(old, keys)

    def tell(self, readings: Readings) -> set[str]:
        """Apply judgements on incidents; the documents whose incidents are others now."""
        told = self._chronicle.told
        spoken = {told[ref] for ref in self._refs(readings, incidents=True) if ref in told}
        found = judged_incidents(sorted(spoken, key=lambda one: one.key), self.entries, readings)
        new = {ref: one for one in found for ref in one.tellings if told[ref] != one}
        old, self._told = self._told, new
        return _changed(old, new)

    def link(self, readings: Readings) -> set[str]:
        """Note which documents hang together by judgements; those for which that is otherwise now."""
        links: dict[str, set[str]] = defaultdict(set)
        for entry in self._of(incidents=False):
            there = {words.document for side in entry.sides for words in side.found} & readings.keys()
            for document in there:
                links[document] |= there
        old, self._links = self._links, dict(links)
        return {one for one in old.keys() | links.keys() if old.get(one) != links.get(one)}

    def overrule(self, known: Identities) -> Identities:
        """The same identities, of documents that hang together, as people judged what is only described."""
        if self.entries:
            known.overrule(overruled(known, known.named, self.entries))
        return known

    def entered(self, entries: Sequence[Entry]) -> set[str]:
        """Let these judgements count and no others; the documents of those that came or went."""
        changed = set(self.entries) ^ set(entries)
        self.entries = tuple(entries)
        return {words.document for entry in changed for side in entry.sides for words in side.found}

    def _refs(self, readings: Readings, *, incidents: bool) -> Iterator[Ref]:
        for entry in self._of(incidents=incidents):
            for side in entry.sides:
                yield from spoken_of(side, readings)

    def _of(self, *, incidents: bool) -> Iterator[Entry]:
        return (entry for entry in self.entries if (entry.sides[0].kind == Kind.INCIDENT) is incidents)


def _changed(old: Mapping[Ref, object], new: Mapping[Ref, object]) -> set[str]:
    return {ref.document for ref in old.keys() | new.keys() if old.get(ref) != new.get(ref)}
