"""How claims are shown on pages: one in full with its quote in the text, and many as a table."""

from collections.abc import Iterable, Mapping
from typing import Any

from api.naming.markup import Content, Markup, described, element, inside, link, table
from api.reader import Reader
from graph.exports.columns import CLAIMS, names
from ontology.terms import IC, ICV

AROUND = 300  # characters on each side of a quote
_COLUMNS = names(CLAIMS)

Cells = Mapping[str, Any]


def rows(reader: Reader, iris: Iterable[str]) -> list[dict[str, Any]]:
    """The rows of claims by their columns, in the order of the IRIs, without those that are not there."""
    found = reader.index.told_of(iris)
    return [dict(zip(_COLUMNS, row, strict=True)) for row in found]


def in_full(reader: Reader, row: Cells) -> Markup:
    """A claim: the quote in its surroundings, stance, circumstances and chain."""
    return inside(
        (
            _quote(reader, row),
            described(_stance(row)),
            element("h2", "Through whom"),
            element("ol", inside(_step(step) for step in row["chain"]), class_="chain"),
        )
    )


def listed(some: Iterable[Cells], caption: str) -> Markup:
    """Claims as a table: holder, stance, what, quote, article."""
    shown = (
        (
            _things(row["holders"], row["holder_labels"]),
            inside((row["polarity"], ", ", row["certainty"])),
            link(row["claim"], f"{row['subject_label']} · {row['predicate']}: {row['object_label']}"),
            element("q", row["quote"]),
            link(row["article"], row["title"] or row["document"]),
        )
        for row in some
    )
    return table(("holder", "stance", "claim", "quote", "article"), shown, caption)


def _quote(reader: Reader, row: Cells) -> Markup:
    context = reader.index.context(row["claim"], AROUND)
    words: tuple[Content, ...] = (element("mark", row["quote"]),)
    if context:
        words = (context.before, *words, context.behind)
    article = inside((link(row["article"], row["title"] or row["document"]), f", {row['publisher_label']}"))
    day = f", {row['published']}" if row["published"] else ", date not known"
    cited = element("figcaption", article, day, f", characters {row['start']} to {row['end']}")
    return element("figure", element("blockquote", *words, lang=row["language"]), cited)


def _stance(row: Cells) -> list[tuple[str, Content]]:
    return [
        ("whose claim", _things(row["holders"], row["holder_labels"])),
        ("polarity", link(ICV + row["polarity"], row["polarity"])),
        ("certainty", link(ICV + row["certainty"], row["certainty"])),
        ("speech", link(ICV + row["speech_mode"], row["speech_mode"])),
        ("subject", link(row["subject"], row["subject_label"])),
        ("says", link(IC + row["predicate"], row["predicate"])),
        ("object", link(row["object"], row["object_label"])),
        ("limited to", ", ".join(row["scope"])),
        ("cue", row["cue"]),
        ("when", row["time"] and link(row["time"], f"{row['time_label']} ({row['time_edtf']})")),
        ("where", _things(row["places"], row["place_labels"])),
        ("how much", row["quantity"] and link(row["quantity"], row["quantity_label"])),
        ("comes from", row["origin"] and link(row["origin"], row["origin_label"])),
        ("incident", _things(row["incidents"], row["incident_labels"])),
        ("proposition", link(row["proposition"], "all claims of the same")),
        ("read by", row["rule"]),
        ("withdrawn", row["withdrawn"]),
    ]


def _step(step: Cells) -> Markup:
    cue = inside((" ", element("q", step["cue"]))) if step["cue"] else None
    return element("li", _things(step["speakers"], step["labels"]), " ", step["act"], cue)


def _things(iris: Iterable[str], labels: Iterable[str]) -> Markup:
    links = [link(iri, label) for iri, label in zip(iris, labels, strict=True)]
    return Markup(", ".join(links))
