"""Who is spoken of without a name: sources, spokespeople, attackers, groups of agents, "the company"."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from ontology.terms import Kind, SpeakerKind
from pipelines.extraction.account import PUBLISHER, AccountMention, Amount, Span
from pipelines.extraction.notebook import ORGANIZATIONS, Notebook
from pipelines.extraction.phrases import Phrase, phrases, verb_forms
from pipelines.extraction.wordlists import lexicon, singular

_LINK = re.compile(
    r"\s+(?:(?:close|related|linked|connected|familiar|briefed|involved|working|quoted|cited"
    r"|knowledgeable|acquainted"
    r"|assigned|based|tracking|investigating|responding|speaking)"
    r"\s+(?:to|with|on|in|at|for|by|about|within)|at|of|for|from|with|in|inside|within"
    r"|near)\s+(?:the\s+|an?\s+)?"
)
_TAILED = re.compile(r"\s+(?:at|inside|within|\w+\s+(?:to|with|on|in|at|for|by|about|within))\s")
_TAIL = re.compile(
    rf"[\w’'-]+(?:\s+[\w’'-]+){{0,2}}?(?=\s+(?:{'|'.join(sorted(verb_forms()))}|has|have|had|who|that"
    r"|and|but)\b|[,.;])"
)
_DEFINITE = frozenset({"the", "this", "that", "its", "their", "'s"})
_GUARDS = re.compile(
    r"\b(?:cyber\w*|security|police|intelligence|investigation|FBI|CISA|BSI|NCSC|CERT|commissioner"
    r"|prosecutor\w*|regulator|court)\b",
    re.IGNORECASE,
)
_ANY_TRADE = frozenset(
    "company firm manufacturer maker group giant corporation business provider operator retailer "
    "conglomerate vendor developer contractor startup"
    " organization organisation agency insurer lender carrier chain institution".split()
)
_ANAPHOR = re.compile(
    r"\b[Tt]he\s+(?:person|people|individual|individuals|man|woman)\b(?!\s+(?:who|behind|familiar|close"
    r"|briefed|with)\b)"
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
ATTACKERS = "attackers"


def protagonist(notebook: Notebook) -> str | None:
    """The organization that the document is mostly about: named most often, the earlier the better."""
    return notebook.remembered("protagonist", _most_named)


def _most_named(notebook: Notebook) -> str | None:
    counts: Counter[str] = Counter()
    watchers: set[str] = set()
    for mention in notebook.mentions:
        if mention.kind in ORGANIZATIONS - {Kind.MEDIA_ORGANIZATION} and mention.entity != PUBLISHER:
            counts[mention.entity] += 2 if mention.kind is Kind.COMPANY else 1
            counts[mention.entity] += 3 if mention.span.start < 300 else 0
            before = notebook.text[max(0, mention.span.start - 60) : mention.span.start]
            counts[mention.entity] += 3 if _BEFALLEN.search(before) else 0
            if _WATCHERS.search(before) or _is_guard(notebook, mention):
                watchers.add(mention.entity)
    whole = {e: n for e, n in counts.items() if notebook.entities[e].part_of is None} or counts
    return max(whole, key=lambda e: (e not in watchers, counts[e], -int(e[1:])), default=None)


def note_people(notebook: Notebook) -> None:
    """Note mentions of organizations by description, then of speakers, attackers and groups."""
    _note_gangs(notebook)
    _note_organizations(notebook)
    for phrase in _readable(notebook, lexicon("phrases")["attackers"]["heads"]):
        _note_attacker(notebook, phrase)
    for group, kind in (("sources", SpeakerKind.ANONYMOUS), ("press", SpeakerKind.PRESS)):
        for phrase in _readable(notebook, lexicon("attribution")["nouns"][group]):
            _note_source(notebook, phrase, kind)
    _note_again(notebook)
    for phrase in _readable(notebook, lexicon("attribution")["nouns"]["open"]):
        _note_source(notebook, phrase, SpeakerKind.CORPORATE)
    for phrase in _readable(notebook, lexicon("attribution")["nouns"]["official"]):
        _note_source(notebook, phrase, SpeakerKind.OFFICIAL)
    for phrase in _readable(notebook, lexicon("attribution")["nouns"]["experts"]):
        _note_source(notebook, phrase, SpeakerKind.ANONYMOUS)


def _readable(notebook: Notebook, heads: list[str]) -> Iterator[Phrase]:
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


def _note_gangs(notebook: Notebook) -> None:
    """Note "the group", "the gang" after the name of a threat actor as that actor."""
    for match in re.finditer(r"\b[Tt]he\s+(?:group|gang|crew|outfit|collective|hackers)\b", notebook.text):
        span = Span(*match.span())
        named = [
            m
            for m in notebook.mentions
            if m.kind is Kind.THREAT_ACTOR and m.named and 0 <= span.start - m.span.end < 400
        ]
        if named and covering(notebook, span) is None and not is_title(notebook, span):
            notebook.note(span, max(named, key=lambda m: m.span.start).entity, named=False)


def _note_organizations(notebook: Notebook) -> None:
    listed = lexicon("phrases")["organization"].items()
    found = [(phrase, Kind(kind)) for kind, heads in listed for phrase in _readable(notebook, heads)]
    for phrase, kind in sorted(found, key=lambda pair: pair[0].span):
        if phrase.determiner not in _DEFINITE - {"its", "their", "'s"} or phrase.is_plural:
            continue
        if covering(notebook, phrase.span) is None:
            _note_organization(notebook, phrase, kind)


def _note_organization(notebook: Notebook, phrase: Phrase, kind: Kind) -> None:
    followed = re.match(r"\s+(?=[A-Z])", notebook.text[phrase.full.end :])
    if followed and notebook.starting(phrase.full.end + followed.end()):
        return  # "the company Acme" names Acme itself
    entity = antecedent(notebook, phrase.full.start, kind, phrase.head)
    if entity is not None and not _fits(notebook, phrase, entity):
        return
    if entity is not None:
        notebook.note(phrase.full, entity, named=False)
        notebook.alias(entity, phrase.full.of(notebook.text))
    elif kind is Kind.GOVERNMENT_BODY and phrase.head == "government":
        notebook.note(phrase.full, notebook.entity(kind, "Government", "government"), named=True)


def _watchers(notebook: Notebook) -> set[str]:
    """The security firms of a text."""
    return {m.entity for m in notebook.mentions if m.kind in ORGANIZATIONS and _is_watcher(notebook, m)}


def _fits(notebook: Notebook, phrase: Phrase, entity: str) -> bool:
    """Whether a description can be of somebody: "the stock exchange" is not the company spoken of before."""
    if phrase.head not in _ANY_TRADE and entity in _watchers(notebook) and not phrase.modifiers:
        return False
    names = " ".join((notebook.entities[entity].name, *notebook.entities[entity].aliases)).casefold()
    if phrase.head in _ANY_TRADE or phrase.head in names:
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
    before = [m for m in before if not _is_addressed(notebook, m)]
    called = [m for m in before if m.named and head and head in notebook.entities[m.entity].name.casefold()]
    if called:
        return called[-1].entity
    if kind is Kind.GOVERNMENT_BODY:
        return before[-1].entity if before else None
    main = protagonist(notebook)
    if main is not None and notebook.kind(main) not in fitting:
        main = None
    return _topic_of_late(notebook, before, position, main) or main or (before[-1].entity if before else None)


def _is_addressed(notebook: Notebook, mention: AccountMention) -> bool:
    """Whether somebody is only the hearer of "told"."""
    return re.search(r"\btold\s+(?:the\s+)?$", notebook.text[: mention.span.start][-12:]) is not None


def _is_guard(notebook: Notebook, mention: AccountMention) -> bool:
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
        found = [m.entity for m in before if m.span.start >= sentence.start and not _is_watcher(notebook, m)]
        if found:
            return main if main in found else found[0]
    return None


def _is_watcher(notebook: Notebook, mention: AccountMention) -> bool:
    """Whether a mention presents somebody as a security firm, who tells of others' incidents."""
    return _WATCHERS.search(notebook.text[max(0, mention.span.start - 60) : mention.span.start]) is not None


