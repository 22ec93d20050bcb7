"""Excel: sheets data, codebook, sources, citation; text is written as text, never as a formula."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from auxilia.explorer.citing import STYLES, styled
from auxilia.explorer.formats.job import Job

ENDINGS = ("xlsx",)
LONGEST_CELL = 32_000


def write(job: Job, _ending: str, path: Path) -> None:
    """Write the workbook, row by row, so that memory stays flat."""
    told = job.told
    own = job.book.provenance
    with xlsxwriter.Workbook(
        str(path), {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as book:
        book.set_properties(
            {
                "title": job.title[:250],
                "comments": f"{told['ledger']}. {told['licence']}"[:250],
                "created": dt.datetime.fromisoformat(own.built).replace(tzinfo=None),
            }
        )
        bold = book.add_format({"bold": True})
        sheets = {name: book.add_worksheet(name) for name in ("data", "codebook", "sources", "citation")}
        rows = (row for batch in job.batches() for row in batch)
        _fill(sheets["data"], job.relation.names, rows, bold)
        columns = ((c.name, c.type, c.label, c.means) for c in job.relation.columns)
        _fill(sheets["codebook"], ("column", "type", "label", "means"), columns, bold)
        _fill(sheets["sources"], SOURCE_HEADS, _sources(job), bold)
        cited = [(style, styled(job.work, style)) for style in STYLES]
        _fill(sheets["citation"], ("what", "text"), [*cited, *told.items()], bold)


SOURCE_HEADS = ("source", "title", "version", "citation", "licence", "may_be_passed_on", "homepage")


def _sources(job: Job) -> Iterable[tuple[str, ...]]:
    for s in job.sources:
        yield s.source_id, s.title, s.version, s.citation, s.licence, s.redistribute, s.homepage


def _fill(sheet: Worksheet, heads: Sequence[str], rows: Iterable[Sequence[Any]], bold: Any) -> None:
    for place, head in enumerate(heads):
        sheet.write_string(0, place, head, bold)
    sheet.freeze_panes(1, 0)
    for line, row in enumerate(rows, 1):
        for place, value in enumerate(row):
            _cell(sheet, line, place, value)


def _cell(sheet: Worksheet, line: int, place: int, value: Any) -> None:
    if value is None:
        return
    if isinstance(value, bool):
        sheet.write_boolean(line, place, value)
    elif isinstance(value, (int, float)):
        sheet.write_number(line, place, value)
    else:
        plain = value.isoformat() if isinstance(value, dt.date) else str(value)
        sheet.write_string(line, place, plain[:LONGEST_CELL])
