"""What belongs to somebody and can be reached: information and systems, whose and about what."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ontology.terms import Kind
from pipelines.extraction.account import Span
from pipelines.extraction.notebook import ORGANIZATIONS, WORD, Notebook
from pipelines.extraction.people import collective
from pipelines.extraction.phrases import Phrase, phrases, verb_forms
from pipelines.extraction.references import covering, owner_of, protagonist
from pipelines.extraction.sectors import sector_in
from pipelines.extraction.wordlists import alternatives, lexicon, plurals, words

_DATA = lexicon("phrases")["data"]
_SYSTEM = lexicon("phrases")["system"]
_PEOPLE = lexicon("phrases")["people"]
_LINK = re.compile(rf"\s+{alternatives(_DATA['links'])}\s+", re.IGNORECASE)
_END = re.compile(
    r"[;:()“”\"]|\.(?!\d)|\s(?:is|are|was|were|has|have|had|may|might|could|would|will|that|which|who"
    r"|when|after|before"
    r"|while|but|said|during|through|if|as\s+(?:a|the|well)|by|at|to\s+(?:the\s+)?outside|from"
    r"|not|using|since|over|following"
    r"|last|this|earlier|in\s+(?:an?|the|one|what|last|late|early|\d{4}|January|February|March|April"
    r"|May|June|July|August|September|October|November"
    r"|December)|on\s+(?:\w+day|an?|the\s+dark))\s",
)
_SPLIT = re.compile(
    r",\s+(?:and|or)\s+|,\s+"
    r"|(?<!\bcurrent)(?<!\bformer)(?<!\bpast)(?<!\bpublic)(?<!\bprivate)(?<!\bcivil)(?<!\bdomestic)\s+("
    r"?:and|or)\s+|\s+such\s+as\s+|\s+including\s+"
)
_LISTING = frozenset({"including", "such as"})
_LEAD = re.compile(
    r"(?:including|such\s+as|to|on|of|about|in|for|from|the|its|their|our|any|an?|government|some)\s+",
    re.IGNORECASE,
)
_SCOPE = words(lexicon("certainty")["scope"]["words"])
_ROLES = words(plurals((*_PEOPLE["partners"], *_PEOPLE["persons"])))
_HEADS = alternatives(plurals(h for h in _DATA["heads"] if h not in _DATA["weak"]))
_LISTED_AFTER = re.compile(rf"(?:,\s+|,?\s+(?:and|or)\s+)(?:[\w-]+\s+){{0,2}}{_HEADS}\b", re.IGNORECASE)
_LISTED_BEFORE = re.compile(
    rf"{_HEADS}(?:,\s+|,?\s+(?:and|or)\s+|,?\s+including\s+)(?:[\w-]+\s+)?$", re.IGNORECASE
)
_ROBBED = re.compile(
    r"\b(?:st(?:ole|olen|eal|ealing)|siphon\w*|drain\w*|loot\w*|stolen|copied|leaked|exposed"
    r"|published)\s+(?:[^.,;]{0,30}?\s)?$",
    re.IGNORECASE,
)
_REACHED = re.compile(
    r"\b(?:access(?:ed|ing)|breach(?:ed|ing)|hack(?:ed|ing)|compromis(?:ed|ing)|hijack(?:ed|ing)|infect(?:ed|ing)|infiltrat(?:ed|ing)"
    r"|taken\s+over|took\s+over|broken?\s+into|encrypt(?:ed|ing)|unauthori[sz]ed\s+access\s+to|access\s+to)\b",
    re.IGNORECASE,
)
_GENERIC_HEADS = frozenset(
    {"data", "information", "file", "document", "record", "detail", "material", "content"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DataPhrase:
    """A phrase that speaks of information; `entities` are the distinct bodies of information it names."""

    span: Span
    entities: tuple[str, ...]
    scope: tuple[str, ...]


def note_data(notebook: Notebook) -> tuple[DataPhrase, ...]:
    """Note all information spoken of; a phrase about several subjects gives one entity for each."""
    found = [p for p in phrases(notebook.text, tuple(_DATA["heads"])) if _is_data(notebook, p)]
    starts = [phrase.full.start for phrase in found]
    return tuple(_data(notebook, phrase, starts) for phrase in found)


def _is_data(notebook: Notebook, phrase: Phrase) -> bool:
    if any(block.overlaps(phrase.full) for block in notebook.skipped):
        return False
    held = covering(notebook, phrase.span)
    if held is not None and held.span.covers(phrase.span) and held.kind is not Kind.SECTOR:
        return False
    if phrase.modifiers[-1:] in {("data",), ("information",)} and phrase.head == "center":
        return False
    if (
        phrase.head not in _DATA["weak"]
        or _SCOPE.search(" ".join(phrase.modifiers))
        or phrase.owner is not None
    ):
        return True
    before = notebook.text[max(0, phrase.full.start - 50) : phrase.full.start]
    after = notebook.text[phrase.span.end : phrase.span.end + 50]
    return bool(_ROBBED.search(before) or _LISTED_BEFORE.search(before) or _LISTED_AFTER.match(after))


def _data(notebook: Notebook, phrase: Phrase, starts: list[int]) -> DataPhrase:
    complement = _complement(notebook, phrase, starts)
    span = Span(phrase.span.start, complement.end if complement else phrase.span.end)
    scope = tuple(dict.fromkeys(m.group().casefold() for m in _SCOPE.finditer(phrase.span.of(notebook.text))))
    entities = tuple(_entities(notebook, phrase, complement)) or tuple(_entities(notebook, phrase, None))
    for entity in entities:
        notebook.note(span, entity, named=False)
    notebook.note(phrase.span, entities[0], named=True)
    return DataPhrase(span=span, entities=entities, scope=scope)


def _complement(notebook: Notebook, phrase: Phrase, starts: list[int]) -> Span | None:
    """What follows a link such as "on", "related to": up to a verb, a stop, or the next phrase of data."""
    link = _LINK.match(notebook.text, phrase.span.end)
    if link is None:
        return None
    if link.group().strip().casefold() in {"from", "for", "to", "in"} and not _names_somebody(
        notebook, link.end()
    ):
        return None
    sentence = notebook.sentence(phrase.span.start)
    following = [start for start in starts if phrase.span.end < start < sentence.end]
    limit = min([sentence.end, *following])
    stop = _END.search(notebook.text, link.end(), limit)
    end = stop.start() if stop else limit
    end = _without_clause(
        notebook, link.end(), end, listed="such as" in link.group() or " in " in link.group()
    )
    if end <= link.end():
        return None
    span = notebook.trimmed(link.end(), _before_and(notebook, link.end(), end))
    return Span(span.start, span.end + bool(notebook.ending(span.end + 1)))


def _names_somebody(notebook: Notebook, start: int) -> bool:
    """Whether a loose link ("from", "in") leads to somebody or a sector: whose information it is."""
    near = Span(start, min(start + 90, notebook.sentence(start).end))
    opening = near.of(notebook.text)
    if re.match(r"(?:those|these)\b", opening):
        return False
    agents = [m for m in notebook.within(near, ORGANIZATIONS | {Kind.COLLECTIVE}) if m.span.start - start < 8]
    return bool(agents) or re.search(r"\b(?:industr(?:y|ies)|sectors?|fields?)\b", opening) is not None


def _without_clause(notebook: Notebook, start: int, end: int, *, listed: bool) -> int:
    """Cut at a comma that begins no list."""
    found = re.compile(r",(?!\d)").search(notebook.text, start, end)
    if found is None or listed:
        return end
    comma = found.start()
    rest = notebook.text[comma:end]
    is_list = re.search(r"\b(?:and|or)\b", rest) and len(WORD.findall(rest)) <= 14
    return end if is_list or " such as " in notebook.text[start:end] else comma


def _before_and(notebook: Notebook, start: int, end: int) -> int:
    """Drop a conjunction, comma or article left over at the end."""
    tail = re.search(r"(?:,?\s+(?:and|or|as|the|any|an?|its|not\s+only))+\s*,?\s*$", notebook.text[start:end])
    return start + tail.start() if tail else end


def _entities(notebook: Notebook, phrase: Phrase, complement: Span | None) -> Iterator[str]:
    owner = owner_of(notebook, phrase) or protagonist(notebook)
    core = phrase.span.of(notebook.text)
    kind = _distinguishing(notebook, phrase)
    own_subject = tuple(_subjects(notebook, phrase.span))
    if complement is None:
        yield _entity(notebook, core, owner, phrase.head, kind, own_subject)
        return
    link = notebook.text[phrase.span.end : complement.start]
    parts_of = link.strip().casefold() in _LISTING
    for part, listed in _conjuncts(notebook, complement):
        subjects = tuple(_subjects(notebook, part))
        words = part.of(notebook.text)
        if listed and parts_of:
            yield _entity(notebook, words, owner, phrase.head, (words.casefold(),), subjects)
            continue
        name = re.sub(r"\s+", " ", f"{core}{link}{words}")
        yield _entity(
            notebook, name, owner, phrase.head, (*kind, *_topic(notebook, part, subjects)), subjects
        )


def _entity(
    notebook: Notebook,
    name: str,
    owner: str | None,
    head: str,
    kind: tuple[str, ...],
    concerns: tuple[str, ...],
) -> str:
    generic = "information" if head in _GENERIC_HEADS else head
    entity = notebook.entity(
        Kind.DATA,
        name,
        generic,
        kind,
        concerns,
        owner if not concerns else None,
        owner=owner if not concerns else None,
        concerns=concerns,
        head=generic,
    )
    notebook.alias(entity, name)
    return entity


def _distinguishing(notebook: Notebook, phrase: Phrase) -> tuple[str, ...]:
    """What kind of information it is; scope words that only weigh it are left to the claim."""
    weights = {
        "sensitive",
        "highly",
        "important",
        "vital",
        "critical",
        "significant",
        "key",
        "major",
        "some",
        "certain",
    }
    owners = {m.span.of(notebook.text).casefold() for m in notebook.within(phrase.span, ORGANIZATIONS)}
    return tuple(sorted(m for m in phrase.modifiers if m not in weights and m not in owners))


def _conjuncts(notebook: Notebook, span: Span) -> Iterator[tuple[Span, bool]]:
    """The coordinated parts of a complement, and whether they are listed as parts ("including ...")."""
    start, listed = span.start, False
    for match in (*_SPLIT.finditer(notebook.text, span.start, span.end), None):
        part = Span(start, match.start() if match else span.end)
        while lead := _LEAD.match(notebook.text, part.start, part.end):
            listed = listed or lead.group().strip().casefold() in _LISTING
            part = Span(lead.end(), part.end)
        if _opens_with_verb(notebook, part):
            return  # "... records, and demanded a ransom": another thing that was done
        if part.end > part.start:
            yield part, listed
        if match:
            start = match.end()
            listed = listed or match.group().strip(" ,").casefold() in _LISTING


def _opens_with_verb(notebook: Notebook, part: Span) -> bool:
    first = WORD.match(notebook.text, part.start, part.end)
    return first is not None and first.group().casefold() in verb_forms()


def _subjects(notebook: Notebook, part: Span) -> Iterator[str]:
    """Whom or what a part is about: agents by name, a sector in its words, or a group of people."""
    agents = notebook.outermost(part, ORGANIZATIONS | {Kind.PERSON, Kind.PLACE, Kind.COLLECTIVE})
    yield from dict.fromkeys(mention.entity for mention in agents)
    sector = sector_in(notebook, part)
    if sector is not None:
        yield sector
    role = _ROLES.search(notebook.text, part.start, part.end)
    if role and not agents:
        yield collective(notebook, Span(*role.span()), role.group(), None)


def _topic(notebook: Notebook, part: Span, subjects: tuple[str, ...]) -> tuple[str, ...]:
    """The words that tell two subjects of one sector apart ("defence equipment", "defence contracts")."""
    if not subjects:
        return (part.of(notebook.text).casefold(),)
    general = {"sector", "sectors", "industry", "industries", "business", "the"}
    labels = {
        w.casefold()
        for s in subjects
        for n in (notebook.entities[s].name, *notebook.entities[s].aliases)
        for w in n.split()
    }
    rest = [w.group().casefold() for w in WORD.finditer(part.of(notebook.text))]
    return tuple(w for w in rest if w not in general | labels and w not in {"and", "or", "other"})


def _is_reached(notebook: Notebook, span: Span) -> bool:
    """Whether a verb of intrusion stands beside a phrase ("500 accounts may have been accessed")."""
    before = notebook.text[max(0, span.start - 24) : span.start].rpartition(",")[2]
    if re.search(r"\b(?:through|via|using|with|by|from)\b", before):
        return False
    after = notebook.text[span.end : span.end + 45].partition(",")[0]
    return _REACHED.search(before) is not None or _REACHED.search(after) is not None


def note_systems(notebook: Notebook) -> None:
    """Note servers, networks, accounts and other systems spoken of."""
    for phrase in phrases(notebook.text, tuple(_SYSTEM["heads"])):
        if any(block.overlaps(phrase.full) for block in notebook.skipped):
            continue
        held = covering(notebook, phrase.span)
        if held is not None and held.span.covers(phrase.span):
            continue
        if phrase.head in _SYSTEM["weak"] and phrase.owner is None and not _is_reached(notebook, phrase.full):
            continue
        owner = owner_of(notebook, phrase) or protagonist(notebook)
        head = (
            phrase.head.removeprefix("computer ").removeprefix("it ")
            if phrase.head != "computer"
            else "computer"
        )
        head = {"pc": "computer", "terminal": "computer"}.get(head, head)
        entity = notebook.entity(
            Kind.SYSTEM, phrase.span.of(notebook.text), head, owner, owner=owner, head=head
        )
        notebook.alias(entity, phrase.span.of(notebook.text))
        notebook.note(phrase.span, entity, named=True)
