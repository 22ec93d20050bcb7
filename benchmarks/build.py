"""The full build from a mirror, cold, again without a change, and with one source changed.

    python benchmarks/build.py MIRROR [HOME] [--ties]

With `--ties` only the sources of ties are built. Memory is that of the build and its workers together, read
from /proc five times a second (to ask more often slows what is measured); pages that they share count once.
The last line is one JSON object: seconds and peak memory (MB) of each build, and whether two cold builds gave
the same bytes.
"""

from __future__ import annotations

import hashlib
import json
import os
import platform
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from auxilia.sources import discover

CHANGED = "dcad"


def memory(pid: int) -> float:
    """Megabytes of a process and all that it started, shared pages divided among those who share them."""
    try:
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text("ascii")
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()
    except OSError:
        return 0.0
    own = sum(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:")) / 1024
    return own + sum(memory(int(child)) for child in children)


def cpu() -> float:
    """Seconds of processor time of all builds so far."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def run(home: Path, mirror: Path, sources: list[str]) -> tuple[float, float, float, str]:
    """Seconds by the clock and of the processors, peak megabytes, and what the build said."""
    words = [word for source in sources for word in ("--source", source)]
    peak, before, used = 0.0, time.perf_counter(), cpu()
    with tempfile.TemporaryFile("w+") as said:
        process = subprocess.Popen(
            [sys.executable, "-m", "auxilia", "build", "--mirror", mirror, "--home", home, *words],
            stderr=said,
            stdout=subprocess.DEVNULL,
        )
        while process.poll() is None:
            peak = max(peak, memory(process.pid))
            time.sleep(0.2)
        seconds = time.perf_counter() - before
        said.seek(0)
        lines = said.read().strip().splitlines()
    if process.returncode:
        raise SystemExit("\n".join(lines))
    return seconds, cpu() - used, peak, lines[-1]


def ties() -> list[str]:
    """The sources that speak of ties."""
    return [spec.id for spec in discover().values() if spec.covers]


def digest(home: Path) -> str:
    """One hash over every Parquet file of the ledger in force."""
    folder = home / "builds" / (home / "CURRENT").read_text("utf-8").strip() / "parquet"
    hasher = hashlib.sha256()
    for path in sorted(folder.rglob("*.parquet")):
        hasher.update(path.relative_to(folder).as_posix().encode() + path.read_bytes())
    return hasher.hexdigest()


def change(mirror: Path, copy: Path) -> None:
    """A mirror with one line less in one source; the other folders are the same."""
    copy.mkdir()
    for folder in mirror.iterdir():
        if folder.is_dir() and folder.name != CHANGED:
            (copy / folder.name).symlink_to(folder)
    shutil.copytree(mirror / CHANGED, copy / CHANGED)
    for path in (copy / CHANGED).glob("*.csv"):
        path.chmod(0o644)
        lines = path.read_bytes().splitlines(keepends=True)
        path.write_bytes(b"".join(lines[:-1]))


def main() -> None:
    given = [word for word in sys.argv[1:] if not word.startswith("--")]
    mirror, sources = Path(given[0]), ties() if "--ties" in sys.argv else []
    scratch = Path(tempfile.mkdtemp(prefix="auxilia-benchmark-"))
    try:
        home = Path(given[1]) if len(given) > 1 else scratch / "home"
        figures: dict[str, object] = {
            "sources": len(sources or discover()),
            "cores": os.cpu_count(),
            "python": platform.python_version(),
        }
        for name, where in (("cold", home), ("again", home), ("second_cold", scratch / "second")):
            seconds, used, peak, said = run(where, mirror, sources)
            print(f"{name}: {seconds:.1f} s, {used:.1f} s of CPU, {peak:.0f} MB; {said}", flush=True)
            figures |= {
                f"{name}_seconds": round(seconds, 2),
                f"{name}_cpu": round(used, 2),
                f"{name}_mb": round(peak),
            }
        figures["same_bytes"] = digest(home) == digest(scratch / "second")
        change(mirror, scratch / "mirror")
        seconds, _, _, said = run(scratch / "second", scratch / "mirror", sources)
        print(f"one source changed: {seconds:.1f} s; {said}", flush=True)
        figures |= {"changed_seconds": round(seconds, 2), "changed_said": said}
        print(json.dumps(figures))
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


if __name__ == "__main__":
    main()
