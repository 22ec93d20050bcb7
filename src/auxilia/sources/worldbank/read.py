"""World Bank: one series a file, as the bank gives it out or as the R package WDI does; and filled series."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence

from python_calamine import CalamineWorkbook

from auxilia.errors import SourceError
from auxilia.readers import Files, Raw
from auxilia.readers.raw import cell_text
from auxilia.readers.sheets import UNREADABLE
from auxilia.snapshots import Snapshot

SERIES = ("arms_imports", "arms_exports", "milex", "gdp", "population")
LONG = ("gdp", "population")
FILLED = ("gdp_filled", "population_filled")
HEADER = ("Country Name", "Country Code", "Indicator Name", "Indicator Code")
COLUMNS = ("Country Name", "Country Code", "Indicator Code", "Year", "Value")
# The bank's own files begin with some lines about the release.
PREAMBLE = 10
Cells = Sequence[object]


def read(files: Files, raw: Raw) -> None:
    """Take the bank's layout into `series`, one row a printed figure; other layouts as they are."""
    for name in SERIES:
        for snapshot in files.many(name):
            rows = _xls(snapshot) if snapshot.filename.endswith(".xls") else _csv(snapshot)
            numbered = list(enumerate(rows, start=1))
            if _top(numbered) is None and name in LONG:
                raw.csv(f"{name}_long", [snapshot])
            else:
                raw.rows("series", snapshot, COLUMNS, _melted(snapshot, numbered))
    for name in FILLED:
        raw.csv(name, files.many(name))


def _csv(snapshot: Snapshot) -> Iterator[Cells]:
    try:
        with snapshot.path.open(encoding="utf-8-sig", newline="") as file:
            yield from csv.reader(file, strict=True)
    except (UnicodeDecodeError, csv.Error) as error:
        raise _error(snapshot, f"the file cannot be read as a table: {error}") from error


def _xls(snapshot: Snapshot) -> Iterator[Cells]:
    try:
        with (
            snapshot.path.open("rb") as file,
            CalamineWorkbook.from_filelike(file) as book,
        ):
            yield from book.get_sheet_by_name("Data").to_python(skip_empty_area=False)
    except UNREADABLE as error:
        raise _error(snapshot, f"the workbook or its sheet 'Data' cannot be read: {error}") from error


def _top(rows: Sequence[tuple[int, Cells]]) -> int | None:
    """The place of the header in the bank's own layout."""
    return next((n for n, (_, row) in enumerate(rows[:PREAMBLE]) if tuple(row[:4]) == HEADER), None)


def _melted(snapshot: Snapshot, rows: Sequence[tuple[int, Cells]]) -> Iterator[tuple[int, Cells]]:
    top = _top(rows)
    if top is None:
        raise _error(snapshot, f"no row among the first {PREAMBLE} begins with {', '.join(HEADER)}")
    header = [cell_text(cell) for cell in rows[top][1]]
    for number, row in rows[top + 1 :]:
        if len(row) != len(header):
            raise _error(snapshot, f"{len(row)} cells where the header has {len(header)}", number)
        for year, cell in zip(header[4:], row[4:], strict=True):
            if cell != "":
                yield number, (row[0], row[1], row[3], year, cell)


def _error(snapshot: Snapshot, problem: str, row: int | None = None) -> SourceError:
    return SourceError(
        problem,
        source=snapshot.source_id,
        file=snapshot.filename,
        row=row,
        mend="fetch the file again; if it is whole, its layout has changed",
    )
