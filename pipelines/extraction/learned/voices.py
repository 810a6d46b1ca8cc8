"""Whose claim it is: the article's own, or of somebody heard near it, by what stands around them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ontology.terms import Act, Kind, SpeechMode
from pipelines.extraction.account import PUBLISHER, AccountMention, Span, Step
from pipelines.extraction.attribution import Segment, quotes
from pipelines.extraction.cues import act_of_word
from pipelines.extraction.descriptions import Subject, noted
from pipelines.extraction.learned.classes import classed
from pipelines.extraction.learned.sheet import Sheet
from pipelines.extraction.learned.speech import Heard
from pipelines.extraction.learned.tagging import Tagger
from pipelines.extraction.notebook import AGENTS
from pipelines.extraction.pronouns import pronoun
from pipelines.extraction.reading import Reading

_PRONOUNS = frozenset({"he", "she", "it", "they", "we", "who"})
_BEFORE = 2  # sentences back in which a speaker is looked for
_REPORTS = Step(speakers=(PUBLISHER,), act=Act.REPORTS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """A chain through which a claim may have come, and why it may or may not."""

    chain: tuple[Step, ...]
    features: tuple[str, ...]
    segment: Segment | None = None
    described: Span | None = None  # where a speaker stands who has not been noted yet

    @property
    def holders(self) -> tuple[str, ...]:
        """Whose commitment it would be; nobody's who is known yet where the speaker is only described."""
        return self.chain[0].speakers if self.described is None else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """The claim before: whose it was, and where it ended."""

    holders: tuple[str, ...]
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenery:
    """What voices are read from: the reading, its sheet, and who a model hears where."""

    reading: Reading
    sheet: Sheet
    labels: Sequence[str]
    heard: tuple[Heard, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """Where a claim stands: its words, its sentence, and how its surroundings look."""

    span: Span
    words: range
    sentence: range
    context: tuple[str, ...]


def voices(scenery: Scenery, span: Span, before: Before | None = None) -> list[Voice]:
    """The chains that a claim at a span may have, the article's own first, each holder once."""
    reading, sheet = scenery.reading, scenery.sheet
    place = _place(scenery, span)
    found: dict[object, Voice] = {}
    for voice in (*_read(reading, place), *_named(reading, sheet, place), *_described(scenery, place)):
        key = voice.described or voice.holders
        known = found.get(key)
        features = (*known.features, *voice.features) if known else voice.features
        found[key] = replace(known or voice, features=tuple(dict.fromkeys(features)))
    return [
        replace(voice, features=(*voice.features, *_resumed(voice, place, before)))
        for voice in found.values()
    ]


def _resumed(voice: Voice, place: _Place, before: Before | None) -> Iterator[str]:
    """Whether the claim before was the same voice's, and how near it was."""
    if before is None:
        yield "first"
        return
    gap = place.span.start - before.end
    near = "near" if gap < 40 else "next" if gap < 200 else "far"
    tag = voice.features[0]
    yield f"again:{tag}={voice.holders == before.holders}:{near}"
    yield f"again:{tag}={voice.holders == before.holders}:own={before.holders == (PUBLISHER,)}"
    if voice.holders == before.holders:
        yield from (f"again:{tag}:{one}" for one in place.context)


def chosen(found: Iterable[Voice], model: Tagger) -> tuple[Voice, float]:
    """The likeliest voice, with how likely it is."""
    scored = [(model.choose(voice.features)["yes"], -place, voice) for place, voice in enumerate(found)]
    score, _, voice = max(scored, key=lambda entry: entry[:2])
    return voice, score


def mode(reading: Reading, voice: Voice, span: Span) -> SpeechMode:
    """Direct where the words stand inside quotation marks and somebody else than the publisher speaks."""
    if len(voice.chain) == 1:
        return SpeechMode.OWN_VOICE
    sentence = reading.notebook.sentence(span.start)
    around = Span(max(sentence.start - 600, 0), max(sentence.end, span.end))
    inner = reading.notebook.trimmed(*span, ' \t\n\u00a0,;:.“”"')
    held = any(quoted.covers(inner) for quoted in quotes(reading.text, around))
    return SpeechMode.DIRECT if held else SpeechMode.INDIRECT


def _place(scenery: Scenery, span: Span) -> _Place:
    words = scenery.sheet.within(span)
    sentence = scenery.sheet.sentence(words.start)
    return _Place(
        span=span,
        words=words,
        sentence=sentence,
        context=(*_context(scenery, words, sentence), *_classed(scenery, span, sentence)),
    )


def _classed(scenery: Scenery, span: Span, sentence: range) -> Iterator[str]:
    """The classes of words in the sentence of a claim, and in the sentence before it."""
    sheet, text = scenery.sheet, scenery.reading.text
    here = Span(sheet.starts[sentence.start], sheet.spans[sentence.stop - 1].end)
    yield from classed("voices", text, span, here)
    number = sheet.sentences.index(sentence)
    yield f"opens paragraph={text[max(0, here.start - 1) : here.start] in {'', chr(10)}}"
    if number:
        last = sheet.sentences[number - 1]
        before = Span(sheet.starts[last.start], sheet.spans[last.stop - 1].end)
        said = {one[2:] for one in classed("voices", text, before, before) if one.startswith("I:")}
        yield f"before={'+'.join(sorted(said & {'according', 'writing', 'saying', 'thinking'}))}"
        yield f"before ends quote={text[before.end - 1] == '”'}"


def _context(scenery: Scenery, words: range, sentence: range) -> Iterator[str]:
    """How the surroundings of a claim look."""
    at = scenery.sheet.words
    said = scenery.labels
    yield f"heard={_share(said[i][2:] == 'C' for i in words)}"
    yield f"source={_sided(said, 'S', words, sentence)}"
    yield f"cues={_sided(said, 'Q', words, sentence)}"
    left = [at[i] for i in range(max(sentence.start, words.start - 3), words.start)]
    right = [at[i] for i in range(words.stop, min(sentence.stop, words.stop + 3))]
    inner = [at[i] for i in words]
    yield "l1=" + (left[-1]["w"] if left else "^")
    yield "l2=" + "_".join(word["w"] for word in left[-2:])
    yield "lac=" + next((word["ac"] for word in reversed(left) if word["ac"]), "-")
    yield "r1=" + (right[0]["w"] if right else "$")
    yield "rac=" + next((word["ac"] for word in right if word["ac"]), "-")
    yield "w1=" + (inner[0]["w"] if inner else "")
    yield f"q={_share(bool(word['q']) for word in inner)}"
    yield f"con={_share(word['con'] != 'O' for word in inner)}"
    yield f"cue={_share(word['cue'] != 'O' for word in inner)}"
    yield f"cued={any(at[i]['cue'] != 'O' for i in sentence if i not in words)}"
    yield f"acts={any(at[i]['ac'] for i in sentence if i not in words)}"
    yield f"iac={next((word['ac'] for word in inner if word['ac']), '-')}"
    yield f"opens={words.start - sentence.start < 2}"
    yield f"I={any(word['w'] in {'i', 'we', 'our', 'us', 'my'} for word in inner)}"
    yield f"kind={scenery.reading.notebook.kind(PUBLISHER).value}"


def _sided(said: Sequence[str], part: str, words: range, sentence: range) -> str:
    """On which sides of a claim a model hears a source or a cue in its sentence."""
    left = any(said[i][2:] == part for i in range(sentence.start, words.start))
    right = any(said[i][2:] == part for i in range(words.stop, sentence.stop))
    return ("l" if left else "") + ("r" if right else "") or "-"


def _share(flags: Iterable[bool]) -> str:
    """None, some or all."""
    known = list(flags)
    return "all" if known and all(known) else "some" if any(known) else "none"


def _read(reading: Reading, place: _Place) -> Iterator[Voice]:
    """The article's own voice, and the chains that the rules have read here and near here."""
    middle = (place.span.start + place.span.end) // 2
    here = reading.scene.segment_at(middle)
    attributed = here is not None and len(here.chain) > 1
    yield Voice(
        chain=(_REPORTS,),
        features=("own", f"own:read={attributed}", *(f"own:{one}" for one in place.context)),
    )
    if here is not None and attributed:
        yield _of_segment(here, "here", place, reading)
    sentence = reading.notebook.sentence(place.span.start)
    for segment in reading.scene.segments:
        if segment is here or len(segment.chain) < 2:
            continue
        if sentence.start - 400 <= segment.span.start < sentence.end:
            yield _of_segment(segment, _side(segment, sentence, place), place, reading)


def _side(segment: Segment, sentence: Span, place: _Place) -> str:
    if segment.span.end <= sentence.start:
        return "before"
    if segment.span.covers(place.span) or place.span.covers(segment.span):
        return "around"
    return "left" if segment.span.end <= place.span.start else "right"


def _of_segment(segment: Segment, side: str, place: _Place, reading: Reading) -> Voice:
    kind = reading.notebook.kind(segment.chain[0].speakers[0]).value
    context = (f"{side}:{one}" for one in place.context)
    details = (
        f"{side}:{kind}",
        f"{side}:act={segment.chain[0].act.value}",
        f"{side}:steps={min(len(segment.chain), 4)}",
        f"{side}:mode={segment.mode.value}",
    )
    return Voice(chain=segment.chain, features=("said", side, *details, *context), segment=segment)


def _named(reading: Reading, sheet: Sheet, place: _Place) -> Iterator[Voice]:
    """Agents named, described or taken up by a pronoun in the sentence of a claim or shortly before."""
    number = sheet.sentences.index(place.sentence)
    for back, sentence in enumerate(reversed(sheet.sentences[max(0, number - _BEFORE) : number + 1])):
        if not sentence:
            continue
        stretch = Span(sheet.starts[sentence.start], sheet.spans[sentence.stop - 1].end)
        for mention in reading.notebook.within(stretch, AGENTS):
            yield _voice(
                reading, sheet, place, mention.entity, _around(sheet, place, mention, sentence, back)
            )
        for index in sentence if back == 0 else ():
            word = sheet.words[index]["w"]
            if word in _PRONOUNS and index not in place.words and _by_act(sheet, sentence, index):
                entity = pronoun(reading.notebook, word, sheet.starts[index])
                if entity is not None:
                    side = "l" if index < place.words.start else "r"
                    yield _voice(reading, sheet, place, entity, [f"pro={side}:{word}"])


def _described(scenery: Scenery, place: _Place) -> Iterator[Voice]:
    """Sources that a model hears in the sentence and that no agent has been noted in."""
    number = scenery.sheet.sentences.index(place.sentence)
    for one in scenery.heard:
        if one.part != "S" or one.sentence != number or one.span.overlaps(place.span):
            continue
        if scenery.reading.notebook.within(one.span, AGENTS) or len(one.span.of(scenery.reading.text)) < 4:
            continue
        act, cue = _act(scenery.sheet, place)
        side = "l" if one.span.start < place.span.start else "r"
        yield Voice(
            chain=(Step(speakers=(), act=act, cue=cue), _REPORTS),
            features=("new", f"new:{side}", *(f"new:{context}" for context in place.context)),
            described=one.span,
        )


def settled(reading: Reading, voice: Voice) -> tuple[Step, ...]:
    """The chain of a voice; a speaker who is only described is noted as a source of the account."""
    if voice.described is None:
        return voice.chain
    subject = noted(reading.notebook, Subject(span=voice.described, speakers=(), described=True))
    return (replace(voice.chain[0], speakers=subject.speakers), *voice.chain[1:])


def _by_act(sheet: Sheet, sentence: range, index: int) -> bool:
    near = range(max(sentence.start, index - 2), min(sentence.stop, index + 4))
    return any(sheet.words[i]["ac"] for i in near)


def _voice(reading: Reading, sheet: Sheet, place: _Place, entity: str, around: list[str]) -> Voice:
    known = reading.notebook.entities[entity]
    own = entity == PUBLISHER
    tag = "pub" if own else "who"
    features = [
        tag,
        f"{tag}:{known.kind.value}",
        f"{tag}:victim={entity == reading.scene.victim}",
        *(f"{tag}:{one}" for one in around),
        *(f"{tag}:{one}" for one in place.context),
    ]
    act, cue = _act(sheet, place)
    steps = [Step(speakers=(entity,), act=act, cue=cue)]
    if known.speaks_for is not None and known.kind is Kind.UNNAMED_SOURCE:
        steps.insert(0, Step(speakers=(known.speaks_for,), act=act, cue=cue))
    return Voice(chain=(_REPORTS,) if own else (*steps, _REPORTS), features=tuple(features))


def _act(sheet: Sheet, place: _Place) -> tuple[Act, Span | None]:
    """The act of the nearest verb of saying in the sentence of a claim, outside the claim."""
    said = [i for i in place.sentence if i not in place.words and sheet.words[i]["ac"]]
    if not said:
        return Act.SAYS, None
    nearest = min(said, key=lambda i: min(abs(i - place.words.start), abs(i - place.words.stop)))
    return act_of_word(sheet.words[nearest]["w"]), sheet.spans[nearest]


def _around(sheet: Sheet, place: _Place, mention: AccountMention, sentence: range, back: int) -> list[str]:
    """What stands around a mention, and where it lies from the claim."""
    words = sheet.within(mention.span)
    if back:
        side = f"s{back}"
    elif mention.span.overlaps(place.span):
        side = "in"
    else:
        side = "l" if mention.span.start < place.span.start else "r"
    after = [sheet.words[i] for i in range(words.stop, min(sentence.stop, words.stop + 4))]
    before = [sheet.words[i] for i in range(max(sentence.start, words.start - 3), words.start)]
    gap = max(place.words.start - words.stop, words.start - place.words.stop, 0)
    return [
        f"{side}:named={mention.named}",
        f"{side}:{mention.kind.value}",
        f"{side}:next={after[0]['w'] if after else '$'}",
        f"{side}:last={before[-1]['w'] if before else '^'}",
        f"{side}:act+{next((i for i, word in enumerate(after) if word['ac']), '-')}",
        f"{side}:act-{next((i for i, word in enumerate(reversed(before)) if word['ac']), '-')}",
        f"{side}:gap={min(gap, 12) // 3}",
        f"{side}:opens={words.start - sentence.start < 2}",
        f"{side}:src={any(sheet.words[i]['src'] != 'O' for i in words)}",
        f"{side}",
    ]
