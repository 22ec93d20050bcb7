"""Support to Ukraine: hand-written measures and their expected claims; bad workbooks; published totals."""

import datetime as dt
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import replace
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

FOLDER = Path(__file__).parent / "kiel_ust"
TABLES = {"months": "data_explorer.csv", "weapons": "weapons.csv", "release": "release_info.csv"}
SHEET = "Categorized Data"
FILE = "UkraineTracker_Categorized.xlsx"
HEADER: list[Cell] = [
    "activity_id",
    "sub_activity_id",
    "donor",
    "announcement_date",
    "aid_type_general",
    "aid_type_specific",
    "explanation",
    "measure",
    "tot_activity_value_EUR",
    "tot_sub_activity_value_EUR",
    "tot_value_deliv_EUR",
    "item",
    "item_sub_type",
    "item_numb",
    "item_numb_deliv",
    "source_of_aid_1",
    "month",
    "classified_category",
]
LINK = "https://example.org/a"
PACKAGE, HOWITZER, DRONE = "Weapons and equipment", "155mm howitzer", "Drone"
ROWS: list[list[Cell]] = [
    ["SEM1", 0, "Sweden", "2022-05-02", "Military", "Budgetary appropriations", "A fund.", "Commitment",
     5e6, None, None, ".", ".", ".", ".", LINK, 5, "x"],
    ["SEM1", "SEM1_1", "Sweden", "2022-05-09", "Military", PACKAGE, "A package.", "Allocation",
     None, 2.5e6, None, "Invented howitzer", HOWITZER, 4, 1, LINK, 5, "x"],
    ["SEM1", "SEM1_1", "Sweden", "2022-05-09", "Military", PACKAGE, "A package.", "Allocation",
     None, None, None, "helmet", "Military equipment", "undisclosed", "undisclosed", ".", 5, "x"],
    ["SEM1", "SEM1_1", "Sweden", "2022-05-09", "Military", PACKAGE, "A package.", "Allocation",
     None, None, None, "helmet", "Military equipment", 90, ".", ".", 5, "x"],
    ["ITM1", "ITM1_1", "Italy", "until 06/31/2022 ", "Military", "Training", "Courses.", "Allocation",
     ".", None, ".", ".", ".", ".", ".", LINK, 0, "x"],
    ["EUM1", 0, "European Peace Facility", "2022-02-28", "Military", "European Peace Facility", "Money.",
     "Commitment", ".", None, 3e6, ".", ".", ".", ".", ".", 2, "x"],
    ["SEH1", "SEH1_1", "Sweden", "unclear ", "Humanitarian", "Equipment", "Tents.", "Allocation",
     1e6, 1e6, 1e6, "tent", "Humanitarian", 7, 7, LINK, 6, "x"],
    ["SEF1", "SEF1_1", "Sweden", "2022-06-01", "Financial", "Loan", "A loan.", "Allocation",
     1e6, 1e6, 1e6, ".", ".", ".", ".", LINK, 6, "x"],
]  # fmt: skip


def snapshots(workbook: Path, *, tables: bool = True) -> list[Snapshot]:
    paths = {"items": workbook, **({n: FOLDER / f for n, f in TABLES.items()} if tables else {})}
    return [
        Snapshot("kiel_ust", name, path, path.name, "0" * 64, path.stat().st_size, "test")
        for name, path in paths.items()
    ]


def run(workbook: Path, *, tables: bool = True) -> duckdb.DuckDBPyConnection:
    con = fresh()
    run_source(con, discover()["kiel_ust"], snapshots(workbook, tables=tables), guards=False)
    return con


def workbook(
    folder: Path, rows: Sequence[Sequence[Cell]], *, header: Sequence[Cell] = HEADER, sheet: str = SHEET
) -> Path:
    return write_workbook(folder / FILE, {sheet: [header, *rows]})


def edited(row: int, column: str, cell: Cell) -> list[list[Cell]]:
    rows = [list(cells) for cells in ROWS]
    rows[row][HEADER.index(column)] = cell
    return rows


def make_sample(folder: Path) -> None:
    """The sample's files, for the tests of all sources."""
    shutil.copytree(FOLDER, folder, dirs_exist_ok=True)
    workbook(folder, ROWS)


@pytest.fixture(scope="module")
def claims(tmp_path_factory: pytest.TempPathFactory) -> duckdb.DuckDBPyConnection:
    return run(workbook(tmp_path_factory.mktemp("kiel"), ROWS))


