"""What is known of sources, actors and programmes, into a ledger: all that is not figures."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from importlib.resources import files
from pathlib import Path

import duckdb

from auxilia.actors import Actor, Group, load_codes
from auxilia.ledger.citing import citation_text
from auxilia.ledger.reading import read_signals
from auxilia.readers import Spec
from auxilia.readers.raw import text
from auxilia.snapshots import Snapshot
from auxilia.vocabulary import load_programmes
from auxilia.vocabulary.programmes import objectives

CHUNK = 500


@dataclass(frozen=True, slots=True)
class Part:
    """One source as the assembly takes it: its specification, files, and folders in the cache."""

    spec: Spec
    snapshots: tuple[Snapshot, ...]
    read: Path
    resolved: Path


def fill_sources(con: duckdb.DuckDBPyConnection, parts: Sequence[Part]) -> None:
    """Sources with their files, coverage, indicators and signals."""
    for part in parts:
        spec = part.spec
        counts = json.loads((part.resolved / "counts.json").read_text("utf-8"))
        insert(
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
        insert(
            con,
            "core_files",
            [
                (spec.id, s.name, s.filename, s.sha256, s.bytes, s.origin, s.fetched or None)
                for s in part.snapshots
            ],
        )
        insert(
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
        insert(
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
        insert(
            con,
            "core_signals",
            [(s.source_id, s.table, s.column, s.message) for s in read_signals(part.read)],
        )


def fill_programmes(con: duckdb.DuckDBPyConnection) -> None:
    """Programmes with their objectives in words."""
    labels = objectives()
    insert(
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


def fill_overlaps(con: duckdb.DuckDBPyConnection) -> None:
    """Which sources tell of the same."""
    path = files("auxilia.ledger").joinpath("overlaps.csv")
    con.execute(
        "INSERT INTO core_overlaps BY NAME "
        "SELECT source_a, source_b, nullif(programme_id, '') AS programme_id, reason "
        f"FROM read_csv({text(str(path))}, header = true, all_varchar = true)"
    )


def fill_actors(
    con: duckdb.DuckDBPyConnection, parts: Sequence[Part], actors: Sequence[Actor], groups: Sequence[Group]
) -> None:
    """States, groups and units, with their codes; and whom claims name that none of these is."""
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
    insert(con, "core_actors", rows)
    insert(
        con,
        "core_actor_codes",
        [(c.scheme, c.code, c.actor_id, c.date_start, c.date_end, c.role) for c in load_codes()],
    )
    units = listed([str(part.resolved / "units.parquet") for part in parts])
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


def _latest_codes() -> dict[tuple[str, str], int]:
    """(actor id, scheme) -> the code that was valid last, in the lists of Gleditsch and Ward and of COW."""
    latest: dict[tuple[str, str], int] = {}
    for code in sorted(load_codes(), key=lambda c: (c.role != "usage", c.date_start or dt.date.min)):
        if code.scheme in ("gw", "cow"):
            latest[code.actor_id, code.scheme] = int(code.code)
    return latest


def insert(con: duckdb.DuckDBPyConnection, table: str, rows: Sequence[Sequence[object]]) -> None:
    """Rows into a table, some hundred at a time."""
    for start in range(0, len(rows), CHUNK):
        chunk = rows[start : start + CHUNK]
        marks = ", ".join(["(" + ", ".join("?" * len(chunk[0])) + ")"] * len(chunk))
        con.execute(f"INSERT INTO {table} VALUES {marks}", [value for row in chunk for value in row])


def listed(paths: Sequence[str]) -> str:
    """Paths as a list of SQL."""
    return "[" + ", ".join(text(path) for path in paths) + "]"
