"""The directed dyad-years of all states 1946-2020 with ten adders, from the ledger to a Parquet file.

    python benchmarks/panel.py [HOME]

Each run is a process of its own, so that memory and start are its own. Each run is told on a line before; the
last line is one JSON object of the middle run by time: rows, seconds (start of Python, imports and opening
included), seconds of both processors together (a busy machine shows here), peak memory (MB).
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

RUNS = 3
YEARS = "1946..2020"
ROWS = 1_823_260
ADDERS = ("ties", "alignment", "violence", "mids", "cinc", "contiguity", "distance", "alliances", "rivalries",
          "regime")  # fmt: skip


def main() -> None:
    if sys.argv[1:2] == ["--one"]:
        print(json.dumps(one(sys.argv[2])))
        return
    runs = []
    for number in range(1, RUNS + 1):
        runs.append(alone(sys.argv[1] if len(sys.argv) > 1 else ""))
        print(f"run {number}: {json.dumps(runs[-1])}", flush=True)
    print(json.dumps({"cores": os.cpu_count()} | sorted(runs, key=lambda run: run["seconds"])[RUNS // 2]))


def alone(home: str) -> dict[str, Any]:
    """One run in a process of its own."""
    begun = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, __file__, "--one", home], stdout=subprocess.PIPE, text=True
    ) as process:
        said = process.stdout.read() if process.stdout else ""
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = status
    seconds = time.perf_counter() - begun
    if status:
        raise SystemExit("the run failed")
    told = json.loads(said.splitlines()[-1])
    cpu = usage.ru_utime + usage.ru_stime
    return told | {
        "seconds": round(seconds, 2),
        "cpu_seconds": round(cpu, 2),
        "peak_mb": round(usage.ru_maxrss / 1024),
    }


def one(home: str) -> dict[str, Any]:
    """Write the panel; the number of rows is that of the state system, or the run fails."""
    import auxilia  # noqa: PLC0415 - the import is part of what is measured
    from auxilia import panels  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as folder, auxilia.open(home or None) as ledger:
        panel = panels.dyad_year(ledger, years=YEARS).add(*ADDERS)
        written = panel.write(Path(folder) / "panel.parquet")
        size = written.path.stat().st_size
    if written.rows != ROWS:
        raise SystemExit(f"{written.rows} rows; the state system has {ROWS}")
    return {"rows": written.rows, "columns": len(panel.columns), "file_mb": round(size / 2**20, 1)}


if __name__ == "__main__":
    main()
