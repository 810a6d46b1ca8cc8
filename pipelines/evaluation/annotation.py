"""Where annotated articles come from: a part of our corpus, or files in the form in which it is built."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import orjson

from ontology.errors import SettingsError
from pipelines.corpus.annotation import CorpusError
from pipelines.corpus.collection import read
from pipelines.corpus.documents import SOURCE, document
from pipelines.corpus.splits import Split, parts, split
from pipelines.evaluation.said import Said, annotated

CORPUS = Path(__file__).resolve().parents[2] / "corpus" / "incidents"
_FORM = "each line must be a document as `python -m pipelines.corpus build` writes it"


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotated:
    """One annotated article. `shown` is false for those of our test part, which is scored but not read."""

    id: str
    text: str
    said: Said
    line: Mapping[str, Any]
    shown: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotation:
    """Some annotated articles, what they are called, and the SHA-256 of their lines."""

    name: str
    sha256: str
    articles: tuple[Annotated, ...]


def of_part(part: Split, corpus: Path = CORPUS) -> Annotation:
    """A part of our corpus; SettingsError where the corpus is not there, as in an installed wheel."""
    if not corpus.is_dir():
        raise SettingsError(
            f"the corpus is not at {corpus}: it is in the repository, not in the installed package; "
            "name files of annotated articles, or run this in a checkout"
        )
    incidents, findings = read((corpus,))
    if any(not finding.hint for finding in findings):
        raise CorpusError(f"{corpus} has mistakes; `python -m pipelines.corpus check {corpus}` lists them")
    lines = [
        orjson.dumps(document(article, one), option=orjson.OPT_APPEND_NEWLINE)
        for one in dict(parts(incidents))[part]
        for article in one.articles
    ]
    return _annotation(f"our corpus, {part} part", [(f"{part} part", lines)])


def of_files(paths: Sequence[Path]) -> Annotation:
    """The articles in files of JSON Lines; CorpusError says which line is not one."""
    files = [(str(path), path.read_bytes().splitlines(keepends=True)) for path in paths]
    return _annotation(", ".join(path.name for path in paths), files)


def _annotation(name: str, files: Sequence[tuple[str, Sequence[bytes]]]) -> Annotation:
    articles: dict[str, Annotated] = {}
    for one in _articles(files):
        if one.id in articles:
            raise CorpusError(f"two articles are called {one.id}; give each an id of its own")
        articles[one.id] = one
    if not articles:
        raise CorpusError(f"{name}: no article is there; {_FORM}")
    digest = sha256(b"".join(line for _, lines in files for line in lines)).hexdigest()
    return Annotation(name=name, sha256=digest, articles=tuple(articles.values()))


def _articles(files: Sequence[tuple[str, Sequence[bytes]]]) -> Iterator[Annotated]:
    for name, lines in files:
        for number, line in enumerate(lines, start=1):
            if line.strip():
                yield _article(line, f"{name}, line {number}")


def _article(line: bytes, where: str) -> Annotated:
    try:
        given = orjson.loads(line)
        return Annotated(
            id=given["id"],
            text=given["text"],
            said=annotated(given),
            line=given,
            shown=not _held_back(given),
        )
    except orjson.JSONDecodeError as error:
        raise CorpusError(f"{where} is not JSON: {error}") from error
    except KeyError as error:
        raise CorpusError(f"{where} has no `{error.args[0]}`; {_FORM}") from error
    except (TypeError, ValueError, AttributeError, IndexError) as error:
        raise CorpusError(f"{where} is not an annotated article ({error}); {_FORM}") from error


def _held_back(line: Mapping[str, Any]) -> bool:
    return line.get("source") == SOURCE and split(line["incident"]) is Split.TEST
