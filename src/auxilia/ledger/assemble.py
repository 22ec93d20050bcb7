"""The resolved sources of the cache into one ledger: a DuckDB file and Parquet beside it, written aside."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from importlib.resources import files
from pathlib import Path

import duckdb

from auxilia.actors import Actor, Group
from auxilia.ledger.known import (
    Part,
    fill_actors,
    fill_overlaps,
    fill_programmes,
    fill_sources,
    insert,
    listed,
)
from auxilia.ledger.reading import aside, connect, copy_out
from auxilia.ledger.resolve import sql

CLAIMS = "core_claims"
PER_SOURCE = {
    CLAIMS: "core_claims",
    "core_covered": "covered",
    "core_withheld": "withheld",
    "core_actor_names": "names",
    "core_unresolved": "unresolved",
    "core_conflicts": "conflicts",
    "out_state_years": "states",
    "out_dyad_years": "dyads",
    "out_tie_figures": "figures",
    "out_unit_figures": "unit_figures",
}
# What each source has in order already, and which does not mix with that of other sources.
IN_ORDER = (CLAIMS, "out_state_years", "out_dyad_years")
ORDERS = {
    "core_unresolved": "n_claims DESC, source_id, role, scheme, ref, printed",
}


def assemble_into(
    target: Path,
    parts: Sequence[Part],
    actors: Sequence[Actor],
    groups: Sequence[Group],
    record: dict[str, object],
) -> None:
    """Write `ledger.duckdb`, `parquet/` and `build.json` of one build.

    Raises
    ------
    BuildError
        When the disk is full or cannot be written.
    """
    with aside(target) as folder:
        con = connect(str(folder / "ledger.duckdb"), spill=folder)
        # Rows come in the order of the files all the same, since each query has one thread; the other is of
        # better use in filling claims, half of all work, beside the rest, and in writing two tables at once.
        con.execute("SET threads = 1")
        con.execute("SET preserve_insertion_order = false")
        con.execute(schema())
        with ThreadPoolExecutor(2) as beside:
            claims = beside.submit(_fill, con.cursor(), parts, [CLAIMS])
            _fill(con, parts, [table for table in PER_SOURCE if table != CLAIMS])
            _fill_out(con, parts, actors, groups, record)
            exported = _export(con, folder / "parquet", parts, beside)
            for done in (claims, *exported):
                done.result()
        con.execute("CHECKPOINT")
        con.close()
        (folder / "build.json").write_text(json.dumps(record, indent=1), "utf-8")


def _fill(con: duckdb.DuckDBPyConnection, parts: Sequence[Part], tables: Sequence[str]) -> None:
    """Take tables from the sources, one after the other."""
    con.execute("BEGIN")
    for table in tables:
        paths = [part.resolved / f"{PER_SOURCE[table]}.parquet" for part in parts]
        # A source that tells nothing of states, pairs or conflicts has no such file.
        told = [str(path) for path in paths if path.exists()]
        if told:
            order = "" if table in IN_ORDER else f" ORDER BY {ORDERS.get(table, 'ALL')}"
            con.execute(f"INSERT INTO {table} BY NAME SELECT * FROM read_parquet({listed(told)}){order}")
    con.execute("COMMIT")


def _fill_out(
    con: duckdb.DuckDBPyConnection,
    parts: Sequence[Part],
    actors: Sequence[Actor],
    groups: Sequence[Group],
    record: dict[str, object],
) -> None:
    """What is known of sources, actors, programmes and the build, and the ties that follow from figures."""
    con.execute("BEGIN")
    fill_sources(con, parts)
    con.execute(f"INSERT INTO out_ties BY NAME {sql('ties')}")
    con.execute(
        "DELETE FROM core_covered WHERE source_id NOT IN "
        "(SELECT source_id FROM core_coverage WHERE recipient = 'warring parties')"
    )
    fill_actors(con, parts, actors, groups)
    fill_programmes(con)
    fill_overlaps(con)
    insert(con, "meta_build", [(k, str(v)) for k, v in record.items() if k != "sources"])
    con.execute("COMMIT")


def schema() -> str:
    """The statements that make the ledger's empty tables."""
    return files("auxilia.ledger").joinpath("schema.sql").read_text("utf-8")


def _export(
    con: duckdb.DuckDBPyConnection, folder: Path, parts: Sequence[Part], beside: ThreadPoolExecutor
) -> list[Future[None]]:
    """Begin to write all tables but claims, which the cache has as files already."""
    folder.mkdir()
    (folder / "core_claims").mkdir()
    (folder / "raw").mkdir()
    for part in parts:
        _link(part.resolved / "core_claims.parquet", folder / "core_claims" / f"{part.spec.id}.parquet")
        for path in sorted((part.read / "raw").glob("*.parquet")):
            _link(path, folder / "raw" / f"raw_{part.spec.id}__{path.stem}.parquet")
    found = con.execute(
        "SELECT table_name FROM duckdb_tables() ORDER BY estimated_size DESC, table_name"
    ).fetchall()
    exported = []
    for (table,) in found:
        if table not in (CLAIMS, "meta_build", "core_files"):
            order = "" if table in (*PER_SOURCE, "out_ties") else " ORDER BY ALL"
            target = folder / f"{table}.parquet"
            exported.append(beside.submit(copy_out, con.cursor(), f"FROM {table}{order}", target))
    return exported


def _link(source: Path, target: Path) -> None:
    try:
        target.hardlink_to(source)
    except OSError:
        shutil.copyfile(source, target)
