"""A source file cut into its header and its numbered, uncommented section lines."""

import re
from dataclasses import dataclass
from pathlib import Path

from pipelines.corpus.annotation import CorpusError

Lines = list[tuple[int, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A file of the corpus: header fields, the lines of each section, and the line at which each begins."""

    path: Path
    header: dict[str, str]
    sections: dict[str, Lines]
    begins: dict[str, int]


def source(path: Path, allowed: tuple[str, ...]) -> Source:
    """Reads a file; CorpusError for text outside sections, unknown or repeated sections, or no UTF-8."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise CorpusError(f"cannot be read as UTF-8 text: {error}") from error
    header: dict[str, str] = {}
    sections: dict[str, Lines] = {}
    begins: dict[str, int] = {}
    current: str | None = None
    for number, line in enumerate(lines, 1):
        if heading := re.fullmatch(r"## *(\w+)\s*", line):
            current = _opened(heading[1], number, sections, allowed)
            begins[current] = number
        elif not line.strip() or line.startswith("// "):
            continue
        elif current:
            sections[current].append((number, line.strip()))
        else:
            _field(line, number, header)
    return Source(path=path, header=header, sections=sections, begins=begins)


def _opened(name: str, number: int, sections: dict[str, Lines], allowed: tuple[str, ...]) -> str:
    if name not in allowed or name in sections:
        raise CorpusError(
            f"line {number}: section {name!r} is unknown or repeated; sections are {', '.join(allowed)}"
        )
    sections[name] = []
    return name


def _field(line: str, number: int, header: dict[str, str]) -> None:
    name, colon, value = line.partition(":")
    if not colon or not re.fullmatch(r"[a-z-]+", name) or name in header:
        raise CorpusError(
            f"line {number}: {line[:40]!r} is no new header field `name: value`, and no section is open"
        )
    header[name] = value.strip()