def test_money_and_items_of_a_package_are_claims_of_their_own(claims: duckdb.DuckDBPyConnection) -> None:
    rows = claims.execute(
        "SELECT record_id, facet, locator, practice, instrument, concession, stage, measure, value, note "
        "FROM claims WHERE record_id LIKE 'SEM%' ORDER BY locator, facet, record_id"
    ).fetchall()
    equip = ("equip", "materiel", "grant", "allocated")
    note = "helmet; weapons and equipment"
    assert rows == [
        ("SEM1@2022-05-02#1", "committed", "row 2", "support", "finance", "unknown", "committed", "eur", 5e6,
         f"appropriation not yet divided; {LINK}"),
        ("SEM1_1@2022-05-09#1", "allocated", "row 3", "equip", "arms", "grant", "allocated", "eur", 2.5e6,
         f"weapons and equipment; {LINK}"),
        ("SEM1_1@2022-05-09/Invented howitzer#1", "items", "row 3", "equip", "arms", "grant", "allocated",
         "items", 4.0, f"Invented howitzer; weapons and equipment; {LINK}"),
        ("SEM1_1@2022-05-09/Invented howitzer#1", "items_delivered", "row 3", "equip", "arms", "grant",
         "delivered", "items", 1.0, f"Invented howitzer; weapons and equipment; {LINK}"),
        ("SEM1_1@2022-05-09/helmet#1", "items", "row 4", *equip, "presence", None,
         f"{note}; number not disclosed"),
        ("SEM1_1@2022-05-09/helmet#2", "items", "row 5", *equip, "items", 90.0, note),
    ]  # fmt: skip


def test_everyone_gives_to_ukraine_in_the_prices_of_the_day(claims: duckdb.DuckDBPyConnection) -> None:
    rows = claims.execute(
        "SELECT DISTINCT recipient_scheme, recipient_ref, provider_scheme, provider_ref = provider_text, "
        "price_basis, measure FROM claims ORDER BY measure"
    ).fetchall()
    ends = ("actor", "state:UKR", "name", True)
    assert rows == [
        (*ends, "current", "eur"), (*ends, None, "items"), (*ends, None, "presence")
    ]  # fmt: skip


def test_an_undated_measure_without_a_sum_stays_as_presence(claims: duckdb.DuckDBPyConnection) -> None:
    rows = claims.execute(
        "SELECT record_id, facet, practice, instrument, date_start, date_precision, year, value, note "
        "FROM claims WHERE provider_ref = 'Italy'"
    ).fetchall()
    assert rows == [
        ("ITM1_1@until 06/31/2022#1", "presence", "train", "course", None, "year", 2022, None,
         f"training; until 06/31/2022; {LINK}")
    ]  # fmt: skip


def test_a_delivered_sum_stands_beside_an_unknown_commitment(claims: duckdb.DuckDBPyConnection) -> None:
    rows = claims.execute(
        "SELECT facet, instrument, stage, value, date_start FROM claims "
        "WHERE provider_ref = 'European Peace Facility'"
    ).fetchall()
    assert rows == [("delivered", "finance", "delivered", 3e6, dt.date(2022, 2, 28))]


def test_money_that_is_no_military_aid_makes_no_claim(claims: duckdb.DuckDBPyConnection) -> None:
    rows = claims.execute(
        "SELECT DISTINCT locator FROM claims WHERE file LIKE '%.xlsx' ORDER BY 1"
    ).fetchall()
    assert rows == [(f"row {n}",) for n in range(2, 8)]


def test_months_count_only_after_the_last_measure(claims: duckdb.DuckDBPyConnection) -> None:
    rows = claims.execute(
        "SELECT record_id, value, date_start, date_precision, year, countable, reason, note FROM claims "
        "WHERE facet = 'military' ORDER BY record_id"
    ).fetchall()
    note = "military aid of the month, read as equipping; Invented Tracker, Release 99"
    assert rows == [
        ("months/EU (Commission and Council)/2023-02", 0.0, dt.date(2023, 2, 1), "month", 2023, True, None,
         note),
        ("months/Sweden/2022-05", 3e8, dt.date(2022, 5, 1), "month", 2022, False,
         "sum of a month that the measures cover, in another release", note),
        ("months/Sweden/2023-01", 2.5e8, dt.date(2023, 1, 1), "month", 2023, True, None, note),
    ]  # fmt: skip


