"""A panel as a file: Parquet, CSV or Stata, each whole or not at all, with its codebook beside it."""

from __future__ import annotations

import shutil
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path

import duckdb

from auxilia.errors import UsageError
from auxilia.panels.codebook import Entry, codebook_csv
from auxilia.panels.diagnose import ColumnReport, check_rows, column_reports, reports_of
from auxilia.panels.literals import quoted
from auxilia.panels.row_groups import reorder
from auxilia.panels.splitting import Split
from auxilia.panels.stata_rows import to_stata

FORMATS = (".parquet", ".csv", ".dta")


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: the file, its codebook, its rows, and (with cell states) what each column found."""

    path: Path
    codebook: Path
    rows: int
    reports: tuple[ColumnReport, ...]


def checked_path(path: Path) -> Path:
    """The path, if its ending names a format.

    Raises
    ------
    UsageError
        Naming the endings that there are.
    """
    if path.suffix not in FORMATS:
        raise UsageError(f"{path.name} ends in none of {', '.join(FORMATS)}. Name the file accordingly.")
    return path


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a panel before they are written: a query, the same taken apart, their columns, those that
    order them, how many rows there are.

    `scratch` is the one folder that the connection may write to; `title` says what the rows are. Without
    `states` a Stata file has the reasons for missing values, and no columns of cell states.
    """

    con: duckdb.DuckDBPyConnection
    sql: str
    parts: Split
    columns: tuple[str, ...]
    order: tuple[str, ...]
    expected: int
    scratch: Path
    title: str
    states: bool


def write_rows(path: Path, rows: Rows, entries: Sequence[Entry], adders: Mapping[str, str]) -> Written:
    """Write the rows of a panel in the format that the file's ending names.

    `adders` are the value columns that have cell states, with what added them.

    Raises
    ------
    UsageError
        For a folder that is not there, a disk that is full, or a missing extra.
    PanelError
        When the joins changed the number of rows.
    """
    codebook = path.with_suffix(".codebook.csv")
    aside = path.with_name(f".{path.name}.{uuid.uuid4().hex[:8]}")
    try:
        rows.scratch.mkdir()
        parquet = rows.scratch / "rows.parquet"
        reports = _by_cells(rows, parquet, adders)
        if reports is None:
            _by_rows(rows, parquet)
            reports = _checked(parquet, rows.expected, adders)
        _convert(parquet, aside, path.suffix, entries, rows)
        shown = entries if rows.states else [replace(entry, state_column="") for entry in entries]
        codebook.write_text(codebook_csv(shown), "utf-8")
        aside.replace(path)
    except (OSError, duckdb.IOException) as error:
        raise UsageError(f"{path} cannot be written: {error}. Name another file, or make room.") from error
    finally:
        aside.unlink(missing_ok=True)
        shutil.rmtree(rows.scratch, ignore_errors=True)
    return Written(path, codebook, rows.expected, reports)


def _by_cells(rows: Rows, path: Path, adders: Mapping[str, str]) -> tuple[ColumnReport, ...] | None:
    """The rows as Parquet, each cell worked out once (extra `frames`); None where that way does not serve."""
    if not (find_spec("numpy") and find_spec("pyarrow")):
        return None
    from auxilia.panels.by_cells import write_by_cells  # noqa: PLC0415 - an extra
    from auxilia.panels.cell_tables import NotServed  # noqa: PLC0415 - an extra

    try:
        counted = write_by_cells(path, rows.con, rows.parts, rows.columns, rows.order)
    except NotServed:
        return None
    check_rows(rows.expected, counted.rows)
    return tuple(reports_of(adders, counted.rows, counted.tallies))


def _by_rows(rows: Rows, path: Path) -> None:
    """The rows in their order, as Parquet, by DuckDB alone.

    The universe is laid down in order, and joins that look rows up keep it within a row group, so that only
    row groups need be put in order: to sort a wide panel takes twice the time and four times the memory.
    Joins are free not to, so the order is checked, and the panel sorted where it does not hold.
    """
    _copy(rows, rows.sql, path)
    with duckdb.connect() as con:
        reorder(path, _row_groups(con, path, rows.order))
        ordered = _ordered(con, path, rows.order)
    if not ordered:
        _copy(rows, f"{rows.sql} ORDER BY {', '.join(rows.order)}", path)


def _copy(rows: Rows, sql: str, path: Path) -> None:
    rows.con.execute(
        f"COPY ({sql}) TO {quoted(str(path))} (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 61440)"
    )


def _row_groups(con: duckdb.DuckDBPyConnection, path: Path, order: Sequence[str]) -> list[int]:
    """The numbers of the row groups, in the order of their first rows."""
    found = con.execute(
        "WITH sizes AS (SELECT DISTINCT row_group_id, row_group_num_rows AS n "
        f"FROM parquet_metadata({quoted(str(path))})), "
        "starts AS (SELECT row_group_id, sum(n) OVER (ORDER BY row_group_id) - n AS start FROM sizes) "
        f"SELECT row_group_id FROM read_parquet({quoted(str(path))}, file_row_number = true) "
        f"JOIN starts ON start = file_row_number ORDER BY {', '.join(order)}"
    ).fetchall()
    return [number for (number,) in found]


def _ordered(con: duckdb.DuckDBPyConnection, path: Path, order: Sequence[str]) -> bool:
    key = f"({', '.join(order)})"
    (ordered,) = con.execute(
        "SELECT coalesce(bool_and(before IS NULL OR before <= this), true) "
        f"FROM (SELECT {key} AS this, lag({key}) OVER () AS before {_rows_of(path)})"
    ).fetchall()[0]
    return bool(ordered)


def _checked(parquet: Path, expected: int, adders: Mapping[str, str]) -> tuple[ColumnReport, ...]:
    source = _rows_of(parquet)
    with duckdb.connect() as con:
        check_rows(expected, int(con.execute(f"SELECT count(*) {source}").fetchall()[0][0]))
        return tuple(column_reports(con, source, adders, expected)) if adders else ()


def _convert(parquet: Path, target: Path, suffix: str, entries: Sequence[Entry], rows: Rows) -> None:
    if suffix == ".parquet":
        shutil.move(parquet, target)
    elif suffix == ".csv":
        with duckdb.connect() as con:
            con.execute(f"COPY ({_rows_of(parquet)}) TO {quoted(str(target))} (FORMAT csv, HEADER)")
    else:
        to_stata(parquet, target, entries, rows.title, states=rows.states)


def _rows_of(parquet: Path) -> str:
    return f"FROM read_parquet({quoted(str(parquet))})"
