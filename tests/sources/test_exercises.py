"""Multinational exercises: hand-written rows and their expected claims; damage; the mirror's totals."""

import csv
import datetime as dt
import tempfile
from collections import defaultdict
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

SAMPLE = Path(__file__).parent / "exercises" / "mme_v7.csv"
TEXT = SAMPLE.read_text("utf-8")
day = dt.date


def run(path: Path) -> duckdb.DuckDBPyConnection:
    con = fresh()
    snapshot = Snapshot("exercises", "exercises", path, path.name, "0" * 64, path.stat().st_size, "test")
    run_source(con, discover()["exercises"], [snapshot], guards=False)
    return con


def edited(tmp_path: Path, old: str, new: str) -> Path:
    assert old in TEXT
    path = tmp_path / "mme_v7.csv"
    path.write_text(TEXT.replace(old, new), "utf-8")
    return path


@pytest.fixture(scope="module")
def claims() -> duckdb.DuckDBPyConnection:
    return run(SAMPLE)


def test_every_ordered_pair_of_participants_is_a_mutual_claim(claims: duckdb.DuckDBPyConnection) -> None:
    rows = claims.execute(
        "SELECT facet, provider_scheme, provider_ref, recipient_ref, practice, instrument, stage, measure, "
        "date_start, date_end, date_precision, year, countable, mutual FROM claims "
        "WHERE record_id = 'mme9001#1' ORDER BY ALL"
    ).fetchall()
    told = ("train", "exercise", "observed", "presence", day(1995, 3, 7), day(1995, 3, 19), "day", 1995)
    states = ["France", "Mali", "São Tomé & Príncipe"]
    assert rows == [(f"{p} > {r}", "name", p, r, *told, True, True) for p in states for r in states if p != r]


def test_the_note_tells_name_place_kind_and_others(claims: duckdb.DuckDBPyConnection) -> None:
    notes = claims.execute("SELECT DISTINCT record_id, note FROM claims ORDER BY 1").fetchall()
    assert dict(notes) == {
        "mme9001#1": "Invented Shield 1; Grey Bay; land; sea; warfighting; also: two observers",
        "mme9002#1": "command post; peacekeeping",
        "mme9002#2": "Invented Wind; Blue Range; air; warfighting",
        "mme9003#1": "Invented Wall; Old Fort; land; warfighting; humanitarian; "
        "the printed end lies before the start",
        "mme9004#1": "Invented Forge; North Field; land; warfighting; also: troops of an alliance",
        "mme9005#1": "Invented Lamp; South Field; land; cyber; warfighting",
    }


@pytest.mark.parametrize(
    ("record", "start", "end", "precision", "year"),
    [
        ("mme9002#1", day(1996, 4, 1), day(1996, 5, 31), "month", 1996),
        ("mme9002#2", day(1999, 12, 30), day(2000, 1, 4), "day", None),
        ("mme9003#1", day(2001, 6, 9), day(2001, 6, 9), "day", 2001),
    ],
)
def test_unknown_days_new_year_and_reversed_ends(
    claims: duckdb.DuckDBPyConnection,
    record: str,
    start: dt.date,
    end: dt.date,
    precision: str,
    year: int | None,
) -> None:
    rows = claims.execute(
        "SELECT DISTINCT date_start, date_end, date_precision, year FROM claims WHERE record_id = ?", [record]
    ).fetchall()
    assert rows == [(start, end, precision, year)]


def test_an_exercise_without_two_named_states_stays_and_is_not_counted(
    claims: duckdb.DuckDBPyConnection,
) -> None:
    rows = claims.execute(
        "SELECT record_id, provider_ref, recipient_ref, countable, reason, mutual FROM claims "
        "WHERE NOT countable ORDER BY 1"
    ).fetchall()
    nobody, reason = "participants not named", "fewer than two participants are named"
    assert rows == [
        ("mme9004#1", nobody, nobody, False, reason, False),
        ("mme9005#1", "Ghana", nobody, False, reason, False),
    ]


