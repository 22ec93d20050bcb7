"""Files of a mirror folder, used where they lie and held against its manifest."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterable
from pathlib import Path

from auxilia.errors import HashMismatchError, SnapshotError
from auxilia.snapshots.files import Address, Snapshot

MANIFEST = "MANIFEST.tsv"


def sha256_of(path: Path) -> str:
    """The file's SHA-256, as 64 hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def read_manifest(mirror: Path) -> dict[str, tuple[int, str]]:
    """Path -> (bytes, sha256) of the mirror's manifest; empty where it has none."""
    path = mirror / MANIFEST
    if not path.exists():
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t")
        return {row["path"]: (int(row["bytes"]), row["sha256"]) for row in rows}


def from_mirror(mirror: Path, addresses: Iterable[Address]) -> list[Snapshot]:
    """The snapshots of the declared files in a mirror, in the order declared, globs in the order of names.

    Raises
    ------
    SnapshotError
        When a declared file is not there.
    HashMismatchError
        When a file is not the one of the mirror's manifest.
    """
    manifest = read_manifest(mirror)
    found: list[Snapshot] = []
    for address in addresses:
        paths = sorted(mirror.glob(address.mirror))
        if not paths and not address.optional:
            raise SnapshotError(
                f"{address.source_id}: the mirror {mirror} has no {address.mirror}. "
                "Mend: put the file there, or build without --mirror to download it."
            )
        found.extend(_snapshot(mirror, path, address, manifest) for path in paths)
    return found


def _snapshot(mirror: Path, path: Path, address: Address, manifest: dict[str, tuple[int, str]]) -> Snapshot:
    relative = path.relative_to(mirror).as_posix()
    digest, size = sha256_of(path), path.stat().st_size
    expected = manifest.get(relative)
    if expected and expected != (size, digest):
        raise HashMismatchError(
            f"{address.source_id}: {relative} is not the file of {MANIFEST}: expected {expected[0]} bytes "
            f"with sha256 {expected[1]}, found {size} bytes with {digest}. "
            "Mend: copy the file anew, or correct its line in the manifest if the change is meant."
        )
    return Snapshot(
        source_id=address.source_id,
        name=address.name,
        path=path,
        filename=path.name,
        sha256=digest,
        bytes=size,
        origin=f"mirror:{relative}",
    )
