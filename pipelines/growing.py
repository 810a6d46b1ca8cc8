"""The edition of a home folder: grown from what was known before, or derived anew where people decided."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import cache, partial
from importlib.resources import files
from itertools import islice
from pathlib import Path

from pipelines.archive import Archive
from pipelines.aside import nothing_aside
from pipelines.cabinet import FileCabinet
from pipelines.decided import Decided
from pipelines.edition import Edition, Read, edition
from pipelines.extraction.account import Extractor
from pipelines.growth import Growth
from pipelines.progress import Progress, Stage, silent

_AT_A_TIME = 500  # accounts; so many are in memory, and a story that comes in parts is settled in parts


@contextmanager
def standing(
    home: Path,
    documents: Sequence[str],
    by: Extractor,
    decided: Decided,
    progress: Progress = silent,
) -> Iterator[Edition]:
    """The edition of these documents, by id, whose accounts by an extractor are in the archive.

    It may read from the home folder until the block ends. Growing costs what is new and what that touches;
    where people decided anything, everything is derived anew. Both come to the same. StoreBusy while another
    process does the same.
    """
    archive = Archive(home)
    if decided.entries:
        yield edition(_read(documents, archive, by), progress, decided)
        return
    with FileCabinet(home / "growth.db", stamp()) as cabinet:
        growth = Growth(cabinet=cabinet)
        known: dict[str, str] = cabinet.core("known", {})
        versions = {
            name: archive.version_of(name, extractor=by.name, version=by.version) for name in documents
        }
        if known != versions:
            _grow(growth, known, versions, archive, by, progress)
            growth.save(known=versions)
        else:
            _told(progress, 0)
        yield replace(growth.edition(), aside=nothing_aside(documents, decided))


def stamp() -> str:
    """A digest of the code and lists that resolve and compare: other code may come to something else."""
    return _stamp()


def _grow(  # what is known and what is wanted
    growth: Growth,
    known: Mapping[str, str],
    versions: Mapping[str, str],
    archive: Archive,
    by: Extractor,
    progress: Progress,
) -> None:
    growth.withdraw(*sorted(known.keys() - versions.keys()))
    changed = sorted(name for name, version in versions.items() if known.get(name) != version)
    rest, done = iter(changed), 0
    progress(Stage.RESOLVE, 0, len(changed))
    while some := list(islice(rest, _AT_A_TIME)):
        growth.add(_read(some, archive, by))
        done += len(some)
        progress(Stage.RESOLVE, done, len(changed))
    _told(progress, len(changed))


def _told(progress: Progress, count: int) -> None:
    """Resolving and comparing are one here."""
    progress(Stage.RESOLVE, count, count)
    progress(Stage.COMPARE, 0, count)
    progress(Stage.COMPARE, count, count)


def _read(documents: Sequence[str], archive: Archive, by: Extractor) -> Read:
    account_of = partial(archive.account, extractor=by.name, version=by.version)
    pairs = ((archive.document(name), account_of(name)) for name in documents)
    return [(document, account) for document, account in pairs if document and account]


@cache
def _stamp() -> str:
    digest = hashlib.sha256()
    for package in ("ontology", "graph", "pipelines"):
        root = Path(str(files(package)))
        for path in sorted(root.rglob("*")):
            if path.suffix in {".py", ".toml", ".csv", ".json", ".ttl", ".txt"}:
                digest.update(f"{path.relative_to(root)}\n".encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()