def test_a_month_is_read_as_equipping_and_says_that_this_is_uncertain(
    claims: duckdb.DuckDBPyConnection,
) -> None:
    rows = claims.execute(
        "SELECT DISTINCT facet = 'military', practice, instrument, concession, certainty FROM claims "
        "WHERE facet = 'military' OR certainty <> 'confirmed'"
    ).fetchall()
    assert rows == [(True, "equip", "unknown", "unknown", "uncertain")]


def test_one_sum_of_an_activity_on_two_lines_counts_once(tmp_path: Path) -> None:
    """Parts of equal value are real; so is another sum of the same activity."""
    line = ["FIM7", "FIM7_1", "Finland", "2022-03-01", "Military", PACKAGE, "A package.", "Allocation",
            4e6, 2e6, 3e6, ".", ".", ".", ".", ".", 3, "x"]  # fmt: skip
    rows = [line, line, [*line[:8], 5e6, *line[9:]]]
    con = run(workbook(tmp_path, rows), tables=False)
    told = con.execute(
        "SELECT facet, value, countable, reason FROM claims ORDER BY facet, locator, value"
    ).fetchall()
    again = "the sum of the activity, printed on an earlier line too"
    assert told == [
        ("allocated", 2e6, True, None), ("allocated", 2e6, True, None), ("allocated", 2e6, True, None),
        ("committed", 4e6, True, None), ("committed", 4e6, False, again), ("committed", 5e6, True, None),
        ("delivered", 3e6, True, None), ("delivered", 3e6, False, again), ("delivered", 3e6, False, again),
    ]  # fmt: skip


def test_heavy_weapons_are_sums_and_not_counted(claims: duckdb.DuckDBPyConnection) -> None:
    rows = claims.execute(
        "SELECT facet, measure, value, countable, reason, date_precision FROM claims "
        "WHERE record_id = 'weapons/Sweden/Howitzers' ORDER BY 1"
    ).fetchall()
    rest = (False, "sum since January 2022", "unknown")
    assert rows == [("eur", "eur", 9e6, *rest), ("items", "items", 3.0, *rest)]


def test_the_workbook_alone_is_enough_under_the_publishers_own_sheet_name(tmp_path: Path) -> None:
    con = run(workbook(tmp_path, ROWS, sheet="Bilateral Assistance, MAIN DATA"), tables=False)
    rows = con.execute("SELECT count(*), count(DISTINCT file) FROM claims").fetchall()
    assert rows == [(8, 1)]


@pytest.mark.parametrize(
    ("row", "column", "cell", "says"),
    [
        (0, "announcement_date", "one fine day", "neither a day nor a span"),
        (0, "announcement_date", None, "neither a day nor a span"),
        (1, "item_sub_type", "Invented ray", r"stands in no row of lookups/items\.csv"),
        (1, "aid_type_specific", "Swap", r"stands in no row of lookups/forms\.csv"),
        (1, "aid_type_general", "Cultural", "is not one of Military, Humanitarian, Financial"),
        (1, "tot_sub_activity_value_EUR", -1.0, "is below 0"),
        (1, "tot_sub_activity_value_EUR", 9e12, "is above"),
        (1, "item_numb", "several", "is not of type number"),
        (2, "donor", None, "is empty"),
    ],
)
def test_what_cannot_be_is_refused_by_name(
    tmp_path: Path, row: int, column: str, cell: Cell, says: str
) -> None:
    with pytest.raises(SourceError, match=says) as caught:
        run(workbook(tmp_path, edited(row, column, cell)))
    error = caught.value
    assert (error.file, error.row, error.column) == (FILE, str(row + 2), column)


def test_a_military_measure_of_a_form_that_is_no_military_aid_stops_the_build(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="breaks the contract of claims: practice is empty") as caught:
        run(workbook(tmp_path, edited(1, "aid_type_specific", "Loan")))
    assert (caught.value.file, caught.value.row, caught.value.column) == (FILE, "3", "practice")


@pytest.mark.parametrize("column", ["announcement_date", "item_numb"])
def test_a_renamed_column_is_named(tmp_path: Path, column: str) -> None:
    header = [f"{name}_new" if name == column else name for name in HEADER]
    with pytest.raises(SourceError, match=f"no column '{column}'; the file has '{column}_new'"):
        run(workbook(tmp_path, ROWS, header=header))


