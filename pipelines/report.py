"""What `claimgraph run` prints: what became of the sources, and what the published accounts claim."""

import os
import shutil
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from graph.generations import Generation, open_generation
from graph.settings import Settings
from pipelines.flow import Summary
from pipelines.incident_report import many, show_incident
from pipelines.outcomes import Refusal
from pipelines.overview import foremost, overview

_INCIDENTS, _REFUSALS = 3, 10
_NEXT = (
    ("ask denials", "what is denied, by whom and how strongly"),
    ("ask timeline", "what is said to have happened when"),
    ("serve", "GraphQL, and a page to try it, on http://127.0.0.1:8000"),
)


def show(summary: Summary, settings: Settings, *, claims: bool = True) -> None:
    """Print the report; the claims are those of the published generation, as all readers see them."""
    console = Console(highlight=False)
    _show_outcomes(console, summary)
    if summary.generation is None:
        return
    if claims and summary.given:
        _show_incidents(console, summary, settings)
    _show_generation(console, summary.generation, fresh=summary.fresh)
    _show_next(console, settings)


def as_data(summary: Summary, settings: Settings) -> dict[str, Any]:
    """The summary as JSON has it, with the incidents that the given articles tell of."""
    generation = summary.generation
    return {
        "given": summary.given,
        "read": summary.read,
        "unchanged": summary.unchanged,
        "refused": len(summary.refusals),
        "refusals": [asdict(refusal) for refusal in summary.refusals],
        "troubles": [asdict(trouble) for trouble in summary.troubles],
        "documents": summary.documents,
        "unlisted": summary.unlisted,
        "generation": generation.number if generation else None,
        "published": generation.published if generation else None,
        "fresh": summary.fresh,
        "canonical_hash": generation.canonical_hash if generation else None,
        "quads": generation.quads if generation else 0,
        "counts": generation.counts if generation else {},
        "incidents": list(_incidents(summary, settings)) if generation else [],
    }


def _incidents(summary: Summary, settings: Settings) -> Iterator[dict[str, Any]]:
    with open_generation(settings.home) as published:
        for incident in foremost(published, summary.documents):
            view = overview(published, incident)
            if view is not None:
                yield {
                    "iri": incident,
                    "label": view.incident.label,
                    "articles": [article.iri for article in view.articles],
                    "claims": len(view.claims),
                    "speakers": len(view.holders),
                    "agreements": view.agreed,
                    "partings": len(view.partings),
                }


def _show_outcomes(console: Console, summary: Summary) -> None:
    told = Text().append(f"{summary.read} read", "bold green" if summary.read else "bold")
    told.append(f", {summary.unchanged} unchanged, ")
    told.append(f"{len(summary.refusals)} not read", "bold yellow" if summary.refusals else "")
    told.append(f" of {many(summary.given, 'article')}")
    console.print(told if summary.given else "the feeds show nothing new")
    if summary.refusals:
        _show_refusals(console, summary.refusals)
    if summary.troubles:
        console.print("Of the feeds, this could not be looked into", style="bold yellow")
        _show_refusals(console, summary.troubles)
    if summary.unlisted:
        documents = many(len(summary.unlisted), "document")
        console.print(
            f"some claims of {documents} speak of what was not found and are left out", style="yellow"
        )
    if summary.given and not summary.known:
        console.print("nothing was read", style="bold red")


def _show_refusals(console: Console, refusals: Sequence[Refusal]) -> None:
    """Each refusal, or one for each reason where there are many."""
    counts = Counter(refusal.reason for refusal in refusals)
    few = len(refusals) <= _REFUSALS
    shown = refusals if few else {refusal.reason: refusal for refusal in reversed(refusals)}.values()
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    table.add_column("reason", no_wrap=True)
    table.add_column("source" if few else "for instance", overflow="fold", ratio=2)
    table.add_column("why", overflow="fold", ratio=3)
    for refusal in sorted(shown, key=lambda refusal: -counts[refusal.reason]):
        told = refusal.reason.value if few else f"{counts[refusal.reason]} {refusal.reason.value}"
        table.add_row(Text(told, "yellow"), Text(refusal.source), Text(refusal.detail))
    console.print(table)
    if not few:
        console.print(f"all of them: {_program()} status --failed", style="dim", markup=False)


def _show_incidents(console: Console, summary: Summary, settings: Settings) -> None:
    with open_generation(settings.home) as published:
        found = foremost(published, summary.documents)
        for incident in found[:_INCIDENTS]:
            view = overview(published, incident)
            if view is not None:
                show_incident(console, view, _program())
    if len(found) > _INCIDENTS:
        more = many(len(found) - _INCIDENTS, "more incident")
        console.print(f"\n… and {more}: {_program()} ask incidents", style="dim", markup=False)


def _show_generation(console: Console, generation: Generation, *, fresh: bool) -> None:
    counts = generation.counts
    held = f"{many(counts.get('documents', 0), 'article')}, {many(counts.get('claims', 0), 'claim')}"
    news = "published" if fresh else "nothing changed: still"
    told = f"{news} generation {generation.number}: {held}, {generation.quads} triples"
    console.print(f"\n{told}", style="dim", markup=False)


def _show_next(console: Console, settings: Settings) -> None:
    usual = Path(os.environ.get("CLAIMGRAPH_HOME", "data"))
    given = "" if settings.home == usual else f" --home {settings.home}"
    calls = [f"{_program()} {command}{given}" for command, _ in _NEXT]
    console.print("\nNext", style="bold")
    if 2 * max(map(len, calls)) > console.width:  # the path of the program is long: nothing may be cut off
        for call, (_, does) in zip(calls, _NEXT, strict=True):
            console.print(Text(f"  {call}", "cyan"), Text(f"    {does}", "dim"), sep="\n", soft_wrap=True)
        return
    table = Table.grid(padding=(0, 2, 0, 0))
    for call, (_, does) in zip(calls, _NEXT, strict=True):
        table.add_row(Text(f"  {call}", "cyan", no_wrap=True), Text(does, "dim"))
    console.print(table)


def _program() -> str:
    """How the reader can call this program: by its name where that is found, else by its path."""
    called = Path(sys.argv[0])
    if shutil.which("claimgraph") or called.name != "claimgraph":
        return "claimgraph"
    absolute = called.absolute()
    return os.path.relpath(absolute) if absolute.is_relative_to(Path.cwd()) else str(absolute)
