"""Ethnic Power Relations: one CSV."""

from __future__ import annotations

from auxilia.readers import Files, Raw


def read(files: Files, raw: Raw) -> None:
    """Take the one table as it is."""
    raw.csv("groups", files.many("groups"))
