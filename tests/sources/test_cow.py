"""Correlates of War: hand-written rows and what they tell; bad input; the mirror's numbers."""

from pathlib import Path

import duckdb
import pytest
import told
from damage import EXAMPLES, damaged
from hypothesis import given, settings

from auxilia.errors import SourceError

DISPUTES = (told.samples("cow") / "cow_mid_ddydisps.csv").read_bytes()


@pytest.fixture(scope="module")
def sample() -> duckdb.DuckDBPyConnection:
    return told.run("cow")


def states(con: duckdb.DuckDBPyConnection, indicator: str) -> list[tuple[object, ...]]:
    return con.execute(
        "SELECT actor_ref, year, value, locator FROM states WHERE indicator = ? ORDER BY ALL", [indicator]
    ).fetchall()


def dyads(con: duckdb.DuckDBPyConnection, indicator: str) -> list[tuple[object, ...]]:
    return con.execute(
        "SELECT a_ref, b_ref, year, value, locator FROM dyads WHERE indicator = ? ORDER BY ALL", [indicator]
    ).fetchall()


def test_in_the_year_of_unification_the_new_code_stands(sample: duckdb.DuckDBPyConnection) -> None:
    assert states(sample, "cow:cinc") == [
        ("2", 1913, 0.25, "row 2"),
        ("2", 1914, 0.26, "row 3"),
        ("255", 1990, 0.03, "row 4"),
        ("679", 1990, 0.001, "row 6"),
    ]


def test_pounds_and_dollars_are_two_indicators_and_missing_is_told(sample: duckdb.DuckDBPyConnection) -> None:
    assert states(sample, "cow:milex_gbp") == [("2", 1913, 500.0, "row 2")]
    assert states(sample, "cow:milex") == [
        ("2", 1914, 700.0, "row 3"),
        ("255", 1990, 40.0, "row 4"),
        ("679", 1990, None, "row 6"),
    ]
    missing = sample.execute(
        "SELECT indicator, actor_ref, missing FROM states WHERE missing IS NOT NULL ORDER BY ALL"
    ).fetchall()
    assert missing == [("cow:irst", "2", "not known"), ("cow:milex", "679", "not known")]


def test_a_major_power_on_any_day_is_one_in_that_year_once(sample: duckdb.DuckDBPyConnection) -> None:
    assert states(sample, "cow:major") == [
        ("2", 1898, 1.0, "row 2"),
        ("2", 1899, 1.0, "row 2, 3"),
        ("2", 1900, 1.0, "row 3"),
    ]


def test_disputes_are_counted_by_state(sample: duckdb.DuckDBPyConnection) -> None:
    assert states(sample, "cow:mids") == [
        ("2", 1950, 2.0, "row 2, 4"),
        ("20", 1950, 1.0, "row 3"),
        ("255", 1990, 1.0, "row 6"),
        ("365", 1950, 1.0, "row 5"),
        ("365", 1990, 1.0, "row 7"),
    ]
    onsets = [(ref, year, value) for ref, year, value, _ in states(sample, "cow:mid_onsets")]
    assert onsets == [
        ("2", 1950, 1.0),
        ("20", 1950, 1.0),
        ("255", 1990, 1.0),
        ("365", 1950, 0.0),
        ("365", 1990, 1.0),
    ]
    own = [(ref, year, value) for ref, year, value, _ in states(sample, "cow:mid_hostility")]
    assert own == [
        ("2", 1950, 5.0),
        ("20", 1950, 2.0),
        ("255", 1990, 1.0),
        ("365", 1950, 5.0),
        ("365", 1990, 3.0),
    ]


def test_contiguity_is_told_once_a_pair_and_year(sample: duckdb.DuckDBPyConnection) -> None:
    assert dyads(sample, "cow:contiguity") == [
        ("2", "20", 1950, 1.0, "row 2"),
        ("2", "20", 1951, 2.0, "row 6"),
        ("20", "255", 1990, 4.0, "row 8"),
        ("255", "679", 1990, 5.0, "row 12"),
    ]
    assert dyads(sample, "cow:land_border") == [("2", "20", 1950, 1.0, "row 2")]


