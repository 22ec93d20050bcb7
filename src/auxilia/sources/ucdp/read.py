"""UCDP: actors, conflicts and their parties, dyads, battle deaths, non-state conflicts, ends of episodes."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence

from auxilia.errors import SourceError
from auxilia.readers import Files, Raw
from auxilia.snapshots import Snapshot

PLAIN = ("conflicts", "dyads", "battle_deaths")
BROKEN_CELLS = ("actors", "nonstate")


def read(files: Files, raw: Raw) -> None:
    """Take each table as it is; ends of episodes have a table for each of their two layouts."""
    for table in PLAIN:
        raw.csv(table, files.many(table))
    for table in BROKEN_CELLS:
        for snapshot in files.many(table):
            _counted(raw, table, snapshot)
    for snapshot in files.many("endings"):
        raw.csv("endings_3" if "confterm" in _header(snapshot) else "endings_4", [snapshot])


def _counted(raw: Raw, table: str, snapshot: Snapshot) -> None:
    """A table some of whose cells hold line breaks: records are counted, not lines."""
    records = _records(snapshot)
    _, header = next(records, (1, []))
    if not header:
        raise _unreadable(snapshot, "it is empty")
    raw.rows(table, snapshot, header, records)


def _header(snapshot: Snapshot) -> Sequence[str]:
    return next(_records(snapshot), (1, []))[1]


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
