"""The claims of an account: what replies claim, as far as quote, entities and predicate hold."""

from collections.abc import Iterator, Mapping, Sequence

from ontology.terms import Act, EventType, Kind, Predicate, SpeechMode
from pipelines.extraction.account import PUBLISHER, AccountClaim, Amount, Span, Step, Time
from pipelines.extraction.llm.cast import Cast
from pipelines.extraction.llm.figures import Part
from pipelines.extraction.llm.grounding import in_quotation, located, nearest, quotations
from pipelines.extraction.llm.measures import Measures
from pipelines.extraction.llm.reply import Dropped, SaidClaim, SaidStep
from pipelines.extraction.llm.tally import Loss, Tally
from pipelines.extraction.notebook import AGENTS, curled

# What the ontology says of objects; tests hold this against it.
OBJECTS: Mapping[Predicate, frozenset[Kind]] = {
    Predicate.TIME: frozenset({Kind.DATE}),
    Predicate.AFTER: frozenset({Kind.EVENT, Kind.INCIDENT, Kind.COMMUNICATION}),
    Predicate.EXPLOITED: frozenset({Kind.VULNERABILITY}),
    Predicate.TECHNIQUE: frozenset({Kind.CONCEPT}),
    Predicate.EVENT_TYPE: frozenset({Kind.CONCEPT}),
    Predicate.AFFECTED_SECTOR: frozenset({Kind.SECTOR}),
    Predicate.SECTOR: frozenset({Kind.SECTOR}),
    Predicate.SERVES_SECTOR: frozenset({Kind.SECTOR}),
    Predicate.LOCATED_IN: frozenset({Kind.PLACE}),
}
_TYPES = frozenset(EventType)


class Claims:
    """Reads the claims of the parts of one document."""

    def __init__(self, text: str, cast: Cast, measures: Measures, tally: Tally, rule: str) -> None:
        self._text = text
        self._quoted = quotations(curled(text))
        self._cast = cast
        self._measures = measures
        self._tally = tally
        self._rule = rule

    def of(self, parts: Sequence[Part]) -> tuple[AccountClaim, ...]:
        """The claims that hold, in the order of the text; what two windows saw is one claim."""
        kept: list[AccountClaim] = []
        for claim in (claim for number, part in enumerate(parts) for claim in self._read(number, part)):
            if not any(_same(claim, other) for other in kept):
                kept.append(claim)
        return tuple(sorted(kept, key=lambda claim: (claim.span, claim.predicate.value, claim.object)))

    def _read(self, number: int, part: Part) -> Iterator[AccountClaim]:
        after = part.window.start
        for said in part.reply.claims:
            try:
                claim = self._claim(number, part.window, said, after)
            except Dropped as dropped:
                self._tally.drop("claims", dropped.loss)
            else:
                after = claim.span.start
                yield claim

    def _claim(self, number: int, window: Span, said: SaidClaim, after: int) -> AccountClaim:
        span = located(self._text, said.quote, window, before=said.before, after=after)
        if span is None:
            raise Dropped(Loss.NOT_FOUND)
        if len(said.quote.split()) < 2:
            raise Dropped(Loss.TOO_SHORT)
        subject, thing = self._known(number, said.subject), self._object(number, said)
        if subject == thing or self._cast.entities[thing].kind not in OBJECTS.get(said.predicate, Kind):
            raise Dropped(Loss.MISFIT)
        chain = self._chain(number, window, span, said)
        hedge = nearest(self._text, said.hedge, window, span)
        return AccountClaim(
            span=span,
            subject=subject,
            predicate=said.predicate,
            object=thing,
            polarity=said.polarity,
            certainty=said.certainty,
            speech_mode=self._mode(span, chain),
            chain=chain,
            cue=hedge.of(self._text) if hedge else None,
            time=self._time(window, span, said, thing),
            quantity=self._quantity(window, span, said, thing),
            rule=self._rule,
        )

    def _known(self, number: int, local: str) -> str:
        found = self._cast.id(number, local)
        if found is None or found not in self._cast.entities:
            raise Dropped(Loss.NO_ENTITY)
        return found

    def _object(self, number: int, said: SaidClaim) -> str:
        if said.predicate is not Predicate.EVENT_TYPE:
            return self._known(number, said.object)
        if said.object not in _TYPES:
            raise Dropped(Loss.NO_TERM)
        return self._cast.kind_of_event(EventType(said.object))

    def _chain(self, number: int, window: Span, span: Span, said: SaidClaim) -> tuple[Step, ...]:
        """The steps as said, and the publisher, who is always last."""
        steps = [self._step(number, window, span, step) for step in said.chain]
        inner = [step for step in steps if step.speakers != (PUBLISHER,)]
        last = steps[-1] if steps and steps[-1] not in inner else Step(speakers=(PUBLISHER,), act=Act.REPORTS)
        return (*inner, last)

    def _step(self, number: int, window: Span, span: Span, said: SaidStep) -> Step:
        speakers = tuple(dict.fromkeys(self._known(number, local) for local in said.speakers))
        kinds = {self._cast.entities[speaker].kind for speaker in speakers}
        if not speakers or not kinds <= AGENTS:
            raise Dropped(Loss.MISFIT)
        return Step(speakers=speakers, act=said.act, cue=nearest(self._text, said.cue, window, span))

    def _mode(self, span: Span, chain: Sequence[Step]) -> SpeechMode:
        if len(chain) == 1:
            return SpeechMode.OWN_VOICE
        return SpeechMode.DIRECT if in_quotation(span, self._quoted) else SpeechMode.INDIRECT

    def _time(self, window: Span, span: Span, said: SaidClaim, thing: str) -> Time | None:
        if said.predicate is Predicate.TIME:
            return self._cast.entities[thing].time
        words = nearest(self._text, said.time, window, span)
        return self._measures.time(words) if words else None

    def _quantity(self, window: Span, span: Span, said: SaidClaim, thing: str) -> Amount | None:
        words = nearest(self._text, said.quantity, window, span)
        return (self._measures.amount(words) if words else None) or self._cast.entities[thing].amount


def _same(one: AccountClaim, other: AccountClaim) -> bool:
    """Whether two claims say the same of words that overlap."""
    return one.span.overlaps(other.span) and _point(one) == _point(other)


def _point(claim: AccountClaim) -> tuple[object, ...]:
    speakers = tuple(step.speakers for step in claim.chain)
    return (claim.subject, claim.predicate, claim.object, claim.polarity, claim.certainty, speakers)
