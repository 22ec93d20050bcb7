"""Open a ledger read-only: the full one at a home, else the starter ledger of the package."""

from __future__ import annotations

import json
import tempfile
import uuid
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path

import duckdb

from auxilia.errors import LedgerError
from auxilia.ledger.home import Home, build_record, default_home
from auxilia.ledger.provenance import Provenance
from auxilia.readers.raw import quoted, text

THREADS = 2


@dataclass(frozen=True, slots=True)
class Opened:
    """A ledger open for reading. `scratch` is the one folder that may be written; it may not exist yet."""

    con: duckdb.DuckDBPyConnection
    provenance: Provenance
    scratch: Path


def open_ledger(root: Path | None = None, *, memory: str = "", threads: int = THREADS) -> Opened:
    """The ledger at `root` (default: AUXILIA_HOME or the user's data folder), else the starter ledger.

    `memory` is the most that its queries may take, such as 400MB; empty for the engine's own choice.
    `threads` is how many of a query's parts run at once.

    Raises
    ------
    LedgerError
        When the ledger is damaged, or a home was named that holds none.
    """
    home = Home(root or default_home())
    folder = home.current()
    if folder:
        return _open_full(folder, home, _instance(memory, threads))
    if root is not None and not home.root.is_dir():
        raise LedgerError(
            f"{root} holds no ledger. Mend: run `auxilia build --home {root}`, or name another home."
        )
    return _open_starter(_instance(memory, threads))


def _instance(memory: str, threads: int) -> duckdb.DuckDBPyConnection:
    """An instance of its own for each opening: connections to one file would share their settings."""
    con = duckdb.connect()
    if memory:
        con.execute(f"SET memory_limit = {text(memory)}")
    con.execute(f"SET threads = {int(threads)}")
    # A bar on standard output would stand among the data.
    con.execute("SET enable_progress_bar = false")
    return con


def _open_full(folder: Path, home: Home, con: duckdb.DuckDBPyConnection) -> Opened:
    record = build_record(folder)
    try:
        con.execute(f"ATTACH {text(str(folder / 'ledger.duckdb'))} AS ledger (READ_ONLY)")
        # Views of the instance itself, so that every cursor sees the tables under their names.
        for (table,) in con.execute(
            "SELECT table_name FROM duckdb_tables() WHERE database_name = 'ledger' ORDER BY 1"
        ).fetchall():
            con.execute(f"CREATE VIEW {quoted(table)} AS FROM ledger.{quoted(table)}")
    except duckdb.Error as error:
        raise LedgerError(
            f"{folder / 'ledger.duckdb'} cannot be opened: {error}. Mend: run `auxilia build` again."
        ) from error
    _views_of_raw(con, folder / "parquet" / "raw")
    scratch = _close_doors(con, folder / "parquet")
    source = Provenance("full", record["build_id"], record["built"], record["auxilia"], str(home.root))
    return Opened(con, source, scratch)


def _open_starter(con: duckdb.DuckDBPyConnection) -> Opened:
    con.execute(files("auxilia.ledger").joinpath("schema.sql").read_text("utf-8"))
    with as_file(files("auxilia.ledger").joinpath("starter")) as folder:
        if not (folder / "starter.json").exists():
            raise LedgerError(
                "the package carries no starter ledger. Mend: run `auxilia build`, or install it again."
            )
        record = json.loads((folder / "starter.json").read_text("utf-8"))
        for path in sorted(folder.glob("*.parquet")):
            con.execute(f"INSERT INTO {path.stem} BY NAME FROM read_parquet({text(str(path))})")
        scratch = _close_doors(con, folder)
    source = Provenance("starter", record["build_id"], record["built"], record["auxilia"], "the package")
    return Opened(con, source, scratch)


def _views_of_raw(con: duckdb.DuckDBPyConnection, folder: Path) -> None:
    for path in sorted(folder.glob("*.parquet")):
        con.execute(f"CREATE VIEW {quoted(path.stem)} AS FROM read_parquet({text(str(path))})")


def _close_doors(con: duckdb.DuckDBPyConnection, folder: Path) -> Path:
    """From here on no query reads any file but the ledger's own, or writes outside of a scratch folder."""
    scratch = Path(tempfile.gettempdir()) / f"auxilia-{uuid.uuid4().hex}"
    con.execute(f"SET allowed_directories = [{text(str(folder))}, {text(str(scratch))}]")
    con.execute("SET enable_external_access = false")
    con.execute("SET lock_configuration = true")
    return scratch
