"""What happens in a text: triggers of events, whether these happened, and who and what takes part in them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ontology.terms import EventType
from pipelines.extraction.account import AccountEvent, EventArgument, Span
from pipelines.extraction.learned.rows import Rows
from pipelines.extraction.learned.sheet import Sheet
from pipelines.extraction.learned.tagging import Tagger

NOTHING = 0.3  # how much the label of no trigger counts for; below one, for finding more is worth some noise
NOBODY = 0.6  # the same for arguments
# Read by the rules, whose triggers are as wide as those of the corpora that these are measured on.
RULED = frozenset(
    {
        EventType.DATABREACH,
        EventType.INTRUSION,
        EventType.EXFILTRATION,
        EventType.INFORMATION_LEAK,
        EventType.RANSOM,
        EventType.PHISHING,
        EventType.DISCOVER_VULNERABILITY,
        EventType.PATCH_VULNERABILITY,
    }
)
_BANDS = (2, 5, 10)  # words between a word and a trigger


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """The words of a trigger by their indices, and its type as the model names it."""

    words: range
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Models:
    """The three models that events are read by."""

    triggers: Tagger
    realis: Tagger
    arguments: Tagger
    roles: Mapping[str, frozenset[str]]  # the types of events that each role was seen with


def events(sheet: Sheet, rows: Rows, models: Models) -> list[AccountEvent]:
    """The events of a text in order."""
    told = zip(sheet.sentences, triggers(sheet, rows, models.triggers), strict=True)
    telling = [(sentence, here) for sentence, here in told if here]
    best = models.arguments.best(_asked(sheet, telling), NOBODY)
    return [
        event
        for (sentence, here), likely in zip(telling, best, strict=True)
        for event in _with_arguments(sheet, here, list(_stretches(sentence, likely)), models)
    ]


def beyond(known: Sequence[AccountEvent], found: Iterable[AccountEvent]) -> list[AccountEvent]:
    """The events of types that the rules do not look for, at triggers that they have not read."""
    return [
        event
        for event in found
        if event.type not in RULED and not any(event.trigger.overlaps(other.trigger) for other in known)
    ]


def argument_features(sheet: Sheet, sentence: range, triggers: Sequence[Trigger]) -> list[list[str]]:
    """The features of each word of a sentence as an argument of one of its triggers."""
    beside = _beside(sheet, sentence, triggers)
    return [[*row, *more] for row, more in zip(sheet.features(sentence), beside, strict=True)]


def _asked(sheet: Sheet, telling: Sequence[tuple[range, Sequence[Trigger]]]) -> Rows:
    """The sentences that have triggers, as the model of arguments is asked of them."""
    rows = sheet.rows([sentence for sentence, _ in telling])
    beside = [one for sentence, here in telling for one in _beside(sheet, sentence, here)]
    return replace(rows, slots=(*rows.slots, *zip(*beside, strict=True)))


def _beside(sheet: Sheet, sentence: range, triggers: Sequence[Trigger]) -> Iterator[tuple[str, ...]]:
    """What each word of a sentence shows by the trigger that is nearest to it."""
    kinds = "+".join(sorted({one.kind for one in triggers}))
    for index in sentence:
        near = nearest(triggers, index)
        word = sheet.words[near.words.start]["w"]
        side = "in" if index in near.words else "l" if index < near.words.start else "r"
        band = sum(distance(near, index) > limit for limit in _BANDS)
        yield (
            f"kinds={kinds}",
            f"near={near.kind}",
            f"side={near.kind}|{side}{band}",
            f"with={near.kind}|{sheet.words[index]['w']}",
            f"of={word}|{side}{min(band, 2)}",
            f"mention={near.kind}|{sheet.words[index]['m']}|{side}",
        )


def realis_features(sheet: Sheet, trigger: Trigger) -> list[str]:
    """What shows whether an event happened."""
    sentence = sheet.sentence(trigger.words.start)
    first, last = trigger.words.start, trigger.words.stop
    words = [sheet.words[i]["w"] for i in trigger.words]
    left = [sheet.words[i]["w"] for i in range(max(sentence.start, first - 6), first)]
    right = [sheet.words[i]["w"] for i in range(last, min(sentence.stop, last + 4))]
    head = words[-1]
    return [
        *(f"w={word}" for word in words),
        *(f"l={word}" for word in left),
        *(f"r={word}" for word in right),
        f"s3={head[-3:]}",
        f"s={head.endswith('s')}",
        f"l1={left[-1] if left else '^'}",
        f"l2={'_'.join(left[-2:])}",
        f"r1={right[0] if right else '$'}",
        f"kind={trigger.kind}|{head}",
        *dict.fromkeys(f"S={sheet.words[i]['w']}" for i in sentence if i not in trigger.words),
    ]


def nearest(triggers: Sequence[Trigger], index: int) -> Trigger:
    """The trigger nearest to a word, the earlier of two."""
    return min(triggers, key=lambda one: (distance(one, index), one.words.start))


def distance(trigger: Trigger, index: int) -> int:
    """Words between a word and a trigger."""
    return max(trigger.words.start - index, index - trigger.words.stop + 1, 0)


def triggers(sheet: Sheet, rows: Rows, model: Tagger) -> list[list[Trigger]]:
    """The triggers of each sentence."""
    return [
        [Trigger(words=words, kind=kind) for words, kind in _stretches(sentence, best)]
        for sentence, best in zip(sheet.sentences, model.best(rows, NOTHING), strict=True)
    ]


def _stretches(sentence: range, best: Iterable[tuple[str, float]]) -> Iterator[tuple[range, str]]:
    """The stretches of words with one label."""
    labels = [label for label, _ in best]
    begin: int | None = None
    for place, label in enumerate((*labels, "O")):
        if begin is not None and (label[0] != "I" or label[2:] != labels[begin][2:]):
            yield range(sentence.start + begin, sentence.start + place), labels[begin][2:]
            begin = None
        if begin is None and label != "O":
            begin = place


def _with_arguments(
    sheet: Sheet, triggers: Sequence[Trigger], parts: Sequence[tuple[range, str]], models: Models
) -> Iterator[AccountEvent]:
    for trigger in triggers:
        mine = [
            EventArgument(role=role, span=_span(sheet, words))
            for words, role in parts
            if _owner(triggers, words, models.roles.get(role, frozenset())) is trigger
        ]
        chance = models.realis.choose(realis_features(sheet, trigger))
        yield AccountEvent(
            type=EventType(trigger.kind),
            trigger=_span(sheet, trigger.words),
            realis=max(chance, key=lambda name: chance[name]),
            arguments=tuple(mine),
        )


def _owner(triggers: Sequence[Trigger], words: range, kinds: frozenset[str]) -> Trigger | None:
    """The nearest trigger of a type that takes the role."""
    fitting = [one for one in triggers if one.kind in kinds] or list(triggers)
    return nearest(fitting, words.start)


def _span(sheet: Sheet, words: range) -> Span:
    return Span(sheet.starts[words.start], sheet.spans[words.stop - 1].end)
