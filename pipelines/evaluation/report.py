"""An evaluation as a page of Markdown. Equal input, extractor and code give equal bytes."""

import re
from collections.abc import Iterator

from pipelines.evaluation.confusion import Case, Confusion, Words
from pipelines.evaluation.evaluation import Evaluation
from pipelines.evaluation.figures import Figures, articles, figures, told

PICTURE = "confusion.png"
_LARGEST = 12
_LONG = 240  # characters of a quote
_MARKS = re.compile(r"([\\`*_<>|\[\]#~&$])")


def markdown(evaluation: Evaluation, *, picture: bool) -> str:
    """The page; `picture` says whether it may point to one beside it."""
    return "\n".join(_lines(evaluation, picture=picture)) + "\n"


def _lines(evaluation: Evaluation, *, picture: bool) -> Iterator[str]:
    yield f"# How {_plain(evaluation.extractor)} reads {_plain(evaluation.input)}"
    yield ""
    yield f"- extractor: {_plain(evaluation.extractor)} {_plain(evaluation.version)}"
    yield f"- input: {_plain(evaluation.input)} ({articles(evaluation)}), SHA-256 `{evaluation.sha256}`"
    for one in figures(evaluation):
        yield from ("", f"## {one.title}", "", *_table(one))
    yield ""
    yield (
        "Percentages. *Strict* asks that the quote is found and polarity, certainty and holder are right. "
        "A dash stands where there is nothing to measure."
    )
    if picture:
        yield from ("", "## Confusion", "", f"![What was read for what was annotated]({PICTURE})")
    for name, confusion in evaluation.confusions.items():
        yield from _largest(name, confusion)
    if evaluation.unread:
        yield from ("", "## Articles that were not read", "")
        yield from (f"- {_plain(name)}: {_plain(why)}" for name, why in evaluation.unread.items())


def _table(given: Figures) -> Iterator[str]:
    yield f"| {' | '.join(given.head)} |"
    yield f"|---|{'---:|' * (len(given.head) - 1)}"
    yield from (f"| {' | '.join(map(_plain, row))} |" for row in given.rows)


def _largest(name: str, confusion: Confusion) -> Iterator[str]:
    largest = confusion.largest(_LARGEST)
    yield from ("", f"## Largest confusions of {name}", "")
    if not largest:
        yield "None."
    elif not any(one.examples for one in largest):
        yield from ("The texts of the test part are scored, not shown.", "")
    for one in largest:
        yield f"- **{one.count}** {_plain(told(one.gold, one.read))}"
        yield from (f"  - {_example(case, case.words)}" for case in one.examples if case.words)


def _example(case: Case, words: Words) -> str:
    middle = words.words if len(words.words) <= _LONG else words.words[:_LONG].rstrip() + "…"
    return f"{_plain(words.before)}**{_plain(middle)}**{_plain(words.after)} ({_plain(case.document)})"


def _plain(text: str) -> str:
    return _MARKS.sub(r"\\\1", text)
