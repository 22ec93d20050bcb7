"""SIPRI's military expenditure: one sheet a measure, a row a country, a column a year."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence

from python_calamine import CalamineWorkbook

from auxilia.errors import SourceError
from auxilia.readers import Files, Raw
from auxilia.readers.raw import cell_text
from auxilia.readers.sheets import MAX_BYTES, UNREADABLE
from auxilia.snapshots import Snapshot

COLUMNS = ("Sheet", "Country", "Notes", "Year", "Figure", "Mark")
Cells = Sequence[Sequence[object]]
Row = tuple[str, Sequence[object]]


def read(files: Files, raw: Raw) -> None:
    """Take the sheets of `lookups/sheets.csv` that have an indicator, one row a country and year.

    A cell is a figure or a mark; headings of regions, whose cells are all empty, are no rows.
    """
    snapshot = files.one("milex")
    known = dict(raw.con.execute("SELECT sheet, coalesce(indicator, '') FROM lookup.sheets").fetchall())
    rows: list[Row] = []
    for sheet, cells in _sheets(snapshot, known).items():
        rows += _melted(snapshot, sheet, cells)
    raw.rows("figures", snapshot, COLUMNS, rows)


def _sheets(snapshot: Snapshot, known: dict[str, str]) -> dict[str, Cells]:
    try:
        with zipfile.ZipFile(snapshot.path) as archive:
            size = sum(info.file_size for info in archive.infolist())
        if size > MAX_BYTES:
            raise _error(snapshot, f"the workbook would unpack to {size} bytes")
        with CalamineWorkbook.from_path(str(snapshot.path)) as book:
            _check_names(snapshot, book.sheet_names, known)
            return {
                name: book.get_sheet_by_name(name).to_python(skip_empty_area=False)
                for name, indicator in known.items()
                if indicator
            }
    except UNREADABLE as error:
        raise _error(snapshot, f"the workbook cannot be read: {error}") from error


def _check_names(snapshot: Snapshot, names: Sequence[str], known: dict[str, str]) -> None:
    for name in names:
        if name not in known:
            raise _error(snapshot, f"sheet {name!r} stands in no row of lookups/sheets.csv")
    for name, indicator in known.items():
        if indicator and name not in names:
            raise _error(snapshot, f"the workbook has no sheet {name!r}")


def _melted(snapshot: Snapshot, sheet: str, cells: Cells) -> Iterator[Row]:
    top = next((n for n, row in enumerate(cells) if row and str(row[0]).strip() == "Country"), None)
    if top is None:
        raise _error(snapshot, f"sheet {sheet!r} has no row that begins with 'Country'")
    header = [cell_text(cell) or "" for cell in cells[top]]
    years = [n for n, name in enumerate(header) if name.isascii() and name.isdigit() and len(name) == 4]
    notes = header.index("Notes") if "Notes" in header else None
    if not years:
        raise _error(snapshot, f"sheet {sheet!r} has no year in the row that begins with 'Country'")
    for number, row in enumerate(cells[top + 1 :], start=top + 2):
        if all(row[n] == "" for n in years):
            continue
        for n in years:
            number_or_mark = ("", row[n]) if isinstance(row[n], str) else (row[n], "")
            note = "" if notes is None else row[notes]
            yield f"{sheet}!{number}", (sheet, row[0], note, header[n], *number_or_mark)


def _error(snapshot: Snapshot, problem: str) -> SourceError:
    return SourceError(
        problem,
        source=snapshot.source_id,
        file=snapshot.filename,
        mend="fetch the file again; if it is whole and newer, extend lookups/sheets.csv and source.toml",
    )
