"""How quick the shell and the Python door are on a full ledger.

    python benchmarks/shell.py HOME

Median of seven runs each, after one that is not counted. The last line is one JSON object, in seconds.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

RUNS = 7
PROGRAM = str(Path(sys.executable).with_name("auxilia"))


def median(action: Callable[[], object]) -> float:
    action()
    taken = []
    for _ in range(RUNS):
        before = time.perf_counter()
        action()
        taken.append(time.perf_counter() - before)
    return round(statistics.median(taken), 4)


def shell(*words: str) -> Callable[[], object]:
    return lambda: subprocess.run([PROGRAM, *words], check=True, capture_output=True)


def main() -> None:
    home = sys.argv[1]
    import auxilia  # noqa: PLC0415 - its import is no part of the shell's figures

    ledger = auxilia.open(home)
    report = Path(os.devnull)
    figures = {
        "help": median(shell("--help")),
        "ties_process": median(shell("ties", "USA", "MLI", "--home", home)),
        "report_process": median(shell("report", "MLI", "--home", home, "-o", str(report))),
        "open_in_python": median(lambda: auxilia.open(home).close()),
        "ties_in_python": median(lambda: ledger.ties("USA", "MLI").fetchall()),
        "figures_in_python": median(lambda: ledger.figures("USA", "MLI").fetchall()),
        "claims_in_python": median(lambda: ledger.claims("USA", "MLI").fetchall()),
        "cores": os.cpu_count(),
    }
    for name, value in figures.items():
        print(f"{name}: {value}")
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
