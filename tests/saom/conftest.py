"""Where other software's answers lie, if they are here."""

import os
from pathlib import Path

import pytest

SHARED = Path(os.environ.get("AUXILIA_SHARED", Path(__file__).resolve().parents[2] / ".." / "shared"))


@pytest.fixture(scope="session")
def answers() -> Path:
    folder = SHARED / "reference" / "saom"
    if not folder.is_dir():
        pytest.skip(
            f"no stored answers of RSiena at {folder}: set AUXILIA_SHARED to the folder with reference/"
        )
    return folder
