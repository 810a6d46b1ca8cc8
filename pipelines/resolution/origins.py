"""Where a claim ultimately comes from. Corroboration counts origins, not articles and not speakers."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ontology.model import AttributionStep, Claim, Entity, Page
from ontology.terms import Iri, Kind, Polarity, SpeakerKind, SpeechMode
from pipelines.resolution.descriptions import leads, speaking_role
from pipelines.resolution.readings import ORGANIZATIONS
from pipelines.resolution.rewrites import originals, rewrites

_FOOTING = (
    *(SpeakerKind.OFFICIAL, SpeakerKind.CORPORATE, SpeakerKind.NAMED),
    *(SpeakerKind.PRESS, SpeakerKind.ANONYMOUS, None),
)
_Said = tuple[Iri, Polarity]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Text:
    id: str
    text: str
    published: str | None


class Origins:
    """The origins of the claims of some pages. What rests on other pages is looked for among these."""

    def __init__(self, pages: Iterable[Page], entities: Iterable[Entity]) -> None:
        self._pages = {page.article.iri: page for page in sorted(pages, key=lambda page: page.iri)}
        self._entities = {entity.iri: entity for entity in entities}
        self._steps = {step.iri: step for page in self._pages.values() for step in page.steps}
        self._relays = self._relayed()
        self._copies = self._originals()
        self._same: dict[tuple[Iri, _Said], list[Claim]] = defaultdict(list)
        self._of: dict[_Said, list[Claim]] = defaultdict(list)
        for page in self._pages.values():
            for claim in page.claims:
                self._same[page.article.iri, _said(claim)].append(claim)
                self._of[_said(claim)].append(claim)

    def of(self, claim: Claim) -> Iri | None:
        """The organization or agent from whom the claim ultimately comes; None when its holder is unknown.

        Who speaks openly for an organization is that organization. Who elsewhere is said to have relayed the
        same from somebody else relays it here too. A rewrite has the origins of the account that it rewrites.
        """
        original = self._copies.get(claim.article)
        if original is not None and self._own(claim):
            told = {self._direct(other) for other in self._same[original, _said(claim)]}
            if known := sorted(origin for origin in told if origin is not None):
                return known[0]
        return self._direct(claim)

    def _direct(self, claim: Claim) -> Iri | None:
        holder = self._holder(claim)
        if holder is None:
            return None
        if (told := self._told_elsewhere(claim, holder)) is not None:
            return told
        source = self.speaks_for(holder)
        relayed = self._relays.get((holder, _said(claim)), {})
        elsewhere = {origin for article, origin in relayed.items() if article != claim.article}
        if len(elsewhere) == 1 and claim.speech_mode is not SpeechMode.OWN_VOICE:
            return elsewhere.pop()
        return source

    def _told_elsewhere(self, claim: Claim, holder: Iri) -> Iri | None:
        """The source of another outlet, where nameless sources are credited to that outlet's own account."""
        if self._footing(holder) is not SpeakerKind.ANONYMOUS:
            return None
        credited = {outlet for outlet in self._relayers(claim) if self._footing(outlet) is SpeakerKind.PRESS}
        credited.discard(self._pages[claim.article].article.publisher)
        if not credited:
            return None
        told = {self._holder(one) for one in self._of[_said(claim)] if self._publisher(one) in credited}
        nameless = {one for one in told if one and self._footing(one) is SpeakerKind.ANONYMOUS}
        return nameless.pop() if len(nameless) == 1 else None

    def _publisher(self, claim: Claim) -> Iri:
        return self._pages[claim.article].article.publisher

    def speaks_for(self, agent: Iri) -> Iri:
        """The organization in whose name an agent speaks openly, as a whole; else the agent itself."""
        entity = self._entities.get(agent)
        if entity is None:
            return agent
        if entity.kind is Kind.UNNAMED_SOURCE and entity.speaks_for and entity.speaker_kind in _FOOTING[:2]:
            return self._whole(entity.speaks_for)
        if entity.kind is Kind.PERSON and any(answers_for(title) for title in entity.job_title):
            return next((self._whole(m) for m in entity.member_of if self._is_organization(m)), agent)
        return self._whole(agent)

    def _whole(self, agent: Iri) -> Iri:
        seen = {agent}
        while (entity := self._entities.get(agent)) is not None and entity.kind in ORGANIZATIONS:
            outer = next((part for part in entity.part_of if self._is_organization(part)), None)
            if outer is None or outer in seen:
                break
            seen.add(outer)
            agent = outer
        return agent

    def _is_organization(self, iri: Iri) -> bool:
        return iri in self._entities and self._entities[iri].kind in ORGANIZATIONS

    def _holder(self, claim: Claim) -> Iri | None:
        """Of joint holders the one who answers for it most openly."""
        return min(
            claim.holders, key=lambda holder: (_FOOTING.index(self._footing(holder)), holder), default=None
        )

    def _footing(self, agent: Iri) -> SpeakerKind | None:
        entity = self._entities.get(agent)
        return entity.speaker_kind if entity else None

    def _own(self, claim: Claim) -> bool:
        """Whether a claim rests on the article alone: its own voice, or sources that nobody else can name."""
        holder = self._holder(claim)
        return claim.speech_mode is SpeechMode.OWN_VOICE or (
            holder is not None and self._footing(holder) in {SpeakerKind.ANONYMOUS, SpeakerKind.PRESS}
        )

    def _relayed(self) -> Mapping[tuple[Iri, _Said], dict[Iri, Iri]]:
        """For each relayer and what was relayed: from whom, by article."""
        found: dict[tuple[Iri, _Said], dict[Iri, Iri]] = defaultdict(dict)
        for page in self._pages.values():
            for claim in page.claims:
                holder = self._holder(claim)
                if holder is None:
                    continue
                for relayer in self._relayers(claim):
                    if self.speaks_for(relayer) != self.speaks_for(holder):
                        found[relayer, _said(claim)][page.article.iri] = self.speaks_for(holder)
        return found

    def _relayers(self, claim: Claim) -> Iterator[Iri]:
        """Who passed a claim on, up to the publisher."""
        step: AttributionStep | None = self._steps[claim.attribution]
        while step is not None and step.within is not None:
            step = self._steps.get(step.within)
            yield from step.speakers if step else ()

    def _originals(self) -> dict[Iri, Iri]:
        by_id = {page.article.identifier: iri for iri, page in self._pages.items()}
        texts = [
            _Text(id=page.article.identifier, text=page.text, published=page.article.published)
            for page in self._pages.values()
        ]
        return {by_id[copy]: by_id[original] for copy, original in originals(rewrites(texts)).items()}


