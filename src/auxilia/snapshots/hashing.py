"""SHA-256 of files, remembered as long as a file's size and time stay what they were."""

from __future__ import annotations

import hashlib
import json
import time
from contextlib import suppress
from pathlib import Path

from auxilia.snapshots.disk import write_json

# A file written in the same tick of the file system's clock as it was hashed could change and keep its time.
# FAT has the coarsest clock in use: two seconds.
SETTLED_NS = 2_000_000_000

Row = tuple[int, int, str]


def sha256_of(path: Path) -> str:
    """The file's SHA-256, as 64 hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


class HashMemo:
    """Hashes of files by absolute path, size (bytes) and time of change (ns), kept in a JSON file.

    Only a cache: a memo that is missing, damaged or cannot be written costs time and nothing else. A file
    that changed less than two seconds ago is hashed and not remembered.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._rows = _read(path)
        self._changed = False

    def sha256(self, path: Path) -> str:
        """The file's SHA-256, from the memo where size and time of change are those remembered."""
        key = str(path.resolve())
        stat = path.stat()
        known = self._rows.get(key)
        if known and known[:2] == (stat.st_size, stat.st_mtime_ns):
            return known[2]
        digest = sha256_of(path)
        if time.time_ns() - stat.st_mtime_ns > SETTLED_NS:
            self._rows[key] = (stat.st_size, stat.st_mtime_ns, digest)
            self._changed = True
        return digest

    def save(self) -> None:
        """Write what was learnt; files that are gone are forgotten."""
        if not self._changed:
            return
        rows = {key: row for key, row in self._rows.items() if Path(key).exists()}
        with suppress(OSError):
            write_json(self._path, rows)
        self._changed = False


def _read(path: Path) -> dict[str, Row]:
    try:
        rows = json.loads(path.read_text("utf-8"))
        return {
            str(key): (int(size), int(time_ns), str(digest)) for key, (size, time_ns, digest) in rows.items()
        }
    except (OSError, ValueError, TypeError, AttributeError):
        return {}
