"""Raw tables: exactly what a file says, every cell as text, with the file and row it came from."""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import duckdb

from auxilia.errors import SourceError
from auxilia.snapshots import Snapshot

MAX_SHOWN = 80


def quoted(name: str) -> str:
    """A name as an SQL identifier."""
    return '"' + name.replace('"', '""') + '"'


def text(value: str) -> str:
    """A value as an SQL string."""
    return "'" + value.replace("'", "''") + "'"


def shown(value: object) -> str:
    """A cell as messages show it: quoted, control characters escaped, cut to about 80 characters."""
    if isinstance(value, str) and len(value) > MAX_SHOWN:
        return repr(value[:MAX_SHOWN] + "…")
    return repr(value)


def cell_text(value: object) -> str | None:
    """A spreadsheet's cell as text: whole numbers without a decimal point, empty cells as None."""
    if value is None or value == "":
        return None
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


class Raw:
    """Takes a source's tables into DuckDB, schema `raw`, all columns VARCHAR, plus `_file` and `_row`.

    `_row` counts the records of the file, the header being row 1 unless the reader says otherwise.
    """

    def __init__(self, con: duckdb.DuckDBPyConnection, source_id: str) -> None:
        self.con = con
        self.source_id = source_id
        self.tables: set[str] = set()
        con.execute("CREATE SCHEMA IF NOT EXISTS raw")

    def csv(
        self, table: str, snapshots: Sequence[Snapshot], *, delimiter: str = ",", encoding: str = "utf-8"
    ) -> None:
        """Read delimited files with a header row (zstd where the name ends in .zst), one after the other."""
        for snapshot in snapshots:
            records = self._add(table, self._csv_sql(snapshot, delimiter, encoding), snapshot)
            self._check_lines(snapshot, encoding, records)

    def rows(
        self,
        table: str,
        snapshot: Snapshot,
        columns: Sequence[str],
        rows: Iterable[tuple[int | str, Sequence[object]]],
    ) -> None:
        """Take rows that the reader itself took apart, each with its row number in the file."""
        with tempfile.TemporaryDirectory(prefix="auxilia-") as folder:
            path = Path(folder) / "rows.csv"
            with path.open("w", encoding="utf-8", newline="") as file:
                writer = csv.writer(file)
                writer.writerow(["_row", *columns])
                writer.writerows(self._printed(snapshot, columns, rows))
            names = ", ".join(f"{text(name)}: 'VARCHAR'" for name in ["_row", *columns])
            sql = (
                f"SELECT * FROM read_csv({text(str(path))}, header = true, all_varchar = true, "
                f"columns = {{{names}}}, quote = '\"', escape = '\"', max_line_size = 2097152)"
            )
            self._add(table, sql, snapshot)

    def _printed(
        self, snapshot: Snapshot, columns: Sequence[str], rows: Iterable[tuple[int | str, Sequence[object]]]
    ) -> Iterator[list[object]]:
        """Each row with its number in front, whole numbers as such; one of another length is an error."""
        for number, cells in rows:
            if len(cells) != len(columns):
                raise SourceError(
                    f"{len(cells)} cells where the header has {len(columns)}",
                    source=self.source_id,
                    file=snapshot.filename,
                    row=number,
                    mend="fetch the file again; if it is whole, its layout has changed",
                )
            # Only numbers have a form of their own; there are few, and a call for each cell is dear.
            yield [number, *[cell_text(cell) if isinstance(cell, float) else cell for cell in cells]]

    def _count(self, table: str) -> int:
        if table not in self.tables:
            return 0
        return int(self.con.execute(f"SELECT count(*) FROM raw.{quoted(table)}").fetchall()[0][0])

    def _check_lines(self, snapshot: Snapshot, encoding: str, records: int) -> None:
        """A stray quote would swallow the lines up to the next one: every line must be a record."""
        try:
            lines = self.con.execute(
                f"SELECT count(*) FROM read_csv({text(str(snapshot.path))}, delim = '\x1f', quote = '', "
                f"escape = '', header = false, columns = {{line: 'VARCHAR'}}, encoding = {text(encoding)}, "
                f"compression = {text(_compression(snapshot))}, max_line_size = 2097152) "
                "WHERE trim(line) <> ''"
            ).fetchall()[0][0]
        except duckdb.Error as error:
            raise self._unreadable(snapshot, error) from error
        if lines != records + 1:
            raise SourceError(
                f"{lines} lines make {records} records and a header",
                source=self.source_id,
                file=snapshot.filename,
                mend="look for a stray quotation mark, or fetch the file again",
            )

    def _csv_sql(self, snapshot: Snapshot, delimiter: str, encoding: str) -> str:
        return (
            "SELECT (row_number() OVER () + 1)::VARCHAR AS _row, * "
            f"FROM read_csv({text(str(snapshot.path))}, delim = {text(delimiter)}, header = true, "
            f"all_varchar = true, encoding = {text(encoding)}, quote = '\"', escape = '\"', "
            f"compression = {text(_compression(snapshot))}, max_line_size = 2097152)"
        )

    def _add(self, table: str, sql: str, snapshot: Snapshot) -> int:
        before = self._count(table)
        target = f"raw.{quoted(table)}"
        body = f"SELECT {text(snapshot.filename)} AS _file, * FROM ({sql})"
        verb = f"INSERT INTO {target} BY NAME" if table in self.tables else f"CREATE TABLE {target} AS"
        try:
            self.con.execute(f"{verb} {body}")
        except duckdb.Error as error:
            raise self._unreadable(snapshot, error) from error
        self.tables.add(table)
        added = self._count(table) - before
        if not added:
            raise SourceError(
                "the file has no rows under its header",
                source=self.source_id,
                file=snapshot.filename,
                mend="fetch the file again; it was cut short, or nothing has been put into it yet",
            )
        return added

    def _unreadable(self, snapshot: Snapshot, error: duckdb.Error) -> SourceError:
        return SourceError(
            f"the file cannot be read as a table: {first_line(error)}",
            source=self.source_id,
            file=snapshot.filename,
            row=line_of(error),
            mend="fetch the file again; if it is whole, its layout or encoding has changed",
        )


def _compression(snapshot: Snapshot) -> str:
    return "zstd" if snapshot.filename.endswith(".zst") else "none"


def first_line(error: Exception) -> str:
    """The first line of a database error; the rest is advice to programmers."""
    return str(error).strip().splitlines()[0].rstrip(".")


def line_of(error: Exception) -> int | None:
    """The line that a CSV error names, if it names one."""
    for line in str(error).splitlines():
        head, _, tail = line.partition("Line:")
        if _ and (digits := tail.strip().split(" ")[0].rstrip(".")).isdigit():
            return int(digits)
        if head.startswith("CSV Error on Line:"):
            return None
    return None
