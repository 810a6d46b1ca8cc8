"""Newsrooms that only their deed gives away: who "reported on Wednesday that" something happened."""

import re

from ontology.terms import Kind
from pipelines.extraction.account import Span
from pipelines.extraction.notebook import Notebook

_ARTICLES = "The|Der|Die|Das|Den|La|Le|Les|El|Il|De|Het|O|A|Al"
_REPORTED = re.compile(
    rf"(?<![\w’'.-])(?P<name>(?:(?:{_ARTICLES})\s+)?[A-Z][\w’'&-]+(?:\s+(?:[A-Z][\w’'&-]+|of|do|de|del"
    rf"|la|di)){{0,4}}?)"
    r"(?:\s+(?:newspaper|daily|magazine|broadcaster|news\s+(?:agency|site)))?"
    r"(?:,\s[^,.“”]{1,60},)?\s+(?:(?:had|has|have|first|also|previously|earlier)\s+)*reported"
    r"\s+(?:(?:on\s+\w+day|\w+day|earlier|last\s+\w+|this\s+\w+|in\s+\w+)\b|(?:that|how)\b)"
)
_PEOPLE = frozenset({Kind.PERSON, Kind.PLACE})
_NO_NEWSROOM = frozenset(
    "The A It He She They We This That Police Officials Researchers Authorities Media".split()
)


def note_newsrooms(notebook: Notebook) -> None:
    """Note the capitalised subjects of "reported that" as newsrooms where nothing else is known of them."""
    for match in _REPORTED.finditer(notebook.text):
        span = Span(*match.span("name"))
        if any(block.overlaps(span) for block in notebook.skipped) or match.group("name") in _NO_NEWSROOM:
            continue
        held = [
            m for m in notebook.overlapping(span) if m.kind not in {Kind.DATE, Kind.QUANTITY, Kind.SECTOR}
        ]
        opening = match.group("name").split()[0]
        if not held:
            identifier = notebook.entity(Kind.MEDIA_ORGANIZATION, match.group("name").removeprefix("The "))
            notebook.note(_bare(span, notebook.text), identifier, named=True)
        elif opening in _ARTICLES.split("|") and all(m.kind in _PEOPLE and m.named for m in held):
            _settle(notebook, span, {m.entity for m in held})


def _bare(span: Span, text: str) -> Span:
    return Span(span.start + 4, span.end) if span.of(text).startswith("The ") else span


def _settle(notebook: Notebook, span: Span, entities: set[str]) -> None:
    """Let what was taken for a person be a newsroom: a name that begins with an article is no person's."""
    if len(entities) == 1:
        (identifier,) = entities
        name = _bare(span, notebook.text).of(notebook.text)
        notebook.amend(identifier, kind=Kind.MEDIA_ORGANIZATION, name=name, job_title=None)
        notebook.replace_entity(identifier, identifier)
