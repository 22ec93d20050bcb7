"""Alliances: hand-written rows and their expected claims; damage; the mirror's totals by another way."""

import csv
import datetime as dt
import tempfile
from collections.abc import Mapping
from pathlib import Path

import duckdb
import pytest
from damage import EXAMPLES, damaged
from hypothesis import given, settings
from told import fresh

from auxilia.errors import SourceError
from auxilia.readers import run_source
from auxilia.snapshots import Snapshot, from_mirror
from auxilia.sources import discover

FOLDER = Path(__file__).parent / "atop"
SAMPLES = {"dyads": FOLDER / "atop_alliance.csv", "members": FOLDER / "atop-member-level.csv"}
day = dt.date


def run(paths: Mapping[str, Path]) -> duckdb.DuckDBPyConnection:
    con = fresh()
    snapshots = [
        Snapshot("atop", name, path, path.name, "0" * 64, path.stat().st_size, "test")
        for name, path in paths.items()
    ]
    run_source(con, discover()["atop"], snapshots, guards=False)
    return con


def edited(tmp_path: Path, name: str, old: str, new: str) -> dict[str, Path]:
    text = SAMPLES[name].read_text("utf-8")
    assert old in text
    path = tmp_path / SAMPLES[name].name
    path.write_text(text.replace(old, new), "utf-8")
    return {**SAMPLES, name: path}


@pytest.fixture(scope="module")
def claims() -> duckdb.DuckDBPyConnection:
    return run(SAMPLES)


def test_years_that_follow_one_another_make_one_spell(claims: duckdb.DuckDBPyConnection) -> None:
    rows = claims.execute(
        "SELECT record_id, facet, locator, provider_ref, recipient_ref, date_start, date_end, mutual, "
        "countable FROM claims WHERE record_id LIKE 'pledge:9%' ORDER BY facet, record_id"
    ).fetchall()
    first, last = (day(1950, 1, 1), day(1952, 12, 31)), (day(1954, 1, 1), day(1954, 12, 31))
    year = (day(1951, 1, 1), day(1951, 12, 31))
    assert rows == [
        ("pledge:900>920:1950", "defense", "row 2", "900", "920", *first, True, True),
        ("pledge:900>920:1954", "defense", "row 5", "900", "920", *last, True, True),
        ("pledge:920>900:1950", "defense", "row 6", "920", "900", *first, True, True),
        ("pledge:920>900:1954", "defense", "row 9", "920", "900", *last, True, True),
        ("pledge:900>920:1951", "offense", "row 3", "900", "920", *year, False, True),
    ]


def test_a_pledge_to_keep_out_is_kept_and_not_counted(claims: duckdb.DuckDBPyConnection) -> None:
    rows = claims.execute(
        "SELECT facet, countable, reason FROM claims WHERE record_id = 'pledge:40>365:1953' ORDER BY 1"
    ).fetchall()
    out = "a pledge to keep out, not to support"
    assert rows == [("consultation", True, None), ("neutrality", False, out), ("nonaggression", False, out)]


def test_a_spell_at_the_end_of_collection_says_so(claims: duckdb.DuckDBPyConnection) -> None:
    rows = claims.execute(
        "SELECT record_id FROM claims WHERE note LIKE '%in force when collection ended%' ORDER BY ALL"
    ).fetchall()
    alliances = [f"alliance:9001.0:{pair}:1960" for pair in ("220>432", "432>220")]
    assert rows == [
        *((record,) for record in alliances for _ in range(3)),
        ("pledge:900>920:1954",),
        ("pledge:920>900:1954",),
    ]


def test_provisions_bind_members_while_both_belong(claims: duckdb.DuckDBPyConnection) -> None:
    rows = claims.execute(
        "SELECT facet, provider_scheme, provider_ref, recipient_scheme, recipient_ref, practice, instrument, "
        "date_start, date_end, date_precision, certainty, mutual FROM claims "
        "WHERE record_id LIKE 'alliance:9002%' AND provider_ref <> '900' ORDER BY facet, provider_ref"
    ).fetchall()
    early, late = (day(1880, 1, 4), day(1883, 6, 9)), (day(1884, 2, 2), day(1885, 5, 31))
    assert rows == [
        (facet, *ends, practice, "agreement", *spell, "month", "confirmed", True)
        for facet, practice in (("aid:train", "train"), ("command", "support"))
        for ends, spell in (
            (("cow", "920", "cow", "900"), late),
            (("name", "ATOP state 8152", "cow", "900"), early),
        )
    ]


def test_each_kind_of_aid_is_its_own_claim_and_imbalance_makes_it_uncertain(
    claims: duckdb.DuckDBPyConnection,
) -> None:
    rows = claims.execute(
        "SELECT facet, practice, instrument, certainty, mutual, date_end FROM claims "
        "WHERE record_id = 'alliance:9001.0:220>432:1960' ORDER BY 1"
    ).fetchall()
    rest = ("uncertain", False, day(1960, 12, 31))
    assert rows == [
        ("aid:finance", "equip", "agreement", *rest),
        ("aid:train", "train", "agreement", *rest),
        ("base", "support", "access", *rest),
    ]


