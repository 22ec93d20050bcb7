"""Where snapshots lie under the home: `snapshots/<source>/<first 16 digits of the hash>/<file name>`."""

from __future__ import annotations

import os
from pathlib import Path

from auxilia.errors import HashMismatchError
from auxilia.snapshots.archive import take_out
from auxilia.snapshots.content import verify
from auxilia.snapshots.files import Address, Kind
from auxilia.snapshots.hashing import HashMemo, sha256_of
from auxilia.snapshots.headers import safe_name
from auxilia.snapshots.lockfile import Kept
from auxilia.snapshots.partial import Partial
from auxilia.snapshots.trouble import Trouble


class Shelf:
    """The files under one home. A file that is kept is never changed or removed by the program."""

    def __init__(self, home: Path, memo: HashMemo) -> None:
        self.home = home
        self._memo = memo

    def folder(self, source_id: str) -> Path:
        """The folder of a source's snapshots."""
        return self.home / "snapshots" / source_id

    def partial(self, address: Address) -> Partial:
        """The download on its way of an address."""
        return Partial(self._aside(address.source_id), address.url)

    def path(self, kept: Kept) -> Path:
        """Where a kept file lies."""
        return self.home / kept.file

    def has(self, kept: Kept) -> bool:
        """Whether a kept file is there.

        Raises
        ------
        HashMismatchError
            Where it is there with other bytes.
        """
        path = self.path(kept)
        if not path.exists():
            return False
        digest, size = self._memo.sha256(path), path.stat().st_size
        if (digest, size) != (kept.sha256, kept.bytes):
            raise HashMismatchError(
                f"{path} is not the file that was locked: expected {kept.bytes} bytes with sha256 "
                f"{kept.sha256}, found {size} bytes with {digest}. Mend: remove it and run again to fetch it "
                "anew; a file that you changed on purpose belongs into the folder manual/ of the home."
            )
        return True

    def keep(self, path: Path, source_id: str, filename: str, member: str = "") -> Kept:
        """Move a whole file to its place."""
        digest, size = sha256_of(path), path.stat().st_size
        target = self.folder(source_id) / digest[:16] / filename
        target.parent.mkdir(parents=True, exist_ok=True)
        with path.open("rb+") as file:
            os.fsync(file.fileno())
        path.replace(target)
        return Kept(target.relative_to(self.home).as_posix(), digest, size, member)

    def unpack(self, archive: Path, source_id: str, pattern: str, kind: Kind) -> tuple[Kept, ...]:
        """Take the members that match `pattern` out of an archive, each of the declared kind.

        Raises
        ------
        Trouble
            Where the archive or a member is not as declared.
        """
        aside = self._aside(source_id)
        aside.mkdir(parents=True, exist_ok=True)
        try:
            taken = take_out(archive, pattern, aside)
            for one in taken:
                _verify_member(one.path, kind, one.member)
            return tuple(
                self.keep(one.path, source_id, safe_name(one.member) or f"member.{kind}", one.member)
                for one in taken
            )
        finally:
            for left in aside.glob("*.member"):
                left.unlink()

    def _aside(self, source_id: str) -> Path:
        return self.folder(source_id) / "partial"


def _verify_member(path: Path, kind: Kind, member: str) -> None:
    try:
        verify(path, kind, name=member)
    except Trouble as trouble:
        raise Trouble(trouble.kind, f"{member} in the archive: {trouble.text}") from trouble
