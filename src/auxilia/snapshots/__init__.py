"""The files of the sources as they are at hand: where they lie, and that they are what they were."""

from auxilia.snapshots.check import CheckResult
from auxilia.snapshots.files import Address, Kind, Progress, Snapshot
from auxilia.snapshots.hashing import HashMemo, sha256_of
from auxilia.snapshots.locking import exclusive
from auxilia.snapshots.mirror import from_mirror, read_manifest
from auxilia.snapshots.store import Store

__all__ = [
    "Address",
    "CheckResult",
    "HashMemo",
    "Kind",
    "Progress",
    "Snapshot",
    "Store",
    "exclusive",
    "from_mirror",
    "read_manifest",
    "sha256_of",
]
