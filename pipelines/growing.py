"""The edition of a home folder: grown from what was known before, with what people decided since."""

import hashlib
import shutil
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from functools import cache, partial
from importlib.resources import files
from pathlib import Path

from pipelines.archive import Archive
from pipelines.aside import aside
from pipelines.cabinet import FileCabinet
from pipelines.decided import Decided
from pipelines.edition import Edition, Read
from pipelines.extraction.account import Extractor
from pipelines.growth import Growth
from pipelines.progress import Progress, Stage, silent

_STANDING = "growth.db"
_WHOLE = "growth-whole.db"  # with what does not count, while anything is set aside
_AT_A_TIME = 100  # accounts; so many are in memory


@contextmanager
def standing(
    home: Path,
    documents: Sequence[str],
    by: Extractor,
    decided: Decided,
    progress: Progress = silent,
) -> Iterator[Edition]:
    """The edition of these documents, by id, whose accounts by an extractor are in the archive.

    It may read from the home folder until the block ends. It costs what is new, what people decided since,
    and what either touches. StoreBusy while another process does the same.
    """
    archive, counting = Archive(home), [name for name in documents if name not in decided.withdrawn]
    misread = decided.misread & set(counting)
    with ExitStack() as open_:
        aside_ = len(counting) < len(documents) or bool(misread)
        _lend(home, wanted=aside_)
        standing_ = open_.enter_context(_growth(home / _STANDING, archive, by))
        standing_.reach(counting, decided, progress)
        whole = standing_
        if aside_:
            whole = open_.enter_context(_growth(home / _WHOLE, archive, by))
            whole.reach(documents, replace(decided, entries=decided.pairs), progress)
        found = aside(decided, standing_.growth, whole.growth)
        yield replace(standing_.growth.edition(), aside=found)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kept:
    """Growth in a file, with the versions of the accounts that it has."""

    growth: Growth
    cabinet: FileCabinet
    archive: Archive
    by: Extractor

    def reach(self, documents: Sequence[str], decided: Decided, progress: Progress) -> None:
        """Come to what these documents make with what people decided, and keep it."""
        known: dict[str, str] = self.cabinet.core("known", {})
        wanted = {name: f"{self._version(name)} {decided.marks(name)}" for name in documents}
        if known == wanted and self.growth.judgements == decided.pairs:
            for stage in (Stage.RESOLVE, Stage.COMPARE):
                progress(stage, 0, 0)
            return
        self.growth.withdraw(*sorted(known.keys() - wanted.keys()))
        if self.growth.judgements != decided.pairs:
            self.growth.judge(decided.pairs)
        changed = sorted(name for name, version in wanted.items() if known.get(name) != version)
        progress(Stage.RESOLVE, 0, len(changed))
        self.growth.grow(self._parts(changed, decided), progress)
        self.growth.save(known=wanted)
        self.growth.let_go()

    def _parts(self, names: Sequence[str], decided: Decided) -> Iterator[Read]:
        """The accounts of these documents, some at a time."""
        for at in range(0, len(names), _AT_A_TIME):
            some = names[at : at + _AT_A_TIME]
            yield [decided.counting(*pair) for pair in _read(some, self.archive, self.by)]

    def _version(self, name: str) -> str:
        return str(self.archive.version_of(name, extractor=self.by.name, version=self.by.version))


@contextmanager
def _growth(path: Path, archive: Archive, by: Extractor) -> Iterator[_Kept]:
    with FileCabinet(path, stamp()) as cabinet:
        yield _Kept(growth=Growth(cabinet=cabinet), cabinet=cabinet, archive=archive, by=by)


def _lend(home: Path, *, wanted: bool) -> None:
    """Begin with everything from what counted so far; put it away when nothing is set aside any more."""
    whole, counted = home / _WHOLE, home / _STANDING
    if not wanted:
        whole.unlink(missing_ok=True)
    elif counted.exists() and not whole.exists():
        shutil.copyfile(counted, whole)


def stamp() -> str:
    """A digest of the code and lists that resolve and compare: other code may come to something else."""
    return _stamp()


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
