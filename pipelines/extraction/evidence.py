"""What the surroundings of a candidate say about its kind: votes, added up over all occurrences of a name."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from ontology.terms import Kind
from pipelines.extraction.capitals import Candidate
from pipelines.extraction.gazetteers import Reference, gazetteer
from pipelines.extraction.lexicons import listed_words
from pipelines.extraction.passage import Passage
from pipelines.extraction.persons import DOINGS, HONORIFICS, SPEECH, is_like_word, is_relative, name_score, title_end
from pipelines.extraction.places import BEFORE, is_of_place, is_place_noun

Votes = Counter[Kind]
_ACRONYMS_NOT = listed_words("organizations", "organization", "acronyms_not")
_COMMON = listed_words("words", "words", "common")
_OWNED = frozenset(
    """ceo chairman chairwoman spokesman spokeswoman spokesperson headquarters shares board employees customers servers network
    networks website systems staff management executives engineers researchers subsidiary stock products investors users clients
    chief president founder director services business operations leader leadership members offices office""".split()
)
_AFTER_ORGANIZATION = frozenset(
    """officials spokesman spokeswoman spokesperson shares staff employees researchers members executives customers users
    headquarters lawmakers mps leaders supporters activists workers data systems networks servers website products software
    stock chief boss ceo chairman subsidiary report reports statement analysts experts engineers""".split()
)
_COMPANY_NOUNS = frozenset(
    """company firm retailer manufacturer maker giant startup start-up developer provider operator supplier vendor bank airline carrier
    brand chain conglomerate distributor publisher builder utility contractor insurer lender brokerage automaker carmaker
    drugmaker chipmaker exchange platform marketplace telco""".split()
)
_ORGANIZATION_NOUNS = frozenset(
    """organisation organization group ngo nonprofit non-profit charity union party movement association institute university
    college school think-tank foundation coalition alliance network watchdog body federation club team band""".split()
)
_MEDIA_NOUNS = frozenset(
    "newspaper daily broadcaster magazine tabloid outlet agency weekly channel publication website site portal blog".split()
)
_BODY_NOUNS = frozenset(
    "ministry agency regulator authority department bureau commission court parliament police".split()
)


@dataclass(slots=True, kw_only=True)
class Evidence:
    """What one occurrence shows: `shape` by its own words, the same each time, `context` by those around it."""

    shape: Votes = field(default_factory=Counter)
    context: Votes = field(default_factory=Counter)

    @property
    def total(self) -> Votes:
        """Both together."""
        both: Votes = Counter(self.shape)
        both.update(self.context)
        return both


def evidence(passage: Passage, candidate: Candidate) -> Evidence:
    """The votes of one occurrence."""
    shape: Votes = Counter()
    context: Votes = Counter()
    if candidate.kind is not None:
        shape[candidate.kind] += candidate.weight
    if candidate.found is not None:
        _known(shape, candidate.found.references)
    if candidate.kind is None:
        _shape(shape, passage, candidate)
    if candidate.title is not None:
        context[Kind.PERSON] += 4.0
    _left(context, passage, candidate.first)
    _right(context, passage, candidate)
    doubt = 0.3 if _is_everyday(passage, candidate) else 1.0
    return Evidence(shape=shape, context=Counter({kind: doubt * weight for kind, weight in context.items()}))


def _is_everyday(passage: Passage, candidate: Candidate) -> bool:
    """Whether a single ordinary word has its capital for some reason of style."""
    single = candidate.last - candidate.first == 1 and candidate.found is None
    lower = passage.lowers[candidate.first]
    return single and (lower in _COMMON or is_like_word(lower))


def _known(cast: Votes, references: tuple[Reference, ...]) -> None:
    for kind in dict.fromkeys(reference.known.kind for reference in references):
        weak = all(reference.weak for reference in references if reference.known.kind is kind)
        cast[kind] += 1.0 if weak else 5.0


def _shape(cast: Votes, passage: Passage, candidate: Candidate) -> None:
    first, last = candidate.first, candidate.last
    if candidate.found is None or candidate.found.references[0].weak:
        cast[Kind.PERSON] += name_score(passage, first, last)
    words = passage.words[first:last]
    if last - first == 1:
        cast[Kind.ORGANIZATION] += _single(words[0]) * (0.5 if passage.technical else 1.0)
    elif (
        candidate.found is None
        and last - first <= 4
        and not any(w.lower() in _COMMON for w in words)
        and all(w.replace("-", "").replace(".", "").isalpha() for w in words)
    ):
        cast[Kind.PERSON] += 1.0
    if last - first > 1 and any(_is_place(lower) for lower in passage.lowers[first:last]):
        cast[Kind.PERSON] -= 1.5
        cast[Kind.ORGANIZATION] += 1.5
    if any(word.isupper() and len(word.strip(".")) > 2 for word in words) and last - first > 1:
        cast[Kind.ORGANIZATION] += 1.0
    if "&" in words or (last - first > 1 and any(any(c.isdigit() for c in word) for word in words)):
        cast[Kind.ORGANIZATION] += 2.0


def _is_place(lower: str) -> bool:
    return any(r.known.kind is Kind.PLACE and not r.weak and not r.caps for r in gazetteer().lookup((lower,)))


def _single(word: str) -> float:
    plain = word.replace(".", "").replace("-", "")
    if len(plain) > 2 and plain[:-1].isupper() and plain[-1] == "s":
        plain = plain[:-1]
        return -3.0 if plain.lower() in _ACRONYMS_NOT else 0.0
    if len(plain) > 1 and plain.isupper() and plain.isalpha():
        return -3.0 if word.lower() in _ACRONYMS_NOT else 2.0 if len(plain) <= 7 else 0.3
    if (
        word[1:].upper() != word[1:]
        and any(c.isupper() for c in word[1:])
        and "-" not in word
        and not word.startswith(("Mc", "Mac", "O'", "O’", "De", "Di", "La", "Le"))
    ):
        return 2.0
    return 0.0


def _left(cast: Votes, passage: Passage, first: int) -> None:
    if not passage.same_sentence(first - 1, first):
        return
    before = passage.lowers[first - 1]
    if is_of_place(passage, first):
        cast[Kind.PLACE] += 4.0
    elif before in BEFORE:
        cast[Kind.PLACE] += 1.5 if before == "in" else 2.0
    elif before in {"from", "to", "at"}:
        cast[Kind.PLACE] += 0.6
        cast[Kind.ORGANIZATION] += 0.4
    elif before == "the":
        cast[Kind.ORGANIZATION] += 1.0
        cast[Kind.PERSON] -= 2.5
    elif before in {"a", "an"}:
        cast[Kind.PERSON] -= 1.5
    elif before in SPEECH or before in {"named", "late"}:
        cast[Kind.PERSON] += 1.5
    elif before in {"by", "with"}:
        cast[Kind.PERSON] += 0.3
        cast[Kind.ORGANIZATION] += 0.3
    _described(cast, passage, first)


def _described(cast: Votes, passage: Passage, first: int) -> None:
    """ "Software company Acme", "newspaper Asahi", "activist Roe"."""
    before = passage.lowers[first - 1]
    if passage.capital[first - 1]:
        return
    for kind, nouns in (
        (Kind.COMPANY, _COMPANY_NOUNS),
        (Kind.MEDIA_ORGANIZATION, _MEDIA_NOUNS),
        (Kind.GOVERNMENT_BODY, _BODY_NOUNS),
        (Kind.ORGANIZATION, _ORGANIZATION_NOUNS),
    ):
        if before in nouns:
            cast[kind] += 2.5


def _right(cast: Votes, passage: Passage, candidate: Candidate) -> None:
    last = candidate.last
    if not passage.same_sentence(last - 1, last):
        return
    after = passage.lowers[last]
    if after in {"'s", "’s", "’", "'"}:
        _possessed(cast, passage.lower(last + 1))
    elif after == ",":
        _apposition(cast, passage, last + 1)
    elif after == "(":
        if candidate.kind is not Kind.PLACE:
            _bracket(cast, passage, last + 1)
    elif after in SPEECH:
        cast[Kind.PERSON] += 1.2
        cast[Kind.ORGANIZATION] += 0.5
    elif after in DOINGS:
        cast[Kind.PERSON] += 0.5
        cast[Kind.ORGANIZATION] += 0.2
    elif after in _AFTER_ORGANIZATION:
        cast[Kind.ORGANIZATION] += 1.5
    elif is_place_noun(after):
        cast[Kind.PLACE] += 1.5
    elif after in {"-based", "based"}:
        cast[Kind.PLACE] += 2.0


def _possessed(cast: Votes, owned: str) -> None:
    if is_relative(owned):
        cast[Kind.PERSON] += 1.5
    elif owned in _OWNED:
        cast[Kind.ORGANIZATION] += 1.0
    elif owned in {
        "capital",
        "border",
        "north",
        "south",
        "east",
        "west",
        "largest",
        "economy",
        "first",
        "coast",
        "president",
    }:
        cast[Kind.PLACE] += 1.0


def _apposition(cast: Votes, passage: Passage, begin: int) -> None:
    """ ", a software company", ", the minister", ", who", ", 45,", ", Kenya"."""
    if begin >= len(passage.tokens):
        return
    word = passage.lowers[begin]
    if word.isdigit() and len(word) == 2 and passage.lower(begin + 1) in {",", "."}:
        cast[Kind.PERSON] += 2.5
    elif word == "who":
        cast[Kind.PERSON] += 2.5
    elif word == "where":
        cast[Kind.PLACE] += 2.5
    elif word in {"a", "an", "the", "one", "another", "its", "his", "her"}:
        _description(cast, passage, begin + 1)
    elif (
        title_end(passage, begin, min(begin + 6, len(passage.tokens))) is not None and word not in HONORIFICS
    ):
        cast[Kind.PERSON] += 1.5
    elif passage.capital[begin]:
        found = gazetteer().match(passage, begin, min(begin + 4, len(passage.tokens)))
        if found and found.references[0].known.kind is Kind.PLACE and not found.references[0].adjective:
            cast[Kind.PLACE] += 1.2


def _description(cast: Votes, passage: Passage, begin: int) -> None:
    for index in range(begin, min(begin + 7, len(passage.tokens))):
        lower = passage.lowers[index]
        if lower in {",", ".", ";", "who", "which", "that", "and", "of"} or not passage.same_sentence(
            begin - 1, index
        ):
            return
        if title_end(passage, index, index + 1) is not None:
            cast[Kind.PERSON] += 2.0
        elif lower in _COMPANY_NOUNS:
            cast[Kind.COMPANY] += 3.0
        elif lower in _ORGANIZATION_NOUNS:
            cast[Kind.ORGANIZATION] += 2.0
        elif lower in _MEDIA_NOUNS:
            cast[Kind.MEDIA_ORGANIZATION] += 2.0
        elif lower in {
            "city",
            "town",
            "village",
            "province",
            "country",
            "island",
            "district",
            "suburb",
            "region",
            "state",
        }:
            cast[Kind.PLACE] += 2.5


def _bracket(cast: Votes, passage: Passage, begin: int) -> None:
    """An acronym in brackets behind a name is an organisation's; an age or a party is a person's."""
    word = passage.words[begin] if begin < len(passage.words) else ""
    if len(word) > 1 and word.isupper() and word.isalpha() and passage.lower(begin + 1) == ")":
        cast[Kind.ORGANIZATION] += 2.0
    elif word.isdigit() and len(word) == 2:
        cast[Kind.PERSON] += 2.0


def with_neighbours(passage: Passage, seen: Sequence[tuple[Candidate, Evidence]]) -> Sequence[tuple[Candidate, Evidence]]:
    """Members of an enumeration lend each other their kind: "Kenya, Bungoma and Uganda"."""
    leading = [_clear(evidence.total) for _, evidence in seen]
    for place, (_, evidence) in enumerate(seen):
        if leading[place] is not None:
            continue
        for other in (place - 1, place + 1):
            kind = leading[other] if 0 <= other < len(seen) else None
            if kind is not None and _are_joined(passage, seen[min(place, other)][0], seen[max(place, other)][0]):
                evidence.context[kind] += 1.0
    return seen


def _clear(cast: Votes) -> Kind | None:
    kind = max(cast, key=lambda kind: cast[kind], default=None)
    return kind if kind is not None and cast[kind] >= 3.0 else None


def _are_joined(passage: Passage, left: Candidate, right: Candidate) -> bool:
    between = passage.lowers[left.last : right.first]
    return 0 < len(between) < 3 and all(word in {",", "and", "or", "&"} for word in between) and passage.same_sentence(
        left.first, right.first
    )
