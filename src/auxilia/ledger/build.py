"""`auxilia build`: snapshots, reading, resolving, assembling, switching.

Each source is read alone and kept in a cache by the hash of all that it depends on; the ledger is assembled
aside and comes into force in one step. A build that breaks off leaves the previous ledger as it was.
"""

from __future__ import annotations

import datetime as dt
import shutil
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from auxilia.actors import Group, load_actors
from auxilia.errors import BuildError, LedgerError, ManualDownloadError, UnknownNameError
from auxilia.ledger.assemble import assemble_into
from auxilia.ledger.home import FORMAT, Home, build_record
from auxilia.ledger.keys import build_key, digest, resolved_key, source_key
from auxilia.ledger.known import Part
from auxilia.ledger.pool import Task, Workers
from auxilia.ledger.reading import read_into, read_signals, tells_of_actors
from auxilia.ledger.resolve import groups_from, make_into, resolve_into
from auxilia.readers import Signal, Spec
from auxilia.snapshots import Snapshot
from auxilia.snapshots.locking import exclusive
from auxilia.sources import discover

Fetch = Callable[[Spec], list[Snapshot]]
Report = Callable[[str, str, int, int], None]
KEEP_KEYS = 2


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did.

    `read` and `resolved` name the sources whose part was made anew; `left_out` gives, for a source that waits
    for the user's own download, what to do; `signals` are what the readers noticed and could not judge.
    """

    build_id: str
    folder: Path
    sources: tuple[str, ...]
    read: tuple[str, ...]
    resolved: tuple[str, ...]
    left_out: dict[str, str]
    signals: tuple[Signal, ...]
    unchanged: bool
    seconds: float


@dataclass(frozen=True, slots=True)
class Fetched:
    """One source's files and the key of what they give."""

    spec: Spec
    snapshots: tuple[Snapshot, ...]
    key: str


def silent(stage: str, item: str, done: int, total: int) -> None:
    """Report nothing."""


def build(
    root: Path, fetch: Fetch, *, only: Sequence[str] = (), report: Report = silent, version: str = ""
) -> Built:
    """Bring the ledger at `root` up to date.

    `fetch` gives a source's files. `only` limits the sources that are fetched and read; the others stay in
    the ledger as they were built last. `report(stage, item, done, total)` is told of each step.

    Raises
    ------
    AuxiliaError
        SourceError, SnapshotError or BuildError; the previous ledger stays in force.
    """
    started = time.monotonic()
    home = Home(root)
    try:
        home.root.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BuildError(f"{root} cannot be made: {error}. Mend: name another place with --home.") from error
    with exclusive(home.lock, "build"):
        home.sweep()
        fetched, left_out = _fetch(_wanted(only), fetch, report, strict=bool(only))
        fetched += _kept(home, {f.spec.id for f in fetched}) if only else []
        fetched.sort(key=lambda f: f.spec.id)
        with Workers() as workers:
            tell = [f for f in fetched if tells_of_actors(f.spec)]
            first = _read(home, tell, report, workers)
            groups = groups_from(_read_folder(home, f) for f in tell)
            parts, anew, resolved = _resolve(home, fetched, groups, report, workers)
        build_id = build_key({p.spec.id: p.resolved.name for p in parts})[:16]
        before = _in_force(home)
        if build_id != before:
            report("assemble", build_id, 0, 1)
            record = _record(build_id, version, fetched)
            assemble_into(home.builds / build_id, parts, load_actors(), groups, record)
            home.switch(build_id)
            home.tidy({build_id, before or build_id})
            _tidy_cache(parts)
            report("assemble", build_id, 1, 1)
        return Built(
            build_id=build_id,
            folder=home.builds / build_id,
            sources=tuple(p.spec.id for p in parts),
            read=tuple(sorted(first + anew)),
            resolved=resolved,
            left_out=left_out,
            signals=tuple(signal for part in parts for signal in read_signals(part.read)),
            unchanged=build_id == before,
            seconds=time.monotonic() - started,
        )


def _wanted(only: Sequence[str]) -> list[Spec]:
    known = discover()
    for name in only:
        if name not in known:
            raise UnknownNameError.among(name, "source", tuple(known))
    return [spec for spec in known.values() if not only or spec.id in only]


