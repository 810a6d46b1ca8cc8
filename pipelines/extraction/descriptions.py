"""Speakers known by a noun phrase alone: where it begins and ends, who heads it, whom it takes up again."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ontology.terms import Kind, SpeakerKind
from pipelines.extraction.account import PUBLISHER, AccountMention, Span
from pipelines.extraction.clauses import has_verb
from pipelines.extraction.notebook import AGENTS, ORGANIZATIONS, Notebook

EDGE = re.compile(
    r"[,;:!?“”\"()\[\]\n—–]|\s-\s|\b(?:and|but|that|which|while|when|as|because|after|before|if"
    r"|although|though|whether"
    r"|than|where|who|whom|whose|since|until|so|then|however|yet|or|nor|once|unless)\b",
    re.IGNORECASE,
)
OPENING = re.compile(
    r"(?:(?:on|in|at|by|last|earlier|late|this|from|for|with|under|during|despite|to|of|about|not|there"
    r"|here|what|how|why"
    r"|even|only|just|more|less|no|also|still|now|thus|instead|meanwhile|nevertheless|rather|so|as"
    r"|out|far|back)\b)",
    re.IGNORECASE,
)
_NEVER = re.compile(
    r"^(?:it|this|that|there|these|those|nothing|nobody|everything|something|he|she|they|we|you|i"
    r"|an?|the|its|whatever.*)$",
    re.IGNORECASE,
)
LONGEST = 14  # words of a description
_OF = re.compile(r"\b(?:of|at|for|from|in|by|to|with|and)\b")
_WHO = re.compile(r"(?<=[\w’'”])\s+(?:who|that|which|whose(?=\s\w+\s\w+))\s+(?P<rest>[^,;:“”\n]{5,150})$")
_PREDICATE = re.compile(
    r"(?:has|have|had|is|are|was|were|do|does|did|can|could|will|would|\w+ed|spoke|works?|runs?|saw|took|sells?"
    r"|monitors?|tests?|lectures?|teach(?:es)?|leads?|heads?|lives?|knows?|uses?|asks?|lost|left|built|sat|stood|goes)"
    r"\s+\S"
)
_DETERMINED = re.compile(
    r"(?:an?|the|one|two|three|four|five|six|seven|eight|nine|ten|several|some|many|most|both|all|another|other"
    r"|people|those|anyone|\d+)\s",
    re.IGNORECASE,
)
_TAKEN_UP = re.compile(r"(?:the|this|that)\s+((?:[\w’-]+\s+)?[\w’-]+)", re.IGNORECASE)
_NEWSROOMS = frozenset(
    {"paper", "newspaper", "daily", "broadcaster", "magazine", "outlet", "news agency", "news site"}
)
_REPORTED = re.compile(r"(?:,[^,.“”]{1,90},)?\s+(?:(?:has|had|first|also|later|earlier)\s+)*reported\b")
_SUIT = re.compile(r"(?:the|their|a)\s+(?:\w+\s+)?(?:complaint|lawsuit|suit|class\s+action)", re.IGNORECASE)
_WRITING = re.compile(
    r"(?:the|this|that|its|his|her|their)\s+(?:\w+\s+)?(?:notes?|draft|memo|letter|post|message|notice|report|statement"
    r"|slides|e-?mail|communiqu[eé]|bulletin|filing|advisory|article|story|testimony|document|text|log)",
    re.IGNORECASE,
)
_POSSESSIVE = re.compile(r"[’']s\s+")
_COMPLEMENT = re.compile(r"\s+(?:of|in|at|for|from|with|who|that|which|on|by|to)\s|,")


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """Who is the subject of a cue, where that stands, and the inquiry or source behind them."""

    span: Span
    speakers: tuple[str, ...]
    inquiry: str | None = None
    cited: tuple[str, ...] = ()
    described: bool = False  # by a noun phrase that is not yet noted


def agent(notebook: Notebook, mention: AccountMention) -> tuple[str, str | None] | None:
    """Who speaks in a mention: itself, or the owner of a statement or an investigation."""
    entity = notebook.entities[mention.entity]
    if mention.kind in {Kind.COMMUNICATION, Kind.EVENT}:
        return (entity.owner, entity.id if mention.kind is Kind.EVENT else None) if entity.owner else None
    return entity.id, None


def head_of(notebook: Notebook, span: Span) -> tuple[str, str | None] | None:
    """Who heads a noun phrase that goes on behind them: "its investigation into the attack".

    A person with a title before the name ("Commissioner Jane Roe of the commission") heads it too; a group
    or a source that is told apart by what follows ("two agents on the night shift") is left to the phrase.
    """
    article = re.match(r"(?:the|an?)\s+", span.of(notebook.text), re.IGNORECASE)
    starts = [span.start, span.start + article.end()] if article else [span.start]
    wanted = AGENTS | {Kind.COMMUNICATION, Kind.EVENT}
    first = next(iter(notebook.within(span, {Kind.PERSON})), None)
    if first is not None and first.named and _is_titled(notebook.text[span.start : first.span.start]):
        return first.entity, None
    found = [m for s in starts for m in notebook.starting(s) if m.kind in wanted and m.span.end <= span.end]
    for mention in sorted(found, key=lambda m: -m.span.end):
        if re.match(
            r"\s+(?:of|into|in|at|on|for|from|with|by|about|as|to)\b",
            notebook.text[mention.span.end : span.end],
        ):
            return None if _is_loose(notebook, mention) else agent(notebook, mention)
    return None


def _is_titled(before: str) -> bool:
    return re.fullmatch(r"(?:[Tt]he\s+)?(?:[\w’-]+\s+){0,4}", before) is not None and not _OF.search(before)


def _is_loose(notebook: Notebook, mention: AccountMention) -> bool:
    entity = notebook.entities[mention.entity]
    return entity.kind in {Kind.UNNAMED_SOURCE, Kind.COLLECTIVE} and entity.speaks_for is None


def noted(notebook: Notebook, subject: Subject) -> Subject:
    """The subject with a source of its own where it is only described."""
    if not subject.described:
        return subject
    known = recalled(notebook, subject.span) or _author(notebook, subject.span)
    if known is not None:
        notebook.note(subject.span, known, named=False)
        return replace(subject, speakers=(known,), described=False)
    words = re.sub(r"^(?:the|an?)\s+", "", subject.span.of(notebook.text), flags=re.IGNORECASE)
    source = notebook.entity(
        Kind.UNNAMED_SOURCE, words, "described", words.casefold(), speaker_kind=SpeakerKind.ANONYMOUS
    )
    for other in _shorter(notebook, subject.span, words):
        notebook.alias(source, other)
    if not any(m.entity == source for m in notebook.starting(subject.span.start)):
        notebook.note(subject.span, source, named=False)
    return replace(subject, speakers=(source,), described=False)


def _shorter(notebook: Notebook, span: Span, words: str) -> Iterator[str]:
    """A description without what follows its head, and without the place that it begins with."""
    head = _COMPLEMENT.split(words, maxsplit=1)[0].strip(" ,")
    if head != words:
        yield head
    places = [m for m in notebook.starting(span.start, span.start + 5) if m.kind is Kind.PLACE]
    behind = next((_POSSESSIVE.match(notebook.text, m.span.end, span.end) for m in places), None)
    if behind is not None:
        yield notebook.text[behind.end() : span.end]


def _author(notebook: Notebook, span: Span) -> str | None:
    """Whose words stand in what speaks: those of who was heard last, unless it is a suit or a charge."""
    text = span.of(notebook.text)
    if _SUIT.fullmatch(text):
        return notebook.entity(
            Kind.UNNAMED_SOURCE, "plaintiffs", "plaintiffs", speaker_kind=SpeakerKind.ANONYMOUS
        )
    if not _WRITING.fullmatch(text):
        return None
    voice = notebook.voice(span.start, 700)
    return voice[1] if voice is not None else None


def recalled(notebook: Notebook, span: Span) -> str | None:
    """Whom "the X" takes up again: the nearest before who was called an X, or has the office of one."""
    match = _TAKEN_UP.fullmatch(span.of(notebook.text))
    if match is None:
        return None
    words = match.group(1).casefold()
    if words in _NEWSROOMS:
        return newsroom(notebook, span.start)
    seen: set[str] = set()
    for mention in reversed(notebook.starting(max(0, span.start - 4000), span.start)):
        if mention.kind in AGENTS and mention.entity not in seen and mention.entity != PUBLISHER:
            seen.add(mention.entity)
            if _is_called(notebook, mention.entity, words):
                return mention.entity
    return None


def newsroom(notebook: Notebook, end: int) -> str | None:
    """Which newsroom was last named before a place, but for the publisher's own: who "reported" is one."""
    found = None
    for mention in notebook.starting(max(0, end - 1500), end):
        if mention.named and mention.entity != PUBLISHER and mention.kind in ORGANIZATIONS:
            reported = _REPORTED.match(notebook.text, mention.span.end) is not None
            found = mention.entity if reported or mention.kind is Kind.MEDIA_ORGANIZATION else found
    return found


