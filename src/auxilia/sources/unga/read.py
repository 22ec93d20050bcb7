"""Ideal points of states in the UN General Assembly: one file for each release and issue."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

from auxilia.errors import SourceError
from auxilia.readers import Files, Raw
from auxilia.snapshots import Snapshot

TABLES = (
    "all_2024",
    "all_2020",
    "human_rights_2020",
    "important_2020",
    "middle_east_2020",
    "no_nukes_2020",
    "nuclear_2020",
)


def read(files: Files, raw: Raw) -> None:
    """Take each file as it is; those of 2020 are in Windows-1252."""
    with tempfile.TemporaryDirectory(prefix="auxilia-") as folder:
        for table in TABLES:
            raw.csv(table, [_as_utf8(snapshot, Path(folder)) for snapshot in files.many(table)])


def _as_utf8(snapshot: Snapshot, folder: Path) -> Snapshot:
    data = snapshot.path.read_bytes()
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        path = folder / snapshot.filename
        path.write_bytes(_from_windows(data, snapshot).encode("utf-8"))
        return replace(snapshot, path=path)
    return snapshot


def _from_windows(data: bytes, snapshot: Snapshot) -> str:
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError as error:
        raise SourceError(
            f"byte {data[error.start]:#04x} is neither UTF-8 nor Windows-1252",
            source=snapshot.source_id,
            file=snapshot.filename,
            row=data.count(b"\n", 0, error.start) + 1,
            mend="fetch the file again",
        ) from error
