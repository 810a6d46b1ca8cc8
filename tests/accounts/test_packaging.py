"""The bundled accounts travel in the wheel."""

import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_pages_are_found_in_an_unpacked_wheel(tmp_path: Path) -> None:
    """A wheel built from the checkout, unpacked elsewhere, gives the seven pages from there."""
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    zipfile.ZipFile(wheel).extractall(tmp_path / "installed")
    ask = "from pipelines.accounts import bundled; print(*bundled(), sep='\\n')"
    answer = subprocess.run(
        [sys.executable, "-I", "-c", f"import sys; sys.path.insert(0, 'installed'); {ask}"],
        cwd=tmp_path,
        check=True,
        capture_output=True,
        text=True,
    )
    found = [Path(line) for line in answer.stdout.splitlines()]
    assert len(found) == 7
    assert all((tmp_path / path).is_relative_to(tmp_path / "installed") for path in found)
