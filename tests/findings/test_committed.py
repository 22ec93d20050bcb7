"""The committed pages are found by an installed program and by a checkout, and a wheel holds all of them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

from auxilia.report.findings import committed_folder

ROOT = Path(__file__).resolve().parents[2]


def test_the_pages_are_found_and_are_those_of_the_repository() -> None:
    held = {
        entry.name for entry in committed_folder().iterdir() if entry.name.endswith((".md", ".csv", ".json"))
    }
    assert held == {path.name for path in (ROOT / "docs" / "findings").iterdir() if path.is_file()}
    assert "1-purposes.md" in held


def test_a_wheel_holds_every_file_of_the_pages(tmp_path: Path) -> None:
    pytest.importorskip("hatchling")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)], cwd=ROOT, check=True
    )
    (wheel,) = tmp_path.glob("*.whl")
    pages = ROOT / "docs" / "findings"
    wanted = {path.relative_to(pages).as_posix(): path for path in pages.rglob("*") if path.is_file()}
    with ZipFile(wheel) as held:
        root = "auxilia/report/findings/pages/"
        names = {name.removeprefix(root) for name in held.namelist() if name.startswith(root)}
        assert names == set(wanted)
        assert all(held.read(root + name) == path.read_bytes() for name, path in wanted.items())
