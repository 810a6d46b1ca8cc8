"""What of a query is admitted: its kind, its size and depth, and that it neither writes nor calls elsewhere.

The native parser descends as deep as a text is nested and its planner takes long for many patterns, and
neither can be stopped; so both are counted here first, in one pass over the words. The counts err on the side
of too many.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urljoin

from graph.sparql.query import QueryKind, QueryLimits
from graph.sparql.tokens import Token, tokens
from ontology.errors import QueryRefused, Refused
from ontology.terms import PREFIXES

_UPDATES = frozenset("INSERT DELETE LOAD CLEAR CREATE DROP COPY MOVE ADD WITH".split())
_TERMS = frozenset({"iri", "name", "variable", "text", "number"})
_VALUES = frozenset({"A", "TRUE", "FALSE"})
# words after which terms are no triple pattern until the next curly bracket
_QUIET = frozenset("SELECT GROUP ORDER HAVING BY LIMIT OFFSET GRAPH VALUES".split())
_UNARY = frozenset("!^+-")
_STEPS = frozenset("/|")


@dataclass(frozen=True, slots=True, kw_only=True)
class Admitted:
    """A query that may be evaluated, and the graphs that its FROM clauses name."""

    kind: QueryKind
    graphs: tuple[str, ...]


@dataclass(slots=True)
class _Counts:
    """Where in a query a reader is, and what it has counted."""

    open: list[str] = field(default_factory=list)  # "group", "list", "expression" or "data"
    patterns: int = 0
    operators: int = 0
    unary: int = 0
    in_pattern: bool = False
    quiet: bool = False
    word: str = ""  # the last word, in capitals, when nothing but an opening bracket can follow it


def admit(text: str, limits: QueryLimits, base: str | None = None) -> Admitted:
    """What a query is; QueryRefused when it is too large, too deep, no query, or would leave this graph."""
    if len(text) > limits.text or len(text.encode("utf-8", "replace")) > limits.text:
        raise QueryRefused(Refused.TOO_LONG, f"a query has at most {limits.text} bytes")
    words = list(tokens(text))
    admitted = _admitted(words, base)
    counts = _Counts()
    for token in words:
        _count(counts, token)
        if len(counts.open) + counts.unary > limits.depth:
            raise _too_complex(f"it is nested more than {limits.depth} deep")
    if counts.patterns > limits.patterns:
        raise _too_complex(f"it has more than {limits.patterns} triple patterns and steps of paths")
    if counts.operators > limits.operators:
        raise _too_complex(f"it has more than {limits.operators} operators and brackets")
    return admitted


def kind_of(text: str) -> QueryKind:
    """What a query is; QueryRefused when it is none, or would leave this graph."""
    return _admitted(list(tokens(text)), None).kind


def _too_complex(why: str) -> QueryRefused:
    return QueryRefused(Refused.TOO_COMPLEX, f"the query is too complex: {why}; ask several smaller ones")


def _admitted(words: list[Token], base: str | None) -> Admitted:
    """The kind and the graphs of FROM; QueryRefused for updates and calls of other servers."""
    _refuse_service(words)
    prefixes, at = dict(PREFIXES), 0
    while at < len(words) and words[at].text.upper() in {"BASE", "PREFIX"}:
        if words[at].text.upper() == "BASE":
            base, at = _iri(words[at + 1 : at + 2], prefixes, base), at + 2
        else:
            name = words[at + 1].text if at + 1 < len(words) else ""
            prefixes[name.removesuffix(":")] = _iri(words[at + 2 : at + 3], prefixes, base) or ""
            at += 3
    first = words[at].text.upper() if at < len(words) else ""
    if first in _UPDATES:
        raise QueryRefused(Refused.FORBIDDEN, f"{first} is an update; only queries are answered here")
    if first not in QueryKind.__members__:
        raise QueryRefused(Refused.MALFORMED, "a query begins with SELECT, ASK, CONSTRUCT or DESCRIBE")
    return Admitted(kind=QueryKind(first), graphs=tuple(_from(words[at:], prefixes, base)))


def _refuse_service(words: list[Token]) -> None:
    for token in words:
        if token.kind == "word" and token.text.upper() in {"SERVICE", "LOAD"}:
            raise QueryRefused(
                Refused.FORBIDDEN, f"{token.text.upper()} would call another server; ask that one yourself"
            )


def _from(words: list[Token], prefixes: dict[str, str], base: str | None) -> Iterator[str]:
    for at, token in enumerate(words):
        if token.text == "{":
            return
        if token.kind == "word" and token.text.upper() == "FROM":
            skip = 2 if words[at + 1 : at + 2] and words[at + 1].text.upper() == "NAMED" else 1
            name = _iri(words[at + skip : at + skip + 1], prefixes, base)
            if name is not None:
                yield name


def _iri(words: list[Token], prefixes: dict[str, str], base: str | None) -> str | None:
    """The absolute IRI of a word; None when it is none, which the parser will say."""
    if words and words[0].kind == "iri":
        return urljoin(base or "", words[0].text[1:-1])
    if words and words[0].kind == "name":
        prefix, _, local = words[0].text.partition(":")
        return prefixes[prefix] + local.replace("\\", "") if prefix in prefixes else None
    return None


def _count(counts: _Counts, token: Token) -> None:
    counts.unary = counts.unary + 1 if token.text in _UNARY else 0
    if token.kind == "open":
        _enter(counts, token.text)
    elif token.kind == "close":
        _leave(counts, token.text)
    elif token.kind == "word" and token.text.upper() not in _VALUES:
        _read_word(counts, token.text.upper())
    elif token.kind == "mark":
        counts.operators += 1
        counts.patterns += token.text in _STEPS and _reads_triples(counts)
    elif token.kind == "end":
        counts.in_pattern = False
    elif token.kind in _TERMS or token.kind == "word":
        _read_term(counts)


def _enter(counts: _Counts, bracket: str) -> None:
    counts.operators += 1
    if counts.word == "VALUES" and bracket == "{":
        counts.open.append("data")
    elif bracket == "(" and (counts.word or not _reads_triples(counts)):
        counts.open.append("expression")
    else:
        counts.open.append("list" if bracket == "(" else "group")
        counts.quiet = counts.quiet and bracket != "{"
    counts.in_pattern = False
    counts.word = counts.word if counts.word == "VALUES" and bracket == "(" else ""


def _leave(counts: _Counts, bracket: str) -> None:
    if counts.open:
        counts.open.pop()
    counts.in_pattern = False
    counts.quiet = counts.quiet and bracket != "}"


def _read_word(counts: _Counts, word: str) -> None:
    counts.operators += 1
    counts.patterns += word in {"UNION", "OPTIONAL", "MINUS"}
    counts.in_pattern = False
    counts.quiet = counts.quiet or word in _QUIET
    counts.word = word


def _read_term(counts: _Counts) -> None:
    if counts.word != "VALUES":
        counts.word = ""
    if not _reads_triples(counts):
        return
    counts.patterns += counts.open[-1] == "list" or not counts.in_pattern
    counts.in_pattern = True


def _reads_triples(counts: _Counts) -> bool:
    return bool(counts.open) and counts.open[-1] in {"group", "list"} and not counts.quiet
