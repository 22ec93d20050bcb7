"""Multinational military exercises: one exercise a line, up to 39 participants in columns."""

from __future__ import annotations

from auxilia.readers import Files, Raw


def read(files: Files, raw: Raw) -> None:
    """Take the one table as it is."""
    raw.csv("exercises", files.many("exercises"))
