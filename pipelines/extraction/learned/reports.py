"""Names in technical reports, as a model trained on annotated threat reports marks them.

Reports name products, campaigns and tools where news name people and firms, and rules made for news take too
much of that for organizations. The model reads what the rules have noted and keeps, retypes or adds; names of
places and of what attacks are made with that stand in reference lists stay where it finds nothing.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from ontology.terms import Kind
from pipelines.extraction.account import AccountMention, Span
from pipelines.extraction.learned.rows import Rows
from pipelines.extraction.learned.sheet import Sheet
from pipelines.extraction.learned.tagging import Tagger
from pipelines.extraction.notebook import ORGANIZATIONS, Notebook

NOTHING = 0.5  # how much the label of no name counts for; below one, for finding more is worth some noise
_ALONE = frozenset(
    {Kind.SECTOR, Kind.DATE}
)  # kinds whose words also stand for something else in the same text
_LISTED = frozenset({Kind.PLACE, Kind.THREAT_ACTOR, Kind.MALWARE, Kind.TOOL})  # no model undoes such a list
_BETWEEN = len(" , and ")

Name = tuple[range, Kind]


def genre(sheet: Sheet) -> list[str]:
    """The features of a text as a whole: which words it has, without digits and marks."""
    words = {word["w"] for word in sheet.words}
    return sorted(f"w={word}" for word in words if len(word) > 3 and word.isalpha())


def is_report(sheet: Sheet, model: Tagger) -> bool:
    """Whether a text is a technical report rather than news, by its words."""
    return model.choose(genre(sheet)).get("report", 0.0) > 0.5


def names(sheet: Sheet, rows: Rows, model: Tagger) -> list[Name]:
    """The names of a text by their words, each spelling with the kind it has most often."""
    found = [
        (words, kind)
        for sentence, best in zip(sheet.sentences, model.best(rows, NOTHING), strict=True)
        for words, kind in _stretches(sentence, best)
    ]
    votes: defaultdict[tuple[str, ...], Counter[Kind]] = defaultdict(Counter)
    for words, kind in found:
        votes[_spelling(sheet, words)][kind] += 1
    most = {
        spelling: max(counts, key=lambda kind: (counts[kind], kind.value))
        for spelling, counts in votes.items()
    }
    settled = [(words, most[_spelling(sheet, words)]) for words, _ in found]
    return sorted((*settled, *_again(sheet, settled, most)), key=lambda name: name[0].start)


def kinds(model: Tagger) -> frozenset[Kind]:
    """The kinds of names that a model has a say in; it knows all organizations as one kind."""
    found = {Kind(label[2:]) for label in model.labels if label != "O"}
    return frozenset(found | ORGANIZATIONS if Kind.ORGANIZATION in found else found)


def revise(notebook: Notebook, found: Sequence[Name], sheet: Sheet, of: frozenset[Kind]) -> None:
    """Let the names of these kinds be those that were found; a spelling keeps its entity."""
    settled = [m for m in notebook.mentions if m.named and m.kind in of]
    known = {(m.span, _family(m.kind)): m.entity for m in settled}
    kept = [m for m in notebook.mentions if not (m.named and m.kind in of)]
    spelled = _by_name(notebook)
    added: list[tuple[Span, str]] = []
    for words, kind in found:
        span = Span(sheet.starts[words.start], sheet.spans[words.stop - 1].end)
        if kind is Kind.DATE:
            # what a date means is read by rules alone
            added += [(span, m.entity) for m in settled if m.kind is kind and m.span.overlaps(span)][:1]
            continue
        name = span.of(notebook.text)
        entity = known.get((span, _family(kind))) or spelled.get((name.casefold(), _family(kind)))
        added.append((span, entity or notebook.entity(kind, name)))
    notebook.keep((*kept, *_listed(notebook, settled, [span for span, _ in added])))
    for span, entity in added:
        notebook.note(span, entity, named=True)


def _listed(
    notebook: Notebook, settled: Sequence[AccountMention], taken: Sequence[Span]
) -> Iterator[AccountMention]:
    """The mentions of what reference lists know, where nothing else was found; of sectors those in a row."""
    sectors = [mention.span for mention in settled if mention.kind is Kind.SECTOR]
    for mention in settled:
        listed = mention.kind in _LISTED and notebook.entities[mention.entity].same_as
        kept = listed or (mention.kind is Kind.SECTOR and _in_a_row(mention.span, sectors))
        if kept and not any(mention.span.overlaps(span) for span in taken):
            yield mention


def _in_a_row(one: Span, others: Sequence[Span]) -> bool:
    """Whether no more than "and" or a comma is between this and another."""
    gaps = (max(other.start - one.end, one.start - other.end) for other in others if other != one)
    return any(0 <= gap <= _BETWEEN for gap in gaps)


def _by_name(notebook: Notebook) -> Mapping[tuple[str, str], str]:
    """The first entity of each name and family of kinds."""
    found: dict[tuple[str, str], str] = {}
    for entity in notebook.entities.values():
        for name in (entity.name, *entity.aliases):
            found.setdefault((name.casefold(), _family(entity.kind)), entity.id)
    return found


def _family(kind: Kind) -> str:
    """Kinds that the model tells apart: it knows organizations of one sort only."""
    return "organization" if kind in ORGANIZATIONS else kind.value


def _stretches(sentence: range, best: Iterable[tuple[str, float]]) -> Iterator[Name]:
    labels = [label for label, _ in best]
    begin: int | None = None
    for place, label in enumerate((*labels, "O")):
        if begin is not None and (label[0] != "I" or label[2:] != labels[begin][2:]):
            yield range(sentence.start + begin, sentence.start + place), Kind(labels[begin][2:])
            begin = None
        if begin is None and label != "O":
            begin = place


def _spelling(sheet: Sheet, words: range) -> tuple[str, ...]:
    return tuple(sheet.words[index]["w"] for index in words)


def _again(sheet: Sheet, found: Sequence[Name], most: Mapping[tuple[str, ...], Kind]) -> Iterator[Name]:
    """Where the text has a spelling again and nothing was found."""
    taken = {index for words, _ in found for index in words}
    longest_first = sorted((s for s in most if most[s] not in _ALONE), key=lambda s: (-len(s), s))
    starting: defaultdict[str, list[tuple[str, ...]]] = defaultdict(list)
    for spelling in longest_first:
        starting[spelling[0]].append(spelling)
    for index, word in enumerate(sheet.words):
        for spelling in starting.get(word["w"], ()):
            words = range(index, index + len(spelling))
            free = words.stop <= len(sheet.words) and not taken.intersection(words)
            if free and word["cap"] and _spelling(sheet, words) == spelling:
                taken.update(words)
                yield words, most[spelling]
                break
