"""Defence cooperation agreements: hand-written rows and their expected claims; the mirror's totals."""

import datetime as dt
from pathlib import Path

import duckdb
import pytest
from told import fresh

from auxilia.errors import SourceError
from auxilia.readers import run_source
from auxilia.snapshots import Snapshot, from_mirror
from auxilia.sources import discover

SAMPLE = Path(__file__).parent / "dcad" / "agreements.csv"


def snapshot(path: Path) -> Snapshot:
    return Snapshot("dcad", "agreements", path, path.name, "0" * 64, path.stat().st_size, "test")


def run(path: Path) -> duckdb.DuckDBPyConnection:
    con = fresh()
    run_source(con, discover()["dcad"], [snapshot(path)], guards=False)
    return con


def edited(tmp_path: Path, old: str, new: str) -> Path:
    text = SAMPLE.read_text("utf-8")
    assert old in text
    path = tmp_path / "agreements.csv"
    path.write_text(text.replace(old, new), "utf-8")
    return path


def test_each_agreement_is_signed_and_in_force_in_both_directions() -> None:
    rows = (
        run(SAMPLE)
        .execute(
            "SELECT record_id, facet, locator, provider_ref, recipient_ref, practice, date_start, date_end, "
            "year, date_precision, certainty FROM claims ORDER BY ALL"
        )
        .fetchall()
    )
    day = dt.date
    assert rows == [
        ("T-1", "agreed:12", "row 2", "220", "432", "train", day(1991, 3, 7), None, 1991, "day", "confirmed"),
        ("T-1", "agreed:21", "row 2", "432", "220", "train", day(1991, 3, 7), None, 1991, "day", "confirmed"),
        (
            "T-1",
            "in_force:12",
            "row 2",
            "220",
            "432",
            "train",
            day(1992, 6, 1),
            day(1999, 12, 31),
            None,
            "day",
            "confirmed",
        ),
        (
            "T-1",
            "in_force:21",
            "row 2",
            "432",
            "220",
            "train",
            day(1992, 6, 1),
            day(1999, 12, 31),
            None,
            "day",
            "confirmed",
        ),
        (
            "T-2",
            "agreed:12",
            "row 3",
            "200",
            "501",
            "support",
            day(2001, 1, 1),
            None,
            2001,
            "year",
            "uncertain",
        ),
        (
            "T-2",
            "agreed:21",
            "row 3",
            "501",
            "200",
            "support",
            day(2001, 1, 1),
            None,
            2001,
            "year",
            "uncertain",
        ),
        (
            "T-2",
            "in_force:12",
            "row 3",
            "200",
            "501",
            "support",
            day(2001, 1, 1),
            day(2010, 12, 31),
            None,
            "year",
            "uncertain",
        ),
        (
            "T-2",
            "in_force:21",
            "row 3",
            "501",
            "200",
            "support",
            day(2001, 1, 1),
            day(2010, 12, 31),
            None,
            "year",
            "uncertain",
        ),
    ]


def test_an_unknown_category_names_file_row_and_column(tmp_path: Path) -> None:
    with pytest.raises(SourceError) as caught:
        run(edited(tmp_path, "TREX", "ESPIONAGE"))
    error = caught.value
    assert (error.file, error.row, error.column) == ("agreements.csv", "2", "category1")
    assert "ESPIONAGE" in str(error)
    assert "Mend:" in str(error)


def test_a_renamed_column_is_named_with_its_likely_new_name(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"'endYearEstimate'.*the file has 'endYearEstimated' instead"):
        run(edited(tmp_path, "endYearEstimate", "endYearEstimated"))


@pytest.mark.parametrize(
    ("old", "new", "column", "says"),
    [
        ("2001,,,,general", "3001,,,,general", "signYear", "is not a year"),
        ("7,3,1991", "7,-3,1991", "signMonth", "is below 1"),
        ("7,3,1991", "seven,3,1991", "signDay", "is not of type integer"),
        ("220,FRN", ",FRN", "ccode1", "is empty"),
    ],
)
def test_an_absurd_value_is_refused(tmp_path: Path, old: str, new: str, column: str, says: str) -> None:
    with pytest.raises(SourceError, match=says) as caught:
        run(edited(tmp_path, old, new))
    assert caught.value.column == column


def test_a_row_cut_short_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "agreements.csv"
    path.write_text(SAMPLE.read_text("utf-8") + "2,USA,20\n", "utf-8")
    with pytest.raises(SourceError, match="cannot be read as a table"):
        run(path)


def test_a_stray_quote_that_swallows_a_line_is_noticed(tmp_path: Path) -> None:
    path = edited(tmp_path, "Invented Treaty Series,,,,T-1\n200,", '"Invented Treaty Series,,,,T-1\n200,')
    path.write_text(path.read_text("utf-8").replace("Invented wire,", 'Invented wire",'), "utf-8")
    with pytest.raises(SourceError, match=r"lines make|cannot be read"):
        run(path)


def test_a_page_of_html_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "agreements.csv"
    path.write_text("<!DOCTYPE html>\n<html><body>Not found</body></html>\n", "utf-8")
    with pytest.raises(SourceError):
        run(path)


@pytest.mark.mirror
def test_the_whole_file_makes_its_claims(mirror: Path) -> None:
    spec = discover()["dcad"]
    con = duckdb.connect()
    signals = run_source(con, spec, from_mirror(mirror, spec.files))
    assert signals == []
    assert con.execute("SELECT count(DISTINCT record_id) FROM claims").fetchall() == [(1871,)]
    both = con.execute("SELECT stage, count(*) FROM claims GROUP BY 1 ORDER BY 1").fetchall()
    assert dict(both)["agreed"] == 2 * 1871
