"""The documentation of the ontology is written from the vocabulary."""

from pathlib import Path

from rdflib import OWL, RDF, Graph

from ontology.tables import updated

PAGE = Path(__file__).resolve().parents[2] / "docs" / "ontology.md"


def test_documentation_is_up_to_date() -> None:
    """The tables are those of the vocabulary; if not, run `python -m ontology.tables docs/ontology.md`."""
    text = PAGE.read_text(encoding="utf-8")
    assert updated(text) == text


def test_tables_replace_what_was_there() -> None:
    """Whatever stands in a block gives way to the table, and the text around it stays."""
    block = "<!-- classes: written by ontology/tables.py -->\n"
    written = updated(f"before\n{block}gone before\n<!-- end -->\nafter")
    assert written.startswith(f"before\n{block}| class |")
    assert "gone before" not in written
    assert written.endswith("<!-- end -->\nafter")


def test_every_term_is_in_the_documentation(known: Graph) -> None:
    """No class or property is left out."""
    text = PAGE.read_text(encoding="utf-8")
    for kind in (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty):
        for term in known.subjects(RDF.type, kind):
            assert f"\n| `{str(term).rpartition('#')[2]}` |" in text, term
