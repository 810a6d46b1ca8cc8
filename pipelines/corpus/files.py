"""The files built from the corpus: for each part its documents, the answers they ask for, and gold claims."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import orjson

from pipelines.corpus.annotation import Incident
from pipelines.corpus.answers import answer
from pipelines.corpus.documents import document
from pipelines.corpus.gold import gold
from pipelines.corpus.splits import Split, parts


def build(incidents: Iterable[Incident], folder: Path) -> Iterator[str]:
    """Writes the files and says of each part what was written.

    `PART.jsonl` are the documents with all annotation, `PART.answers.jsonl` what an extractor should say of
    them, `PART.incidents.jsonl` what their accounts share, `claims/PART/ID.json` the gold claims of each.
    """
    for part, found in parts(incidents):
        articles = [(article, one) for one in found for article in one.articles]
        _lines(folder / f"{part}.jsonl", (document(article, one) for article, one in articles))
        _lines(folder / f"{part}.answers.jsonl", (answer(article) for article, _ in articles))
        _lines(folder / f"{part}.incidents.jsonl", map(_incident, found))
        _books(folder, part, found)
        yield f"{part}: {len(found)} incidents, {len(articles)} articles"


def _books(folder: Path, part: Split, incidents: list[Incident]) -> None:
    """One file of gold claims per article; those of an earlier build go."""
    place = folder / "claims" / part
    place.mkdir(parents=True, exist_ok=True)
    for old in place.glob("*.json"):
        old.unlink()
    for article in (article for one in incidents for article in one.articles):
        content = orjson.dumps(gold(article), option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
        (place / f"{article.id}.json").write_bytes(content)


def _lines(path: Path, values: Iterable[dict[str, Any]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"".join(orjson.dumps(value, option=orjson.OPT_APPEND_NEWLINE) for value in values))


def _incident(one: Incident) -> dict[str, Any]:
    return {
        "incident": one.slug,
        **{key: value for key, value in one.header.items() if key != "type"},
        "types": one.header.get("type", "").split(),
        "articles": [article.id for article in one.articles],
        "origins": [
            {"article": f"{one.slug}-{left}", "relation": relation, "of": f"{one.slug}-{right}"}
            for left, relation, right in one.origins
        ],
        "comparisons": [
            {
                "left": {"article": f"{one.slug}-{c.left[0]}", "claim": c.left[1]},
                "relation": c.relation,
                "right": {"article": f"{one.slug}-{c.right[0]}", "claim": c.right[1]},
                "reason": c.reason,
            }
            for c in one.comparisons
        ],
    }
