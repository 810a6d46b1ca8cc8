"""How one incident is printed: its accounts, entities, who says what, and where the accounts part."""

from collections import Counter

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from graph.wording import LEGEND, PARTING, in_words, sign
from ontology.model import Claim, Comparison
from ontology.terms import Iri, Kind
from pipelines.matrix import Row, matrix
from pipelines.overview import Overview

_ROWS, _PARTINGS, _NAMES, _LETTERS = 12, 5, 8, 12
_KINDS = {
    Kind.COMPANY: "companies",
    Kind.GOVERNMENT_BODY: "government bodies",
    Kind.ORGANIZATION: "organizations",
    Kind.MEDIA_ORGANIZATION: "newsrooms",
    Kind.THREAT_ACTOR: "threat actors",
    Kind.PERSON: "people",
    Kind.UNNAMED_SOURCE: "unnamed sources",
    Kind.COLLECTIVE: "groups of people",
    Kind.PLACE: "places",
    Kind.SECTOR: "sectors",
    Kind.SYSTEM: "systems",
    Kind.DATA: "data",
    Kind.MALWARE: "malware",
    Kind.TOOL: "tools",
    Kind.VULNERABILITY: "vulnerabilities",
}


def show_incident(console: Console, view: Overview, program: str) -> None:
    """Print an incident; `program` is how the reader calls us, for what is left out."""
    console.print()
    console.rule(Text(view.incident.label, "bold"), align="left", style="dim")
    console.print(headline(view), markup=False)
    console.print()
    _show_articles(console, view)
    console.print()
    _show_entities(console, view)
    console.print()
    _show_matrix(console, view, program)
    _show_partings(console, view, program)


def headline(view: Overview) -> str:
    """One sentence on how the accounts stand to each other; it names no winner."""
    counts = (
        f"{many(len(view.articles), 'account')}, {many(len(view.holders), 'speaker')}, "
        f"{many(len(view.claims), 'claim')}"
    )
    agreed, parted = view.agreed, len(view.partings)
    if not agreed and not parted:
        return f"{counts}; they do not meet on any point"
    return f"{counts}; they agree on {many(agreed, 'point')} and part on {parted or 'none'}"


def many(count: int, noun: str) -> str:
    """The count with its noun."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _show_articles(console: Console, view: Overview) -> None:
    for letter, article in zip(_letters(view), view.articles, strict=False):
        told = Text().append(f"{letter} ", "bold cyan").append(view.label(article.publisher), "bold")
        told.append(f", {article.published or 'undated'}")
        told.append(f"  {view.titles[article.iri]}", "dim")
        console.print(told, overflow="ellipsis", no_wrap=True)


def _show_entities(console: Console, view: Overview) -> None:
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    for kind, found in view.by_kind().items():
        if kind in _KINDS:
            counts = Counter(entity.label for entity in found)
            names = [name if count == 1 else f"{name} ({count})" for name, count in counts.items()]
            more = f" … and {len(names) - _NAMES} more" if len(names) > _NAMES else ""
            table.add_row(_KINDS[kind], Text(", ".join(names[:_NAMES]) + more))
    console.print(table)


def _show_matrix(console: Console, view: Overview, program: str) -> None:
    rows, letters = matrix(view), _letters(view)
    table = Table(box=None, padding=(0, 1, 0, 0), header_style="bold cyan")
    table.add_column(
        "Who says what", overflow="fold", max_width=max(36, console.width - 4 * len(letters) - 2)
    )
    for letter in letters:
        table.add_column(letter, justify="center", min_width=2)
    for row in rows[:_ROWS]:
        _add(table, row, len(letters))
    console.print(table)
    if len(rows) > _ROWS:
        _show_more(console, len(rows) - _ROWS, f"{program} ask claims")
    console.print(LEGEND, style="dim", markup=False)


def _add(table: Table, row: Row, columns: int) -> None:
    table.add_row(Text(row.said, "bold"))
    for line in row.lines:
        cells = [Text(" ").join(Text(*sign(*cell)) for cell in cells) for cells in line.cells[:columns]]
        table.add_row(Padding(Text(line.holder), (0, 0, 0, 2)), *cells)


def _show_partings(console: Console, view: Overview, program: str) -> None:
    if not view.partings:
        return
    console.print("\nWhere the accounts part", style="bold")
    for one in _varied(view)[:_PARTINGS]:
        _show_parting(console, view, one)
    if len(view.partings) > _PARTINGS:
        _show_more(console, len(view.partings) - _PARTINGS, f"{program} ask comparisons")


def _show_parting(console: Console, view: Overview, one: Comparison) -> None:
    left, right = view.by_iri[one.left], view.by_iri[one.right]
    console.print()
    console.print(Padding(_said(view, left), (0, 0, 0, 2), expand=False))
    console.print(Padding(Text(PARTING[one.relation], "yellow"), (0, 0, 0, 2), expand=False))
    console.print(Padding(_said(view, right), (0, 0, 0, 2), expand=False))
    # The reason begins with both quotes, which stand above.
    why = one.reason.rpartition("): ")[2] or one.reason
    console.print(Padding(Text(f"because: {why}", "dim"), (0, 0, 0, 2), expand=False))


def _varied(view: Overview) -> list[Comparison]:
    """The partings, first those whose quotes have not been shown by the ones before."""
    shown: set[Iri] = set()
    fresh: list[Comparison] = []
    for one in view.partings:
        quotes = {view.by_iri[one.left].evidence, view.by_iri[one.right].evidence}
        if not quotes & shown:
            fresh.append(one)
            shown |= quotes
    return [*fresh, *(one for one in view.partings if one not in fresh)]


def _said(view: Overview, claim: Claim) -> Text:
    """A claim with its holder, outlet and quote."""
    incidents = frozenset({str(view.incident.iri)})
    said = in_words(view.propositions[claim.proposition], view.labels, incidents=incidents)
    outlet = view.label(next(one.publisher for one in view.articles if one.iri == claim.article))
    who = ", ".join(view.label(holder) for holder in claim.holders)
    told = Text().append(who, "bold").append("" if who == outlet else f" in {outlet}").append("  ")
    told.append(*sign(claim.polarity, claim.certainty)).append(f" {said}")
    quote = view.quotes.get(claim.evidence)
    return told.append(f"\n“{_shortened(quote.exact)}”", "italic") if quote else told


def _show_more(console: Console, count: int, command: str) -> None:
    console.print(f"… and {count} more: {command}", style="dim", markup=False)


def _letters(view: Overview) -> list[str]:
    return [chr(ord("A") + at) for at in range(min(len(view.articles), _LETTERS))]


def _shortened(quote: str, longest: int = 240) -> str:
    plain = " ".join(quote.split())
    return plain if len(plain) <= longest else plain[:longest].rsplit(" ", 1)[0] + " …"
