"""The files of the sources as they are at hand: where they lie, and that they are what they were."""

from auxilia.snapshots.files import Address, Kind, Snapshot
from auxilia.snapshots.mirror import from_mirror, sha256_of

__all__ = ["Address", "Kind", "Snapshot", "from_mirror", "sha256_of"]
