"""One process at a time."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from auxilia.errors import BuildError
from auxilia.snapshots import exclusive

HOLD = """
import sys
from pathlib import Path
from auxilia.snapshots.locking import exclusive
with exclusive(Path(sys.argv[1]), "the ledger"):
    print("held", flush=True)
    sys.stdin.read()
"""


def holder(path: Path) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def test_a_second_process_is_told_who_holds_it_and_a_dead_one_holds_nothing(tmp_path: Path) -> None:
    path = tmp_path / "home" / "ledger.busy"
    with holder(path) as process:
        with pytest.raises(BuildError) as caught, exclusive(path, "the ledger"):
            pass
        assert (
            f"the ledger at {path.parent} is held by another build (process {process.pid}, since 20"
            in str(caught.value)
        )
        assert "Mend: wait" in str(caught.value)
        process.kill()
        process.wait()
    assert path.exists()
    with exclusive(path, "the ledger"):
        assert str(os.getpid()) in path.read_text("utf-8")


def test_it_is_free_again_after_the_block_and_after_an_error(tmp_path: Path) -> None:
    path = tmp_path / "ledger.busy"
    with pytest.raises(ZeroDivisionError), exclusive(path, "the ledger"):
        raise ZeroDivisionError
    with exclusive(path, "the ledger"):
        pass
    assert path.read_bytes() == b""


def test_it_is_not_to_be_had_twice_in_one_process_either(tmp_path: Path) -> None:
    path = tmp_path / "ledger.busy"
    with exclusive(path, "the ledger"):
        path.write_bytes(b"")
        with pytest.raises(BuildError, match="has only just begun"), exclusive(path, "the ledger"):
            pass


def test_a_home_that_cannot_be_written_is_an_error_with_the_mend(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    with (
        pytest.raises(BuildError, match=r"cannot be written.*--home"),
        exclusive(tmp_path / "file" / "x", "the ledger"),
    ):
        pass
