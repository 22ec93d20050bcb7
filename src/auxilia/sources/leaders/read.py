"""Archigos: who led a state, from when to when, and how each leader came in and went out."""

from __future__ import annotations

from auxilia.readers import Files, Raw


def read(files: Files, raw: Raw) -> None:
    """Take the one table as it is."""
    raw.csv("leaders", files.many("leaders"))
