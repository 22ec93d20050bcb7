"""External support in armed conflict: one sheet of triad-years."""

from __future__ import annotations

from auxilia.readers import Files, Raw
from auxilia.readers.sheets import read_sheet


def read(files: Files, raw: Raw) -> None:
    """Take the one sheet."""
    read_sheet(raw, "triads", files.one("triads"), sheet="Sheet1")
