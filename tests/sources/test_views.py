"""VIEWS: hand-written months and what they tell; bad input; the mirror's numbers."""

from pathlib import Path

import duckdb
import pytest
import told
from damage import EXAMPLES, damaged
from hypothesis import given, settings

from auxilia.errors import SourceError

FILE = "country_month_ged_2018_2024.csv"
MONTHS = (told.samples("views") / FILE).read_bytes()


@pytest.fixture(scope="module")
def sample() -> duckdb.DuckDBPyConnection:
    return told.run("views")


def states(con: duckdb.DuckDBPyConnection, short: str) -> list[tuple[object, ...]]:
    return con.execute(
        "SELECT actor_ref, year, value, missing, locator FROM states "
        "WHERE indicator = 'views:' || ? ORDER BY ALL",
        [short],
    ).fetchall()


def test_twelve_months_make_a_year_and_fewer_do_not(sample: duckdb.DuckDBPyConnection) -> None:
    assert states(sample, "state_based") == [
        ("432", 2018, 21.0, None, "rows 2 to 13"),
        ("432", 2019, None, "1 of 12 months", "rows 14 to 14"),
        ("435", 2018, None, "1 of 12 months", "rows 15 to 15"),
    ]
    assert states(sample, "nonstate")[0][2] == 2.0
    assert states(sample, "one_sided")[0][2] == 0.0


def test_a_guard_sees_a_month_that_stands_twice(tmp_path: Path) -> None:
    name = "two lines of one country and month"
    assert told.guard(told.run("views"), "views", name) == 0
    folder = told.edited("views", tmp_path, FILE, "458,28,432", "457,28,432")
    assert told.guard(told.run("views", folder), "views", name) == 1


@pytest.mark.parametrize(
    ("old", "new", "column", "says"),
    [
        ("gleditsch_ward", "gwcode", "gleditsch_ward", "no column 'gleditsch_ward'"),
        ("457,28,432,10", "457,28,432,-10", "ged_sb", "is below 0"),
        ("457,28,432,10", "457,28,432,1.5", "ged_sb", "is not of type integer"),
        ("457,28,432,10", "457,28,,10", "gleditsch_ward", "is empty"),
        ("457,28,432,10", "2018,28,432,10", "month_id", "is above 1200"),
    ],
)
def test_what_cannot_be_is_refused_by_name(
    tmp_path: Path, old: str, new: str, column: str, says: str
) -> None:
    with pytest.raises(SourceError, match=says) as caught:
        told.run("views", told.edited("views", tmp_path, FILE, old, new))
    assert caught.value.file == FILE
    assert caught.value.column == column
    assert caught.value.row is not None
    assert "Mend:" in str(caught.value)


@pytest.mark.parametrize(
    "content",
    [b"", b"<!DOCTYPE html>\n<html></html>\n", MONTHS.decode().encode("utf-16"), MONTHS[:-6]],
    ids=["empty", "page", "utf-16", "cut"],
)
def test_a_file_in_the_wrong_form_is_refused(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(SourceError, match=r"country_month.*\.csv.*Mend:"):
        told.run("views", told.replaced("views", tmp_path, FILE, content))


@settings(max_examples=EXAMPLES, deadline=None)
@given(damaged(MONTHS))
def test_damage_is_refused_or_every_line_is_kept(content: bytes) -> None:
    assert told.conserved_or_refused("views", FILE, "months", content)


@pytest.fixture(scope="module")
def whole(mirror: Path) -> duckdb.DuckDBPyConnection:
    return told.mirrored("views", mirror)


@pytest.mark.mirror
def test_every_death_of_a_whole_year_is_told(whole: duckdb.DuckDBPyConnection) -> None:
    assert whole.execute("SELECT count(*) FROM raw.months").fetchall() == [(14_516,)]
    printed = whole.execute(
        "SELECT sum(state_based), sum(nonstate), sum(one_sided) FROM t.months WHERE month <= 528"
    ).fetchall()[0]
    kinds = ("state_based", "nonstate", "one_sided")
    sums = dict(whole.execute("SELECT indicator, sum(value) FROM states GROUP BY 1").fetchall())
    assert tuple(sums[f"views:{kind}"] for kind in kinds) == printed
    assert {row[3] for row in states(whole, "one_sided") if row[1] == 2024} == {"4 of 12 months"}


@pytest.mark.mirror
def test_the_deaths_of_2022_are_near_those_of_the_battle_deaths(whole: duckdb.DuckDBPyConnection) -> None:
    """UCDP counts 276,935 battle deaths of dyads in 2022; events below 25 deaths a year come on top."""
    total = sum(float(str(row[2])) for row in states(whole, "state_based") if row[1] == 2022)
    assert total == pytest.approx(276_935, rel=0.005)


@pytest.mark.mirror
def test_every_state_is_known_and_has_one_value(whole: duckdb.DuckDBPyConnection) -> None:
    assert told.lost_or_double(whole) == []
