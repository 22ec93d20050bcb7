"""Compiled kernels are kept by the hash of all sources: a change anywhere is never answered by old code."""

import os
import subprocess
import sys
from pathlib import Path

import numba
import pytest

from auxilia.events import jit

RECORD = """
from typing import NamedTuple
import numpy as np

class Pair(NamedTuple):
    {}: np.ndarray
    {}: np.ndarray
"""
MODULE = """
from pathlib import Path
from auxilia.events import jit

jit.SOURCES = Path(__file__).parent

@jit.kernel()
def tens_and_ones(pair):
    return pair.tens[0] * 10 + pair.ones[0]
"""
SCRIPT = """
import numpy as np
from record import Pair
from module import tens_and_ones
print(tens_and_ones(Pair(tens=np.array([1]), ones=np.array([2]))))
print(sum(tens_and_ones._run.stats.cache_hits.values()))
"""


def runs(folder: Path) -> tuple[int, int]:
    """What a new process computes, and how many kernels it found compiled."""
    path = os.pathsep.join([str(folder), *filter(None, [os.environ.get("PYTHONPATH")])])
    environment = {**os.environ, "PYTHONPATH": path, "NUMBA_CACHE_DIR": str(folder / "cache")}
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], env=environment, capture_output=True, text=True, check=True
    )
    value, found = done.stdout.split()
    return int(value), int(found)


def test_a_record_that_changes_in_another_file_is_not_answered_by_old_code(tmp_path: Path) -> None:
    """Numba's own cache looks at the kernel's file alone and would give 21 here."""
    (tmp_path / "module.py").write_text(MODULE, encoding="utf-8")
    (tmp_path / "record.py").write_text(RECORD.format("tens", "ones"), encoding="utf-8")
    assert runs(tmp_path) == (12, 0)
    assert runs(tmp_path) == (12, 1)
    (tmp_path / "record.py").write_text(RECORD.format("ones", "tens"), encoding="utf-8")
    assert runs(tmp_path) == (12, 0)


def test_the_folder_is_that_of_all_sources(tmp_path: Path) -> None:
    for name in ("one.py", "below/two.py"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x = 1\n", encoding="utf-8")
    told = jit.fingerprint.__wrapped__  # a process asks once
    before = told(tmp_path)
    (tmp_path / "below/two.py").write_text("x = 2\n", encoding="utf-8")
    assert told(tmp_path) != before
    (tmp_path / "below/two.py").write_text("x = 1\n", encoding="utf-8")
    assert told(tmp_path) == before


def test_kernels_are_kept_in_that_folder_and_the_setting_of_others_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(numba.config, "CACHE_DIR", "elsewhere")
    monkeypatch.setenv("NUMBA_CACHE_DIR", str(tmp_path))
    made = jit.Kernel(_double, None, fast=False).compiled()
    assert numba.config.CACHE_DIR == "elsewhere"
    assert made(2) == 4
    assert str(tmp_path / f"kernels-{jit.fingerprint(jit.SOURCES)}") in made.stats.cache_path


def test_where_nothing_can_be_kept_kernels_are_compiled_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("NUMBA_CACHE_DIR", str(tmp_path / "file"))
    assert jit.Kernel(_double, None, fast=False).compiled()(2) == 4


def _double(x: int) -> int:
    return 2 * x
