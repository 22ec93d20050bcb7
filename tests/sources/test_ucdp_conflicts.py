"""UCDP's conflicts: hand-written rows, the parties and figures they make; damage; the mirror's totals."""

import csv
import io
from collections import Counter
from functools import cache
from pathlib import Path

import duckdb
import pytest
from damage import EXAMPLES, damaged
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from told import fresh

from auxilia.actors import Group, Resolver
from auxilia.errors import SourceError
from auxilia.readers import run_source
from auxilia.snapshots import Snapshot, from_mirror
from auxilia.sources import discover

FOLDER = Path(__file__).parent / "ucdp"
SAMPLES = ("actors", "conflicts", "dyads", "battle_deaths", "nonstate", "endings")
State = tuple[str, str, int, float | None, float | None, float | None, str]


def snapshot(name: str, path: Path) -> Snapshot:
    return Snapshot("ucdp", name, path, path.name, "0" * 64, path.stat().st_size, "test")


@cache
def whole_sample() -> duckdb.DuckDBPyConnection:
    """The samples, read once: the tests only ask them."""
    return read({})


def run(**instead: Path) -> duckdb.DuckDBPyConnection:
    return read(instead) if instead else whole_sample()


def read(instead: dict[str, Path]) -> duckdb.DuckDBPyConnection:
    con = fresh()
    paths = {name: FOLDER / f"{name}.csv" for name in SAMPLES} | instead
    snapshots = [snapshot(name, path) for name, path in paths.items()]
    assert run_source(con, discover()["ucdp"], snapshots, guards=False) == []
    return con


def edited(tmp_path: Path, name: str, old: str, new: str) -> Path:
    text = (FOLDER / f"{name}.csv").read_text("utf-8")
    assert old in text
    path = tmp_path / f"{name}.csv"
    path.write_text(text.replace(old, new), "utf-8")
    return path


def told(con: duckdb.DuckDBPyConnection, *indicators: str) -> list[State]:
    return con.execute(
        "SELECT indicator, actor_ref, year, value, value_low, value_high, locator FROM states "
        "WHERE indicator IN (SELECT 'ucdp:' || unnest(?)) ORDER BY ALL",
        [list(indicators)],
    ).fetchall()


def test_parties_of_a_conflict_by_side_and_role() -> None:
    rows = (
        run()
        .execute(
            "SELECT kind, name, side, role, party_scheme, party_ref, party_text, intensity, locator "
            "FROM conflicts WHERE year = 2001 AND conflict_id IN ('ucdp:801', 'ucdp:803') ORDER BY ALL"
        )
        .fetchall()
    )
    inside = ("internationalised", "Hilland: Government")
    between = ("interstate", "Isle, Lowland: Common border")
    assert rows == [
        (*inside, "a", "primary", "gw", "991", "GW 991", 2, "row 2"),
        (*inside, "a", "secondary", "gw", "992", "GW 992", 2, "row 2"),
        (*inside, "a", "secondary", "gw", "993", "GW 993", 2, "row 2"),
        (*inside, "b", "primary", "ucdp", "9002", "FHA", 2, "row 2"),
        (*inside, "b", "primary", "ucdp", "9003", "Rivermen", 2, "row 2"),
        (*inside, "b", "secondary", "gw", "994", "GW 994", 2, "row 2"),
        (*between, "a", "primary", "gw", "992", "GW 992", 1, "row 5"),
        (*between, "b", "primary", "gw", "993", "GW 993", 1, "row 5"),
        (*between, "b", "primary", "gw", "994", "GW 994", 1, "row 5"),
        (*between, "b", "secondary", "gw", "991", "GW 991", 1, "row 5"),
    ]


def test_conflicts_between_groups_are_conflicts_too() -> None:
    rows = (
        run()
        .execute(
            "SELECT name, side, role, party_scheme, party_ref, party_text, location_gw, intensity "
            "FROM conflicts WHERE conflict_id = 'ucdp:901' AND kind = 'nonstate' ORDER BY ALL"
        )
        .fetchall()
    )
    told_of = ("991, 992", None)
    assert rows == [
        ("Rivermen - Herders", "a", "primary", "ucdp", "9003", "Rivermen", *told_of),
        ("Rivermen - Herders", "b", "primary", "ucdp", "9060", "Herders", *told_of),
        ("Rivermen - Herders", "b", "secondary", "gw", "993", "GW 993", *told_of),
        ("Rivermen - Herders", "b", "secondary", "gw", "994", "GW 994", *told_of),
    ]


