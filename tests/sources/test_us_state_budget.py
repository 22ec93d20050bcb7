"""The State Department's budget: two hand-written years, damage, and the subtotals of the real ten."""

import shutil
import tempfile
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest
from damage import EXAMPLES
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from told import fresh

from auxilia.errors import SourceError
from auxilia.readers import run_source
from auxilia.readers.guards import check_guards
from auxilia.snapshots import Snapshot, from_mirror
from auxilia.sources import discover

FOLDER = Path(__file__).parent / "us_state_budget"
YEAR_08, YEAR_12 = (FOLDER / f"STATE budget by country.{year}.csv" for year in ("08", "12"))
SPEC = discover()["us_state_budget"]


def run(paths: Iterable[Path]) -> duckdb.DuckDBPyConnection:
    con = fresh()
    snapshots = [
        Snapshot("us_state_budget", "budgets", path, path.name, "0" * 64, path.stat().st_size, "test")
        for path in paths
    ]
    run_source(con, SPEC, snapshots, guards=False)
    return con


def edited(tmp_path: Path, old: str, new: str) -> Path:
    text = YEAR_08.read_text("cp1252")
    assert old in text
    path = tmp_path / YEAR_08.name
    path.write_text(text.replace(old, new, 1), "cp1252")
    return path


def told(con: duckdb.DuckDBPyConnection, recipient: str) -> list[tuple[object, ...]]:
    return con.execute(
        "SELECT fiscal_year, facet, value, practice, programme_id, stage, countable FROM claims "
        "WHERE recipient_ref = ? ORDER BY ALL",
        [recipient],
    ).fetchall()


def test_five_accounts_of_a_country_in_dollars() -> None:
    con = run([YEAR_08, YEAR_12])
    assert told(con, "Freedonia") == [
        (2008, "FMF", 20_000, "equip", "us:fmf", "allocated", True),
        (2008, "IMET", 11_000, "train", "us:imet", "allocated", True),
        (2008, "INCLE", 1_000_000, "support", "us:incle", "allocated", True),
        (2008, "NADR", 0, "support", "us:nadr", "allocated", True),
        (2008, "PKO", 0, "support", "us:pko", "allocated", True),
        (2012, "FMF", 5_000_000, "equip", "us:fmf", "allocated", True),
        (2012, "IMET", 30_000, "train", "us:imet", "allocated", True),
        (2012, "INCLE", 0, "support", "us:incle", "allocated", True),
        (2012, "NADR", 0, "support", "us:nadr", "allocated", True),
        (2012, "PKO", 0, "support", "us:pko", "allocated", True),
    ]


def test_a_dash_is_zero_and_an_empty_cell_is_nothing() -> None:
    con = run([YEAR_12])
    values = con.execute("SELECT facet, value FROM claims WHERE recipient_ref = 'African Union' ORDER BY ALL")
    assert values.fetchall() == [("FMF", None), ("IMET", None), ("INCLE", 0), ("NADR", None), ("PKO", None)]


def test_lines_that_name_no_recipient_are_kept_and_not_counted() -> None:
    rows = (
        run([YEAR_08, YEAR_12])
        .execute(
            "SELECT recipient_ref, file[-6:-5], locator, countable, reason FROM claims WHERE facet = 'FMF' "
            "ORDER BY file, regexp_extract(locator, '\\d+')::INTEGER"
        )
        .fetchall()
    )
    central = "a centrally managed programme that names no recipient"
    subtotal = "subtotal of a region: its countries are claims of their own"
    regional = "a programme for several countries that names none"
    assert rows == [
        ("TOTAL", "08", "row 2, column FMF", False, "grand total"),
        ("Africa", "08", "row 3, column FMF", False, subtotal),
        ("Freedonia", "08", "row 4, column FMF", True, None),
        ("Democratic Republic of Klopstokia", "08", "row 5, column FMF", True, None),
        ("Near East", "08", "row 7, column FMF", False, subtotal),
        ("Sylvania", "08", "row 8, column FMF", True, None),
        ("Middle East Partnership Initiative (MEPI)", "08", "row 10, column FMF", False, regional),
        ("Asia Middle East Regional", "08", "row 11, column FMF", False, central),
        ("International Narcotics and Law Enforcement Affairs", "08", "row 13, column FMF", False, central),
        ("TOTAL", "12", "row 2, column FMF", False, "grand total"),
        ("Africa", "12", "row 3, column FMF", False, subtotal),
        ("Freedonia", "12", "row 4, column FMF", True, None),
        ("African Union", "12", "row 5, column FMF", True, None),
        ("Asia Middle East Regional", "12", "row 6, column FMF", False, central),
        (
            "S/GWI - Ambassador-at-Large for Global Women’s Issues",
            "12",
            "row 8, column FMF",
            False,
            central,
        ),
    ]


