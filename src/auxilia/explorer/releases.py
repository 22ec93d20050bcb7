"""Releases: a ledger frozen under a name, with a manifest of hashes.

home/releases/<name>/ is a home of its own (CURRENT, builds/<id>/ledger.duckdb, build.json) beside
manifest.json. A release is written aside and put in place in one step; it is never changed again.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import uuid
from dataclasses import dataclass
from pathlib import Path

from auxilia.errors import LedgerError, UsageError
from auxilia.ledger.home import Home, build_record

NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}", re.ASCII)
BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Release:
    """A release: its name, the build it froze, when that was built, its files with size and SHA-256."""

    name: str
    build_id: str
    built: str
    auxilia: str
    files: tuple[tuple[str, int, str], ...]


def releases_folder(home: Home) -> Path:
    """Where the releases of a home lie."""
    return home.root / "releases"


def release_names(home: Home) -> tuple[str, ...]:
    """The names of the whole releases."""
    folder = releases_folder(home)
    if not folder.is_dir():
        return ()
    return tuple(
        sorted(p.name for p in folder.iterdir() if NAME.fullmatch(p.name) and (p / "manifest.json").exists())
    )


def release_root(home: Home, name: str) -> Path:
    """The home folder of a release.

    Raises
    ------
    LedgerError
        When there is none of this name.
    """
    if name not in release_names(home):
        raise LedgerError(f"there is no release {name!r} at {home.root}.")
    return releases_folder(home) / name


def read_release(home: Home, name: str) -> Release:
    """The manifest of a release."""
    told = json.loads((release_root(home, name) / "manifest.json").read_text("utf-8"))
    files = tuple((file["path"], file["bytes"], file["sha256"]) for file in told["files"])
    return Release(told["name"], told["build_id"], told["built"], told["auxilia"], files)


def create_release(root: Path, name: str) -> Release:
    """Freeze the ledger in force under a name.

    Raises
    ------
    UsageError
        When the name is taken, or is none.
    LedgerError
        When the home holds no built ledger.
    """
    home = Home(root)
    if not NAME.fullmatch(name):
        raise UsageError(f"{name!r} is no name of a release: letters, digits, point, hyphen, at most 40.")
    target = releases_folder(home) / name
    if target.exists():
        raise UsageError(f"the release {name!r} exists and is never changed. Choose another name.")
    folder = home.current()
    if folder is None:
        raise LedgerError(f"{root} holds no built ledger. Mend: run `auxilia build` first.")
    aside = releases_folder(home) / f".{uuid.uuid4().hex}"
    try:
        release = _write(folder, aside, name)
        aside.replace(target)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return release


def changed_files(home: Home, name: str) -> list[str]:
    """The files of a release that are not what its manifest says; empty for a sound release."""
    root = release_root(home, name)
    release = read_release(home, name)
    return [
        path
        for path, size, sha256 in release.files
        if not (root / path).is_file()
        or (root / path).stat().st_size != size
        or _sha256(root / path) != sha256
    ]


def _write(folder: Path, aside: Path, name: str) -> Release:
    record = build_record(folder)
    inside = aside / "builds" / folder.name
    inside.mkdir(parents=True)
    for file in ("ledger.duckdb", "build.json"):
        _same(folder / file, inside / file)
    (aside / "CURRENT").write_text(folder.name + "\n", "utf-8")
    (inside / "parquet" / "raw").mkdir(parents=True)
    files = tuple(
        (path.relative_to(aside).as_posix(), path.stat().st_size, _sha256(path))
        for path in sorted(p for p in aside.rglob("*") if p.is_file())
    )
    release = Release(name, record["build_id"], record["built"], record["auxilia"], files)
    manifest = {
        "name": name,
        "build_id": release.build_id,
        "built": release.built,
        "auxilia": release.auxilia,
        "files": [{"path": path, "bytes": size, "sha256": sha256} for path, size, sha256 in files],
    }
    (aside / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n", "utf-8")
    return release


def _same(source: Path, target: Path) -> None:
    """The same bytes: a second name where the disk allows it (builds are never edited), else a copy."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)


def _sha256(path: Path) -> str:
    found = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            found.update(block)
    return found.hexdigest()
