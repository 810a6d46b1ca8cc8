"""Between runs growth is kept in a file, and comes to what everything together makes, whatever happened."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.judgements import Entry, Side, Words
from graph.names import article
from ontology.errors import StoreBusy
from ontology.terms import Ruling
from pipelines.archive import Archive
from pipelines.cabinet import FileCabinet
from pipelines.claim_keys import keyed
from pipelines.decided import Decided
from pipelines.edition import Edition, edition
from pipelines.growing import stamp, standing
from pipelines.growth import Growth
from pipelines.keeping import proof
from pipelines.lots import Lot
from pipelines.progress import Progress, Stage, silent
from tests.pipelines.test_growth import PASSED, POOL

BY_NAME = {
    f"told-{document.id}": (
        replace(document, id=f"told-{document.id}"),
        replace(account, document=f"told-{document.id}"),
    )
    for document, account in POOL
}
NAMES = sorted(BY_NAME)


class Told:
    """An extractor that has read everything already."""

    name, version = "told", "1"

    def extract(self, document):  # type: ignore[no-untyped-def]
        """Never asked."""
        raise AssertionError(document)


BY = Told()


def archived(home: Path, names: list[str], title: str | None = None) -> Archive:
    """An archive of these documents and their accounts."""
    archive = Archive(home)
    for name in names:
        document, account = BY_NAME[name]
        archive.put_document(replace(document, title=title or document.title))
        archive.put_account(replace(account, extractor=BY.name, version=BY.version))
    return archive


def read(archive: Archive, names: list[str]) -> list:  # type: ignore[type-arg]
    """The documents and accounts of the archive."""
    return [
        (archive.document(name), archive.account(name, extractor=BY.name, version=BY.version))
        for name in sorted(names)
    ]


def stands(home: Path, names: list[str], decided: Decided) -> Edition:
    """What a run finds, all of it looked at before the file is closed."""
    with standing(home, sorted(names), BY, decided) as found:  # type: ignore[arg-type]
        lots = ("pages", "entities", "incidents", "comparisons", "doubts")
        return replace(found, **{name: at_hand(getattr(found, name)) for name in lots})


def at_hand(lot: Lot) -> Lot:  # type: ignore[type-arg]
    """The same values in memory."""
    return Lot(dict(zip(lot.names(), lot, strict=True)), dict(lot.marks()))


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    """A home folder with all accounts."""
    archived(tmp_path, NAMES)
    return tmp_path


AT = "2026-01-06T08:00:00Z"
DECIDED = Decided(recorded=dict.fromkeys(NAMES, "2026-01-05T08:00:00Z"))


@settings(max_examples=6, deadline=None)
@given(st.lists(st.sets(st.sampled_from(NAMES), min_size=1), min_size=2, max_size=4))
def test_a_run_after_others_finds_what_a_first_run_would(runs: list[set[str]]) -> None:
    """Documents come, go and come back from run to run: pages, doubts, history and all are the same."""
    with TemporaryDirectory() as folder:
        archive = archived(Path(folder), NAMES)
        for names in runs:
            found = stands(Path(folder), sorted(names), DECIDED)
        assert found == edition(read(archive, sorted(runs[-1])), decided=DECIDED)


def test_the_quads_are_the_same_to_the_last(home: Path) -> None:
    """The canonical hash of what grew over two runs is that of what was made at once."""
    stands(home, NAMES[:6], DECIDED)
    found = stands(home, NAMES, DECIDED)
    whole = edition(read(Archive(home), NAMES), decided=DECIDED)
    assert proof(found).canonical_hash() == proof(whole).canonical_hash()
    for kept, made in ((found.pages, whole.pages), (found.comparisons, whole.comparisons)):
        assert dict(kept.marks()) == dict(made.marks())


def test_a_document_that_was_kept_anew_is_read_anew(home: Path) -> None:
    """Its page says what the archive says now."""
    stands(home, NAMES, DECIDED)
    archived(home, ["told-a1"], title="Another title")
    found = stands(home, NAMES, DECIDED)
    assert {page.article.title for page in found.pages if page.article.identifier == "told-a1"} == {
        "Another title"
    }
    assert found == edition(read(Archive(home), NAMES), decided=DECIDED)


def noting(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The documents that each growing adds from now on, one list for each."""
    added: list[list[str]] = []
    grow = Growth.grow

    def noted(growth: Growth, parts: Iterable, progress: Progress = silent) -> object:  # type: ignore[type-arg]
        accounts = [list(part) for part in parts]
        added.append([document.id for part in accounts for document, _ in part])
        return grow(growth, accounts, progress)

    monkeypatch.setattr(Growth, "grow", noted)
    return added


