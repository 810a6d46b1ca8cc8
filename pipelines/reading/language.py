"""Which language a text is in. The only module that knows py3langid, and it loads it only when in doubt."""

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from pipelines.outcomes import NotRead, Reason

_SAMPLE = 20_000
_WORD = re.compile(r"[^\W\d_]+")
# Frequent in all English prose and, as whole words, in no other language that shares its alphabet.
_ENGLISH = frozenset(
    {
        "and",
        "been",
        "from",
        "has",
        "have",
        "its",
        "not",
        "said",
        "that",
        "the",
        "their",
        "they",
        "this",
        "were",
    }
    | {"which", "with", "would"}
)
_ENGLISH_SHARE = 0.05
_CONFIDENT = 0.6
_NO_LANGUAGE = "zxx"  # a report full of hashes and paths, which says little of the prose around them


def english_tag(text: str, declared: str | None) -> str:
    """The language tag of an English text; raises NotRead when the text is in another language.

    `declared` is the tag that the page gives itself. It decides only where the words do not, since pages
    often carry the tag of their template.
    """
    declared_english = declared is not None and declared.partition("-")[0].lower() in {"en", "eng"}
    if _is_plainly_english(text):
        return _as_given(declared) if declared_english and declared else "en"
    code, confidence = _identified(text)
    if confidence < _CONFIDENT or code == _NO_LANGUAGE:
        code = declared.partition("-")[0].lower() if declared else "en"
    if code not in {"en", "eng"}:
        name = _names().get(code)
        language = f"{name} ({code})" if name else f"the language with the code {code!r}"
        raise NotRead(Reason.UNSUPPORTED_LANGUAGE, f"it is in {language}; only English is read so far")
    return _as_given(declared) if declared_english and declared else "en"


def _as_given(tag: str) -> str:
    primary, _, rest = tag.partition("-")
    return "en" if not rest or len(primary) > 2 else f"en-{rest.upper() if len(rest) == 2 else rest}"


def _is_plainly_english(text: str) -> bool:
    words = _WORD.findall(text[:_SAMPLE].lower())
    return sum(word in _ENGLISH for word in words) > _ENGLISH_SHARE * len(words)


def _identified(text: str) -> tuple[str, float]:
    code, confidence = _identifier().classify(text[:_SAMPLE])
    return str(code), float(confidence)


@cache
def _identifier() -> Any:
    # numpy and the model take over a second to load, which English texts need not wait for.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


@cache
def _names() -> dict[str, str]:
    names: dict[str, str] = tomllib.loads(
        files(__package__).joinpath("languages.toml").read_text(encoding="utf-8")
    )
    return names
