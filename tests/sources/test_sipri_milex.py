"""SIPRI's military expenditure: a workbook by hand, what it tells; bad input; the mirror's numbers."""

import tempfile
from collections.abc import Sequence
from copy import deepcopy
from pathlib import Path

import duckdb
import pytest
import told
from damage import EXAMPLES, damaged
from hypothesis import given, settings
from workbooks import Cell, write_workbook

from auxilia.errors import SourceError
from auxilia.readers import run_source
from auxilia.snapshots import Snapshot
from auxilia.sources import discover

FILE = "SIPRI-Milex-data-1949-2024_2.xlsx"
Sheets = dict[str, list[list[Cell]]]


def money(title: str) -> list[list[Cell]]:
    return [
        [title],
        [None],
        ["Country", "Notes", 1989.0, 1990.0, 1991.0],
        [None],
        ["Africa"],
        ["Mali", "‡7", "...", 12.5, 0.0],
        ["Europe"],
        ["Russia", "§", 1.0, 2.0, 3.0],
        ["USSR", None, 200.0, 100.0, "..."],
        ["Yemen", None, "xxx", 7.0, 8.0],
    ]


SHEETS: Sheets = {
    "Front page": [["Invented"]],
    "Regional totals": [["Region", 1989.0], ["World", 1.0]],
    "Constant (2023) US$": money("constant"),
    "Current US$": money("current"),
    "Share of GDP": [["Country", "Notes", 1990.0], ["Mali", None, 0.0225]],
    "Per capita": [["Country", "Notes", 1990.0], ["Mali", None, 1.5]],
    "Share of Govt. spending": [["Country", 1990.0], ["Africa", None], ["Mali", 0.085]],
}


def make_sample(folder: Path) -> None:
    """The sample's files, for the tests of all sources."""
    write_workbook(folder / FILE, SHEETS)


def run(sheets: Sheets, folder: Path) -> duckdb.DuckDBPyConnection:
    return run_bytes(write_workbook(folder / FILE, sheets).read_bytes(), folder)


def run_bytes(content: bytes, folder: Path) -> duckdb.DuckDBPyConnection:
    path = folder / FILE
    path.write_bytes(content)
    con = told.fresh()
    snapshot = Snapshot("sipri_milex", "milex", path, path.name, "0" * 64, path.stat().st_size, "test")
    assert run_source(con, discover()["sipri_milex"], [snapshot], guards=False) == []
    return con


def edited(sheet: str, cell: tuple[int, int], value: Cell) -> Sheets:
    sheets = deepcopy(SHEETS)
    row, column = cell
    sheets[sheet][row][column] = value
    return sheets


def rows(con: duckdb.DuckDBPyConnection, indicator: str) -> Sequence[tuple[object, ...]]:
    return con.execute(
        "SELECT actor_scheme, actor_ref, year, value, missing, locator FROM states "
        "WHERE indicator = ? ORDER BY year, actor_ref",
        [f"sipri_milex:{indicator}"],
    ).fetchall()


def test_millions_become_dollars_and_a_mark_its_reason(tmp_path: Path) -> None:
    sheet = "row Constant (2023) US$"
    assert rows(run(SHEETS, tmp_path), "milex_constant") == [
        ("name", "Mali", 1989, None, "data unavailable", f"{sheet}!6"),
        ("name", "USSR", 1989, 200e6, None, f"{sheet}!9"),
        ("name", "Mali", 1990, 12.5e6, None, f"{sheet}!6"),
        ("name", "USSR", 1990, 100e6, None, f"{sheet}!9"),
        ("name", "Yemen", 1990, 7e6, None, f"{sheet}!10"),
        ("name", "Mali", 1991, 0.0, None, f"{sheet}!6"),
        ("name", "USSR", 1991, None, "data unavailable", f"{sheet}!9"),
        ("name", "Yemen", 1991, 8e6, None, f"{sheet}!10"),
    ]


def test_shares_and_heads_stay_as_printed(tmp_path: Path) -> None:
    con = run(SHEETS, tmp_path)
    assert [row[3] for row in rows(con, "milex_gdp")] == [0.0225]
    assert [row[3] for row in rows(con, "milex_capita")] == [1.5]
    assert [row[3] for row in rows(con, "milex_budget")] == [0.085]
    assert con.execute("SELECT count(*) FROM raw.figures").fetchall() == [(2 * 4 * 3 + 3,)]


