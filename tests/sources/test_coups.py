"""Powell and Thyne's coups: hand-written rows and what they tell; bad input; the mirror's numbers."""

from pathlib import Path

import duckdb
import pytest
import told
from damage import EXAMPLES, damaged
from hypothesis import given, settings

from auxilia.errors import SourceError

YEARS = "powell_thyne_ccode_year.txt"
ATTEMPTS = "powell_thyne_coups_final.csv"
CONTENT = (told.samples("coups") / YEARS).read_bytes()
AGREE = "attempts that only one of the two lists has, to the last year of the shorter"


@pytest.fixture(scope="module")
def sample() -> duckdb.DuckDBPyConnection:
    return told.run("coups")


def states(con: duckdb.DuckDBPyConnection, short: str) -> list[tuple[object, ...]]:
    return con.execute(
        "SELECT actor_scheme, actor_ref, year, value, missing, locator FROM states "
        "WHERE indicator = 'coups:' || ? ORDER BY ALL",
        [short],
    ).fetchall()


def test_attempts_and_successes_are_counted_and_the_year_of_the_list_is_not(
    sample: duckdb.DuckDBPyConnection,
) -> None:
    unfinished = "the list was made within the year (V1993.02.01)"
    assert states(sample, "attempts") == [
        ("gw", "340", 1992, 4.0, None, "row 5"),
        ("gw", "432", 1991, 2.0, None, "row 2"),
        ("gw", "432", 1992, 0.0, None, "row 3"),
        ("gw", "432", 1993, None, unfinished, "row 4"),
    ]
    assert [row[3] for row in states(sample, "successes")] == [1.0, 1.0, 0.0, None]


def test_a_guard_sees_where_the_two_lists_disagree(tmp_path: Path) -> None:
    assert told.guard(told.run("coups"), "coups", AGREE) == 0
    folder = told.edited("coups", tmp_path, ATTEMPTS, "1991\t7\t14\t1", "1991\t7\t14\t2")
    assert told.guard(told.run("coups", folder), "coups", AGREE) == 2


@pytest.mark.parametrize(
    ("file", "old", "new", "column", "says"),
    [
        (YEARS, "coup4", "coups4", "coup4", "the file has 'coups4' instead"),
        (YEARS, "1991\t\t\t2", "1991\t\t\t3", "coup1", "is above 2"),
        (YEARS, "1991\t\t\t2", "1991\t\t\t", "coup1", "is empty"),
        (YEARS, "340\t", "SRB\t", "ccode", "is not of type integer"),
        (ATTEMPTS, "1991\t7\t14", "1991\t13\t14", "month", "is above 12"),
        (ATTEMPTS, "1991\t7\t14", "991\t7\t14", "year", "is not a year"),
        (ATTEMPTS, "7\t16\t2", "7\t16\t0", "coup", "is below 1"),
    ],
)
def test_what_cannot_be_is_refused_by_name(
    tmp_path: Path, file: str, old: str, new: str, column: str, says: str
) -> None:
    with pytest.raises(SourceError, match=says) as caught:
        told.run("coups", told.edited("coups", tmp_path, file, old, new))
    assert file in (caught.value.file or "")
    assert caught.value.column == column
    assert caught.value.row is not None
    assert "Mend:" in str(caught.value)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<!DOCTYPE html>\n<html></html>\n",
        CONTENT.decode().encode("utf-16"),
        CONTENT.replace(b"\t", b","),
        CONTENT[:-80],
    ],
    ids=["empty", "page", "utf-16", "commas", "cut"],
)
def test_a_file_in_the_wrong_form_is_refused(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(SourceError, match=r"powell_thyne_ccode_year\.txt.*Mend:"):
        told.run("coups", told.replaced("coups", tmp_path, YEARS, content))


@settings(max_examples=EXAMPLES, deadline=None)
@given(damaged(CONTENT))
def test_damage_is_refused_or_every_line_is_kept(content: bytes) -> None:
    assert told.conserved_or_refused("coups", YEARS, "years", content)


@pytest.fixture(scope="module")
def whole(mirror: Path) -> duckdb.DuckDBPyConnection:
    return told.mirrored("coups", mirror)


@pytest.mark.mirror
def test_the_numbers_anyone_can_check(whole: duckdb.DuckDBPyConnection) -> None:
    sums = whole.execute("SELECT indicator, sum(value) FROM states GROUP BY 1").fetchall()
    assert dict(sums) == {"coups:attempts": 491, "coups:successes": 245}
    assert told.guard(whole, "coups", AGREE) == 0
    mali = {row[2] for row in states(whole, "successes") if row[1] == "432" and row[3]}
    assert {2012, 2020, 2021} <= mali
    days = whole.execute("SELECT year, month FROM t.attempts WHERE code = 432 AND outcome = 2").fetchall()
    assert {(2012, 3), (2020, 8), (2021, 5)} <= set(days)


@pytest.mark.mirror
def test_every_state_is_known_and_has_one_value(whole: duckdb.DuckDBPyConnection) -> None:
    assert told.lost_or_double(whole) == []
