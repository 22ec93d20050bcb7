"""UCDP's events: hand-written rows and what they tell; bad input; the mirror's numbers."""

import csv
import io
import shutil
import tempfile
from pathlib import Path

import duckdb
import pytest
import told
from damage import EXAMPLES, damaged
from hypothesis import given, settings

from auxilia.errors import SourceError
from auxilia.readers import run_source
from auxilia.snapshots import Snapshot
from auxilia.sources import discover

FOLDER = told.samples("ucdp_ged")
FILE = "hilland.csv"
EVENTS = (FOLDER / FILE).read_bytes()


def run(folder: Path = FOLDER) -> duckdb.DuckDBPyConnection:
    con = told.fresh()
    snapshots = [
        Snapshot("ucdp_ged", "events", path, path.name, "0" * 64, path.stat().st_size, "test")
        for path in sorted(folder.glob("*.csv"))
    ]
    run_source(con, discover()["ucdp_ged"], snapshots, guards=False)
    return con


def with_bytes(folder: Path, content: bytes) -> Path:
    copy = folder / "ucdp_ged"
    shutil.copytree(FOLDER, copy)
    (copy / FILE).write_bytes(content)
    return copy


def states(con: duckdb.DuckDBPyConnection, short: str) -> list[tuple[object, ...]]:
    return con.execute(
        "SELECT actor_ref, year, value, value_low, value_high, locator FROM states "
        "WHERE indicator = 'ucdp_ged:' || ? ORDER BY ALL",
        [short],
    ).fetchall()


def test_years_without_an_event_are_zeros_from_the_birth_of_the_state() -> None:
    assert states(run(), "state_based") == [
        ("626", 2011, 0.0, 0.0, 0.0, "no row"),
        ("626", 2012, 20.0, 10.0, 30.0, "rows 2 to 2"),
        ("991", 2008, 10.0, 8.0, 12.0, "rows 2 to 2"),
        ("991", 2009, 0.0, 0.0, 0.0, "no row"),
        ("991", 2010, 0.0, 0.0, 0.0, "no row"),
        ("991", 2011, 0.0, 0.0, 0.0, "no row"),
        ("991", 2012, 0.0, 0.0, 0.0, "no row"),
    ]


def test_each_kind_of_violence_is_told_apart() -> None:
    con = run()
    assert [row[1:5] for row in states(con, "nonstate") if row[2]] == [(2011, 4.0, 0.0, 4.0)]
    assert [row[1:5] for row in states(con, "one_sided") if row[2]] == [(2008, 12.0, 12.0, 14.0)]
    assert [row[1:3] for row in states(con, "one_sided_govt") if row[2]] == [(2008, 5.0)]


def test_spread_counts_cells_of_events_that_can_be_placed() -> None:
    con = run()
    hilland = {row[1]: row[2] for row in states(con, "cells") if row[0] == "991"}
    assert hilland == {2008: 1.0, 2009: 0.0, 2010: 0.0, 2011: 1.0, 2012: 0.0}
    assert {row[1]: row[2] for row in states(con, "events") if row[0] == "991"}[2008] == 3.0


@pytest.mark.parametrize(
    ("old", "new", "column", "says"),
    [
        (b"where_prec", b"precision", "where_prec", "no column 'where_prec'"),
        (b"2,R-2,2008,1,Clear,3,", b"2,R-2,2008,1,Clear,4,", "type_of_violence", "lookups/violence"),
        (b"2,R-2,2008,", b"2,R-2,20080,", "year", "is not a year"),
        (b",5,5,5,991.0", b",-5,5,5,991.0", "best", "is below 0"),
        (b",5,5,5,991.0", b",few,5,5,991.0", "best", "is not of type integer"),
        (b",5,5,5,991.0", b",5,5,5,991.5", "gwnoa", "is not of type integer"),
    ],
)
def test_what_cannot_be_is_refused_by_name(
    tmp_path: Path, old: bytes, new: bytes, column: str, says: str
) -> None:
    assert old in EVENTS
    with pytest.raises(SourceError, match=says) as caught:
        run_alone(tmp_path, EVENTS.replace(old, new))
    assert caught.value.column == column
    assert "Mend:" in str(caught.value)


def run_alone(folder: Path, content: bytes) -> duckdb.DuckDBPyConnection:
    (folder / FILE).write_bytes(content)
    return run(folder)


def test_a_bad_cell_is_named_by_its_record(tmp_path: Path) -> None:
    with pytest.raises(SourceError) as caught:
        run_alone(tmp_path, EVENTS.replace(b",5,5,5,991.0", b",-5,5,5,991.0"))
    assert (caught.value.file, caught.value.row) == (FILE, "3")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<!DOCTYPE html>\n<html></html>\n",
        EVENTS.decode().encode("utf-16"),
        EVENTS[:-20],
        EVENTS.replace(b"the river", "die Flüsse".encode("latin-1")),
        EVENTS.replace(b'line two"', b"line two"),
    ],
    ids=["empty", "page", "utf-16", "cut", "latin-1", "stray quote"],
)
def test_a_file_in_the_wrong_form_is_refused(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(SourceError, match="Mend:"):
        run_alone(tmp_path, content)


def test_files_of_two_layouts_are_not_mixed(tmp_path: Path) -> None:
    folder = with_bytes(tmp_path, EVENTS.replace(b"country_id", b"gwno"))
    with pytest.raises(SourceError, match="Mend:"):
        run(folder)


@settings(max_examples=EXAMPLES, deadline=None)
@given(damaged(EVENTS))
def test_random_damage_is_refused_or_keeps_every_record(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        try:
            con = run_alone(Path(folder), content)
        except SourceError:
            return
    records = sum(1 for _ in csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))) - 1
    assert con.execute("SELECT count(*) FROM raw.events").fetchall() == [(records,)]


@pytest.fixture(scope="module")
def whole(mirror: Path) -> duckdb.DuckDBPyConnection:
    return told.mirrored("ucdp_ged", mirror)


@pytest.mark.mirror
def test_every_event_and_death_is_told(whole: duckdb.DuckDBPyConnection) -> None:
    assert whole.execute("SELECT count(*) FROM raw.events").fetchall() == [(12_487,)]
    sums = dict(whole.execute("SELECT indicator, sum(value) FROM states GROUP BY 1").fetchall())
    assert sums["ucdp_ged:events"] == 12_487
    deaths = whole.execute("SELECT sum(best) FROM t.events").fetchall()[0][0]
    kinds = ("state_based", "nonstate", "one_sided")
    assert sum(sums[f"ucdp_ged:{kind}"] for kind in kinds) == deaths


@pytest.mark.mirror
def test_six_states_have_every_year_and_south_sudan_its_own(whole: duckdb.DuckDBPyConnection) -> None:
    years = whole.execute(
        "SELECT actor_ref, min(year), max(year), count(*) FROM states WHERE indicator = 'ucdp_ged:events' "
        "GROUP BY 1 ORDER BY actor_ref::INTEGER"
    ).fetchall()
    whole_time = (1989, 2022, 34)
    assert years == [
        ("92", *whole_time),
        ("101", *whole_time),
        ("451", *whole_time),
        ("530", *whole_time),
        ("626", 2011, 2022, 12),
        ("780", *whole_time),
    ]


@pytest.mark.mirror
def test_every_state_is_known_and_has_one_value(whole: duckdb.DuckDBPyConnection) -> None:
    assert told.lost_or_double(whole) == []
