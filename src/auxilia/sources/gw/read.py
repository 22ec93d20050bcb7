"""Gleditsch and Ward's states: distances, spells, capitals, and the crosswalk to COW by year."""

from __future__ import annotations

from auxilia.readers import Files, Raw

TABLES = ("distances", "crosswalk", "states", "capitals")


def read(files: Files, raw: Raw) -> None:
    """Take each table as it is."""
    for table in TABLES:
        raw.csv(table, files.many(table))