def test_disputes_of_pairs_with_and_without_direction(sample: duckdb.DuckDBPyConnection) -> None:
    pairs = [("2", "20", 1950), ("2", "365", 1950), ("255", "365", 1990)]
    rows = ["row 2", "row 4", "row 6"]
    for indicator, values in {
        "cow:mid": [1.0, 1.0, 1.0],
        "cow:mid_onset": [1.0, 0.0, 1.0],
        "cow:mid_hostility_dyad": [4.0, 5.0, 3.0],
        "cow:mid_fatality": [None, 6.0, 0.0],
    }.items():
        expected = [(*pair, value, row) for pair, value, row in zip(pairs, values, rows, strict=True)]
        assert dyads(sample, indicator) == expected
    assert [row[:4] for row in dyads(sample, "cow:mid_hostility_to")] == [
        ("2", "20", 1950, 4.0),
        ("2", "365", 1950, 5.0),
        ("20", "2", 1950, 2.0),
        ("255", "365", 1990, 1.0),
        ("365", "2", 1950, 5.0),
        ("365", "255", 1990, 3.0),
    ]
    directed = sample.execute("SELECT DISTINCT indicator FROM dyads WHERE directed").fetchall()
    assert directed == [("cow:mid_hostility_to",)]


def test_distance_and_organisations_keep_their_zeros(sample: duckdb.DuckDBPyConnection) -> None:
    assert dyads(sample, "cow:mindist") == [("2", "55", 1950, 0.0, "row 2"), ("2", "55", 1951, 12.5, "row 3")]
    assert dyads(sample, "cow:igos") == [("2", "20", 1950, 0.0, "row 2"), ("2", "20", 1951, 31.0, "row 3")]


def test_the_publisher_s_own_capabilities_are_read_too(tmp_path: Path) -> None:
    content = (
        b"stateabb,ccode,year,milex,milper,irst,pec,tpop,upop,cinc,version\n"
        b"AAA,2,1914,700,95,-9,9,1010,210,.26,2025\n"
    )
    con = told.run("cow", told.replaced("cow", tmp_path, "cow_nmc.csv", content))
    assert states(con, "cow:cinc") == [("2", 1914, 0.26, "row 2")]
    assert states(con, "cow:irst") == [("2", 1914, None, "row 2")]


@pytest.mark.parametrize(
    ("file", "old", "new", "column", "says"),
    [
        ("cow_nmc.csv", "cinc", "cinc_score", "cinc", "the file has 'cinc_score' instead"),
        ("cow_nmc.csv", ",0.25", ",1.25", "cinc", "above 1"),
        ("cow_nmc.csv", "2,1913,500", "2,1913,-500", "milex", "below 0"),
        ("cow_nmc.csv", "255,1990", "GMY,1990", "ccode", "not of type integer"),
        ("contdird.csv", ",1950,1,", ",1950,6,", "conttype", "above 5"),
        ("contdird.csv", ",1951,4,", ",,4,", "year", "is empty"),
        ("cow_mindist.csv", "12.5", "40000", "mindist", "above 20050"),
        ("cow_igo_ndy.csv", "31", "-1", "dyadigos", "below 0"),
        (
            "cow_mid_ddydisps.csv",
            "9003,260,365,1990,1,1",
            "9003,260,365,1990,0,1",
            "cowmidongoing",
            "not one of 1",
        ),
        ("cow_mid_ddydisps.csv", ",-9,4,30", ",7,4,30", "fatality", "above 6"),
        ("cow_majors.csv", "1899,12", "18990,12", "styear", "not a year"),
        ("states2016.csv", "1926", "19266", "styear", "not a year"),
    ],
)
def test_what_cannot_be_is_refused_by_name(
    tmp_path: Path, file: str, old: str, new: str, column: str, says: str
) -> None:
    with pytest.raises(SourceError, match=says) as caught:
        told.run("cow", told.edited("cow", tmp_path, file, old, new))
    assert file in (caught.value.file or "")
    assert caught.value.column == column
    assert caught.value.row is not None
    assert "Mend:" in str(caught.value)


