"""Human rights protection scores: hand-written rows and what they tell; bad input; the mirror's numbers."""

from pathlib import Path

import duckdb
import pytest
import told
from damage import EXAMPLES, damaged
from hypothesis import given, settings

from auxilia.errors import SourceError

FILE = "HumanRightsProtectionScores_v4.01.csv"
SCORES = (told.samples("hrps") / FILE).read_bytes()


@pytest.fixture(scope="module")
def sample() -> duckdb.DuckDBPyConnection:
    return told.run("hrps")


def states(con: duckdb.DuckDBPyConnection, short: str) -> list[tuple[object, ...]]:
    return con.execute(
        "SELECT actor_ref, year, value, value_low, value_high, locator FROM states "
        "WHERE indicator = 'hrps:' || ? ORDER BY ALL",
        [short],
    ).fetchall()


def test_the_score_has_bounds_and_the_united_state_one_line(sample: duckdb.DuckDBPyConnection) -> None:
    assert states(sample, "theta") == [
        ("255", 1990, 1.75, 1.26, 2.24, "row 6"),
        ("432", 1950, 0.5, -0.48, 1.48, "row 2"),
        ("432", 1990, -0.25, -0.74, 0.24, "row 3"),
        ("432", 1991, 0.75, 0.26, 1.24, "row 4"),
    ]


def test_no_known_killing_is_zero_from_the_first_year_that_is_covered(
    sample: duckdb.DuckDBPyConnection,
) -> None:
    assert states(sample, "killing") == [
        ("255", 1990, 0.0, 0.0, 0.0, "row 6"),
        ("432", 1990, 120.0, 100.0, 300.0, "row 3"),
        ("432", 1991, 0.0, 0.0, 0.0, "row 4"),
    ]


def test_the_single_rights_are_told_where_they_are_scored(sample: duckdb.DuckDBPyConnection) -> None:
    rights = {short: states(sample, short) for short in ("disap", "kill", "polpris", "tort")}
    assert {short: [row[:3] for row in rows] for short, rows in rights.items()} == {
        "disap": [("432", 1990, 2.0)],
        "kill": [("432", 1990, 1.0)],
        "polpris": [("432", 1990, 0.0)],
        "tort": [("432", 1990, 1.0)],
    }


@pytest.mark.parametrize(
    ("old", "new", "column", "says"),
    [
        ('"theta_mean"', '"theta"', "theta_mean", "the file has 'theta' instead"),
        ("1991,1,432", "19911,1,432", "YEAR", "is not a year"),
        ("1991,1,432", "1991,1,MLI", "COW", "is not of type integer"),
        (",2,1,0,1,3", ",3,1,0,1,3", "DISAP", "is above 2"),
        ("-0.25,0.25", "-25,0.25", "theta_mean", "is below -8"),
        ("-0.25,0.25", ",0.25", "theta_mean", "is empty"),
        ("100,120,300", "100,-120,300", "killing_best", "is below 0"),
    ],
)
def test_what_cannot_be_is_refused_by_name(
    tmp_path: Path, old: str, new: str, column: str, says: str
) -> None:
    with pytest.raises(SourceError, match=says) as caught:
        told.run("hrps", told.edited("hrps", tmp_path, FILE, old, new))
    assert caught.value.file == FILE
    assert caught.value.column == column
    assert caught.value.row is not None
    assert "Mend:" in str(caught.value)


@pytest.mark.parametrize(
    "content",
    [b"", b"<!DOCTYPE html>\n<html></html>\n", SCORES.decode().encode("utf-16"), SCORES[:-20]],
    ids=["empty", "page", "utf-16", "cut"],
)
def test_a_file_in_the_wrong_form_is_refused(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(SourceError, match=r"HumanRights.*\.csv.*Mend:"):
        told.run("hrps", told.replaced("hrps", tmp_path, FILE, content))


@settings(max_examples=EXAMPLES, deadline=None)
@given(damaged(SCORES))
def test_damage_is_refused_or_every_line_is_kept(content: bytes) -> None:
    assert told.conserved_or_refused("hrps", FILE, "scores", content)


@pytest.fixture(scope="module")
def whole(mirror: Path) -> duckdb.DuckDBPyConnection:
    return told.mirrored("hrps", mirror)


@pytest.mark.mirror
def test_every_score_is_told_but_for_the_two_of_1990(whole: duckdb.DuckDBPyConnection) -> None:
    assert whole.execute("SELECT count(*) FROM raw.scores").fetchall() == [(11_275,)]
    assert len(states(whole, "theta")) == 11_275 - 2
    rwanda = [row for row in states(whole, "killing") if row[:2] == ("517", 1994)]
    assert [row[2:5] for row in rwanda] == [(522_637, 214_975, 1_382_139)]


@pytest.mark.mirror
def test_every_state_is_known_and_has_one_value(whole: duckdb.DuckDBPyConnection) -> None:
    assert told.lost_or_double(whole) == []
