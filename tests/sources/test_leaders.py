"""Leaders: hand-written spells and the counts they make; bad input; the mirror's numbers."""

from pathlib import Path

import duckdb
import pytest
import told
from damage import EXAMPLES, damaged
from hypothesis import given, settings

from auxilia.errors import SourceError

LEADERS = (told.samples("leaders") / "archigos.csv").read_bytes()


@pytest.fixture(scope="module")
def sample() -> duckdb.DuckDBPyConnection:
    return told.run("leaders")


def values(con: duckdb.DuckDBPyConnection, indicator: str, ref: str = "432") -> dict[int, float | None]:
    return dict(
        con.execute(
            "SELECT year, value FROM states WHERE indicator = ? AND actor_ref = ? ORDER BY year",
            [indicator, ref],
        ).fetchall()
    )


def test_years_with_a_leader_have_values_zeros_included(sample: duckdb.DuckDBPyConnection) -> None:
    assert values(sample, "leaders:entries") == {1875: 0, 1876: 2, 1877: 0, 1878: 1, 1879: 1}
    assert values(sample, "leaders:entries", "500") == {1880: 1}
    locators = sample.execute(
        "SELECT DISTINCT year, locator FROM states WHERE actor_ref = '432' AND year <= 1876 ORDER BY 1"
    ).fetchall()
    assert locators == [(1875, "row 2"), (1876, "row 2, 3, 4")]


def test_ways_in_and_out(sample: duckdb.DuckDBPyConnection) -> None:
    """The way in of the fourth leader is not known, nor who removed the third, at the beginning of 1878."""
    assert values(sample, "leaders:irregular_entries") == {1875: 0, 1876: 1, 1877: 0, 1878: None, 1879: 0}
    assert values(sample, "leaders:irregular_exits") == {1875: 0, 1876: 1, 1877: 0, 1878: 1, 1879: 0}
    assert values(sample, "leaders:removed_by_military") == {1875: 0, 1876: 1, 1877: 0, 1878: None, 1879: 0}
    assert values(sample, "leaders:removed_by_rebels", "500") == {1880: 1}
    assert values(sample, "leaders:foreign_changes") == {1875: 0, 1876: 0, 1877: 0, 1878: None, 1879: 2}
    unknown = sample.execute(
        "SELECT indicator, value_low, value_high, missing FROM states WHERE value IS NULL ORDER BY ALL"
    ).fetchall()
    reason = "the way in or out is not known"
    assert unknown == [
        ("leaders:foreign_changes", 0.0, 1.0, reason),
        ("leaders:irregular_entries", 0.0, 1.0, reason),
        ("leaders:removed_by_military", 0.0, 1.0, reason),
        ("leaders:removed_by_rebels", 0.0, 1.0, reason),
    ]


def test_tenure_is_that_of_the_last_leader_of_the_year(sample: duckdb.DuckDBPyConnection) -> None:
    assert values(sample, "leaders:tenure") == {1875: 5, 1876: 0, 1877: 1, 1878: 0, 1879: 0}


@pytest.mark.parametrize(
    ("old", "new", "column", "says"),
    [
        ("exitcode", "exit_code", "exitcode", "the file has 'exit_code' instead"),
        ("Foreign Imposition", "Conquest", "entry", "no row of lookups/entries.csv"),
        ("Natural Death", "Ascension", "exit", "no row of lookups/exits.csv"),
        (
            "Removed by Military, without",
            "Removed by Navy, without",
            "exitcode",
            "no row of lookups/ways.csv",
        ),
        ("1878-01-01,1879", "1878-13-01,1879", "startdate", "not of type date"),
        ("1876-09-30,Regular", ",Regular", "enddate", "is empty"),
        ("OTH-1880,500", "OTH-1880,UGA", "gwcode", "not of type integer"),
    ],
)
def test_what_cannot_be_is_refused_by_name(
    tmp_path: Path, old: str, new: str, column: str, says: str
) -> None:
    with pytest.raises(SourceError, match=says) as caught:
        told.run("leaders", told.edited("leaders", tmp_path, "archigos.csv", old, new))
    assert "archigos.csv" in (caught.value.file or "")
    assert caught.value.column == column
    assert caught.value.row is not None
    assert "Mend:" in str(caught.value)


@pytest.mark.parametrize(
    "content",
    [
        b"<!DOCTYPE html>\n<html><body>Not found</body></html>\n",
        LEADERS.decode().encode("utf-16"),
        LEADERS + b"CUT-1,2,id",
        b"",
    ],
)
def test_a_file_in_the_wrong_form_is_refused(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(SourceError, match=r"archigos\.csv.*Mend:"):
        told.run("leaders", told.replaced("leaders", tmp_path, "archigos.csv", content))


def test_a_guard_sees_a_leader_who_goes_before_he_comes(tmp_path: Path) -> None:
    con = told.run(
        "leaders", told.edited("leaders", tmp_path, "archigos.csv", "1879-06-30,Unk", "1877-06-30,Unk")
    )
    assert told.guard(con, "leaders", "leaders who go before they come") == 1


@settings(max_examples=EXAMPLES, deadline=None)
@given(damaged(LEADERS))
def test_damage_is_refused_or_every_line_is_kept(content: bytes) -> None:
    assert told.conserved_or_refused("leaders", "archigos.csv", "leaders", content)


@pytest.fixture(scope="module")
def whole(mirror: Path) -> duckdb.DuckDBPyConnection:
    return told.mirrored("leaders", mirror)


@pytest.mark.mirror
def test_state_years_are_those_in_which_somebody_led(whole: duckdb.DuckDBPyConnection) -> None:
    """Brute force over the 3,409 spells."""
    spells = whole.execute("SELECT gwcode, year(start_date), year(end_date) FROM t.leaders").fetchall()
    assert len(spells) == 3409
    years = {(code, year) for code, start, end in spells for year in range(max(start, 1875), end + 1)}
    told_years = whole.execute("SELECT indicator, count(*) FROM states GROUP BY 1 ORDER BY 1").fetchall()
    assert {n for _, n in told_years} == {len(years)}
    assert told.lost_or_double(whole) == []


@pytest.mark.mirror
def test_no_entry_or_exit_since_1875_is_lost(whole: duckdb.DuckDBPyConnection) -> None:
    counts = whole.execute(
        """
        SELECT
            (SELECT count(*) FROM t.leaders WHERE year(start_date) >= 1875),
            (SELECT count(*) FROM t.leaders WHERE year(start_date) >= 1875 AND entry = 'Irregular'),
            (SELECT count(*) FROM t.leaders WHERE exit = 'Irregular' AND year(end_date) >= 1875)
        """
    ).fetchall()
    sums = whole.execute(
        "SELECT sum(value) FILTER (indicator = 'leaders:entries'), "
        "sum(coalesce(value, value_low)) FILTER (indicator = 'leaders:irregular_entries'), "
        "sum(coalesce(value, value_low)) FILTER (indicator = 'leaders:irregular_exits') FROM states"
    ).fetchall()
    assert sums == counts


@pytest.mark.mirror
def test_coups_of_2012(whole: duckdb.DuckDBPyConnection) -> None:
    """Mali in March and Guinea-Bissau in April."""
    rows = whole.execute(
        "SELECT actor_ref FROM states WHERE indicator = 'leaders:removed_by_military' "
        "AND year = 2012 AND value > 0 ORDER BY 1"
    ).fetchall()
    assert rows == [("404",), ("432",)]
