"""Two readings of a text are compared: what is in both, and what was said of it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.corpus.annotation import Finding, Incident
from pipelines.corpus.collection import read
from pipelines.corpus.concordance import concordance, judged, lines
from pipelines.corpus.pairing import claim_fit, pairs
from pipelines.corpus.rereading import EXEMPLARS, bare, readings, selection

CORPUS = Path(__file__).resolve().parents[2] / "corpus"
NAME = "tasman-reach-ransom-01"


def test_kappa_of_a_known_table() -> None:
    """Of 50 answers 35 agree where chance would let 25 agree: kappa is 0.4."""
    table = [("yes", "yes")] * 20 + [("yes", "no")] * 5 + [("no", "yes")] * 10 + [("no", "no")] * 15
    found = judged(table)
    assert (found.of, found.share) == (50, 0.7)
    assert found.kappa == pytest.approx(0.4)


@given(st.lists(st.sampled_from("abc"), min_size=1))
def test_equal_answers_have_kappa_one(answers: list[str]) -> None:
    """Whatever the answers are, also where all are one and the same."""
    assert judged([(one, one) for one in answers]).kappa == 1


def test_nothing_in_common_has_no_kappa() -> None:
    """Without answers there is neither share nor kappa."""
    assert judged([]).share is judged([]).kappa is None


def test_identical_readings_agree_wholly(copy: Path) -> None:
    """F, shares and kappa are 1 where the second reading is the first."""
    articles = read((copy,))[0][0].articles
    found = concordance([(one, one) for one in articles])
    counts = (found.exact, found.overlap, found.attributions, found.claims, *found.types.values())
    assert [one.f for one in counts] == [1] * len(counts)
    assert {facet.share for facet in found.facets.values()} == {1}
    assert {found.facets["polarity"].kappa, found.facets["certainty"].kappa} == {1}


def test_another_stance_lowers_the_agreement_on_stance_alone(copy: Path, tmp_path: Path) -> None:
    """A claim read as possible instead of probable is still paired; its certainty no longer agrees."""
    one, second = _second(copy, tmp_path, lambda source: source.replace(" PR-", " PS-", 1))
    found = concordance(readings([one], second)[0])
    assert found.claims.f == 1
    assert found.facets["polarity"].share == 1
    assert found.facets["certainty"].share == 1 - 1 / found.facets["certainty"].of


def test_claims_are_paired_by_half_of_the_shorter_quote(copy: Path) -> None:
    """Claims whose quotes lie apart are not paired, however alike they are."""
    claims = read((copy,))[0][0].articles[0].claims
    for a, b in pairs(claims, claims[::-1], claim_fit):
        shared = min(a.span.end, b.span.end) - max(a.span.start, b.span.start)
        assert 2 * shared >= min(a.span.end - a.span.start, b.span.end - b.span.start)


def test_a_second_reading_of_another_text_is_refused(copy: Path, tmp_path: Path) -> None:
    """A changed word of the text and a changed header are found, each at its line."""
    one, second = _second(copy, tmp_path, lambda source: source.replace("style: ", "style: x", 1))
    assert "the header is not that of the first reading" in {f.message for f in readings([one], second)[1]}
    one, second = _second(
        copy, tmp_path, lambda source: source.replace("## text\n", "## text\nMoreover, ", 1)
    )
    found = {f.message: f.line for f in readings([one], second)[1]}
    assert found["the text is not that of the first reading"] > 1


def test_bare_texts_are_read_back_without_annotation(copy: Path, tmp_path: Path) -> None:
    """Header and text stay, marks and sections go."""
    one, second = _second(copy, tmp_path, str)
    article = one.articles[0]
    (second / f"{NAME}.txt").write_text(bare(article), "utf-8")
    pairs_, findings = readings([one], second)
    assert not [finding for finding in findings if "not that of the first" in finding.message]
    assert (pairs_[0][1].text, pairs_[0][1].mentions, pairs_[0][1].claims) == (article.text, (), ())


def test_the_selection_has_every_style_and_no_incident_twice(
    corpus: tuple[list[Incident], list[Finding]],
) -> None:
    """What the guide shows is not chosen either."""
    chosen = selection(corpus[0], 42)
    slugs = {one.id[:-3] for one in chosen}
    assert len(slugs) == len(chosen) == 42
    assert not slugs & EXEMPLARS
    everything = {article.header["style"] for one in corpus[0] for article in one.articles}
    assert {one.header["style"] for one in chosen} == everything


def test_what_was_read_twice_is_sound(corpus: tuple[list[Incident], list[Finding]]) -> None:
    """At least 40 listed articles are read again, without a mistake, in the words that are there today."""
    listed = set((CORPUS / "second" / "LIST.txt").read_text("utf-8").split())
    again, findings = readings(corpus[0], CORPUS / "second")
    assert [str(finding) for finding in findings if not finding.hint] == []
    assert len(listed & {first.id for first, _ in again}) >= 40


def test_the_table_names_every_facet(copy: Path) -> None:
    """What was judged of paired claims stands in the table, with kappa where it is computed."""
    articles = read((copy,))[0][0].articles
    table = "\n".join(lines(concordance([(one, one) for one in articles])))
    assert "| polarity |" in table
    assert "| holder |" in table
    assert "| 100.0 | 1.00 |" in table


def _second(copy: Path, tmp_path: Path, change: Callable[[str], str]) -> tuple[Incident, Path]:
    """The incident, and a folder with a second reading made from the first by itself."""
    one = read((copy,))[0][0]
    folder = tmp_path / "second"
    folder.mkdir(exist_ok=True)
    shared = (copy / "incident.txt").read_text("utf-8").split("## entities\n")[1].split("\n## ")[0]
    lines_ = [line for line in shared.splitlines() if line.strip() and not line.startswith(("// ", "##"))]
    source = one.articles[0].path.read_text("utf-8")
    own = set(source.partition("## entities\n")[2].partition("\n## ")[0].split())
    lines_ = [line for line in lines_ if line.split()[0] not in own]
    source = source.replace("## entities\n", "## entities\n" + "\n".join(lines_) + "\n", 1)
    (folder / f"{NAME}.txt").write_text(change(source), "utf-8")
    return one, folder
