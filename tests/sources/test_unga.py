"""UN ideal points: hand-written rows and what they tell; encodings and bad input; the mirror's numbers."""

from pathlib import Path

import duckdb
import pytest
import told
from damage import EXAMPLES, damaged
from hypothesis import given, settings

from auxilia.errors import SourceError

ALL_2020 = (told.samples("unga") / "IdealpointestimatesAll_Apr2020.csv").read_bytes()
NAME = "Côte d’Invention"


@pytest.fixture(scope="module")
def sample() -> duckdb.DuckDBPyConnection:
    return told.run("unga")


def test_each_release_and_issue_is_an_indicator_of_its_own(sample: duckdb.DuckDBPyConnection) -> None:
    rows = sample.execute(
        "SELECT indicator, year, value, value_low, value_high FROM states WHERE actor_ref = '437' "
        "ORDER BY ALL"
    ).fetchall()
    assert rows == [
        ("unga:ideal_all_2020", 1946, 0.25, -0.75, 1.0),
        ("unga:ideal_all_2024", 1946, 0.5, -0.5, 1.25),
        ("unga:ideal_all_2024", 1972, 0.75, 0.25, 1.25),
        ("unga:ideal_human_rights_2020", 1970, 0.5, 0.25, 0.75),
        ("unga:ideal_important_2020", 1983, 1.5, 1.25, 1.75),
        ("unga:ideal_middle_east_2020", 1974, 2.5, 2.25, 2.75),
        ("unga:ideal_no_nukes_2020", 1946, 3.5, 3.25, 3.75),
        ("unga:ideal_nuclear_2020", 1978, 4.5, 4.25, 4.75),
    ]


def test_names_survive_both_encodings(sample: duckdb.DuckDBPyConnection) -> None:
    rows = sample.execute("SELECT DISTINCT actor_text FROM states WHERE actor_ref = '437'").fetchall()
    assert rows == [(NAME,)]


def test_agreement_is_told_once_a_pair_and_never_with_oneself(sample: duckdb.DuckDBPyConnection) -> None:
    rows = sample.execute(
        "SELECT a_ref, b_ref, year, value, directed, locator FROM dyads "
        "ORDER BY a_ref::INTEGER, b_ref::INTEGER, year"
    ).fetchall()
    assert rows == [
        ("2", "140", 1946, 0.5, False, "row 2"),
        ("2", "365", 1946, 0.25, False, "row 2"),
        ("2", "750", 1946, 0.75, False, "row 2"),
        ("365", "750", 1946, 0.5, False, "row 3"),
        ("437", "2", 1946, 0.625, False, "row 4"),
        ("437", "2", 1972, 0.5, False, "row 5"),
        ("437", "140", 1972, 0.5, False, "row 5"),
        ("437", "365", 1946, 0.375, False, "row 4"),
        ("437", "365", 1972, 0.5, False, "row 5"),
        ("437", "666", 1972, 0.375, False, "row 5"),
        ("437", "710", 1972, 0.875, False, "row 5"),
        ("437", "750", 1946, 0.5, False, "row 4"),
        ("437", "750", 1972, 0.5, False, "row 5"),
    ]


@pytest.mark.parametrize(
    ("file", "old", "new", "column", "says"),
    [
        (
            "IdealpointestimatesAll_Jun2024.csv",
            "IdealPointAll",
            "IdealPoint",
            "IdealPointAll",
            "has 'IdealPoint' instead",
        ),
        (
            "IdealpointestimatesAll_Jun2024.csv",
            '"2",365,1,42,-2.5',
            '"2",365,1,42,-25',
            "IdealPointAll",
            "below -6",
        ),
        ("IdealpointestimatesAll_Jun2024.csv", "0.875", "8.75", "ChinaAgree", "above 1"),
        ("IdealpointestimatesAll_Apr2020.csv", "1,2,1,42", "1,2,1946,42", "session", "above 150"),
        (
            "IdealpointestimatesAll_Apr2020.csv",
            "0.25,-1.75,-0.75",
            "NA,-1.75,-0.75",
            "IdealPoint",
            "not of type number",
        ),
        ("IdealpointestimatesNuclear_Apr2020.csv", "437", "", "ccode", "is empty"),
    ],
)
def test_what_cannot_be_is_refused_by_name(
    tmp_path: Path, file: str, old: str, new: str, column: str, says: str
) -> None:
    with pytest.raises(SourceError, match=says) as caught:
        told.run("unga", told.edited("unga", tmp_path, file, old, new))
    assert file in (caught.value.file or "")
    assert caught.value.column == column
    assert caught.value.row is not None
    assert "Mend:" in str(caught.value)


