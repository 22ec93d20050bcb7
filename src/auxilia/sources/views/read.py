"""VIEWS: deaths by country and month, one CSV."""

from __future__ import annotations

from auxilia.readers import Files, Raw


def read(files: Files, raw: Raw) -> None:
    """Take the one table as it is."""
    raw.csv("months", files.many("months"))
