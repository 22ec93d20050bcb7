"""One source's claims with actors: the printed names of a claim's ends become ids, and nothing is lost.

Each distinct (scheme, reference, printed name, year) is asked once; the answers join back in SQL.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Sequence
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

import duckdb

from auxilia.actors import Group, Resolver, unit_of
from auxilia.errors import SourceError
from auxilia.ledger.reading import aside, connect, copy_out, read_tables
from auxilia.readers import Spec, make_claims, make_told, take_again
from auxilia.readers.raw import text
from auxilia.snapshots import Snapshot

ENDS = """
    SELECT DISTINCT scheme, ref, printed, year FROM (
        SELECT provider_scheme AS scheme, provider_ref AS ref, provider_text AS printed,
            coalesce(year, year(date_start), 0) AS year FROM claims
        UNION ALL SELECT recipient_scheme, recipient_ref, recipient_text,
            coalesce(year, year(date_start), 0) FROM claims
        UNION ALL SELECT opponent_scheme, opponent_ref, opponent_text,
            coalesce(year, year(date_start), 0) FROM claims WHERE opponent_scheme IS NOT NULL
        UNION ALL SELECT actor_scheme, actor_ref, actor_text, year FROM states
        UNION ALL SELECT a_scheme, a_ref, a_text, year FROM dyads
        UNION ALL SELECT b_scheme, b_ref, b_text, year FROM dyads
        UNION ALL SELECT party_scheme, party_ref, party_text, year FROM conflicts
    ) ORDER BY ALL
"""
UNITS = """
    SELECT DISTINCT r.actor_id, c.unit_text
    FROM claims AS c JOIN ends AS r
        ON r.scheme = c.recipient_scheme AND r.ref = c.recipient_ref AND r.printed = c.recipient_text
        AND r.year = coalesce(c.year, year(c.date_start), 0)
    WHERE c.unit_text IS NOT NULL AND r.actor_id IS NOT NULL ORDER BY ALL
"""
# Claims of one dyad lie together, so that a question about it reads little.
CLAIM_ORDER = "recipient_id, provider_id, c.practice, c.record_id, c.facet"
KEYS = {
    "states": "indicator, actor_id, year",
    "dyads": "indicator, actor_a, actor_b, year",
    "conflicts": "conflict_id, year, side, role, actor_id",
}
# A unit is shown under the spelling in which it is printed most often.
PRINTED_NAMES = """
    UPDATE units SET name = printed.unit_text FROM (
        SELECT unit_id, unit_text FROM core_claims WHERE unit_id IS NOT NULL
        GROUP BY unit_id, unit_text
        QUALIFY row_number() OVER (PARTITION BY unit_id ORDER BY count(*) DESC, unit_text) = 1
    ) AS printed WHERE printed.unit_id = units.unit_id
