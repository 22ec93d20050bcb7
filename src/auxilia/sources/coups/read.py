"""Powell and Thyne's coups: country-years and single attempts, both divided by tabs."""

from __future__ import annotations

from auxilia.readers import Files, Raw

TABLES = ("years", "attempts")


def read(files: Files, raw: Raw) -> None:
    """Take each table as it is."""
    for table in TABLES:
        raw.csv(table, files.many(table), delimiter="\t")
