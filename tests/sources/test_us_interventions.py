"""US interventions: hand-written cases and their expected claims; bad workbooks; the mirror's totals."""

import datetime as dt
import tempfile
from collections.abc import Sequence
from pathlib import Path

import duckdb
import pytest
from damage import EXAMPLES, damaged
from hypothesis import given, settings
from python_calamine import CalamineWorkbook
from told import fresh
from workbooks import Cell, write_workbook

from auxilia.errors import SourceError
from auxilia.readers import run_source
from auxilia.snapshots import Snapshot, from_mirror
from auxilia.sources import discover

FILE = "mip-us-intervention-raw.xlsx"
SHEET = "Dataset No Format"
HEADER: list[Cell] = [
    "State B", "State B code", "styear", "StateB primary target?", "Name", "dispnum", "RemoveCase", "stday",
    "stmon", "endday", "endmon", "endyear", "Ongoing", "Objective", "BuildReg", "MaxTroops", "Description",
]  # fmt: skip
BUILD = "Maintain/Build Foreign Regime Authority"
# The first four bear the keys of cases whose side is known; what else they say is invented.
ROWS: list[list[Cell]] = [
    ["THI", 800, 1962, "0 (an invented foe)", "Support for Thai Regime", None, 0, 5, 4, 7, 8, 1962, 0, BUILD,
     1, 1200, "Invented."],
    ["GUA", 90, 1954, None, "Guatemala Coup D'etat", "N/A", 0, None, 5, None, 6, 1954, 0, "Remove", 1,
     "Unknown", "Invented."],
    ["LIB", 620, 1984, 1, "Attack on Omdurman", 77, 0, 30, 19, None, None, None, 1, BUILD, 1, 0, "Invented."],
    ["CHN", 710, 1962, 1, "Quemoy Shelling", None, 0, 1, 1, 2, 1, 1962, 0, BUILD, 1, 0, "Invented."],
    ["FIJ", 950, 1971, 1, "Invented Landing", None, 0, 1, 2, 3, 2, 1971, 0, "Economic Protection", 0, 40,
     "Invented."],
    ["FIJ, TON", "950, 955", 1972, None, None, 88, 1, *[None] * 4, 1972, *[None] * 5],
    ["FIJ, TON", "950, 955", 1972, None, None, 88, 1, *[None] * 4, 1972, *[None] * 5],
]  # fmt: skip
day = dt.date


def run(path: Path) -> duckdb.DuckDBPyConnection:
    con = fresh()
    snapshot = Snapshot("us_interventions", "cases", path, path.name, "0" * 64, path.stat().st_size, "test")
    run_source(con, discover()["us_interventions"], [snapshot], guards=False)
    return con


def workbook(folder: Path, rows: Sequence[Sequence[Cell]], header: Sequence[Cell] = HEADER) -> Path:
    return write_workbook(folder / FILE, {SHEET: [header, *rows], "Duration": [["Name"]]})


def make_sample(folder: Path) -> None:
    """The sample's files, for the tests of all sources."""
    workbook(folder, ROWS)


def edited(row: int, column: str, cell: Cell) -> list[list[Cell]]:
    rows = [list(cells) for cells in ROWS]
    rows[row][HEADER.index(column)] = cell
    return rows


@pytest.fixture(scope="module")
def claims(tmp_path_factory: pytest.TempPathFactory) -> duckdb.DuckDBPyConnection:
    return run(workbook(tmp_path_factory.mktemp("cases"), ROWS))


def test_a_case_with_a_known_side_is_a_tie_to_that_side(claims: duckdb.DuckDBPyConnection) -> None:
    rows = claims.execute(
        "SELECT record_id, facet, provider_ref, recipient_scheme, recipient_ref, recipient_text, "
        "opponent_scheme, opponent_ref, practice, instrument, measure, value, certainty FROM claims "
        "WHERE countable ORDER BY locator, facet"
    ).fetchall()
    thai = ("THI:1962:Support for Thai Regime#1", "state:USA", "cow", "800", "Thailand", "name",
            "Communists in Thailand", "support", "troops")  # fmt: skip
    exiles = "Guatemalan exile forces"
    omdurman = "LIB:1984:Attack on Omdurman:77#1"
    opponent = ("cow", "620", "support", "intelligence", "presence", None, "confirmed")
    assert rows == [
        (thai[0], "presence:800", *thai[1:], "presence", None, "confirmed"),
        (thai[0], "troops", *thai[1:], "troops", 1200.0, "confirmed"),
        ("GUA:1954:Guatemala Coup D'etat#1", f"presence:{exiles}", "state:USA", "name", exiles, exiles, "cow",
         "90", "support", "other", "presence", None, "confirmed"),
        (omdurman, "presence:625", "state:USA", "cow", "625", "Sudan", *opponent),
        (omdurman, "presence:651", "state:USA", "cow", "651", "Egypt", *opponent),
    ]  # fmt: skip


