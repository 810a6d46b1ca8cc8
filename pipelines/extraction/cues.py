"""Cues of attribution: the words by which a text says that somebody says something, and who it is."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ontology.terms import Act, Certainty, Kind
from pipelines.extraction.account import Span
from pipelines.extraction.clauses import has_verb
from pipelines.extraction.notebook import AGENTS, Notebook
from pipelines.extraction.occurrences import Vocabulary
from pipelines.extraction.speakers import (
    Subject,
    agent,
    cited_in,
    noted,
    noun_phrase_after,
    phrase_start,
    subject_before,
)
from pipelines.extraction.wordlists import alternatives, forms, lexicon

_ATTRIBUTION = lexicon("attribution")
_PASSIVE = re.compile(r"\b(?:been|was|were|be|being|is|are|to|get|got)\s+(?:\w+ly\s+)?$")
_IMPERSONAL = re.compile(
    r"\bit\s+(?:has|had|have|was|is)\s+(?:now\s+|also\s+|since\s+)?(?:been\s+)?(confirmed|found"
    r"|established|determined|concluded)\s+that\b",
    re.IGNORECASE,
)
_THAT = re.compile(r"\s*(?::|,?\s*that\b|,?\s*(?=[“])|\s(?=(?:how|why|whether|if)\b))")
_ADDRESSEE = re.compile(
    r"\s+(?:to\s+)?(?:[^,;:“”.]|\.(?!\s+[A-Z]|$)){2,90}?(?:\s+(?=that\b)|(?=:\s)|,?\s+(?=“))"
)
_TOLD = re.compile(r"t(?:ell|ells|old)|inform\w*|notif\w*|warn\w*|assur\w*|remind\w*|brief\w*")
_HEARER = re.compile(
    r"\s+(?:reporters|journalists|lawmakers|parliament|investors|staff|viewers|customers|police|them"
    r"|him|her|us|me|it"
    r"|(?:the\s+)?[A-Z][\w’.&-]*(?:\s+[A-Z][\w’.&-]*){0,4})(?:\s+(?:on|in|at|during|by|last"
    r"|this)\s+(?:[\w’.-]+\s?){1,4}?)?\s+(?=\S)"
)
_MATTER = re.compile(
    r"\s+(?:the\s+|any\s+|some\s+|all\s+|such\s+|a\s+|media\s+|news\s+|press\s+|earlier\s+"
    r"|those\s+)*(?:reports?|claims?|allegations?|accusations?"
    r"|rumou?rs?|speculation|suggestions?|assertions?|fact|concerns?|fears?|charges?|possibility|notion"
    r"|idea)\s+(?=that\b)"
)
_CIRCUMSTANCE = re.compile(
    r"\s+(?:to|on|in|at|during|earlier|last|this|via|through|publicly|separately|later|also|recently"
    r"|yesterday|today|erroneously|\w+day)\b"
)
_NEGATED = re.compile(r"\b(?:not|never|nor|neither|cannot)\b|n[’']t\b|\bdeclined\b|\brefused\b")
_AFTER_TRAILING = re.compile(
    r"\s*(?:$|[.,;—–]|\n|(?:reporters|lawmakers|parliament|investors|staff|journalists|viewers"
    r"|customers|(?:the|a|an|his|her)\s+\w+|[A-Z][\w.]*)"
    r"(?:\s+(?:[A-Z][\w.]*|on|in|at|during|by|of|after)\s?[^“”,.]{0,60})?[.,]|(?:on|in|at|during|after"
    r"|to|this|last|yesterday|when|while|as|of|from|via|by|earlier|late)\b[^“”]{0,110}?(?:[.,]|$))"
)
_DENY = re.compile(r"den(?:y|ies|ied|ying)|disput\w+|refut\w+|dismiss\w+|reject\w+|doubt\w*", re.IGNORECASE)
_FEAR = re.compile(r"fear\w*", re.IGNORECASE)
_DOUBT = re.compile(r"doubt\w*", re.IGNORECASE)
_REDUCED = re.compile(r"\s+(?:to\s+(?:be|have)|by)\b")
_TRANSITIVE = frozenset(
    {Act.ANNOUNCES, Act.ACKNOWLEDGES, Act.CONFIRMS, Act.REPORTS, Act.INDICATES, Act.APOLOGISES}
)
_VERBLESS = re.compile(
    r"said|says|say|saying|stated|claim\w*|believe\w*|think\w*|thought|suspect\w*|insist\w*|fear\w*"
    r"|argu\w*|maintain\w*|den\w+|add\w*|boast\w*|doubt\w*"
)
_NOUNS = frozenset("state claim report post note comment estimate show fear regret point tweet".split())
_ALONE = re.compile(
    r"(?:[,;]\s*|\s)(?:and|but|yet|or|then|while|by)\s+(?:(?:also|later|then|has|have|had|now|\w+ly)\s+)*$"
)
_ENDS = re.compile(
    r"\s*(?:$|[,.;:—–“”()]|(?:who|whose|which|in|on|at|of|from|during|after|to|last|earlier|this|by"
    r"|with|adding|and|when|while|as|for)\b)"
)
_PARTICIPLE = re.compile(r"(?:,|\bwhile|\bby|\bbefore|\bwithout)\s+(?:also\s+|\w+ly\s+)?$")
_BY_WHOM = re.compile(r"\s+by\s+(?:the\s+|an?\s+|its\s+)?")
_TO_WHOM = re.compile(r"\b(?:been|was|were|be|being)\s+(?:\w+ly\s+)?$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """A cue with its speakers. `content` is where the content begins when it follows."""

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
    cited: tuple[str, ...] = ()  # from whom the speakers have it
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
def _verbs() -> Vocabulary:
    return Vocabulary(_acts())


def _act(text: str, verb: Span) -> Act:
    return _acts()[re.sub(r"\s+", " ", verb.of(text)).casefold()]


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
        before = re.sub(r"^(?:But|And|However,|Yet|Still,)\s+", "", text[region.start : match.start()])
        leading = not re.search(r"\w", before)
        end = _end_of_sources(notebook, match.end(), region.end, leading=leading)
        mentions = _speakers_in(notebook, Span(match.end(), end))
        subject = Subject(
            span=notebook.trimmed(match.end(), end), speakers=tuple(dict.fromkeys(e for e, _ in mentions))
        )
        if not mentions:
            found = noun_phrase_after(notebook, Span(match.end(), end))
            if found is None:
                continue
            subject = noted(notebook, found)
        cue = Span(match.start(), match.end() - 1)
        yield Cue(
            start=match.start(),
            end=end,
            cue=cue,
            words=cue,
            act=_act_of(notebook, subject.speakers[0]),
            speakers=subject.speakers,
            sources=(subject.span,),
            content=end,
            trailing=not leading,
        )


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
        found += [pair for pair in [agent(notebook, mention)] if pair is not None]
    return found


def _verbal(notebook: Notebook, region: Span) -> Iterator[Cue]:
    last: Subject | None = None
    for verb in _verbs().find(notebook.text, region):
        if notebook.text[verb.start].isupper():
            continue  # "the United States"
        cue = _inverted(notebook, region, verb)
        if cue is None:
            subject = _subject(notebook, region, verb, last)
            cue = _following(notebook, region, verb, subject) if subject else None
        if cue is not None:
            last = Subject(span=cue.sources[0], speakers=cue.speakers) if cue.sources else last
            yield cue


def _subject(notebook: Notebook, region: Span, verb: Span, last: Subject | None) -> Subject | None:
    """The subject of a verb of attribution; None where it has none, or is not in the active voice."""
    text = notebook.text
    before = text[max(region.start, verb.start - 40) : verb.start]
    if _PASSIVE.search(before):
        return _informed(notebook, region, verb) if _TO_WHOM.search(before) else None
    if _REDUCED.match(text, verb.end, region.end) or _is_noun(text, verb):
        return None
    if verb.of(text).casefold().endswith("ing"):
        return (last or _first(notebook, region, verb)) if _PARTICIPLE.search(before) else None
    if _ALONE.search(before):
        return last or _first(notebook, region, verb)
    return subject_before(notebook, region, verb)


def _is_noun(text: str, verb: Span) -> bool:
    """Whether a word that is a noun as often has no plural subject before it ("a nation state")."""
    if verb.of(text) not in _NOUNS:
        return False
    before = text[max(0, verb.start - 30) : verb.start].rstrip()
    return re.search(
        r"(?:[a-z]{2}s|\bthey|\bwe|\bI|\bpeople|\bpolice|\bmedia|\bwho)$", before
    ) is None or before.endswith("ss")


def _informed(notebook: Notebook, region: Span, verb: Span) -> Subject | None:
    """Who told somebody: "the ministry had been informed by the company that"."""
    if not _TOLD.fullmatch(verb.of(notebook.text).casefold()):
        return None
    by = _BY_WHOM.match(notebook.text, verb.end, region.end)
    found = [m for m in notebook.starting(by.end()) if m.kind in AGENTS] if by else []
    if by and not found:
        found = [m for m in notebook.starting(verb.end + 4) if m.kind in AGENTS]
    return Subject(span=found[0].span, speakers=(found[0].entity,)) if found else None


def _first(notebook: Notebook, region: Span, verb: Span) -> Subject | None:
    """The first agent of a region, when a verb follows it: the subject that is not repeated."""
    found = notebook.outermost(Span(region.start, verb.start), AGENTS)
    for mention in found[:1]:
        start = phrase_start(notebook, region, mention.span.start)
        if start <= region.start + 30 and has_verb(notebook.text, Span(mention.span.end, verb.start)):
            return Subject(span=Span(start, mention.span.end), speakers=(mention.entity,))
    return None


def _following(notebook: Notebook, region: Span, verb: Span, subject: Subject) -> Cue | None:
    text = notebook.text
    act = _act(text, verb)
    between = text[subject.span.end : verb.start] if subject.span.end <= verb.start else ""
    if act is not Act.CONFIRMS and _NEGATED.search(between):
        return None  # "has not explained why" says what was left unsaid
    words = verb.of(text).casefold()
    closes = subject.span.end <= verb.start and _closes(notebook, region, subject.span, verb)
    content = verb.end if closes else _content(notebook, region, verb, act, described=subject.described)
    if content is None:
        return None
    unsure = act is Act.CONFIRMS and _NEGATED.search(between) is not None
    subject = noted(notebook, subject)
    start = min(subject.span.start, verb.start)
    rest = text[verb.end : region.end]
    return Cue(
        start=start,
        end=max(verb.end, subject.span.end) if not closes else _end_of_tail(notebook, region, verb),
        cue=verb,
        words=Span(start, verb.end),
        act=act,
        speakers=subject.speakers,
        sources=(subject.span,),
        content=content,
        trailing=closes,
        parenthetical=closes and bool(rest.strip(' .”"\n')),
        denies=unsure or bool(_DENY.fullmatch(words)),
        certainty=Certainty.UNDERSPECIFIED if unsure else _certainty(words),
        inquiry=subject.inquiry,
        cited=subject.cited or (_cited(notebook, region, verb) if closes else ()),
    )


def _certainty(word: str) -> Certainty | None:
    if _DOUBT.fullmatch(word):
        return Certainty.PROBABLE
    return Certainty.POSSIBLE if _FEAR.fullmatch(word) else None


def _cited(notebook: Notebook, region: Span, verb: Span) -> tuple[str, ...]:
    """The sources of a trailing cue that cites some: "the paper reported, citing two officials"."""
    match = re.match(r"[^“”]{0,40}?,\s+citing\s+", notebook.text[verb.end : region.end])
    return cited_in(notebook, Span(verb.end + match.end(), region.end)) if match else ()


def _end_of_tail(notebook: Notebook, region: Span, verb: Span) -> int:
    """Where the words after a trailing verb end: at the next quotation, else with the verb."""
    quote = notebook.text.find("“", verb.end, region.end)
    return quote if quote >= 0 else verb.end


def _closes(notebook: Notebook, region: Span, source: Span, verb: Span) -> bool:
    """Whether the content stands before: ", the sources said." or "…,” Suga said on Monday."."""
    text = notebook.text
    comma = re.search(r"[,”?!]\s*$", text[region.start : source.start])
    return comma is not None and _AFTER_TRAILING.match(text, verb.end, region.end) is not None


def _content(notebook: Notebook, region: Span, verb: Span, act: Act, *, described: bool) -> int | None:
    """Where the content begins; None when the object is no statement ("announced the breach")."""
    text = notebook.text
    that = _THAT.match(text, verb.end, region.end)
    if that and (that.group().strip() or act is Act.SAYS or text[that.end()] != "“"):
        return that.end()
    addressed = _addressed(notebook, region, verb)
    if addressed is not None:
        return addressed
    if _TOLD.fullmatch(verb.of(text).casefold()):
        return None
    if _DENY.fullmatch(verb.of(text).casefold()):
        return verb.end
    found = re.match(
        r"\s+no\s+(?:\w+\s+)?(?:evidence|sign|indication|trace|proof)", text[verb.end : region.end]
    )
    if found:
        return verb.end
    rest = Span(verb.end, _clause_end(text, verb.end, region.end))
    plain = act not in _TRANSITIVE or _VERBLESS.fullmatch(verb.of(text).casefold())
    return verb.end if plain and has_verb(text, rest) and (not described or act is Act.SAYS) else None


def _addressed(notebook: Notebook, region: Span, verb: Span) -> int | None:
    """Where the content begins behind those addressed, or behind "the claim that"."""
    text = notebook.text
    matter = _MATTER.match(text, verb.end, region.end)
    if matter:
        return matter.end() + 4
    told = _TOLD.fullmatch(verb.of(text).casefold())
    match = _ADDRESSEE.match(text, verb.end, region.end)
    if match and (told or _CIRCUMSTANCE.match(match.group())) and not has_verb(text, Span(*match.span())):
        after = _THAT.match(text, match.end(), region.end)
        return after.end() if after else match.end()
    hearer = _HEARER.match(text, verb.end, region.end) if told else None
    return hearer.end() if hearer and has_verb(text, Span(hearer.end(), region.end)) else None


def _clause_end(text: str, start: int, end: int) -> int:
    stop = re.search(r"\s(?:after|before|but|because)\s|[;]", text[start:end])
    return start + stop.start() if stop else end


def _inverted(notebook: Notebook, region: Span, verb: Span) -> Cue | None:
    """“…,” said the minister."""
    text = notebook.text
    word = verb.of(text).casefold()
    if word.endswith("ing") or _TOLD.fullmatch(word):
        return None
    if (
        not re.search(r"[,”?!]\s*$", text[region.start : verb.start])
        or not text[verb.end : region.end].strip()
    ):
        return None
    subject = noun_phrase_after(notebook, Span(verb.end, region.end))
    if subject is None or not _ENDS.match(text, subject.span.end, region.end):
        return None
    subject = noted(notebook, subject)
    end = text.find("“", subject.span.end, region.end)
    return Cue(
        start=verb.start,
        end=end if end >= 0 else subject.span.end,
        cue=verb,
        words=Span(verb.start, subject.span.end),
        act=_act(text, verb),
        speakers=subject.speakers,
        sources=(subject.span,),
        content=subject.span.end,
        trailing=True,
        parenthetical=end >= 0,
    )
