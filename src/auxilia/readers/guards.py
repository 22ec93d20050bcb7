"""Totals of the whole run: what a file that lost a part of itself would break."""

from __future__ import annotations

import duckdb

from auxilia.errors import SourceError
from auxilia.readers.raw import quoted
from auxilia.readers.spec import Guard, Spec

SHOWN = 3
MEND = "fetch the file again; if it is whole and newer, adjust the guard in source.toml"


def check_guards(con: duckdb.DuckDBPyConnection, spec: Spec, present: set[str]) -> None:
    """Hold every total against its bounds; `present` are the tables that were read.

    Raises
    ------
    SourceError
        Naming the guard, or the table and its files, and the number found.
    """
    optional = {table.name for table in spec.tables if table.optional}
    for guard in spec.guards:
        if guard.table in optional - present:
            continue
        value = con.execute(guard.sql).fetchall()[0][0]
        if value is None or not guard.min <= value <= guard.max:
            file = _files(con, {guard.table} & present if guard.table else present)
            raise SourceError(_problem(guard, value, present), source=spec.id, file=file, mend=MEND)


def _problem(guard: Guard, value: object, present: set[str]) -> str:
    if not guard.table:
        return f"guard {guard.name!r}: {value} is not between {guard.min:g} and {guard.max:g}"
    if guard.table not in present:
        return f"table {guard.table} was not read"
    return f"table {guard.table} has {value} rows where {guard.min:.0f} to {guard.max:.0f} are expected"


def _files(con: duckdb.DuckDBPyConnection, tables: set[str]) -> str | None:
    """The files that the tables were read from; where they are many, the first and how many more."""
    if not tables:
        return None
    union = " UNION ".join(f"SELECT _file FROM raw.{quoted(table)}" for table in tables)
    files = [row[0] for row in con.execute(f"{union} ORDER BY 1").fetchall()]
    more = [f"{len(files) - SHOWN} more"] if len(files) > SHOWN else []
    return ", ".join(files[:SHOWN] + more) or None
