"""Claim lines: `c1 voice subject predicate object "quote" CT+ key=value`, and what is derived from them."""

import re

from ontology.terms import Act, Kind, Predicate, SpeechMode
from pipelines.corpus.annotation import AnnotatedClaim, CorpusError, Entity, Step
from pipelines.corpus.declarations import event_type
from pipelines.corpus.qualifiers import qualifiers
from pipelines.corpus.register import Register
from pipelines.corpus.tokens import Token, tokens
from pipelines.corpus.voices import Voices
from pipelines.corpus.wording import Wording, find
from pipelines.extraction.account import PUBLISHER, Span, Time

OWN = Step(speakers=(PUBLISHER,), act=Act.REPORTS)
_QUOTED = re.compile(r"[“「『][^“」』”\n]*[”」』]|(?<!\w)\"[^\"\n]*\"")


class Assertions:
    """The claims of an article so far; `^` repeats the quote of the one before."""

    def __init__(self, text: str, register: Register, voices: Voices) -> None:
        self._text = text
        self._register = register
        self._voices = voices
        self._quoted = [Span(*match.span()) for match in _QUOTED.finditer(text)]
        self.known: dict[str, AnnotatedClaim] = {}

    def read(self, line: str, number: int) -> None:
        """Adds the claim of a line; CorpusError when any part of it is not as it should be."""
        found = tokens(line)
        name = self._name(line, found)
        self.known[name] = self._claim(name, number, str(found[1].word), found[2:5], found[5:])

    def _name(self, line: str, found: list[Token]) -> str:
        name = found[0].word or ""
        if not (name[:1] == "c" and name[1:].isdigit()) or name in self.known:
            raise CorpusError(f"{line[:20]!r}: a claim begins with a new id c1, c2, ...")
        if len(found) < 5 or any(not token.word or token.key for token in found[1:5]):
            raise CorpusError(f'{name}: write {name} own|a1 subject predicate object "quote" CT+ ...')
        return name

    def _claim(
        self, name: str, line: int, voice: str, words: list[Token], rest: list[Token]
    ) -> AnnotatedClaim:
        chain = self._chain(voice)
        span = self._span(voice, rest)
        given = qualifiers(rest, self._text, span, self._register)
        subject, predicate, target = self._proposition([str(token.word) for token in words])
        made = self._register.used.get(target) if predicate != Predicate.EVENT_TYPE else None
        return AnnotatedClaim(
            id=name,
            line=line,
            span=span,
            subject=subject,
            predicate=predicate,
            object=target,
            polarity=given.polarity,
            certainty=given.certainty,
            mode=given.mode or self._mode(voice, span),
            chain=chain,
            attribution=voice if voice in self._voices.known else None,
            presupposed=voice == "own!",
            cue=given.cue,
            scope=given.scope,
            place=given.place,
            based_on=given.based_on,
            time=given.time or _said_time(predicate, made),
            quantity=given.quantity or (made.amount if made and made.kind != Kind.DATE else None),
        )

    def _chain(self, voice: str) -> tuple[Step, ...]:
        if voice in ("own", "own!"):
            return (OWN,)
        if voice not in self._voices.known:
            raise CorpusError(
                f"{voice!r} is no attribution; write own, own! or one of {' '.join(self._voices.known)}"
            )
        return (*self._voices.known[voice].chain, OWN)

    def _proposition(self, words: list[str]) -> tuple[str, Predicate, str]:
        if words[1] not in set(Predicate):
            raise CorpusError(f"{words[1]!r} is no predicate; they are {' '.join(Predicate)}")
        predicate = Predicate(words[1])
        target = words[2] if predicate == Predicate.EVENT_TYPE else self._register.resolve(words[2])
        if predicate == Predicate.EVENT_TYPE:
            event_type(target)
        return self._register.resolve(words[0]), predicate, target

    def _span(self, voice: str, rest: list[Token]) -> Span:
        contents = self._voices.known[voice].content if voice in self._voices.known else ()
        quote = next((token.wording for token in rest if token.wording and not token.key), None)
        if quote:
            return _inside(self._text, quote, contents) or find(self._text, quote)
        if any(token.word == "^" for token in rest):
            if not self.known:
                raise CorpusError("^ repeats the quote of the claim before, and there is none")
            return next(reversed(self.known.values())).span
        if len(contents) != 1:
            raise CorpusError(
                "quote the words of the claim; only one content of an attribution can stand for them"
            )
        return contents[0]

    def _mode(self, voice: str, span: Span) -> SpeechMode:
        if voice in ("own", "own!"):
            return SpeechMode.OWN_VOICE
        inside = any(quoted.covers(span) for quoted in self._quoted)
        return SpeechMode.DIRECT if inside else SpeechMode.INDIRECT


def _inside(text: str, quote: Wording, contents: tuple[Span, ...]) -> Span | None:
    """The quote inside the attribution's contents, where it stands there just once."""
    found = []
    for content in contents if quote.occurrence is None else ():
        try:
            found.append(find(text, quote, content))
        except CorpusError:
            continue
    return found[0] if len(found) == 1 else None


def _said_time(predicate: Predicate, made: Entity | None) -> Time | None:
    return made.time if made and predicate == Predicate.TIME else None