def test_groups_that_the_list_lacks_become_actors_with_their_whole_name() -> None:
    rows = (
        run().execute("SELECT actor_id, kind, name FROM actors WHERE ucdp_id > '9003' ORDER BY 1").fetchall()
    )
    assert rows == [
        ("ucdp:9050", "group", "Hill Front (North, South)"),
        ("ucdp:9060", "group", "Herders"),
    ]


def test_names_that_do_not_match_their_numbers_are_not_divided(tmp_path: Path) -> None:
    path = edited(tmp_path, "conflicts", '"FHA, Rivermen","9002, 9003"', '"Red, Green, Blue","9002, 9070"')
    rows = run(conflicts=path).execute("SELECT name FROM actors WHERE ucdp_id = '9070'").fetchall()
    assert rows == [("UCDP 9070",)]


def test_figures_of_conflicts_inside_a_state() -> None:
    con = run()
    assert told(con, "challengers", "internal_conflicts", "territorial_conflicts", "intensity") == [
        ("ucdp:challengers", "991", 2001, 3, None, None, "row 2, 4"),
        ("ucdp:challengers", "991", 2002, 1, None, None, "row 3"),
        ("ucdp:intensity", "991", 2001, 2, None, None, "row 2, 4"),
        ("ucdp:intensity", "991", 2002, 1, None, None, "row 3"),
        ("ucdp:intensity", "992", 2001, 1, None, None, "row 5"),
        ("ucdp:intensity", "993", 2001, 1, None, None, "row 5"),
        ("ucdp:internal_conflicts", "991", 2001, 2, None, None, "row 2, 4"),
        ("ucdp:internal_conflicts", "991", 2002, 1, None, None, "row 3"),
        ("ucdp:internal_conflicts", "992", 2001, 0, None, None, "row 5"),
        ("ucdp:internal_conflicts", "993", 2001, 0, None, None, "row 5"),
        ("ucdp:territorial_conflicts", "991", 2001, 1, None, None, "row 2, 4"),
        ("ucdp:territorial_conflicts", "991", 2002, 0, None, None, "row 3"),
        ("ucdp:territorial_conflicts", "992", 2001, 0, None, None, "row 5"),
        ("ucdp:territorial_conflicts", "993", 2001, 0, None, None, "row 5"),
    ]


def test_troops_of_other_states() -> None:
    con = run()
    assert told(con, "internationalised")[0] == (
        "ucdp:internationalised",
        "991",
        2001,
        1,
        None,
        None,
        "row 2, 4",
    )
    assert told(con, "foreign_states", "conflicts_abroad") == [
        ("ucdp:conflicts_abroad", "992", 2001, 1, None, None, "row 2"),
        ("ucdp:conflicts_abroad", "993", 2001, 1, None, None, "row 2"),
        ("ucdp:conflicts_abroad", "994", 2001, 1, None, None, "row 2"),
        ("ucdp:foreign_states", "991", 2001, 3, None, None, "row 2"),
    ]


def test_deaths_count_in_full_for_each_state_that_the_conflict_is_about() -> None:
    con = run()
    assert told(con, "battle_deaths", "dyads_on_soil", "nonstate_conflicts", "nonstate_deaths") == [
        ("ucdp:battle_deaths", "991", 2001, 1240, 1130, 1555, "row 2, 3"),
        ("ucdp:battle_deaths", "992", 2001, 300, 250, 300, "row 4"),
        ("ucdp:battle_deaths", "993", 2001, 300, 250, 300, "row 4"),
        ("ucdp:dyads_on_soil", "991", 2001, 2, None, None, "row 2, 3"),
        ("ucdp:dyads_on_soil", "992", 2001, 2, None, None, "row 2, 4"),
        ("ucdp:nonstate_conflicts", "991", 2001, 2, None, None, "row 2, 3"),
        ("ucdp:nonstate_conflicts", "992", 2001, 1, None, None, "row 2"),
        ("ucdp:nonstate_deaths", "991", 2001, 85, 75, 115, "row 2, 3"),
        ("ucdp:nonstate_deaths", "992", 2001, 60, 50, 90, "row 2"),
    ]


