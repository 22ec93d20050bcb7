"""The State Department's budget by country: ten files, one a fiscal year, each with its own columns.

Labels broken over two lines are joined, headings give the lines below them their section, and accounts
get one name over the years (`lookups/headers.csv`).
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence

from auxilia.errors import SourceError
from auxilia.readers import Files, Raw
from auxilia.snapshots import Snapshot

Line = tuple[int, str, str, str, dict[str, str]]

CENTRAL = "Centrally managed"
SECURITY = ("FMF", "IMET", "INCLE", "NADR", "PKO")
# A dash is a zero; no account of one year reaches a hundred billion dollars.
FIGURE = re.compile(r"-|\d{1,8}|\d{1,2}(,\d{3}){1,2}|\d{3},\d{3}")


def read(files: Files, raw: Raw) -> None:
    """Take all years into one table: section, kind of line, label and every account that any year has."""
    headers = dict(_lookup(raw, "headers"))
    accounts = list(dict.fromkeys(account for account in headers.values() if account != "Country"))
    for snapshot in files.many("budgets"):
        rows = _parse(raw, snapshot)
        names = _names(raw, snapshot, rows[0] if rows else [], headers)
        raw.rows(
            "budget",
            snapshot,
            ["Country", "section", "kind", *accounts],
            (
                (number, [label, section, kind, *(cells.get(account) for account in accounts)])
                for number, label, section, kind, cells in _lines(raw, snapshot, rows, names)
            ),
        )


def _lookup(raw: Raw, name: str) -> list[tuple[str, str]]:
    return raw.con.execute(f"SELECT * FROM lookup.{name}").fetchall()


def _parse(raw: Raw, snapshot: Snapshot) -> list[list[str]]:
    try:
        text = snapshot.path.read_bytes().decode("cp1252")
        return list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except (UnicodeDecodeError, csv.Error) as error:
        raise SourceError(
            f"the file cannot be read as a table in Windows-1252: {error}",
            source=raw.source_id,
            file=snapshot.filename,
            mend="fetch the file again; if it is whole, its encoding has changed",
        ) from error


def _names(raw: Raw, snapshot: Snapshot, header: list[str], headers: dict[str, str]) -> list[str]:
    names = []
    for cell in header:
        if cell.strip() not in headers:
            raise SourceError(
                f"column {cell.strip()!r} stands in no row of lookups/headers.csv",
                source=raw.source_id,
                file=snapshot.filename,
                row=1,
                column=cell.strip(),
                mend="fetch the file again; if the publisher renamed the column, add its name there",
            )
        names.append(headers[cell.strip()])
    missing = {"Country", "Fiscal Year"} - set(names)
    if missing or len(set(names)) != len(names):
        what = f"lacks {sorted(missing)[0]!r}" if missing else "names one account twice"
        raise SourceError(
            f"the header {what}",
            source=raw.source_id,
            file=snapshot.filename,
            row=1,
            mend="fetch the file again",
        )
    return names


def _lines(
    raw: Raw, snapshot: Snapshot, rows: Sequence[Sequence[str]], names: Sequence[str]
) -> Iterator[Line]:
    """The lines with figures: row, label, section, kind of line, cells by `names`."""
    kinds = dict(_lookup(raw, "lines"))
    place = names.index("Country")
    section = carried = ""
    for number, row in enumerate(rows[1:], start=2):
        if not row:
            continue
        cells = _checked(raw, snapshot, number, row, names)
        label = " ".join(f"{carried} {row[place]}".split())
        if not any(cell for name, cell in cells.items() if name not in ("Country", "Fiscal Year")):
            carried = label
            continue
        carried = ""
        section, kind = _placed(section, label, kinds.get(label, "country"))
        yield number, label, section, kind, cells
    if carried and not carried.startswith("http"):
        raise SourceError(
            f"the label {carried!r} has no figures: the file ends too early",
            source=raw.source_id,
            file=snapshot.filename,
            row=len(rows),
            mend="fetch the file again",
        )


def _checked(
    raw: Raw, snapshot: Snapshot, number: int, row: Sequence[str], names: Sequence[str]
) -> dict[str, str]:
    if len(row) != len(names):
        raise SourceError(
            f"{len(row)} cells where the header has {len(names)}",
            source=raw.source_id,
            file=snapshot.filename,
            row=number,
            mend="fetch the file again; if it is whole, its layout has changed",
        )
    cells = {name: cell.strip() for name, cell in zip(names, row, strict=True)}
    for account in SECURITY:
        cell = cells.get(account, "")
        if cell and not FIGURE.fullmatch(cell):
            raise SourceError(
                f"{account!r}: {cell!r} is no amount in thousands of dollars",
                source=raw.source_id,
                file=snapshot.filename,
                row=number,
                column=account,
                mend="fetch the file again; if the table prints this, correct the cell",
            )
    return cells


def _placed(section: str, label: str, kind: str) -> tuple[str, str]:
    """The section of a line and its kind: below the first central programme no line names a recipient."""
    if kind == "central" or section == CENTRAL:
        return CENTRAL, "central"
    return (label if kind == "region" else section), kind
