"""What may follow the quote of a claim: its stance, its mode, and `key=value` qualifiers."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from ontology.terms import Certainty, Polarity, SpeechMode
from pipelines.corpus.annotation import CorpusError
from pipelines.corpus.literals import amount, time
from pipelines.corpus.register import Register
from pipelines.corpus.tokens import Token
from pipelines.corpus.voices import near
from pipelines.extraction.account import Amount, Span, Time

CERTAINTY = {
    "CT": Certainty.CERTAIN,
    "PR": Certainty.PROBABLE,
    "PS": Certainty.POSSIBLE,
    "U": Certainty.UNDERSPECIFIED,
}
KEYS = frozenset({"cue", "scope", "place", "by", "t", "q"})
_STANCE = re.compile(r"(CT|PR|PS|U)([+-])$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Qualifiers:
    """The stance, the mode if it was given, and the qualifiers, of one claim."""

    polarity: Polarity
    certainty: Certainty
    mode: SpeechMode | None
    cue: Span | None
    scope: tuple[str, ...]
    place: tuple[str, ...]
    based_on: str | None
    time: Time | None
    quantity: Amount | None


def qualifiers(rest: list[Token], text: str, span: Span, register: Register) -> Qualifiers:
    """Reads the tokens that follow the object of a claim; CorpusError for any that says nothing known."""
    bare = [token.word or "" for token in rest if not token.key and token.word != "^" and not token.wording]
    given = {token.key: token for token in rest if token.key}
    polarity, certainty = _stance(bare)
    if unknown := set(given) - KEYS:
        raise CorpusError(
            f"unknown qualifiers {' '.join(map(str, unknown))}; they are {' '.join(sorted(KEYS))}"
        )
    return Qualifiers(
        polarity=polarity,
        certainty=certainty,
        mode=_mode(bare),
        cue=_cue(given.get("cue"), text, span),
        scope=tuple(
            near(text, token.wording, (span,)).of(text) for token in _worded(given, "scope") if token.wording
        ),
        place=tuple(register.resolve(word) for word in _word(given, "place").split(",") if word),
        based_on=register.resolve(_word(given, "by")) if "by" in given else None,
        time=time(_word(given, "t").removeprefix("@")) if "t" in given else None,
        quantity=amount(_word(given, "q").lstrip("#$")) if "q" in given else None,
    )


def _stance(bare: list[str]) -> tuple[Polarity, Certainty]:
    stances = [match for word in bare if (match := _STANCE.match(word))]
    if len(stances) > 1:
        raise CorpusError("a claim has one stance")
    if not stances:
        return Polarity.POSITIVE, Certainty.CERTAIN
    return Polarity.POSITIVE if stances[0][2] == "+" else Polarity.NEGATIVE, CERTAINTY[stances[0][1]]


def _mode(bare: list[str]) -> SpeechMode | None:
    modes = [SpeechMode(word) for word in bare if word in ("direct", "indirect")]
    if len(bare) > len(modes) + any(_STANCE.match(word) for word in bare) or len(modes) > 1:
        raise CorpusError(
            f"after the quote stand one of CT+ PR+ PS+ U+ CT- PR- PS- U-, direct or indirect, not {bare}"
        )
    return modes[0] if modes else None


def _cue(token: Token | None, text: str, span: Span) -> Span | None:
    if not token:
        return None
    if not token.wording:
        raise CorpusError('cue= is quoted words: cue="no evidence"')
    return near(text, token.wording, (span,))


def _worded(given: Mapping[str, Token], key: str) -> list[Token]:
    if key not in given:
        return []
    if not given[key].wording:
        raise CorpusError(f'{key}= is quoted words of the text: {key}="sensitive"')
    return [given[key]]


def _word(given: Mapping[str, Token], key: str) -> str:
    token = given.get(key)
    if token and token.wording:
        raise CorpusError(f"{key}= takes an id or a literal, no quoted words")
    return (token.word if token else None) or ""
