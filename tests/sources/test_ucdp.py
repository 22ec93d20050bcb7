"""The UCDP actor list: hand-written rows and the actors they make; damage; the whole file."""

from pathlib import Path

import duckdb
import pytest
from damage import EXAMPLES
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from told import fresh

from auxilia.actors import Group, Resolver
from auxilia.errors import SourceError
from auxilia.readers import run_source
from auxilia.snapshots import Snapshot, from_mirror
from auxilia.sources import discover

SAMPLE = Path(__file__).parent / "ucdp" / "actors.csv"


def run(path: Path) -> duckdb.DuckDBPyConnection:
    con = fresh()
    snapshot = Snapshot("ucdp", "actors", path, path.name, "0" * 64, path.stat().st_size, "test")
    run_source(con, discover()["ucdp"], [snapshot], guards=False)
    return con


def edited(tmp_path: Path, old: str, new: str) -> Path:
    text = SAMPLE.read_bytes().decode("utf-8")
    assert old in text
    path = tmp_path / "actors.csv"
    path.write_bytes(text.replace(old, new).encode("utf-8"))
    return path


def test_each_row_is_an_actor_with_all_its_names() -> None:
    rows = run(SAMPLE).execute("SELECT * FROM actors ORDER BY ucdp_id").fetchall()
    aliases = "Armada de las Colinas Libres | Ejército Libre | HM | Hill Movement"
    assert rows == [
        ("ucdp:9001", "government", "9001", "Government of Hilland", "Government of Hilland", None, None),
        ("ucdp:9002", "group", "9002", "FHA", "Free Hill Army", None, aliases),
        ("ucdp:9003", "group", "9003", "Rivermen", "Rivermen", None, None),
    ]


def test_a_source_of_actors_makes_no_claims() -> None:
    assert run(SAMPLE).execute("SELECT count(*) FROM claims").fetchall() == [(0,)]


@pytest.mark.parametrize(
    ("old", "new", "column", "says"),
    [
        (",Free Hill Army,1,", ",Free Hill Army,7,", "Org", r"'7' stands in no row of lookups/organisation"),
        ("NameData,", "ActorName,", "NameData", r"no column 'NameData'"),
        ("9002,FHA", "9002,", "NameData", "is empty"),
        ("9002,FHA", "nine,FHA", "ActorId", "is not of type integer"),
        ("9002,FHA", "-9002,FHA", "ActorId", "is below 1"),
    ],
)
def test_a_row_that_is_not_as_declared_is_refused(
    tmp_path: Path, old: str, new: str, column: str, says: str
) -> None:
    with pytest.raises(SourceError, match=says) as caught:
        run(edited(tmp_path, old, new))
    assert caught.value.column == column
    assert "Mend:" in str(caught.value)


def test_a_row_cut_short_names_its_number(tmp_path: Path) -> None:
    path = tmp_path / "actors.csv"
    path.write_bytes(SAMPLE.read_bytes()[:-20])
    with pytest.raises(SourceError, match="cells where the header has 35") as caught:
        run(path)
    assert caught.value.row == 4


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<!DOCTYPE html>\n<html><body>Not found</body></html>\n",
        SAMPLE.read_bytes().decode("utf-8").encode("utf-16"),
        SAMPLE.read_bytes().decode("utf-8-sig").encode("latin-1"),
        SAMPLE.read_bytes().replace(b"Hill \nMovement", b'Hill "Movement'),
    ],
    ids=["empty", "page", "utf-16", "latin-1", "stray quote"],
)
def test_a_file_that_is_no_such_table_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "actors.csv"
    path.write_bytes(content)
    with pytest.raises(SourceError, match=r"actor.*\.csv.*Mend:"):
        run(path)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=EXAMPLES, deadline=None)
@given(place=st.integers(0, len(SAMPLE.read_bytes()) - 1), byte=st.integers(0, 255))
def test_random_damage_is_refused_or_keeps_every_row(tmp_path: Path, place: int, byte: int) -> None:
    damaged = bytearray(SAMPLE.read_bytes())
    damaged[place] = byte
    path = tmp_path / "actors.csv"
    path.write_bytes(bytes(damaged))
    try:
        con = run(path)
    except SourceError:
        return
    assert con.execute("SELECT count(*) FROM actors").fetchall() == [(3,)]


@pytest.mark.mirror
def test_the_whole_list_resolves(mirror: Path) -> None:
    spec = discover()["ucdp"]
    con = duckdb.connect()
    assert run_source(con, spec, from_mirror(mirror, spec.files)) == []
    groups = [Group(*row) for row in con.execute("SELECT * FROM actors").fetchall()]
    assert con.execute("SELECT count(*) FROM t.actors").fetchall() == [(1725,)]
    assert len(groups) == 1725 + 171, "and those that only the conflicts name"
    resolver = Resolver(groups)
    governments = [group for group in groups if group.kind == "government"]
    assert len(governments) == 163
    for group in governments:
        assert str(resolver.resolve("ucdp", group.ucdp_id, group.name, 2000)).startswith("state:"), group
    for group in groups:
        if group.kind == "group":
            assert resolver.resolve("ucdp", group.ucdp_id, group.name, 2000) == group.actor_id
