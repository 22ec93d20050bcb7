"""One process at a time: a lock of the operating system, which no crash can leave behind."""

from __future__ import annotations

import errno
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from auxilia.errors import BuildError

_HELD = (errno.EACCES, errno.EAGAIN, errno.EDEADLK)

if sys.platform == "win32":
    import msvcrt

    # Locked bytes cannot be read on Windows: the lock lies far behind the text that says who holds it.
    _OFFSET = 1 << 30

    def _lock(file: BinaryIO) -> None:
        file.seek(_OFFSET)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)

    def _unlock(file: BinaryIO) -> None:
        file.seek(_OFFSET)
        msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _lock(file: BinaryIO) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _unlock(file: BinaryIO) -> None:
        fcntl.flock(file, fcntl.LOCK_UN)


@contextmanager
def exclusive(path: Path, what: str) -> Iterator[None]:
    """Hold `what` (as in "the ledger"), whose lock file is `path`, for the time of the `with` block.

    The lock file stays where it is: removing it would let two processes lock two files of one name. The
    system drops the lock when the process dies, so a file left behind locks nobody out.

    Raises
    ------
    BuildError
        When another process holds it (with its number and since when), or `path` cannot be written.
    """
    with _opened(path, what) as file:
        try:
            _lock(file)
        except OSError as error:
            raise _refusal(error, path, what) from error
        try:
            _sign(file)
            yield
        finally:
            file.truncate(0)
            _unlock(file)


def _opened(path: Path, what: str) -> BinaryIO:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return path.open("a+b")
    except OSError as error:
        raise BuildError(
            f"{what} at {path.parent} cannot be written: {error.strerror}. "
            "Mend: choose another folder with --home, or make this one writable."
        ) from error


def _sign(file: BinaryIO) -> None:
    since = datetime.now(UTC).isoformat(timespec="seconds")
    file.truncate(0)
    file.write(json.dumps({"pid": os.getpid(), "since": since}).encode())
    file.flush()


def _refusal(error: OSError, path: Path, what: str) -> BuildError:
    if error.errno in _HELD:
        return BuildError(
            f"{what} at {path.parent} is held by another build ({_holder(path)}). "
            "Mend: wait until it has finished, or choose another folder with --home."
        )
    return BuildError(
        f"{what} at {path.parent} cannot be locked: {error.strerror}. "
        "Mend: choose a folder on a local disk with --home."
    )


def _holder(path: Path) -> str:
    try:
        note = json.loads(path.read_text("utf-8"))
        return f"process {note['pid']}, since {note['since']}"
    except (OSError, ValueError, KeyError, TypeError):
        return "a process that has only just begun"
