"""What was taken for what: pairs of labels with the words at which they differ."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from pipelines.extraction.account import Span

NOTHING = "nothing"  # the label of what only one side has
_AROUND = 45  # characters on either side of the words


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Words of a text with a little of what surrounds them."""

    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One thing that both sides, or only one of them, have. `words` is None where a text is not shown."""

    gold: str
    read: str
    document: str
    words: Words | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Confused:
    """Two labels that were taken for each other: how often, and the first cases of different documents."""

    gold: str
    read: str
    count: int
    examples: tuple[Case, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Confusion:
    """All cases of one kind of label."""

    cases: tuple[Case, ...]

    def counts(self) -> Counter[tuple[str, str]]:
        """How often each label was read for each annotated one."""
        return Counter((case.gold, case.read) for case in self.cases)

    def labels(self) -> list[str]:
        """Every label, the most frequent in the annotation first, `nothing` last."""
        annotated = Counter(case.gold for case in self.cases)
        either = {label for case in self.cases for label in (case.gold, case.read)}
        return sorted(either, key=lambda label: (label == NOTHING, -annotated[label], label))

    def largest(self, limit: int, examples: int = 2) -> list[Confused]:
        """The most frequent confusions, each with some examples."""
        counts = {pair: count for pair, count in self.counts().items() if pair[0] != pair[1]}
        ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:limit]
        return [
            Confused(gold=gold, read=read, count=count, examples=self._examples(gold, read, examples))
            for (gold, read), count in ranked
        ]

    def _examples(self, gold: str, read: str, limit: int) -> tuple[Case, ...]:
        cases = [case for case in self.cases if (case.gold, case.read) == (gold, read) and case.words]
        firsts = {case.document: case for case in reversed(cases)}
        fresh = [case for case in cases if firsts[case.document] is case]
        return tuple([*fresh, *(case for case in cases if firsts[case.document] is not case)][:limit])


def joined(confusions: Iterable[Confusion]) -> Confusion:
    """The cases of several documents in one."""
    return Confusion(cases=tuple(case for one in confusions for case in one.cases))


def surrounded(text: str, span: Span) -> Words:
    """The words of a span as they stand in the text, on one line."""
    before, after = text[max(0, span.start - _AROUND) : span.start], text[span.end : span.end + _AROUND]
    return Words(
        before=("" if span.start <= _AROUND else "…") + before.replace("\n", " "),
        words=span.of(text).replace("\n", " "),
        after=after.replace("\n", " ") + ("" if span.end + _AROUND >= len(text) else "…"),
    )