@pytest.mark.parametrize(
    ("old", "new", "row", "column", "says"),
    [
        (
            "IMET,FMF",
            "IMET,Military Financing",
            1,
            "Military Financing",
            "stands in no row",
        ),
        ("IMET,FMF", "IMET,IMET", 1, None, "names one account twice"),
        (",Fiscal Year", "", 1, None, "lacks 'Fiscal Year'"),
        ("11,20,-,-,-,2008\nDem", "11,-20,-,-,-,2008\nDem", 4, "FMF", "is no amount"),
        ("11,20,-,-,-,2008\nDem", '11,"2,00",-,-,-,2008\nDem', 4, "FMF", "is no amount"),
        ('"7,180",-,-,-,2008\nMid', "999999999999,-,-,-,2008\nMid", 8, "FMF", "is no amount"),
        ("(MEPI),300,300,-,", "(MEPI),300,300,", 10, None, "16 cells where the header has 17"),
        (
            "11,20,-,-,-,2008\nDem",
            "11,20,-,-,-,1908\nDem",
            "4",
            "Fiscal Year",
            "stands in no row",
        ),
        ("Freedonia,", ",", "4", "Country", "is empty"),
    ],
)
def test_what_no_table_prints_is_refused(
    tmp_path: Path, old: str, new: str, row: int | str, column: str | None, says: str
) -> None:
    with pytest.raises(SourceError, match=says) as caught:
        run([edited(tmp_path, old, new)])
    error = caught.value
    assert (error.file, error.row, error.column) == (YEAR_08.name, row, column)
    assert "Mend:" in str(error)


def test_a_file_that_ends_in_a_label_is_refused(tmp_path: Path) -> None:
    path = tmp_path / YEAR_08.name
    text = YEAR_08.read_text("cp1252")
    path.write_text(text[: text.index("Enforcement Affairs")], "cp1252")
    with pytest.raises(SourceError, match="'International Narcotics and Law' has no figures"):
        run([path])


def test_a_file_cut_inside_a_region_fails_its_subtotal(tmp_path: Path) -> None:
    path = tmp_path / YEAR_08.name
    text = YEAR_08.read_text("cp1252")
    path.write_text(text[: text.index("Middle East Partnership")], "cp1252")
    con = run([path])
    subtotals = tuple(guard for guard in SPEC.guards if "subtotals" in guard.name)
    with pytest.raises(SourceError, match=r"subtotals of regions.*1"):
        check_guards(con, replace(SPEC, guards=subtotals), {"budget"})


@pytest.mark.parametrize(
    "data", [b"<!DOCTYPE html>\n<html></html>\n", b"", b"\x81\x8d,\xff\n", b'Country,"a\n']
)
def test_what_is_no_table_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / YEAR_08.name
    path.write_bytes(data)
    with pytest.raises(SourceError):
        run([path])


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    flips=st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 255)), max_size=3),
    cut=st.one_of(st.none(), st.integers(0, 10**6)),
)
def test_damage_gives_a_clear_error_or_loses_nothing(flips: list[tuple[int, int]], cut: int | None) -> None:
    data = bytearray(YEAR_08.read_bytes())
    for place, byte in flips:
        data[place % len(data)] = byte
    if cut is not None:
        del data[cut % len(data) :]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / YEAR_08.name
        path.write_bytes(data)
        try:
            con = run([path])
        except SourceError:
            return
        lines, claims = con.execute(
            "SELECT (SELECT count(*) FROM raw.budget), (SELECT count(*) FROM claims)"
        ).fetchall()[0]
    assert claims == 5 * lines


