"""What is published from the values at hand is what would be read back from the store."""

from pathlib import Path

from graph.generations import current, place_of
from graph.graph import open_graph, writing
from graph.indexing import build_index
from graph.settings import Settings
from graph.updates import derived
from pipelines.decided import Decided
from pipelines.growing import standing
from pipelines.keeping import issue, keep
from tests.graph.test_changing import rows
from tests.pipelines.test_growing import BY, BY_NAME, ENTRIES, NAMES, archived


def published(home: Path, names: list[str], decided: Decided) -> Path:
    """The place of the store of a generation of these documents."""
    settings = Settings.of(home)
    with standing(home, sorted(names), BY, decided) as edition, writing(settings.store) as graph:
        keep(graph, edition, settings)
        issue(graph, edition, settings)
    return place_of(home, current(home).number)


def test_the_index_of_copies_is_that_of_the_store(tmp_path: Path) -> None:
    """Begun, changed, and with withdrawals: each row and edge is what a reader of the store would write."""
    archived(tmp_path, NAMES)
    recorded = dict.fromkeys(NAMES, "2026-01-05T08:00:00Z")
    runs = ((NAMES[:5], ()), (NAMES, ()), (NAMES, ENTRIES[:5:2]), (NAMES[2:], ()))
    for number, (names, entries) in enumerate(runs):
        place = published(tmp_path, list(names), Decided(recorded=recorded, entries=entries))
        texts = {name: BY_NAME[name][0].text for name in names}
        with open_graph(str(place), read_only=True) as graph:
            anew = tmp_path / f"{number}.sqlite"
            build_index(graph, anew, texts)
            again = graph.store.with_update(derived())  # type: ignore[attr-defined]
            assert again.lines() == graph.store.lines()
        assert rows(place.with_name("index.sqlite")) == rows(anew)
