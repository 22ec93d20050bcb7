"""The Social Evolution calls (439 events, 84 actors), which take goldfish 1.7.0 1.7 and 7.5 seconds.

    PYTHONPATH=src python benchmarks/events_social.py [folder with goldfish_se_*.csv]

Prints the first run (with compilation, or loading compiled kernels) and the best of the next five. The last
line is one JSON object of the first choice model: seconds, theta, se, loglik; the tie-oriented model of five
effects stands under "rem".
"""

from __future__ import annotations

import csv
import json
import os
import sys
import time
from pathlib import Path

import numpy as np

from auxilia import events as ev

HERE = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("AUXILIA_SHARED", HERE / ".." / "shared"))
CHOICE = ev.choice("calls", "inertia", "recip", "trans")
REM = ev.rem(
    "calls",
    "inertia",
    "recip",
    ev.term("tie", "friendship"),
    ev.term("same", "gradeType"),
    ev.term("same", "floor"),
)


def rows(path: Path) -> list[dict[str, str]]:
    """A CSV file."""
    with path.open(newline="", encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


def history(folder: Path) -> ev.History:
    """Calls, friendships, floor and grade; a missing grade is the mean of the others, as in goldfish."""
    actors = rows(folder / "goldfish_se_actors.csv")
    number = {row["label"]: place for place, row in enumerate(actors)}

    def dated(name: str, value: str) -> tuple[np.ndarray, ...]:
        table = rows(folder / name)
        ends = [[number[row[end]] for row in table] for end in ("sender", "receiver")]
        return (
            np.array([float(row["time"]) for row in table]),
            *map(np.array, ends),
            np.array([float(row[value]) for row in table]),
        )

    def attribute(name: str) -> ev.Attribute:
        values = np.array([float(row[name].replace("NA", "nan")) for row in actors])
        return ev.Attribute(np.where(np.isnan(values), np.nanmean(values), values))

    networks = {
        "calls": ev.EventStream(*dated("goldfish_se_calls.csv", "increment")),
        "friendship": ev.StateNetwork(None, *dated("goldfish_se_friendship.csv", "replace")),
    }
    return ev.History(
        [row["label"] for row in actors],
        networks,
        {name: attribute(name) for name in ("gradeType", "floor")},
    )


def timed(model: ev.Model, data: ev.History) -> tuple[float, ev.Fit]:
    """The best of five runs after a first one."""
    seconds = []
    for _ in range(6):
        begun = time.perf_counter()
        fit = ev.fit(model, data)
        seconds.append(time.perf_counter() - begun)
    print(f"{model.kind}: first run {seconds[0]:.3f} s, then {min(seconds[1:]):.3f} s")
    print(fit)
    return min(seconds[1:]), fit


def as_record(seconds: float, fit: ev.Fit) -> dict[str, object]:
    """What the last line tells of a fit."""
    return {
        "seconds": round(seconds, 4),
        "theta": fit.theta.tolist(),
        "se": fit.se.tolist(),
        "loglik": fit.loglik,
    }


def main() -> None:
    """Fit both models."""
    data = history(Path(sys.argv[1]) if len(sys.argv) > 1 else SHARED / "reference" / "dynam")
    choice, rem = timed(CHOICE, data), timed(REM, data)
    print(json.dumps({**as_record(*choice), "rem": as_record(*rem)}))


if __name__ == "__main__":
    main()
