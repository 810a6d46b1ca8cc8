"""Who speaks in the words that a model hears as a source: a name, a pronoun, or one who is only described."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from ontology.terms import Kind
from pipelines.extraction.account import PUBLISHER, AccountMention, Span
from pipelines.extraction.clauses import finite_verb
from pipelines.extraction.descriptions import Subject
from pipelines.extraction.learned.sheet import Sheet
from pipelines.extraction.learned.speech import Heard
from pipelines.extraction.notebook import AGENTS, ORGANIZATIONS, Notebook
from pipelines.extraction.pronouns import pronoun
from pipelines.extraction.publisher import tells_of_itself
from pipelines.extraction.sources import speaking
from pipelines.extraction.speakers import state

_PRONOUNS = frozenset({"he", "she", "it", "they", "who", "which"})
_OURS = frozenset({"we", "i", "us"})
_SHORTEST = 4  # letters of a description
_LEAD = re.compile(
    r"(?:[^\w“(]+|(?:and|but|as|while|so|that|is\s+what|is\s+that|citing|quoting)\s+)+", re.IGNORECASE
)
_TAIL = re.compile(
    r",\s+(?:who|which|whose|whom|where|one\s+of|an?|the|both|all|\w+ing|based|for\s+(?:its|his|her|their)\s+part"
    r"|however|meanwhile|too|though)\b.*$"
    r"|\s+(?:also|later|now|then|still|again|once|earlier|at\s+first|in\s+turn|in\s+(?:an?|its|his|her|their)\s+\w+)$"
    r"|\s+(?:seen|shown|reviewed|obtained|viewed|read|heard|interviewed|contacted|quoted|published)\s+"
    r"(?:\w+ly\s+)?(?:by|to|in)\b.*$|[\s,;:–—-]+$",
    re.DOTALL,
)
_FIRST = re.compile(r"\S+\s*")
_RELATIVE = re.compile(r"\b(?:who|which|that|whose|whom)\b")
_NOBODY = re.compile(
    r"(?:who|which|whose|what|is|was|were|are|has|had|have|does|did|do|would|will|could|can|may|might"
    r"|read|not|never|only|also|then|there|here|when|where|how|why|if|because)\b",
    re.IGNORECASE,
)
_INSIDE = re.compile(r"\b[Ii]n\s+$")  # "in a statement, it said"
_ASIDE = re.compile(r"(?:\s+(?:to|on|by)\s+[^,;.]{1,40})?,\s+(?P<who>it|he|she|they)\s")
_ARTICLE = re.compile(r"(?:the|an?)\s+", re.IGNORECASE)
_NAMED = ORGANIZATIONS | {Kind.PERSON, Kind.THREAT_ACTOR}
_TOLD = re.compile(r",\s|\s+(?:in|at|on|of|from)\s")  # what is told of a name behind it
_PERSON_LEAD = re.compile(  # what stands before the name of a person: a title, or a description and a comma
    r"(?:.*,\s+)?(?:(?!(?:for|of|to|by|with|at|in|from)\b)[\w’'.-]+\s+)*", re.DOTALL
)
_NAME_LEAD = re.compile(
    r"(?:[A-Z]\w+[’']s\s+|(?:(?!(?:for|of|to|by|with|at|in|from|and|one)\b)[a-z][\w’-]*\s+){1,3})"
)
_CALLED = re.compile(
    r"\b(?:calling\s+(?:itself|himself|herself|themselves)|known\s+as|named|called|baptised)\s+(?:the\s+)?$"
)
_NAMELESS = frozenset({Kind.UNNAMED_SOURCE, Kind.COLLECTIVE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Words of a sentence in which somebody speaks, and who that is."""

    words: range
    sentence: int
    speakers: tuple[str, ...]
    within: tuple[str, ...] = ()  # organizations that the words name beside the speaker


def sources(notebook: Notebook, sheet: Sheet, heard: Iterable[Heard]) -> Iterator[Source]:
    """Who speaks where, in the order of the text; who is only described is noted as a source."""
    beside: dict[tuple[str, ...], tuple[str, ...]] = {}
    last: Source | None = None
    for one in heard:
        if one.part != "S":
            continue
        source = _source(notebook, sheet, one, last)
        if source is not None:
            found = dict.fromkeys((*beside.get(source.speakers, ()), *source.within))
            beside[source.speakers] = tuple(found)
            last = replace(source, within=beside[source.speakers])
            yield last


