"""What publication alone costs, by how much there is: `python -m benchmarks.publication 1000 2000 5000`.

Some invented pages are read and extracted once. Their accounts are told again of other names until there are
as many as wanted (`benchmarks.accounts`). They come in runs, after which there are so many; each resolves,
compares, checks, writes and publishes as a run does. CPU and memory are those of this process.
"""

import argparse
import resource
import tempfile
import time
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from benchmarks.accounts import AT, TURNS, Read, fill, seeds
from graph.generations import current
from graph.graph import writing
from graph.settings import Settings
from pipelines import growing
from pipelines.archive import Archive
from pipelines.decided import decided
from pipelines.extractors import extractor
from pipelines.flow import told
from pipelines.keeping import issue, keep, unpublished
from pipelines.ledger import Ledger
from pipelines.soundness import faults

SEEDS = 200


def publish(home: Path, *, checked: bool) -> dict[str, float]:
    """Publish what the archive of a home folder holds; CPU seconds by step."""
    settings, by, archive = Settings.of(home), extractor(), Archive(home)
    with Ledger(home) as ledger:
        found = told(archive, ledger, by, run=ledger.begin(AT), at=AT)
        known = decided(home, ledger.recorded())
    marks = [("", time.process_time())]
    with growing.standing(home, found.documents, by, known) as edition:
        marks.append(("growth", time.process_time()))
        if checked:
            wrong = faults(edition, unpublished(edition, settings))
            assert not [*wrong.quotes, *wrong.places, *wrong.rules]
        marks.append(("checks", time.process_time()))
        with writing(settings.store) as graph:
            keep(graph, edition, settings)
            marks.append(("writing", time.process_time()))
            issue(graph, edition, settings)
            marks.append(("publishing", time.process_time()))
    return {name: at - before for (_, before), (name, at) in pairwise(marks)}


def shown(home: Path, read: list[Read], until: Sequence[int], *, checked: bool) -> None:
    """Publish accounts in runs until there are so many after each, and print what each run costs."""
    print(f"{'articles':>8} {'ms an article':>14}  of it growth, checks, writing, publishing  {'peak MB':>8}")
    for numbers in (range(*ends) for ends in pairwise((0, *until))):
        fill(home, read, numbers)
        spent = {name: 1000 * cpu / len(numbers) for name, cpu in publish(home, checked=checked).items()}
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
        parts = ", ".join(f"{cpu:.1f}" for cpu in spent.values())
        print(f"{numbers.stop:8} {sum(spent.values()):14.1f}  {parts:40} {peak:8.0f}", flush=True)
    sizes = {path.name: _size(path) / until[-1] / 1000 for path in sorted(home.iterdir())}
    print(f"{current(home).quads / until[-1]:.0f} quads an article; KB an article on disk:")
    print(", ".join(f"{name} {size:.1f}" for name, size in sizes.items() if size >= 0.1))


def _size(path: Path) -> int:
    """The bytes of a file, or of all files of a folder, each counted once however often it is linked to."""
    found = {one.stat().st_ino: one.stat() for one in (path, *path.rglob("*")) if one.is_file()}
    return sum(one.st_blocks * 512 for one in found.values())


def main() -> None:
    """Print what each run costs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("until", type=int, nargs="*", default=[250, 500, 750, 1_000])
    parser.add_argument("--seeds", type=int, default=SEEDS, help="pages that are read and extracted")
    parser.add_argument("--unchecked", action="store_true", help="leave out what only Dagster checks")
    parser.add_argument("--keep", type=Path, help="a folder for the accounts, to begin with the next time")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="claimgraph-publication-") as folder:
        read = seeds(options.keep or Path(folder) / "seeds", options.seeds)
        if max(options.until) > TURNS * len(read):
            parser.error(f"{len(read)} pages make {TURNS * len(read):,} articles; give more --seeds")
        shown(Path(folder) / "data", read, options.until, checked=not options.unchecked)


if __name__ == "__main__":
    main()
