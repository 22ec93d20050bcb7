"""The register of arms transfers, in either of the forms in which its publisher exports it.

The older form has a deal in each line; the newer one a year of a deal's deliveries, and no comments. Both
follow some lines about the export. Neither quotes its cells as a rule, and deals of the older form are
sometimes broken over two lines, so lines are put together here.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence

from auxilia.errors import SourceError
from auxilia.readers import Files, Raw
from auxilia.snapshots import Snapshot

# The header is the first line with this many commas; the lines about the export have a few at most.
HEADER_COMMAS = 10
NEWER = ("SIPRI AT Database ID", "Delivery year")
COMMENTS = "Comments"
YEARS = "Year(s) of delivery"
YEAR_LIST = re.compile(r"((19|20)\d\d(; ?(19|20)\d\d)*)?")


def read(files: Files, raw: Raw) -> None:
    """Take the one file as `deals` (older form) or `deliveries` (newer form)."""
    snapshot = files.one("register")
    lines = _text(snapshot).split("\n")
    start = next((n for n, line in enumerate(lines) if line.count(",") >= HEADER_COMMAS), None)
    if start is None:
        raise _error("no line of the file is a header of columns", snapshot)
    header = _header(lines[start])
    records = _records(lines, start + 1, len(header) - 1, snapshot)
    if set(NEWER) & set(header):
        raw.rows("deliveries", snapshot, header, _deliveries(records, snapshot))
        return
    for name in (COMMENTS, YEARS):
        if name not in header:
            raise _error(f"the file has no column {name!r}", snapshot, start + 1, name)
    raw.rows("deals", snapshot, header, _deals(records, header, snapshot))


def _error(
    problem: str, snapshot: Snapshot, row: int | None = None, column: str | None = None
) -> SourceError:
    return SourceError(
        problem,
        source=snapshot.source_id,
        file=snapshot.filename,
        row=row,
        column=column,
        mend="fetch the register again; if it is whole, its layout has changed",
    )


def _text(snapshot: Snapshot) -> str:
    """The file's text; exports have come in UTF-8 and, with names such as Alize, in Latin-1."""
    content = snapshot.path.read_bytes()
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("latin-1")


def _header(line: str) -> list[str]:
    """The columns' names; a nameless one flags what is uncertain in the column before it."""
    names = [name.strip() for name in line.split(",")]
    return [name or f"{names[n - 1]}?" for n, name in enumerate(names)]


def _records(lines: Sequence[str], start: int, commas: int, snapshot: Snapshot) -> Iterator[tuple[int, str]]:
    """Records, each with the number of its first line. A line with all its commas continues no other."""
    begun, first = "", 0
    for number, line in enumerate(lines[start:], start=start + 1):
        if begun and line.count(",") >= commas:
            break
        if not begun:
            first = number
        begun = f"{begun} {line}".strip()
        if begun.count(",") >= commas:
            yield first, begun
            begun = ""
    if begun:
        raise _error("the line breaks off before its last column", snapshot, first)


def _deals(
    records: Iterable[tuple[int, str]], header: Sequence[str], snapshot: Snapshot
) -> Iterator[tuple[int, list[str]]]:
    """Cells of the older form; commas too many stand in the comments, the one column of free text."""
    comments, years = header.index(COMMENTS), header.index(YEARS)
    for number, record in records:
        cells = record.split(",")
        after = comments + len(cells) - len(header) + 1
        cells[comments:after] = [",".join(cells[comments:after])]
        if not YEAR_LIST.fullmatch(cells[years].strip()):
            raise _error(f"{cells[years].strip()!r} is not a list of years", snapshot, number, YEARS)
        yield number, cells


def _deliveries(records: Iterable[tuple[int, str]], snapshot: Snapshot) -> Iterator[tuple[int, list[str]]]:
    """Cells of the newer form; one with a comma in it is quoted."""
    for number, record in records:
        try:
            yield number, next(csv.reader([record], strict=True))
        except csv.Error as error:
            raise _error(f"the line cannot be taken apart: {error}", snapshot, number) from error
