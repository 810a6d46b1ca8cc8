"""Who is meant by "the company", "the ministry": one of those named before, or nobody that is known."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ontology.terms import Kind
from pipelines.extraction.account import PUBLISHER, AccountMention, Span
from pipelines.extraction.learned.ranking import Ranker
from pipelines.extraction.notebook import ORGANIZATIONS, Notebook
from pipelines.extraction.openings import first_of
from pipelines.extraction.phrases import Phrase
from pipelines.extraction.publisher import tells_of_itself
from pipelines.extraction.references import (
    ANY_TRADE,
    Resolver,
    is_addressed,
    is_guard,
    is_watcher,
    protagonist,
)

_KINDS = ORGANIZATIONS | {Kind.THREAT_ACTOR}
_RELATIVE = re.compile(r"\s+(?:that|which|who|whose|of|in|for|at|behind|responsible|named|called)\b")
_STEM = 4  # letters in which words of kindred languages agree: "Instituto" and "the institute"
_NEAR = 60  # code points around a mention in which it may be said what somebody is


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """Somebody who may be meant, with where they are mentioned before."""

    entity: str
    mentions: tuple[AccountMention, ...]
    rank: int  # by how often they are mentioned before, the first is 0
    recency: int  # by how lately, the last is 0


def resolver(model: Ranker, *, varied: bool = True) -> Resolver:
    """Resolves descriptions by a model; what the rules would take is one of its reasons.

    Where `varied`, a trade told with more words ("the electronics manufacturer") always means somebody known:
    other models are trained on what this one says alone.
    """

    def resolve(notebook: Notebook, phrase: Phrase, kind: Kind, ruled: str | None) -> str | None:
        known = candidates(notebook, phrase, ruled)
        found = features(notebook, phrase, kind, ruled, known)
        if varied and ruled is not None and _varies(notebook, phrase):
            return known[model.choose(found[1:])[0]].entity
        place, _ = model.choose(found)
        return known[place - 1].entity if place else None

    return resolve


def _varies(notebook: Notebook, phrase: Phrase) -> bool:
    """Whether a description of a trade says another way who is known: "the electronics manufacturer"."""
    alone = _RELATIVE.match(notebook.text, phrase.full.end) is None
    return alone and bool(phrase.modifiers) and phrase.head in ANY_TRADE


def candidates(notebook: Notebook, phrase: Phrase, ruled: str | None) -> list[_Known]:
    """Everybody who may be meant: who is named before, whom the text is about, who publishes it."""
    found: dict[str, list[AccountMention]] = {PUBLISHER: []}
    for extra in (protagonist(notebook), ruled):
        if extra is not None:
            found.setdefault(extra, [])
    for mention in notebook.starting(0, phrase.full.start):
        if mention.kind in _KINDS and mention.span.end <= phrase.full.start:
            found.setdefault(mention.entity, []).append(mention)
    often = sorted(found, key=lambda one: -len(found[one]))
    lately = sorted(found, key=lambda one: -found[one][-1].span.start if found[one] else 1)
    return [
        _Known(entity=one, mentions=tuple(mentions), rank=often.index(one), recency=lately.index(one))
        for one, mentions in found.items()
    ]


def features(
    notebook: Notebook, phrase: Phrase, kind: Kind, ruled: str | None, known: list[_Known]
) -> list[list[str]]:
    """What speaks for nobody, who comes first, and for each candidate."""
    shared = list(_of_phrase(notebook, phrase, kind))
    nobody = ["nobody", f"nobody:{ruled is None}", *(f"nobody:{one}" for one in shared)]
    return [nobody, *(list(_of_candidate(notebook, phrase, kind, ruled, one)) for one in known)]


def _of_phrase(notebook: Notebook, phrase: Phrase, kind: Kind) -> Iterator[str]:
    text = notebook.text
    indefinite = _indefinite(phrase.head)
    yield f"head={phrase.head}"
    yield f"kind={kind.value}"
    yield f"modified={min(len(phrase.modifiers), 2)}"
    match = _RELATIVE.match(text, phrase.full.end)
    yield f"followed={match is not None and match.group().strip()}"
    yield f"capital={text[phrase.span.end - len(phrase.head)].isupper()}"
    yield f"introduced={first_of(indefinite, text, 0, phrase.full.start) is not None}"
    yield f"determiner={phrase.determiner}"


@cache  # of the heads that are listed
def _indefinite(head: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:an?|another|one)\s+(?:[\w-]+\s+){{0,3}}{re.escape(head)}\b", re.IGNORECASE)


@cache
def _beside(head: str) -> re.Pattern[str]:
    return re.compile(rf"\b{re.escape(head)}(?:s|es)?\b", re.IGNORECASE)


def _of_candidate(
    notebook: Notebook, phrase: Phrase, kind: Kind, ruled: str | None, one: _Known
) -> Iterator[str]:
    entity = notebook.entities[one.entity]
    yield f"kinds={kind.value}>{entity.kind.value}"
    yield f"head={phrase.head}>{entity.kind.value}"
    yield f"ruled={one.entity == ruled}:{ruled is None}"
    yield f"ruled={one.entity == ruled}:{kind.value}"
    yield from _by_name(notebook, phrase, one)
    yield from _by_standing(notebook, one)
    yield from _by_place(notebook, phrase, one)


def _by_name(notebook: Notebook, phrase: Phrase, one: _Known) -> Iterator[str]:
    """What the words of a name and those beside it have in common with the description."""
    entity = notebook.entities[one.entity]
    names = [name.casefold().split() for name in (entity.name, *entity.aliases)]
    own = {word for name in names for word in name}
    last = entity.name.casefold().split()[-1:] or [""]
    head = phrase.head.split()[-1]
    yield f"named={head in own}"
    yield f"akin={any(word[:_STEM] == head[:_STEM] for word in own if len(word) > _STEM)}"
    yield f"last={last[0] == head}"
    yield f"pair={head}>{last[0]}"
    said = phrase.span.of(notebook.text).casefold().split()
    yield f"called={any(name[-len(said) :] == said for name in names)}"
    if phrase.modifiers:
        yield f"modifiers={any(word in own for word in phrase.modifiers)}:{len(phrase.modifiers)}"
    beside = _beside(head)
    near = any(
        beside.search(notebook.text, max(0, m.span.start - _NEAR), m.span.start)
        or beside.search(notebook.text, m.span.end, m.span.end + _NEAR)
        for m in one.mentions
        if m.named
    )
    yield f"told={near}"
    capital = phrase.full.of(notebook.text).split()[-1][0].isupper()
    yield f"capital={capital}:{one.entity == PUBLISHER}:{head in own}"


def _by_standing(notebook: Notebook, one: _Known) -> Iterator[str]:
    """Whether the text is about them, and what part they have in it."""
    main, title = protagonist(notebook), (notebook.document.title or "").casefold()
    publisher = one.entity == PUBLISHER
    yield f"main={main == one.entity}"
    yield f"rank={min(one.rank, 4)}:{publisher}"
    yield f"count={min(len(one.mentions), 5)}"
    yield f"titled={notebook.entities[one.entity].name.casefold() in title}:{publisher}"
    yield f"publisher={publisher}:{publisher and tells_of_itself(notebook)}"
    yield f"watcher={any(is_watcher(notebook, m) for m in one.mentions)}"
    yield f"guard={any(is_guard(notebook, m) for m in one.mentions)}"
    yield f"early={bool(one.mentions) and one.mentions[0].span.start < 300}"
    yield f"part={notebook.entities[one.entity].part_of is not None}"


def _by_place(notebook: Notebook, phrase: Phrase, one: _Known) -> Iterator[str]:
    """How lately they were spoken of, and whether as the subject of a sentence."""
    yield f"recency={min(one.recency, 4)}"
    if not one.mentions:
        yield "never"
        return
    last = one.mentions[-1]
    here = _number(notebook, phrase.full.start)
    back = here - _number(notebook, last.span.start)
    new = "\n" in notebook.text[last.span.end : phrase.full.start]
    opened = last.span.start - notebook.sentence(last.span.start).start < 5
    yield f"back={min(back, 6)}:{new}"
    yield f"back={min(back, 3)}:opened={opened}"
    yield f"back={min(back, 3)}:recency={min(one.recency, 2)}"
    yield f"named last={last.named}:{min(back, 3)}"
    yield f"addressed={is_addressed(notebook, last)}:{min(back, 2)}"
    same = [
        m
        for m in one.mentions
        if m.span.of(notebook.text).casefold() == phrase.full.of(notebook.text).casefold()
    ]
    yield f"again={bool(same)}"


def _number(notebook: Notebook, position: int) -> int:
    return bisect_right(notebook.sentences, Span(position, len(notebook.text)))
