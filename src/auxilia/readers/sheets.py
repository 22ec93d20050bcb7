"""Sheets of a workbook as rows of a raw table."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence

from python_calamine import CalamineError, CalamineWorkbook

from auxilia.errors import SourceError
from auxilia.readers.raw import Raw
from auxilia.snapshots import Snapshot

# A workbook is a zip; a hundred times the largest one of the sources, and no more, may come out of it.
MAX_BYTES = 4 * 1024**3
# What a damaged workbook makes its readers raise: a wrong version is "not implemented", a wrong name no text.
UNREADABLE = (CalamineError, zipfile.BadZipFile, OSError, ValueError, NotImplementedError)


def read_sheet(raw: Raw, table: str, snapshot: Snapshot, *, sheet: str, header_row: int = 1) -> None:
    """Take one sheet of an xlsx file; rows keep the numbers that the spreadsheet shows.

    Raises
    ------
    SourceError
        When the file is no workbook, is cut short or absurdly large, or has no such sheet.
    """
    try:
        with zipfile.ZipFile(snapshot.path) as archive:
            size = sum(info.file_size for info in archive.infolist())
        if size > MAX_BYTES:
            raise SourceError(
                f"the workbook would unpack to {size} bytes",
                source=raw.source_id,
                file=snapshot.filename,
                mend="fetch it anew from the publisher",
            )
        with CalamineWorkbook.from_path(str(snapshot.path)) as book:
            cells = book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
    except UNREADABLE as error:
        raise SourceError(
            f"the workbook or its sheet {sheet!r} cannot be read: {error}",
            source=raw.source_id,
            file=snapshot.filename,
            mend="fetch the file again; if it is whole, the sheet has another name",
        ) from error
    if len(cells) < header_row:
        raise SourceError(
            f"sheet {sheet!r} has {len(cells)} rows, the header is expected in row {header_row}",
            source=raw.source_id,
            file=snapshot.filename,
            mend="fetch the file again",
        )
    header = [str(name).strip() for name in cells[header_row - 1]]
    raw.rows(table, snapshot, header, _numbered(cells, header_row))


def _numbered(cells: Sequence[Sequence[object]], header_row: int) -> Iterator[tuple[int, Sequence[object]]]:
    for number, row in enumerate(cells[header_row:], start=header_row + 1):
        if any(cell != "" for cell in row):
            yield number, row