@pytest.mark.parametrize("content", [b"PK\x03\x04 cut short", b"<html>not found</html>", b""])
def test_a_file_that_is_no_workbook_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / FILE
    path.write_bytes(content)
    with pytest.raises(SourceError, match=r"UkraineTracker_Categorized\.xlsx.*Mend:"):
        run(path)


def test_a_workbook_without_the_sheet_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="MAIN DATA"):
        run(workbook(tmp_path, ROWS, sheet="Summary"))


with tempfile.TemporaryDirectory() as _folder:
    WORKBOOK = workbook(Path(_folder), ROWS).read_bytes()


@settings(max_examples=EXAMPLES, deadline=None)
@given(damaged(WORKBOOK))
def test_a_damaged_workbook_is_refused_or_read_whole(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / FILE
        path.write_bytes(content)
        try:
            con = run(path, tables=False)
        except SourceError:
            return
        assert con.execute("SELECT count(*) FROM t.items").fetchall() == [(len(ROWS),)]


@pytest.fixture(scope="module")
def whole(mirror: Path) -> duckdb.DuckDBPyConnection:
    spec = discover()["kiel_ust"]
    con = duckdb.connect()
    assert run_source(con, spec, from_mirror(mirror, spec.files)) == []
    return con


@pytest.mark.mirror
def test_us_allocations_are_what_was_published(whole: duckdb.DuckDBPyConnection) -> None:
    rows = whole.execute(
        "SELECT sum(value) / 1e9 FROM claims WHERE provider_text = 'United States' AND stage = 'allocated' "
        "AND measure = 'eur' AND countable AND year <= 2024"
    ).fetchall()
    assert rows[0][0] == pytest.approx(64.13, abs=0.005)


@pytest.mark.mirror
def test_sums_that_come_twice_are_those_of_three_activities(whole: duckdb.DuckDBPyConnection) -> None:
    rows = whole.execute(
        "SELECT split_part(record_id, '@', 1), facet, count(*), max(value) FROM claims "
        "WHERE reason LIKE '%earlier line%' GROUP BY ALL ORDER BY ALL"
    ).fetchall()
    assert [(*row[:3], round(row[3])) for row in rows] == [
        ("FIM1", "committed", 1, 29_300_000),
        ("FIM1", "delivered", 1, 27_803_136),
        ("PTM14", "committed", 4, 1_446_280),
        ("UKM10", "delivered", 1, 879_516_009),
    ]


@pytest.mark.mirror
def test_equipment_goes_on_after_the_last_measure(whole: duckdb.DuckDBPyConnection) -> None:
    rows = whole.execute(
        "SELECT year, certainty, count(*) > 0 FROM claims WHERE practice = 'equip' AND countable "
        "AND year >= 2025 GROUP BY ALL ORDER BY ALL"
    ).fetchall()
    assert rows == [(2025, "uncertain", True), (2026, "uncertain", True)]


@pytest.mark.mirror
@pytest.mark.parametrize("name", ["months", "weapons"])
def test_a_table_cut_short_is_refused(mirror: Path, tmp_path: Path, name: str) -> None:
    spec = discover()["kiel_ust"]
    found = []
    for snapshot in from_mirror(mirror, spec.files):
        if snapshot.name != name:
            found.append(snapshot)
            continue
        lines = snapshot.path.read_text("utf-8").splitlines(keepends=True)
        path = tmp_path / snapshot.filename
        path.write_text("".join(lines[: len(lines) * 9 // 10]), "utf-8")
        found.append(replace(snapshot, path=path))
    with pytest.raises(SourceError, match=rf"table {name} has \d+ rows where"):
        run_source(duckdb.connect(), spec, found)


@pytest.mark.mirror
def test_measures_and_months_agree_where_both_reach(whole: duckdb.DuckDBPyConnection) -> None:
    """Release 29 revised some donors since; the United States were not among them."""
    rows = whole.execute(
        "SELECT sum(value) FILTER (facet = 'military') - sum(value) FILTER (facet = 'allocated') "
        "FROM claims WHERE provider_text = 'United States' AND year <= 2024"
    ).fetchall()
    assert abs(rows[0][0]) < 1e6


@pytest.mark.mirror
def test_every_military_line_and_every_month_is_told(whole: duckdb.DuckDBPyConnection) -> None:
    rows = whole.execute("SELECT file, count(DISTINCT locator) FROM claims GROUP BY 1 ORDER BY 1").fetchall()
    assert rows == [(FILE, 3_034), ("data_explorer.csv", 1_079), ("weapons.csv", 61)]
