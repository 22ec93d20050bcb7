"""Where a build takes the sources' files from: a mirror folder, or the publishers through a home's store."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from auxilia.errors import UsageError
from auxilia.readers import Spec
from auxilia.snapshots import CheckResult, HashMemo, Progress, Snapshot, Store, from_mirror
from auxilia.sources import discover

Report = Callable[[str, str, int, int], None]
MB = 1_000_000


def fetcher(
    home: Path, *, mirror: Path | None, refresh: bool, report: Report
) -> Callable[[Spec], list[Snapshot]]:
    """What gives a source's files.

    Raises
    ------
    UsageError
        When the mirror is no folder, or is to be refreshed.
    """
    if mirror is None:
        store = Store(home, progress=lambda progress: _tell(progress, report))
        return lambda spec: store.ensure(spec.files, refresh=refresh)
    if refresh:
        raise UsageError("--refresh asks the publishers; it cannot go together with --mirror.")
    if not mirror.is_dir():
        raise UsageError(
            f"the mirror {mirror} is no folder. Mend: name the folder that holds one folder a source."
        )
    memo = HashMemo(home / "hashes.json")
    return lambda spec: from_mirror(mirror, spec.files, memo)


def check_addresses(home: Path, report: Report) -> list[CheckResult]:
    """How each declared file is at its publisher, asked without downloading."""
    store = Store(home, progress=lambda progress: _tell(progress, report))
    return store.check([address for spec in discover().values() for address in spec.files])


def _tell(progress: Progress, report: Report) -> None:
    item = f"{progress.source_id} {progress.name}"
    if progress.event == "bytes" and progress.total:
        report("download", item, progress.done // MB, max(1, progress.total // MB))
    elif progress.event == "waits":
        report("wait", f"{item}, {progress.seconds:.0f} s: {progress.text}", 0, 1)
    elif progress.event == "asks":
        report("ask", item, 0, 1)
