"""What is known of all that was ever given: counts, what was not read and why, what is published."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from graph.generations import Generation, current, generations
from graph.settings import Settings
from ontology.errors import NoGeneration
from pipelines.ledger import Ledger, Outcome, Row

_SHOWN = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """The last outcome of every source, and the generations that are kept, oldest first."""

    home: str
    rows: tuple[Row, ...]
    generations: tuple[Generation, ...]
    current: int | None

    @property
    def failed(self) -> tuple[Row, ...]:
        """The sources that were not read."""
        return tuple(row for row in self.rows if row.outcome is Outcome.REFUSED)

    @property
    def reasons(self) -> dict[str, int]:
        """How many sources were not read, for each reason, the most frequent first."""
        return dict(Counter(str(row.reason) for row in self.failed).most_common())


def of(settings: Settings) -> Status:
    """The status of a home folder; looking at one that is not there does not make it."""
    return Status(
        home=str(settings.home),
        rows=tuple(_rows(settings)),
        generations=generations(settings.home),
        current=_current(settings),
    )


def as_data(status: Status, *, failed: bool) -> dict[str, Any]:
    """The status as JSON has it; `failed` leaves out the sources that were read."""
    return {
        "home": status.home,
        "sources": len(status.rows),
        "read": len(status.rows) - len(status.failed),
        "refused": len(status.failed),
        "reasons": status.reasons,
        "generation": status.current,
        "generations": [asdict(generation) for generation in status.generations],
        "rows": [asdict(row) for row in (status.failed if failed else status.rows)],
    }


def show(status: Status, *, failed: bool) -> None:
    """Print the status for people."""
    from rich.console import Console  # noqa: PLC0415  # takes 0.1 s to import

    console = Console(highlight=False, soft_wrap=False)
    for line in _headline(status):
        console.print(line, markup=False)
    if failed:
        _show_failed(console, status.failed)
    elif status.failed:
        console.print(
            "`claimgraph status --failed` lists what was not read, and why", markup=False, style="dim"
        )


def _headline(status: Status) -> Iterator[str]:
    if not status.rows:
        yield f"nothing has been read into {status.home} yet; run `claimgraph run`"
    else:
        failed = len(status.failed)
        yield f"{len(status.rows)} sources: {len(status.rows) - failed} read, {failed} not"
    for reason, count in status.reasons.items():
        yield f"  {reason}: {count}"
    for generation in status.generations[-_SHOWN:]:
        counts = generation.counts
        here = " (which readers see)" if generation.number == status.current else ""
        held = f"{counts.get('documents', 0)} articles, {counts.get('claims', 0)} claims"
        yield f"generation {generation.number}{here}: {held}, {generation.published[:10]}"


def _show_failed(console: Any, failed: tuple[Row, ...]) -> None:
    from rich.table import Table  # noqa: PLC0415  # as above
    from rich.text import Text  # noqa: PLC0415

    table = Table(title="Not read", caption=f"{len(failed)} sources", expand=False)
    for column in ("source", "reason", "why", "last seen"):
        table.add_column(column, overflow="fold", no_wrap=column == "reason")
    for row in failed:
        table.add_row(Text(row.source), str(row.reason), Text(row.detail or ""), row.last_seen[:10])
    console.print(table)


def _rows(settings: Settings) -> list[Row]:
    if not (settings.home / "ledger.db").exists():
        return []
    with Ledger(settings.home) as ledger:
        return ledger.rows()


def _current(settings: Settings) -> int | None:
    try:
        return current(settings.home).number
    except NoGeneration:
        return None