def test_dates_know_days_months_and_years_and_leave_the_end_open(claims: duckdb.DuckDBPyConnection) -> None:
    rows = claims.execute(
        "SELECT DISTINCT locator, date_start, date_end, date_precision, year FROM claims "
        "WHERE countable ORDER BY 1"
    ).fetchall()
    assert rows == [
        ("row 2", day(1962, 4, 5), day(1962, 8, 7), "day", None),
        ("row 3", day(1954, 5, 1), day(1954, 6, 30), "month", None),
        ("row 4", day(1984, 1, 1), None, "year", None),
    ]


def test_every_other_case_stays_with_its_reason(claims: duckdb.DuckDBPyConnection) -> None:
    rows = claims.execute(
        "SELECT record_id, recipient_scheme, recipient_ref, recipient_text, reason FROM claims "
        "WHERE NOT countable ORDER BY locator"
    ).fetchall()
    gone = "taken out by the makers: a duplicate, merged, or no intervention"
    assert rows == [
        ("CHN:1962:Quemoy Shelling#1", "cow", "710", "CHN", "a threat, no forces sent"),
        ("FIJ:1971:Invented Landing#1", "cow", "950", "FIJ",
         "the objective is not to maintain or build a foreign regime"),
        ("FIJ, TON:1972:88#1", "name", "FIJ, TON", "FIJ, TON", gone),
        ("FIJ, TON:1972:88#2", "name", "FIJ, TON", "FIJ, TON", gone),
    ]  # fmt: skip


def test_a_tie_by_troops_needs_some(tmp_path: Path) -> None:
    """Intelligence for two sides (row 4) has no troops and stays; so do the troops of others."""
    con = run(workbook(tmp_path, edited(0, "MaxTroops", 0)))
    rows = con.execute(
        "SELECT facet, countable, value, reason FROM claims WHERE locator = 'row 2' ORDER BY 1"
    ).fetchall()
    none = "the file counts no troops in this case"
    assert rows == [("presence:800", False, None, none), ("troops", False, 0.0, none)]
    kept = con.execute("SELECT count(*) FROM claims WHERE countable AND locator = 'row 4'").fetchall()
    assert kept == [(2,)]


def test_a_case_of_building_whose_side_nobody_has_filed_stops_the_build(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"breaks the contract of claims.*lookups") as caught:
        run(workbook(tmp_path, edited(4, "BuildReg", 1)))
    assert (caught.value.file, caught.value.row, caught.value.column) == (FILE, "6", "practice")


@pytest.mark.parametrize(
    ("row", "column", "cell", "says"),
    [
        (0, "styear", 19621, "is not a year"),
        (0, "styear", None, "is empty"),
        (0, "stmon", 40, "is above 31"),
        (0, "RemoveCase", 2, "is not of type flag"),
        (0, "BuildReg", 3, "is above 2"),
        (0, "MaxTroops", "many", "is not of type number"),
        (0, "MaxTroops", -5, "is below 0"),
        (5, "State B", None, "is empty"),
    ],
)
def test_what_cannot_be_is_refused_by_name(
    tmp_path: Path, row: int, column: str, cell: Cell, says: str
) -> None:
    with pytest.raises(SourceError, match=says) as caught:
        run(workbook(tmp_path, edited(row, column, cell)))
    error = caught.value
    assert (error.file, error.row, error.column) == (FILE, str(row + 2), column)


def test_a_renamed_column_is_named(tmp_path: Path) -> None:
    header = ["BuildRegime" if name == "BuildReg" else name for name in HEADER]
    with pytest.raises(SourceError, match="no column 'BuildReg'; the file has 'BuildRegime'"):
        run(workbook(tmp_path, ROWS, header))


