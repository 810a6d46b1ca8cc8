"""Noun phrases by their head: where they begin, what determines, counts, possesses and modifies them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from pipelines.extraction.account import Span
from pipelines.extraction.notebook import WORD
from pipelines.extraction.occurrences import Vocabulary
from pipelines.extraction.wordlists import forms, lexicon, plurals, singular

_GAP = re.compile(r"(?:[’']s?)?[ \t\u00a0]*\n?[ \t\u00a0]*")
_OF = re.compile(r"\bof\s+$")
_ARTICLES = frozenset("the a an this that these those any some such another each every both all".split())
_POSSESSIVES = frozenset("its their our his her my your".split())
_STOP = frozenset(
    "and or but nor as at by for from in into of on onto over through to toward towards under until "
    "up via with "
    "within without after before since during between among against about above across around near off out "
    "is are was were be been being am has have had do does did will would shall should can could may "
    "might must "
    "not no never only also both either neither if whether that which who whom whose what when where why how "
    "i he she it they we you there here then than so because while although though once however "
    "includes included including include contains contained containing containing involving involved "
    "other more most least fewer less many much own concerning regarding related relating connected "
    "linked belonging "
    "quoting citing according stored held used based down off out away back".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """A noun phrase without its determiner; `full` has it. `owner` is where a possessor stands."""

    span: Span
    full: Span
    head: str  # singular, lower case
    is_plural: bool
    determiner: str | None = None
    owner: Span | None = None
    modifiers: tuple[str, ...] = ()


@cache
def _vocabulary(heads: tuple[str, ...]) -> Vocabulary:
    return Vocabulary(plurals(heads))


@cache
def verb_forms() -> frozenset[str]:
    """Every form of a verb that attributes or reports: such a word ends a noun phrase to its left."""
    acts = (verb for group in lexicon("attribution")["acts"].values() for verb in group)
    events = (verb for group in lexicon("events")["verbs"].values() for verb in group)
    listed = {form.split()[0] for verb in (*acts, *events) for form in forms(verb)}
    return frozenset(listed - set(lexicon("events")["nouns_too"]["words"]))


def phrases(text: str, heads: tuple[str, ...]) -> Iterator[Phrase]:
    """The noun phrases of the text that have one of these heads."""
    for head in _vocabulary(heads).find(text):
        yield _phrase(text, head)


def _phrase(text: str, head: Span) -> Phrase:
    start = head.start
    words: list[str] = []
    determiner: str | None = None
    owner: Span | None = None
    full = head.start
    for token in _leftwards(text, head.start):
        word = token.of(text)
        lower = word.casefold()
        if lower in {"that", "this"} and singular(head.of(text).casefold()) != head.of(text).casefold():
            break  # "said that hackers": a conjunction
        if lower in _ARTICLES or lower in _POSSESSIVES:
            determiner, full = lower, token.start
            owner = token if lower in _POSSESSIVES else None
            break
        if re.search(r"[’']s?$", text[token.end : token.end + 2].rstrip()):
            determiner, owner, full = "'s", token, token.start
            break
        if lower in _STOP or lower in verb_forms() or word[0].isdigit() or len(words) == 5:
            break
        start = full = token.start
        words.insert(0, lower)
    noun = re.sub(r"\s+", " ", head.of(text).casefold())
    return Phrase(
        span=Span(start, head.end),
        full=Span(full, head.end),
        head=singular(noun),
        is_plural=singular(noun) != noun,
        determiner=determiner,
        owner=owner,
        modifiers=tuple(words),
    )


def _leftwards(text: str, position: int) -> Iterator[Span]:
    """The words before a position, the nearest first, as long as only spaces (or 's) lie between."""
    window = max(0, position - 90)
    for match in reversed(list(WORD.finditer(text, window, position))):
        token, word = Span(*match.span()), match.group()
        bare = Span(token.start, token.end - 2) if word.endswith(("’s", "'s")) else token
        gap = text[bare.end : position]
        if not _GAP.fullmatch(gap) or "\n\n" in gap:
            return
        yield bare
        position = bare.start
