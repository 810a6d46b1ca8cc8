"""Which subject a verb of attribution has: before it, shared with another verb, or behind "by"."""

import re
from dataclasses import replace

from pipelines.extraction.account import Span
from pipelines.extraction.clauses import finite_verb, has_verb
from pipelines.extraction.descriptions import Subject, newsroom
from pipelines.extraction.notebook import AGENTS, Notebook
from pipelines.extraction.speakers import cited_in, phrase_start, subject_before
from pipelines.extraction.statements import DENY, TOLD

_PASSIVE = re.compile(r"\b(?:been|was|were|be|being|is|are|to|get|got)\s+(?:\w+ly\s+)?$")


_REDUCED = re.compile(
    r"\s+(?:to\s+(?:be|have)|by(?!\s+(?:e-?mail|phone|telephone|letter|text|fax|message|video)))\b"
)


_NOUNS = frozenset(
    "state claim report post note comment estimate show fear regret point tweet answer guess recall counter "
    "whisper groan laugh sigh protest shout object plead joke brag".split()
)


_ALONE = re.compile(
    r"(?:[,;]\s*|\s)(?:and|but|yet|or|then|while|by)\s+(?:(?:also|later|then|has|have|had|now|\w+ly)\s+)*$"
)


_QUOTED_AS = re.compile(
    r"\b(?P<verb>quot(?:es|ed)|cit(?:es|ed))\s+(?P<who>[^,;:“”]{3,90}?)\s+as\s+(?:having\s+)?$"
)


_PARTICIPLE = re.compile(r"(?:,|\bwhile|\bby|\bbefore|\bwithout)\s+(?:also\s+|\w+ly\s+)?$")


_BY_WHOM = re.compile(r"\s+by\s+(?:the\s+|an?\s+|its\s+)?")


_TO_WHOM = re.compile(r"\b(?:been|was|were|be|being)\s+(?:\w+ly\s+)?$")


def subject_of(notebook: Notebook, region: Span, verb: Span, last: Subject | None) -> Subject | None:
    """The subject of a verb of attribution; None where it has none, or is not in the active voice."""
    text = notebook.text
    before = text[max(region.start, verb.start - 40) : verb.start]
    if _PASSIVE.search(before):
        return _informed(notebook, region, verb) if _TO_WHOM.search(before) else None
    if _REDUCED.match(text, verb.end, region.end) or _is_noun(text, verb):
        return None
    quoted = _QUOTED_AS.search(text, region.start, verb.start)
    if quoted is not None:
        return _quoted(notebook, region, quoted)
    if verb.of(text).casefold().endswith("ing"):
        return (last or _first(notebook, region, verb)) if _PARTICIPLE.search(before) else None
    if _ALONE.search(before):
        return last or _first(notebook, region, verb)
    return subject_before(notebook, region, verb)


def _quoted(notebook: Notebook, region: Span, match: re.Match[str]) -> Subject | None:
    """Who is quoted "as saying", with those who quote them."""
    verb, who = Span(*match.span("verb")), Span(*match.span("who"))
    relay = subject_before(notebook, region, verb)
    paper = newsroom(notebook, verb.start)
    if relay is not None and paper is not None and relay.span.of(notebook.text).casefold() == "it":
        relay = replace(relay, speakers=(paper,))
    cited = cited_in(notebook, who)
    if relay is None or relay.described or not cited:
        return Subject(span=who, speakers=cited) if cited else None
    return replace(relay, span=Span(relay.span.start, who.end), cited=cited)


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
    if not TOLD.fullmatch(verb.of(notebook.text).casefold()):
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
    is_denial = DENY.fullmatch(verb.of(notebook.text)) is not None  # never to be told as the article's own
    return _described_first(notebook, region, verb) if is_denial else None


def _described_first(notebook: Notebook, region: Span, verb: Span) -> Subject | None:
    """The subject of the first verb of a region, where nobody is named: "the hospitals had …, and denied"."""
    leading = finite_verb(notebook.text, Span(region.start, verb.start))
    subject = subject_before(notebook, region, leading) if leading is not None else None
    return subject if subject is not None and subject.span.start <= region.start + 30 else None
