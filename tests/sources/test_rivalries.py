"""Strategic rivalries: hand-written spells and the years they tell; bad input; the mirror's numbers."""

from pathlib import Path

import duckdb
import pytest
import told
from damage import EXAMPLES, damaged
from hypothesis import given, settings

from auxilia.errors import SourceError

SPELLS = (told.samples("rivalries") / "tss_rivalries.csv").read_bytes()


@pytest.fixture(scope="module")
def sample() -> duckdb.DuckDBPyConnection:
    return told.run("rivalries")


def dyads(con: duckdb.DuckDBPyConnection, indicator: str) -> list[tuple[object, ...]]:
    return con.execute(
        "SELECT a_ref, b_ref, year, value, locator FROM dyads WHERE indicator = ? ORDER BY ALL", [indicator]
    ).fetchall()


def test_a_spell_tells_each_of_its_years_since_1816(sample: duckdb.DuckDBPyConnection) -> None:
    assert dyads(sample, "rivalries:td") == [
        ("2", "20", 1816, 1.0, "row 3"),
        ("2", "20", 1817, 1.0, "row 3"),
        ("2", "255", 1948, 1.0, "row 4"),
        ("2", "255", 1949, 1.0, "row 4"),
        ("20", "255", 1949, 1.0, "row 5"),
        ("20", "255", 1950, 1.0, "row 5"),
    ]


def test_a_year_between_two_rivalries_of_a_pair_counts_once(sample: duckdb.DuckDBPyConnection) -> None:
    assert dyads(sample, "rivalries:tss")[:3] == [
        ("2", "20", 1950, 1.0, "row 2"),
        ("2", "20", 1951, 1.0, "row 2, 3"),
        ("2", "20", 1952, 1.0, "row 3"),
    ]


def test_austria_goes_on_after_austria_hungary(sample: duckdb.DuckDBPyConnection) -> None:
    assert [row[:3] for row in dyads(sample, "rivalries:tss")[3:]] == [
        ("300", "345", 1917),
        ("300", "345", 1918),
        ("305", "345", 1919),
        ("305", "345", 1920),
    ]


def test_types_of_the_second_list(sample: duckdb.DuckDBPyConnection) -> None:
    rows = sample.execute(
        "SELECT indicator, a_ref, list(year ORDER BY year) FROM dyads "
        "WHERE indicator LIKE 'rivalries:tss\\_%' ESCAPE '\\' GROUP BY ALL ORDER BY ALL"
    ).fetchall()
    assert rows == [
        ("rivalries:tss_interventionary", "2", [1950, 1951]),
        ("rivalries:tss_positional", "2", [1950, 1951]),
        ("rivalries:tss_spatial", "300", [1917, 1918]),
        ("rivalries:tss_spatial", "305", [1919, 1920]),
    ]


def test_rivals_are_counted_by_state(sample: duckdb.DuckDBPyConnection) -> None:
    """In 1949 Gammaland has a rival under its own code and another under West Gammaland's."""
    rows = sample.execute(
        "SELECT actor_ref, value, locator FROM states WHERE indicator = 'rivalries:td_rivals' "
        "AND year = 1949 ORDER BY actor_ref::INTEGER"
    ).fetchall()
    assert rows == [("2", 1.0, "row 4"), ("20", 1.0, "row 5"), ("255", 2.0, "row 4, 5")]


