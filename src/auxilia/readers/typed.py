"""Declared columns against raw tables: checks that name file, row and column, then typed views.

Raw text is taken apart once, here, so that `claims.sql` sees typed columns under the declared names.
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

import duckdb

from auxilia.errors import SourceError
from auxilia.readers.raw import quoted, shown, text
from auxilia.readers.spec import Column, Spec, Table

MEND = (
    "fetch the file again; if it really says so, extend source.toml where the publisher is right, "
    "or mend the cell in a copy of your own"
)
HINTS = 5
# From so many rows on it pays to look at each column's distinct cells.
MANY = 5_000


@dataclass(frozen=True, slots=True)
class Signal:
    """Something the build goes on with, but says: a column nobody declared."""

    source_id: str
    table: str
    column: str
    message: str


def make_typed(con: duckdb.DuckDBPyConnection, spec: Spec, present: set[str]) -> list[Signal]:
    """Check every declared table that was read, and make the views `t.<table>`."""
    con.execute("CREATE SCHEMA IF NOT EXISTS t")
    signals: list[Signal] = []
    for table in spec.tables:
        if table.name not in present:
            _empty_view(con, table)
            continue
        printed = _printed_columns(con, table.name)
        _check_header(con, spec, table, printed)
        signals += _undeclared(spec, table, printed)
        used = [c for c in table.columns if not c.ignored and c.name in printed]
        _check_columns(con, spec, table, used)
        _typed_view(con, table, printed)
    return signals


def value_sql(column: Column) -> str:
    """The cell as trimmed text, with the source's own marks of missing taken as NULL."""
    sql = f"nullif(trim({quoted(column.name)}), '')"
    for mark in column.missing:
        sql = f"nullif({sql}, {text(mark)})"
    return sql


def typed_sql(column: Column) -> str:
    """The cell in the declared type; NULL where it cannot be."""
    cell = value_sql(column)
    if column.type == "date":
        formats = ", ".join(text(f) for f in column.formats or ("%Y-%m-%d",))
        return f"try_strptime({cell}, [{formats}])::DATE"
    if column.type == "flag":
        return f"CASE {cell} WHEN '1' THEN true WHEN '0' THEN false END"
    number = f"replace({cell}, ',', '')"
    if column.type == "money":
        number = f"replace(replace({number}, '$', ''), ' ', '')"
        return f"try_cast(regexp_replace({number}, '^\\((.*)\\)$', '-\\1') AS DOUBLE)"
    if column.type == "number":
        return f"try_cast({number} AS DOUBLE)"
    if column.type in ("integer", "year"):
        kind = "BIGINT" if column.type == "integer" else "INTEGER"
        whole = f"regexp_extract({number}, '^([+-]?[0-9]+)([.]0*)?$', 1)"
        # Most cells are printed as the number prints itself: to see that is cheaper than to match a pattern.
        return (
            f"CASE WHEN try_cast({cell} AS {kind})::VARCHAR = {cell} THEN try_cast({cell} AS {kind}) "
            f"ELSE try_cast(nullif({whole}, '') AS {kind}) END"
        )
    return cell


def _printed_columns(con: duckdb.DuckDBPyConnection, table: str) -> list[str]:
    description = con.execute(f"SELECT * FROM raw.{quoted(table)} LIMIT 0").description or []
    return [entry[0] for entry in description if entry[0] not in ("_file", "_row")]


def _check_header(con: duckdb.DuckDBPyConnection, spec: Spec, table: Table, printed: list[str]) -> None:
    declared = {column.name for column in table.columns}
    strangers = [name for name in printed if name not in declared]
    for column in table.columns:
        if column.ignored or column.optional or column.name in printed:
            continue
        raise SourceError(
            f"table {table.name} has no column {column.name!r}{_instead(column.name, strangers)}",
            source=spec.id,
            file=_files_of(con, table),
            row=1,
            column=column.name,
            mend="if the publisher renamed it, change its name in source.toml",
        )


def _instead(name: str, strangers: list[str]) -> str:
    """The column that has probably taken the place of the missing one, or those that nobody declared."""
    if near := difflib.get_close_matches(name, strangers, n=1, cutoff=0.4):
        return f"; the file has {shown(near[0])} instead"
    listed = ", ".join(shown(stranger) for stranger in strangers[:HINTS])
    more = f" and {len(strangers) - HINTS} more" if len(strangers) > HINTS else ""
    return f"; not declared are {listed}{more}" if strangers else ""


def _files_of(con: duckdb.DuckDBPyConnection, table: Table) -> str:
    rows = con.execute(f"SELECT DISTINCT _file FROM raw.{quoted(table.name)} ORDER BY 1").fetchall()
    return ", ".join(row[0] for row in rows)


def _undeclared(spec: Spec, table: Table, printed: list[str]) -> list[Signal]:
    declared = {column.name for column in table.columns}
    return [
        Signal(spec.id, table.name, name, f"column {shown(name)} is not declared: neither used nor ignored")
        for name in printed
        if name not in declared
    ]


