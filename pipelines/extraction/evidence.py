"""What one occurrence of a candidate shows: by its own words, the same each time, and by those around it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from ontology.terms import Kind
from pipelines.extraction.capitals import Candidate
from pipelines.extraction.gazetteers import Reference, gazetteer
from pipelines.extraction.lexicons import listed_words
from pipelines.extraction.passage import Passage
from pipelines.extraction.persons import is_like_word, name_score
from pipelines.extraction.surroundings import surroundings
from pipelines.extraction.votes import Votes, add, no_votes

_ACRONYMS_NOT = listed_words("organizations", "organization", "acronyms_not")
_COMMON = listed_words("words", "words", "common")
_PREFIXES = ("Mc", "Mac", "O'", "O’", "De", "Di", "La", "Le")  # capitals inside family names
_EVERYDAY = 0.2  # what surroundings count for a single ordinary word
_SETTLED = 0.3  # and for the name of a place that is nothing else
_CLEAR = 3.0


@dataclass(slots=True, kw_only=True)
class Evidence:
    """Votes of one occurrence: `shape` by its own words, the same each time, `context` by others."""

    shape: Votes = field(default_factory=no_votes)
    context: Votes = field(default_factory=no_votes)

    @property
    def total(self) -> Votes:
        """Both together."""
        both = no_votes()
        add(both, self.shape)
        add(both, self.context)
        return both


def evidence(passage: Passage, candidate: Candidate) -> Evidence:
    """The votes of one occurrence."""
    shown = Evidence()
    if candidate.kind is not None:
        shown.shape[candidate.kind] += candidate.weight
    if _is_no_name(passage, candidate):
        return shown
    if candidate.found is not None:
        _known(shown.shape, passage, candidate.first, candidate.found.references)
    if candidate.kind is None:
        _person(shown.shape, passage, candidate)
        _organization(shown.shape, passage, candidate)
    share = _EVERYDAY if _is_everyday(passage, candidate) else _SETTLED if _is_settled(candidate) else 1.0
    add(shown.context, surroundings(passage, candidate), share)
    return shown


def _is_settled(candidate: Candidate) -> bool:
    """Whether a list knows the name as a place's and nothing else's."""
    references = candidate.found.references if candidate.found else ()
    return bool(references) and all(r.known.kind is Kind.PLACE and not r.weak for r in references)


def _is_no_name(passage: Passage, candidate: Candidate) -> bool:
    """Whether it is an acronym of common language; among the words of attacks that goes before a list."""
    if all(len(word) == 1 for word in passage.words[candidate.first : candidate.last]):
        return candidate.found is None  # "C & C", "R & D"
    vague = candidate.last - candidate.first == 1 and passage.lowers[candidate.first] in _ACRONYMS_NOT
    return vague and (candidate.found is None or passage.technical)


def _is_everyday(passage: Passage, candidate: Candidate) -> bool:
    """Whether a single ordinary word has its capital for some reason of style."""
    single = candidate.last - candidate.first == 1 and candidate.found is None
    lower = passage.lowers[candidate.first]
    return single and (lower in _COMMON or is_like_word(lower))


def _known(cast: Votes, passage: Passage, first: int, references: tuple[Reference, ...]) -> None:
    for kind in dict.fromkeys(reference.known.kind for reference in references):
        of_kind = [reference for reference in references if reference.known.kind is kind]
        cast[kind] += max(_worth(passage, first, reference) for reference in of_kind)


def _worth(passage: Passage, first: int, reference: Reference) -> float:
    """A listed name is strong; one that means something else too only for countries and in sentences."""
    if not reference.weak:
        return 5.0
    known = reference.known
    if known.kind is Kind.PLACE and any(same.startswith("ISO3166-1:") for same in known.same_as):
        return 2.5
    inside = first not in passage.opening and first not in passage.headline
    return 2.5 if known.kind is Kind.GOVERNMENT_BODY and inside else 1.0


def _person(cast: Votes, passage: Passage, candidate: Candidate) -> None:
    first, last = candidate.first, candidate.last
    if candidate.found is not None and not candidate.found.references[0].weak:
        return
    cast[Kind.PERSON] += name_score(passage, first, last)
    words = passage.words[first:last]
    plain = all(word.replace("-", "").replace(".", "").isalpha() for word in words)
    if (
        candidate.found is None
        and 1 < len(words) <= 4
        and plain
        and not any(w.lower() in _COMMON for w in words)
    ):
        cast[Kind.PERSON] += 1.0
    if len(words) > 1 and any(_is_place(lower) for lower in passage.lowers[first:last]):
        cast[Kind.PERSON] -= 1.5


def _organization(cast: Votes, passage: Passage, candidate: Candidate) -> None:
    first, last = candidate.first, candidate.last
    words = passage.words[first:last]
    if len(words) == 1:
        cast[Kind.ORGANIZATION] += _single(words[0]) * (0.5 if passage.technical else 1.0)
        return
    if any(_is_place(lower) for lower in passage.lowers[first:last]):
        cast[Kind.ORGANIZATION] += 1.5
    if any(word.isupper() and len(word.strip(".")) > 2 for word in words):
        cast[Kind.ORGANIZATION] += 1.0
    if "&" in words or any(letter.isdigit() for word in words for letter in word):
        cast[Kind.ORGANIZATION] += 2.0


def _is_place(lower: str) -> bool:
    return any(r.known.kind is Kind.PLACE and not r.weak and not r.caps for r in gazetteer().lookup((lower,)))


def _single(word: str) -> float:
    """How much a single word looks like an acronym ("NATO") or a brand ("ExxonMobil")."""
    plain = word.replace(".", "").replace("-", "")
    if len(plain) > 2 and plain[:-1].isupper() and plain[-1] == "s":
        return -3.0 if plain[:-1].lower() in _ACRONYMS_NOT else 0.0
    if len(plain) > 1 and plain.isupper() and plain.isalpha():
        if word.lower() in _ACRONYMS_NOT:
            return -3.0
        return 2.0 if len(plain) <= 7 else 0.3
    inner = word[1:]
    mixed = any(letter.isupper() for letter in inner) and any(letter.islower() for letter in inner)
    return 2.0 if mixed and "-" not in word and not word.startswith(_PREFIXES) else 0.0


def with_neighbours(
    passage: Passage, seen: Sequence[tuple[Candidate, Evidence]]
) -> Sequence[tuple[Candidate, Evidence]]:
    """Members of an enumeration lend each other their kind: "Kenya, Bungoma and Uganda"."""
    leading = [_clear(shown.total) for _, shown in seen]
    for place, (candidate, shown) in enumerate(seen):
        if leading[place] is None:
            for other in (place - 1, place + 1):
                kind = leading[other] if 0 <= other < len(seen) else None
                if kind is not None and _are_joined(passage, candidate, seen[other][0]):
                    shown.context[kind] += 1.0
    return seen


def _clear(cast: Votes) -> Kind | None:
    kind = max(cast, key=lambda kind: cast[kind], default=None)
    return kind if kind is not None and cast[kind] >= _CLEAR else None


def _are_joined(passage: Passage, one: Candidate, other: Candidate) -> bool:
    left, right = sorted((one, other), key=lambda candidate: candidate.first)
    between = passage.lowers[left.last : right.first]
    together = passage.same_sentence(left.first, right.first)
    return together and 0 < len(between) < 3 and all(word in {",", "and", "or", "&"} for word in between)