def _fetch(
    specs: Sequence[Spec], fetch: Fetch, report: Report, *, strict: bool
) -> tuple[list[Fetched], dict[str, str]]:
    """The files of each source; one that only the user can fetch is left out, unless it was asked for."""
    found, left_out = [], {}
    for number, spec in enumerate(specs):
        report("fetch", spec.id, number, len(specs))
        try:
            snapshots = tuple(fetch(spec))
        except ManualDownloadError as error:
            if strict:
                raise
            left_out[spec.id] = str(error)
            continue
        found.append(Fetched(spec, snapshots, source_key(spec, snapshots)[:32]))
    report("fetch", "", len(specs), len(specs))
    return found, left_out


def _kept(home: Home, anew: set[str]) -> list[Fetched]:
    """The sources of the build in force that this build leaves alone, where the cache still has them."""
    current = home.current()
    known = discover()
    kept = []
    for source_id, entry in (build_record(current)["sources"] if current else {}).items():
        if source_id in known and source_id not in anew:
            snapshots = tuple(Snapshot(**{**s, "path": Path(s["path"])}) for s in entry["snapshots"])
            part = Fetched(known[source_id], snapshots, entry["key"])
            if _read_folder(home, part).exists():
                kept.append(part)
    return kept


def _in_force(home: Home) -> str | None:
    """The id of the build in force, if it is whole; a damaged one is built again."""
    try:
        folder = home.current()
    except LedgerError:
        return None
    return folder.name if folder else None


def _read_folder(home: Home, fetched: Fetched) -> Path:
    return home.cache / fetched.spec.id / fetched.key


def _read(home: Home, fetched: Sequence[Fetched], report: Report, workers: Workers) -> tuple[str, ...]:
    """Read the sources that must be known before any other can be resolved."""
    wanted = [f for f in fetched if not _read_folder(home, f).exists()]
    tasks = [
        Task(f.spec.id, read_into, (_read_folder(home, f), f.spec, f.snapshots), _weight(f)) for f in wanted
    ]
    workers.run_all(tasks, lambda label, done, total: report("actors", label, done, total))
    report("actors", "", len(wanted), len(wanted))
    return tuple(part.spec.id for part in wanted)


def _weight(fetched: Fetched) -> int:
    """About how many bytes there are to read: tables shrink tenfold in Zstandard."""
    return sum(s.bytes * (10 if s.filename.endswith(".zst") else 1) for s in fetched.snapshots)


def _resolve(
    home: Home, fetched: Sequence[Fetched], groups: Sequence[Group], report: Report, workers: Workers
) -> tuple[list[Part], tuple[str, ...], tuple[str, ...]]:
    """The parts of the ledger, and the ids of the sources that were read and that were resolved for it.

    A source that is not read yet is read and resolved at once: its claims need not be written between.
    """
    told = digest(repr(group) for group in groups)
    parts, tasks, anew = [], [], []
    for part in fetched:
        folder = _read_folder(home, part)
        name = f"resolved-{resolved_key(part.key, [told])[:32]}"
        about = (part.spec, part.snapshots, groups)
        if not folder.exists():
            tasks.append(Task(part.spec.id, make_into, (folder, name, *about), _weight(part)))
            anew.append(part.spec.id)
        elif not (folder / name).exists():
            tasks.append(Task(part.spec.id, resolve_into, (folder / name, folder, *about), _weight(part)))
        parts.append(Part(part.spec, part.snapshots, folder, folder / name))
    workers.run_all(tasks, lambda label, done, total: report("read", label, done, total))
    report("read", "", len(tasks), len(tasks))
    return parts, tuple(anew), tuple(task.label for task in tasks)


def _record(build_id: str, version: str, fetched: Iterable[Fetched]) -> dict[str, object]:
    return {
        "format": FORMAT,
        "build_id": build_id,
        "built": dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
        "auxilia": version,
        "sources": {
            f.spec.id: {
                "key": f.key,
                "snapshots": [{**asdict(s), "path": str(s.path)} for s in f.snapshots],
            }
            for f in fetched
        },
    }


def _tidy_cache(parts: Iterable[Part]) -> None:
    """Of each source the results in force and the one before stay."""
    for part in parts:
        folders = [p for p in part.read.parent.iterdir() if p != part.read]
        folders.sort(key=lambda p: p.stat().st_mtime, reverse=True)
        for folder in folders[KEEP_KEYS - 1 :]:
            shutil.rmtree(folder, ignore_errors=True)
        for folder in part.read.glob("resolved-*"):
            if folder != part.resolved:
                shutil.rmtree(folder, ignore_errors=True)
