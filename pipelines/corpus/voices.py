"""Attribution lines: `a1 "source" "cue" "content" = holder act < speaker act`, and their chains."""

from ontology.terms import Act
from pipelines.corpus.annotation import SPEAKERS, Attribution, CorpusError, Step
from pipelines.corpus.declarations import TYPES
from pipelines.corpus.register import Register
from pipelines.corpus.tokens import Token, tokens
from pipelines.corpus.wording import Wording, find, occurrences, paragraph
from pipelines.extraction.account import PUBLISHER, Span


class Voices:
    """The attributions of an article so far; later ones may hang their chain below an earlier one."""

    def __init__(self, text: str, register: Register) -> None:
        self._text = text
        self._register = register
        self.known: dict[str, Attribution] = {}

    def read(self, line: str, number: int) -> None:
        """Adds the attribution of a line."""
        words, equals, chain = line.partition(" = ")
        identifier, *spans = tokens(words)
        name = identifier.word or ""
        if not (name[:1] == "a" and name[1:].isdigit()) or name in self.known:
            raise CorpusError(f"{line[:20]!r}: an attribution begins with a new id a1, a2, ...")
        made_in = next((token.word for token in spans if token.key == "made"), None)
        spans = [token for token in spans if token.key != "made"]
        if len(spans) < 3 or not equals:
            raise CorpusError(
                f'{name}: write {name} "source" "cue" "content" = speaker act (- for no source or no cue)'
            )
        contents = tuple(self._content(token) for token in spans[2:])
        cue = self._near(spans[1], contents)
        source = self._near(spans[0], (cue, *contents) if cue else contents)
        if made_in:
            made_in = self._register.resolve(made_in)
        steps = self._chain(chain, cue, contents, made_in)
        self.known[name] = Attribution(
            id=name, source=source, cue=cue, content=contents, chain=steps, line=number
        )

    def _content(self, token: Token) -> Span:
        if not token.wording:
            raise CorpusError(f"the content must be quoted words, not {token.word!r}")
        return find(self._text, token.wording)

    def _near(self, token: Token, anchors: tuple[Span, ...]) -> Span | None:
        """The words in the paragraph of the anchors, nearest to one of them."""
        if not token.wording:
            if token.word != "-":
                raise CorpusError(f"source and cue are quoted words or -, not {token.word!r}")
            return None
        return near(self._text, token.wording, anchors)

    def _chain(
        self, chain: str, cue: Span | None, contents: tuple[Span, ...], made_in: str | None
    ) -> tuple[Step, ...]:
        steps: list[Step] = []
        for part in chain.split(" < "):
            link = tokens(part)
            if len(link) == 1 and link[0].word in self.known:
                steps += self.known[str(link[0].word)].chain
                continue
            steps.append(self._step(part, link, cue, contents, None if steps else made_in))
        return tuple(steps)

    def _step(
        self, part: str, link: list[Token], cue: Span | None, contents: tuple[Span, ...], made_in: str | None
    ) -> Step:
        if not 2 <= len(link) <= 3 or not link[0].word or not link[1].word:
            raise CorpusError(
                f'{part!r} is no step; write: speaker act, or: speaker act "its own cue" (or -)'
            )
        if link[0].word == PUBLISHER:
            raise CorpusError("leave e0 out of the chain: the publisher is added as its last step")
        if link[1].word not in set(Act):
            raise CorpusError(f"{link[1].word!r} is no act; they are {' '.join(Act)}")
        speakers = tuple(self._speaker(word) for word in link[0].word.split("+"))
        if len(link) == 3:
            cue = (
                near(self._text, link[2].wording, (*contents, *([cue] if cue else [])))
                if link[2].wording
                else None
            )
        return Step(speakers=speakers, act=Act(link[1].word), cue=cue, made_in=made_in)

    def _speaker(self, word: str) -> str:
        identifier = self._register.resolve(word)
        if self._register.kind(identifier) not in SPEAKERS:
            kind = TYPES[self._register.kind(identifier)]
            raise CorpusError(f"{word!r} cannot speak: it is a {kind}; a statement is its owner's")
        return identifier


def near(text: str, wording: Wording, anchors: tuple[Span, ...]) -> Span:
    """The words inside the paragraph of the anchors, nearest to one of them; #n counts in the paragraph."""
    within = paragraph(text, Span(min(a.start for a in anchors), max(a.end for a in anchors)))
    if (
        wording.occurrence is not None
        or "<" in wording.words
        or "..." in wording.words
        or "…" in wording.words
    ):
        return find(text, wording, within)
    found = occurrences(text, wording.words, within)
    if not found:
        return find(text, wording, within)
    return min(found, key=lambda span: min(gap(span, anchor) for anchor in anchors))


def gap(one: Span, other: Span) -> int:
    """How many characters lie between two spans; 0 where they overlap."""
    return max(0, one.start - other.end, other.start - one.end)
