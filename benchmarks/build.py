"""The full build from a mirror, cold, again without a change, and with one source changed.

    python benchmarks/build.py MIRROR [HOME]

Each build is a process of its own, so that its memory is its own. The last line is one JSON object: seconds
and peak memory (MB) of each, and whether two cold builds gave the same bytes.
"""

from __future__ import annotations

import hashlib
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

CHANGED = "dcad"


def run(home: Path, mirror: Path) -> tuple[float, float, str]:
    """Seconds, peak megabytes and what the build said."""
    before = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "auxilia", "build", "--mirror", str(mirror), "--home", str(home)],
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        text=True,
    )
    said = process.stderr.read() if process.stderr else ""
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(said)
    return time.perf_counter() - before, usage.ru_maxrss / 1024, said.strip().splitlines()[-1]


def digest(home: Path) -> str:
    """One hash over every Parquet file of the ledger in force."""
    folder = home / "builds" / (home / "CURRENT").read_text("utf-8").strip() / "parquet"
    hasher = hashlib.sha256()
    for path in sorted(folder.rglob("*.parquet")):
        hasher.update(path.relative_to(folder).as_posix().encode() + path.read_bytes())
    return hasher.hexdigest()


def change(mirror: Path, copy: Path) -> None:
    """A mirror with one more line in one source; the other folders are the same."""
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
    mirror = Path(sys.argv[1])
    scratch = Path(tempfile.mkdtemp(prefix="auxilia-benchmark-"))
    try:
        home = Path(sys.argv[2]) if len(sys.argv) > 2 else scratch / "home"
        figures: dict[str, object] = {"cores": os.cpu_count(), "python": platform.python_version()}
        for name, where in (("cold", home), ("again", home), ("second_cold", scratch / "second")):
            seconds, peak, said = run(where, mirror)
            print(f"{name}: {seconds:.1f} s, {peak:.0f} MB; {said}", flush=True)
            figures |= {f"{name}_seconds": round(seconds, 2), f"{name}_mb": round(peak)}
        figures["same_bytes"] = digest(home) == digest(scratch / "second")
        change(mirror, scratch / "mirror")
        seconds, _, said = run(scratch / "second", scratch / "mirror")
        print(f"one source changed: {seconds:.1f} s; {said}", flush=True)
        figures |= {"changed_seconds": round(seconds, 2), "changed_said": said}
        print(json.dumps(figures))
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


if __name__ == "__main__":
    main()
