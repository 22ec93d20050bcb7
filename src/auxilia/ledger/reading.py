"""One source into the cache: its raw tables, claims and actors as Parquet, written aside and then named."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from multiprocessing import parent_process
from pathlib import Path

import duckdb

from auxilia.errors import BuildError
from auxilia.readers import TOLD, Signal, Spec, run_source
from auxilia.readers.raw import first_line, quoted, text
from auxilia.snapshots import Snapshot

PARTIAL = ".partial"
PARQUET = "(FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 122880)"
# What only the cache holds, and is read once.
PASSING = "(FORMAT parquet, COMPRESSION snappy, ROW_GROUP_SIZE 122880)"


def connect(path: str = ":memory:", *, spill: Path | None = None) -> duckdb.DuckDBPyConnection:
    """A connection held to the build's share of memory; what does not fit spills to the folder given."""
    con = duckdb.connect(path)
    # Beside a worker there is another one, which has the other processor.
    con.execute(f"SET threads = {1 if parent_process() else 2}")
    # Its bar would run into the build's own lines.
    con.execute("SET enable_progress_bar = false")
    con.execute("SET memory_limit = '1000MB'")
    con.execute("SET preserve_insertion_order = true")
    if spill:
        con.execute(f"SET temp_directory = {text(str(spill / 'spill'))}")
    return con


@contextmanager
def aside(target: Path) -> Iterator[Path]:
    """A folder to write in, which becomes `target` when all went well and vanishes otherwise.

    Raises
    ------
    BuildError
        When the disk is full or cannot be written, or memory does not suffice.
    """
    folder = target.with_name(f"{target.name}.{os.getpid()}{PARTIAL}")
    shutil.rmtree(folder, ignore_errors=True)
    try:
        folder.mkdir(parents=True)
        yield folder
        shutil.rmtree(folder / "spill", ignore_errors=True)
        shutil.rmtree(target, ignore_errors=True)
        folder.replace(target)
    except duckdb.OutOfMemoryException as error:
        raise BuildError(
            f"{target.parent.name} needs more memory than the build allows itself: {first_line(error)}. "
            "The previous ledger is untouched. Mend: build again with fewer programs running."
        ) from error
    except (OSError, duckdb.Error) as error:
        raise BuildError(
            f"{target.parent} cannot be written: {first_line(error)}. The previous ledger is untouched. "
            "Mend: free space on the disk or name another place with --home, then build again."
        ) from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def copy_out(con: duckdb.DuckDBPyConnection, query: str, path: Path, form: str = PARQUET) -> None:
    """Write a query's rows as Parquet, in the order that it gives."""
    con.execute(f"COPY ({query}) TO {text(str(path))} {form}")


def read_into(target: Path, spec: Spec, snapshots: Sequence[Snapshot]) -> None:
    """Read one source; leave `raw/*.parquet`, `claims.parquet`, what else it tells, and `signals.json`."""
    with aside(target) as folder:
        con = connect(spill=folder)
        signals = run_source(con, spec, snapshots)
        (folder / "raw").mkdir()
        for (table,) in con.execute(
            "SELECT table_name FROM duckdb_tables() WHERE schema_name = 'raw' ORDER BY 1"
        ).fetchall():
            copy_out(con, f"SELECT * FROM raw.{quoted(table)}", folder / "raw" / f"{table}.parquet")
        hashes = _hashes(con, snapshots)
        # Resolving puts all in order; here rows keep the order in which the query gave them.
        claims = f"SELECT c.*, h.sha256 AS snapshot_sha256 {hashes}"
        copy_out(con, claims, folder / "claims.parquet", PASSING)
        for table, columns in TOLD.items():
            # Where a row stands is told when it breaks the contract, and by claims; nobody asks these later.
            told = ", ".join(c.name for c in columns if c.name not in ("file", "locator"))
            copy_out(con, f"SELECT {told} FROM {table}", folder / f"{table}.parquet", PASSING)
        (folder / "signals.json").write_text(json.dumps([asdict(s) for s in signals], indent=1), "utf-8")
        con.close()


def _hashes(con: duckdb.DuckDBPyConnection, snapshots: Sequence[Snapshot]) -> str:
    con.execute("CREATE TABLE hashes (file VARCHAR, sha256 VARCHAR)")
    con.executemany("INSERT INTO hashes VALUES (?, ?)", [[s.filename, s.sha256] for s in snapshots])
    return "FROM claims AS c LEFT JOIN hashes AS h USING (file)"


def read_signals(folder: Path) -> list[Signal]:
    """The signals of a source in the cache."""
    return [Signal(**entry) for entry in json.loads((folder / "signals.json").read_text("utf-8"))]
