"""The rows of a panel as Parquet, each column from the table of its cells (extra `frames`)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from auxilia.panels.chunks import Cells, cells_of, coded_chunk, many_valued, missing, plain_chunk, raw
from auxilia.panels.parquet import TYPES, ColumnChunk, ParquetWriter
from auxilia.panels.places import NONE, Grid, Lines, Numbers, grid_of, lines_of, runs_of
from auxilia.panels.splitting import HELD, PLACE, WIDE, Split, Table

ROW_GROUP = 245_760
LEVEL = 1
Tally = Counter[str]


class NotServed(Exception):  # noqa: N818 - no fault: the panel is written in the other way
    """A panel with a type of column, or an order of rows, that is not served here."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """A table in memory: where its numbers are (None: the n-th line has the number n), how many lines have a
    number, the years of the lines after those, and the cells of each column."""

    column: str
    grid: Grid | None
    numbered: int
    years: Numbers
    cells: dict[str, Cells]
    types: dict[str, str]


def _numbers(column: pa.Array) -> Numbers:
    found, gone = raw(column).astype(np.int64), missing(column)
    if gone is not None:
        found[gone] = NONE
    return found


def load(con: duckdb.DuckDBPyConnection, table: Table) -> Loaded:
    """Read a table.

    Raises
    ------
    NotServed
        When a number stands twice, or for a type of column that is not served.
    """
    relation, types = _served(con, table.sql)
    rows = relation.to_arrow_table()
    numbers, held = (_numbers(rows[name].combine_chunks()) for name in ("number", "held"))
    numbered = int(np.searchsorted(numbers, NONE))
    if (np.diff(numbers[:numbered]) == 0).any():
        raise NotServed
    cells = {name: cells_of(rows[name].combine_chunks()) for name in types if name not in ("number", "held")}
    grid = grid_of(numbers[:numbered]) if table.by_year else None
    return Loaded(table.column, grid, numbered, held[numbered:], cells, types)


def _served(con: duckdb.DuckDBPyConnection, sql: str) -> tuple[duckdb.DuckDBPyRelation, dict[str, str]]:
    """A query, and the types of its columns in a file, in which DuckDB's sums of whole numbers are floating."""
    relation = con.sql(sql)
    types = dict(zip(relation.columns, map(str, relation.types), strict=True))
    sums = [f"{name}::DOUBLE AS {name}" for name, type_ in types.items() if type_ == "HUGEINT"]
    if sums:
        return _served(con, f"SELECT * REPLACE ({', '.join(sums)}) FROM ({sql})")
    types = {name: "ENUM" if type_.startswith("ENUM") else type_ for name, type_ in types.items()}
    if any(type_ not in TYPES for type_ in types.values()):
        raise NotServed
    return relation, types


@dataclass(frozen=True, slots=True)
class Group:
    """The rows of one row group, and the lines of each table that they use."""

    rows: pa.Table
    lines: Sequence[Lines]
    tables: Sequence[Loaded]
    of: dict[str, int]
    types: dict[str, str]

    def cells(self, name: str) -> Cells:
        """The cells of a column, a code a row."""
        if name not in self.of:
            return cells_of(self.rows[name].combine_chunks())
        cells, lines = self._few(name)
        return Cells(cells.values, cells.codes.take(lines.at, mode="clip"))

    def _few(self, name: str) -> tuple[Cells, Lines]:
        lines = self.lines[self.of[name]]
        return self.tables[self.of[name]].cells[name].within(lines.used), lines

    def chunk(self, name: str) -> tuple[ColumnChunk, Tally]:
        """A column as a chunk of the file; for a cell state also how often each stands."""
        compress = _compressor()
        if name not in self.of and many_valued(column := self.rows[name].combine_chunks()):
            return plain_chunk(column, compress), Counter()
        cells, tally = self.cells(name), Counter()
        if self.types[name] == "ENUM":
            tally = self._tally(name, cells)
        return coded_chunk(cells, self.types[name], compress), tally

    def _tally(self, name: str, cells: Cells) -> Tally:
        if name in self.of:
            few, lines = self._few(name)
            times = np.bincount(few.codes, lines.times)
        else:
            times = np.bincount(cells.codes)
        return Counter({value.decode(): int(n) for value, n in zip(cells.values, times, strict=False)})


def _compressor() -> Any:
    codec = pa.Codec("zstd", compression_level=LEVEL)
    return lambda content: codec.compress(content, asbytes=True)


