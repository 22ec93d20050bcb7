"""One source into the cache: its raw tables and actors as Parquet, written aside and then named."""

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
from auxilia.readers import Signal, Spec, take
from auxilia.readers.raw import first_line, quoted, text
from auxilia.snapshots import Snapshot

PARTIAL = ".partial"
PARQUET = "(FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 122880)"


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


def copy_out(con: duckdb.DuckDBPyConnection, query: str, path: Path) -> None:
    """Write a query's rows as Parquet, in the order that it gives."""
    con.execute(f"COPY ({query}) TO {text(str(path))} {PARQUET}")


def read_into(target: Path, spec: Spec, snapshots: Sequence[Snapshot]) -> None:
    """Read one source; leave `raw/*.parquet`, its actors and `signals.json`."""
    with aside(target) as folder:
        con = connect(spill=folder)
        read_tables(con, folder, spec, snapshots)
        con.close()


def read_tables(
    con: duckdb.DuckDBPyConnection, folder: Path, spec: Spec, snapshots: Sequence[Snapshot]
) -> None:
    """The same into a connection, which keeps the tables, and a folder."""
    signals = take(con, spec, snapshots)
    (folder / "raw").mkdir()
    for (table,) in con.execute(
        "SELECT table_name FROM duckdb_tables() WHERE schema_name = 'raw' ORDER BY 1"
    ).fetchall():
        copy_out(con, f"SELECT * FROM raw.{quoted(table)}", folder / "raw" / f"{table}.parquet")
    if tells_of_actors(spec):
        copy_out(con, "FROM actors", folder / "actors.parquet")
    (folder / "signals.json").write_text(json.dumps([asdict(s) for s in signals], indent=1), "utf-8")


def tells_of_actors(spec: Spec) -> bool:
    """Whether other sources can only be resolved when this one has been read."""
    return (spec.folder / "actors.sql").exists()


def read_signals(folder: Path) -> list[Signal]:
    """The signals of a source in the cache."""
    return [Signal(**entry) for entry in json.loads((folder / "signals.json").read_text("utf-8"))]
