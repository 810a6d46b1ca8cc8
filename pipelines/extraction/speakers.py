"""Who speaks at a cue: the subject before it or behind it, named, described or a pronoun."""

import re
from collections.abc import Iterator
from dataclasses import replace

from ontology.terms import Kind
from pipelines.extraction.account import PUBLISHER, AccountMention, Span
from pipelines.extraction.clauses import has_verb
from pipelines.extraction.descriptions import (
    EDGE,
    LONGEST,
    OPENING,
    Subject,
    agent,
    head_of,
    noun_phrase_before,
    related,
)
from pipelines.extraction.notebook import AGENTS, Notebook
from pipelines.extraction.pronouns import pronoun
from pipelines.extraction.sources import speaking

_ADVERBS = re.compile(
    r"(?:\s+(?:has|have|had|also|later|then|earlier|previously|initially|publicly|further|repeatedly"
    r"|now|still|only"
    r"|first|originally|subsequently|separately|meanwhile|reportedly|officially|quickly|immediately|all"
    r"|both|each|did"
    r"|does|do|not|never|just|once|again|yesterday|today|recently|have|would|will|could|can|may|might"
    r"|since|in\s+fact|himself|herself"
    r"|itself|themselves|on\s+\w+day|last\s+\w+|this\s+\w+|in\s+(?:a|the)\s+\w+|\w+ly))+$",
    re.IGNORECASE,
)
_PRONOUN = re.compile(r"(?<![\w’'-])(they|he|she|it|we|which|who|i)$", re.IGNORECASE)
_PREPOSITION = re.compile(
    r"\b(?:of|at|for|with|from|in|to|by|about|on|near|behind|inside|against|between|within|across|under"
    r"|into|over)\s+"
    r"(?:the\s+|an?\s+|its\s+|their\s+|his\s+|her\s+)?(?:[\w’'.-]+\s+){0,3}$",
    re.IGNORECASE,
)
_HIDDEN = re.compile(r",\s*(?:[^,;“”.]|\.(?!\s+[A-Z])|,(?=\s*\d)){1,140},$")
CITING = r"(?:citing|quoting)"
_REACH = 230  # code points in which a subject is looked for


def subject_before(notebook: Notebook, region: Span, verb: Span) -> Subject | None:
    """The subject that ends before a verb, whatever adverbs or insertions stand between."""
    start = max(region.start, verb.start - _REACH)
    window = notebook.text[start : verb.start].rstrip()
    window = _ADVERBS.sub("", window).rstrip()
    inserted = _HIDDEN.search(window)
    if inserted and not _is_listed(window[: inserted.start()]):
        outer = _subject_ending(notebook, region, start + inserted.start())
        inner = _apposed(notebook, Span(start + inserted.start(), start + inserted.end()))
        if outer is not None and inner is not None and _is_nameless(notebook, outer, inner):
            return replace(inner, span=Span(outer.span.start, inner.span.end))
        if outer is not None:
            inside = Span(start + inserted.start(), start + inserted.end())
            return _citing(notebook, outer, inside)
    return _subject_ending(notebook, region, start + len(window.rstrip(" ,")))


def _apposed(notebook: Notebook, inside: Span) -> Subject | None:
    """The agent whose name is all that is inserted: "the vendor, Acme Corp., said"."""
    span = notebook.trimmed(inside.start, inside.end, " ,")
    found = [
        m
        for m in notebook.starting(span.start)
        if m.kind in AGENTS and m.named and span.end - m.span.end <= 1
    ]
    return Subject(span=found[0].span, speakers=(found[0].entity,)) if found else None


def _is_nameless(notebook: Notebook, outer: Subject, inner: Subject) -> bool:
    """Whether only what is inserted names the subject ("its president, Jane Roe, said")."""
    if outer.described:
        return True
    return notebook.kind(inner.speakers[0]) is Kind.PERSON and notebook.kind(outer.speakers[0]) in {
        Kind.UNNAMED_SOURCE,
        Kind.COLLECTIVE,
    }


def _is_listed(words: str) -> bool:
    return not re.search(r"[\w’'”)]$", words)


def _citing(notebook: Notebook, subject: Subject, inside: Span) -> Subject:
    """A subject with the sources that an insertion cites (", citing two officials,")."""
    match = re.search(rf"\b{CITING}\s+", inside.of(notebook.text))
    if match is None:
        return subject
    cited = cited_in(notebook, Span(inside.start + match.end(), inside.end))
    return replace(subject, cited=cited)