@pytest.mark.parametrize(
    "content",
    [
        b"<!DOCTYPE html>\n<html><body>Not found</body></html>\n",
        DISPUTES.decode().encode("utf-16"),
        DISPUTES + b"9004,2,3",
        b"",
    ],
)
def test_a_file_in_the_wrong_form_is_refused(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(SourceError, match=r"cow_mid_ddydisps\.csv.*Mend:"):
        told.run("cow", told.replaced("cow", tmp_path, "cow_mid_ddydisps.csv", content))


def test_guards_see_what_is_told_in_one_direction_only(tmp_path: Path) -> None:
    whole = told.run("cow")
    assert told.guard(whole, "cow", "contiguity told in one direction only") == 0
    assert told.guard(whole, "cow", "disputes told in one direction only") == 0
    folder = told.edited(
        "cow", tmp_path, "contdird.csv", '20,"BBB",2,"AAA",1950,1', '20,"BBB",2,"AAA",1950,3'
    )
    assert told.guard(told.run("cow", folder), "cow", "contiguity told in one direction only") == 2


@settings(max_examples=EXAMPLES, deadline=None)
@given(damaged(DISPUTES))
def test_damage_is_refused_or_every_line_is_kept(content: bytes) -> None:
    assert told.conserved_or_refused("cow", "cow_mid_ddydisps.csv", "disputes", content)


@pytest.fixture(scope="module")
def whole(mirror: Path) -> duckdb.DuckDBPyConnection:
    return told.mirrored("cow", mirror)


@pytest.mark.mirror
def test_the_whole_files_are_read(whole: duckdb.DuckDBPyConnection) -> None:
    tables = ("states", "contiguity", "capabilities", "disputes", "organisations", "distances")
    counts = [whole.execute(f"SELECT count(*) FROM raw.{table}").fetchall()[0][0] for table in tables]
    assert counts == [243, 82_498, 17_121, 10_234, 917_695, 952_244]


@pytest.mark.mirror
def test_every_state_year_and_dyad_year_is_known_and_told_once(whole: duckdb.DuckDBPyConnection) -> None:
    assert told.lost_or_double(whole) == []


@pytest.mark.mirror
def test_rows_of_unification_years_are_the_only_ones_left_out(whole: duckdb.DuckDBPyConnection) -> None:
    """Germany and Yemen have two lines in 1990; 29 pairs have two kinds of contiguity in a year."""
    rows = dict(
        whole.execute(
            "SELECT indicator, count(*) FROM "
            "(SELECT indicator FROM states UNION ALL SELECT indicator FROM dyads) GROUP BY 1"
        ).fetchall()
    )
    assert rows["cow:cinc"] == 17_121 - 2
    assert rows["cow:milex"] + rows["cow:milex_gbp"] == 17_121 - 2
    neighbours_of_germany_twice, neighbours_of_yemen_twice = 12, 5
    assert (
        rows["cow:contiguity"] == 82_498 // 2 - 29 - neighbours_of_germany_twice - neighbours_of_yemen_twice
    )
    assert (rows["cow:mindist"], rows["cow:igos"]) == (952_244, 917_695)
    assert (rows["cow:mid"], rows["cow:mid_hostility_to"]) == (10_234 // 2, 10_234)


@pytest.mark.mirror
def test_capabilities_are_the_published_ones(whole: duckdb.DuckDBPyConnection) -> None:
    scores = whole.execute(
        "SELECT actor_ref, round(value, 3) FROM states WHERE indicator = 'cow:cinc' AND year = 2022 "
        "AND actor_ref IN ('2', '365', '710') ORDER BY value DESC"
    ).fetchall()
    assert scores == [("710", 0.234), ("2", 0.124), ("365", 0.038)]
    highest = whole.execute(
        "SELECT max(value), arg_max(actor_ref, value), arg_max(year, value) FROM states "
        "WHERE indicator = 'cow:cinc'"
    ).fetchall()
    assert [(round(value, 3), ref, year) for value, ref, year in highest] == [(0.384, "2", 1945)]


@pytest.mark.mirror
def test_land_borders_of_2016_are_those_of_the_atlas(whole: duckdb.DuckDBPyConnection) -> None:
    borders = whole.execute(
        "SELECT ref, count(*) FROM (SELECT unnest([a_ref, b_ref]) AS ref FROM dyads "
        "WHERE indicator = 'cow:land_border' AND year = 2016) "
        "WHERE ref IN ('2', '235', '255', '365', '710') GROUP BY ref ORDER BY ref::INTEGER"
    ).fetchall()
    assert borders == [("2", 2), ("235", 1), ("255", 9), ("365", 14), ("710", 14)]


@pytest.mark.mirror
def test_major_powers_of_2016(whole: duckdb.DuckDBPyConnection) -> None:
    powers = whole.execute(
        "SELECT actor_ref FROM states WHERE indicator = 'cow:major' AND year = 2016 "
        "ORDER BY actor_ref::INTEGER"
    ).fetchall()
    assert [ref for (ref,) in powers] == ["2", "200", "220", "255", "365", "710", "740"]
