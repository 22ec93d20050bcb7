"""Where the mirror of the sources lies, if it is here."""

import os
from pathlib import Path

import pytest

from auxilia.ledger.build import build
from auxilia.snapshots import from_mirror

SHARED = Path(os.environ.get("AUXILIA_SHARED", Path(__file__).resolve().parents[1] / ".." / "shared"))


@pytest.fixture(scope="session")
def mirror() -> Path:
    folder = SHARED / "data"
    if not folder.is_dir():
        pytest.skip(
            f"no mirror of the sources at {folder}: set AUXILIA_SHARED to the folder that holds data/"
        )
    return folder


@pytest.fixture(scope="session")
def full_home(mirror: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with the ledger of all sources, built from the mirror once for all tests, for reading only."""
    home = tmp_path_factory.mktemp("full") / "home"
    build(home, lambda spec: from_mirror(mirror, spec.files))
    return home