"""
TABLES = ("figures", "unit_figures", "covered", "withheld", "names")


def sql(name: str) -> str:
    """A query of the ledger, by the name of its file."""
    return files("auxilia.ledger").joinpath("sql", f"{name}.sql").read_text("utf-8")


def groups_from(folders: Iterable[Path]) -> list[Group]:
    """The armed groups and governments that sources in the cache tell of."""
    con = duckdb.connect()
    found = []
    for folder in folders:
        rows = con.execute(
            "SELECT actor_id, kind, ucdp_id, name, name_long, gwno, aliases "
            f"FROM read_parquet({text(str(folder / 'actors.parquet'))}) ORDER BY ALL"
        ).fetchall()
        found += [Group(*row) for row in rows]
    return found


@lru_cache(maxsize=1)
def _resolver(groups: tuple[Group, ...]) -> Resolver:
    """A process resolves many sources with the same names."""
    return Resolver(groups)


def make_into(
    target: Path, name: str, spec: Spec, snapshots: Sequence[Snapshot], groups: Sequence[Group]
) -> None:
    """Read one source into `target` and resolve it into the folder `name` within, at once."""
    with aside(target) as folder:
        con = connect(spill=folder)
        read_tables(con, folder, spec, snapshots)
        (folder / name).mkdir()
        _resolve(con, folder / name, spec, snapshots, groups)
        con.close()


def resolve_into(
    target: Path, read: Path, spec: Spec, snapshots: Sequence[Snapshot], groups: Sequence[Group]
) -> None:
    """Resolve one source that was read into the folder `read`."""
    with aside(target) as folder:
        con = connect(spill=folder)
        take_again(con, spec, read / "raw")
        _resolve(con, folder, spec, snapshots, groups)
        con.close()


def _resolve(
    con: duckdb.DuckDBPyConnection,
    folder: Path,
    spec: Spec,
    snapshots: Sequence[Snapshot],
    groups: Sequence[Group],
) -> None:
    """Leave claims and what else a source tells, by actor ids, and the sums that follow."""
    _tell(con, folder, spec, snapshots)
    resolver = _resolver(tuple(groups))
    ends = con.execute(ENDS).fetchall()
    answers = [(*end, resolver.resolve(*end)) for end in ends]
    _take(con, folder, "ends", "scheme, ref, printed, year, actor_id", (a for a in answers if a[-1]))
    con.execute("ALTER TABLE ends ALTER year TYPE BIGINT")
    _take_units(con, folder)
    path = folder / "core_claims.parquet"
    copy_out(con, f"{sql('claims').replace('$source', text(spec.id))} ORDER BY {CLAIM_ORDER}", path)
    con.execute(f"CREATE VIEW core_claims AS FROM read_parquet({text(str(path))})")
    _check_kept(con, spec.id)
    con.execute(PRINTED_NAMES)
    for table in TABLES:
        copy_out(con, sql(table), folder / f"{table}.parquet")
    for table, key in KEYS.items():
        if not con.execute(f"FROM {table} LIMIT 1").fetchall():
            continue
        con.execute(f"CREATE TABLE told_{table} AS {sql(table)}", {"source": spec.id})
        _check_key(con, spec.id, table, key)
        copy_out(con, f"FROM told_{table} ORDER BY ALL", folder / f"{table}.parquet")
    copy_out(con, "FROM units ORDER BY ALL", folder / "units.parquet")
    con.execute(f"CREATE TABLE lost AS {sql('unresolved')}", {"source": spec.id})
    copy_out(
        con, "FROM lost ORDER BY n_claims DESC, role, scheme, ref, printed", folder / "unresolved.parquet"
    )
    (folder / "counts.json").write_text(json.dumps(_counts(con)), "utf-8")


def _tell(con: duckdb.DuckDBPyConnection, folder: Path, spec: Spec, snapshots: Sequence[Snapshot]) -> None:
    """What the source says under printed names: `claims` with the hash of their file, and the rest."""
    make_told(con, spec)
    make_claims(con, spec)
    # All that is known is in these tables now; the raw ones take as much memory again.
    con.execute("DROP SCHEMA t CASCADE")
    con.execute("DROP SCHEMA raw CASCADE")
    _take(con, folder, "hashes", "file, sha256", ((s.filename, s.sha256) for s in snapshots))
    con.execute("ALTER TABLE claims RENAME TO printed_claims")
    con.execute(
        "CREATE VIEW claims AS SELECT c.*, h.sha256 AS snapshot_sha256 "
        "FROM printed_claims AS c LEFT JOIN hashes AS h USING (file)"
    )


def _take_units(con: duckdb.DuckDBPyConnection, folder: Path) -> None:
    named: list[tuple[str, str, str]] = []
    units: dict[str, tuple[str, str, str, str]] = {}
    for recipient, printed in con.execute(UNITS).fetchall():
        unit = unit_of(recipient, printed)
        if unit:
            named.append((recipient, printed, unit.unit_id))
            units.setdefault(unit.unit_id, (unit.unit_id, recipient, unit.name, unit.force))
    _take(con, folder, "unit_names", "recipient_id, unit_text, unit_id", named)
    _take(con, folder, "units", "unit_id, parent_id, name, force", units.values())


def _take(
    con: duckdb.DuckDBPyConnection, folder: Path, table: str, columns: str, rows: Iterable[Sequence[object]]
) -> None:
    """Rows of Python into a table, all text; a file in between is much faster than inserting."""
    path = folder / f"{table}.csv"
    names = columns.split(", ")
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, quoting=csv.QUOTE_ALL)
        writer.writerow(names)
        writer.writerows(rows)
    declared = ", ".join(f"{text(name)}: 'VARCHAR'" for name in names)
    con.execute(
        f"CREATE TABLE {table} AS FROM read_csv({text(str(path))}, header = true, columns = {{{declared}}}, "
        "quote = '\"', escape = '\"')"
    )
    path.unlink()


def _check_kept(con: duckdb.DuckDBPyConnection, source: str) -> None:
    before, after = con.execute(
        "SELECT (SELECT count(*) FROM claims), (SELECT count(*) FROM core_claims)"
    ).fetchall()[0]
    if before != after:
        raise AssertionError(f"{source}: {before} claims went in and {after} came out of resolving")


def _check_key(con: duckdb.DuckDBPyConnection, source: str, table: str, key: str) -> None:
    """Two printed names of one actor must not give it two values in a year."""
    # Hashes are cheaper to count than keys; two keys of one hash only cost the second look.
    alike = con.execute(f"SELECT count(*) - count(DISTINCT hash({key})) FROM told_{table}").fetchall()[0][0]
    if not alike:
        return
    rows = con.execute(
        f"SELECT {key}, count(*) FROM told_{table} GROUP BY {key} HAVING count(*) > 1 ORDER BY ALL LIMIT 1"
    ).fetchall()
    if rows:
        raise SourceError(
            f"{table}: {rows[0][-1]} values for {', '.join(map(str, rows[0][:-1]))}",
            source=source,
            file=f"{table}.sql",
            mend=f"decide in {table}.sql which printed actor stands for it in that year",
        )


def _counts(con: duckdb.DuckDBPyConnection) -> dict[str, int | None]:
    row = con.execute(
        "SELECT count(*), min(coalesce(year, year(date_start))), max(coalesce(year, year(date_end))) "
        "FROM core_claims WHERE countable"
    ).fetchall()[0]
    total = con.execute("SELECT count(*) FROM core_claims").fetchall()[0][0]
    return {"n_claims": total, "year_from": row[1], "year_to": row[2]}