_ALLIED = re.compile(
    r"\s+(?:(?:believed|thought|said|suspected|alleged|known)\s+to\s+be\s+)?(?:(?:linked|tied|connected"
    r"|affiliated|associated|aligned|with\s+(?:\w+\s+)?(?:ties|links))"
    r"\s+(?:to|with)|working\s+(?:for|on\s+behalf\s+of)|(?:backed|sponsored|supported|directed"
    r"|controlled|employed|run)\s+by|based\s+in)\s+(?:the\s+)?"
)


def _note_attacker(notebook: Notebook, phrase: Phrase) -> None:
    named = _named_attacker(notebook, phrase)
    if named is not None:
        notebook.note(phrase.full, named, named=False)
        return
    held = covering(notebook, phrase.span)
    if held is not None:
        _note_called(notebook, phrase, held)
        return
    tail = _ALLIED.match(notebook.text[phrase.span.end : phrase.span.end + 60])
    national = [m for m in notebook.within(phrase.span, {Kind.PLACE}) if m.span.start >= phrase.span.start]
    if tail or national or _is_specific(phrase):
        span = _with_complement(notebook, phrase, tail)
        name = re.sub(r"^(?:an?|the)\s+", "", span.of(notebook.text))
        notebook.note(span, notebook.entity(Kind.THREAT_ACTOR, name), named=False)
        return
    entity = notebook.entity(Kind.THREAT_ACTOR, ATTACKERS, ATTACKERS)
    notebook.alias(entity, phrase.full.of(notebook.text))
    notebook.note(phrase.full, entity, named=False)


