"""Political Terror Scale: hand-written rows and what they tell; bad input; the mirror's numbers."""

from pathlib import Path

import duckdb
import pytest
import told
from damage import EXAMPLES, damaged
from hypothesis import given, settings

from auxilia.errors import SourceError

FILE = "PTS-2023.csv"
SCORES = (told.samples("pts") / FILE).read_bytes()


@pytest.fixture(scope="module")
def sample() -> duckdb.DuckDBPyConnection:
    return told.run("pts")


def states(con: duckdb.DuckDBPyConnection, short: str) -> list[tuple[object, ...]]:
    return con.execute(
        "SELECT actor_ref, year, value, missing, locator FROM states "
        "WHERE indicator = 'pts:' || ? ORDER BY ALL",
        [short],
    ).fetchall()


def test_scores_and_why_there_is_none(sample: duckdb.DuckDBPyConnection) -> None:
    assert states(sample, "amnesty") == [
        ("Crimea", 2014, None, "not covered apart", "row 8"),
        ("Côte d'Ivoire", 2014, None, "no report", "row 3"),
        ("Israel", 2014, 5.0, None, "row 6"),
        ("Mali", 1990, 3.0, None, "row 2"),
        ("Mali", 2014, 4.0, None, "row 4"),
    ]
    assert [row[:3] for row in states(sample, "state")] == [
        ("Crimea", 2014, None),
        ("Côte d'Ivoire", 2014, 3.0),
        ("Israel", 2014, 4.0),
        ("Mali", 1990, 4.0),
        ("Mali", 2014, 3.0),
    ]


def test_years_before_the_first_score_are_not_covered(sample: duckdb.DuckDBPyConnection) -> None:
    assert [row[:4] for row in states(sample, "hrw")] == [
        ("Crimea", 2014, None, "not covered apart"),
        ("Côte d'Ivoire", 2014, 2.0, None),
        ("Israel", 2014, None, "a report that was not scored"),
        ("Mali", 2014, None, "a report that was not scored"),
    ]


def test_the_publisher_s_latin_1_is_read_too(tmp_path: Path) -> None:
    folder = told.replaced("pts", tmp_path, FILE, SCORES.decode().encode("latin-1"))
    assert ("Côte d'Ivoire", 2014, 3.0, None, "row 3") in states(told.run("pts", folder), "state")


@pytest.mark.parametrize(
    ("old", "new", "column", "says"),
    [
        ("NA_Status_H", "Status_H", "NA_Status_H", "the file has 'Status_H' instead"),
        ("432,3,,4,0,88,0", "432,3,,4,0,55,0", "NA_Status_H", r"'55' stands in no row of lookups/status"),
        ("432,3,,4,0,88,0", "432,6,,4,0,88,0", "PTS_A", "is above 5"),
        ("432,3,,4,0,88,0", "432,good,,4,0,88,0", "PTS_A", "is not of type integer"),
        ("Mali,Mali,1990", "Mali,Mali,", "Year", "is empty"),
    ],
)
def test_what_cannot_be_is_refused_by_name(
    tmp_path: Path, old: str, new: str, column: str, says: str
) -> None:
    with pytest.raises(SourceError, match=says) as caught:
        told.run("pts", told.edited("pts", tmp_path, FILE, old, new))
    assert FILE in (caught.value.file or "")
    assert caught.value.column == column
    assert caught.value.row is not None
    assert "Mend:" in str(caught.value)


@pytest.mark.parametrize(
    "content",
    [b"", b"<!DOCTYPE html>\n<html></html>\n", SCORES.decode().encode("utf-16"), SCORES[:-8]],
    ids=["empty", "page", "utf-16", "cut"],
)
def test_a_file_in_the_wrong_form_is_refused(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(SourceError, match=r"PTS-2023\.csv.*Mend:"):
        told.run("pts", told.replaced("pts", tmp_path, FILE, content))


@settings(max_examples=EXAMPLES, deadline=None)
@given(damaged(SCORES))
def test_damage_is_refused_or_every_line_is_kept(content: bytes) -> None:
    assert told.conserved_or_refused("pts", FILE, "scores", content)


@pytest.fixture(scope="module")
def whole(mirror: Path) -> duckdb.DuckDBPyConnection:
    return told.mirrored("pts", mirror)


@pytest.mark.mirror
def test_every_score_is_told_but_for_lines_that_double(whole: duckdb.DuckDBPyConnection) -> None:
    assert whole.execute("SELECT count(*) FROM raw.scores").fetchall() == [(10_007,)]
    lines = whole.execute(
        "SELECT count(s.amnesty), count(s.state), count(s.hrw) FROM t.scores AS s "
        "ANTI JOIN lookup.overlaps AS o "
        "ON o.country = s.country AND s.year BETWEEN o.year_from::INTEGER AND o.year_to::INTEGER"
    ).fetchall()
    counts = [
        sum(row[2] is not None for row in states(whole, short)) for short in ("amnesty", "state", "hrw")
    ]
    assert [tuple(counts)] == lines
    assert ("Syrian Arab Republic", 2013, 5.0) in [row[:3] for row in states(whole, "state")]


@pytest.mark.mirror
def test_only_occupied_areas_are_nobody_and_no_state_has_two_values(whole: duckdb.DuckDBPyConnection) -> None:
    assert {row[1] for row in told.lost_or_double(whole)} == {None}
    lost = whole.execute("SELECT DISTINCT ref FROM ends WHERE actor_id IS NULL ORDER BY 1").fetchall()
    assert [name for (name,) in lost] == [
        "Crimea",
        "Gaza (Hamas)",
        "Israel in Occupied Territories",
        "Russia-Occupied Areas (Ukraine)",
    ]
