"""Varieties of Democracy: hand-written rows and what they tell; bad input; the mirror's numbers."""

from pathlib import Path

import duckdb
import pytest
import told
from damage import EXAMPLES, damaged
from hypothesis import given, settings

from auxilia.errors import SourceError
from auxilia.sources import discover

INDICES = (told.samples("vdem") / "vdem_v15_simple.csv").read_bytes()


@pytest.fixture(scope="module")
def sample() -> duckdb.DuckDBPyConnection:
    return told.run("vdem")


def test_an_index_comes_with_its_bounds_and_the_state_with_its_number(
    sample: duckdb.DuckDBPyConnection,
) -> None:
    rows = sample.execute(
        "SELECT actor_scheme, actor_ref, actor_text, year, value, value_low, value_high, locator "
        "FROM states WHERE indicator = 'vdem:polyarchy' ORDER BY year, actor_ref"
    ).fetchall()
    assert rows == [
        ("gw", "325", "Italy", 1861, 0.151, 0.141, 0.161, "row 5"),
        ("gw", "432", "Mali", 1861, 0.021, 0.011, 0.031, "row 2"),
        ("name", "Hamburg", "Hamburg", 1861, 0.201, 0.191, 0.211, "row 6"),
        ("gw", "432", "Mali", 1990, 0.221, 0.201, 0.251, "row 3"),
    ]


def test_an_index_that_is_not_scored_is_no_value(sample: duckdb.DuckDBPyConnection) -> None:
    rows = sample.execute(
        "SELECT indicator, count(*) FROM states WHERE value_low IS NOT NULL GROUP BY 1 ORDER BY 1"
    ).fetchall()
    assert rows == [
        ("vdem:delibdem", 1),
        ("vdem:egaldem", 1),
        ("vdem:libdem", 2),
        ("vdem:partipdem", 3),
        ("vdem:polyarchy", 4),
    ]


def test_each_indicator_of_the_older_release_is_told_once_a_year(sample: duckdb.DuckDBPyConnection) -> None:
    rows = sample.execute(
        "SELECT indicator, value FROM states WHERE value_low IS NULL AND year = 1991 ORDER BY 1"
    ).fetchall()
    assert dict(rows) == {
        "vdem:v2clkill": 0.3,
        "vdem:v2clrgunev": 0.2,
        "vdem:v2clsocgrp": 0.1,
        "vdem:v2cltort": 0.2,
        "vdem:v2csantimv": 1.3,
        "vdem:v2csreprss": -0.9,
        "vdem:v2exrescon": 0.1,
        "vdem:v2pepwrsoc": 0.4,
        "vdem:v2svdomaut": 1.1,
        "vdem:v2svinlaut": 1.2,
        "vdem:v2svstterr": 66,
        "vdem:v2x_civlib": 0.51,
        "vdem:v2x_clphy": 0.52,
        "vdem:v2x_corr": 0.53,
        "vdem:v2x_ex_military": 0.1,
        "vdem:v2x_neopat": 0.55,
        "vdem:v2x_rule": 0.54,
    }
    assert len(rows) == 17


def test_leads_are_never_read() -> None:
    columns = [column for table in discover()["vdem"].tables for column in table.columns]
    leads = [column for column in columns if column.name.endswith("_next2")]
    assert len(leads) == 12
    assert all(column.ignored for column in leads)


@pytest.mark.parametrize(
    ("file", "old", "new", "column", "says"),
    [
        ("vdem_v15_simple.csv", "v2x_libdem_codelow", "v2x_libdem_low", "v2x_libdem_codelow", "instead"),
        ("vdem_v15_simple.csv", "0.221,0.201", "22.1,0.201", "v2x_polyarchy", "above 1"),
        ("vdem_v15_simple.csv", ",1990,", ",19900,", "year", "not a year"),
        ("vdem_v15_simple.csv", ",432,432,TRUE", ",MLI,432,TRUE", "GWn", "not of type integer"),
        ("vdem_v12_demspaces_225.csv", "81.5", "815", "v2svstterr", "above 100"),
        ("vdem_v12_demspaces_225.csv", "432,1990", ",1990", "gwcode", "is empty"),
        ("vdem_v12_demspaces_225.csv", "v2clkill", "v2clkill_osp", "v2clkill", "instead"),
    ],
)
def test_what_cannot_be_is_refused_by_name(
    tmp_path: Path, file: str, old: str, new: str, column: str, says: str
) -> None:
    with pytest.raises(SourceError, match=says) as caught:
        told.run("vdem", told.edited("vdem", tmp_path, file, old, new))
    assert file in (caught.value.file or "")
    assert caught.value.column == column
    assert caught.value.row is not None
    assert "Mend:" in str(caught.value)


@pytest.mark.parametrize(
    "content",
    [
        b"<!DOCTYPE html>\n<html><body>Not found</body></html>\n",
        INDICES.decode().encode("utf-16"),
        INDICES[:-40],
        INDICES.replace(b"Kingdom of", "Königreich".encode("latin-1")),
        b"",
    ],
    ids=["page", "utf-16", "cut", "latin-1", "empty"],
)
def test_a_file_in_the_wrong_form_is_refused(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(SourceError, match=r"vdem_v15_simple\.csv.*Mend:"):
        told.run("vdem", told.replaced("vdem", tmp_path, "vdem_v15_simple.csv", content))


@settings(max_examples=EXAMPLES, deadline=None)
@given(damaged(INDICES))
def test_damage_is_refused_or_every_line_is_kept(content: bytes) -> None:
    assert told.conserved_or_refused("vdem", "vdem_v15_simple.csv", "indices", content)


@pytest.fixture(scope="module")
def whole(mirror: Path) -> duckdb.DuckDBPyConnection:
    return told.mirrored("vdem", mirror)


@pytest.mark.mirror
def test_every_country_year_is_read_and_every_score_told(whole: duckdb.DuckDBPyConnection) -> None:
    assert whole.execute("SELECT count(*) FROM raw.indices").fetchall() == [(27_913,)]
    assert whole.execute("SELECT count(*) FROM raw.indicators").fetchall() == [(8_187,)]
    scored = whole.execute("SELECT count(v2x_polyarchy) FROM raw.indices").fetchall()[0][0]
    counts = dict(whole.execute("SELECT indicator, count(*) FROM states GROUP BY 1").fetchall())
    assert counts["vdem:polyarchy"] == scored - 1, "all but Piedmont-Sardinia in 1861"
    assert {n for name, n in counts.items() if name.startswith("vdem:v2")} == {8_187}
    assert len(counts) == 22


@pytest.mark.mirror
def test_bounds_enclose_every_index(whole: duckdb.DuckDBPyConnection) -> None:
    outside = "SELECT count(*) FROM states WHERE value_low > value OR value_high < value"
    assert whole.execute(outside).fetchall() == [(0,)]


@pytest.mark.mirror
def test_no_state_has_two_values_and_only_the_known_ones_are_nobody(whole: duckdb.DuckDBPyConnection) -> None:
    lost = told.lost_or_double(whole)
    assert {row[1] for row in lost} == {None}
    names = whole.execute("SELECT DISTINCT ref FROM ends WHERE actor_id IS NULL ORDER BY 1").fetchall()
    assert [name for (name,) in names] == [
        "Brunswick",
        "Hamburg",
        "Nassau",
        "Oldenburg",
        "Palestine/British Mandate",
        "Palestine/Gaza",
        "Saxe-Weimar-Eisenach",
    ]
