"""Regimes: hand-written rows and what they tell; bad input; the mirror's numbers."""

from pathlib import Path

import duckdb
import pytest
import told
from damage import EXAMPLES, damaged
from hypothesis import given, settings

from auxilia.errors import SourceError

POLITY = (told.samples("regime") / "polity5.csv").read_bytes()


@pytest.fixture(scope="module")
def sample() -> duckdb.DuckDBPyConnection:
    return told.run("regime")


def states(con: duckdb.DuckDBPyConnection, indicator: str) -> list[tuple[object, ...]]:
    return con.execute(
        "SELECT actor_ref, year, value, missing FROM states WHERE indicator = ? ORDER BY ALL", [indicator]
    ).fetchall()


def test_polity_goes_by_name_and_the_new_polity_stands(sample: duckdb.DuckDBPyConnection) -> None:
    """Germany has two lines in 1990; North Yemen's stands, as the united state has none."""
    assert states(sample, "regime:polity2") == [
        ("Germany", 1990, 9.0, None),
        ("Mali", 1999, 6.0, None),
        ("Mali", 2000, 6.0, None),
        ("Mali", 2001, 0.0, None),
        ("Mali", 2002, None, "foreign interruption"),
        ("Mali", 2003, -2.0, None),
        ("Sudan", 2011, -4.0, None),
        ("Yemen North", 1990, -5.0, None),
    ]
    assert sample.execute(
        "SELECT DISTINCT actor_scheme, actor_text FROM states WHERE actor_ref = 'Sudan'"
    ).fetchall() == [("name", "Sudan-North")]


def test_special_codes_are_reasons_not_values(sample: duckdb.DuckDBPyConnection) -> None:
    mali = [row[1:] for row in states(sample, "regime:polity_constraints") if row[0] == "Mali"]
    assert mali == [
        (1999, 5.0, None),
        (2000, 5.0, None),
        (2001, None, "interregnum: central authority had collapsed"),
        (2002, None, "foreign interruption"),
        (2003, None, "transition"),
    ]
    durable = {row[:2]: row[2:] for row in states(sample, "regime:polity_durable")}
    assert durable["Mali", 2000] == (8.0, None)
    assert durable["Yemen North", 1990] == (None, "no change of regime known before")


def test_control_of_territory_and_collapse(sample: duckdb.DuckDBPyConnection) -> None:
    fragment = [
        (year, value) for ref, year, value, _ in states(sample, "regime:polity_fragment") if ref == "Mali"
    ]
    assert fragment == [(2000, 0.0), (2001, 3.0), (2002, 2.0), (2003, 0.0)]
    failure = [
        (year, value) for ref, year, value, _ in states(sample, "regime:polity_failure") if ref == "Mali"
    ]
    assert failure == [(1999, 0.0), (2000, 0.0), (2001, 1.0), (2002, 0.0), (2003, 0.0)]
    interruption = [
        year for ref, year, value, _ in states(sample, "regime:polity_interruption") if value == 1.0 and ref
    ]
    assert interruption == [2002]


def test_autocratic_regimes_and_the_military_s_part(sample: duckdb.DuckDBPyConnection) -> None:
    rows = sample.execute(
        "PIVOT (SELECT year, indicator, value FROM states WHERE actor_scheme = 'cow') ON indicator IN "
        "('regime:gwf_military', 'regime:gwf_military_part', 'regime:gwf_personal', 'regime:gwf_party', "
        "'regime:gwf_monarchy', 'regime:gwf_democracy', 'regime:gwf_no_authority', 'regime:gwf_failure', "
        "'regime:gwf_duration') USING any_value(value) ORDER BY year"
    ).fetchall()
    assert rows == [
        (1990, 0, 0, 1, 0, 0, 0, 0, 0, 12),
        (1991, 1, 1, 0, 0, 0, 0, 0, 1, 1),
        (1992, 0, 0, 0, 0, 0, 1, 0, 0, 1),
        (1993, 0, 1, 0, 1, 0, 0, 0, 0, 1),
        (1994, 0, 0, 0, 0, 0, 0, 1, 0, 1),
        (1995, 0, 0, 0, 0, 1, 0, 0, 0, 1),
    ]


@pytest.mark.parametrize(
    ("file", "old", "new", "column", "says"),
    [
        ("polity5.csv", "polity2", "polity3", "polity2", "the file has 'polity3' instead"),
        ("polity5.csv", ",-66,,0,", ",-66,-66,0,", "polity2", "below -10"),
        ("polity5.csv", "-66,,,", "-99,,,", "xconst", "not one of"),
        ("polity5.csv", "2000,0,0,", "2000,0,4,", "fragment", "above 3"),
        ("polity5.csv", "Germany West", "", "polity_annual_country", "is empty"),
        ("polity5.csv", "1990,0", "199,0", "year", "not a year"),
        ("gwf_all.csv", "indirect military", "junta", "gwf_regimetype", "no row of lookups/regimes.csv"),
        ("gwf_all.csv", "warlord/", "pirate/", "gwf_nonautocracy", "no row of lookups/regimes.csv"),
        ("gwf_all.csv", "2,1,1,0,1", "2,1,1,0,2", "gwf_military", "not of type flag"),
    ],
)
def test_what_cannot_be_is_refused_by_name(
    tmp_path: Path, file: str, old: str, new: str, column: str, says: str
) -> None:
    with pytest.raises(SourceError, match=says) as caught:
        told.run("regime", told.edited("regime", tmp_path, file, old, new))
    assert file in (caught.value.file or "")
    assert caught.value.column == column
    assert caught.value.row is not None
    assert "Mend:" in str(caught.value)


