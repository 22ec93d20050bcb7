"""Where other software's answers lie, if they are here, and an empty cache for compiled kernels."""

import os
import tempfile
from pathlib import Path

import pytest

# Compiled kernels of earlier sources must not be found; Numba reads this at the first kernel.
if "NUMBA_CACHE_DIR" not in os.environ:
    CACHE = tempfile.TemporaryDirectory(prefix="auxilia-kernels-")
    os.environ["NUMBA_CACHE_DIR"] = CACHE.name

SHARED = Path(os.environ.get("AUXILIA_SHARED", Path(__file__).resolve().parents[2] / ".." / "shared"))


@pytest.fixture(scope="session")
def answers() -> Path:
    folder = SHARED / "reference" / "saom"
    if not folder.is_dir():
        pytest.skip(
            f"no stored answers of RSiena at {folder}: set AUXILIA_SHARED to the folder with reference/"
        )
    return folder
