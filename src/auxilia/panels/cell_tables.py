"""The tables of a panel's cells in memory, and the lines of each that the rows of one row group use."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import duckdb
import numpy as np
import pyarrow as pa

from auxilia.panels.chunks import Cells, cells_of, coded_chunk, many_valued, missing, plain_chunk, raw
from auxilia.panels.parquet import TYPES, ColumnChunk
from auxilia.panels.places import NONE, Grid, Lines, Numbers, grid_of, lines_of, runs_of
from auxilia.panels.splitting import HELD, Table

Tally = Counter[str]
# Higher levels make the file a tenth smaller, in twice the time.
LEVEL = 1


class NotServed(Exception):  # noqa: N818 - no fault: the panel is written in the other way
    """A panel with a type of column, an order of rows or a key that is not served here."""


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


def served(con: duckdb.DuckDBPyConnection, sql: str) -> tuple[duckdb.DuckDBPyRelation, dict[str, str]]:
    """A query, and the types of its columns in a file. DuckDB writes sums of whole numbers as floating ones.

    Raises
    ------
    NotServed
        For a type of column that is not served.
    """
    relation = con.sql(sql)
    types = dict(zip(relation.columns, map(str, relation.types), strict=True))
    sums = [f"{name}::DOUBLE AS {name}" for name, type_ in types.items() if type_ == "HUGEINT"]
    if sums:
        return served(con, f"SELECT * REPLACE ({', '.join(sums)}) FROM ({sql})")
    types = {name: "ENUM" if type_.startswith("ENUM") else type_ for name, type_ in types.items()}
    if not set(types.values()) <= TYPES.keys():
        raise NotServed
    return relation, types


def loaded(table: Table, rows: pa.Table, types: dict[str, str]) -> Loaded:
    """A table from its rows.

    Raises
    ------
    NotServed
        When a number stands twice.
    """
    numbers, years = (_numbers(rows, name) for name in ("number", "held"))
    numbered = int(np.searchsorted(numbers, NONE))
    if (np.diff(numbers[:numbered]) == 0).any():
        raise NotServed
    names = [name for name in types if name not in ("number", "held")]
    cells = {name: cells_of(rows[name].combine_chunks()) for name in names}
    grid = grid_of(numbers[:numbered]) if table.by_year else None
    kept = {name: types[name] for name in names}
    return Loaded(table.column, grid, numbered, years[numbered:], cells, kept)


def _numbers(rows: pa.Table, name: str) -> Numbers:
    column = rows[name].combine_chunks()
    found, gone = raw(column).astype(np.int64), missing(column)
    if gone is not None:
        found[gone] = NONE
    return found


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a panel by name: their types, and the place of the table that has each, if one does."""

    tables: tuple[Loaded, ...]
    table_of: dict[str, int]
    types: dict[str, str]


def columns_of(tables: Sequence[Loaded], types: dict[str, str]) -> Columns:
    """The columns of some tables, and of rows with the types given."""
    table_of = {name: i for i, table in enumerate(tables) for name in table.cells}
    for table in tables:
        types = types | table.types
    return Columns(tuple(tables), table_of, types)


@dataclass(frozen=True, slots=True)
class Group:
    """The rows of one row group, and the lines of each table that they use."""

    rows: pa.Table
    lines: tuple[Lines, ...]
    columns: Columns

    def cells(self, name: str) -> Cells:
        """The cells of a column, a code a row."""
        at = self.columns.table_of.get(name)
        if at is None:
            return cells_of(self.rows[name].combine_chunks())
        few = self._few(name, at)
        return Cells(few.values, few.codes.take(self.lines[at].at, mode="clip"))

    def _few(self, name: str, at: int) -> Cells:
        """The cells of a column, a code a line."""
        return self.columns.tables[at].cells[name].within(self.lines[at].used)

    def chunk(self, name: str) -> tuple[ColumnChunk, Tally]:
        """A column as a chunk of the file; for a column of cell states also how often each stands."""
        kind, compress = self.columns.types[name], _compressor()
        if name not in self.columns.table_of and many_valued(column := self.rows[name].combine_chunks()):
            return plain_chunk(column, compress), Counter()
        cells = self.cells(name)
        return coded_chunk(cells, kind, compress), self._tally(name, cells) if kind == "ENUM" else Counter()

    def _tally(self, name: str, cells: Cells) -> Tally:
        at = self.columns.table_of.get(name)
        if at is None:
            times = np.bincount(cells.codes)
        else:
            times = np.bincount(self._few(name, at).codes, self.lines[at].times)
        return Counter({value.decode(): int(n) for value, n in zip(cells.values, times, strict=False)})


def _compressor() -> Callable[[bytes], bytes]:
    codec = pa.Codec("zstd", compression_level=LEVEL)

    def compress(content: bytes) -> bytes:
        packed: bytes = codec.compress(content, asbytes=True)
        return packed

    return compress


def group_of(rows: pa.Table, columns: Columns) -> Group:
    """A row group, its rows found in each table."""
    held = _numbers(rows, HELD)
    numbers = {name: _numbers(rows, name) for name in {one.column for one in columns.tables}}
    runs = {one.column: runs_of(numbers[one.column]) for one in columns.tables if one.grid}
    lines = []
    for table in columns.tables:
        if table.grid:
            places = table.grid.find(runs[table.column])
            places = np.where(places < 0, np.searchsorted(table.years, held) + table.numbered, places)
        else:
            # Ids are from 1 on; the line after the last is that of no entity.
            places = np.minimum(numbers[table.column] - 1, table.numbered)
        lines.append(lines_of(places))
    return Group(rows, tuple(lines), columns)
