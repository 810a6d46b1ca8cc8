"""The bundled accounts, read and published once, and what is exported of them."""

import io
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from graph.exports.formats import format_of
from graph.exports.part import Part
from graph.exports.source import Source, source
from graph.generations import Published, open_generation
from graph.settings import Settings
from pipelines.accounts import bundled
from pipelines.flow import run

Written = Callable[..., bytes]


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with the bundled accounts published."""
    place = tmp_path_factory.mktemp("exports") / "home"
    run([str(page) for page in bundled()], Settings.of(place))
    return place


@pytest.fixture(scope="session")
def published(home: Path) -> Iterator[Published]:
    """What readers see of them."""
    with open_generation(home) as opened:
        yield opened


@pytest.fixture(scope="session")
def whole(published: Published) -> Iterator[Source]:
    """All of it, ready to be exported."""
    with source(published) as made:
        yield made


@pytest.fixture(scope="session")
def written(published: Published, tmp_path_factory: pytest.TempPathFactory) -> Written:
    """What a format makes of everything or of a part; of everything once only."""
    kept: dict[str, bytes] = {}

    def write(form: str, **part: object) -> bytes:
        if not part and form in kept:
            return kept[form]
        output = io.BytesIO()
        with source(published, Part(**part)) as made:  # type: ignore[arg-type]
            format_of(form).write(made, output)
        if not part:
            kept[form] = output.getvalue()
        return output.getvalue()

    return write
