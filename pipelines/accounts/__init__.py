"""The accounts that come with claimgraph: news pages to read when no other source is given."""

from importlib.resources import files
from pathlib import Path


def bundled() -> tuple[Path, ...]:
    """Give the paths of the bundled HTML pages, sorted by name, in a checkout or an installed wheel."""
    folder = Path(str(files(__name__)))
    return tuple(sorted(folder.glob("*.html")))
