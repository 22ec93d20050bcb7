"""US military interventions: one sheet, one case a line."""

from __future__ import annotations

from auxilia.readers import Files, Raw
from auxilia.readers.sheets import read_sheet


def read(files: Files, raw: Raw) -> None:
    """Take the sheet of cases; the other two repeat parts of it."""
    read_sheet(raw, "cases", files.one("cases"), sheet="Dataset No Format")
