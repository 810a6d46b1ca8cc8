"""The directory: who is named by all accounts so far. A new account is compared with its namesakes only."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from pipelines.resolution.clusters import blocks, clusters
from pipelines.resolution.features import Naming, judge
from pipelines.resolution.identities import key_of, namings
from pipelines.resolution.readings import Reading, Ref


class Directory:
    """The key of everybody named, the same whatever the order in which accounts came and went."""

    def __init__(self) -> None:
        self.by_document: dict[str, dict[Ref, str]] = {}
        self._said: dict[str, dict[Ref, Naming]] = {}
        self._refs: dict[Naming, dict[str, set[Ref]]] = defaultdict(dict)  # by document
        self._keys: dict[Naming, str] = {}
        self._bearers: dict[str, set[Naming]] = defaultdict(set)  # by key
        self._blocks: dict[tuple[str, str], set[Naming]] = defaultdict(set)
        self._same: dict[Naming, set[Naming]] = defaultdict(set)

    def get(self, ref: Ref) -> str | None:
        """The key of somebody named, None for what has no name."""
        return self.by_document.get(ref.document, {}).get(ref)

    def refs(self, key: str) -> Iterator[Ref]:
        """All that have a key."""
        for naming in self._bearers.get(key, ()):
            yield from (ref for refs in self._refs[naming].values() for ref in refs)

    def change(self, gone: Iterable[str], new: Iterable[Reading]) -> set[str]:
        """Forget documents and note readings; the documents of which a key is another one now."""
        touched: set[Naming] = set()
        for document in gone:
            touched |= self._forget(document)
        changed: set[str] = set()
        for reading in new:
            touched |= self._note(reading)
            changed.add(reading.document.id)
        for group in self._groups(touched):
            changed |= self._key(group)
        return changed

    def _note(self, reading: Reading) -> set[Naming]:
        said = dict(namings(reading))
        self._said[reading.document.id], self.by_document[reading.document.id] = said, {}
        for ref, naming in said.items():
            if not self._refs[naming]:
                self._meet(naming)
            self._refs[naming].setdefault(ref.document, set()).add(ref)
            if naming in self._keys:
                self.by_document[ref.document][ref] = self._keys[naming]
        return set(said.values())

    def _meet(self, naming: Naming) -> None:
        """Judge a naming that is new against those with which it shares a block."""
        places = [(naming.family, key) for key in blocks(naming)]
        for other in {other for place in places for other in self._blocks[place]}:
            if judge(naming, other).same:
                self._same[naming].add(other)
                self._same[other].add(naming)
        for place in places:
            self._blocks[place].add(naming)

    def _forget(self, document: str) -> set[Naming]:
        touched: set[Naming] = set()
        del self.by_document[document]
        for ref, naming in self._said.pop(document).items():
            self._refs[naming].pop(ref.document, None)
            touched |= {naming, *self._same[naming]}
            if naming in self._refs and not self._refs[naming]:
                self._part(naming)
        return {naming for naming in touched if self._refs.get(naming)}

    def _part(self, naming: Naming) -> None:
        for other in self._same.pop(naming, set()):
            self._same[other].discard(naming)
        for key in blocks(naming):
            self._blocks[naming.family, key].discard(naming)
        del self._refs[naming]
        self._forget_key(naming)

    def _forget_key(self, naming: Naming) -> None:
        if (key := self._keys.pop(naming, None)) is None:
            return
        self._bearers[key].discard(naming)
        if not self._bearers[key]:
            del self._bearers[key]

    def _groups(self, touched: set[Naming]) -> list[set[Naming]]:
        """The touched namings with all that are the same as these, and as those in turn."""
        found: list[set[Naming]] = []
        waiting = set(touched)
        while waiting:
            group, edge = set(), {waiting.pop()}
            while edge:
                group |= edge
                edge = {other for one in edge for other in self._same.get(one, ())} - group
            waiting -= group
            found.append(group)
        return found

    def _key(self, group: set[Naming]) -> set[str]:
        """Key a group anew; the documents of which the key of somebody named is another one now."""
        changed: set[str] = set()
        for cluster in clusters(group):
            key = key_of(cluster, {one: self._refs[one] for one in cluster})
            for naming in (one for one in cluster if self._keys.get(one) != key):
                self._forget_key(naming)
                self._keys[naming] = key
                self._bearers[key].add(naming)
                changed |= self._refs[naming].keys()
                for ref in (ref for refs in self._refs[naming].values() for ref in refs):
                    self.by_document[ref.document][ref] = key
        return changed
