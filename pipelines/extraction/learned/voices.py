"""Whose claim it is: the article's own, or of somebody heard near it, by what stands around them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from ontology.terms import Act, Kind
from pipelines.extraction.account import PUBLISHER, AccountMention, Span, Step
from pipelines.extraction.attribution import Segment
from pipelines.extraction.clauses import has_verb
from pipelines.extraction.cue import act_of_word
from pipelines.extraction.learned.bearings import Before, Place, of_before, of_own, of_speaker
from pipelines.extraction.learned.classes import classed
from pipelines.extraction.learned.ranking import Ranker
from pipelines.extraction.learned.scenery import Scenery
from pipelines.extraction.learned.sheet import Sheet
from pipelines.extraction.learned.sources import Source
from pipelines.extraction.notebook import AGENTS
from pipelines.extraction.reading import Reading

_BEFORE = 2  # sentences back in which a speaker is looked for
_HEARD = 4  # sentences back in which somebody was heard who may go on speaking
_REPORTS = Step(speakers=(PUBLISHER,), act=Act.REPORTS)
_OWN = (PUBLISHER,)
_HEARD_HERE = "heard"  # the feature of who speaks there or shortly before
_BEHIND = frozenset("of for at in on from with to who which that close familiar ,".split())  # a noun


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """A chain through which a claim may have come, and why it may or may not."""

    chain: tuple[Step, ...]
    features: tuple[str, ...]

    @property
    def holders(self) -> tuple[str, ...]:
        """Whose commitment it would be."""
        return self.chain[0].speakers


def voices(scenery: Scenery, place: Place, before: Before | None = None) -> list[Voice]:
    """The chains that a claim may have, the article's own first, each holder once."""
    found: dict[tuple[str, ...], list[Voice]] = {}
    for voice in chain(_read(scenery, place), _heard(scenery, place), _named(scenery, place)):
        found.setdefault(voice.holders, []).append(voice)
    return [_placed(scenery, place, several, before) for several in found.values()]


def _placed(scenery: Scenery, place: Place, several: Sequence[Voice], before: Before | None) -> Voice:
    """The first of some voices of one holder, with what all of them, its place and the claims before say."""
    voice = several[0]
    if len(voice.chain) == 1:
        more = of_own(scenery, place)
    else:
        speakers = {one for step in voice.chain for one in step.speakers}
        more = of_speaker(scenery, place, frozenset(speakers - {PUBLISHER}))
    again = of_before(scenery, place, voice.holders, voice.features[0], before)
    features = chain(*(one.features for one in several), more, again)
    return Voice(chain=voice.chain, features=tuple(dict.fromkeys(features)))


def chosen(found: Sequence[Voice], model: Ranker, *, quoted: bool) -> tuple[Voice, float]:
    """The likeliest voice, with how likely it is; words in quotation marks are nobody's who was not heard."""
    able = [voice for voice in found if not quoted or len(voice.chain) > 1 or _HEARD_HERE in voice.features]
    able = able or [*found]
    place, sure = model.choose([voice.features for voice in able])
    return able[place], sure


def placed(scenery: Scenery, span: Span) -> Place:
    """Where a claim stands."""
    words = scenery.sheet.within(span)
    sentence = scenery.sheet.sentence(words.start)
    return Place(
        span=span,
        words=words,
        sentence=sentence,
        number=scenery.number(sentence),
        context=(*_context(scenery, words, sentence), *_classed(scenery, span, sentence)),
    )


def _classed(scenery: Scenery, span: Span, sentence: range) -> Iterator[str]:
    """The classes of words in the sentence of a claim, and in the sentence before it."""
    text, here = scenery.reading.text, scenery.stretch(sentence)
    yield from classed("voices", text, span, here)
    number = scenery.number(sentence)
    yield f"opens paragraph={text[max(0, here.start - 1) : here.start] in {'', chr(10)}}"
    if number:
        before = scenery.stretch(scenery.sheet.sentences[number - 1])
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
    yield f"shape={_shaped(scenery, words, sentence)}"
    yield f"I={any(word['w'] in {'i', 'we', 'our', 'us', 'my'} for word in inner)}"
    yield f"kind={scenery.reading.notebook.kind(PUBLISHER).value}"


def _shaped(scenery: Scenery, words: range, sentence: range) -> str:
    """Whether a claim has a verb, how it is bounded, and how it begins: descriptions are nobody's word."""
    text, at = scenery.reading.text, scenery.sheet.words
    verb = has_verb(text, scenery.stretch(words)) if words else False
    left = at[words.start - 1]["w"] if words.start > sentence.start else "^"
    right = at[words.stop]["w"] if words.stop < sentence.stop else "$"
    bounds = "".join("^" if not one.isalnum() else "w" for one in (left, right))
    article = at[words.start]["w"] if words and at[words.start]["w"] in {"a", "an", "the", "its"} else "-"
    return f"{verb}:{bounds}:{article}:{min(len(words) // 4, 3)}"


def _sided(said: Sequence[str], part: str, words: range, sentence: range) -> str:
    """On which sides of a claim a model hears a source or a cue in its sentence."""
    left = any(said[i][2:] == part for i in range(sentence.start, words.start))
    right = any(said[i][2:] == part for i in range(words.stop, sentence.stop))
    return ("l" if left else "") + ("r" if right else "") or "-"


def _share(flags: Iterable[bool]) -> str:
    """None, some or all."""
    known = set(flags)
    return "none" if True not in known else "some" if False in known else "all"


