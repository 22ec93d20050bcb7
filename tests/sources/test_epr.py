"""Ethnic Power Relations: hand-written spells and what they tell; bad input; the mirror's numbers."""

from pathlib import Path

import duckdb
import pytest
import told
from damage import EXAMPLES, damaged
from hypothesis import given, settings

from auxilia.errors import SourceError

FILE = "EPR-2021.csv"
GROUPS = (told.samples("epr") / FILE).read_bytes()


@pytest.fixture(scope="module")
def sample() -> duckdb.DuckDBPyConnection:
    return told.run("epr")


def states(con: duckdb.DuckDBPyConnection, short: str) -> list[tuple[object, ...]]:
    return con.execute(
        "SELECT actor_ref, year, value, missing, locator FROM states "
        "WHERE indicator = 'epr:' || ? ORDER BY ALL",
        [short],
    ).fetchall()


def test_excluded_groups_are_counted_year_by_year(sample: duckdb.DuckDBPyConnection) -> None:
    assert states(sample, "excluded_groups") == [
        ("991", 2000, 2.0, None, "row 2, 3, 4"),
        ("991", 2001, 2.0, None, "row 2, 3, 5"),
        ("991", 2002, None, "the state had collapsed", "row 6"),
        ("992", 2000, 0.0, None, "row 7"),
    ]


def test_shares_are_of_the_population_and_kinds_of_exclusion_apart(sample: duckdb.DuckDBPyConnection) -> None:
    values = {short: [row[2] for row in states(sample, short)] for short in (
        "excluded_share", "discriminated_share", "self_excluded_groups", "groups"
    )}  # fmt: skip
    assert values == {
        "excluded_share": [0.375, 0.375, None, 0.0],
        "discriminated_share": [0.125, 0.0, None, 0.0],
        "self_excluded_groups": [0.0, 1.0, None, 0.0],
        "groups": [3.0, 3.0, 1.0, 0.0],
    }


def test_guards_see_a_group_that_is_twice_in_a_year_and_a_spell_turned_round(tmp_path: Path) -> None:
    both = "groups with two statuses in one year"
    round_ = "spells that end before they begin"
    assert told.guard(told.run("epr"), "epr", both) == 0
    assert told.guard(told.run("epr"), "epr", round_) == 0
    doubled = told.edited("epr", tmp_path / "a", FILE, "2001,2001,Coast", "2000,2001,Coast")
    assert told.guard(told.run("epr", doubled), "epr", both) == 1
    turned = told.edited("epr", tmp_path / "b", FILE, "2001,2001,Coast", "2001,1999,Coast")
    assert told.guard(told.run("epr", turned), "epr", round_) == 1


@pytest.mark.parametrize(
    ("old", "new", "column", "says"),
    [
        ("gwgroupid", "group_id", "gwgroupid", "no column 'gwgroupid'"),
        ("POWERLESS", "POWERFUL", "status", r"'POWERFUL' stands in no row of lookups/status"),
        ("0.25,POWER", "25,POWER", "size", "is above 1"),
        ("991,Hilland,2002", "HIL,Hilland,2002", "gwid", "is not of type integer"),
        ("2002,2002", "2002,20022", "to", "is not a year"),
        ("991,Hilland,2002", "991,,2002", "statename", "is empty"),
    ],
)
def test_what_cannot_be_is_refused_by_name(
    tmp_path: Path, old: str, new: str, column: str, says: str
) -> None:
    with pytest.raises(SourceError, match=says) as caught:
        told.run("epr", told.edited("epr", tmp_path, FILE, old, new))
    assert caught.value.file == FILE
    assert caught.value.column == column
    assert caught.value.row is not None
    assert "Mend:" in str(caught.value)


@pytest.mark.parametrize(
    "content",
    [b"", b"<!DOCTYPE html>\n<html></html>\n", GROUPS.decode().encode("utf-16"), GROUPS[:-22]],
    ids=["empty", "page", "utf-16", "cut"],
)
def test_a_file_in_the_wrong_form_is_refused(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(SourceError, match=r"EPR-2021\.csv.*Mend:"):
        told.run("epr", told.replaced("epr", tmp_path, FILE, content))


@settings(max_examples=EXAMPLES, deadline=None)
@given(damaged(GROUPS))
def test_damage_is_refused_or_every_line_is_kept(content: bytes) -> None:
    assert told.conserved_or_refused("epr", FILE, "groups", content)


@pytest.fixture(scope="module")
def whole(mirror: Path) -> duckdb.DuckDBPyConnection:
    return told.mirrored("epr", mirror)


@pytest.mark.mirror
def test_spells_become_the_years_that_they_last(whole: duckdb.DuckDBPyConnection) -> None:
    assert whole.execute("SELECT count(*) FROM raw.groups").fetchall() == [(4_339,)]
    lasting = (
        "SELECT count(DISTINCT (gwid, year)) FROM "
        '(SELECT gwid, unnest(range("from"::INTEGER, "to"::INTEGER + 1)) AS year FROM raw.groups)'
    )
    (years,) = whole.execute(lasting).fetchall()[0]
    assert years == 10_839
    assert len(states(whole, "excluded_groups")) == years


@pytest.mark.mirror
def test_power_in_syria_and_south_africa(whole: duckdb.DuckDBPyConnection) -> None:
    shares = {row[:2]: row[2] for row in states(whole, "excluded_share")}
    assert shares["560", 1980] > 0.8, "apartheid kept the great majority out"
    assert shares["560", 2000] < 0.1
    assert shares["652", 2010] > 0.6
    assert shares["520", 2000] is None, "Somalia had no government"


@pytest.mark.mirror
def test_every_state_is_known_and_has_one_value(whole: duckdb.DuckDBPyConnection) -> None:
    assert told.lost_or_double(whole) == []
