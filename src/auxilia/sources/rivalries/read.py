"""Strategic rivalries: the lists of Thompson and Dreyer (2012) and of Thompson, Sakuwa and Suhas (2021)."""

from __future__ import annotations

from auxilia.readers import Files, Raw


def read(files: Files, raw: Raw) -> None:
    """Take the two lists as they are."""
    raw.csv("td", files.many("td"))
    raw.csv("tss", files.many("tss"))
