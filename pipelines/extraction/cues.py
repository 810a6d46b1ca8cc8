"""Cues of attribution: the words by which a text says that somebody says something, and who it is."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from ontology.terms import Act, Certainty, Kind
from pipelines.extraction.account import PUBLISHER, AccountMention, Span
from pipelines.extraction.clauses import has_verb
from pipelines.extraction.notebook import AGENTS, ORGANIZATIONS, Notebook
from pipelines.extraction.people import protagonist
from pipelines.extraction.wordlists import alternatives, forms, lexicon

_ATTRIBUTION = lexicon("attribution")
_BETWEEN = re.compile(
    r"(?:,[^,“”]{1,90},|,)?\s*(?:(?:has|have|had|also|later|then|earlier|previously|initially|publicly|further|repeatedly"
    r"|now|still|only|first|originally|subsequently|separately|meanwhile|reportedly|officially|quickly|immediately|and|did|does|do"
    r"|not|on\s+\w+day|in\s+(?:a|the)\s+\w+)\s+)*",
)
_PRONOUN = re.compile(r"\b(they|he|she|it|we|which|who)\s*$", re.IGNORECASE)
_PASSIVE = re.compile(r"\b(?:been|was|were|be|being|is|are|to)\s+(?:\w+ly\s+)?$")
_IMPERSONAL = re.compile(
    r"\bit\s+(?:has|had|have|was|is)\s+(?:now\s+|also\s+|since\s+)?(?:been\s+)?(confirmed|found|established|determined|concluded)\s+that\b",
    re.IGNORECASE,
)
_THAT = re.compile(r"\s*(?::|,?\s*that\b|,?\s*(?=[“\"])|\s(?=(?:how|why|whether|if)\b))")
_ADDRESSEE = re.compile(r"\s+(?:to\s+)?[^,;“”.]{2,90}?\s+(?=that\b)")
_CIRCUMSTANCE = re.compile(
    r"\s+(?:to|on|in|at|during|earlier|last|this|via|through|publicly|separately|later|also|\w+day)\b"
)
_NEGATED = re.compile(r"\b(?:not|never|nor)\b|n[’']t\b|\bdeclined\b|\brefused\b")
_TITLE = re.compile(r"(?<=[,”\"])\s*((?:[\w’'.&-]+\s+){1,9})$")
_AFTER_TRAILING = re.compile(
    r"\s*(?:$|[.,;]|\n|(?:reporters|lawmakers|parliament|investors|staff|journalists|viewers|customers|the\s+\w+|[A-Z]\w+)"
    r"(?:\s+(?:on|in|at|during|by)\s[^“”,.]{0,60})?[.,]|(?:on|in|at|during|after|to)\s[^“”]{0,80}?(?:[.,]|$))"
)
_DENY = re.compile(r"den(?:y|ies|ied|ying)|disput\w+|refut\w+|dismiss\w+|reject\w+", re.IGNORECASE)
_FEAR = re.compile(r"fear\w*|doubt\w*", re.IGNORECASE)
_TRANSITIVE = frozenset(
    {Act.ANNOUNCES, Act.ACKNOWLEDGES, Act.CONFIRMS, Act.REPORTS, Act.INDICATES, Act.APOLOGISES}
)
_VERBLESS = re.compile(
    r"said|says|say|stated|claimed|claims|believe\w*|think\w*|thought|suspect\w*|insist\w*|fear\w*|argue\w*|maintain\w*|den\w+"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """A cue with its speakers. `content` is where the content begins when it follows; trailing cues follow theirs."""

    start: int  # of the whole: source or cue, whichever comes first
    end: int
    cue: Span  # the verb or "according to"
    words: Span  # source and verb together, as chains show them
    act: Act
    speakers: tuple[str, ...]
    sources: tuple[Span, ...]
    content: int
    trailing: bool = False
    parenthetical: bool = False
    denies: bool = False
    certainty: Certainty | None = None
    inquiry: str | None = None
    bare_that: bool = False


@cache
def _acts() -> dict[str, Act]:
    """Every form of every verb of attribution with its act; the first listing wins."""
    known: dict[str, Act] = {}
    for act, listed in _ATTRIBUTION["acts"].items():
        for verb in listed:
            for form in forms(verb):
                known.setdefault(form, Act(act))
    for verb in _ATTRIBUTION["finding"]:
        for form in forms(verb):
            known.setdefault(form, Act.INDICATES)
    return known


@cache
def _verb() -> re.Pattern[str]:
    finite = [form for form in _acts() if not form.split()[0].endswith("ing") or form == "saying"]
    return re.compile(rf"(?<![\w-]){alternatives(finite)}(?![\w-])")


_ACCORDING = re.compile(rf"\b{alternatives(_ATTRIBUTION['according'])}\s+", re.IGNORECASE)


def cues(notebook: Notebook, region: Span) -> list[Cue]:
    """The cues of a region in the order of the text."""
    found = [*_according(notebook, region), *_verbal(notebook, region)]
    return sorted(found, key=lambda cue: cue.start)


def impersonal(text: str, span: Span) -> Cue | None:
    """The cue of "it has been confirmed that", which has no speaker of its own."""
    match = _IMPERSONAL.search(text, span.start, span.end)
    if match is None:
        return None
    words = Span(*match.span())
    act = Act.CONFIRMS if match.group(1).casefold() == "confirmed" else Act.SAYS
    return Cue(
        start=words.start,
        end=words.end,
        cue=words,
        words=words,
        act=act,
        speakers=(),
        sources=(),
        content=words.end,
    )


def _according(notebook: Notebook, region: Span) -> Iterator[Cue]:
    text = notebook.text
    for match in _ACCORDING.finditer(text, region.start, region.end):
        leading = not re.search(
            r"\w",
            text[region.start : match.start()]
            .removesuffix("But ")
            .removesuffix("And ")
            .removesuffix("However, "),
        )
        end = _end_of_sources(notebook, match.end(), region.end, leading=leading)
        mentions = _speakers_in(notebook, Span(match.end(), end))
        if not mentions:
            continue
        cue = Span(match.start(), match.end() - 1)
        yield Cue(
            start=match.start(), end=end, cue=cue, words=cue, act=_act_of(notebook, mentions[0][0]),
            speakers=tuple(dict.fromkeys(entity for entity, _ in mentions)),
            sources=(notebook.trimmed(match.end(), end),), content=end, trailing=not leading,
        )  # fmt: skip


def _end_of_sources(notebook: Notebook, start: int, limit: int, *, leading: bool) -> int:
    """Where the speakers end: for a leading cue at the comma after the first of them."""
    if not leading:
        return limit
    mentions = [m for m in notebook.within(Span(start, limit)) if m.kind in AGENTS | {Kind.COMMUNICATION}]
    first = max((m.span.end for m in mentions if m.span.start == mentions[0].span.start), default=start)
    comma = notebook.text.find(",", first, limit)
    return comma if comma >= 0 else limit


def _act_of(notebook: Notebook, entity: str) -> Act:
    return Act.REPORTS if notebook.kind(entity) is Kind.MEDIA_ORGANIZATION else Act.SAYS


def _speakers_in(notebook: Notebook, span: Span) -> list[tuple[str, str | None]]:
    """The agents named in a span, each with the inquiry through which it speaks."""
    found: list[tuple[str, str | None]] = []
    for mention in notebook.outermost(span, AGENTS | {Kind.COMMUNICATION, Kind.EVENT}):
        found += [pair for pair in [_agent(notebook, mention)] if pair is not None]
    return found


def _agent(notebook: Notebook, mention: AccountMention) -> tuple[str, str | None] | None:
    """Who speaks in a mention: itself, or the owner of a statement or an investigation."""
    entity = notebook.entities[mention.entity]
    if mention.kind in {Kind.COMMUNICATION, Kind.EVENT}:
        return (entity.owner, entity.id if mention.kind is Kind.EVENT else None) if entity.owner else None
    return entity.id, None


def _verbal(notebook: Notebook, region: Span) -> Iterator[Cue]:
    text = notebook.text
    for match in _verb().finditer(text, region.start, region.end):
        verb = Span(*match.span())
        before = _source_before(notebook, region, verb)
        cue = _following(notebook, region, verb, before) if before else _inverted(notebook, region, verb)
        if cue is not None:
            yield cue


def _source_before(
    notebook: Notebook, region: Span, verb: Span
) -> tuple[Span, tuple[str, ...], str | None] | None:
    """The subject of a cue: its span, who it is, and the inquiry through which they speak."""
    text = notebook.text
    if _PASSIVE.search(text, max(region.start, verb.start - 20), verb.start):
        return None
    window = Span(region.start, verb.start)
    wanted = AGENTS | {Kind.COMMUNICATION, Kind.EVENT}
    for mention in sorted(notebook.within(window, wanted), key=lambda m: (-m.span.end, m.span.start)):
        if verb.start - mention.span.end > 130:
            break
        if not _BETWEEN.fullmatch(text, mention.span.end, verb.start):
            continue
        joint = _joint(notebook, mention)
        agents = [pair for m in joint if (pair := _agent(notebook, m)) is not None]
        if agents:
            return (
                Span(joint[0].span.start, mention.span.end),
                tuple(dict.fromkeys(a for a, _ in agents)),
                agents[0][1],
            )
    return _pronoun_before(notebook, region, verb)


def _joint(notebook: Notebook, mention: AccountMention) -> list[AccountMention]:
    """A mention with those named jointly before it: "Nikkei and the Asahi Shimbun"."""
    before = Span(max(mention.span.start - 12, 0), mention.span.start)
    for other in notebook.overlapping(before):
        between = notebook.text[other.span.end : mention.span.start]
        if other.kind in AGENTS and re.fullmatch(r"\s+and\s+(?:the\s+)?", between):
            return [other, mention]
    return [mention]


def _pronoun_before(
    notebook: Notebook, region: Span, verb: Span
) -> tuple[Span, tuple[str, ...], str | None] | None:
    window = notebook.text[region.start : verb.start]
    window = re.sub(
        r"\s+(?:(?:has|have|had|also|later|then|further|did|do|does|not|previously|earlier)\s+)+$",
        " ",
        window,
    )
    match = _PRONOUN.search(window)
    if match is None:
        return None
    speaker = pronoun(notebook, match.group(1).casefold(), region.start + match.start())
    span = Span(region.start + match.start(), region.start + match.end())
    return (notebook.trimmed(*span), (speaker,), None) if speaker else None


def pronoun(notebook: Notebook, word: str, position: int) -> str | None:
    """Whom a pronoun stands for: the nearest fitting agent before it, speakers of this sentence and the last first."""
    fitting: frozenset[Kind] = {
        "he": frozenset({Kind.PERSON}), "she": frozenset({Kind.PERSON}),
        "they": frozenset({Kind.UNNAMED_SOURCE, Kind.COLLECTIVE}), "we": ORGANIZATIONS,
        "it": ORGANIZATIONS - {Kind.MEDIA_ORGANIZATION}, "which": ORGANIZATIONS, "who": frozenset({Kind.PERSON, Kind.UNNAMED_SOURCE}),
    }[word]  # fmt: skip
    before = [
        m for m in notebook.mentions if m.span.end <= position and m.kind in fitting and m.entity != PUBLISHER
    ]
    near = [m for m in before if position - m.span.end < 500]
    if near:
        return (
            max(near, key=lambda m: m.span.start).entity
            if word != "it"
            else _subject(notebook, near, position)
        )
    return protagonist(notebook) if word in {"it", "we"} else None


def _subject(notebook: Notebook, near: list[AccountMention], position: int) -> str:
    """What "it" stands for: the first organization of the sentence, or of the one before."""
    sentence = notebook.sentence(position)
    here = [m for m in near if m.span.start >= sentence.start]
    return (here[0] if here else max(near, key=lambda m: m.span.start)).entity


def _following(
    notebook: Notebook, region: Span, verb: Span, before: tuple[Span, tuple[str, ...], str | None]
) -> Cue | None:
    text = notebook.text
    source, speakers, inquiry = before
    act = _acts()[re.sub(r"\s+", " ", verb.of(text))]
    if act is not Act.CONFIRMS and _NEGATED.search(text, source.end, verb.start):
        return None  # "has not explained why" says what was left unsaid
    words = verb.of(text).casefold()
    cue = Cue(
        start=source.start, end=verb.end, cue=verb, words=Span(source.start, verb.end), act=act, speakers=speakers,
        sources=(source,), content=verb.end, denies=bool(_DENY.fullmatch(words)),
        certainty=Certainty.POSSIBLE if _FEAR.fullmatch(words) else None, inquiry=inquiry,
    )  # fmt: skip
    if _closes(notebook, region, source, verb):
        rest = text[verb.end : region.end].strip(' .”"\n')
        return replace(cue, trailing=True, parenthetical=bool(rest))
    content = _content(notebook, region, verb, act)
    return replace(cue, content=content) if content is not None else None


def _closes(notebook: Notebook, region: Span, source: Span, verb: Span) -> bool:
    """Whether the content stands before: ", the sources said." or "…,” Suga said on Monday."."""
    text = notebook.text
    comma = re.search(r"[,”\"]\s*$", text[region.start : _opening(notebook, region, source)])
    after = _AFTER_TRAILING.match(text, verb.end, region.end)
    return comma is not None and after is not None


def _opening(notebook: Notebook, region: Span, source: Span) -> int:
    """Where the words before a name that say who it is begin: "chief executive Ann Roe", "the U.S. agency"."""
    title = _TITLE.search(notebook.text, region.start, source.start)
    if title is None or has_verb(notebook.text, Span(title.start(1), source.start)):
        return source.start
    return title.start(1)


def _content(notebook: Notebook, region: Span, verb: Span, act: Act) -> int | None:
    """Where the content begins; None when the verb has an object that is no statement ("announced the breach")."""
    text = notebook.text
    that = _THAT.match(text, verb.end, region.end)
    if that and (that.group().strip() or act is Act.SAYS or text[that.end()] not in '“"'):
        return that.end()
    addressed = _ADDRESSEE.match(text, verb.end, region.end)
    told = re.fullmatch(r"t(?:ell|ells|old)|inform\w*|notif\w*|warn\w*|assur\w*", verb.of(text))
    if (
        addressed
        and (told or _CIRCUMSTANCE.match(addressed.group()))
        and not has_verb(text, Span(*addressed.span()))
    ):
        after = _THAT.match(text, addressed.end(), region.end)
        return after.end() if after else addressed.end()
    if told:
        return None
    if _DENY.fullmatch(verb.of(text).casefold()):
        return verb.end
    found = re.match(r"\s+no\s+(?:evidence|sign|indication|trace)", text[verb.end : region.end])
    if found:
        return verb.end
    rest = Span(verb.end, _clause_end(text, verb.end, region.end))
    return (
        verb.end
        if has_verb(text, rest) and (act not in _TRANSITIVE or _VERBLESS.fullmatch(verb.of(text)))
        else None
    )


def _clause_end(text: str, start: int, end: int) -> int:
    stop = re.search(r"\s(?:after|before|but|because)\s|[;]", text[start:end])
    return start + stop.start() if stop else end


def _inverted(notebook: Notebook, region: Span, verb: Span) -> Cue | None:
    """“…,” said the minister."""
    text = notebook.text
    if not re.search(r"[,”\"]\s*$", text[region.start : verb.start]):
        return None
    article = re.match(r"\s+(?:the\s+)?", text[verb.end :])
    starts = {verb.end + 1, verb.end + (article.end() if article else 0)}
    found = [m for s in starts for m in notebook.starting(s) if m.kind in AGENTS]
    if not found:
        titled = re.match(r"\s+[^,.“”]{3,60}?\s(?=[A-Z])", text[verb.end : region.end])
        found = [
            m
            for m in (notebook.starting(verb.end + titled.end()) if titled else ())
            if m.kind is Kind.PERSON
        ]
    if not found:
        return None
    mention = max(found, key=lambda m: m.span.end)
    rest = text[mention.span.end : region.end].strip(" .\n")
    return Cue(
        start=verb.start, end=mention.span.end, cue=verb, words=Span(verb.start, mention.span.end),
        act=_acts()[re.sub(r"\s+", " ", verb.of(text))], speakers=(mention.entity,), sources=(mention.span,),
        content=mention.span.end, trailing=True, parenthetical="“" in rest,
    )  # fmt: skip
