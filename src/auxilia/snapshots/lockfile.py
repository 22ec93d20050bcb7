"""The machine's record of what was downloaded: which bytes, from where, when, and which ones before."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import Any

from auxilia.errors import SnapshotError
from auxilia.snapshots.disk import write_json
from auxilia.snapshots.files import Address
from auxilia.snapshots.partial import Marks

LOCK = "snapshots.lock.json"
_FORMAT = 1


@dataclass(frozen=True, slots=True)
class Kept:
    """A file on the shelf: its path under the home, its SHA-256 and length, and its name in an archive."""

    file: str
    sha256: str
    bytes: int
    member: str = ""


@dataclass(frozen=True, slots=True)
class Version:
    """One state of one address.

    `fetched` is when its bytes first came, `confirmed` when the publisher last had the same ones (ISO 8601,
    UTC); `member` and `parts` say what was taken out, where the download is an archive.
    """

    url: str
    final_url: str
    file: str
    sha256: str
    bytes: int
    fetched: str
    confirmed: str
    etag: str = ""
    last_modified: str = ""
    member: str = ""
    parts: tuple[Kept, ...] = ()

    @property
    def kept(self) -> Kept:
        """The download itself."""
        return Kept(self.file, self.sha256, self.bytes)

    @property
    def marks(self) -> Marks:
        """What the server called this state."""
        return Marks(self.etag, self.last_modified)


@dataclass(frozen=True, slots=True)
class Entry:
    """What is known of one declared file: the state in use, and the earlier ones, oldest first."""

    source: str
    name: str
    pattern: str
    current: Version
    history: tuple[Version, ...] = field(default=())

    @property
    def key(self) -> tuple[str, str, str]:
        """What the entry is found by."""
        return (self.source, self.name, self.pattern)


def key_of(address: Address) -> tuple[str, str, str]:
    """Source, name and the file name in the mirror: one declared name may stand for several files."""
    return (address.source_id, address.name, PurePosixPath(address.mirror).name)


class Lockfile:
    """The entries of `snapshots.lock.json`, read once, written whole."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._entries = {entry.key: entry for entry in _read(path)}

    def get(self, address: Address) -> Entry | None:
        """The entry of a declared file."""
        return self._entries.get(key_of(address))

    def same_download(self, address: Address) -> Version | None:
        """The state in use of the address's url, recorded for this or another file of the same source."""
        own = self.get(address)
        others = (e for e in self._entries.values() if e.source == address.source_id)
        for entry in (own, *others):
            if entry and entry.current.url == address.url:
                return entry.current
        return None

    def put(self, address: Address, version: Version) -> Entry:
        """Record a state as the one in use; one with other bytes becomes history."""
        old = self.get(address)
        history = old.history if old else ()
        if old and old.current.sha256 == version.sha256:
            version = replace(version, fetched=old.current.fetched)
        elif old:
            history = (*history, old.current)
        entry = Entry(*key_of(address), version, history)
        self._entries[entry.key] = entry
        return entry

    def write(self) -> None:
        """Put the whole record on the disk, or leave the old one."""
        files = [asdict(self._entries[key]) for key in sorted(self._entries)]
        write_json(self.path, {"format": _FORMAT, "files": files})


def _read(path: Path) -> list[Entry]:
    if not path.exists():
        return []
    try:
        data = json.loads(path.read_text("utf-8"))
        if data["format"] == _FORMAT:
            return [_entry(row) for row in data["files"]]
        problem = f"is of format {data['format']}, this program reads {_FORMAT}"
        mend = "use a newer version of auxilia"
    except (OSError, ValueError, KeyError, TypeError) as error:
        problem = f"cannot be read: {type(error).__name__}: {error}"
        mend = "restore it from a backup, or remove it: the files are then downloaded again"
    raise SnapshotError(f"{path} {problem}. Mend: {mend}.")


def _entry(row: dict[str, Any]) -> Entry:
    return Entry(
        source=row["source"],
        name=row["name"],
        pattern=row["pattern"],
        current=_version(row["current"]),
        history=tuple(_version(old) for old in row["history"]),
    )


def _version(row: dict[str, Any]) -> Version:
    return Version(**{**row, "parts": tuple(Kept(**part) for part in row["parts"])})