def test_what_is_not_coded_is_not_claimed(claims: duckdb.DuckDBPyConnection) -> None:
    rows = claims.execute(
        "SELECT DISTINCT split_part(record_id, '.', 1), facet FROM claims WHERE facet = 'aid' OR "
        "record_id LIKE 'alliance:9003%'"
    ).fetchall()
    assert rows == [("alliance:9004", "aid")]


@pytest.mark.parametrize(
    ("name", "old", "new", "column", "says"),
    [
        ("dyads", "atop_consul", "atop_consult", "atop_consul", "the file has 'atop_consult' instead"),
        ("dyads", "1954,1", "195x,1", "year", "not of type year"),
        ("dyads", "900,920,1950,1", "900,920,1950,2", "atop_defense", "not of type flag"),
        ("dyads", "40,365", "4000,365", "ccode1", "above 999"),
        ("members", "0,1,4,0,0,3", "0,1,7,0,0,3", "milaid", "is not one of 0, 1, 2, 3, 4"),
        ("members", ",1874,3,", ",1874,13,", "moent", "above 12"),
        ("members", ",8152,", ",,", "member", "is empty"),
    ],
)
def test_what_cannot_be_is_refused_by_name(
    tmp_path: Path, name: str, old: str, new: str, column: str, says: str
) -> None:
    with pytest.raises(SourceError, match=says) as caught:
        run(edited(tmp_path, name, old, new))
    assert caught.value.column == column
    assert SAMPLES[name].stem in str(caught.value)
    assert caught.value.row is not None


@pytest.mark.parametrize(
    "content", [b"<!DOCTYPE html>\n<html><body>Not found</body></html>\n", b"ccode1,ccode2\n900\n", b""]
)
def test_a_file_in_the_wrong_form_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "atop_alliance.csv"
    path.write_bytes(content)
    with pytest.raises(SourceError, match=r"atop_alliance\.csv.*Mend:"):
        run({**SAMPLES, "dyads": path})


@settings(max_examples=EXAMPLES, deadline=None)
@given(damaged(SAMPLES["dyads"].read_bytes()))
def test_damage_is_refused_or_every_dyad_year_stays_in_a_spell(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "atop_alliance.csv"
        path.write_bytes(content)
        try:
            con = run({**SAMPLES, "dyads": path})
        except SourceError:
            return
        pledges = con.execute(
            "SELECT sum(defense::INT + offense::INT + neutrality::INT + nonaggression::INT "
            "+ consultation::INT) FROM t.dyads"
        ).fetchall()
        years = con.execute(
            "SELECT sum(year(date_end) - year(date_start) + 1) FROM claims WHERE record_id LIKE 'pledge:%'"
        ).fetchall()
        assert years == pledges


@pytest.fixture(scope="module")
def whole(mirror: Path) -> duckdb.DuckDBPyConnection:
    spec = discover()["atop"]
    con = duckdb.connect()
    assert run_source(con, spec, from_mirror(mirror, spec.files)) == []
    return con


@pytest.mark.mirror
@pytest.mark.parametrize(
    ("facet", "spells"),
    [("defense", 5_979), ("offense", 2_013), ("neutrality", 275), ("nonaggression", 9_586)],
)
def test_spells_hold_exactly_the_years_of_the_dyads(
    whole: duckdb.DuckDBPyConnection, facet: str, spells: int
) -> None:
    rows = whole.execute(
        "SELECT count(*), sum(year(date_end) - year(date_start) + 1) FROM claims WHERE facet = ?", [facet]
    ).fetchall()
    years = whole.execute(f"SELECT count(*) FROM t.dyads WHERE {facet}").fetchall()[0][0]
    assert rows == [(spells, years)]


@pytest.mark.mirror
def test_treaties_with_aid_bases_and_command_are_those_of_the_treaty_table(
    whole: duckdb.DuckDBPyConnection, mirror: Path
) -> None:
    """The alliance-level file codes each treaty once; the claims come from its members' phases."""
    theirs: dict[str, set[str]] = {"milaid": set(), "base": set(), "intcom": set()}
    with (mirror / "atop" / "atop-alliance-level.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            for name, treaties in theirs.items():
                if row[name] not in ("", "0"):
                    treaties.add(row["atopid"])
    facets = {"milaid": "aid%", "base": "base", "intcom": "command"}
    for name, facet in facets.items():
        rows = whole.execute(
            "SELECT DISTINCT regexp_extract(record_id, 'alliance:(\\d+)', 1) FROM claims WHERE facet LIKE ?",
            [facet],
        ).fetchall()
        assert {treaty for (treaty,) in rows} == theirs[name]


@pytest.mark.mirror
def test_well_known_alliances_are_there(whole: duckdb.DuckDBPyConnection) -> None:
    rows = whole.execute(
        "SELECT year(date_start), year(date_end) FROM claims "
        "WHERE facet = 'defense' AND provider_ref = '2' AND recipient_ref = '740'"
    ).fetchall()
    assert rows == [(1951, 2018)]
    bases = whole.execute(
        "SELECT DISTINCT certainty FROM claims "
        "WHERE facet = 'base' AND provider_ref = '2' AND recipient_ref = '732'"
    ).fetchall()
    assert bases == [("uncertain",)]
