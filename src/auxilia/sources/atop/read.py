"""Alliances: directed dyad-years of pledges, and the members of each phase of each alliance."""

from __future__ import annotations

from auxilia.readers import Files, Raw


def read(files: Files, raw: Raw) -> None:
    """Take the two tables as they are."""
    raw.csv("dyads", files.many("dyads"))
    raw.csv("members", files.many("members"))