def cited_in(notebook: Notebook, region: Span) -> tuple[str, ...]:
    """The speakers of a stretch that names or describes sources."""
    phrase = noun_phrase_after(notebook, region)
    if phrase is not None and phrase.described and is_complement(notebook, region.start, phrase.span):
        return speaking(notebook, phrase).speakers
    mentions = notebook.outermost(region, AGENTS | {Kind.COMMUNICATION})
    pairs = [agent(notebook, m) for m in mentions if m.entity != PUBLISHER]
    found = tuple(dict.fromkeys(p[0] for p in pairs if p is not None))
    return found or (speaking(notebook, phrase).speakers if phrase is not None else ())


def is_complement(notebook: Notebook, start: int, phrase: Span) -> bool:
    """Whether a description has its own head before the first named in it ("people close to Acme")."""
    named = next(iter(notebook.outermost(phrase, AGENTS | {Kind.COMMUNICATION, Kind.EVENT})), None)
    if named is None:
        return False
    before = notebook.text[start : named.span.start]
    return (
        re.match(
            r"(?:an?|the|one|two|three|several|some|\d+)?\s*\w[\w’ -]*\s(?:of|at|with|to|for|from|in|by)\s",
            before,
        )
        is not None
    )


def _subject_ending(notebook: Notebook, region: Span, end: int) -> Subject | None:
    """The subject whose last word ends here: a mention, a pronoun, or a noun phrase that is no mention."""
    relative = related(notebook, region, end)
    if relative is not None:
        return Subject(span=relative, speakers=(), described=True)
    mentions = list(_ending(notebook, region, end))
    for mention in mentions:
        if mention.kind is not Kind.PLACE and not _inside_phrase(notebook, region, mention):
            named = _named(notebook, region, mention, end)
            if named is not None or mention.kind is not Kind.COMMUNICATION:
                return named
    spoken = _pronoun_ending(notebook, region, end)
    return spoken or _described(notebook, region, end, mentions)


def _ending(notebook: Notebook, region: Span, end: int) -> Iterator[AccountMention]:
    """The mentions that end here, the longest first; brackets and ages behind a name are passed over."""
    wanted = AGENTS | {Kind.COMMUNICATION, Kind.EVENT, Kind.PLACE}
    bare = re.search(r"\s*(?:\([^()]{1,40}\)|,\s*\d\d)?$", notebook.text[max(region.start, end - 45) : end])
    ends = {end, end - len(bare.group())} if bare else {end}
    found = [
        m
        for e in sorted(ends)
        for m in notebook.ending(e)
        if m.kind in wanted and m.span.start >= region.start
    ]
    yield from sorted(found, key=lambda m: m.span.start)


def _inside_phrase(notebook: Notebook, region: Span, mention: AccountMention) -> bool:
    """Whether a preposition before a mention makes it part of a longer description ("a nurse at Acme")."""
    before = notebook.text[max(region.start, mention.span.start - 60) : mention.span.start]
    match = _PREPOSITION.search(before)
    if match is None:
        return False
    head = before[: match.start()].rstrip()
    return bool(re.search(r"[\w’']$", head)) and not has_verb(notebook.text, _between(mention, before, match))


def _between(mention: AccountMention, before: str, match: re.Match[str]) -> Span:
    return Span(mention.span.start - len(before) + match.start(), mention.span.start)


def _named(notebook: Notebook, region: Span, mention: AccountMention, end: int) -> Subject | None:
    joint = _joint(notebook, region, mention)
    agents = [pair for m in joint if (pair := agent(notebook, m)) is not None]
    if not agents:
        return None
    span = notebook.trimmed(phrase_start(notebook, region, joint[0].span.start), end)
    return Subject(span=span, speakers=tuple(dict.fromkeys(a for a, _ in agents)), inquiry=agents[0][1])


def _joint(notebook: Notebook, region: Span, mention: AccountMention) -> list[AccountMention]:
    """A mention with those named jointly before it: "the Herald and the Evening Post"."""
    link = re.search(
        r"(?:,?\s+and|\s+or)\s+(?:the\s+)?$",
        notebook.text[max(region.start, mention.span.start - 14) : mention.span.start],
    )
    if link is None:
        return [mention]
    others = [m for m in notebook.ending(mention.span.start - len(link.group())) if m.kind in AGENTS]
    fitting = [m for m in others if m.span.start >= region.start and not _inside_phrase(notebook, region, m)]
    return [min(fitting, key=lambda m: m.span.start), mention] if fitting else [mention]


