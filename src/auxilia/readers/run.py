"""One source, alone: lookups, raw tables, checks, typed views, claims."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from auxilia.errors import SourceError
from auxilia.readers.breach import find_breach
from auxilia.readers.contract import (
    ACTOR_COLUMNS,
    CLAIM_COLUMNS,
    CONFLICT_COLUMNS,
    DYAD_COLUMNS,
    STATE_COLUMNS,
    ContractColumn,
    create_table_sql,
)
from auxilia.readers.guards import check_guards
from auxilia.readers.raw import Raw, first_line, quoted, text
from auxilia.readers.spec import Spec
from auxilia.readers.typed import Signal, make_typed
from auxilia.snapshots import Snapshot

TOLD = {
    "states": STATE_COLUMNS,
    "dyads": DYAD_COLUMNS,
    "conflicts": CONFLICT_COLUMNS,
}
Reader = Callable[["Files", Raw], None]


@dataclass(frozen=True, slots=True)
class Files:
    """The snapshots of one source, by the names that its `source.toml` gives them."""

    source_id: str
    snapshots: tuple[Snapshot, ...]

    def many(self, name: str) -> list[Snapshot]:
        """All snapshots of one declared file (a glob gives several), in the order of their names."""
        return [snapshot for snapshot in self.snapshots if snapshot.name == name]

    def one(self, name: str) -> Snapshot:
        """The only snapshot of a declared file."""
        found = self.many(name)
        if len(found) != 1:
            raise SourceError(
                f"{len(found)} files are at hand for {name!r} where one is wanted",
                source=self.source_id,
                mend="keep one of them in the folder",
            )
        return found[0]


def run_source(
    con: duckdb.DuckDBPyConnection, spec: Spec, snapshots: Sequence[Snapshot], *, guards: bool = True
) -> list[Signal]:
    """Read one source into a fresh connection: schemas `lookup`, `raw` and `t`, and what it tells.

    That is the tables `claims`, `actors`, `states`, `dyads` and `conflicts`; some are empty.

    Returns the signals: what the build goes on with but reports. `guards=False` leaves out the totals of the
    whole file, for samples.

    Raises
    ------
    SourceError
        Naming file, row, column and the mend at the first thing that is not as declared.
    """
    signals = take(con, spec, snapshots, guards=guards)
    make_told(con, spec)
    make_claims(con, spec)
    return signals


def take(
    con: duckdb.DuckDBPyConnection, spec: Spec, snapshots: Sequence[Snapshot], *, guards: bool = True
) -> list[Signal]:
    """The first half of `run_source`: lookups, raw tables, checks, typed views, and `actors`."""
    load_lookups(con, spec)
    raw = Raw(con, spec.id)
    reader: Reader = importlib.import_module(f"auxilia.sources.{spec.id}.read").read
    reader(Files(spec.id, tuple(snapshots)), raw)
    signals = make_typed(con, spec, raw.tables)
    if guards:
        check_guards(con, spec, raw.tables)
    make_actors(con, spec)
    return signals + told_signals(con, spec)


def take_again(con: duckdb.DuckDBPyConnection, spec: Spec, raw: Path) -> None:
    """What `take` made, from its raw tables as Parquet in a folder."""
    load_lookups(con, spec)
    con.execute("CREATE SCHEMA raw")
    paths = sorted(raw.glob("*.parquet"))
    for path in paths:
        con.execute(f"CREATE VIEW raw.{quoted(path.stem)} AS FROM read_parquet({text(str(path))})")
    make_typed(con, spec, {path.stem for path in paths})


def load_lookups(con: duckdb.DuckDBPyConnection, spec: Spec) -> None:
    """Every `lookups/*.csv` beside the reader as a table `lookup.<name>`, all text."""
    con.execute("CREATE SCHEMA IF NOT EXISTS lookup")
    for path in sorted((spec.folder / "lookups").glob("*.csv")):
        con.execute(
            f"CREATE TABLE lookup.{quoted(path.stem)} AS SELECT * "
            f"FROM read_csv({text(str(path))}, header = true, all_varchar = true)"
        )


def make_claims(con: duckdb.DuckDBPyConnection, spec: Spec) -> None:
    """Fill the table `claims` from the source's `claims.sql`, under the contract's constraints."""
    _fill(con, spec, "claims", CLAIM_COLUMNS)
    _check_unique(con, spec)


def make_actors(con: duckdb.DuckDBPyConnection, spec: Spec) -> None:
    """Fill `actors`: those that the source numbers."""
    _fill(con, spec, "actors", ACTOR_COLUMNS)


def make_told(con: duckdb.DuckDBPyConnection, spec: Spec) -> None:
    """Fill what a source tells beside claims: `states`, `dyads`, `conflicts`."""
    for table, columns in TOLD.items():
        _fill(con, spec, table, columns)
    known = ", ".join(text(indicator.id) for indicator in spec.indicators) or "''"
    for table in ("states", "dyads"):
        rows = con.execute(
            f"SELECT indicator FROM {table} WHERE indicator NOT IN ({known}) ORDER BY 1 LIMIT 1"
        ).fetchall()
        if rows:
            raise SourceError(
                f"{table}.sql tells of an indicator {rows[0][0]!r} that source.toml does not declare",
                source=spec.id,
                file="source.toml",
                mend="add it under [[indicators]]",
            )


def told_signals(con: duckdb.DuckDBPyConnection, spec: Spec) -> list[Signal]:
    """What the source's own `signals.sql` says of its rows: table, column, message."""
    path = spec.folder / "signals.sql"
    if not path.exists():
        return []
    return [Signal(spec.id, *row) for row in con.execute(path.read_text("utf-8")).fetchall()]


def _fill(
    con: duckdb.DuckDBPyConnection, spec: Spec, table: str, columns: tuple[ContractColumn, ...]
) -> None:
    con.execute(create_table_sql(table, columns))
    path = spec.folder / f"{table}.sql"
    if not path.exists():
        return
    query = path.read_text("utf-8")
    try:
        con.execute(f"INSERT INTO {table} BY NAME {query}")
    except (duckdb.ConstraintException, duckdb.ConversionException) as error:
        breach = find_breach(con, query, columns)
        raise SourceError(
            f"{path.name} breaks the contract of {table}: {breach.problem if breach else first_line(error)}",
            source=spec.id,
            file=breach.file if breach else path.name,
            row=breach.row if breach else None,
            column=breach.column if breach else None,
            mend="every category needs a row in the source's lookups",
        ) from error


def _check_unique(con: duckdb.DuckDBPyConnection, spec: Spec) -> None:
    rows = con.execute(
        "SELECT record_id, facet, count(*) FROM claims GROUP BY ALL HAVING count(*) > 1 ORDER BY ALL LIMIT 1"
    ).fetchall()
    if rows:
        raise SourceError(
            f"record {rows[0][0]!r} makes {rows[0][2]} claims of facet {rows[0][1]!r}",
            source=spec.id,
            file="claims.sql",
            mend="record_id and facet together must be unique",
        )