@pytest.fixture(scope="module")
def whole(mirror: Path) -> duckdb.DuckDBPyConnection:
    con = duckdb.connect()
    assert run_source(con, SPEC, from_mirror(mirror, SPEC.files)) == []
    return con


@pytest.mark.mirror
def test_the_lines_of_every_region_add_up_to_its_subtotal(whole: duckdb.DuckDBPyConnection) -> None:
    wrong, checked = whole.execute("""
        SELECT count(*) FILTER (printed <> summed), count(*) FROM (
            SELECT
                sum(value) FILTER (reason LIKE 'subtotal%') AS printed,
                sum(value) FILTER (reason IS NULL OR reason NOT LIKE 'subtotal%') AS summed
            FROM claims
            WHERE reason IS DISTINCT FROM 'grand total' AND note NOT LIKE 'Centrally managed%'
            GROUP BY fiscal_year, facet, regexp_extract(note, '^[^;]+')
        )
    """).fetchall()[0]
    assert (wrong, checked) == (0, 10 * 5 * 6)


@pytest.mark.mirror
def test_regions_and_central_programmes_add_up_to_the_total(whole: duckdb.DuckDBPyConnection) -> None:
    # FY2008 prints each central bureau twice, FY2013 'Other Funding' and its only part.
    rows = whole.execute("""
        SELECT fiscal_year, facet FROM (
            SELECT
                fiscal_year, facet,
                sum(value) FILTER (reason = 'grand total') AS total,
                sum(value) FILTER (reason LIKE 'subtotal%') AS regions,
                sum(value) FILTER (reason LIKE 'a centrally%' AND recipient_ref <> 'To Be Programmed')
                    AS central
            FROM claims GROUP BY ALL
        )
        WHERE total <> regions + central / CASE fiscal_year WHEN 2008 THEN 2 ELSE 1 END
    """).fetchall()
    assert rows == []


@pytest.mark.mirror
@pytest.mark.parametrize(
    ("country", "account", "billions"),
    [
        ("Israel", "FMF", {2010: 2.775, 2013: 2.943234, 2014: 3.1, 2015: 3.1, 2016: 3.1}),
        ("Egypt", "FMF", {2009: 1.3, 2010: 1.3, 2012: 1.3, 2014: 1.3, 2015: 1.3}),
    ],
)
def test_military_financing_is_what_was_published(
    whole: duckdb.DuckDBPyConnection, country: str, account: str, billions: dict[int, float]
) -> None:
    found = dict(
        whole.execute(
            "SELECT fiscal_year, value / 1e9 FROM claims WHERE recipient_ref = ? AND facet = ?",
            [country, account],
        ).fetchall()
    )
    assert len(found) == 10
    assert {year: found[year] for year in billions} == pytest.approx(billions)


@pytest.mark.mirror
def test_requests_are_not_allocations(whole: duckdb.DuckDBPyConnection) -> None:
    rows = whole.execute("SELECT DISTINCT fiscal_year, stage FROM claims ORDER BY ALL").fetchall()
    assert rows == [(year, "announced" if year > 2015 else "allocated") for year in range(2008, 2018)]


@pytest.mark.mirror
def test_a_file_that_is_missing_stops_the_build(mirror: Path, tmp_path: Path) -> None:
    shutil.copytree(mirror / "us_state_budget", tmp_path / "us_state_budget")
    (tmp_path / "us_state_budget" / YEAR_12.name).chmod(0o644)
    (tmp_path / "us_state_budget").chmod(0o755)
    (tmp_path / "us_state_budget" / YEAR_12.name).unlink()
    with pytest.raises(SourceError, match="guard"):
        run_source(duckdb.connect(), SPEC, from_mirror(tmp_path, SPEC.files))
