"""The whole way without Dagster: from files to a published generation."""

import shutil
from io import BytesIO
from pathlib import Path

import pytest

from graph import names
from graph.generations import generations, open_generation
from graph.graph import writing
from graph.settings import Settings
from ontology.errors import SettingsError, StoreBusy
from ontology.model import Article, Claim, Mention
from ontology.terms import Polarity
from pipelines.accounts import bundled
from pipelines.archive import Archive
from pipelines.flow import Summary, run
from pipelines.outcomes import Reason
from pipelines.progress import Stage
from tests.pipelines.conftest import CLOCK
from tests.pipelines.plain import SentenceExtractor

BY = SentenceExtractor()
REASONS = {
    "empty.html": Reason.EMPTY,
    "binary.html": Reason.BINARY,
    "paper.pdf": Reason.PDF,
    "navigation.html": Reason.NO_ARTICLE,
    "latin.html": Reason.UNSUPPORTED_LANGUAGE,
    "huge.html": Reason.TOO_LARGE,
    "bomb.html.gz": Reason.TOO_LARGE,
    "twice.html": Reason.DUPLICATE,
    "story": Reason.UNREACHABLE,
    "unreachable": Reason.REFUSED,
    "nothing.html": Reason.NOT_FOUND,
}


def read(settings: Settings, *sources: Path) -> Summary:
    """A run over sources with the small extractor and a clock that stands still."""
    return run([str(source) for source in sources], settings, by=BY, policy=CLOCK)


def page_of(settings: Settings, document: str) -> list[bytes]:
    """The triples of the page of a document, in order."""
    with open_generation(settings.home) as published:
        written = BytesIO()
        published.graph.dump(written, "ntriples", graph=names.page(document))
    return sorted(written.getvalue().splitlines())


def test_articles_become_a_generation(settings: Settings, good: Path) -> None:
    """What two articles say is in the published generation, with quotes that stand in the stored texts."""
    summary = read(settings, good)
    assert (summary.read, summary.refusals, summary.fresh) == (2, (), True)
    with open_generation(settings.home) as published:
        articles = published.graph.all(Article)
        claims = published.graph.all(Claim)
        texts = published.index.texts()
        mentions = published.graph.all(Mention)
    by_iri = {article.iri: article for article in articles}
    assert {article.identifier for article in articles} == set(summary.documents)
    assert {claim.polarity for claim in claims} == set(Polarity)
    assert mentions
    assert all(texts[by_iri[m.article].identifier][m.start : m.end] == m.exact for m in mentions)


def test_the_same_input_twice_changes_nothing(settings: Settings, good: Path) -> None:
    """The second run publishes no generation and leaves the canonical hash as it was."""
    first = read(settings, good)
    second = run([str(good)], settings, by=BY)
    assert (second.read, second.unchanged, second.fresh) == (0, 2, False)
    assert second.generation == first.generation
    assert len(generations(settings.home)) == 1


def test_the_order_of_arrival_makes_no_difference(tmp_path: Path, good: Path) -> None:
    """One article after the other gives the same graph as both at once, in either order."""
    first, second = sorted(good.iterdir())
    both, apart, reverse = (Settings.of(tmp_path / name) for name in ("both", "apart", "reverse"))
    expected = read(both, good).generation
    read(apart, first)
    read(reverse, second)
    made = [expected, read(apart, second).generation, read(reverse, first).generation]
    assert len({generation.canonical_hash for generation in made if generation}) == 1


def test_every_bad_input_ends_with_its_reason(
    settings: Settings, tmp_path: Path, good: Path, bad: Path
) -> None:
    """Whatever cannot be read has a typed reason and an explanation; what can be read is read."""
    summary = read(settings, good, bad, tmp_path / "list.txt", tmp_path / "nothing.html")
    found = {Path(refusal.source).name: refusal.reason for refusal in summary.refusals}
    assert found == REASONS
    assert all(refusal.detail for refusal in summary.refusals)
    assert summary.read == 2


def test_bad_input_leaves_the_others_as_they_are(tmp_path: Path, good: Path, bad: Path) -> None:
    """Documents, accounts and pages of good articles are byte for byte the same beside bad ones."""
    alone, beside = Settings.of(tmp_path / "alone"), Settings.of(tmp_path / "beside")
    summary = read(alone, good)
    read(beside, good, bad)
    for folder in ("documents", "accounts"):
        left = {path.name: path.read_bytes() for path in (alone.home / folder).rglob("*.json")}
        right = {path.name: path.read_bytes() for path in (beside.home / folder).rglob("*.json")}
        assert left == right
    for document in summary.documents:
        assert page_of(alone, document) == page_of(beside, document) != []