@pytest.mark.parametrize(
    ("file", "old", "new", "column", "says"),
    [
        ("td_rivalries.csv", "styear", "startyear", "styear", "the file has 'startyear' instead"),
        ("td_rivalries.csv", "1948,1949", "1948,9149", "endyear", "above 2030"),
        ("td_rivalries.csv", "20,260", "20,", "ccode2", "is empty"),
        ("tss_rivalries.csv", "1950,1951,1", "1950,1951,yes", "positional", "not of type flag"),
        ("tss_rivalries.csv", "300,345", "300,YUG", "ccode2", "not of type integer"),
        ("tss_rivalries.csv", "1917", "917", "start", "below 1400"),
    ],
)
def test_what_cannot_be_is_refused_by_name(
    tmp_path: Path, file: str, old: str, new: str, column: str, says: str
) -> None:
    with pytest.raises(SourceError, match=says) as caught:
        told.run("rivalries", told.edited("rivalries", tmp_path, file, old, new))
    assert file in (caught.value.file or "")
    assert caught.value.column == column
    assert caught.value.row is not None
    assert "Mend:" in str(caught.value)


@pytest.mark.parametrize(
    "content",
    [
        b"<!DOCTYPE html>\n<html><body>Not found</body></html>\n",
        SPELLS.decode().encode("utf-16"),
        SPELLS + b"804,Cut sho",
        b"",
    ],
)
def test_a_file_in_the_wrong_form_is_refused(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(SourceError, match=r"tss_rivalries\.csv.*Mend:"):
        told.run("rivalries", told.replaced("rivalries", tmp_path, "tss_rivalries.csv", content))


def test_a_guard_sees_a_rivalry_that_ends_before_it_begins(tmp_path: Path) -> None:
    con = told.run(
        "rivalries", told.edited("rivalries", tmp_path, "tss_rivalries.csv", "1917,1920", "1920,1917")
    )
    assert told.guard(con, "rivalries", "rivalries that end before they begin") == 1


@settings(max_examples=EXAMPLES, deadline=None)
@given(damaged(SPELLS))
def test_damage_is_refused_or_every_line_is_kept(content: bytes) -> None:
    assert told.conserved_or_refused("rivalries", "tss_rivalries.csv", "tss", content)


@pytest.fixture(scope="module")
def whole(mirror: Path) -> duckdb.DuckDBPyConnection:
    return told.mirrored("rivalries", mirror)


@pytest.mark.mirror
def test_the_whole_lists_are_told_once(whole: duckdb.DuckDBPyConnection) -> None:
    counts = whole.execute("SELECT (SELECT count(*) FROM raw.td), (SELECT count(*) FROM raw.tss)").fetchall()
    assert counts == [(197, 264)]
    assert told.lost_or_double(whole) == []


@pytest.mark.mirror
def test_every_year_of_every_spell_is_a_dyad_year(whole: duckdb.DuckDBPyConnection) -> None:
    """Brute force over the spells; no two spells of a pair overlap in either list."""
    for table in ("td", "tss"):
        spells = whole.execute(f"SELECT ccode_1, ccode_2, year_from, year_to FROM t.{table}").fetchall()
        years = {(a, b, year) for a, b, start, end in spells for year in range(max(start, 1816), end + 1)}
        rows = whole.execute(
            "SELECT count(*) FROM dyads WHERE indicator = ?", [f"rivalries:{table}"]
        ).fetchall()
        assert rows == [(len(years),)]


@pytest.mark.mirror
def test_known_rivals(whole: duckdb.DuckDBPyConnection) -> None:
    """India and Pakistan since 1947 in both books; the Cold War, between two smaller ones."""
    rows = whole.execute(
        "SELECT indicator, min(year), max(year), count(*) FROM dyads WHERE a_ref = '750' AND b_ref = '770' "
        "AND indicator IN ('rivalries:td', 'rivalries:tss') GROUP BY 1 ORDER BY 1"
    ).fetchall()
    assert rows == [("rivalries:td", 1947, 2010, 64), ("rivalries:tss", 1947, 2020, 74)]
    cold_war = whole.execute(
        "SELECT list(year ORDER BY year) FROM dyads WHERE indicator = 'rivalries:tss' "
        "AND a_ref = '2' AND b_ref = '365'"
    ).fetchall()
    assert cold_war == [([*range(1918, 1921), *range(1945, 1990), *range(2007, 2021)],)]
