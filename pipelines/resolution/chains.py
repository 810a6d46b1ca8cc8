"""Chains of speakers as shared steps: claims made in one breath share them."""

from collections.abc import Callable, Sequence

from graph import names
from ontology.model import AttributionStep
from ontology.terms import Act, Iri
from pipelines.extraction.account import PUBLISHER, Step

_PUBLISHED = Step(speakers=(PUBLISHER,), act=Act.REPORTS)


class Chains:
    """The steps of one article so far. `of` gives the IRI of a local entity."""

    def __init__(self, article: Iri, text: str, of: Callable[[str], Iri]) -> None:
        self.article = article
        self.text = text
        self._of = of
        self.steps: dict[Iri, AttributionStep] = {}

    def of(self, chain: Sequence[Step]) -> tuple[AttributionStep, ...]:
        """The steps from the holder outwards. The publisher is the last, said or not."""
        whole = list(chain) if chain and chain[-1].speakers == (PUBLISHER,) else [*chain, _PUBLISHED]
        within: Iri | None = None
        found: list[AttributionStep] = []
        for position, step in enumerate(reversed(whole), start=1):
            made = self._step(step, position, within)
            found.insert(0, made)
            within = made.iri
        return tuple(found)

    def _step(self, step: Step, position: int, within: Iri | None) -> AttributionStep:
        speakers = tuple(sorted({self._of(speaker) for speaker in step.speakers}))
        cue = None if step.cue is None else step.cue.of(self.text)
        where = None if step.cue is None else str(step.cue.start)
        iri = names.step(self.article, position, speakers, step.act, cue, where, within)
        made = AttributionStep(
            iri=iri, position=position, speakers=speakers, act=step.act, cue=cue, within=within
        )
        return self.steps.setdefault(iri, made)