def test_a_document_that_breaks_the_extractor_is_a_refusal(settings: Settings, good: Path) -> None:
    """An exception in one document is recorded with its message, and the others are published."""
    page = good / "first.html"
    page.write_text(page.read_text().replace("Grey Heron", "Unspeakable Heron"))
    summary = read(settings, good)
    (refusal,) = summary.refusals
    assert refusal.reason is Reason.EXTRACTION_FAILED
    assert "no words for this" in refusal.detail
    assert (summary.read, len(summary.documents)) == (1, 1)


def test_a_changed_article_replaces_its_page(settings: Settings, good: Path) -> None:
    """Of a source that shows a new text, only the new text counts."""
    before = read(settings, good)
    page = good / "second.html"
    page.write_text(page.read_text().replace("900 customers", "1,100 customers"))
    after = read(settings, page)
    with open_generation(settings.home) as published:
        held = {article.identifier for article in published.graph.all(Article)}
    assert held == {before.documents[0], *after.documents}
    assert len(held) == 2


def test_an_article_that_disappears_stays(settings: Settings, good: Path) -> None:
    """A source that cannot be reached any more keeps what it said last."""
    read(settings, good)
    (good / "first.html").unlink()
    summary = read(settings, good / "first.html")
    assert not summary.known
    with open_generation(settings.home) as published:
        assert len(published.graph.all(Article)) == 2


def test_a_lost_store_is_written_anew(settings: Settings, good: Path) -> None:
    """When the store is gone, the archive is enough to get the same graph again."""
    first = read(settings, good)
    shutil.rmtree(settings.store)
    again = read(settings, good)
    assert again.generation == first.generation
    with writing(settings.store) as graph:
        assert len(graph.pages()) == 2


def test_nothing_read_publishes_nothing(settings: Settings, bad: Path) -> None:
    """A run that reads nothing ever is known as such and leaves no generation."""
    summary = read(settings, bad / "empty.html")
    assert (summary.known, summary.generation) == (False, None)
    assert generations(settings.home) == ()


def test_two_writers_do_not_meet(settings: Settings, good: Path) -> None:
    """While one process writes, another one is told so before it fetches anything."""
    with writing(settings.store), pytest.raises(StoreBusy):
        read(settings, good)


def test_a_home_that_cannot_be_made_is_a_setting(tmp_path: Path, good: Path) -> None:
    """A home below a file is refused in words."""
    (tmp_path / "file").write_text("")
    with pytest.raises(SettingsError, match="cannot be the home folder"):
        read(Settings.of(tmp_path / "file" / "home"), good)


def test_progress_tells_of_every_stage(settings: Settings, good: Path) -> None:
    """Every stage but the look at feeds, of which there are none, in the order of the flow, to its total."""
    told: list[tuple[Stage, int, int]] = []
    run([str(good)], settings, by=BY, progress=lambda stage, done, total: told.append((stage, done, total)))
    assert list(dict.fromkeys(stage for stage, _, _ in told)) == [
        one for one in list(Stage)[1:] if one is not Stage.CHECK
    ]
    assert {stage: (done, total) for stage, done, total in told}[Stage.READ] == (2, 2)


def test_accounts_are_kept_for_each_version_of_an_extractor(settings: Settings, good: Path) -> None:
    """An extractor reads a document once, a new version of it again."""

    class Counting(SentenceExtractor):
        def __init__(self, version: str) -> None:
            self.version = version
            self.seen = 0

        def extract(self, document):  # type: ignore[no-untyped-def]
            self.seen += 1
            return SentenceExtractor.extract(self, document)

    first, second, newer = Counting("1"), Counting("1"), Counting("2")
    for extractor in (first, second, newer):
        run([str(good)], settings, by=extractor, policy=CLOCK)
    assert (first.seen, second.seen, newer.seen) == (2, 0, 2)


def test_the_bundled_accounts_go_all_the_way(settings: Settings) -> None:
    """Without sources the bundled pages are read by the rules, and again without a change."""
    summary = run([], settings)
    assert summary.refusals == ()
    assert summary.read == len(bundled())
    assert summary.generation is not None
    counts = summary.generation.counts
    assert counts["documents"] == len(bundled())
    assert counts["claims"] > 50
    assert counts["Incident"] >= 2
    assert len(list(Archive(settings.home).documents())) == len(bundled())
    again = run([], settings)
    assert (again.unchanged, again.generation) == (summary.read, summary.generation)
