"""Members taken out of zip archives that nobody vouches for."""

from __future__ import annotations

import lzma
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from auxilia.snapshots.disk import need_space
from auxilia.snapshots.trouble import Trouble

MAX_BYTES = 4 * 1024**3
# Deflate packs at most about 1,030 to 1; tables of figures reach 100. Small members may be denser.
MAX_RATIO = 500
SMALL_BYTES = 16 * 1024**2
_CHUNK = 1024 * 1024
_DRIVE = re.compile(r"[A-Za-z]:")
_ENCRYPTED = 0x1
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    NotImplementedError,
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
)


@dataclass(frozen=True, slots=True)
class Taken:
    """A member that was taken out: its name in the archive, and where its bytes are now."""

    member: str
    path: Path


def is_unsafe(name: str) -> bool:
    """Whether a name in an archive could point outside of where one unpacks it, on any system."""
    parts = name.replace("\\", "/").split("/")
    drive = any(_DRIVE.match(part) for part in parts)
    return name.startswith(("/", "\\")) or ".." in parts or drive or "\0" in name


def take_out(archive: Path, pattern: str, folder: Path, *, max_bytes: int = MAX_BYTES) -> list[Taken]:
    """Write the members whose path matches `pattern` into `folder`, in the order of their paths.

    What the Finder of macOS adds to archives (`__MACOSX/`, `._*`) is passed over.

    Raises
    ------
    Trouble
        `wrong` where the archive is damaged, encrypted, points outside of itself, would unpack to more than
        `max_bytes` or is absurdly dense, names a member twice, or has no member of that pattern; `full`
        where the disk has no room for them.
    OSError
        Where the members cannot be written.
    """
    taken = []
    with _opened(archive) as opened:
        chosen = _chosen(opened, pattern, max_bytes)
        need_space(folder, sum(info.file_size for info in chosen))
        for number, info in enumerate(chosen):
            path = folder / f"{archive.name}.{number}.member"
            with path.open("wb") as file:
                for chunk in _chunks(opened, info):
                    file.write(chunk)
            taken.append(Taken(info.filename, path))
    return taken


@contextmanager
def _opened(path: Path) -> Iterator[zipfile.ZipFile]:
    try:
        archive = zipfile.ZipFile(path)
    except _DAMAGE as error:
        raise Trouble("wrong", f"the archive is damaged: {error}") from error
    with archive:
        yield archive


def _chosen(archive: zipfile.ZipFile, pattern: str, max_bytes: int) -> list[zipfile.ZipInfo]:
    for info in archive.infolist():
        _refuse_escape(info)
    chosen = [info for info in archive.infolist() if _matches(info, pattern)]
    if not chosen:
        names = ", ".join(info.filename for info in archive.infolist()[:10])
        raise Trouble("wrong", f"the archive has no member {pattern}; it has {names}")
    names_seen = {info.filename for info in chosen}
    if len(names_seen) < len(chosen):
        raise Trouble("wrong", "the archive has two members of one name")
    for info in chosen:
        _refuse_member(info)
    total = sum(info.file_size for info in chosen)
    if total > max_bytes:
        raise Trouble(
            "wrong", f"the archive would unpack to {total} bytes, more than the {max_bytes} allowed"
        )
    return sorted(chosen, key=lambda info: info.filename)


def _matches(info: zipfile.ZipInfo, pattern: str) -> bool:
    parts = info.filename.split("/")
    litter = parts[0] == "__MACOSX" or parts[-1].startswith("._")
    return not info.is_dir() and not litter and fnmatchcase(info.filename, pattern)


def _refuse_escape(info: zipfile.ZipInfo) -> None:
    # `filename` is already cut at a NUL and may have its separators changed; `orig_filename` is as stored.
    if is_unsafe(info.orig_filename) or is_unsafe(info.filename):
        raise Trouble("wrong", f"the archive has a member that points outside of it: {info.orig_filename!r}")
    if stat.S_ISLNK(info.external_attr >> 16):
        raise Trouble("wrong", f"the archive has a link instead of a file: {info.filename!r}")


def _refuse_member(info: zipfile.ZipInfo) -> None:
    if info.flag_bits & _ENCRYPTED:
        raise Trouble("wrong", f"the archive is encrypted: {info.filename} wants a password")
    if info.file_size > SMALL_BYTES and info.file_size > MAX_RATIO * max(info.compress_size, 1):
        raise Trouble(
            "wrong",
            f"the archive packs {info.file_size} bytes of {info.filename} into {info.compress_size}: "
            "no table does, it is refused as a zip bomb",
        )


def _chunks(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Iterator[bytes]:
    left = info.file_size
    try:
        with archive.open(info) as member:
            while chunk := member.read(_CHUNK):
                left -= len(chunk)
                if left < 0:
                    break
                yield chunk
    except _DAMAGE as error:
        raise Trouble("wrong", f"the archive is damaged at {info.filename}: {error}") from error
    if left:
        raise Trouble("wrong", f"the archive does not hold the bytes that it declares for {info.filename}")
