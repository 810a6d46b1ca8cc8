"""The documentation of the exports says what the code says."""

from pathlib import Path

from graph.exports.columns import CLAIMS
from graph.exports.formats import FORMATS, Format
from graph.exports.stix import EXTENSION

TEXT = (Path(__file__).resolve().parents[2] / "docs" / "exports.md").read_text("utf-8")


def row(form: Format) -> str:
    """The line of a format in the table."""
    return f"| `{form.name}`: {form.title} | `.{form.suffix}` | {form.tools} | {form.loses} |"


def test_every_format_stands_in_the_table_with_what_it_loses() -> None:
    """The table has a line for each format, with its suffix, its readers, and what it does not carry."""
    lines = [line for line in TEXT.splitlines() if line.startswith("| `")]
    assert lines == [row(form) for form in FORMATS.values()]


def test_numbers_and_names_are_right() -> None:
    """The number of columns and the identifier of the STIX extension are those of the code."""
    assert f"in {len(CLAIMS)} columns" in TEXT
    assert EXTENSION in TEXT
