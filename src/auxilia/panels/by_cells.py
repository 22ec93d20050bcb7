"""The rows of a panel as Parquet, each cell worked out once: `splitting` says how (extra `frames`)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa

from auxilia.panels.cell_tables import Columns, Group, NotServed, Tally, columns_of, group_of, loaded, served
from auxilia.panels.chunks import Cells, raw
from auxilia.panels.parquet import ParquetWriter
from auxilia.panels.splitting import PLACE, WIDE, Split

# Large: each row group repeats the values of its columns once. A multiple of DuckDB's vectors.
ROW_GROUP = 245_760


@dataclass(slots=True)
class Counted:
    """The rows written, and how often each cell state stands in each column of states."""

    rows: int = 0
    tallies: dict[str, Tally] = field(default_factory=dict)


def write_by_cells(
    path: Path, con: duckdb.DuckDBPyConnection, split: Split, names: Sequence[str], order: Sequence[str]
) -> Counted:
    """Write the columns `names` of a panel, whose rows are in the order of the columns `order`.

    Raises
    ------
    NotServed
        When the rows are not in order, or a column or table is of a kind that is not served; what was
        written is then of no use.
    """
    con.execute(f"CREATE OR REPLACE TEMP TABLE {WIDE} AS {split.wide}")
    (threads,) = con.execute("SELECT current_setting('threads')").fetchall()[0]
    with ThreadPoolExecutor(int(threads)) as pool:
        coming = []
        for table in split.tables:
            relation, types = served(con, table.sql)
            # One table is taken apart while DuckDB makes the next.
            coming.append(pool.submit(loaded, table, relation.to_arrow_table(), types))
        rows, types = served(con, split.sql)
        columns = columns_of([one.result() for one in coming], types)
        with path.open("wb") as file:
            writer = ParquetWriter(file, {name: columns.types[name] for name in names})
            try:
                counted = _write_groups(writer, pool, _groups(rows, columns, order), names)
            except pa.ArrowInvalid as error:
                # What went wrong in DuckDB has lost its kind on the way; the other way meets it again.
                raise NotServed from error
            writer.close()
    return counted


def _write_groups(
    writer: ParquetWriter, pool: ThreadPoolExecutor, groups: Iterator[Group], names: Sequence[str]
) -> Counted:
    """Row groups one after the other; DuckDB makes the next while one is packed."""
    counted = Counted()
    packing: list[Any] = []
    size = 0
    for group in groups:
        fresh = [pool.submit(group.chunk, name) for name in names]
        _flush(writer, packing, size, names, counted)
        packing, size = fresh, group.rows.num_rows
    _flush(writer, packing, size, names, counted)
    return counted


def _flush(
    writer: ParquetWriter, packing: Sequence[Any], size: int, names: Sequence[str], counted: Counted
) -> None:
    if packing:
        packed = [one.result() for one in packing]
        writer.write([chunk for chunk, _ in packed], size)
        counted.rows += size
        for name, (_, tally) in zip(names, packed, strict=True):
            counted.tallies.setdefault(name, Counter()).update(tally)


def _groups(rows: duckdb.DuckDBPyRelation, columns: Columns, order: Sequence[str]) -> Iterator[Group]:
    last: tuple[Any, ...] = ()
    for part in _sized(rows.to_arrow_reader(ROW_GROUP)):
        group = group_of(part, columns)
        last = _in_order([group.cells(name) for name in order], last)
        yield group


def _sized(reader: pa.RecordBatchReader) -> Iterator[pa.Table]:
    """The rows in their order, by row groups of one size: the same panel gives the same file."""
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
    """Runs of rows, each after the one that it follows: DuckDB's threads deliver them in any order.

    Raises
    ------
    NotServed
        When a row is there twice, or one between others is not.
    """
    waiting: dict[int, pa.RecordBatch] = {}
    due = 0
    for batch in reader:
        places = raw(batch.column(PLACE))
        cuts = [0, *(np.flatnonzero(np.diff(places) != 1) + 1).tolist(), len(places)]
        for begin, end in pairwise(cuts):
            part = batch.slice(begin, end - begin)
            if waiting.setdefault(int(places[begin]), part) is not part:
                raise NotServed
        while due in waiting:
            part = waiting.pop(due)
            yield part
            due += part.num_rows
    if waiting:
        raise NotServed


def _in_order(keys: Sequence[Cells], last: tuple[Any, ...]) -> tuple[Any, ...]:
    """The key of the last row, after a check that no row comes before the one above it.

    Raises
    ------
    NotServed
        When one does.
    """
    behind = np.zeros(len(keys[0].codes) - 1, bool)
    tied = ~behind
    for cells in keys:
        above, below = cells.codes[:-1], cells.codes[1:]
        behind |= tied & (below < above)
        tied &= below == above
    first, final = (tuple(_sortable(cells, at) for cells in keys) for at in (0, -1))
    if behind.any() or (last and first < last):
        raise NotServed
    return final


def _sortable(cells: Cells, at: int) -> tuple[bool, Any]:
    """A value among others of its column, a missing one last."""
    code = int(cells.codes[at])
    return (True, 0) if code == len(cells.values) else (False, cells.values[code])
