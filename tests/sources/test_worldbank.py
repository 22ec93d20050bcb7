"""World Bank: hand-written files in both layouts and what they tell; bad input; the mirror's numbers."""

import shutil
import tempfile
from pathlib import Path

import duckdb
import pytest
import told
from damage import EXAMPLES, damaged
from hypothesis import given, settings
from workbooks import Cell, write_workbook

from auxilia.errors import SourceError

XLS = "API_MS.MIL.MPRT.KD_DS2_en_excel_v2_1739.xls"
EXPORTS = "API_MS.MIL.XPRT.KD_DS2_en_csv_v2_1740278.csv"
MILEX = "API_MS.MIL.XPND.GD.ZS_DS2_en_csv_v2_1740297.csv"
IMPORTS: list[list[Cell]] = [
    ["Data Source", "World Development Indicators"],
    ["Last Updated Date", "2099-01-28"],
    [None],
    ["Country Name", "Country Code", "Indicator Name", "Indicator Code", "1990", "1991"],
    ["Mali", "MLI", "Arms imports", "MS.MIL.MPRT.KD", 38e6, None],
    ["Arab World", "ARB", "Arms imports", "MS.MIL.MPRT.KD", 9e6, 8e6],
]


def make_sample(folder: Path) -> None:
    """The sample's files, for the tests of all sources."""
    shutil.copytree(told.samples("worldbank"), folder, dirs_exist_ok=True)
    write_workbook(folder / XLS, {"Data": IMPORTS})


def run(
    folder: Path, *, sheet: str = "Data", file: str = "", content: bytes = b""
) -> duckdb.DuckDBPyConnection:
    """The samples in a copy, the workbook written beside them; one file may have other bytes."""
    copy = folder / "worldbank"
    shutil.copytree(told.samples("worldbank"), copy)
    write_workbook(copy / XLS, {sheet: IMPORTS})
    if file:
        (copy / file).write_bytes(content)
    return told.run("worldbank", copy)


def sample(file: str) -> bytes:
    return (told.samples("worldbank") / file).read_bytes()


def edited(file: str, old: str, new: str) -> bytes:
    text = sample(file).decode()
    assert old in text
    return text.replace(old, new).encode()


def test_every_layout_becomes_one_series_and_groups_of_states_none(tmp_path: Path) -> None:
    rows = (
        run(tmp_path)
        .execute(
            "SELECT indicator, actor_scheme, actor_ref, actor_text, year, value, locator "
            "FROM states ORDER BY ALL"
        )
        .fetchall()
    )
    mali = ("iso3", "MLI", "Mali")
    filled = ("gw", "432", "GW 432")
    assert rows == [
        ("worldbank:arms_exports", *mali, 1991, 1.0, "row 6"),
        ("worldbank:arms_exports", *mali, 1992, 0.0, "row 6"),
        ("worldbank:arms_imports", *mali, 1990, 38.0, "row 5"),
        ("worldbank:gdp", *mali, 1990, 110.0, "row 4"),
        ("worldbank:gdp", *mali, 1991, 120.0, "row 3"),
        ("worldbank:gdp_capita_filled", *filled, 1990, 12.5, "row 2"),
        ("worldbank:gdp_filled", *filled, 1990, 111.0, "row 2"),
        ("worldbank:gdp_filled", *filled, 1991, 121.0, "row 3"),
        ("worldbank:gdp_ppp", *mali, 1991, 220.0, "row 3"),
        ("worldbank:milex_gdp", "iso3", "IMN", "Isle of Man", 1991, 0.0, "row 3"),
        ("worldbank:milex_gdp", *mali, 1990, 2.5, "row 2"),
        ("worldbank:population", "iso3", "NAM", "Namibia", 1990, 1400.0, "row 2"),
        ("worldbank:population_filled", *filled, 1990, 8500.0, "row 2"),
    ]


def test_the_bank_s_own_layout_of_population_gives_the_same(tmp_path: Path) -> None:
    content = (
        b'\xef\xbb\xbf"Data Source","World Development Indicators",\n\n"Last Updated Date","2099-01-28",\n\n'
        b'"Country Name","Country Code","Indicator Name","Indicator Code","1990",\n'
        b'"Namibia","NAM","Population, total","SP.POP.TOTL","1400",\n'
    )
    con = run(tmp_path, file="wdipop.csv", content=content)
    rows = con.execute(
        "SELECT actor_ref, year, value FROM states WHERE indicator = 'worldbank:population'"
    ).fetchall()
    assert rows == [("NAM", 1990, 1400.0)]


