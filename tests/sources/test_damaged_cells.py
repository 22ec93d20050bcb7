"""Every declared column of every source: what it cannot hold is refused, by file, row, column and mend.

One contract for all sources that are found, on their hand-written samples: the columns are renamed and
emptied, and given words, numbers and categories that they do not have. What no declaration forbids must lose
no row.
"""

import importlib
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import cache
from pathlib import Path

import duckdb
import pytest
from samples import sample

from auxilia.errors import SourceError
from auxilia.readers import typed
from auxilia.readers.raw import Raw, quoted
from auxilia.readers.run import Files, load_lookups, make_claims, make_told
from auxilia.readers.spec import Column, Spec, Table
from auxilia.readers.typed import make_typed
from auxilia.sources import discover

SPECS = list(discover().values())
TABLES = [(spec, table) for spec in SPECS for table in spec.tables]
# Tables of layouts that the samples of the contract do not have; the source's own tests read them.
OTHER_LAYOUTS = {("sipri_transfers", "deliveries"), ("ucdp", "endings_4")}
READ = [(spec, table) for spec, table in TABLES if (spec.id, table.name) not in OTHER_LAYOUTS]
EACH_TABLE = pytest.mark.parametrize(("spec", "table"), READ, ids=[f"{s.id}-{t.name}" for s, t in READ])
STRANGE = "Zork!"


@cache
def loaded(source: str) -> tuple[duckdb.DuckDBPyConnection, frozenset[str]]:
    """A connection with the lookups and the raw tables of a source's sample, and the names of these."""
    con = duckdb.connect(config={"threads": 1})
    load_lookups(con, discover()[source])
    raw = Raw(con, source)
    with tempfile.TemporaryDirectory() as folder:
        snapshots = sample(discover()[source], Path(folder))
        reader = importlib.import_module(f"auxilia.sources.{source}.read").read
        reader(Files(source, tuple(snapshots)), raw)
    return con, frozenset(raw.tables)


@contextmanager
def undone(source: str) -> Iterator[duckdb.DuckDBPyConnection]:
    """The connection of a source, for changes that are taken back."""
    con, _ = loaded(source)
    con.begin()
    try:
        yield con
    finally:
        con.rollback()


def first(con: duckdb.DuckDBPyConnection, table: Table) -> tuple[str, str]:
    """File and row of the first record of a raw table."""
    rows = con.execute(
        f"SELECT _file, _row FROM raw.{quoted(table.name)} "
        "ORDER BY _file, try_cast(_row AS BIGINT), _row LIMIT 1"
    ).fetchall()
    return rows[0][0], rows[0][1]


def put(con: duckdb.DuckDBPyConnection, table: Table, column: Column, cell: str | None) -> tuple[str, str]:
    """Give the first record another cell; tells its file and row."""
    file, row = first(con, table)
    con.execute(
        f"UPDATE raw.{quoted(table.name)} SET {quoted(column.name)} = ? WHERE _file = ? AND _row = ?",
        [cell, file, row],
    )
    return file, row


def narrow(spec: Spec, table: Table, column: Column) -> Spec:
    """The specification with this column alone, and those that its lookup goes by."""
    keys = column.lookup.partition(":")[2].split(",")
    columns = tuple(c for c in table.columns if c is column or c.as_ in keys[:-1])
    return replace(spec, tables=(replace(table, columns=columns),))


def used(spec: Spec, table: Table) -> list[Column]:
    """The used columns that the sample has."""
    con, _ = loaded(spec.id)
    printed = {e[0] for e in con.execute(f"SELECT * FROM raw.{quoted(table.name)} LIMIT 0").description or []}
    return [c for c in table.columns if not c.ignored and c.name in printed]


def outside(bound: float, step: int, column: Column) -> str:
    """A whole number beyond a bound that is no mark of missing."""
    value = int(bound) + step
    while str(value) in column.missing:
        value += step
    return str(value)


def wrong_cells(column: Column) -> Iterator[tuple[str | None, str]]:
    """Cells that a column's declaration forbids, and what is said of them."""
    if column.required:
        yield None, "is empty and must not be"
    if column.type != "text":
        yield STRANGE, f"is not of type {column.type}"
    elif column.lookup or column.allowed or column.pattern:
        yield STRANGE, "is not of the form" if column.pattern else "is not one of|stands"
    if column.type == "year":
        yield "3000", "is not a year"
    if column.min is not None:
        yield outside(column.min, -1, column), "is below|is not a year"
    if column.max is not None:
        yield outside(column.max, 1, column), "is above|is not a year"


def test_every_source_has_a_sample_of_every_table() -> None:
    missing = {(spec.id, table.name) for spec, table in TABLES if table.name not in loaded(spec.id)[1]}
    assert missing == OTHER_LAYOUTS


@EACH_TABLE
@pytest.mark.parametrize("many", [1, typed.MANY], ids=["long", "short"])
def test_what_a_column_cannot_hold_is_refused_by_place(
    spec: Spec, table: Table, many: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also as in a long table, of which the distinct cells are looked at."""
    monkeypatch.setattr(typed, "MANY", many)
    for column in used(spec, table):
        for cell, says in wrong_cells(column):
            with undone(spec.id) as con:
                file, row = put(con, table, column, cell)
                with pytest.raises(SourceError, match=says) as caught:
                    make_typed(con, narrow(spec, table, column), {table.name})
            error = caught.value
            assert (error.source, error.file, error.row, error.column) == (spec.id, file, row, column.name)
            assert error.mend
            assert repr(cell) in str(error)


@EACH_TABLE
def test_a_renamed_column_is_named_with_its_likely_new_name(spec: Spec, table: Table) -> None:
    for column in used(spec, table):
        if column.optional:
            continue
        new = f"{column.name} (new)"
        with undone(spec.id) as con:
            con.execute(f"ALTER TABLE raw.{quoted(table.name)} RENAME {quoted(column.name)} TO {quoted(new)}")
            with pytest.raises(SourceError) as caught:
                make_typed(con, replace(spec, tables=(table,)), {table.name})
        assert caught.value.column == column.name
        assert f"has no column {column.name!r}; the file has {new!r} instead" in str(caught.value)
        assert caught.value.mend


@pytest.mark.parametrize("spec", SPECS, ids=[spec.id for spec in SPECS])
@pytest.mark.parametrize("cell", [None, "'; -1 \x00\n--"])
def test_free_text_of_any_kind_is_refused_or_loses_no_record(spec: Spec, cell: str | None) -> None:
    before = places(spec.id)
    with undone(spec.id) as con:
        for table in spec.tables:
            if table.name not in loaded(spec.id)[1]:
                continue
            for column in used(spec, table):
                if column.type == "text" and not (column.lookup or column.allowed or column.pattern):
                    put(con, table, column, STRANGE if cell is None and column.required else cell)
        with suppress(SourceError):
            assert before <= told(con, spec)


@cache
def places(source: str) -> set[tuple[str, str]]:
    with undone(source) as con:
        return told(con, discover()[source])


def told(con: duckdb.DuckDBPyConnection, spec: Spec) -> set[tuple[str, str]]:
    """The places in the files of which a source of ties makes claims."""
    make_typed(con, spec, set(loaded(spec.id)[1]))
    make_told(con, spec)
    make_claims(con, spec)
    return set(con.execute("SELECT file, locator FROM claims").fetchall())