def test_ends_of_internal_conflicts_in_both_layouts() -> None:
    names = ("ended", "ended_agreed", "ended_rebels_won")
    older = {(row[0], row[2]): row[3] for row in told(run(), *names)}
    assert older == {
        ("ucdp:ended", 2002): 2,
        ("ucdp:ended_agreed", 2002): 1,
        ("ucdp:ended_rebels_won", 2002): 1,
    }
    newer = {(row[0], row[2]): row[3] for row in told(run(endings=FOLDER / "endings_4.csv"), *names)}
    assert newer == {
        ("ucdp:ended", 2002): 1,
        ("ucdp:ended_agreed", 2002): 1,
        ("ucdp:ended_rebels_won", 2002): 0,
    }


def test_pairs_of_states() -> None:
    rows = run().execute("SELECT indicator, directed, a_ref, b_ref, value FROM dyads ORDER BY ALL").fetchall()
    assert rows == [
        ("ucdp:fights_against", True, "991", "992", 1),
        ("ucdp:fights_against", True, "994", "991", 1),
        ("ucdp:fights_beside", True, "991", "993", 1),
        ("ucdp:fights_beside", True, "991", "994", 1),
        ("ucdp:fights_beside", True, "992", "991", 1),
        ("ucdp:fights_beside", True, "993", "991", 1),
        ("ucdp:interstate", False, "992", "993", 2),
        ("ucdp:interstate", False, "992", "994", 1),
    ]


@pytest.mark.parametrize(
    ("name", "old", "new", "column", "says"),
    [
        (
            "conflicts",
            '"intensity_level"',
            '"intensity"',
            "intensity_level",
            "the file has 'intensity' instead",
        ),
        (
            "conflicts",
            '"2001","2","1","4"',
            '"2001","2","1","5"',
            "type_of_conflict",
            r"'5' stands in no row of lookups/kind",
        ),
        ("conflicts", '"2001","2","1","4"', '"2001","3","1","4"', "intensity_level", "is above 2"),
        ("conflicts", '"2","","2001"', '"7","","2001"', "incompatibility", "lookups/incompatibility"),
        ("dyads", ",2001,2,4,", ",20010,2,4,", "year", "is not a year"),
        ("battle_deaths", '"1200"', '"-1200"', "bd_best", "is below 0"),
        ("battle_deaths", '"1200"', '"many"', "bd_best", "is not of type integer"),
        ("nonstate", ",991,3,99.1", ",,3,99.1", "gwno_location", "is empty"),
        ("endings", "5/6/2002,1,1,", "5/6/2002,1,9,", "outcome", r"'9' stands in no row of lookups/outcome"),
        ("endings", "1,1,5/6/2002", "1,yes,5/6/2002", "confterm", "is not of type flag"),
    ],
)
def test_a_row_that_is_not_as_declared_is_refused(
    tmp_path: Path, name: str, old: str, new: str, column: str, says: str
) -> None:
    with pytest.raises(SourceError, match=says) as caught:
        run(**{name: edited(tmp_path, name, old, new)})
    assert caught.value.column == column
    assert "Mend:" in str(caught.value)


