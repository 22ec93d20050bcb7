"""Support to Ukraine: the workbook of single measures, and three tables of the newest release."""

from __future__ import annotations

from auxilia.errors import SourceError
from auxilia.readers import Files, Raw
from auxilia.readers.raw import shown
from auxilia.readers.sheets import read_sheet

CATEGORISED = "Categorized Data"
MAIN_DATA = "Bilateral Assistance, MAIN DATA"
DATE = "announcement_date"

# A day, or for an undated measure the span in which it fell, down to its year.
PRINTED_DATE = r"\d{4}-\d{2}-\d{2}( 00:00:00)?|(from|between|until) .*\d{1,2}[./]\d{4}|unclear"


def read(files: Files, raw: Raw) -> None:
    """Take the measures from whichever form of the workbook is at hand, and the tables where they are."""
    snapshot = files.one("items")
    try:
        read_sheet(raw, "items", snapshot, sheet=CATEGORISED)
    except SourceError:
        read_sheet(raw, "items", snapshot, sheet=MAIN_DATA)
    _check_dates(raw)
    for name in ("months", "weapons", "release"):
        raw.csv(name, files.many(name))


def _check_dates(raw: Raw) -> None:
    """The column holds days and spans, so that no declared type can check it."""
    printed = raw.con.execute("SELECT * FROM raw.items LIMIT 0").description or []
    if DATE not in {entry[0] for entry in printed}:
        return
    rows = raw.con.execute(
        f"SELECT _file, _row, {DATE} FROM raw.items "
        f"WHERE NOT coalesce(regexp_full_match(trim({DATE}), ?), false) ORDER BY _row::BIGINT LIMIT 1",
        [PRINTED_DATE],
    ).fetchall()
    if rows:
        file, row, cell = rows[0]
        raise SourceError(
            f"{DATE!r}: {shown(cell)} is neither a day nor a span that ends in a year",
            source=raw.source_id,
            file=file,
            row=row,
            column=DATE,
            mend="fetch the file again; if it really says so, teach read.py the new form of dates",
        )
