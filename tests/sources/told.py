"""Runs of sources that tell of state-years and dyad-years, on samples written by hand and on the mirror."""

from __future__ import annotations

import shutil
import tempfile
from functools import cache
from itertools import count
from pathlib import Path

import duckdb

from auxilia.actors import Resolver
from auxilia.errors import SourceError
from auxilia.readers import run_source
from auxilia.snapshots import Snapshot, from_mirror
from auxilia.sources import discover

ENDS = """
    SELECT actor_scheme AS scheme, actor_ref AS ref, year FROM states
    UNION SELECT a_scheme, a_ref, year FROM dyads
    UNION SELECT b_scheme, b_ref, year FROM dyads
"""
NUMBERS = count()
DOUBLES = """
    WITH told AS (
        SELECT indicator, actor_id AS one, actor_id AS other, s.year
        FROM states AS s
        JOIN ends AS e ON e.scheme = actor_scheme AND e.ref = actor_ref AND e.year = s.year
        UNION ALL
        SELECT
            indicator,
            CASE WHEN directed THEN x.actor_id ELSE least(x.actor_id, y.actor_id) END,
            CASE WHEN directed THEN y.actor_id ELSE greatest(x.actor_id, y.actor_id) END,
            d.year
        FROM dyads AS d
        JOIN ends AS x ON x.scheme = a_scheme AND x.ref = a_ref AND x.year = d.year
        JOIN ends AS y ON y.scheme = b_scheme AND y.ref = b_ref AND y.year = d.year
    )
    SELECT indicator, one, other, year FROM told
    GROUP BY ALL HAVING count(*) > 1 OR one IS NULL OR other IS NULL
"""


def samples(source: str) -> Path:
    """The folder of a source's samples."""
    return Path(__file__).parent / source


def run(source: str, folder: Path | None = None) -> duckdb.DuckDBPyConnection:
    """One source on the files of a folder (its samples unless told otherwise), without the guards."""
    folder = folder or samples(source)
    spec = discover()[source]
    snapshots = []
    for address in spec.files:
        path = folder / Path(address.mirror).name.rstrip("*")
        snapshots.append(
            Snapshot(source, address.name, path, path.name, "0" * 64, path.stat().st_size, "test")
        )
    con = fresh()
    run_source(con, spec, snapshots, guards=False)
    return con


@cache
def base() -> duckdb.DuckDBPyConnection:
    return duckdb.connect(config={"threads": 1})


def fresh() -> duckdb.DuckDBPyConnection:
    """An empty database inside a connection at hand: a hundredth of the time of a new connection."""
    con = base().cursor()
    name = f"run_{next(NUMBERS)}"
    con.execute(f"ATTACH ':memory:' AS {name}; USE {name}")
    return con


def edited(source: str, tmp_path: Path, file: str, old: str, new: str) -> Path:
    """A copy of the samples in which `file` says `new` where it said `old`."""
    folder = tmp_path / source
    shutil.copytree(samples(source), folder)
    path = folder / file
    encoding = "utf-8" if is_utf8(path.read_bytes()) else "cp1252"
    text = path.read_bytes().decode(encoding)
    assert old in text
    path.write_bytes(text.replace(old, new).encode(encoding))
    return folder


def replaced(source: str, tmp_path: Path, file: str, content: bytes) -> Path:
    """A copy of the samples in which `file` has other bytes."""
    folder = tmp_path / source
    shutil.copytree(samples(source), folder)
    (folder / file).write_bytes(content)
    return folder


def is_utf8(content: bytes) -> bool:
    """Whether the bytes are UTF-8."""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def conserved_or_refused(source: str, file: str, table: str, content: bytes) -> bool:
    """Whether damaged bytes are refused, or every line of them is a row of the raw table."""
    with tempfile.TemporaryDirectory() as folder:
        try:
            con = run(source, replaced(source, Path(folder), file, content))
        except SourceError:
            return True
        lines = sum(1 for line in content.splitlines() if line.strip())
        return con.execute(f"SELECT count(*) FROM raw.{table}").fetchall() == [(lines - 1,)]


def guard(con: duckdb.DuckDBPyConnection, source: str, name: str) -> float:
    """What one guard of a source counts."""
    (found,) = (each for each in discover()[source].guards if each.name == name)
    return float(con.execute(found.sql).fetchall()[0][0])


def mirrored(source: str, mirror: Path) -> duckdb.DuckDBPyConnection:
    """One source on the mirror, guards and all; no column may be undeclared."""
    spec = discover()[source]
    con = duckdb.connect()
    assert run_source(con, spec, from_mirror(mirror, spec.files)) == []
    return con


def resolve(con: duckdb.DuckDBPyConnection, table: str, codes: str) -> None:
    """Make `table` (scheme, ref, year, actor_id) of the codes that a query gives."""
    resolver = Resolver()
    found = con.execute(codes).fetchall()
    lines = [
        f"{scheme}\t{ref}\t{year}\t{resolver.resolve(scheme, ref, ref, year)}" for scheme, ref, year in found
    ]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ends.tsv"
        path.write_text("\n".join(["scheme\tref\tyear\tactor_id", *lines]), "utf-8")
        con.execute(
            f"CREATE OR REPLACE TABLE {table} AS FROM read_csv('{path}', delim = '\t', nullstr = 'None', "
            "columns = {scheme: 'VARCHAR', ref: 'VARCHAR', year: 'INTEGER', actor_id: 'VARCHAR'})"
        )


def lost_or_double(con: duckdb.DuckDBPyConnection) -> list[tuple[object, ...]]:
    """Keys that resolve to nobody, or that two lines share after resolving."""
    resolve(con, "ends", ENDS)
    return con.execute(DOUBLES).fetchall()
