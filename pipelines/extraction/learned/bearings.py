"""Where a voice stands from a claim: beside it, before it, and whose the claims before were."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from pipelines.extraction.account import PUBLISHER, Span
from pipelines.extraction.learned.scenery import Scenery
from pipelines.extraction.learned.sources import Source

_OWN = (PUBLISHER,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a claim stands: its words, its sentence and that one's number, and how its surroundings look."""

    span: Span
    words: range
    sentence: range
    number: int
    context: tuple[str, ...]
    _under: dict[str, tuple[str, ...]] = field(default_factory=dict, compare=False, repr=False)

    def under(self, tag: str) -> tuple[str, ...]:
        """How the surroundings look, as features under a tag; asked of several voices."""
        if tag not in self._under:
            self._under[tag] = tuple([f"{tag}:{one}" for one in self.context])
        return self._under[tag]


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """The claims before: whose the last was and where it stood, who spoke last, and whose there were."""

    holders: tuple[str, ...]
    end: int
    stop: int  # the first word behind it
    number: int
    speaker: tuple[tuple[str, ...], int] | None = None  # and in which sentence
    held: dict[tuple[str, ...], int] = field(default_factory=dict)


def after(before: Before | None, place: Place, holders: tuple[str, ...]) -> Before:
    """What lies behind the next claim."""
    speaker = before.speaker if before else None
    held = dict(before.held) if before else {}
    held[holders] = held.get(holders, 0) + 1
    return Before(
        holders=holders,
        end=place.span.end,
        stop=place.words.stop,
        number=place.number,
        speaker=(holders, place.number) if holders and holders != _OWN else speaker,
        held=held,
    )


def of_own(scenery: Scenery, place: Place) -> Iterator[str]:
    """What speaks for the article's own voice: whether anybody else is heard near."""
    signs, words, sentence = scenery.signs, place.words, place.sentence
    before = scenery.path(sentence.start, words.start)
    behind = scenery.path(words.stop, sentence.stop)
    yield f"o:left={before[-5:]}"
    yield f"o:right={behind[:5]}"
    yield f"o:in={scenery.path(words.start, words.stop)[:4]}"
    source = signs.rfind("S", sentence.start, words.start)
    way = "L" + scenery.path(source, words.start) if source >= 0 else "-"
    yield f"o:path={way}|{'R' + behind[:4] if 'S' in behind else '-'}"
    last = next((one for one in reversed(scenery.sources) if one.sentence < place.number), None)
    yield f"o:last={_distance(scenery, place.number, last.sentence) if last else '-'}"


def of_speaker(scenery: Scenery, place: Place, speakers: frozenset[str]) -> Iterator[str]:
    """What speaks for a voice: how its speakers stand to the claim, and where they were heard before."""
    mentioned = [words for one in sorted(speakers) for words in scenery.mentions.get(one, ()) if words]
    mentioned += [one.words for one in scenery.sources if one.words and not speakers.isdisjoint(one.speakers)]
    here = [words for words in mentioned if words.start in place.sentence]
    yield from _beside(scenery, place, here) if here else ("c:elsewhere",)
    yield from _earlier(scenery, place, speakers, mentioned, is_here=bool(here))


def _beside(scenery: Scenery, place: Place, here: list[range]) -> Iterator[str]:
    left = [words for words in here if words.stop <= place.words.start]
    right = [words for words in here if words.start >= place.words.stop]
    inside = [words for words in here if words not in left and words not in right]
    yield f"c:here={bool(left)}{bool(right)}{bool(inside)}"
    if left:
        words = max(left, key=lambda one: (_is_heard(scenery, one), one.start))
        heard, path = _is_heard(scenery, words), scenery.path(words.stop, place.words.start)
        yield f"c:left={heard}:{path[-6:]}"
        yield f"c:left={heard}:{path[:1]}:{path[-1:]}"
        yield f"c:left={heard}:S={'S' in path}:Q={'Q' in path}:a={'a' in path}"
        yield f"c:opens={words.start - place.sentence.start < 2}:{heard}"
    if right:
        words = min(right, key=lambda one: (not _is_heard(scenery, one), one.start))
        heard, path = _is_heard(scenery, words), scenery.path(place.words.stop, words.start)
        behind = scenery.path(words.stop, min(words.stop + 4, place.sentence.stop))
        yield f"c:right={heard}:{path[:6]}|{behind[:2]}"
        yield f"c:right={heard}:S={'S' in path}:Q={'Q' in path}:{behind[:1]}"
    if inside and not left and not right:
        yield f"c:inside={any(_is_heard(scenery, one) for one in inside)}"


def _earlier(
    scenery: Scenery, place: Place, speakers: frozenset[str], mentioned: list[range], *, is_here: bool
) -> Iterator[str]:
    said = [
        one
        for one in scenery.sources
        if one.sentence < place.number and not speakers.isdisjoint(one.speakers)
    ]
    before = [words for words in mentioned if words.stop <= place.sentence.start]
    if not before:
        yield "c:new"
        return
    back = scenery.number(scenery.sheet.sentence(max(words.start for words in before)))
    yield f"c:back={_distance(scenery, place.number, back)}:{is_here}"
    yield f"c:said={min(len(said), 3)}"
    if said:
        yield from _said(scenery, place, said[-1], is_here=is_here)


def _said(scenery: Scenery, place: Place, last: Source, *, is_here: bool) -> Iterator[str]:
    """How long ago they spoke, and who has spoken since."""
    since = [
        one
        for one in scenery.sources
        if one.words.start > last.words.start
        and one.sentence < place.number
        and one.speakers != last.speakers
    ]
    near = any(one.sentence == place.number for one in scenery.sources)
    distance = _distance(scenery, place.number, last.sentence)
    yield f"c:spoke={distance}:{min(len(since), 2)}:{is_here}"
    yield f"c:spoke last={not since}:{distance}"
    yield f"c:spoke last={not since}:near={near}:{is_here}"


def of_before(
    scenery: Scenery, place: Place, holders: tuple[str, ...], tag: str, before: Before | None
) -> Iterator[str]:
    """Whether the claims before were the same voice's, and how near they were."""
    if before is None:
        yield "first"
        return
    gap, same = place.span.start - before.end, holders == before.holders
    near = "near" if gap < 40 else "next" if gap < 200 else "far"
    yield f"again:{tag}={same}:{near}"
    yield f"again:{tag}={same}:own={before.holders == _OWN}"
    if same:
        yield from place.under(f"again:{tag}")
    sort = "own" if holders == _OWN else "other"
    if before.speaker is not None:
        distance = _distance(scenery, place.number, before.speaker[1])
        yield f"h:{sort}:spoke={holders == before.speaker[0]}:{distance}"
    yield f"h:{sort}:held={min(before.held.get(holders, 0), 3)}"
    beside = before.number == place.number
    yield f"h:{sort}:beside={beside}:{same}:{before.holders == _OWN}"
    if beside:
        yield f"h:{sort}:{same}:between={scenery.path(before.stop, place.words.start)[:6]}"


def _is_heard(scenery: Scenery, words: range) -> bool:
    return "S" in scenery.signs[words.start : words.stop]


def _distance(scenery: Scenery, here: int, there: int) -> str:
    """How many sentences back, and whether in the same paragraph."""
    return f"{min(here - there, 4)}:{scenery.paragraphs[here] == scenery.paragraphs[there]}"
