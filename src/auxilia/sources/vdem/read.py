"""V-Dem: the main indices of release 15 with their bounds, and indicators of release 12."""

from __future__ import annotations

from auxilia.readers import Files, Raw

TABLES = ("indices", "indicators")


def read(files: Files, raw: Raw) -> None:
    """Take each table as it is."""
    for table in TABLES:
        raw.csv(table, files.many(table))