def _is_specific(phrase: Phrase) -> bool:
    """Whether the words tell which attackers ("a Russian-speaking gang"), not merely that there are some."""
    plain = {
        "unknown",
        "unidentified",
        "malicious",
        "cyber",
        "anonymous",
        "other",
        "potential",
        "sophisticated",
        "outside",
        "external",
    }
    telling = [word for word in phrase.modifiers if word not in plain]
    backed = any(
        word.endswith(("-backed", "-sponsored", "-speaking", "-linked", "-affiliated")) for word in telling
    )
    return backed or (bool(telling) and phrase.determiner in {"a", "an"})


def _note_called(notebook: Notebook, phrase: Phrase, held: AccountMention) -> None:
    """Note "the Example ransomware gang": the group bears the name, also where it is that of its malware."""
    if not phrase.span.covers(held.span) or not held.named or held.span.start != phrase.span.start:
        return
    name = held.span.of(notebook.text)
    actor = held.entity if held.kind is Kind.THREAT_ACTOR else notebook.entity(Kind.THREAT_ACTOR, name)
    notebook.note(phrase.full, actor, named=False)


def _named_attacker(notebook: Notebook, phrase: Phrase) -> str | None:
    """The named group beside a description: "the hacking group Tick", "Tick, a hacking group"."""
    text = notebook.text
    for mention in notebook.mentions:
        if mention.kind is not Kind.THREAT_ACTOR or not mention.named:
            continue
        between = (
            text[phrase.full.end : mention.span.start] if mention.span.start >= phrase.full.end else None
        )
        if between is not None and re.fullmatch(r",?\s+(?:(?:called|known\s+as|named|dubbed)\s+)?", between):
            return mention.entity
        before = text[mention.span.end : phrase.full.start] if mention.span.end <= phrase.full.start else None
        if before is not None and re.fullmatch(r",\s+", before):
            return mention.entity
    return None


def _with_complement(notebook: Notebook, phrase: Phrase, tail: re.Match[str] | None) -> Span:
    if tail is None:
        return phrase.full
    start = phrase.span.end + tail.end()
    ends = [m.span.end for m in notebook.starting(start)]
    if not ends:
        return phrase.full
    end = max(ends)
    body = re.match(
        r"[’']s?\s+((?:[A-Z][\w-]+|of|for|and|the|military|foreign|intelligence|service|agency"
        r"|government|ministry)\s?)+",
        notebook.text[end : end + 70],
    )
    return notebook.trimmed(phrase.full.start, end + (body.end() if body else 0))