def test_only_what_is_new_and_its_neighbours_are_worked_out(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A run over what is known adds nothing; one more account adds that one."""
    added = noting(monkeypatch)
    for names in (NAMES[:-1], NAMES[:-1], NAMES):
        stands(home, names, DECIDED)
    assert [names for names in added if names] == [sorted(NAMES[:-1]), [NAMES[-1]]]


def withdrawn(number: int, name: str) -> Entry:
    """The withdrawal of a document."""
    side = Side(kind="Article", label=name, iri=article(name), found=(Words(name, ""),))
    return Entry(
        number=number, at=AT, by="Ada", why="x", ruling=Ruling.WITHDRAWN, key=f"article {name}", sides=(side,)
    )


def rejected(number: int, name: str) -> Entry:
    """The rejection of the first claim of a document."""
    document, account = BY_NAME[name]
    key, claim = next(iter(keyed(document, account)))
    side = Side(
        kind="Claim", label=name, iri=article(name), found=(Words(name, claim.span.of(document.text)),)
    )
    return Entry(number=number, at=AT, by="Ada", why="x", ruling=Ruling.REJECTED, key=key, sides=(side,))


def of_told(entry: Entry) -> Entry:
    """A judgement of the pool on the documents of this archive."""
    sides = (
        replace(s, found=tuple(Words(f"told-{w.document}", w.words) for w in s.found)) for s in entry.sides
    )
    return replace(entry, sides=tuple(sides))


ENTRIES = (
    *(withdrawn(20 + at, f"told-{name}") for at, name in enumerate(("a1", "b2", "e1"))),
    *(rejected(30 + at, f"told-{name}") for at, name in enumerate(("a2", "c1"))),
    *map(of_told, PASSED),
)


@settings(max_examples=8, deadline=None)
@given(
    st.lists(
        st.tuples(st.sets(st.sampled_from(NAMES), min_size=4), st.sets(st.integers(0, len(ENTRIES) - 1))),
        min_size=2,
        max_size=3,
    )
)
def test_what_people_decide_is_grown_too(runs: list[tuple[set[str], set[int]]]) -> None:
    """Judgements, withdrawals and rejections come and go between runs: all is as if made at once."""
    with TemporaryDirectory() as folder:
        archive = archived(Path(folder), NAMES)
        for names, passed in runs:
            decided = replace(DECIDED, entries=tuple(ENTRIES[at] for at in sorted(passed)))
            found = stands(Path(folder), sorted(names), decided)
        assert found == edition(read(archive, sorted(names)), decided=decided)


def test_a_judgement_costs_what_it_touches(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With judgements in place a run adds what is new and nothing else; a withdrawal adds nothing."""
    judged = replace(DECIDED, entries=(of_told(PASSED[2]),))
    stands(home, NAMES, DECIDED)
    added = noting(monkeypatch)
    for entries in (judged.entries, (*judged.entries, withdrawn(20, "told-a1")), ()):
        stands(home, NAMES, replace(DECIDED, entries=entries))
    assert [names for names in added if names] == [["told-a1"]]


def test_what_was_not_saved_is_forgotten_and_other_code_begins_anew(tmp_path: Path) -> None:
    """A process that is killed leaves the file as it was; another stamp empties it."""
    place = tmp_path / "growth.db"
    with FileCabinet(place, "one") as cabinet:
        cabinet.drawer("pages")["a"] = 1
        cabinet.save(known={"a": "1"})
        cabinet.drawer("pages")["b"] = 2
    with FileCabinet(place, "one") as cabinet:
        assert (dict(cabinet.drawer("pages")), cabinet.core("known", {})) == ({"a": 1}, {"a": "1"})
    with FileCabinet(place, "other") as cabinet:
        assert (dict(cabinet.drawer("pages")), cabinet.core("known", {})) == ({}, {})


def test_two_processes_do_not_grow_at_once(tmp_path: Path) -> None:
    """The second is told so, and a file that is no database is made anew."""
    place = tmp_path / "growth.db"
    place.write_bytes(b"this is no database, whatever its name says " * 200)
    with FileCabinet(place, "one") as cabinet:
        cabinet.save()
        with pytest.raises(StoreBusy, match="another process"):
            FileCabinet(place, "one")
    assert stamp() == stamp()


def test_growing_tells_how_far_it_is(home: Path) -> None:
    """Both stages begin at none, never go back, and end at all, story by story."""
    told: dict[Stage, list[tuple[int, int]]] = {}

    def seen(stage: Stage, done: int, total: int) -> None:
        told.setdefault(stage, []).append((done, total))

    with standing(home, NAMES, BY, Decided(), seen):  # type: ignore[arg-type]
        pass
    assert list(told) == [Stage.RESOLVE, Stage.COMPARE]
    for steps in told.values():
        done = [count for count, _ in steps]
        assert done[0] == 0
        assert done == sorted(done)
        assert len(set(done)) > 2
        assert steps[-1] == (len(NAMES), len(NAMES))


def test_who_is_who_is_not_read_where_nothing_changed(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is the largest that is in memory; a run that only writes or publishes does without."""
    stands(home, NAMES, DECIDED)
    asked: list[str] = []
    core = FileCabinet.core

    def noted(cabinet: FileCabinet, name: str, otherwise: object) -> object:
        asked.append(name)
        return core(cabinet, name, otherwise)

    monkeypatch.setattr(FileCabinet, "core", noted)
    stands(home, NAMES, DECIDED)
    assert "known" in asked
    assert not {"directory", "chronicle"} & set(asked)
    stands(home, NAMES[1:], DECIDED)
    assert {"directory", "chronicle"} < set(asked)
