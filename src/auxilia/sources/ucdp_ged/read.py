"""UCDP's georeferenced events: CSV files some of whose cells hold line breaks."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence

from auxilia.errors import SourceError
from auxilia.readers import Files, Raw
from auxilia.snapshots import Snapshot


def read(files: Files, raw: Raw) -> None:
    """Take all files into one table; records are counted, not lines."""
    for snapshot in files.many("events"):
        records = _records(snapshot)
        _, header = next(records, (1, []))
        if not header:
            raise _unreadable(snapshot, "it is empty")
        raw.rows("events", snapshot, header, records)


def _records(snapshot: Snapshot) -> Iterator[tuple[int, Sequence[str]]]:
    try:
        with snapshot.path.open(encoding="utf-8-sig", newline="") as file:
            yield from enumerate(csv.reader(file, strict=True), start=1)
    except (UnicodeDecodeError, csv.Error) as error:
        raise _unreadable(snapshot, str(error)) from error


def _unreadable(snapshot: Snapshot, why: str) -> SourceError:
    return SourceError(
        f"the file cannot be read as a table: {why}",
        source=snapshot.source_id,
        file=snapshot.filename,
        mend="fetch the file again; if it is whole, its layout or encoding has changed",
    )
