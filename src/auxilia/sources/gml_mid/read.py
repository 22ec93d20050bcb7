"""Militarized interstate disputes as Gibler, Miller and Little code them: dyad-years, and the disputes."""

from __future__ import annotations

from auxilia.readers import Files, Raw


def read(files: Files, raw: Raw) -> None:
    """Take the two tables as they are."""
    raw.csv("dyads", files.many("dyads"))
    raw.csv("disputes", files.many("disputes"))