def _source(notebook: Notebook, sheet: Sheet, one: Heard, last: Source | None) -> Source | None:
    span = _trimmed(notebook.text, one.span)
    if _INSIDE.search(notebook.text, max(0, span.start - 5), span.start):
        aside = _ASIDE.match(notebook.text, span.end)
        span = Span(*aside.span("who")) if aside else span
    words = sheet.within(span)
    if not words:
        return None
    if _NOBODY.match(notebook.text, *span):  # a clause that tells more of who stands before it
        near = last is not None and last.sentence == one.sentence and words.start - last.words.stop < 3
        return replace(last, words=range(last.words.start, words.stop)) if last and near else None
    speakers = _speakers(notebook, span)
    if not speakers:
        return None
    within = tuple(_beside(notebook, span, speakers))
    return Source(words=words, sentence=one.sentence, speakers=speakers, within=within)


def _trimmed(text: str, span: Span) -> Span:
    """The words of a source without what joins them, what is told of them, and what they say or do."""
    lead = _LEAD.match(text, *span)
    start = lead.end() if lead else span.start
    tail = _TAIL.search(text[start : span.end])
    end = start + tail.start() if tail else span.end
    first = _FIRST.match(text, start, end)
    verb = finite_verb(text, Span(first.end() if first else start, end))
    if verb is not None and not _RELATIVE.search(text, start, verb.start):
        end = verb.start
    return Span(start, start + len(text[start:end].rstrip()))


def _speakers(notebook: Notebook, span: Span) -> tuple[str, ...]:
    words = span.of(notebook.text)
    lower = words.casefold()
    if lower in _OURS:
        return (PUBLISHER,) if tells_of_itself(notebook) else ()
    if lower in _PRONOUNS:
        speaker = pronoun(notebook, lower, span.start)
        return (speaker,) if speaker is not None else ()
    bare = _bare(notebook.text, span)
    known = [m for m in notebook.overlapping(span) if m.kind in AGENTS and _is_in(notebook, m, bare)]
    if known:
        entity = max(known, key=lambda m: _shared(m.span, span)).entity
        if notebook.kind(entity) in _NAMELESS:
            notebook.alias(entity, words)
        return (entity,)
    named = _named(notebook, bare)
    if named is not None:
        return (named,)
    if len(re.sub(r"\W", "", words)) < _SHORTEST:
        return ()
    return speaking(notebook, Subject(span=span, speakers=(), described=True)).speakers


def _bare(text: str, span: Span) -> Span:
    """The words without their article."""
    article = _ARTICLE.match(text, *span)
    return Span(article.end(), span.end) if article else span


def _is_in(notebook: Notebook, mention: AccountMention, words: Span) -> bool:
    """Whether words are a mention but for an article, or a part of a name."""
    whole = mention.named and mention.span.covers(words)
    return whole or _is_most(_bare(notebook.text, mention.span), words)


def _named(notebook: Notebook, span: Span) -> str | None:
    """Who is named at either end of words that tell more of them.

    "Acme, its biggest customer", "its founder, Ann Roe", "the magazine Acme Weekly", "a gang calling itself
    Onda".
    """
    text = notebook.text
    for mention in notebook.within(span, {*_NAMED, Kind.PLACE}):
        if mention.kind is Kind.PLACE and mention.span == span:
            return state(notebook, mention)  # "Laos said"
        if not mention.named or mention.kind is Kind.PLACE:
            continue
        before, behind = Span(span.start, mention.span.start), Span(mention.span.end, span.end)
        if before.end == before.start and _TOLD.match(text, *behind):
            return mention.entity
        lead = _PERSON_LEAD if mention.kind is Kind.PERSON else _NAME_LEAD
        if behind.end == behind.start and (lead.fullmatch(text, *before) or _CALLED.search(text, *before)):
            return mention.entity
    return None


def _beside(notebook: Notebook, span: Span, speakers: tuple[str, ...]) -> Iterator[str]:
    """The organizations that the words name: whose official, researcher or report it is."""
    for mention in notebook.within(span, ORGANIZATIONS):
        if mention.entity not in speakers:
            yield mention.entity


def _shared(one: Span, other: Span) -> int:
    return min(one.end, other.end) - max(one.start, other.start)


def _is_most(one: Span, other: Span) -> bool:
    """Whether two spans are nearly the same."""
    return 3 * _shared(one, other) >= 2 * max(one.end - one.start, other.end - other.start)
