"""US forces abroad: hand-written rows and their expected claims; the mirror's totals."""

from pathlib import Path

import duckdb
import pytest

from auxilia.readers import run_source
from auxilia.snapshots import Snapshot, from_mirror
from auxilia.sources import discover

SAMPLES = Path(__file__).parent / "us_troops"


@pytest.fixture
def claims() -> duckdb.DuckDBPyConnection:
    con = duckdb.connect()
    snapshots = [
        Snapshot("us_troops", name, SAMPLES / f"{name}.csv", f"{name}.csv", "0" * 64, 0, "test")
        for name in ("hosts", "bases", "construction")
    ]
    assert run_source(con, discover()["us_troops"], snapshots, guards=False) == []
    return con


def test_troops_keep_their_zero_and_territories_their_name(claims: duckdb.DuckDBPyConnection) -> None:
    rows = claims.execute(
        "SELECT recipient_scheme, recipient_ref, year, value FROM claims WHERE facet = 'hosts' ORDER BY ALL"
    ).fetchall()
    assert rows == [("cow", "432", 1999, 0.0), ("name", "Wake Island", 1999, 12.0)]


def test_a_base_is_an_undated_presence_with_its_name_in_latin_1(claims: duckdb.DuckDBPyConnection) -> None:
    rows = claims.execute(
        "SELECT instrument, measure, value, year, date_precision, note FROM claims WHERE facet = 'bases'"
    ).fetchall()
    note = "Fuerte Invención; lily pad; host site with US funding"
    assert rows == [("access", "presence", None, None, "unknown", note)]


def test_construction_is_in_dollars_and_counts_only_abroad(claims: duckdb.DuckDBPyConnection) -> None:
    rows = claims.execute(
        "SELECT recipient_text, value, countable, reason FROM claims WHERE facet = 'construction' ORDER BY 1"
    ).fetchall()
    assert rows == [
        ("Germany", -25_000.0, True, None),
        ("United States", 700_000.0, False, "inside the provider's own territory"),
        ("Worldwide Unspecified", 90_000.0, False, "no host country is stated, or it is no state"),
    ]


@pytest.mark.mirror
def test_every_row_of_the_three_files_is_a_claim(mirror: Path) -> None:
    spec = discover()["us_troops"]
    con = duckdb.connect()
    assert run_source(con, spec, from_mirror(mirror, spec.files)) == []
    rows = con.execute("SELECT facet, count(*) FROM claims GROUP BY 1 ORDER BY 1").fetchall()
    assert rows == [("bases", 414), ("construction", 5532), ("hosts", 13135)]
    troops = con.execute(
        "SELECT value FROM claims WHERE facet = 'hosts' AND recipient_text = 'Germany' AND year = 1990"
    ).fetchall()
    assert troops == [(227_586.0,)]
