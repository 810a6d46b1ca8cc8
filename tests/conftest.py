"""What all tests share: where the annotated texts are, when they are there."""

import os
from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[1].parent / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of annotated texts beside the checkout; skips where there is none, fails in CI."""
    if SHARED.is_dir():
        return SHARED
    if os.environ.get("CI"):
        pytest.fail(f"{SHARED} is needed in CI")
    pytest.skip(f"{SHARED} is not here")
