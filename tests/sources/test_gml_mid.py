"""Disputes after Gibler, Miller and Little: hand-written rows; bad input; the mirror's numbers."""

from pathlib import Path

import duckdb
import pytest
import told
from damage import EXAMPLES, damaged
from hypothesis import given, settings

from auxilia.errors import SourceError

DYADS = (told.samples("gml_mid") / "gml_mid_ddydisps.csv").read_bytes()


@pytest.fixture(scope="module")
def sample() -> duckdb.DuckDBPyConnection:
    return told.run("gml_mid")


def test_disputes_are_counted_by_state(sample: duckdb.DuckDBPyConnection) -> None:
    rows = sample.execute(
        "PIVOT (SELECT actor_ref, year, indicator, value FROM states) ON indicator "
        "IN ('gml_mid:mids', 'gml_mid:onsets', 'gml_mid:hostility') USING any_value(value) ORDER BY ALL"
    ).fetchall()
    assert rows == [
        ("2", 1950, 2.0, 1.0, 5.0),
        ("2", 1951, 1.0, 0.0, 4.0),
        ("20", 1950, 1.0, 1.0, 2.0),
        ("20", 1951, 1.0, 0.0, 2.0),
        ("365", 1950, 1.0, 0.0, 5.0),
    ]
    locators = sample.execute(
        "SELECT DISTINCT locator FROM states WHERE actor_ref = '2' AND year = 1950"
    ).fetchall()
    assert locators == [("row 2, 4",)]


def test_pairs_without_direction_are_told_once(sample: duckdb.DuckDBPyConnection) -> None:
    rows = sample.execute(
        "PIVOT (SELECT a_ref, b_ref, year, indicator, value FROM dyads WHERE NOT directed) ON indicator "
        "IN ('gml_mid:mid', 'gml_mid:onset', 'gml_mid:hostility_dyad', 'gml_mid:fatality') "
        "USING any_value(value) ORDER BY ALL"
    ).fetchall()
    assert rows == [
        ("2", "20", 1950, 1.0, 1.0, 4.0, None),
        ("2", "20", 1951, 1.0, 0.0, 4.0, None),
        ("2", "365", 1950, 1.0, 0.0, 5.0, 6.0),
    ]
    unknown = sample.execute(
        "SELECT count(*) FROM dyads WHERE indicator = 'gml_mid:fatality' AND value IS NULL"
    ).fetchall()
    assert unknown == [(2,)]


def test_hostility_has_a_direction(sample: duckdb.DuckDBPyConnection) -> None:
    rows = sample.execute(
        "SELECT indicator, a_ref, b_ref, year, value FROM dyads WHERE directed ORDER BY ALL"
    ).fetchall()
    assert rows == [
        ("gml_mid:hostility_to", "2", "20", 1950, 4.0),
        ("gml_mid:hostility_to", "2", "20", 1951, 4.0),
        ("gml_mid:hostility_to", "2", "365", 1950, 5.0),
        ("gml_mid:hostility_to", "20", "2", 1950, 2.0),
        ("gml_mid:hostility_to", "20", "2", 1951, 2.0),
        ("gml_mid:hostility_to", "365", "2", 1950, 5.0),
    ]


@pytest.mark.parametrize(
    ("file", "old", "new", "column", "says"),
    [
        ("gml_mid_ddydisps.csv", "gmlmidonset", "midonset", "gmlmidonset", "the file has 'midonset' instead"),
        ("gml_mid_ddydisps.csv", "2,365,1950,1,0", "2,365,1950,1,2", "gmlmidonset", "not of type flag"),
        ("gml_mid_ddydisps.csv", "9001,2,20,1951,1", "9001,2,20,1951,0", "gmlmidongoing", "not one of 1"),
        ("gml_mid_ddydisps.csv", "9002,365,2,1950", "9002,365,2,19500", "year", "not a year"),
        ("gml_mid_ddydisps.csv", "9002,365,", "9002,,", "ccode1", "is empty"),
        ("gml_mid_ddydisps.csv", ",6,5,1,400", ",6,9,1,400", "hostlev", "above 5"),
        ("gml_mid_disps.csv", "9003,", "M9003,", "dispnum", "not of type integer"),
    ],
)
def test_what_cannot_be_is_refused_by_name(
    tmp_path: Path, file: str, old: str, new: str, column: str, says: str
) -> None:
    with pytest.raises(SourceError, match=says) as caught:
        told.run("gml_mid", told.edited("gml_mid", tmp_path, file, old, new))
    assert file in (caught.value.file or "")
    assert caught.value.column == column
    assert caught.value.row is not None
    assert "Mend:" in str(caught.value)


@pytest.mark.parametrize(
    "content",
    [
        b"<!DOCTYPE html>\n<html><body>Not found</body></html>\n",
        DYADS.decode().encode("utf-16"),
        DYADS + b"9004,2,3",
        b"",
    ],
)
def test_a_file_in_the_wrong_form_is_refused(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(SourceError, match=r"gml_mid_ddydisps\.csv.*Mend:"):
        told.run("gml_mid", told.replaced("gml_mid", tmp_path, "gml_mid_ddydisps.csv", content))


def test_guards_see_lost_directions_and_strange_disputes(tmp_path: Path) -> None:
    one_way = told.edited("gml_mid", tmp_path, "gml_mid_ddydisps.csv", "9002,365,2,1950", "9004,365,2,1950")
    con = told.run("gml_mid", one_way)
    assert told.guard(con, "gml_mid", "dyad-years told in one direction only") == 2
    assert told.guard(con, "gml_mid", "dyad-years of no listed dispute") == 1


@settings(max_examples=EXAMPLES, deadline=None)
@given(damaged(DYADS))
def test_damage_is_refused_or_every_line_is_kept(content: bytes) -> None:
    assert told.conserved_or_refused("gml_mid", "gml_mid_ddydisps.csv", "dyads", content)


@pytest.fixture(scope="module")
def whole(mirror: Path) -> duckdb.DuckDBPyConnection:
    return told.mirrored("gml_mid", mirror)


@pytest.mark.mirror
def test_the_whole_file_is_told_once(whole: duckdb.DuckDBPyConnection) -> None:
    rows = whole.execute("SELECT indicator, count(*) FROM dyads GROUP BY 1 ORDER BY 1").fetchall()
    assert rows == [
        ("gml_mid:fatality", 4642),
        ("gml_mid:hostility_dyad", 4642),
        ("gml_mid:hostility_to", 9284),
        ("gml_mid:mid", 4642),
        ("gml_mid:onset", 4642),
    ]
    assert whole.execute("SELECT min(year), max(year) FROM dyads").fetchall() == [(1816, 2010)]
    assert told.lost_or_double(whole) == []


@pytest.mark.mirror
def test_the_disputes_are_those_of_the_list(whole: duckdb.DuckDBPyConnection) -> None:
    counts = whole.execute(
        "SELECT (SELECT count(*) FROM t.disputes), (SELECT count(DISTINCT dispute) FROM t.dyads)"
    ).fetchall()
    assert counts == [(2174, 2174 - 127)]
