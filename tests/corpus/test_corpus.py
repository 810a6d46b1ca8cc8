"""The corpus is sound, and its card says what it holds."""

from collections import Counter
from itertools import chain
from pathlib import Path

import pytest

from ontology.errors import ClaimgraphError
from pipelines.corpus.annotation import Finding, Incident
from pipelines.corpus.card import BEGIN, END, figures, filled

CORPUS = Path(__file__).resolve().parents[2] / "corpus"


def test_every_incident_passes_the_check(corpus: tuple[list[Incident], list[Finding]]) -> None:
    """No error in any file; hints are not counted."""
    assert [str(finding) for finding in corpus[1] if not finding.hint] == []


def test_every_folder_is_read(corpus: tuple[list[Incident], list[Finding]]) -> None:
    """An incident or article that could not be read would silently be absent."""
    found = {one.slug: len(one.articles) for one in corpus[0]}
    folders = [folder for folder in (CORPUS / "incidents").iterdir() if folder.is_dir()]
    assert found == {one.name: len(list(one.glob("[0-9][0-9]-*.txt"))) for one in folders}


def test_no_sentence_stands_in_two_incidents(corpus: tuple[list[Incident], list[Finding]]) -> None:
    """A text that was copied from another incident would cross the parts."""
    counts: Counter[str] = Counter()
    for one in corpus[0]:
        lines = chain.from_iterable(article.text.split("\n") for article in one.articles)
        counts.update({line for line in lines if len(line.split()) >= 12})
    assert [line for line, count in counts.items() if count > 1] == []


def test_the_card_has_todays_figures(corpus: tuple[list[Incident], list[Finding]]) -> None:
    """`python -m pipelines.corpus card` fills them in; run it after any change of the corpus."""
    card = (CORPUS / "CARD.md").read_text("utf-8")
    assert card == filled(card, figures(corpus[0]))


def test_figures_replace_figures() -> None:
    """What stands between the marks goes, the rest stays."""
    assert filled(f"a\n{BEGIN}\nold\n{END}\nb\n", "new\n") == f"a\n{BEGIN}\nnew\n{END}\nb\n"


def test_a_card_without_marks_is_refused() -> None:
    """The message says what to put where."""
    with pytest.raises(ClaimgraphError, match="no place for figures"):
        filled("# A card", "new\n")
