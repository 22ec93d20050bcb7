"""Where the mirror of the sources lies, one full ledger, and an empty cache for compiled kernels.

Tests run in several processes: what is dear is made once, by the process that needs it first.
"""

import fcntl
import os
import tempfile
from pathlib import Path

import pytest

from auxilia.ledger.build import build
from auxilia.snapshots import from_mirror

WORKER = "PYTEST_XDIST_WORKER" in os.environ
# Compiled kernels of earlier sources must not be found: Numba reads this at the first kernel; inherited.
if not WORKER:
    CACHE = tempfile.TemporaryDirectory(prefix="auxilia-kernels-")
    os.environ["NUMBA_CACHE_DIR"] = CACHE.name

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
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if WORKER else base) / "full"
    folder.mkdir(exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "home" / "CURRENT").exists():
            build(folder / "home", lambda spec: from_mirror(mirror, spec.files))
    return folder / "home"
