"""The resolved sources of the cache into one ledger: a DuckDB file and Parquet beside it, written aside."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import asdict, dataclass
from importlib.resources import files
from pathlib import Path

import duckdb

from auxilia.actors import Actor, Group, load_codes
from auxilia.ledger.citing import citation_text
from auxilia.ledger.reading import aside, connect, copy_out, read_signals
from auxilia.ledger.resolve import sql
from auxilia.readers import Spec
from auxilia.readers.raw import text
from auxilia.snapshots import Snapshot
from auxilia.vocabulary import load_programmes
from auxilia.vocabulary.programmes import objectives

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
CHUNK = 500
ORDERS = {
    "core_unresolved": "n_claims DESC, source_id, role, scheme, ref, printed",
}


@dataclass(frozen=True, slots=True)
class Part:
    """One source as the assembly takes it: its specification, files, and folders in the cache."""

    spec: Spec
    snapshots: tuple[Snapshot, ...]
    read: Path
    resolved: Path


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
        # better use in filling claims, half of all work, beside the rest, and in exporting two tables at once.
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
            con.execute(f"INSERT INTO {table} BY NAME SELECT * FROM read_parquet({_list(told)}){order}")
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
    _fill_sources(con, parts)
    con.execute(f"INSERT INTO out_ties BY NAME {sql('ties')}")
    con.execute(
        "DELETE FROM core_covered WHERE source_id NOT IN "
        "(SELECT source_id FROM core_coverage WHERE recipient = 'warring parties')"
    )
    _fill_actors(con, parts, actors, groups)
    _fill_programmes(con)
    _fill_overlaps(con)
    _insert(con, "meta_build", [(k, str(v)) for k, v in record.items() if k != "sources"])
    con.execute("COMMIT")


def schema() -> str:
    """The statements that make the ledger's empty tables."""
    return files("auxilia.ledger").joinpath("schema.sql").read_text("utf-8")


def _list(paths: Sequence[str]) -> str:
    return "[" + ", ".join(text(path) for path in paths) + "]"


def _insert(con: duckdb.DuckDBPyConnection, table: str, rows: Sequence[Sequence[object]]) -> None:
    for start in range(0, len(rows), CHUNK):
        chunk = rows[start : start + CHUNK]
        marks = ", ".join(["(" + ", ".join("?" * len(chunk[0])) + ")"] * len(chunk))
        con.execute(f"INSERT INTO {table} VALUES {marks}", [value for row in chunk for value in row])


def _fill_sources(con: duckdb.DuckDBPyConnection, parts: Sequence[Part]) -> None:
    for part in parts:
        spec = part.spec
        counts = json.loads((part.resolved / "counts.json").read_text("utf-8"))
        _insert(
            con,
            "core_sources",
            [
                (
                    spec.id,
                    spec.title,
                    spec.producer,
                    spec.version,
                    spec.homepage,
                    spec.cadence,
                    spec.licence.name,
                    spec.licence.redistribute,
                    spec.licence.note or None,
                    citation_text(spec),
                    json.dumps(asdict(spec.citation), ensure_ascii=False),
                    "\n".join(spec.quirks) or None,
                    counts["n_claims"],
                    counts["year_from"],
                    counts["year_to"],
                )
            ],
        )
        _insert(
            con,
            "core_files",
            [
                (spec.id, s.name, s.filename, s.sha256, s.bytes, s.origin, s.fetched or None)
                for s in part.snapshots
            ],
        )
        _insert(
            con,
            "core_coverage",
            [
                (
                    spec.id,
                    c.provider,
                    c.recipient,
                    c.practice,
                    c.instrument or None,
                    c.year_from,
                    c.year_to,
                    c.absence,
                    c.note or None,
                )
                for c in spec.covers
            ],
        )
        _insert(
            con,
            "core_indicators",
            [
                (
                    i.id,
                    spec.id,
                    i.name,
                    i.label,
                    i.family,
                    i.of,
                    i.unit,
                    i.ordering,
                    i.year_from,
                    i.year_to,
                    i.absence,
                    i.problems or None,
                )
                for i in spec.indicators
            ],
        )
        _insert(
            con,
            "core_signals",
            [(s.source_id, s.table, s.column, s.message) for s in read_signals(part.read)],
        )


def _fill_programmes(con: duckdb.DuckDBPyConnection) -> None:
    labels = objectives()
    _insert(
        con,
        "core_programmes",
        [
            (
                p.programme_id,
                p.name,
                p.short,
                p.provider_id,
                p.practice or None,
                p.instrument or None,
                p.authority,
                "; ".join(labels[code] for code in p.objectives),
                p.purpose,
                p.document,
                p.document_url,
                p.year_from,
                p.year_to,
            )
            for p in load_programmes()
        ],
    )


def _fill_overlaps(con: duckdb.DuckDBPyConnection) -> None:
    path = files("auxilia.ledger").joinpath("overlaps.csv")
    con.execute(
        "INSERT INTO core_overlaps BY NAME "
        "SELECT source_a, source_b, nullif(programme_id, '') AS programme_id, reason "
        f"FROM read_csv({text(str(path))}, header = true, all_varchar = true)"
    )


def _latest_codes() -> dict[tuple[str, str], int]:
    """(actor id, scheme) -> the code that was valid last, in the lists of Gleditsch and Ward and of COW."""
    latest: dict[tuple[str, str], int] = {}
    for code in sorted(load_codes(), key=lambda c: (c.role != "usage", c.date_start or dt.date.min)):
        if code.scheme in ("gw", "cow"):
            latest[code.actor_id, code.scheme] = int(code.code)
    return latest


def _fill_actors(
    con: duckdb.DuckDBPyConnection, parts: Sequence[Part], actors: Sequence[Actor], groups: Sequence[Group]
) -> None:
    codes = _latest_codes()
    rows: list[tuple[object, ...]] = [
        (
            a.actor_id,
            a.kind,
            a.name,
            a.name_long or None,
            a.iso3 or None,
            codes.get((a.actor_id, "gw")),
            codes.get((a.actor_id, "cow")),
            a.parent_id or None,
            None,
            a.date_start,
            a.date_end,
            a.note or None,
        )
        for a in actors
    ]
    nothing = (None,) * 8
    known = {a.actor_id for a in actors}
    rows += [
        (g.actor_id, "group", g.name, g.name_long or None, *nothing)
        for g in groups
        if g.kind == "group" and g.actor_id not in known
    ]
    _insert(con, "core_actors", rows)
    _insert(
        con,
        "core_actor_codes",
        [(c.scheme, c.code, c.actor_id, c.date_start, c.date_end, c.role) for c in load_codes()],
    )
    units = _list([str(part.resolved / "units.parquet") for part in parts])
    con.execute(
        "INSERT INTO core_actors BY NAME SELECT unit_id AS actor_id, 'unit' AS kind, min(name) AS name, "
        "min(parent_id) AS parent_id, min(force) AS force "
        f"FROM read_parquet({units}) GROUP BY unit_id ORDER BY unit_id"
    )
    con.execute(
        "INSERT INTO core_actors BY NAME SELECT actor_id, "
        "CASE WHEN actor_id LIKE 'text:%' THEN 'unresolved' ELSE 'group' END AS kind, "
        "min(name) AS name FROM core_actor_names WHERE actor_id NOT IN (SELECT actor_id FROM core_actors) "
        "GROUP BY actor_id ORDER BY actor_id"
    )


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