def _note_source(notebook: Notebook, phrase: Phrase, kind: SpeakerKind) -> None:
    held = covering(notebook, phrase.full)
    if any(m.named and m.span.end == phrase.span.end for m in notebook.overlapping(phrase.span)):
        return
    if (
        held is not None and (held.span.covers(phrase.full) or not phrase.full.covers(held.span))
    ) or is_title(notebook, phrase.full):
        return
    owner = owner_of(notebook, phrase)
    span, of = _with_link(notebook, phrase)
    owner = owner or of
    name = re.sub(r"^(?:[Tt]he|[Aa]n?)\s+", "", span.of(notebook.text))
    spoken_for = owner if kind in {SpeakerKind.CORPORATE, SpeakerKind.OFFICIAL} else None
    if kind is SpeakerKind.CORPORATE and spoken_for is None:
        spoken_for = antecedent(notebook, phrase.full.start, Kind.COMPANY) or protagonist(notebook)
    key = _source_key(phrase, kind, spoken_for)
    if spoken_for is not None and notebook.kind(spoken_for) is Kind.GOVERNMENT_BODY:
        kind = SpeakerKind.OFFICIAL
    entity = notebook.entity(Kind.UNNAMED_SOURCE, name, *key, speaks_for=spoken_for, speaker_kind=kind)
    _lengthen(notebook, entity, name)
    notebook.note(span, entity, named=False)


def _note_again(notebook: Notebook) -> None:
    """Note "the person", "the people" after an unnamed source as that source."""
    for match in _ANAPHOR.finditer(notebook.text):
        near = notebook.starting(max(0, match.start() - 500), match.start())
        sources = [m.entity for m in near if m.kind is Kind.UNNAMED_SOURCE]
        if sources and covering(notebook, Span(*match.span())) is None:
            notebook.note(Span(*match.span()), sources[-1], named=False)


def is_title(notebook: Notebook, span: Span) -> bool:
    """Whether a name follows at once, so that the phrase only says what the named one is."""
    gap = re.match(r",?\s+", notebook.text[span.end :])
    start = span.end + gap.end() if gap else -1
    return any(m.named and m.kind is not Kind.PLACE for m in notebook.starting(start))


def _source_key(phrase: Phrase, kind: SpeakerKind, owner: str | None) -> tuple[object, ...]:
    """All of a document's "sources" are one speaker, its spokespeople one for each organization."""
    if kind is SpeakerKind.CORPORATE:
        role = "spokesperson" if phrase.head.startswith("spokes") else phrase.head
        return ("open", role, owner)
    head = phrase.head.split()[-1] if phrase.head.endswith("official") else phrase.head
    return (kind, head, owner) if kind is SpeakerKind.OFFICIAL else (kind, head)


def _lengthen(notebook: Notebook, entity: str, name: str) -> None:
    known = notebook.entities[entity]
    if len(name) > len(known.name):
        notebook.amend(entity, name=name, aliases=(*known.aliases, known.name))
    else:
        notebook.alias(entity, name)


def _with_link(notebook: Notebook, phrase: Phrase) -> tuple[Span, str | None]:
    """The phrase with what follows it ("close to the company", "at the ministry"), and whom that names."""
    text = notebook.text
    open_ended = phrase.head.endswith((" with", " to", " of", " on"))
    link = (
        re.compile(r"\s+(?:the\s+|an?\s+)?").match(text, phrase.full.end)
        if open_ended
        else _LINK.match(text, phrase.full.end)
    )
    if link is None:
        return phrase.full, None
    article = re.search(r"\s(the|an?)\s+$", link.group())
    starts = {link.end(), link.end() - (len(article.group()) - 1 if article else 0)}
    found = [m for s in starts for m in notebook.starting(s) if m.kind in ORGANIZATIONS]
    if found:
        longest = max(found, key=lambda m: m.span.end)
        return Span(phrase.full.start, longest.span.end), longest.entity
    tail = _TAIL.match(text, link.end()) if open_ended or _TAILED.match(link.group()) else None
    return (Span(phrase.full.start, tail.end()), None) if tail else (phrase.full, None)


def collective(notebook: Notebook, span: Span, noun: str, amount: Amount | None) -> str:
    """The entity for a group of agents described rather than listed."""
    name = re.sub(r"^(?:the|its|their|our)\s+", "", span.of(notebook.text), flags=re.IGNORECASE)
    return notebook.entity(Kind.COLLECTIVE, name, "group", singular(noun.casefold()), amount)
