"""The query page: one SELECT of one's own on the ledger, off unless asked for, held to time, memory and rows.

Each query has an instance of the engine to itself, so that what it takes is taken from nobody else, and what
it breaks is thrown away. It is for the owner of the machine: what may not be passed on stands in every table.
"""

from __future__ import annotations

import datetime as dt
import decimal
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from auxilia.errors import AuxiliaError
from auxilia.explorer import envelope
from auxilia.explorer.book import Book
from auxilia.explorer.columns import Column, ColumnType
from auxilia.explorer.render import page_of
from auxilia.explorer.trouble import ParameterError, TooMuchError
from auxilia.ledger.opening import open_ledger

MOST_ROWS = 1_000
MOST_SECONDS = 10.0
MOST_LETTERS = 4_000
MEMORY = "400MB"
EXAMPLE = """SELECT provider_id, count(DISTINCT recipient_id) AS recipients
FROM out_ties WHERE year = 2010 AND practice = 'train' AND NOT mutual
GROUP BY 1 ORDER BY 2 DESC LIMIT 10"""
TYPES: dict[str, ColumnType] = {"BOOLEAN": "flag", "DATE": "date", "DOUBLE": "number", "FLOAT": "number"}
PLAIN = (str, int, float, bool, type(None))


@dataclass(frozen=True, slots=True)
class Found:
    """The first rows of a query, and whether there are more of them."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Any, ...], ...]
    more: bool


def run(root: Path | None, sql: str, *, seconds: float = MOST_SECONDS, most: int = MOST_ROWS) -> Found:
    """The first rows of one SELECT on the ledger at `root`.

    Raises
    ------
    ParameterError
        When it is no SELECT, or the engine cannot make sense of it.
    TooMuchError
        When it takes more time or memory than it may.
    """
    if len(sql) > MOST_LETTERS:
        raise ParameterError("sql", sql[:60], f"it is longer than {MOST_LETTERS} letters")
    opened = open_ledger(root, memory=MEMORY)
    watch = threading.Timer(seconds, opened.con.interrupt)
    try:
        _one_select(opened.con, sql)
        watch.start()
        asked = opened.con.execute(sql)
        told = asked.description or []
        rows = asked.fetchmany(most + 1)
    except duckdb.InterruptException as error:
        raise TooMuchError(f"the query took more than {seconds:g} seconds. Ask for less.") from error
    except duckdb.OutOfMemoryException as error:
        raise TooMuchError(f"the query wants more than {MEMORY} of memory. Ask for less.") from error
    except duckdb.Error as error:
        raise ParameterError("sql", sql, str(error)) from error
    finally:
        watch.cancel()
        opened.con.close()
    shown = tuple(tuple(_plain(value) for value in row) for row in rows[:most])
    return Found(_columns(told), shown, len(rows) > most)


def _one_select(con: duckdb.DuckDBPyConnection, sql: str) -> None:
    kinds = [statement.type for statement in con.extract_statements(sql)]
    if kinds != [duckdb.StatementType.SELECT]:
        raise ParameterError("sql", sql, "one SELECT is asked for, and nothing else")


def _columns(told: Sequence[Sequence[Any]]) -> tuple[Column, ...]:
    """Its columns; a name that comes again gets a number, so that no column hides another."""
    names: list[str] = []
    for name, *_ in told:
        names.append(name if name not in names else f"{name}_{len(names) + 1}")
    kinds = [str(entry[1]) for entry in told]
    return tuple(Column(n, _kind(kind), n, kind) for n, kind in zip(names, kinds, strict=True))


def _kind(told: str) -> ColumnType:
    if "INT" in told and "[" not in told and "INTERVAL" not in told:
        return "integer"
    return TYPES.get(told, "number" if told.startswith("DECIMAL") else "text")


def _plain(value: object) -> object:
    if isinstance(value, PLAIN):
        return value
    if isinstance(value, decimal.Decimal):
        return float(value)
    return value.isoformat() if isinstance(value, dt.date) else str(value)


def query_json(book: Book, sql: str, found: Found) -> bytes:
    """What a query found, in the envelope of every other address."""
    count = len(found.rows)
    return envelope.encode(
        envelope.Envelope(
            True, "/query.json", "Query", envelope.ledger_told(book.provenance, book.release), {"sql": sql},
            "query", envelope.columns_told(found.columns), envelope.records(found.columns, found.rows),
            envelope.PageTold(1, MOST_ROWS, count, 1, None, None), [], _notes(found), {}, "",
        )
    )  # fmt: skip


def _notes(found: Found) -> list[str]:
    return [f"There are more rows than the {MOST_ROWS:,} that are shown."] if found.more else []


def query_html(book: Book, sql: str, found: Found | None, error: AuxiliaError | None) -> str:
    """The page: the query, what it found or what is wrong with it, and the tables that there are."""
    with book.cursor() as con:
        tables = con.execute(
            "SELECT table_name, list(column_name ORDER BY column_index) FROM duckdb_columns() "
            "WHERE table_name LIKE 'out\\_%' ESCAPE '\\' OR table_name LIKE 'core\\_%' ESCAPE '\\' "
            "GROUP BY 1, database_name ORDER BY 1"
        ).fetchall()
    return page_of(
        "query.html.j2", book,
        {
            "sql": sql, "found": found, "error": "" if error is None else str(error), "example": EXAMPLE,
            "tables": dict(tables), "most": MOST_ROWS, "seconds": MOST_SECONDS, "memory": MEMORY,
        },
    )  # fmt: skip
