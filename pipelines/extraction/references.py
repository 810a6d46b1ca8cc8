"""For whom a description stands: whom a text is about, who "the company" is, whose a thing is."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import lru_cache

from ontology.terms import Kind
from pipelines.extraction.account import PUBLISHER, AccountMention, Span
from pipelines.extraction.notebook import ORGANIZATIONS, Notebook
from pipelines.extraction.phrases import Phrase, phrases
from pipelines.extraction.publisher import tells_of_itself
from pipelines.extraction.wordlists import lexicon

# Whom a description of a kind is taken for, given whom the rules would take it for.
Resolver = Callable[[Notebook, Phrase, Kind, str | None], str | None]

_DEFINITE = frozenset({"the", "this", "that", "its", "their", "'s"})


_GUARDS = re.compile(
    r"\b(?:cyber\w*|security|police|intelligence|investigation|FBI|CISA|BSI|NCSC|CERT|commissioner"
    r"|prosecutor\w*|regulator|court)\b",
    re.IGNORECASE,
)


ANY_TRADE = frozenset(
    "company firm manufacturer maker group giant corporation business provider operator retailer "
    "conglomerate vendor developer contractor startup"
    " organization organisation agency insurer lender carrier chain institution".split()
)


_WATCHERS = re.compile(
    r"(?:(?:cyber)?security|cyber-security|antivirus|analytics|intelligence|forensics?"
    r"|research)\s+(?:firm|company|vendor|provider|group|startup"
    r"|outfit|specialist|researchers?|experts?)s?,?\s+(?:at|from|with|of)?\s*$"
    r"|\b(?:researchers?|experts?|analysts?|specialists?)\s+(?:at|from"
    r"|with)\s+(?:the\s+)?(?:[\w-]+\s+){0,3}$",
    re.IGNORECASE,
)


_BEFALLEN = re.compile(
    r"(?:\b(?:attack|cyberattack|breach|hack|intrusion|incident|leak|theft|outage)s?\s+(?:on|against|at"
    r"|of|targeting|hitting)\s+(?:the\s+)?"
    r"|\b(?:from|hit|struck|targeted|hacked|breached)\s+(?:the\s+)?)$",
    re.IGNORECASE,
)


_PASSING = 8  # how often another organization may be named in somebody's own statement


_EARLY = 300  # code points
_CHANNEL = re.compile(  # "a Telegram channel": where somebody publishes
    r"(?:[’']s)?\s+(?:channels?|groups?|accounts?|posts?|pages?|chats?|bots?|messages?|threads?|feed)\b"
)


def protagonist(notebook: Notebook) -> str | None:
    """The organization that the document is mostly about: named most often, the earlier the better."""
    return notebook.remembered("protagonist", _most_named)


def _most_named(notebook: Notebook) -> str | None:
    counts: Counter[str] = Counter()
    kinds = ORGANIZATIONS - {Kind.MEDIA_ORGANIZATION}
    watchers: set[str] = set()
    for mention in notebook.mentions:
        if mention.kind in kinds and not _CHANNEL.match(notebook.text, mention.span.end):
            counts[mention.entity] += 2 if mention.kind is Kind.COMPANY else 1
            counts[mention.entity] += 3 if mention.span.start < _EARLY else 0
            befallen, watches = _presented(_before(notebook, mention))
            counts[mention.entity] += 3 if befallen else 0
            if watches or is_guard(notebook, mention):
                watchers.add(mention.entity)
    whole = {e: n for e, n in counts.items() if notebook.entities[e].part_of is None} or counts
    if tells_of_itself(notebook) and max(whole.values(), default=0) <= _PASSING:
        return PUBLISHER
    best = max(whole, key=lambda e: (e not in watchers, counts[e], -int(e[1:])), default=None)
    return None if best is None or _is_passing(notebook, best) else best


def _is_passing(notebook: Notebook, entity: str) -> bool:
    """Whether an organization is named once, late, and not as one that something befell."""
    places = [mention for mention in notebook.mentions if mention.entity == entity]
    late = len(places) == 1 and places[0].span.start >= _EARLY
    return late and not _presented(_before(notebook, places[0]))[0]


def _before(notebook: Notebook, mention: AccountMention) -> str:
    return notebook.text[max(0, mention.span.start - 60) : mention.span.start]


@lru_cache(maxsize=1024)  # asked again whenever more has been noted
def _presented(before: str) -> tuple[bool, bool]:
    """Whether the words before a name tell that something befell it, and whether they call it a watcher."""
    return _BEFALLEN.search(before) is not None, _WATCHERS.search(before) is not None


def readable(notebook: Notebook, heads: list[str]) -> Iterator[Phrase]:
    """The phrases with one of these heads outside blocks of other stories."""
    for phrase in phrases(notebook.text, tuple(heads)):
        if not any(block.overlaps(phrase.full) for block in notebook.skipped):
            yield possessed(notebook, phrase)


def possessed(notebook: Notebook, phrase: Phrase) -> Phrase:
    """The phrase with all of its possessor's words ("The company's management", "Acme Corp.'s board")."""
    if phrase.determiner != "'s" or phrase.owner is None:
        return phrase
    starts = [m.span.start for m in notebook.ending(phrase.owner.end)]
    return replace(phrase, full=Span(min(starts), phrase.full.end)) if starts else phrase


def covering(notebook: Notebook, span: Span) -> AccountMention | None:
    """The longest mention that overlaps a span; sectors and nationalities are part of other phrases."""
    parts = {Kind.SECTOR, Kind.PLACE, Kind.QUANTITY}
    found = [m for m in notebook.overlapping(span) if m.kind not in parts]
    return max(found, key=lambda mention: mention.span.end - mention.span.start, default=None)


