"""How a merely described thing is recognised: by its words without stop words and grades."""

from collections.abc import Iterable
from functools import cache, lru_cache

from pipelines.resolution.lexicon import classes, lexicon, words
from pipelines.resolution.spelling import singular, tokens

ROLE = "role:"
_OWNERS = frozenset({"its", "their", "our", "his", "her"})
_MOST = 1 << 14  # descriptions of which is remembered what they come to
_LEADING = frozenset({"the", "a", "an", "any", "some", "other"})


@lru_cache(maxsize=_MOST)
def terms(text: str) -> tuple[str, ...]:
    """The words of a description in the singular, without numbers."""
    return tuple(singular(word) for word in tokens(text) if not any(mark.isdigit() for mark in word))


def essence(text: str, without: Iterable[str] = ()) -> tuple[str, ...]:
    """The words of a description that identify a thing, sorted; roles as "role:customer".

    `without` holds names (of owners, sectors, subjects) whose words are known already and are left out.
    """
    return _essence(text, frozenset(term for name in without for term in terms(name)))


@lru_cache(maxsize=_MOST)
def _essence(text: str, known: frozenset[str]) -> tuple[str, ...]:
    kept = [term for term in with_roles(terms(text)) if term not in known and not _idle(term)]
    return tuple(sorted({_synonym(term) for term in kept} - known))


@lru_cache(maxsize=_MOST)
def role(text: str) -> str | None:
    """The relation in which somebody described stands to an organization ("customer"), if any."""
    found = [term for term in with_roles(terms(text)) if term.startswith(ROLE)]
    return found[0].removeprefix(ROLE) if found else None


def with_roles(words_: tuple[str, ...]) -> tuple[str, ...]:
    """The words with each phrase for a role replaced by "role:" and the name of the role."""
    return _replaced(words_, "roles", ROLE)


@lru_cache(maxsize=_MOST)
def head_class(head: str | None, text: str) -> str:
    """The kind of data or system, "information" for data and details: by the head noun, else by the words."""
    heads = _phrases("heads")
    if head and (known := heads.get(terms(head))):
        return known
    found = [term for term in _replaced(terms(text), "heads", "head:") if term.startswith("head:")]
    if found:
        return found[0].removeprefix("head:")
    return " ".join(terms(head or ""))


def without_heads(words_: tuple[str, ...]) -> tuple[str, ...]:
    """The words that are not nouns for kinds of data or systems."""
    return tuple(term for term in _replaced(words_, "heads", "head:") if not term.startswith("head:"))


def speaking_role(text: str) -> str | None:
    """In which role somebody speaks for an organization: spokesperson, statement, management, official."""
    found = [term for term in _replaced(terms(text), "speakers", ROLE) if term.startswith(ROLE)]
    return found[0].removeprefix(ROLE) if found else None


def leads(title: str) -> bool:
    """Whether a job title is that of somebody who leads an organization, now ("former director" is not)."""
    said = f" {' '.join(terms(title))} "
    titles: list[str] = lexicon("descriptions")["leaders"]["titles"]
    past = any(f" {word} " in said for word in ("former", "ex", "retired", "deputy", "assistant"))
    return not past and any(f" {' '.join(terms(one))} " in said for one in titles)


def nameless(text: str) -> bool:
    """Whether a description of attackers singles nobody out ("the hackers", "unknown third parties")."""
    return all(_idle(term) or term in words_of_attackers() for term in terms(text))


def words_of_attackers() -> frozenset[str]:
    """The words with which attackers are spoken of in general."""
    return frozenset(
        term for term, label in classes("descriptions", "attackers").items() if label == "generic"
    )


def plain(text: str) -> str:
    """A description without the grades that live on claims: "secret business plans" is "business plans"."""
    kept = [word for word in text.split() if not _weighs(word)]
    while kept and kept[0].casefold() in _LEADING:
        kept.pop(0)
    return " ".join(kept) or text


def _weighs(word: str) -> bool:
    said = set(terms(word))
    return word.casefold() in _OWNERS or (bool(said) and said <= _grades())


def _grades() -> frozenset[str]:
    return words("descriptions", "scope")


def _idle(term: str) -> bool:
    return term in words("descriptions", "stop") or term in _grades()


def _synonym(term: str) -> str:
    synonyms: dict[str, str] = lexicon("descriptions")["synonyms"]
    return synonyms.get(term, term)


@cache
def _longest(table: str) -> int:
    return max(map(len, _phrases(table)))


@cache
def _phrases(table: str) -> dict[tuple[str, ...], str]:
    return {terms(phrase): label for phrase, label in classes("descriptions", table).items()}


def _replaced(words_: tuple[str, ...], table: str, mark: str) -> tuple[str, ...]:
    phrases, longest = _phrases(table), _longest(table)
    out: list[str] = []
    at = 0
    while at < len(words_):
        size = next((n for n in range(longest, 0, -1) if words_[at : at + n] in phrases), 0)
        out.append(mark + phrases[words_[at : at + size]] if size else words_[at])
        at += size or 1
    return tuple(out)
