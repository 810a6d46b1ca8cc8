"""Groups of agents and parts of organizations that are described, not named ("dozens of companies")."""

import re
from collections.abc import Sequence

from ontology.terms import Kind
from pipelines.extraction.account import Amount, Span
from pipelines.extraction.notebook import ORGANIZATIONS, Notebook
from pipelines.extraction.people import collective
from pipelines.extraction.phrases import phrases
from pipelines.extraction.references import covering, is_title, protagonist
from pipelines.extraction.wordlists import alternatives, lexicon, plurals

_PEOPLE = lexicon("phrases")["people"]
_MEMBERS = re.compile(rf"\b{alternatives(plurals(_PEOPLE['members']))}\b", re.IGNORECASE)
_PART = (
    "headquarters",
    "head office",
    "office",
    "premises",
    "facility",
    "site",
    "branch",
    "plant",
    "factory",
    "research center",
    "research centre",
    "data center",
    "data centre",
    "campus",
    "affiliate",
    "affiliated company",
    "subsidiary",
    "unit",
)
_OF_ANY = frozenset(
    "head main regional local overseas domestic affiliated other same company's data research".split()
)
_IN = re.compile(r"\s+(?:based\s+)?in\s+(?:the\s+)?")
_OWNER = re.compile(r"\s+(?:of|belonging\s+to)\s+(?:the\s+)?")

Counted = tuple[Span, Amount, Kind, Span | None]


def note_groups(notebook: Notebook, counted: Sequence[Counted]) -> None:
    """Note counted groups of organizations, partners and customers, and parts of organizations."""
    for span, amount, kind, noun in counted:
        if kind is Kind.QUANTITY and noun is not None and _MEMBERS.search(noun.of(notebook.text)):
            whole = Span(span.start, noun.end)
            if not notebook.within(whole, ORGANIZATIONS):
                words = noun.of(notebook.text)
                identifier = collective(notebook, whole, words, amount)
                notebook.amend(identifier, amount=amount)
                notebook.note(whole, identifier, named=False)
    for phrase in phrases(notebook.text, tuple(_PEOPLE["partners"])):
        if covering(notebook, phrase.span) is None and phrase.is_plural and not notebook.skips(phrase.span):
            notebook.note(phrase.full, collective(notebook, phrase.span, phrase.head, None), named=False)
    for phrase in phrases(notebook.text, _PART):
        held = covering(notebook, phrase.span)
        if phrase.modifiers and phrase.determiner == "the" and not _OF_ANY.intersection(phrase.modifiers):
            continue  # "the tax office" is nobody's part
        if (
            not notebook.skips(phrase.span)
            and not is_title(notebook, phrase.full)
            and (held is None or not held.span.covers(phrase.span))
        ):
            _note_part(notebook, phrase.full)


def _note_part(notebook: Notebook, span: Span) -> None:
    """A site or unit of an organization; its place or owner behind it belongs to its description."""
    end = span.end
    for link in (_OWNER, _IN):
        match = link.match(notebook.text, end)
        found = [m for m in notebook.mentions if match and m.span.start in {match.end(), match.end() - 4}]
        if found:
            end = max(m.span.end for m in found)
    owners = notebook.within(Span(span.start, end), ORGANIZATIONS)
    owner = owners[0].entity if owners else protagonist(notebook)
    whole = Span(span.start, end)
    name = re.sub(r"^(?:an?|the|its|their|other)\s+", "", whole.of(notebook.text), flags=re.IGNORECASE)
    kind = Kind.COMPANY if re.search(r"compan|affiliate|subsidiary", name) else Kind.ORGANIZATION
    identifier = notebook.entity(kind, name, "part", name.casefold(), part_of=owner)
    notebook.note(whole, identifier, named=False)
