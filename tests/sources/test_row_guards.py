"""Every table of every source says how many rows it must have, and is refused when it has fewer, or more."""

from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from auxilia.errors import SourceError
from auxilia.readers import Raw
from auxilia.readers.guards import check_guards
from auxilia.readers.spec import Spec, Table, load_spec
from auxilia.snapshots import Snapshot
from auxilia.sources import discover

TABLES = [(spec, table) for spec in discover().values() for table in spec.tables]
EACH_TABLE = pytest.mark.parametrize(
    ("spec", "table"), TABLES, ids=[f"{spec.id}-{table.name}" for spec, table in TABLES]
)


@pytest.fixture(scope="module")
def con() -> duckdb.DuckDBPyConnection:
    con = duckdb.connect(config={"threads": 1})
    con.execute("CREATE SCHEMA raw; CREATE SCHEMA t")
    return con


def guard(con: duckdb.DuckDBPyConnection, spec: Spec, table: Table, rows: int | None) -> None:
    """Hold a table of so many rows, or none at all, against its own guard."""
    rows_sql = f"SELECT 'a.csv' AS _file FROM range({rows or 0})"
    for schema in ("raw", "t"):
        con.execute(f'CREATE OR REPLACE VIEW {schema}."{table.name}" AS {rows_sql}')
    alone = replace(spec, guards=tuple(g for g in spec.guards if g.table == table.name))
    check_guards(con, alone, set() if rows is None else {table.name})


@EACH_TABLE
def test_a_table_that_shrank_is_refused_by_name(
    con: duckdb.DuckDBPyConnection, spec: Spec, table: Table
) -> None:
    low, high = table.rows
    assert 0 < low <= high
    guard(con, spec, table, low)
    for rows in {0, low // 2, low - 1}:
        with pytest.raises(
            SourceError, match=rf"^{spec.id}: table {table.name} has {rows} rows where {low} to"
        ):
            guard(con, spec, table, rows)


@EACH_TABLE
def test_a_table_that_was_not_read_is_refused_unless_it_may_be_absent(
    con: duckdb.DuckDBPyConnection, spec: Spec, table: Table
) -> None:
    if table.optional:
        guard(con, spec, table, None)
        return
    with pytest.raises(SourceError, match=rf"^{spec.id}: table {table.name} was not read"):
        guard(con, spec, table, None)


def test_a_table_without_row_guard_is_no_table(tmp_path: Path) -> None:
    text = (discover()["dcad"].folder / "source.toml").read_text("utf-8")
    assert "\nrows = [1800, 5000]\n" in text
    (tmp_path / "source.toml").write_text(text.replace("rows = [1800, 5000]", ""), "utf-8")
    with pytest.raises(SourceError, match="'rows'"):
        load_spec(tmp_path)


def test_a_file_with_nothing_but_a_header_is_refused(tmp_path: Path) -> None:
    full, bare = tmp_path / "full.csv", tmp_path / "bare.csv"
    full.write_text("name,n\nMali,1\n", "utf-8")
    bare.write_text("name,n\n", "utf-8")
    snapshots = [Snapshot("x", "t", path, path.name, "0" * 64, 1, "test") for path in (full, bare)]
    raw = Raw(duckdb.connect(), "x")
    with pytest.raises(SourceError, match=r"no rows under its header \(file bare\.csv\)\. Mend:"):
        raw.csv("t", snapshots)
    with pytest.raises(SourceError, match=r"no rows under its header \(file bare\.csv\)"):
        raw.rows("u", snapshots[1], ["name", "n"], [])
