"""The chronicle: which incidents all accounts so far tell of. A new telling meets its neighbours only."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from pipelines.resolution.incidents import Incident, Index, anchor, groups, keyed
from pipelines.resolution.kinship import reasons
from pipelines.resolution.readings import Ref
from pipelines.resolution.tellings import KeyOf, Telling

_ALONE = "alone: "  # before the place of a group of tellings that name neither victim nor flaw


class Chronicle:
    """The incident of every telling, the same whatever the order in which accounts came and went."""

    def __init__(self) -> None:
        self.told: dict[Ref, Incident] = {}
        self._tellings: dict[Ref, Telling] = {}
        self._of: dict[str, tuple[Ref, ...]] = {}
        self._index = Index()
        self._joined: dict[Ref, set[Ref]] = defaultdict(set)
        self._anchors: dict[Ref, str] = {}  # of the first telling of each group
        self._groups: dict[str, dict[Ref, Sequence[Telling]]] = defaultdict(dict)
        self._group_of: dict[Ref, Ref] = {}
        self._dirty: set[str] = set()
        self._gone: set[Ref] = set()

    def change(self, told: Mapping[str, Iterable[Telling]], key_of: KeyOf) -> set[str]:
        """Put what documents tell in the place of what they told; the documents whose incidents changed."""
        touched: set[Ref] = set()
        for document in told:
            touched |= self._forget(document)
        for document, tellings in told.items():
            touched |= self._note(document, tuple(tellings))
        return self._settle({ref for ref in touched if ref in self._tellings}, key_of)

    def _forget(self, document: str) -> set[Ref]:
        touched: set[Ref] = set()
        for ref in self._of.pop(document, ()):
            touched |= self._joined[ref]
            for other in self._joined.pop(ref):
                self._joined[other].discard(ref)
            self._index.remove(self._tellings.pop(ref))
            self._gone.add(ref)
            touched |= self._dissolve(ref)
        return touched

    def _note(self, document: str, tellings: tuple[Telling, ...]) -> set[Ref]:
        self._of[document] = tuple(telling.ref for telling in tellings)
        for telling in tellings:
            for ref in self._index.near(telling):
                if reasons(telling, self._tellings[ref]):
                    self._joined[telling.ref].add(ref)
                    self._joined[ref].add(telling.ref)
            self._index.add(telling)
            self._tellings[telling.ref] = telling
        return set(self._of[document])

    def _dissolve(self, ref: Ref) -> set[Ref]:
        """Take apart the group of a telling; its tellings are to be put in groups again."""
        first = self._group_of.get(ref)
        if first is None:
            return {ref}
        members = {telling.ref for telling in self._groups[self._anchors[first]].pop(first)}
        self._dirty.add(self._anchors.pop(first))
        for member in members:
            del self._group_of[member]
        return members

    def _settle(self, touched: set[Ref], key_of: KeyOf) -> set[str]:
        component = self._component(touched)
        for ref in sorted(component):
            self._dissolve(ref)
        for group in groups(sorted((self._tellings[ref] for ref in component), key=lambda one: one.ref)):
            self._place(group, anchor(group, key_of))
        return self._rekey(key_of)

    def _component(self, touched: set[Ref]) -> set[Ref]:
        found: set[Ref] = set()
        edge = set(touched)
        while edge:
            found |= edge
            edge = {other for ref in edge for other in self._joined.get(ref, ())} - found
        return found

    def _place(self, group: Sequence[Telling], name: str) -> None:
        first = group[0].ref
        name = name or f"{_ALONE}{' '.join(first)}"
        self._groups[name][first] = group
        self._anchors[first] = name
        self._group_of.update((telling.ref, first) for telling in group)
        self._dirty.add(name)

    def _rekey(self, key_of: KeyOf) -> set[str]:
        """Name the incidents of all anchors that changed; the documents whose incidents are others now."""
        changed: set[str] = set()
        for name in self._dirty:
            anchor_ = "" if name.startswith(_ALONE) else name
            for incident in keyed(anchor_, list(self._groups[name].values()), key_of):
                for ref in incident.tellings:
                    if self.told.get(ref) != incident:
                        changed.add(ref.document)
                        self.told[ref] = incident
        self._dirty.clear()
        for ref in self._gone - self._tellings.keys():
            self.told.pop(ref, None)
        self._gone.clear()
        return changed
