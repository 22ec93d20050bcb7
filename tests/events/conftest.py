"""The Social Evolution calls, and where the reference lies."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from event_samples import filled, table

from auxilia import events as ev
from auxilia.events.jit import KERNELS

SHARED = Path(os.environ.get("AUXILIA_SHARED", Path(__file__).resolve().parents[2] / ".." / "shared"))


@pytest.fixture(scope="session")
def dynam() -> Path:
    """The folder with goldfish's answers."""
    folder = SHARED / "reference" / "dynam"
    if not folder.is_dir():
        pytest.skip(f"no reference at {folder}: set AUXILIA_SHARED to the folder that holds reference/")
    return folder


@pytest.fixture(scope="session")
def social(dynam: Path) -> ev.History:
    """439 calls among 84 students, their friendships over time, floor and grade."""
    actors = table(dynam / "goldfish_se_actors.csv")
    number = {row["label"]: place for place, row in enumerate(actors)}

    def dated(name: str, value: str) -> tuple[list[float], list[int], list[int], list[float]]:
        rows = table(dynam / name)
        return (
            [float(row["time"]) for row in rows],
            [number[row["sender"]] for row in rows],
            [number[row["receiver"]] for row in rows],
            [float(row[value]) for row in rows],
        )

    return ev.History(
        [row["label"] for row in actors],
        {
            "calls": ev.EventStream(*dated("goldfish_se_calls.csv", "increment")),
            "friendship": ev.StateNetwork(None, *dated("goldfish_se_friendship.csv", "replace")),
        },
        {name: ev.Attribute(filled([row[name] for row in actors])) for name in ("floor", "gradeType")},
    )


@pytest.fixture
def without_jit(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Every kernel is its NumPy twin until the test ends."""
    monkeypatch.setenv("NUMBA_DISABLE_JIT", "1")
    compiled = {kernel: kernel._run for kernel in KERNELS.values()}
    for kernel in compiled:
        kernel._run = None
    yield
    for kernel, run in compiled.items():
        kernel._run = run