@pytest.mark.parametrize("name", SAMPLES[1:])
@pytest.mark.parametrize(
    "change",
    [
        lambda text: b"",
        lambda text: b"<!DOCTYPE html>\n<html><body>Not found</body></html>\n",
        lambda text: text.decode("utf-8").encode("utf-16"),
        lambda text: text[:-40],
        lambda text: text.replace(b"Hilland", "Hügelland".encode("latin-1")),
    ],
    ids=["empty", "page", "utf-16", "cut", "latin-1"],
)
def test_a_file_that_is_no_such_table_is_refused(tmp_path: Path, name: str, change: object) -> None:
    assert callable(change)
    path = tmp_path / f"{name}.csv"
    path.write_bytes(change((FOLDER / f"{name}.csv").read_bytes()))
    with pytest.raises(SourceError, match="Mend:"):
        run(**{name: path})


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=EXAMPLES, deadline=None)
@given(data=st.data(), name=st.sampled_from(SAMPLES[1:]))
def test_random_damage_is_refused_or_keeps_every_row(tmp_path: Path, data: st.DataObject, name: str) -> None:
    content = (FOLDER / f"{name}.csv").read_bytes()
    bad = data.draw(damaged(content))
    path = tmp_path / f"{name}.csv"
    path.write_bytes(bad)
    con = duckdb.connect()
    snapshots = [snapshot(n, path if n == name else FOLDER / f"{n}.csv") for n in SAMPLES]
    try:
        run_source(con, discover()["ucdp"], snapshots, guards=False)
    except SourceError:
        return
    table = "endings_3" if name == "endings" else name
    records = sum(1 for record in csv.reader(io.StringIO(bad.decode("utf-8-sig"), newline="")) if record)
    assert con.execute(f"SELECT count(*) FROM t.{table}").fetchall() == [(records - 1,)]


@pytest.fixture(scope="module")
def whole(mirror: Path) -> duckdb.DuckDBPyConnection:
    spec = discover()["ucdp"]
    con = duckdb.connect()
    assert run_source(con, spec, from_mirror(mirror, spec.files)) == []
    return con


@pytest.mark.mirror
def test_the_numbers_anyone_can_check(whole: duckdb.DuckDBPyConnection) -> None:
    value = "SELECT value FROM states WHERE indicator = ? AND actor_ref = ? AND year = ?"
    assert whole.execute(value, ["ucdp:battle_deaths", "652", 2014]).fetchall() == [(65336,)]
    deaths = "SELECT sum(best) FROM t.battle_deaths WHERE year = 2022"
    assert whole.execute(deaths).fetchall() == [(276935,)]
    active = "SELECT count(DISTINCT conflict_id) FROM conflicts WHERE year = 2024"
    assert whole.execute(active).fetchall() == [(61,)]
    all_years = "SELECT count(DISTINCT (conflict_id, year)) FROM conflicts"
    assert whole.execute(all_years).fetchall() == [(2752 + 1442,)]


@pytest.mark.mirror
def test_every_party_resolves_and_no_state_has_two_values(whole: duckdb.DuckDBPyConnection) -> None:
    resolver = Resolver([Group(*row) for row in whole.execute("SELECT * FROM actors").fetchall()])
    parties = whole.execute("SELECT party_scheme, party_ref, party_text, year FROM conflicts").fetchall()
    known = {resolver.resolve(*party) for party in parties}
    assert None not in known
    assert all(resolver.actor(str(actor_id)) for actor_id in known)
    states = whole.execute(
        "SELECT indicator, actor_scheme, actor_ref, actor_text, year FROM states"
    ).fetchall()
    cells = Counter((row[0], resolver.resolve(*row[1:]), row[4]) for row in states)
    assert max(cells.values()) == 1
    assert not [cell for cell in cells if cell[1] is None]


@pytest.mark.mirror
def test_challengers_agree_with_the_dyads_but_for_what_the_newer_release_corrected(
    whole: duckdb.DuckDBPyConnection,
) -> None:
    differ = whole.execute(
        "WITH d AS (SELECT gwno_a, year::INTEGER AS year, count(DISTINCT side_b_id) AS n FROM raw.dyads "
        "WHERE type_of_conflict IN ('3', '4') GROUP BY ALL), "
        "c AS (SELECT * FROM states WHERE indicator = 'ucdp:challengers' AND year <= 2023) "
        "SELECT count(*), count(*) FILTER (n IS DISTINCT FROM value) "
        "FROM d FULL JOIN c ON d.gwno_a = c.actor_ref AND d.year = c.year"
    ).fetchall()
    assert differ == [(1747, 7)]
