"""What all tests share: where the annotated texts are, when they are there."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("quick", max_examples=25, deadline=None)
settings.register_profile("thorough", max_examples=100, deadline=None)
settings.load_profile("thorough" if os.environ.get("CI") else "quick")

SHARED = Path(__file__).resolve().parents[1].parent / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of annotated texts beside the checkout; skips where there is none, fails in CI."""
    if SHARED.is_dir():
        return SHARED
    if os.environ.get("CI"):
        pytest.fail(f"{SHARED} is needed in CI")
    pytest.skip(f"{SHARED} is not here")
