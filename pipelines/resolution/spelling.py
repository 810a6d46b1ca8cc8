"""How a name may be written: width, case, accents, articles, legal forms, "Ministry of X"."""

import re
import unicodedata
from functools import lru_cache

from pipelines.resolution.lexicon import lexicon, words

_WORD = re.compile(r"&|[^\W_]+")
_POINTED = re.compile(r"\b(?:\w\.){2,}")
_POSSESSIVE = re.compile(r"'s\b|(?<=s)'(?!\w)")
_DETERMINERS = frozenset({"a", "an", "its", "their", "his", "her", "our", "some", "two"})
_MOST = 1 << 14  # names of which is remembered what they come to: a story says the same many times
_INITIALS_SKIP = frozenset({"of", "and", "for", "the", "on", "in", "to"})


def folded(text: str) -> str:
    """Lower case without accents, in compatibility form, with plain quotes and without possessive endings."""
    wide = unicodedata.normalize("NFKC", text).replace("’", "'").casefold()
    joined = _POINTED.sub(lambda found: found.group().replace(".", ""), wide)
    bare = "".join(mark for mark in unicodedata.normalize("NFD", joined) if not "\u0300" <= mark <= "\u036f")
    return unicodedata.normalize("NFC", _POSSESSIVE.sub("", bare))


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text, folded, in one spelling."""
    spelling: dict[str, str] = lexicon("names")["spelling"]
    return tuple(spelling.get(word, word) for word in _WORD.findall(folded(text)))


@lru_cache(maxsize=_MOST)
def tokens(name: str) -> tuple[str, ...]:
    """The words of a name or of a description, which comes many times; of a whole text, ask `words_of`."""
    return words_of(name)


@lru_cache(maxsize=_MOST)
def normal(name: str) -> str:
    """A name without article, legal form and punctuation; two spellings of one name give the same string."""
    for form in lexicon("names")["attached_forms"]:
        name = name.replace(form, " ")
    parts = list(tokens(name))
    while len(parts) > 1 and parts[0] in words("names", "articles"):
        parts.pop(0)
    if len(parts) > 2 and parts[0] in words("names", "leading_forms"):
        parts.pop(0)
    parts = _without_legal_form(parts)
    return " ".join(_body_first(parts))


def _without_legal_form(parts: list[str]) -> list[str]:
    legal = words("names", "legal_forms")
    while len(parts) > 1:
        if " ".join(parts[-3:]) in legal and len(parts) > 3:
            parts = parts[:-3]
        elif " ".join(parts[-2:]) in legal and len(parts) > 2:
            parts = parts[:-2]
        elif parts[-1] in legal:
            parts = parts[:-1]
        else:
            break
    return parts[:-1] if len(parts) > 1 and parts[-1] == "and" else parts


def _body_first(parts: list[str]) -> list[str]:
    if len(parts) < 3 or parts[0] not in words("names", "body_nouns"):
        return parts
    if parts[1] not in lexicon("names")["body_links"]:
        return parts
    rest = parts[2:]
    return [*(rest[1:] if rest[0] == "the" and len(rest) > 1 else rest), parts[0]]


def acronym(name: str) -> str | None:
    """The initials of a name of at least three words, as its acronym would be written: "NRA"; else None."""
    initials = [word[0] for word in tokens(name) if word not in _INITIALS_SKIP and word != "and"]
    return "".join(initials).upper() if len(initials) > 2 else None


def shortened(alias: str, name: str) -> bool:
    """Whether the alias is only a part of the name: "Acme" for "Acme Chemicals Inc."."""
    part, whole = normal(alias).split(), normal(name).split()
    return len(part) < len(whole) and set(part) <= set(whole)


def is_acronym(name: str) -> bool:
    """Whether a name is written as an acronym: one word of two to six capitals or digits."""
    bare = unicodedata.normalize("NFKC", name).replace(".", "").strip()
    return bool(re.fullmatch(r"[A-Z][A-Z0-9&-]{1,5}", bare))


def in_full(name: str) -> bool:
    """Whether words are a proper name by their looks: several, each with a capital but for small links."""
    parts = name.split()
    if len(parts) < 2 or parts[0].casefold() in _DETERMINERS:
        return False
    weighty = [part for part in parts if part.casefold() not in lexicon("names")["links"]]
    return len(weighty) > 1 and all(part.strip("(“\"'")[:1].isupper() for part in weighty)


def singular(word: str) -> str:
    """A noun without the ending of a regular plural; other words as they are."""
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is", "ous")):
        return word[:-1]
    return word
