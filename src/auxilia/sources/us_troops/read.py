"""US forces abroad: host country and year, the list of bases, and construction outlays."""

from __future__ import annotations

from auxilia.readers import Files, Raw


def read(files: Files, raw: Raw) -> None:
    """Take the three tables; the list of bases alone is Latin-1."""
    raw.csv("hosts", files.many("hosts"))
    raw.csv("bases", files.many("bases"), encoding="latin-1")
    raw.csv("construction", files.many("construction"))