def phrase_start(notebook: Notebook, region: Span, start: int) -> int:
    """Where the words before a name that belong to its phrase begin ("the Dutch company")."""
    low = max(region.start, start - 110)
    before = notebook.text[low:start]
    edges = [m.end() for m in EDGE.finditer(before)]
    opening = low + (edges[-1] if edges else 0)
    words = notebook.text[opening:start]
    begin = opening + len(words) - len(words.lstrip())
    if low > region.start and not edges:
        return start
    fitting = (
        words.strip() and not has_verb(notebook.text, Span(begin, start)) and not OPENING.match(words.strip())
    )
    return begin if fitting and len(words.split()) <= 10 else start


def _pronoun_ending(notebook: Notebook, region: Span, end: int) -> Subject | None:
    match = _PRONOUN.search(notebook.text[max(region.start, end - 8) : end])
    if match is None:
        return None
    span = Span(end - len(match.group()), end)
    if match.group().casefold() == "i":
        return None
    if match.group(1).casefold() in {"who", "which"}:
        taken = _antecedent(notebook, region, span.start)
        if taken is not None:
            return taken
    speaker = pronoun(notebook, match.group(1).casefold(), span.start)
    return Subject(span=span, speakers=(speaker,)) if speaker else None


def _antecedent(notebook: Notebook, region: Span, end: int) -> Subject | None:
    """Whom a relative clause is about: those who stand right before it."""
    before = notebook.trimmed(region.start, end, " ,").end
    if before <= region.start or _PRONOUN.search(notebook.text[max(region.start, before - 8) : before]):
        return None
    found = _subject_ending(notebook, region, before)
    return found if found is not None and found.span.start < before else None


def _described(notebook: Notebook, region: Span, end: int, ending: list[AccountMention]) -> Subject | None:
    """A speaker known by a noun phrase alone: "the boy's mother", "Moscow", "most voters"."""
    span = noun_phrase_before(notebook, region, end)
    if span is None:
        return None
    words = re.sub(r"^(?:the|an?)\s+", "", span.of(notebook.text), flags=re.IGNORECASE)
    head = head_of(notebook, span)
    if head is not None:
        return Subject(span=span, speakers=(head[0],), inquiry=head[1])
    place = next(
        (m for m in ending if m.kind is Kind.PLACE and len(m.span.of(notebook.text)) >= len(words)), None
    )
    if place is not None:
        return Subject(span=span, speakers=(state(notebook, place),))
    return Subject(span=span, speakers=(), described=True)


def state(notebook: Notebook, place: AccountMention) -> str:
    """The government that the name of a country or capital speaks for ("Tehran said")."""
    name = notebook.entities[place.entity].name
    return notebook.entity(
        Kind.GOVERNMENT_BODY,
        f"government of {name}",
        "state",
        place.entity,
        aliases=(place.span.of(notebook.text),),
    )


def noun_phrase_after(notebook: Notebook, region: Span) -> Subject | None:
    """Who stands first in a stretch: "said the minister", "said Ann Roe, who runs it"."""
    text = notebook.text
    lead = re.match(r"\s+", text[region.start : region.end])
    start = region.start + (lead.end() if lead else 0)
    edge = EDGE.search(text, start, region.end)
    end = edge.start() if edge else region.end
    wanted = AGENTS | {Kind.COMMUNICATION}
    near = [
        m for m in notebook.outermost(Span(start, region.end), wanted) if m.span.start < max(end, start + 1)
    ]
    for mention in near[:1]:
        pair = agent(notebook, mention)
        if pair and not _inside_phrase(notebook, Span(start, region.end), mention):
            return Subject(span=Span(start, mention.span.end), speakers=(pair[0],))
    span = notebook.trimmed(start, end)
    words = span.of(text).split()
    if not words or len(words) > LONGEST or OPENING.match(words[0]) or has_verb(text, span):
        return None
    if re.fullmatch(r"(?:he|she|they|it|we)", words[0], re.IGNORECASE):
        return None
    return Subject(span=span, speakers=(), described=True)
