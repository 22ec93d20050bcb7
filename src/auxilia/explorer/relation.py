"""A question to the ledger with its columns: counted, paged and written by every format alike."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any

import duckdb

from auxilia.explorer.columns import SQL_TYPES, Column

Con = duckdb.DuckDBPyConnection
BATCH = 5_000


@dataclass(frozen=True, slots=True)
class Relation:
    """Rows of a ledger. `sql` gives the columns in their order; `values` fill its question marks.

    `order` is the ORDER BY of the rows (total, so that pages never overlap); `sources_sql` gives the ids of
    the sources behind them, with the same values unless it has `sources_values`; where a column of the rows
    lists them, `source_column` names it. Nothing of it ever comes from outside but the values.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    sql: str
    values: tuple[object, ...] = ()
    order: str = ""
    sources_sql: str = ""
    notes: tuple[str, ...] = field(default=())
    sources_values: tuple[object, ...] | None = None
    source_column: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(column.name for column in self.columns)

    @property
    def ordered(self) -> str:
        """The query with its order."""
        listed = ", ".join(f'"{name}"' for name in self.names)
        order = f" ORDER BY {self.order}" if self.order else ""
        return f"SELECT {listed} FROM ({self.sql}){order}"

    def count(self, con: Con) -> int:
        """How many rows there are."""
        return int(con.execute(f"SELECT count(*) FROM ({self.sql})", list(self.values)).fetchall()[0][0])

    def page(self, con: Con, number: int, size: int) -> list[tuple[Any, ...]]:
        """The rows of one page, from 1."""
        query = f"{self.ordered} LIMIT {int(size)} OFFSET {int((number - 1) * size)}"
        return con.execute(query, list(self.values)).fetchall()

    def batches(self, con: Con) -> Iterator[list[tuple[Any, ...]]]:
        """All rows, some thousands at a time."""
        cursor = con.execute(self.ordered, list(self.values))
        while rows := cursor.fetchmany(BATCH):
            yield rows

    def sources(self, con: Con) -> tuple[str, ...]:
        """The ids of the sources behind the rows."""
        if not self.sources_sql:
            return ()
        query = f"SELECT DISTINCT source FROM ({self.sources_sql}) WHERE source IS NOT NULL ORDER BY 1"
        values = self.values if self.sources_values is None else self.sources_values
        return tuple(row[0] for row in con.execute(query, list(values)).fetchall())

    def with_sources(self, ids: Sequence[str]) -> Relation:
        """The same, with these sources behind it."""
        marks = ", ".join(["(?)"] * len(ids))
        query = f"SELECT source FROM (VALUES {marks}) AS given(source)" if ids else ""
        return replace(self, sources_sql=query, sources_values=tuple(ids))

    def held(self, con: Con, rows: Sequence[tuple[Any, ...]] | None = None) -> Relation:
        """The same, read once: counted, paged and written without another query.

        `rows` are its rows, where they are known already.
        """
        if rows is None:
            rows = [row for batch in self.batches(con) for row in batch]
        if self.source_column in self.names:
            place = self.names.index(self.source_column)
            ids = {part for row in rows for part in (row[place] or "").split("; ") if part}
        else:
            ids = set(self.sources(con))
        given = {entry.name: getattr(self, entry.name) for entry in fields(self)}
        return _Held(**given, rows=rows, ids=tuple(sorted(ids)))

    def with_notes(self, *notes: str) -> Relation:
        """The same, with more notes."""
        return replace(self, notes=(*self.notes, *notes))


@dataclass(frozen=True, slots=True)
class _Held(Relation):
    """A relation whose rows have been read."""

    rows: Sequence[tuple[Any, ...]] = ()
    ids: tuple[str, ...] = ()

    def count(self, _con: Con) -> int:
        return len(self.rows)

    def page(self, _con: Con, number: int, size: int) -> list[tuple[Any, ...]]:
        return list(self.rows[(number - 1) * size : number * size])

    def batches(self, _con: Con) -> Iterator[list[tuple[Any, ...]]]:
        yield list(self.rows)

    def sources(self, _con: Con) -> tuple[str, ...]:
        return self.ids


def listed(name: str, title: str, shape: tuple[Column, ...], rows: Sequence[Sequence[object]]) -> Relation:
    """Rows that are no query: the vocabulary, hits of a search. They keep their order."""
    # One value a column, however many rows: the engine would read thousands of question marks for seconds.
    told = ", ".join(f'unnest(?::{SQL_TYPES[c.type]}[]) AS "{c.name}"' for c in shape)
    sql = f"SELECT unnest(range(?)) AS place, {told}"
    columns_ = tuple([row[at] for row in rows] for at in range(len(shape)))
    return Relation(name, title, shape, sql, (len(rows), *columns_), "place")
