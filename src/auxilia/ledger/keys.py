"""What a result depends on, as one hash: the same key means the same bytes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

import duckdb

from auxilia.readers import Spec
from auxilia.snapshots import Snapshot

PACKAGE = Path(__file__).resolve().parents[1]
READING = ("readers", "vocabulary", "snapshots/files.py")
RESOLVING = ("actors", "ledger/reading.py", "ledger/resolve.py", "ledger/schema.sql", "ledger/sql")
ASSEMBLING = ("ledger", "vocabulary", "actors")


def digest(parts: Iterable[str]) -> str:
    """SHA-256 over texts, told apart from their concatenation."""
    hasher = hashlib.sha256()
    for part in parts:
        data = part.encode()
        hasher.update(str(len(data)).encode() + b":" + data)
    return hasher.hexdigest()


@cache
def code(names: tuple[str, ...]) -> str:
    """The hash of the package's own files under these names, their data tables included."""
    parts = []
    for name in names:
        root = PACKAGE / name
        paths = [root] if root.is_file() else sorted(p for p in root.rglob("*") if _counts(p))
        for path in paths:
            parts += [path.relative_to(PACKAGE).as_posix(), hashlib.sha256(path.read_bytes()).hexdigest()]
    return digest(parts)


def _counts(path: Path) -> bool:
    return path.is_file() and "__pycache__" not in path.parts and "starter" not in path.parts


def source_key(spec: Spec, snapshots: Sequence[Snapshot]) -> str:
    """What one source's raw tables and claims depend on: its files, its folder, the readers."""
    files = [f"{s.name}|{s.filename}|{s.sha256}" for s in snapshots]
    return digest([*files, code((f"sources/{spec.id}",)), code(READING), duckdb.__version__])


def resolved_key(source: str, actors: Iterable[str]) -> str:
    """What one source's resolved claims depend on: its claims, our tables of actors, what sources tell."""
    return digest([source, code(RESOLVING), *actors])


def build_key(resolved: dict[str, str]) -> str:
    """What the whole ledger depends on."""
    return digest([*(f"{source}={key}" for source, key in sorted(resolved.items())), code(ASSEMBLING)])