def owner_of(notebook: Notebook, phrase: Phrase) -> str | None:
    """The entity that possesses what a phrase describes: "Acme's", "its", or a name among the modifiers."""
    if phrase.owner is None:
        named = notebook.within(phrase.span, ORGANIZATIONS)
        return named[0].entity if named else None
    found = notebook.ending(phrase.owner.end)
    if found:
        return max(found, key=lambda m: m.span.end - m.span.start).entity
    return protagonist(notebook) if phrase.determiner in {"its", "their", "our", "'s"} else None


def note_organizations(notebook: Notebook, resolve: Resolver | None = None) -> None:
    """Note "the company", "the ministry" as mentions of whom they stand for.

    Nouns that may mean something else as well ("the terminal") are taken up where a model resolves them.
    """
    listed = [*lexicon("phrases")["organization"].items()]
    if resolve is not None:
        listed += lexicon("phrases")["referring"].items()
    found = {phrase: Kind(kind) for kind, heads in listed for phrase in readable(notebook, heads)}
    for phrase, kind in sorted(found.items(), key=lambda pair: pair[0].span):
        if phrase.determiner not in _DEFINITE - {"its", "their", "'s"} or phrase.is_plural:
            continue
        if covering(notebook, phrase.span) is None:
            _note_organization(notebook, phrase, kind, resolve)


def _note_organization(notebook: Notebook, phrase: Phrase, kind: Kind, resolve: Resolver | None) -> None:
    followed = re.match(r"\s+(?=[A-Z])", notebook.text[phrase.full.end :])
    if followed and notebook.starting(phrase.full.end + followed.end()):
        return  # "the company Acme" names Acme itself
    near = antecedent(notebook, phrase.full.start, kind, phrase.head)
    ruled = near if near is not None and _fits(notebook, phrase, near) else None
    entity = resolve(notebook, phrase, kind, ruled) if resolve else ruled
    if entity is not None:
        notebook.note(phrase.full, entity, named=False)
        notebook.alias(entity, phrase.full.of(notebook.text))
    elif near is None and kind is Kind.GOVERNMENT_BODY and phrase.head == "government":
        notebook.note(phrase.full, notebook.entity(kind, "Government", "government"), named=True)


def _watchers(notebook: Notebook) -> set[str]:
    """The security firms of a text."""
    return {m.entity for m in notebook.mentions if m.kind in ORGANIZATIONS and is_watcher(notebook, m)}


def _fits(notebook: Notebook, phrase: Phrase, entity: str) -> bool:
    """Whether a description can be of somebody: "the stock exchange" is not the company spoken of before."""
    if phrase.head not in ANY_TRADE and entity in _watchers(notebook) and not phrase.modifiers:
        return False
    names = " ".join((notebook.entities[entity].name, *notebook.entities[entity].aliases)).casefold()
    if phrase.head in ANY_TRADE or phrase.head in names:
        return True
    placed = notebook.within(phrase.span, {Kind.PLACE})
    return not phrase.modifiers or bool(placed) or any(word in names for word in phrase.modifiers)


def antecedent(notebook: Notebook, position: int, kind: Kind, head: str = "") -> str | None:
    """The organization that "the company", "the ministry" stands for.

    The nearest before whose name has the word itself; for a government body the nearest of its kind, else the
    first of this sentence or the one before, else the protagonist.
    """
    fitting = {kind} if kind is Kind.GOVERNMENT_BODY else {Kind.COMPANY, Kind.ORGANIZATION}
    before = [
        m
        for m in notebook.starting(0, position)
        if m.kind in fitting and m.span.end <= position and m.entity != PUBLISHER
    ]
    before = [m for m in before if not is_addressed(notebook, m)]
    called = [m for m in before if m.named and head and head in notebook.entities[m.entity].name.casefold()]
    if called:
        return called[-1].entity
    if kind is Kind.GOVERNMENT_BODY:
        return before[-1].entity if before else None
    main = protagonist(notebook)
    if main is not None and notebook.kind(main) not in fitting:
        main = None
    return _topic_of_late(notebook, before, position, main) or main or (before[-1].entity if before else None)


def is_addressed(notebook: Notebook, mention: AccountMention) -> bool:
    """Whether somebody is only the hearer of "told"."""
    return re.search(r"\btold\s+(?:the\s+)?$", notebook.text[: mention.span.start][-12:]) is not None


def is_guard(notebook: Notebook, mention: AccountMention) -> bool:
    """Whether somebody's office is to watch over others' security: news quotes them as a voice."""
    return (
        mention.kind is Kind.GOVERNMENT_BODY
        and _GUARDS.search(notebook.entities[mention.entity].name) is not None
    )


def _topic_of_late(
    notebook: Notebook, before: list[AccountMention], position: int, main: str | None
) -> str | None:
    """Whom a text is about just now: the protagonist when near, else the first of this sentence."""
    here = notebook.sentence(position)
    last = notebook.sentence(max(here.start - 2, 0))
    for sentence in (here, last):
        found = [m.entity for m in before if m.span.start >= sentence.start and not is_watcher(notebook, m)]
        if found:
            return main if main in found else found[0]
    return None


def is_watcher(notebook: Notebook, mention: AccountMention) -> bool:
    """Whether a mention presents somebody as a security firm, who tells of others' incidents."""
    return _presented(_before(notebook, mention))[1]


def is_title(notebook: Notebook, span: Span) -> bool:
    """Whether a name follows at once, so that the phrase only says what the named one is."""
    gap = re.match(r",?\s+", notebook.text[span.end :])
    start = span.end + gap.end() if gap else -1
    return any(m.named and m.kind is not Kind.PLACE for m in notebook.starting(start))