def without(sheet: str) -> Sheets:
    return {name: cells for name, cells in SHEETS.items() if name != sheet}


@pytest.mark.parametrize(
    ("sheets", "says"),
    [
        (without("Per capita"), "no sheet 'Per capita'"),
        (without("Per capita") | {"Per head": []}, "sheet 'Per head' stands in no row of lookups/sheets"),
        (SHEETS | {"Share of GDP": [["Mali", 1.0]]}, "no row that begins with 'Country'"),
        (SHEETS | {"Share of GDP": [["Country", "Notes"], ["Mali", None]]}, "has no year"),
        (edited("Current US$", (5, 2), "n.a."), "'n.a.' stands in no row of lookups/marks.csv"),
        (edited("Current US$", (5, 3), -4.0), "is below 0"),
        (edited("Current US$", (5, 3), 4e9), "is above"),
        (edited("Current US$", (5, 0), None), "is empty and must not be"),
    ],
)
def test_a_workbook_that_is_not_as_declared_is_refused(tmp_path: Path, sheets: Sheets, says: str) -> None:
    with pytest.raises(SourceError, match=says) as caught:
        run(sheets, tmp_path)
    assert caught.value.file == FILE
    assert "Mend:" in str(caught.value)


def test_a_bad_cell_is_named_with_sheet_and_row(tmp_path: Path) -> None:
    with pytest.raises(SourceError) as caught:
        run(edited("Current US$", (5, 3), -4.0), tmp_path)
    assert caught.value.row == "Current US$!6"
    assert caught.value.column == "Figure"


@pytest.mark.parametrize(
    "content",
    [b"", b"<!DOCTYPE html>\n<html></html>\n", b"Country,1990\nMali,1\n", b"PK\x03\x04 cut short"],
    ids=["empty", "page", "csv", "cut"],
)
def test_what_is_no_workbook_is_refused(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(SourceError, match=r"cannot be read.*SIPRI-Milex.*Mend:"):
        run_bytes(content, tmp_path)


with tempfile.TemporaryDirectory() as made:
    WORKBOOK = write_workbook(Path(made) / FILE, SHEETS).read_bytes()


@settings(max_examples=EXAMPLES, deadline=None)
@given(damaged(WORKBOOK))
def test_random_damage_is_refused_or_keeps_every_row(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        try:
            con = run_bytes(content, Path(folder))
        except SourceError:
            return
    assert con.execute("SELECT count(*) FROM raw.figures").fetchall() == [(27,)]


@pytest.fixture(scope="module")
def whole(mirror: Path) -> duckdb.DuckDBPyConnection:
    return told.mirrored("sipri_milex", mirror)


@pytest.mark.mirror
def test_the_known_figures_are_there(whole: duckdb.DuckDBPyConnection) -> None:
    assert whole.execute("SELECT count(DISTINCT country) FROM t.figures").fetchall() == [(174,)]
    current = (
        "SELECT round(value / 1e9) FROM states WHERE indicator = 'sipri_milex:milex_current' AND year = 2024 "
    )
    assert whole.execute(current + "AND actor_ref = 'United States of America'").fetchall() == [(997,)]
    kuwait = "SELECT round(value, 2) FROM states WHERE indicator = 'sipri_milex:milex_gdp' AND year = 1991 "
    assert whole.execute(kuwait + "AND actor_ref = 'Kuwait'").fetchall() == [(1.17,)]


@pytest.mark.mirror
def test_constant_and_current_dollars_agree_in_the_base_year(whole: duckdb.DuckDBPyConnection) -> None:
    pairs = whole.execute(
        "SELECT actor_ref, a.value / b.value FROM states AS a JOIN states AS b USING (actor_ref, year) "
        "WHERE a.indicator = 'sipri_milex:milex_constant' AND b.indicator = 'sipri_milex:milex_current' "
        "AND year = 2023 AND a.value > 0"
    ).fetchall()
    assert len(pairs) > 140
    assert [country for country, ratio in pairs if abs(ratio - 1) > 1e-6] == ["Myanmar"]


@pytest.mark.mirror
def test_every_country_is_known_and_no_state_has_two_values(whole: duckdb.DuckDBPyConnection) -> None:
    assert told.lost_or_double(whole) == []
