"""Writing to the disk: files that are there whole or not at all, and room for them."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

from auxilia.snapshots.trouble import Trouble


def write_whole(path: Path, content: bytes) -> None:
    """Put `content` at `path`: readers see the old file or the new one, also after a crash."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    try:
        with aside.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)


def write_json(path: Path, value: object) -> None:
    """Put `value` at `path` as JSON, keys sorted, one trailing line break."""
    text = json.dumps(value, indent=1, sort_keys=True, ensure_ascii=False)
    write_whole(path, f"{text}\n".encode())


def need_space(folder: Path, wanted: int) -> None:
    """Raise `Trouble` where the disk of `folder` has no room for `wanted` more bytes."""
    if shutil.disk_usage(folder).free < wanted:
        raise disk_full(folder, wanted)


def disk_full(folder: Path, wanted: int) -> Trouble:
    """The trouble of a full disk; `wanted` is how many more bytes are needed, 0 where nobody knows."""
    needed = f"{wanted} more bytes are needed" if wanted else "more room is needed"
    return Trouble(
        "full", f"the disk is full: {needed} in {folder}, {shutil.disk_usage(folder).free} are free"
    )
