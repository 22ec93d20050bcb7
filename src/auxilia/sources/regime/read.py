"""Regimes by country and year: Polity5, and the autocratic regimes of Geddes, Wright and Frantz."""

from __future__ import annotations

from auxilia.readers import Files, Raw


def read(files: Files, raw: Raw) -> None:
    """Take the two tables as they are."""
    raw.csv("polity", files.many("polity"))
    raw.csv("gwf", files.many("gwf"))
