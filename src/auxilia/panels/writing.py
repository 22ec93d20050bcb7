"""A panel as a file: Parquet, CSV or Stata, each whole or not at all, with its codebook beside it."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from auxilia.errors import UsageError
from auxilia.panels.codebook import Entry, codebook_csv
from auxilia.panels.diagnose import ColumnReport, check_rows, column_reports
from auxilia.panels.literals import quoted, quoted_list
from auxilia.vocabulary import CELL_STATES

FORMATS = (".parquet", ".csv", ".dta")
STATA_NAME, STATA_LABEL = 32, 80


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


def write_rows(
    path: Path, data: bytes, entries: Sequence[Entry], expected: int, adders: Mapping[str, str]
) -> Written:
    """Write the rows of a panel (`data`: Parquet) in the format that the file's ending names.

    `expected` is the number of rows of the universe, `adders` the value columns that have cell states.

    Raises
    ------
    UsageError
        For a folder that is not there, a disk that is full, or a missing extra.
    PanelError
        When the joins changed the number of rows.
    """
    codebook = path.with_suffix(".codebook.csv")
    aside = path.with_name(f".{path.name}.{uuid.uuid4().hex[:8]}")
    parquet = aside.with_name(f"{aside.name}.parquet")
    try:
        parquet.write_bytes(data)
        rows, reports = _checked(parquet, expected, adders)
        _convert(parquet, aside, path.suffix, entries)
        codebook.write_text(codebook_csv(entries), "utf-8")
        aside.replace(path)
    except (OSError, duckdb.IOException) as error:
        raise UsageError(f"{path} cannot be written: {error}. Name another file, or make room.") from error
    finally:
        aside.unlink(missing_ok=True)
        parquet.unlink(missing_ok=True)
    return Written(path, codebook, rows, reports)


def _checked(parquet: Path, expected: int, adders: Mapping[str, str]) -> tuple[int, tuple[ColumnReport, ...]]:
    source = _rows_of(parquet)
    with duckdb.connect() as con:
        rows = int(con.execute(f"SELECT count(*) {source}").fetchall()[0][0])
        check_rows(expected, rows)
        return rows, tuple(column_reports(con, source, adders, expected)) if adders else ()


def _convert(parquet: Path, target: Path, suffix: str, entries: Sequence[Entry]) -> None:
    if suffix == ".parquet":
        parquet.replace(target)
    elif suffix == ".csv":
        with duckdb.connect() as con:
            con.execute(f"COPY ({_rows_of(parquet)}) TO {quoted(str(target))} (FORMAT csv, HEADER)")
    else:
        _to_stata(parquet, target, entries)


def _rows_of(parquet: Path) -> str:
    return f"FROM read_parquet({quoted(str(parquet))})"


def _for_stata(rows: duckdb.DuckDBPyRelation, entries: Sequence[Entry]) -> str:
    """The columns as Stata takes them: cell states as labelled numbers, no text that is missing."""
    states = {entry.state_column for entry in entries}
    chosen = []
    for name, kind in zip(rows.columns, rows.types, strict=True):
        if name in states:
            chosen.append(f"{name}::ENUM({quoted_list(CELL_STATES)}) AS {name}")
        else:
            chosen.append(f"coalesce({name}, '') AS {name}" if str(kind) == "VARCHAR" else name)
    return ", ".join(chosen)


def _to_stata(parquet: Path, target: Path, entries: Sequence[Entry]) -> None:
    try:
        import pandas  # type: ignore[import-untyped]  # noqa: F401, PLC0415 - an extra
    except ImportError as error:
        raise UsageError("Stata files need the extra frames: pip install 'auxilia[frames]'.") from error
    with duckdb.connect() as con:
        rows = con.sql(_rows_of(parquet))
        frame = con.sql(f"SELECT {_for_stata(rows, entries)} {_rows_of(parquet)}").df()
    long = [name for name in frame.columns if len(name) > STATA_NAME]
    if long:
        raise UsageError(f"Stata takes names of {STATA_NAME} letters at most; {long[0]} is longer.")
    labels = {entry.name: entry.label[:STATA_LABEL] for entry in entries if entry.label}
    frame.to_stata(target, write_index=False, version=118, variable_labels=labels)
