"""Files of a mirror folder, used where they lie and held against its manifest."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path

from auxilia.errors import HashMismatchError, SnapshotError
from auxilia.snapshots.content import refuse_page
from auxilia.snapshots.files import Address, Snapshot
from auxilia.snapshots.hashing import HashMemo, sha256_of
from auxilia.snapshots.trouble import Trouble

MANIFEST = "MANIFEST.tsv"


def read_manifest(mirror: Path) -> dict[str, tuple[int, str]]:
    """Path -> (bytes, sha256) of the mirror's manifest; empty where it has none."""
    path = mirror / MANIFEST
    if not path.exists():
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t")
        return {row["path"]: (int(row["bytes"]), row["sha256"]) for row in rows}


def from_mirror(mirror: Path, addresses: Iterable[Address], memo: HashMemo | None = None) -> list[Snapshot]:
    """The snapshots of the declared files in a mirror, in the order declared, globs in the order of names.

    With a `memo`, files whose size and time are those remembered are not hashed again; it is saved then.

    Raises
    ------
    SnapshotError
        When a declared file is not there, or is a saved web page.
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
        found.extend(_snapshot(mirror, path, address, manifest, memo) for path in paths)
    if memo:
        memo.save()
    return found


def _snapshot(
    mirror: Path,
    path: Path,
    address: Address,
    manifest: dict[str, tuple[int, str]],
    memo: HashMemo | None,
) -> Snapshot:
    relative = path.relative_to(mirror).as_posix()
    try:
        refuse_page(path)
    except Trouble as trouble:
        raise SnapshotError(
            f"{address.source_id}: {relative} in the mirror {mirror} is no {address.kind}: {trouble.text}. "
            f"Mend: fetch the file anew from {address.url or 'its publisher'}, or build without --mirror."
        ) from trouble
    digest = memo.sha256(path) if memo else sha256_of(path)
    size = path.stat().st_size
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
