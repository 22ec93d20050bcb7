"""The Greenbook: hand-written obligations, their expected claims; bad workbooks; published appropriations."""

import tempfile
from collections.abc import Sequence
from pathlib import Path

import duckdb
import pytest
from damage import EXAMPLES, damaged
from hypothesis import given, settings
from told import fresh
from workbooks import Cell, write_workbook

from auxilia.errors import SourceError
from auxilia.readers import run_source
from auxilia.snapshots import Snapshot, from_mirror
from auxilia.sources import discover

SHEET = "Economic and Military Aid"
TITLES: list[list[Cell]] = [["Invented title"], *([None] for _ in range(5))]
HEADER: list[Cell] = [
    "Fiscal Year",
    "Region",
    "Country",
    "Assistance Category",
    "Publication Row",
    "Funding Agency",
    "Funding Account Name",
    "Obligations (Historical Dollars)",
    "Obligations (Constant Dollars)",
]
IMET: list[Cell] = ["Military", "Military Aid", "An Agency", "International Military Education and Training"]
FOOD: list[Cell] = ["Economic", "Food Aid", "An Agency", "Public Law 480 Title II Grants"]
POLICE: list[Cell] = ["Economic", "Police", "State", "International Narcotics Control and Law Enforcement"]
ROWS: list[list[Cell]] = [
    [1976.9, "Africa", "Mali", *IMET, -1000, -4000],
    [1977, "Africa", "Mali", *IMET, 2500, 9000],
    [1977, "Africa", "Mali", *IMET, 2500, 9000],
    [1990, "Africa", "Mali", *FOOD, 700, 1400],
    [1990, "Africa", "Mali", *POLICE, 0, 0],
]


def run(path: Path) -> duckdb.DuckDBPyConnection:
    con = fresh()
    snapshot = Snapshot("us_greenbook", "obligations", path, path.name, "0" * 64, path.stat().st_size, "test")
    run_source(con, discover()["us_greenbook"], [snapshot], guards=False)
    return con


def workbook(folder: Path, rows: Sequence[Sequence[Cell]], header: Sequence[Cell] = HEADER) -> Path:
    return write_workbook(folder / "greenbook.xlsx", {SHEET: [*TITLES, header, *rows]})


def make_sample(folder: Path) -> None:
    """The sample's files, for the tests of all sources."""
    workbook(folder, ROWS)


def edited(column: str, cell: Cell) -> list[list[Cell]]:
    rows = [list(row) for row in ROWS]
    rows[1][HEADER.index(column)] = cell
    return rows


def test_each_security_obligation_is_told_in_both_prices(tmp_path: Path) -> None:
    rows = (
        run(workbook(tmp_path, ROWS))
        .execute(
            "SELECT locator, facet, right(record_id, 2), provider_ref, recipient_ref, stage, year, "
            "fiscal_year, value, programme_id, note FROM claims ORDER BY locator, facet"
        )
        .fetchall()
    )
    ends, imet = ("state:USA", "Mali", "obligated"), str(IMET[3])
    course = ("us:imet", imet)
    assert rows == [
        ("row 10", "constant_2020", "#2", *ends, 1977, 1977, 9000.0, *course),
        ("row 10", "current", "#2", *ends, 1977, 1977, 2500.0, *course),
        ("row 12", "constant_2020", "#1", *ends, 1990, 1990, 0.0, "us:incle", str(POLICE[3])),
        ("row 12", "current", "#1", *ends, 1990, 1990, 0.0, "us:incle", str(POLICE[3])),
        (
            "row 8",
            "constant_2020",
            "#1",
            *ends,
            1976,
            1976,
            -4000.0,
            "us:imet",
            f"{imet}; transition quarter, July to September 1976",
        ),
        (
            "row 8",
            "current",
            "#1",
            *ends,
            1976,
            1976,
            -1000.0,
            "us:imet",
            f"{imet}; transition quarter, July to September 1976",
        ),
        ("row 9", "constant_2020", "#1", *ends, 1977, 1977, 9000.0, *course),
        ("row 9", "current", "#1", *ends, 1977, 1977, 2500.0, *course),
    ]


def test_the_transition_quarter_has_its_own_dates(tmp_path: Path) -> None:
    rows = (
        run(workbook(tmp_path, ROWS))
        .execute(
            "SELECT DISTINCT fiscal_year, date_start::VARCHAR, date_end::VARCHAR, date_precision FROM claims "
            "ORDER BY ALL LIMIT 2"
        )
        .fetchall()
    )
    assert rows == [(1976, "1976-07-01", "1976-09-30", "month"), (1977, None, None, "fiscal_year")]


@pytest.mark.parametrize(
    ("column", "cell", "says"),
    [
        ("Fiscal Year", 1901, "is below 1946"),
        ("Fiscal Year", 1990.5, "is not of the form"),
        (
            "Funding Account Name",
            "Invented Account",
            "'Invented Account' stands, beside its 'Assistance Category'",
        ),
        # Known under Economic, never seen under Military.
        ("Funding Account Name", "Peace Corps", r"in no row of lookups/accounts\.csv"),
        ("Country", None, "is empty"),
        ("Assistance Category", "Cultural", "is not one of Economic, Military"),
        ("Obligations (Historical Dollars)", "a lot", "is not of type number"),
        ("Obligations (Historical Dollars)", 9e15, "is above"),
    ],
)
def test_what_cannot_be_is_refused_by_name(tmp_path: Path, column: str, cell: Cell, says: str) -> None:
    with pytest.raises(SourceError, match=says) as caught:
        run(workbook(tmp_path, edited(column, cell)))
    assert (caught.value.file, caught.value.row, caught.value.column) == ("greenbook.xlsx", "9", column)


