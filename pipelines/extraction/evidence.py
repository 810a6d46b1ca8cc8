"""What the surroundings of a candidate say about its kind: votes, added up over all occurrences of a name."""

from collections import Counter

from ontology.terms import Kind
from pipelines.extraction.capitals import Candidate
from pipelines.extraction.gazetteers import Reference, gazetteer
from pipelines.extraction.lexicons import listed_words
from pipelines.extraction.passage import Passage
from pipelines.extraction.persons import DOINGS, HONORIFICS, SPEECH, is_relative, name_score, title_end
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
_MEDIA_NOUNS = frozenset("newspaper daily broadcaster magazine tabloid outlet agency weekly channel publication website site portal blog".split())
_BODY_NOUNS = frozenset("ministry agency regulator authority department bureau commission court parliament police".split())


def votes(passage: Passage, candidate: Candidate) -> Votes:
    """The votes of one occurrence."""
    cast: Votes = Counter()
    if candidate.kind is not None:
        cast[candidate.kind] += candidate.weight
    if candidate.found is not None:
        _known(cast, candidate.found.references)
    if candidate.title is not None:
        cast[Kind.PERSON] += 4.0
    if candidate.kind is None:
        _shape(cast, passage, candidate)
    _left(cast, passage, candidate.first)
    _right(cast, passage, candidate)
    return cast


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
        cast[Kind.ORGANIZATION] += _single(words[0])
    elif candidate.found is None and last - first <= 4 and not any(w.lower() in _COMMON for w in words) and all(
        w.replace("-", "").replace(".", "").isalpha() for w in words
    ):
        cast[Kind.PERSON] += 1.0
    if any(word.isupper() and len(word.strip(".")) > 2 for word in words) and last - first > 1:
        cast[Kind.ORGANIZATION] += 1.0
    if "&" in words or any(any(c.isdigit() for c in word) for word in words):
        cast[Kind.ORGANIZATION] += 2.0


def _single(word: str) -> float:
    plain = word.replace(".", "").replace("-", "")
    if len(plain) > 1 and plain.isupper() and plain.isalpha():
        return -3.0 if word.lower() in _ACRONYMS_NOT else 2.0 if len(plain) <= 7 else 0.3
    if word[1:].upper() != word[1:] and any(c.isupper() for c in word[1:]) and "-" not in word and not word.startswith(("Mc", "Mac", "O'", "O’", "De", "Di", "La", "Le")):
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
    elif owned in {"capital", "border", "north", "south", "east", "west", "largest", "economy", "first", "coast", "president"}:
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
    elif title_end(passage, begin, min(begin + 6, len(passage.tokens))) is not None and word not in HONORIFICS:
        cast[Kind.PERSON] += 1.5
    elif passage.capital[begin]:
        found = gazetteer().match(passage, begin, min(begin + 4, len(passage.tokens)))
        if found and found.references[0].known.kind is Kind.PLACE and not found.references[0].adjective:
            cast[Kind.PLACE] += 1.2


def _description(cast: Votes, passage: Passage, begin: int) -> None:
    for index in range(begin, min(begin + 7, len(passage.tokens))):
        lower = passage.lowers[index]
        if lower in {",", ".", ";", "who", "which", "that", "and", "of"} or not passage.same_sentence(begin - 1, index):
            return
        if title_end(passage, index, index + 1) is not None:
            cast[Kind.PERSON] += 2.0
        elif lower in _COMPANY_NOUNS:
            cast[Kind.COMPANY] += 3.0
        elif lower in _ORGANIZATION_NOUNS:
            cast[Kind.ORGANIZATION] += 2.0
        elif lower in _MEDIA_NOUNS:
            cast[Kind.MEDIA_ORGANIZATION] += 2.0
        elif lower in {"city", "town", "village", "province", "country", "island", "district", "suburb", "region", "state"}:
            cast[Kind.PLACE] += 2.5


def _bracket(cast: Votes, passage: Passage, begin: int) -> None:
    """An acronym in brackets behind a name is an organisation's; an age or a party is a person's."""
    word = passage.words[begin] if begin < len(passage.words) else ""
    if len(word) > 1 and word.isupper() and word.isalpha() and passage.lower(begin + 1) == ")":
        cast[Kind.ORGANIZATION] += 2.0
    elif word.isdigit() and len(word) == 2:
        cast[Kind.PERSON] += 2.0