def _problems(table: Table, column: Column) -> list[tuple[str, str]]:
    cell, typed = value_sql(column), typed_sql(column)
    found = []
    if column.required:
        found.append((f"{cell} IS NULL", "is empty and must not be"))
    if column.type != "text":
        found.append((f"{cell} IS NOT NULL AND {typed} IS NULL", f"is not of type {column.type}"))
    if column.type == "year":
        found.append((f"{typed} NOT BETWEEN 1700 AND 2100", "is not a year between 1700 and 2100"))
    if column.min is not None:
        found.append((f"{typed} < {column.min}", f"is below {column.min:g}"))
    if column.max is not None:
        found.append((f"{typed} > {column.max}", f"is above {column.max:g}"))
    if column.pattern:
        found.append(
            (f"NOT regexp_full_match({cell}, {text(column.pattern)})", f"is not of the form {column.pattern}")
        )
    if column.allowed:
        allowed = ", ".join(text(word) for word in column.allowed)
        found.append((f"{cell} NOT IN ({allowed})", f"is not one of {', '.join(column.allowed)}"))
    if column.lookup:
        found.append(_unlisted(table, column))
    return found


def _unlisted(table: Table, column: Column) -> tuple[str, str]:
    """`file:key`, or `file:other,key` where the same word means different things beside different others."""
    name, _, listed = column.lookup.partition(":")
    keys, others = listed.split(","), _beside(table, column)
    cells = ", ".join(value_sql(c) for c in (*others, column))
    rows = f"SELECT {', '.join(map(quoted, keys))} FROM lookup.{quoted(name)}"
    beside = f", beside its {' and '.join(repr(c.name) for c in others)}," if others else ""
    return (
        f"{value_sql(column)} IS NOT NULL AND ({cells}) NOT IN ({rows})",
        f"stands{beside} in no row of lookups/{name}.csv",
    )


def _beside(table: Table, column: Column) -> list[Column]:
    """The columns beside which a column is looked up."""
    _, _, listed = column.lookup.partition(":")
    return [next(c for c in table.columns if c.as_ == key) for key in listed.split(",")[:-1]]


def _check_columns(con: duckdb.DuckDBPyConnection, spec: Spec, table: Table, used: list[Column]) -> None:
    """One look at the table tells whether anything is wrong; a second one, where."""
    checks = [(column, *problem) for column in used for problem in _problems(table, column)]
    if not checks:
        return
    raw = f"raw.{quoted(table.name)}"
    if con.execute(f"SELECT count(*) < {MANY} FROM {raw}").fetchall()[0][0]:
        looks = [(raw, checks)]
    else:
        # Most cells repeat a few words: to find these takes less than to try every cell.
        looks = [
            (f"(SELECT DISTINCT {_cells(table, column)} FROM {raw})", list(own))
            for column, own in groupby(checks, key=itemgetter(0))
        ]
    for rows, own in looks:
        conditions = ", ".join(f"bool_or({condition})" for _, condition, _ in own)
        found = con.execute(f"SELECT {conditions} FROM {rows}").fetchall()[0]
        for (column, condition, complaint), wrong in zip(own, found, strict=True):
            if wrong:
                raise _complaint(con, spec, table, column, condition, complaint)


def _cells(table: Table, column: Column) -> str:
    return ", ".join(quoted(each.name) for each in (*_beside(table, column), column))


def _complaint(
    con: duckdb.DuckDBPyConnection, spec: Spec, table: Table, column: Column, condition: str, complaint: str
) -> SourceError:
    file, row, value, count = con.execute(
        f"SELECT _file, _row, {quoted(column.name)}, count(*) OVER () "
        f"FROM raw.{quoted(table.name)} WHERE {condition} "
        "ORDER BY _file, try_cast(_row AS BIGINT) LIMIT 1"
    ).fetchall()[0]
    more = f" ({count} rows have this)" if count > 1 else ""
    return SourceError(
        f"{column.name!r}: {shown(value)} {complaint}{more}",
        source=spec.id,
        file=file,
        row=row,
        column=column.name,
        mend=MEND,
    )


def _typed_view(con: duckdb.DuckDBPyConnection, table: Table, printed: list[str]) -> None:
    columns = ["_file", "_row"]
    for column in table.columns:
        if not column.ignored:
            source = typed_sql(column) if column.name in printed else _null(column)
            columns.append(f"{source} AS {quoted(column.as_)}")
    con.execute(
        f"CREATE VIEW t.{quoted(table.name)} AS SELECT {', '.join(columns)} FROM raw.{quoted(table.name)}"
    )


def _null(column: Column) -> str:
    kinds = {"text": "VARCHAR", "integer": "BIGINT", "year": "INTEGER", "date": "DATE", "flag": "BOOLEAN"}
    return f"NULL::{kinds.get(column.type, 'DOUBLE')}"


def _empty_view(con: duckdb.DuckDBPyConnection, table: Table) -> None:
    columns = ["NULL::VARCHAR AS _file", "NULL::VARCHAR AS _row"]
    columns += [f"{_null(c)} AS {quoted(c.as_)}" for c in table.columns if not c.ignored]
    con.execute(f"CREATE VIEW t.{quoted(table.name)} AS SELECT {', '.join(columns)} WHERE false")
