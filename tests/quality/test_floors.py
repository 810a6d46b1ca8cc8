"""The quality of extraction stays above its pinned floors."""

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType

import pytest

HERE = Path(__file__).parent


def load() -> ModuleType:
    """The gate beside this file, as a module of its own."""
    spec = importlib.util.spec_from_file_location("quality_gate", HERE / "gate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


GATE = load()
PINNED = json.loads((HERE / "floors.json").read_text("utf-8"))


@pytest.mark.shared
@pytest.mark.parametrize("measure", GATE.MEASURES, ids=lambda measure: measure.source)
def test_no_figure_falls_below_its_floor(measure: object, shared: Path) -> None:
    """What the scorer gives for today's rules is at least what was pinned."""
    for name, value in GATE.measured(measure, shared).items():
        assert value >= PINNED["floors"][name], name


@pytest.mark.shared
def test_the_floors_belong_to_these_texts(shared: Path) -> None:
    """The inputs are those that the floors were measured on."""
    assert dict(GATE.digests(shared)) == PINNED["inputs"]


def test_the_floors_hold_what_is_required() -> None:
    """No floor lies below what was promised for the first seed."""
    for name, least in GATE.REQUIRED.items():
        assert PINNED["floors"][name] >= least


def test_a_floor_that_would_fall_is_reported() -> None:
    """Only figures below their floors are."""
    assert GATE.moved({"a": 0.5, "b": 0.5}, {"a": 0.4, "b": 0.6}) == {"a": (0.5, 0.4)}


def test_pinning_keeps_a_margin_and_what_is_required() -> None:
    """A floor lies a little below what is reached, but never below what is required."""
    assert GATE.pinned({"x": 0.9}, margin=0.1) == {"x": 0.8}
    assert GATE.pinned({"claims.strict.f": 0.55})["claims.strict.f"] == 0.55