@pytest.mark.parametrize(
    "content",
    [
        b"<!DOCTYPE html>\n<html><body>Not found</body></html>\n",
        POLITY.decode().encode("utf-16"),
        POLITY + b"1,5002000",
        b"",
    ],
)
def test_a_file_in_the_wrong_form_is_refused(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(SourceError, match=r"polity5\.csv.*Mend:"):
        told.run("regime", told.replaced("regime", tmp_path, "polity5.csv", content))


def test_guards_see_a_regime_of_two_types_and_an_unexplained_gap(tmp_path: Path) -> None:
    two = told.edited("regime", tmp_path / "a", "gwf_all.csv", "0,0,0,1,,0,Mali", "0,0,0,1,democracy,0,Mali")
    assert told.guard(told.run("regime", two), "regime", "regime-years with no type, or with two") == 1
    gap = told.edited("regime", tmp_path / "b", "polity5.csv", ",9,9,0,", ",9,,0,")
    name = "special scores that the three special codes do not explain"
    assert told.guard(told.run("regime", gap), "regime", name) == 1


@settings(max_examples=EXAMPLES, deadline=None)
@given(damaged(POLITY))
def test_damage_is_refused_or_every_line_is_kept(content: bytes) -> None:
    assert told.conserved_or_refused("regime", "polity5.csv", "polity", content)


@pytest.fixture(scope="module")
def whole(mirror: Path) -> duckdb.DuckDBPyConnection:
    return told.mirrored("regime", mirror)


@pytest.mark.mirror
def test_the_whole_files_are_told_once(whole: duckdb.DuckDBPyConnection) -> None:
    """Of Polity's lines nine give way to a new polity's; 26 of the United States lie outside 1800 to 2018."""
    counts = whole.execute(
        "SELECT (SELECT count(*) FROM raw.polity), (SELECT count(*) FROM raw.gwf)"
    ).fetchall()
    assert counts == [(17_574, 7_954)]
    rows = dict(whole.execute("SELECT indicator, count(*) FROM states GROUP BY 1").fetchall())
    assert rows["regime:polity2"] == 17_574 - 9 - 26
    assert rows["regime:gwf_military"] == 7_954
    assert told.lost_or_double(whole) == []


@pytest.mark.mirror
def test_polity_s_own_numbers_mislead_nobody(whole: duckdb.DuckDBPyConnection) -> None:
    """The package that carries the data worked out the codes itself: ours mean the same states."""
    told.resolve(
        whole,
        "theirs",
        "SELECT DISTINCT 'gw', GWn, year::INTEGER FROM raw.polity WHERE year::INTEGER BETWEEN 1946 AND 2018",
    )
    told.resolve(
        whole,
        "ours",
        "SELECT DISTINCT actor_scheme, actor_ref, year FROM states WHERE indicator = 'regime:polity2'",
    )
    rows = whole.execute(
        "SELECT DISTINCT s.actor_text, o.actor_id, t.actor_id FROM states AS s "
        "JOIN raw.polity AS p ON s.locator = 'row ' || p._row "
        "JOIN theirs AS t ON t.ref = p.GWn AND t.year = s.year "
        "JOIN ours AS o ON o.ref = s.actor_ref AND o.year = s.year "
        "WHERE s.indicator = 'regime:polity2' AND o.actor_id <> t.actor_id"
    ).fetchall()
    assert rows == []


@pytest.mark.mirror
def test_known_regimes(whole: duckdb.DuckDBPyConnection) -> None:
    rows = whole.execute(
        "SELECT actor_ref, year, value FROM states WHERE indicator = 'regime:polity2' "
        "AND year IN (1975, 2018) AND actor_ref IN ('Spain', 'China', 'United States') ORDER BY 1, 2"
    ).fetchall()
    assert rows == [
        ("China", 1975, -8.0),
        ("China", 2018, -7.0),
        ("Spain", 1975, -3.0),
        ("Spain", 2018, 10.0),
        ("United States", 1975, 10.0),
        ("United States", 2018, 8.0),
    ]
    chile = whole.execute(
        "SELECT min(year), max(year), count(*) FROM states WHERE indicator = 'regime:gwf_military_part' "
        "AND actor_ref = '155' AND value = 1"
    ).fetchall()
    assert chile == [(1974, 1989, 16)]
