"""Correlates of War: states, major powers, capabilities, contiguity, distance, disputes, organisations."""

from __future__ import annotations

from auxilia.readers import Files, Raw

TABLES = (
    "states",
    "capabilities",
    "majors",
    "contiguity",
    "distances",
    "organisations",
    "disputes",
    "capitals",
)


def read(files: Files, raw: Raw) -> None:
    """Take each table as it is."""
    for table in TABLES:
        raw.csv(table, files.many(table))
