"""Where the mirror of the sources lies, if it is here."""

import os
from pathlib import Path

import pytest

SHARED = Path(os.environ.get("AUXILIA_SHARED", Path(__file__).resolve().parents[1] / ".." / "shared"))


@pytest.fixture(scope="session")
def mirror() -> Path:
    folder = SHARED / "data"
    if not folder.is_dir():
        pytest.skip(
            f"no mirror of the sources at {folder}: set AUXILIA_SHARED to the folder that holds data/"
        )
    return folder