@pytest.mark.parametrize("content", [b"PK\x03\x04 cut short", b"<html>not found</html>", b""])
def test_a_file_that_is_no_workbook_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / FILE
    path.write_bytes(content)
    with pytest.raises(SourceError, match=r"mip-us-intervention-raw\.xlsx.*Mend:"):
        run(path)


with tempfile.TemporaryDirectory() as _folder:
    WORKBOOK = workbook(Path(_folder), ROWS).read_bytes()


@settings(max_examples=EXAMPLES, deadline=None)
@given(damaged(WORKBOOK))
def test_a_damaged_workbook_is_refused_or_read_whole(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / FILE
        path.write_bytes(content)
        try:
            con = run(path)
        except SourceError:
            return
        assert con.execute("SELECT count(DISTINCT record_id) FROM claims").fetchall() == [(len(ROWS),)]


def test_every_side_has_a_state_or_name_or_the_reason_why_not() -> None:
    folder = discover()["us_interventions"].folder
    rows = duckdb.sql(
        f"SELECT state_b, year, name FROM read_csv('{folder / 'lookups' / 'sides.csv'}', all_varchar = true) "
        "WHERE (recipient_ref IS NULL) = (reason IS NULL) "
        "OR (opponent_ref IS NULL) <> (opponent_text IS NULL)"
    ).fetchall()
    assert rows == []


@pytest.fixture(scope="module")
def whole(mirror: Path) -> duckdb.DuckDBPyConnection:
    spec = discover()["us_interventions"]
    con = duckdb.connect()
    assert run_source(con, spec, from_mirror(mirror, spec.files)) == []
    return con


@pytest.mark.mirror
def test_the_whole_file_keeps_every_case(whole: duckdb.DuckDBPyConnection) -> None:
    rows = whole.execute(
        "SELECT count(DISTINCT record_id), count(DISTINCT record_id) FILTER (countable), "
        "count(DISTINCT record_id) FILTER (reason LIKE 'taken out%') FROM claims"
    ).fetchall()
    assert rows == [(570, 70, 178)]


@pytest.mark.mirror
def test_the_cases_that_remain_are_those_of_the_makers_universe(
    whole: duckdb.DuckDBPyConnection, mirror: Path
) -> None:
    """The sheet Case Universe lists the cases again and marks those that were taken out."""
    path = mirror / "us_interventions" / FILE
    with CalamineWorkbook.from_path(str(path)) as book:
        header, *rows = book.get_sheet_by_name("Case Universe").to_python()
    cases = [dict(zip(header, row, strict=True)) for row in rows]
    theirs = sorted((c["Target State"].strip(), int(c["Start Year"])) for c in cases if not c["Uncertain"])
    ours = whole.execute(
        "SELECT state_b, start_year FROM t.cases WHERE NOT is_removed ORDER BY ALL"
    ).fetchall()
    assert ours == theirs


@pytest.mark.mirror
def test_no_tie_is_counted_by_troops_where_there_were_none(whole: duckdb.DuckDBPyConnection) -> None:
    rows = whole.execute(
        "SELECT count(*) FILTER (countable), count(*) FILTER (NOT countable AND reason LIKE '%no troops%') "
        "FROM claims JOIN t.cases AS c ON locator = 'row ' || c._row "
        "WHERE c.troops = 0 AND (measure = 'troops' OR instrument = 'troops')"
    ).fetchall()
    counted, left = rows[0]
    assert counted == 0
    assert left > 20


@pytest.mark.mirror
def test_well_known_cases_point_to_the_side_supported(whole: duckdb.DuckDBPyConnection) -> None:
    rows = whole.execute(
        "SELECT recipient_text, year(date_start), value FROM claims WHERE facet = 'troops' "
        "AND recipient_ref IN ('732', '690', '92') AND value >= 55 AND year(date_start) < 1992 ORDER BY 2"
    ).fetchall()
    assert rows == [
        ("South Korea", 1950, 1_789_000.0),
        ("South Korea", 1977, 44_000.0),
        ("El Salvador", 1981, 55.0),
        ("Kuwait", 1991, 532_000.0),
    ]
