"""What a holder is committed to: polarity and certainty by the words of a claim and those before it."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from ontology.terms import Certainty, Polarity
from pipelines.extraction.account import Span
from pipelines.extraction.claims import Told
from pipelines.extraction.learned.classes import classed
from pipelines.extraction.learned.sheet import Sheet
from pipelines.extraction.learned.tagging import Tagger
from pipelines.extraction.reading import Reading

_LEFT, _RIGHT = 8, 5  # words beside a claim that are read with it
_REACH = 12  # words before a claim in which a commitment may be qualified
_NEGATIVE = re.compile(
    r"(?:no|not|never|nor|neither|none|nobody|nothing|without|cannot|denie[sd]|deny|denying|unable|declined|refused"
    r"|false|untrue|wrong|nowhere|hardly|few|little|any|yet|only|.*n't)"
)


def within(told: Sequence[Told], span: Span) -> list[Told]:
    """What the frames have read at triggers inside a span."""
    return [one for one in told if span.start <= one[0].trigger.start < span.end]


def label(polarity: Polarity, certainty: Certainty) -> str:
    """How a stance is written for the model."""
    return f"{polarity.value}/{certainty.value}"


def stance(reading: Reading, sheet: Sheet, span: Span, model: Tagger) -> tuple[Polarity, Certainty, float]:
    """The likeliest stance at a span, and how likely it is."""
    chances = model.choose(features(reading, sheet, span))
    best = max(chances, key=lambda one: (chances[one], one))
    polarity, _, certainty = best.partition("/")
    return Polarity(polarity), Certainty(certainty), chances[best]


def features(reading: Reading, sheet: Sheet, span: Span) -> list[str]:
    """What speaks for a stance."""
    indices = sheet.within(span)
    sentence = sheet.sentence(indices.start)
    inner = [sheet.words[i]["w"] for i in indices]
    left = [sheet.words[i]["w"] for i in range(max(sentence.start, indices.start - _LEFT), indices.start)]
    right = [sheet.words[i]["w"] for i in range(indices.stop, min(sentence.stop, indices.stop + _RIGHT))]
    found = dict.fromkeys(_words(inner, left, right))
    found |= dict.fromkeys(_read(reading, span, inner))
    found |= dict.fromkeys(classed("stances", reading.text, span, _around(sheet, indices, sentence)))
    if any(sheet.words[i]["q"] for i in indices):
        found["quoted"] = None
    return list(found)


def _words(inner: list[str], left: list[str], right: list[str]) -> Iterator[str]:
    yield from (f"w={word}" for word in inner)
    yield from (f"b={a}_{b}" for a, b in pairwise(inner))
    yield from (f"t={a}_{b}_{c}" for a, b, c in zip(inner, inner[1:], inner[2:], strict=False))
    yield from (f"l={word}" for word in left)
    yield from (f"lb={a}_{b}" for a, b in pairwise(left))
    yield from (f"r={word}" for word in right)
    yield f"l1={left[-1] if left else '^'}"
    yield f"l2={'_'.join(left[-2:])}"
    yield f"w1={inner[0] if inner else ''}"
    yield f"w2={'_'.join(inner[:2])}"
    yield f"r1={right[0] if right else '$'}"
    yield f"no={min(_negatives(inner), 2)}"
    yield f"lno={min(_negatives(left), 2)}"


def _around(sheet: Sheet, indices: range, sentence: range) -> Span:
    """The stretch around a span in which words of commitment are looked for."""
    first = max(sentence.start, indices.start - _REACH)
    last = min(sentence.stop, indices.stop + _RIGHT)
    return Span(sheet.starts[first], sheet.spans[max(last, first + 1) - 1].end)


def _negatives(words: list[str]) -> int:
    return sum(map(_is_negative, words))


@lru_cache(4096)
def _is_negative(word: str) -> bool:
    return _NEGATIVE.fullmatch(word) is not None


def _read(reading: Reading, span: Span, inner: list[str]) -> Iterator[str]:
    """What the rules make of it: the stances of their claims here, and what the speech around leaves."""
    claims = [claim for _, claim in within(reading.told, span)]
    for claim in claims:
        yield f"rule={claim.rule}"
        yield f"read={label(claim.polarity, claim.certainty)}"
    votes = Counter(label(claim.polarity, claim.certainty) for claim in claims)
    yield f"most={votes.most_common(1)[0][0] if votes else '-'}"
    yield f"all={'+'.join(sorted(votes))}"
    segment = reading.scene.segment_at((span.start + span.end) // 2)
    if segment is not None:
        yield f"denied={segment.denied}"
        yield f"leaves={segment.certainty}"
        yield f"steps={min(len(segment.chain), 3)}"
        yield f"act={segment.chain[0].act.value}"
        yield f"denied+no={segment.denied}{min(_negatives(inner), 1)}"