@pytest.mark.parametrize(
    ("old", "new", "column", "says"),
    [
        ("s.month", "start.month", "s.month", "no column 's.month'"),
        (",1995,3,7,", ",1995,33,7,", "s.month", "above 12"),
        (",1996,4,xx,", ",1996,4,??,", "s.day", "not of type integer"),
        (",2001,6,2,", ",3001,6,2,", "e.year", "not a year"),
        ("mme9003", "", "MMEID", "is empty"),
        ("0,0,1,1,0,0,1", "0,0,1,2,0,0,1", "Sea", "not of type flag"),
    ],
)
def test_what_cannot_be_is_refused_by_name(
    tmp_path: Path, old: str, new: str, column: str, says: str
) -> None:
    with pytest.raises(SourceError, match=says) as caught:
        run(edited(tmp_path, old, new))
    assert (caught.value.file, caught.value.column) == ("mme_v7.csv", column)
    assert caught.value.row is not None


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode("utf-16"),
        TEXT.encode("utf-8").replace("ã".encode(), b"\xe3"),
        b"<!DOCTYPE html>\n<html><body>Not found</body></html>\n",
        TEXT.encode() + b"mme9006,cut sh",
        b"",
    ],
)
def test_a_file_in_the_wrong_form_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "mme_v7.csv"
    path.write_bytes(content)
    with pytest.raises(SourceError, match=r"mme_v7\.csv.*Mend:"):
        run(path)


@settings(max_examples=EXAMPLES, deadline=None)
@given(damaged(SAMPLE.read_bytes()))
def test_damage_is_refused_or_every_line_keeps_a_claim(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "mme_v7.csv"
        path.write_bytes(content)
        try:
            con = run(path)
        except SourceError:
            return
        lines = sum(1 for line in content.splitlines() if line.strip())
        assert con.execute("SELECT count(DISTINCT locator) FROM claims").fetchall() == [(lines - 1,)]


@pytest.fixture(scope="module")
def whole(mirror: Path) -> duckdb.DuckDBPyConnection:
    spec = discover()["exercises"]
    con = duckdb.connect()
    assert run_source(con, spec, from_mirror(mirror, spec.files)) == []
    return con


@pytest.mark.mirror
def test_the_whole_file_keeps_every_exercise(whole: duckdb.DuckDBPyConnection) -> None:
    rows = whole.execute(
        "SELECT countable, count(DISTINCT record_id), count(*) FROM claims GROUP BY 1 ORDER BY 1"
    ).fetchall()
    assert rows == [(False, 134, 134), (True, 3_573, 84_564)]
    assert whole.execute("SELECT min(date_start), max(date_end) FROM claims").fetchall() == [
        (day(1980, 1, 1), day(2010, 12, 31))
    ]


@pytest.mark.mirror
def test_the_participants_are_those_of_the_package_s_long_table(
    whole: duckdb.DuckDBPyConnection, mirror: Path
) -> None:
    """The makers of troopdata took the same file apart themselves, up to the 24th participant."""
    theirs, cut = defaultdict(set), set()
    with (mirror / "exercises" / "mme-v7-long.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            theirs[row["MMEID"]].add(row["country"])
            if int(row["participant_count"]) >= 24:
                cut.add(row["MMEID"])
    ours = defaultdict(set)
    for mme_id, state in whole.execute(
        "SELECT DISTINCT split_part(record_id, '#', 1), provider_ref FROM claims "
        "WHERE provider_ref <> 'participants not named'"
    ).fetchall():
        ours[mme_id].add(state)
    assert len(cut) == 15
    assert len(theirs) == 3_704
    for mme_id, states in theirs.items():
        named = states - {"-9"}
        assert ours[mme_id] == named or (mme_id in cut and ours[mme_id] > named), mme_id