def test_a_header_that_moved_is_refused(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "greenbook.xlsx", {SHEET: [HEADER, *ROWS, *ROWS]})
    with pytest.raises(SourceError, match="no column 'Fiscal Year'"):
        run(path)


@pytest.mark.parametrize("content", [b"PK\x03\x04 cut short", b"<html>not found</html>", b""])
def test_a_file_that_is_no_workbook_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "greenbook.xlsx"
    path.write_bytes(content)
    with pytest.raises(SourceError, match=r"greenbook\.xlsx.*Mend:"):
        run(path)


with tempfile.TemporaryDirectory() as _folder:
    WORKBOOK = workbook(Path(_folder), ROWS).read_bytes()


@settings(max_examples=EXAMPLES, deadline=None)
@given(damaged(WORKBOOK))
def test_a_damaged_workbook_is_refused_or_read_whole(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "greenbook.xlsx"
        path.write_bytes(content)
        try:
            con = run(path)
        except SourceError:
            return
        assert con.execute("SELECT count(*) FROM t.obligations").fetchall() == [(len(ROWS),)]


@pytest.fixture(scope="module")
def con(mirror: Path) -> duckdb.DuckDBPyConnection:
    spec = discover()["us_greenbook"]
    con = duckdb.connect()
    assert run_source(con, spec, from_mirror(mirror, spec.files)) == []
    return con


@pytest.mark.mirror
@pytest.mark.parametrize(
    ("country", "billions"),
    [
        ("Israel", {2015: 3.1, 2016: 3.1, 2018: 3.1, 2019: 3.3, 2020: 3.3}),
        ("Egypt", {2015: 1.3, 2019: 1.3, 2020: 1.3}),
    ],
)
def test_military_financing_is_what_was_published(
    con: duckdb.DuckDBPyConnection, country: str, billions: dict[int, float]
) -> None:
    rows = con.execute(
        "SELECT year, sum(value) / 1e9 FROM claims WHERE recipient_text = ? AND programme_id = 'us:fmf' "
        "AND price_basis = 'current' GROUP BY 1",
        [country],
    ).fetchall()
    found = dict(rows)
    assert {year: found[year] for year in billions} == pytest.approx(billions, rel=0.02)


@pytest.mark.mirror
def test_every_military_row_is_told_in_both_prices(con: duckdb.DuckDBPyConnection) -> None:
    rows = con.execute(
        "SELECT price_basis, count(*) FROM claims JOIN t.obligations AS o ON locator = 'row ' || o._row "
        "WHERE category = 'Military' GROUP BY 1 ORDER BY 1"
    ).fetchall()
    assert rows == [("constant_2020", 14_871), ("current", 14_871)]


@pytest.mark.mirror
def test_security_accounts_under_economic_are_told_too(con: duckdb.DuckDBPyConnection) -> None:
    rows = con.execute(
        "SELECT account, count(*) FROM claims JOIN t.obligations AS o ON locator = 'row ' || o._row "
        "WHERE category = 'Economic' AND price_basis = 'current' GROUP BY 1 ORDER BY 1"
    ).fetchall()
    assert rows == [
        ("Andean Counterdrug Initiative, Department of State", 124),
        ("Cooperative Threat Reduction Account, Defense", 203),
        ("Defense of Israel Against Terrorism", 3),
        ("Drug Interdiction and Counter-Drug Activities, Defense", 21),
        ("Foreign Military Financing Program", 3),
        ("International Narcotics Control and Law Enforcement", 2_107),
        ("Nonproliferation, Anti-Terrorism, Demining and Related Programs", 1_785),
        ("Operation and Maintenance, Defense-Wide", 246),
        ("Overseas Contingency Operations Transfer Fund, Defense", 1),
    ]


@pytest.mark.mirror
def test_every_listed_account_is_in_the_file_and_says_why(con: duckdb.DuckDBPyConnection) -> None:
    rows = con.execute(
        "SELECT category, account FROM lookup.accounts ANTI JOIN t.obligations USING (category, account) "
        "UNION ALL SELECT category, account FROM lookup.accounts WHERE reason IS NULL "
        "OR (security = 'yes') <> (practice IS NOT NULL) OR security NOT IN ('yes', 'no')"
    ).fetchall()
    assert rows == []


@pytest.mark.mirror
def test_the_transition_quarter_is_a_period_of_its_own(con: duckdb.DuckDBPyConnection) -> None:
    rows = con.execute(
        "SELECT date_precision, fiscal_year, count(*) FROM claims WHERE price_basis = 'current' "
        "AND (date_start = DATE '1976-07-01' OR note LIKE '%transition%') GROUP BY ALL"
    ).fetchall()
    assert rows == [("month", 1976, 65)]