@pytest.mark.parametrize(
    ("file", "content", "column", "says"),
    [
        (
            EXPORTS,
            edited(EXPORTS, '"MS.MIL.XPRT.KD","",', '"MS.MIL.XPRT","",'),
            "Indicator Code",
            "lookups/codes",
        ),
        (EXPORTS, edited(EXPORTS, '"1000000"', '"-1000000"'), "Value", "is below 0"),
        (EXPORTS, edited(EXPORTS, '"1000000"', '"some"'), "Value", "is not of type number"),
        (EXPORTS, edited(EXPORTS, '"1991"', '"91"'), "Year", "is not a year"),
        (EXPORTS, edited(EXPORTS, '"MLI"', '""'), "Country Code", "is empty"),
        ("wdigdp.csv", edited("wdigdp.csv", "NY.GDP.MKTP.KD", "NY.GDP.MKTP"), "NY.GDP.MKTP.KD", "instead"),
        ("population.csv", edited("population.csv", "432,", "MLI,"), "gwcode", "is not of type integer"),
    ],
)
def test_what_cannot_be_is_refused_by_name(
    tmp_path: Path, file: str, content: bytes, column: str, says: str
) -> None:
    with pytest.raises(SourceError, match=says) as caught:
        run(tmp_path, file=file, content=content)
    assert file in (caught.value.file or "")
    assert caught.value.column == column
    assert "Mend:" in str(caught.value)


@pytest.mark.parametrize("file", [EXPORTS, "wdipop.csv", XLS])
@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<!DOCTYPE html>\n<html><body>Not found</body></html>\n",
        sample(EXPORTS).decode().encode("utf-16"),
        sample(EXPORTS)[:-30],
        sample(EXPORTS).replace(b"World", "Çà et là".encode("latin-1")),
    ],
    ids=["empty", "page", "utf-16", "cut", "latin-1"],
)
def test_a_file_in_the_wrong_form_is_refused(tmp_path: Path, file: str, content: bytes) -> None:
    with pytest.raises(SourceError, match="Mend:") as caught:
        run(tmp_path, file=file, content=content)
    assert caught.value.file


def test_a_workbook_without_the_sheet_of_data_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="sheet 'Data' cannot be read"):
        run(tmp_path, sheet="Figures")


@settings(max_examples=EXAMPLES, deadline=None)
@given(damaged(sample(EXPORTS)))
def test_damage_is_refused_or_no_figure_is_lost_but_with_its_line(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        try:
            con = run(Path(folder), file=EXPORTS, content=content)
        except SourceError:
            return
    kept = con.execute("SELECT count(*) FROM raw.series WHERE _file = ?", [EXPORTS]).fetchall()[0][0]
    lines = sum(line.startswith((b'"Mali', b'"World"')) for line in content.splitlines())
    assert kept <= 6
    assert kept >= lines


@pytest.fixture(scope="module")
def whole(mirror: Path) -> duckdb.DuckDBPyConnection:
    return told.mirrored("worldbank", mirror)


@pytest.mark.mirror
def test_the_known_figures_are_there(whole: duckdb.DuckDBPyConnection) -> None:
    value = "SELECT value FROM states WHERE indicator = 'worldbank:' || ? AND actor_ref = ? AND year = ?"
    assert whole.execute(value, ["arms_imports", "UKR", 2023]).fetchall() == [(4012.0,)]
    assert whole.execute(value, ["population", "MLI", 2020]).fetchall()[0][0] == pytest.approx(
        21.2e6, rel=0.01
    )


@pytest.mark.mirror
def test_the_filled_product_is_the_bank_s_where_the_bank_has_one(whole: duckdb.DuckDBPyConnection) -> None:
    apart = whole.execute(
        "SELECT count(*), count(*) FILTER (abs(f.value / b.value - 1) > 1e-9) FROM states AS f, states AS b "
        "WHERE f.indicator = 'worldbank:gdp_filled' AND b.indicator = 'worldbank:gdp' AND f.year = b.year "
        "AND f.actor_ref = '2' AND b.actor_ref = 'USA'"
    ).fetchall()
    assert apart == [(62, 0)]


@pytest.mark.mirror
def test_only_three_places_are_nobody_and_no_state_has_two_values(whole: duckdb.DuckDBPyConnection) -> None:
    assert {row[1] for row in told.lost_or_double(whole)} == {None}
    lost = whole.execute("SELECT DISTINCT ref FROM ends WHERE actor_id IS NULL ORDER BY 1").fetchall()
    assert lost == [("CHI",), ("IMN",), ("MAF",)]


@pytest.mark.mirror
def test_every_aggregate_that_is_left_out_is_printed(whole: duckdb.DuckDBPyConnection) -> None:
    unused = whole.execute(
        "SELECT country FROM lookup.aggregates WHERE country NOT IN "
        "(SELECT country FROM t.series UNION SELECT country FROM t.gdp_long)"
    ).fetchall()
    assert unused == []
