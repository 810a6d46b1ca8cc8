"""The notebook runs from top to bottom on the bundled accounts, and shows tables and plots."""

import os
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

NOTEBOOK = Path(__file__).resolve().parents[2] / "docs" / "accounts.ipynb"


@pytest.fixture(scope="module")
def executed(home: Path, tmp_path_factory: pytest.TempPathFactory) -> nbformat.NotebookNode:
    """The notebook as it comes out; any exception in it fails."""
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    environment = {"CLAIMGRAPH_HOME": str(home), "MPLBACKEND": "module://matplotlib_inline.backend_inline"}
    with pytest.MonkeyPatch.context() as patch:
        for name, value in environment.items():
            patch.setitem(os.environ, name, value)
        where = {"metadata": {"path": str(tmp_path_factory.mktemp("notebook"))}}
        NotebookClient(notebook, timeout=300, kernel_name="python3", resources=where).execute()
    return notebook


def shown(notebook: nbformat.NotebookNode, media: str) -> list[str]:
    """What the cells show in a form."""
    outputs = (output for cell in notebook.cells for output in cell.get("outputs", ()))
    return [output.data[media] for output in outputs if media in output.get("data", {})]


def test_it_shows_tables_and_plots(executed: nbformat.NotebookNode) -> None:
    """There are pictures, and tables that name the four accounts of the incident."""
    assert len(shown(executed, "image/png")) == 2
    tables = "\n".join(shown(executed, "text/html"))
    for publisher in ("Circuit &amp; Signal", "The Minato Courier", "Harbour Wire", "Kanda Evening Post"):
        assert publisher in tables
    assert "Mitsubishi Electric Corp." in tables
    assert "contradicts" in tables


def test_it_is_stored_with_what_it_shows() -> None:
    """Readers who run nothing see the results; no path of the machine that made them is in it."""
    stored = nbformat.read(NOTEBOOK, as_version=4)
    assert len(shown(stored, "image/png")) == 2
    assert "/home/" not in NOTEBOOK.read_text("utf-8")
    assert "/tmp/" not in NOTEBOOK.read_text("utf-8")
