"""US overseas loans and grants: one sheet under six title rows."""

from __future__ import annotations

from auxilia.readers import Files, Raw
from auxilia.readers.sheets import read_sheet


def read(files: Files, raw: Raw) -> None:
    """Take the one sheet; its header stands in row 7."""
    read_sheet(raw, "obligations", files.one("obligations"), sheet="Economic and Military Aid", header_row=7)
