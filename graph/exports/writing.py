"""How exports are written: file by file, whole or not at all, hashed and counted on the way.

A folder can be gone on with: what its manifest knows, and what still has the same hash, is not written again.
"""

import hashlib
import io
import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import IO, Any

from graph.exports.describing import descriptions
from graph.exports.formats import Format
from graph.exports.manifest import NAME, File, files_of, heading, manifest
from graph.exports.source import Source
from ontology.errors import GraphError

SUMS = "SHA256SUMS"
_OFTEN = 1 << 20  # bytes between two words on how far it is
Told = Callable[[str, int], None]  # the file, and how many bytes of it are written


def silent(file: str, written: int) -> None:
    """Take no note."""
    del file, written


class Counted(io.RawIOBase):
    """A binary output that counts and hashes what goes through it."""

    def __init__(self, output: IO[bytes], told: Callable[[int], None] = lambda _: None) -> None:
        self._hash = hashlib.sha256()
        self._output = output
        self._told = told
        self._next = _OFTEN
        self.bytes = 0

    def writable(self) -> bool:
        """It is for writing only."""
        return True

    def write(self, content: Any) -> int:
        """Write it all."""
        piece = memoryview(content)
        self._hash.update(piece)
        self._output.write(piece)
        self.bytes += len(piece)
        if self.bytes >= self._next:
            self._next = self.bytes + _OFTEN
            self._told(self.bytes)
        return len(piece)

    def sha256(self) -> str:
        """The hash of everything so far."""
        return self._hash.hexdigest()


def export_file(source: Source, form: Format, path: Path, told: Told = silent) -> File:
    """Write one file, whole or not at all, and its manifest beside it."""
    made = _written(source, form, path, told)
    replace_file(path.with_name(f"{path.name}.{NAME}"), manifest(source, [made]))
    return made


def export_folder(
    source: Source, folder: Path, forms: Iterable[Format], told: Told = silent
) -> tuple[File, ...]:
    """Write a file for each format into a folder, with manifest, descriptions of the tables and SHA256SUMS.

    When it is broken off, the same call goes on where it stopped. GraphError when it cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        known = _known(source, folder)
        files: dict[str, File] = {}
        for form in forms:
            files[form.name] = known.get(form.name) or _written(source, form, folder / form.file, told)
            replace_file(folder / NAME, manifest(source, files.values(), finished=False))
        for name, content in descriptions(source, files.values()).items():
            replace_file(folder / name, content)
        sums = "".join(f"{file.sha256}  {file.path}\n" for file in files.values())
        replace_file(folder / SUMS, sums.encode())
        replace_file(folder / NAME, manifest(source, files.values()))
    except OSError as error:
        raise GraphError(
            f"the export into {folder} broke off ({error.strerror or error}); the same command goes on"
        ) from error
    return tuple(files.values())


def digest(path: Path) -> str:
    """The SHA-256 of a file."""
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def _known(source: Source, folder: Path) -> dict[str, File]:
    """What was written already and is still the same."""
    path = folder / NAME
    found = files_of(path.read_bytes(), heading(source)) if path.exists() else {}
    return {name: file for name, file in found.items() if _is_there(folder, file)}


def _is_there(folder: Path, file: File) -> bool:
    path = folder / file.path
    return path.exists() and path.stat().st_size == file.bytes and digest(path) == file.sha256


def _written(source: Source, form: Format, path: Path, told: Told) -> File:
    unfinished = path.with_name(f".{path.name}.unfinished")
    try:
        with unfinished.open("wb") as output:
            counted = Counted(output, lambda written: told(path.name, written))
            with io.BufferedWriter(counted, _OFTEN) as buffered:  # the store writes piece by small piece
                form.write(source, buffered)
            _synced(output)
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
    told(path.name, counted.bytes)
    return File(
        path=path.name, format=form.name, media=form.media, bytes=counted.bytes, sha256=counted.sha256()
    )


def replace_file(path: Path, content: bytes) -> None:
    """Write a small file, whole or not at all, in place of what was there."""
    fresh = path.with_name(f".{path.name}.unfinished")
    with fresh.open("wb") as output:
        output.write(content)
        _synced(output)
    fresh.replace(path)


def _synced(output: IO[bytes]) -> None:
    output.flush()
    os.fsync(output.fileno())