def _read(scenery: Scenery, place: Place) -> Iterator[Voice]:
    """The article's own voice, and the chains that the rules have read here and near here."""
    reading = scenery.reading
    middle = (place.span.start + place.span.end) // 2
    here = reading.scene.segment_at(middle)
    attributed = here is not None and len(here.chain) > 1
    yield Voice(
        chain=(_REPORTS,),
        features=("own", f"own:read={attributed}", *place.under("own")),
    )
    if here is not None and attributed:
        yield _of_segment(here, "here", place, reading)
    sentence = reading.notebook.sentence(place.span.start)
    for segment in reading.scene.segments:
        if segment is here or len(segment.chain) < 2:
            continue
        if sentence.start - 400 <= segment.span.start < sentence.end:
            yield _of_segment(segment, _side(segment, sentence, place), place, reading)


def _side(segment: Segment, sentence: Span, place: Place) -> str:
    if segment.span.end <= sentence.start:
        return "before"
    if segment.span.covers(place.span) or place.span.covers(segment.span):
        return "around"
    return "left" if segment.span.end <= place.span.start else "right"


def _of_segment(segment: Segment, side: str, place: Place, reading: Reading) -> Voice:
    kind = reading.notebook.kind(segment.chain[0].speakers[0]).value
    details = (
        f"{side}:{kind}",
        f"{side}:act={segment.chain[0].act.value}",
        f"{side}:steps={min(len(segment.chain), 4)}",
        f"{side}:mode={segment.mode.value}",
    )
    return Voice(chain=segment.chain, features=("said", side, *details, *place.under(side)))


def _heard(scenery: Scenery, place: Place) -> Iterator[Voice]:
    """Those whom a model hears in the sentence of a claim or lately, and in whose name they may speak."""
    behind = 0
    for source in reversed(scenery.sources):
        back = place.number - source.sentence
        if back < 0 or source.words.start in place.words:
            continue
        if back > _HEARD or behind == 2:
            return
        behind += back > 0
        yield from _of_source(scenery, place, source, f"b{behind}" if back else "b0")


def _of_source(scenery: Scenery, place: Place, source: Source, tag: str) -> Iterator[Voice]:
    known = scenery.reading.notebook.entities
    speaker = known[source.speakers[0]]
    head = _head(scenery.sheet, source.words)
    side = "l" if source.words.start < place.words.start else "r"
    act, cue = _act(scenery, place)
    own = source.speakers == _OWN
    step = Step(speakers=source.speakers, act=act, cue=cue)
    told = (
        _HEARD_HERE,
        f"{tag}:{side}:{speaker.kind.value}",
        f"{tag}:{head}:{speaker.kind.value}",
        f"{tag}:for={speaker.speaks_for is not None}:{bool(source.within)}",
    )
    context = place.under(tag) if tag == "b0" else ()
    yield Voice(chain=(_REPORTS,) if own else (step, _REPORTS), features=(*told, *context))
    for other in dict.fromkeys((speaker.speaks_for, *source.within)):
        if other is not None and other != speaker.id and not own:
            inner = Step(speakers=(other,), act=act, cue=cue)
            why = ("behind", f"behind:{tag}:{head}", f"behind:{tag}:for={other == speaker.speaks_for}")
            yield Voice(chain=(inner, step, _REPORTS), features=why)


def _head(sheet: Sheet, words: range) -> str:
    """What a description is of: "official" of "a senior official at the ministry"."""
    told = (index for index in words if index > words.start and sheet.words[index]["w"] in _BEHIND)
    return str(sheet.words[next(told, words.stop) - 1]["w"])


def _named(scenery: Scenery, place: Place) -> Iterator[Voice]:
    """Agents named or described in the sentence of a claim or shortly before."""
    sheet = scenery.sheet
    lately = sheet.sentences[max(0, place.number - _BEFORE) : place.number + 1]
    for back, sentence in enumerate(reversed(lately)):
        for mention in scenery.reading.notebook.within(scenery.stretch(sentence), AGENTS):
            around = _around(scenery, place, mention, sentence, back)
            yield _voice(scenery, place, mention.entity, around)


def _voice(scenery: Scenery, place: Place, entity: str, around: list[str]) -> Voice:
    known = scenery.reading.notebook.entities[entity]
    own = entity == PUBLISHER
    tag = "pub" if own else "who"
    features = [
        tag,
        f"{tag}:{known.kind.value}",
        f"{tag}:victim={entity == scenery.reading.scene.victim}",
        *(f"{tag}:{one}" for one in around),
        *place.under(tag),
    ]
    act, cue = _act(scenery, place)
    steps = [Step(speakers=(entity,), act=act, cue=cue)]
    if known.speaks_for is not None and known.kind is Kind.UNNAMED_SOURCE:
        steps.insert(0, Step(speakers=(known.speaks_for,), act=act, cue=cue))
    return Voice(chain=(_REPORTS,) if own else (*steps, _REPORTS), features=tuple(features))


def _act(scenery: Scenery, place: Place) -> tuple[Act, Span | None]:
    """The act of the nearest verb of saying in the sentence of a claim, outside the claim."""
    sheet = scenery.sheet
    said = [i for i in place.sentence if i not in place.words and sheet.words[i]["ac"]]
    if not said:
        return Act.SAYS, None
    nearest = min(said, key=lambda i: min(abs(i - place.words.start), abs(i - place.words.stop)))
    return act_of_word(sheet.words[nearest]["w"]), sheet.spans[nearest]


def _around(scenery: Scenery, place: Place, mention: AccountMention, sentence: range, back: int) -> list[str]:
    """What stands around a mention, and where it lies from the claim."""
    sheet = scenery.sheet
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