@pytest.mark.parametrize(
    "content",
    [
        b"<!DOCTYPE html>\n<html><body>Not found</body></html>\n",
        ALL_2020.decode("cp1252").encode("utf-16"),
        ALL_2020 + b"3,2,2",
        b"",
    ],
)
def test_a_file_in_the_wrong_form_is_refused(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(SourceError, match=r"IdealpointestimatesAll_Apr2020\.csv.*Mend:"):
        told.run("unga", told.replaced("unga", tmp_path, "IdealpointestimatesAll_Apr2020.csv", content))


def test_a_byte_of_no_known_encoding_is_named_with_its_row(tmp_path: Path) -> None:
    content = ALL_2020.replace(b"Alphaland", b"Alpha\x81land")
    folder = told.replaced("unga", tmp_path, "IdealpointestimatesAll_Apr2020.csv", content)
    with pytest.raises(SourceError, match="byte 0x81 is neither UTF-8 nor Windows-1252") as caught:
        told.run("unga", folder)
    assert (caught.value.file, caught.value.row) == ("IdealpointestimatesAll_Apr2020.csv", 2)


@settings(max_examples=EXAMPLES, deadline=None)
@given(damaged(ALL_2020))
def test_damage_is_refused_or_every_line_is_kept(content: bytes) -> None:
    assert told.conserved_or_refused("unga", "IdealpointestimatesAll_Apr2020.csv", "all_2020", content)


@pytest.fixture(scope="module")
def whole(mirror: Path) -> duckdb.DuckDBPyConnection:
    return told.mirrored("unga", mirror)


@pytest.mark.mirror
def test_the_whole_files_are_told_once(whole: duckdb.DuckDBPyConnection) -> None:
    rows = whole.execute(
        "SELECT indicator, count(*), min(year), max(year) FROM states GROUP BY 1 ORDER BY 1"
    ).fetchall()
    assert rows == [
        ("unga:ideal_all_2020", 10_469, 1946, 2019),
        ("unga:ideal_all_2024", 11_238, 1946, 2023),
        ("unga:ideal_human_rights_2020", 8_440, 1970, 2019),
        ("unga:ideal_important_2020", 6_443, 1983, 2018),
        ("unga:ideal_middle_east_2020", 7_896, 1974, 2019),
        ("unga:ideal_no_nukes_2020", 10_468, 1946, 2019),
        ("unga:ideal_nuclear_2020", 7_203, 1978, 2019),
    ]
    assert told.lost_or_double(whole) == []


@pytest.mark.mirror
def test_ideal_points_are_the_published_ones(whole: duckdb.DuckDBPyConnection) -> None:
    """Sessions 50 and 78 of the release of June 2024."""
    rows = whole.execute(
        "SELECT actor_ref, year, round(value, 2) FROM states WHERE indicator = 'unga:ideal_all_2024' "
        "AND year IN (1995, 2023) AND actor_ref IN ('2', '365', '710') ORDER BY actor_ref::INTEGER, year"
    ).fetchall()
    assert rows == [
        ("2", 1995, 3.22),
        ("2", 2023, 2.50),
        ("365", 1995, 1.18),
        ("365", 2023, -0.53),
        ("710", 1995, -1.57),
        ("710", 2023, -0.80),
    ]


@pytest.mark.mirror
def test_estimates_lie_within_their_bounds_and_1964_has_none(whole: duckdb.DuckDBPyConnection) -> None:
    outside = "SELECT count(*) FROM states WHERE value NOT BETWEEN value_low AND value_high OR year = 1964"
    assert whole.execute(outside).fetchall() == [(0,)]


@pytest.mark.mirror
def test_agreement_is_that_of_the_roll_calls(whole: duckdb.DuckDBPyConnection, mirror: Path) -> None:
    """Counted anew from the votes of session 60: yes, abstention and no alike, of the votes both cast."""
    votes = mirror / "unga" / "UNVotesPublished.csv.zst"
    counted = whole.execute(
        f"""
        WITH votes AS (SELECT rcid, ccode, vote FROM read_csv('{votes}', header = true)
            WHERE session = 60 AND vote IN (1, 2, 3))
        SELECT x.ccode::VARCHAR, avg((x.vote = y.vote)::INTEGER)
        FROM votes AS x JOIN votes AS y USING (rcid)
        WHERE y.ccode = 2 AND x.ccode IN (20, 200, 365, 666, 710) GROUP BY 1 ORDER BY 1
        """
    ).fetchall()
    published = whole.execute(
        "SELECT CASE a_ref WHEN '2' THEN b_ref ELSE a_ref END AS other, value FROM dyads WHERE year = 2005 "
        "AND '2' IN (a_ref, b_ref) AND other IN ('20', '200', '365', '666', '710') ORDER BY 1"
    ).fetchall()
    assert [ref for ref, _ in counted] == [ref for ref, _ in published]
    # The votes are of an older edition of the data, with a few votes added and corrected since.
    for (ref, ours), (_, theirs) in zip(counted, published, strict=True):
        assert ours == pytest.approx(theirs, abs=0.02), ref