def group_of(rows: pa.Table, tables: Sequence[Loaded], of: dict[str, int], types: dict[str, str]) -> Group:
    """A row group, its rows found in each table."""
    numbers = {
        name: _numbers(rows[name].combine_chunks()) for name in {HELD, *(one.column for one in tables)}
    }
    runs = {one.column: runs_of(numbers[one.column]) for one in tables if one.grid}
    years = next((one.years for one in tables if one.grid), numbers[HELD])
    held = np.searchsorted(years, numbers[HELD])
    lines = []
    for table in tables:
        if table.grid:
            places = table.grid.find(runs[table.column])
            places = np.where(places < 0, held + table.numbered, places)
        else:
            # Ids are from 1 on; the line after the last is that of no entity.
            places = np.minimum(numbers[table.column] - 1, table.numbered)
        lines.append(lines_of(places))
    return Group(rows, lines, tables, of, types)


def write_indexed(
    path: Path, con: duckdb.DuckDBPyConnection, split: Split, columns: Sequence[str], order: Sequence[str]
) -> tuple[int, dict[str, Tally]]:
    """Write a panel; its rows, and how often each cell state stands in each column of states.

    Raises
    ------
    NotServed
        When the rows are not in order, or a column or table is of a kind that is not served; what was
        written is then of no use.
    """
    con.execute(f"CREATE OR REPLACE TEMP TABLE {WIDE} AS {split.wide}")
    tables = [load(con, table) for table in split.tables]
    relation, types = _served(con, split.sql)
    for table in tables:
        types |= table.types
    of = {name: i for i, table in enumerate(tables) for name in table.cells}
    tallies = {name: Counter() for name in columns if types[name] == "ENUM"}
    threads = int(con.execute("SELECT current_setting('threads')").fetchall()[0][0])
    last: tuple[Any, ...] = ()
    with path.open("wb") as file, ThreadPoolExecutor(threads) as pool:
        writer = ParquetWriter(file, {name: types[name] for name in columns})
        waiting: list[Future[tuple[ColumnChunk, Tally]]] = []
        size = 0

        def flush() -> None:
            if not waiting:
                return
            done = [one.result() for one in waiting]
            for name, (_, tally) in zip(columns, done, strict=True):
                if tally:
                    tallies[name].update(tally)
            writer.write([chunk for chunk, _ in done], size)

        for rows in _sized(relation.to_arrow_reader(ROW_GROUP)):
            group = group_of(rows, tables, of, types)
            last = _in_order(group, order, last)
            fresh = [pool.submit(group.chunk, name) for name in columns]
            flush()
            waiting, size = fresh, rows.num_rows
        flush()
        writer.close()
    return writer.rows, tallies


def _sized(reader: pa.RecordBatchReader) -> Iterator[pa.Table]:
    """The rows in their order, by row groups of one size: the same panel gives the same file.

    Raises
    ------
    NotServed
        When a row is there twice or not at all.
    """
    held: list[pa.RecordBatch] = []
    rows = 0
    for part in _in_place(reader):
        held.append(part)
        rows += part.num_rows
        while rows >= ROW_GROUP:
            whole = pa.Table.from_batches(held)
            yield whole.slice(0, ROW_GROUP)
            held = whole.slice(ROW_GROUP).to_batches()
            rows -= ROW_GROUP
    if rows:
        yield pa.Table.from_batches(held)


def _in_place(reader: pa.RecordBatchReader) -> Iterator[pa.RecordBatch]:
    """Runs of rows, each after the one that it follows: threads of DuckDB deliver them in any order."""
    waiting: dict[int, pa.RecordBatch] = {}
    due = 0
    for batch in reader:
        places = raw(batch.column(PLACE))
        cuts = [0, *(np.flatnonzero(np.diff(places) != 1) + 1), len(places)]
        for begin, end in pairwise(cuts):
            if waiting.setdefault(int(places[begin]), part := batch.slice(begin, end - begin)) is not part:
                raise NotServed
        while due in waiting:
            yield (part := waiting.pop(due))
            due += part.num_rows
    if waiting:
        raise NotServed


def _in_order(group: Group, order: Sequence[str], last: tuple[Any, ...]) -> tuple[Any, ...]:
    """The key of the last row, after a check that no row comes before the one above it."""
    columns = [group.cells(name) for name in order]
    behind = np.zeros(group.rows.num_rows - 1, bool)
    tied = ~behind
    for cells in columns:
        above, below = cells.codes[:-1], cells.codes[1:]
        behind |= tied & (below < above)
        tied &= below == above
    first, final = (tuple(_sortable(cells, at) for cells in columns) for at in (0, -1))
    if behind.any() or (last and first < last):
        raise NotServed
    return final


def _sortable(cells: Cells, at: int) -> tuple[bool, Any]:
    code = int(cells.codes[at])
    return (True, 0) if code == len(cells.values) else (False, cells.values[code])