def origins(pages: Sequence[Page], entities: Iterable[Entity]) -> dict[Iri, Iri]:
    """The origin of each claim of the pages, by the claim's IRI; claims without known origin are left out."""
    known = Origins(pages, entities)
    found = {claim.iri: known.of(claim) for page in pages for claim in page.claims}
    return {claim: origin for claim, origin in found.items() if origin is not None}


@dataclass(frozen=True, slots=True, kw_only=True)
class Corroboration:
    """From how many origins something comes: at least `lower`, at most `upper` of them independent."""

    lower: int
    upper: int


def corroboration(claims: Iterable[Claim], entities: Mapping[Iri, Entity]) -> dict[_Said, Corroboration]:
    """How well each proposition and polarity is corroborated.

    At most by all its origins. At least by those that answer for it by name, or one: nameless sources may
    be the same people or any of the named ones, and what a newspaper says itself may rest on any of them.
    """
    found = independent(claims)
    return {said: _corroboration(origins_, entities) for said, origins_ in found.items()}


def _corroboration(origins_: Sequence[Iri], entities: Mapping[Iri, Entity]) -> Corroboration:
    nameless = {SpeakerKind.ANONYMOUS, SpeakerKind.PRESS, None}
    known = (entities.get(origin) for origin in origins_)
    named = sum(one is not None and one.speaker_kind not in nameless for one in known)
    return Corroboration(lower=max(1, named), upper=len(origins_))


def answers_for(title: str) -> bool:
    """Whether who bears a job title speaks for the organization: its spokesperson, or who leads it."""
    return speaking_role(title) is not None or leads(title)


def independent(claims: Iterable[Claim]) -> dict[_Said, tuple[Iri, ...]]:
    """The distinct origins behind each proposition and polarity, by the claims' `origin`."""
    found: dict[_Said, set[Iri]] = defaultdict(set)
    for claim in claims:
        if claim.origin is not None:
            found[_said(claim)].add(claim.origin)
    return {said: tuple(sorted(origins_)) for said, origins_ in sorted(found.items())}


def _said(claim: Claim) -> _Said:
    return claim.proposition, claim.polarity