def _is_called(notebook: Notebook, entity: str, words: str) -> bool:
    known = notebook.entities[entity]
    if known.kind is Kind.PERSON:
        office = (known.job_title or "").casefold()
        return bool(re.search(rf"\b{re.escape(words)}\b", office))
    if known.kind in ORGANIZATIONS and known.name.casefold() == words:
        return False
    heads = (_COMPLEMENT.split(name, maxsplit=1)[0].casefold() for name in (known.name, *known.aliases))
    return any(head == words or head.endswith(" " + words) for head in heads)


def related(notebook: Notebook, region: Span, end: int) -> Span | None:
    """The noun phrase that a relative clause ends: "two people who have seen the report"."""
    low = max(region.start, end - 200)
    match = _WHO.search(notebook.text, low, end)
    if match is None or not (" whose " in match.group() or _PREDICATE.match(match.group("rest"))):
        return None
    if re.search(r"\b(?:who|that|which)\b", match.group("rest")):
        return None
    start = low
    for edge in EDGE.finditer(notebook.text, low, match.start()):
        start = edge.end()
    head = notebook.trimmed(start, match.start())
    words = head.of(notebook.text)
    if not words or len(words.split()) > LONGEST or not _DETERMINED.match(words + " "):
        return None
    return None if has_verb(notebook.text, head) else Span(head.start, end)


_NEVER_FIRST = frozenset(  # no phrase that names somebody begins with one of these
    {"is", "was", "are", "were", "be", "been", "has", "have", "had", "do", "does", "did", "will", "would"}
    | {"can", "could", "may", "might", "must", "should", "told", "tells", "said", "says", "in", "on", "at"}
)


def noun_phrase_before(notebook: Notebook, region: Span, end: int) -> Span | None:
    """The noun phrase that ends here, back to a stop or a conjunction; None if it has a verb."""
    relative = related(notebook, region, end)
    if relative is not None:
        return relative
    low = max(region.start, end - 150)
    edges = [m.end() for m in EDGE.finditer(notebook.text, low, end)]
    span = notebook.trimmed(edges[-1] if edges else low, end)
    words = span.of(notebook.text).split()
    if not words or len(words) > LONGEST or (not edges and low > region.start) or OPENING.match(words[0]):
        return None
    if (
        _NEVER.match(" ".join(words))
        or words[0] in _NEVER_FIRST
        or not re.search(r"[^\W\d]{2}", span.of(notebook.text))
    ):
        return None
    rest = Span(min(span.start + len(words[0]), span.end), span.end)
    return None if has_verb(notebook.text, rest) or words[0].casefold().endswith("ing") else span
