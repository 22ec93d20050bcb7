"""Rows on standard output or into a file: a table for people, CSV, JSON or Parquet for programs."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from auxilia.errors import UsageError

if TYPE_CHECKING:
    import duckdb

    from auxilia.ledger import Ledger

SHOWN = 60
WIDEST = 46
MANY = 4


def show(
    ledger: Ledger,
    relation: duckdb.DuckDBPyRelation,
    style: str,
    output: Path | None = None,
    *,
    everything: bool = False,
) -> None:
    """Print a relation in one of the formats, and say on standard error which ledger answered."""
    if style == "parquet":
        put_bytes(ledger.parquet(relation), output)
    else:
        put_rows(relation.columns, relation.fetchall(), style, output, everything=everything)
    say_where(ledger)


def put_rows(
    columns: Sequence[str],
    rows: Sequence[Sequence[Any]],
    style: str,
    output: Path | None = None,
    *,
    everything: bool = False,
    widest: int = WIDEST,
) -> None:
    """Print rows as a table, CSV or JSON, or write them into a file."""
    if style == "table":
        text = table(columns, rows if everything or output else rows[:SHOWN], widest=widest)
    else:
        text = as_csv(columns, rows) if style == "csv" else as_json(columns, rows)
    put_text(text, output)
    if style == "table" and not everything and not output and len(rows) > SHOWN:
        click.echo(
            f"... {len(rows) - SHOWN} more rows: --all shows them, --format csv gives them whole.", err=True
        )
    if not rows:
        click.echo("No rows.", err=True)


def put_text(text: str, output: Path | None) -> None:
    """Text on standard output or into a file.

    Raises
    ------
    UsageError
        When the file cannot be written.
    """
    if output is None:
        click.echo(text, nl=False)
        return
    try:
        output.write_text(text, "utf-8")
    except OSError as error:
        raise _unwritable(output, error) from error


def put_bytes(data: bytes, output: Path | None) -> None:
    """Bytes on standard output, unless that is a terminal, or into a file.

    Raises
    ------
    UsageError
        When the file cannot be written, or a terminal would get the bytes.
    """
    if output is None and sys.stdout.isatty():
        raise UsageError("Parquet is no text for a terminal. Name a file with --output, or redirect.")
    if output is None:
        sys.stdout.buffer.write(data)
        return
    try:
        output.write_bytes(data)
    except OSError as error:
        raise _unwritable(output, error) from error


def _unwritable(output: Path, error: OSError) -> UsageError:
    return UsageError(f"{output} cannot be written: {error.strerror or error}. Mend: name another --output.")


def say_where(ledger: Ledger) -> None:
    """Which ledger answered, on standard error."""
    place = f", at {ledger.provenance.home}" if ledger.provenance.kind == "full" else ""
    click.echo(f"From {ledger.provenance.label}{place}.", err=True)


def table(columns: Sequence[str], rows: Sequence[Sequence[Any]], *, widest: int = WIDEST) -> str:
    """A plain table: thousands separated, texts cut at `widest` characters, empty columns left out.

    What is the same in all of many rows is said once, above the table.
    """
    from tabulate import tabulate

    used = [i for i in range(len(columns)) if not rows or any(row[i] is not None for row in rows)]
    same = [i for i in used if len(rows) >= MANY and len({row[i] for row in rows}) == 1]
    used = [i for i in used if i not in same]
    above = " · ".join(f"{columns[i]}: {_cell(columns[i], rows[0][i], widest)}" for i in same)
    cells = [[_cell(columns[i], row[i], widest) for i in used] for row in rows]
    numeric = [
        any(isinstance(row[i], (int, float)) and not isinstance(row[i], bool) for row in rows) for i in used
    ]
    return (
        (above + "\n\n" if above else "")
        + tabulate(
            cells,
            headers=[columns[i] for i in used],
            tablefmt="simple",
            disable_numparse=True,
            colalign=["right" if n else "left" for n in numeric] if rows else None,
        )
        + "\n"
    )


def _cell(column: str, value: Any, widest: int) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (int, float)):
        return number(column, value)
    text = " ".join(str(value).split())
    return text if len(text) <= widest else text[: widest - 1] + "…"


def number(column: str, value: float) -> str:
    """A number for people: years and codes bare, others with thousands separated."""
    if "year" in column or column in ("gwcode", "ccode_cow"):
        return f"{value:.0f}"
    if isinstance(value, int) or float(value).is_integer():
        return f"{value:,.0f}"
    # Shares and scores keep four digits, however small they are.
    return f"{value:.4g}" if abs(value) < 1 else f"{value:,.2f}"


def as_csv(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
    """RFC 4180 text with a header."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return buffer.getvalue()


def as_json(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
    """An array of objects, dates as ISO text."""
    records = [dict(zip(columns, row, strict=True)) for row in rows]
    return json.dumps(records, ensure_ascii=False, indent=1, default=_plain) + "\n"


def _plain(value: Any) -> str:
    return value.isoformat() if isinstance(value, (dt.date, dt.datetime)) else str(value)
