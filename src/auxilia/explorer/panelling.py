"""Panels asked for by address: built once, kept as files in the ledger's scratch folder, read by all."""

from __future__ import annotations

import threading
import uuid
from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from auxilia.explorer.columns import Column, ColumnType
from auxilia.explorer.relation import Relation
from auxilia.explorer.state import State, years_text
from auxilia.explorer.trouble import ParameterError, TooMuchError
from auxilia.ledger.names import Door
from auxilia.ledger.query import Ledger
from auxilia.panels import Panel, build
from auxilia.panels.codebook import Entry
from auxilia.panels.diagnose import ColumnReport
from auxilia.readers.raw import text

if TYPE_CHECKING:
    import duckdb

    from auxilia.explorer.book import Book

MOST_ROWS, MOST_KEPT = 600_000, 12
STATUS_LABEL = "Cell state"


class LentLedger(Ledger):
    """The ledger of a book on a connection of its own; closing it leaves the book open."""

    def __init__(self, book: Book, con: duckdb.DuckDBPyConnection) -> None:
        self.con, self.provenance, self._scratch = con, book.provenance, book.scratch
        self._door = Door(con)


@dataclass(frozen=True, slots=True)
class Made:
    """A panel as a file: its rows, columns, codebook, what each column found, notes and sources."""

    path: Path
    rows: int
    columns: tuple[Column, ...]
    codebook: tuple[Entry, ...]
    reports: tuple[ColumnReport, ...]
    notes: tuple[str, ...]
    sources: tuple[str, ...]

    @property
    def relation(self) -> Relation:
        """Its rows, in the order in which they were written."""
        names = ", ".join(f'"{column.name}"' for column in self.columns)
        query = f"SELECT {names} FROM read_parquet({text(str(self.path))})"
        relation = Relation("panel", "Panel", self.columns, query, notes=self.notes)
        return relation.with_sources(self.sources)


class Panels:
    """The panels made of one ledger, the ones longest unused leaving first."""

    def __init__(self) -> None:
        self._kept: OrderedDict[State, Made] = OrderedDict()
        self._lock = threading.Lock()
        self._making = threading.Lock()

    def get(self, book: Book, state: State) -> Made:
        """The panel that a state asks for.

        Raises
        ------
        AuxiliaError
            What `auxilia.panels` refuses; TooMuchError for more rows than one asker may have.
        """
        with self._lock:
            known = self._kept.get(state)
            if known is not None:
                self._kept.move_to_end(state)
                return known
        # One at a time: a panel may take all the memory that the engine allows.
        with self._making:
            with self._lock:
                known = self._kept.get(state)
            made = known or make(book, state)
        with self._lock:
            self._kept[state] = made
            if len(self._kept) > MOST_KEPT:
                # A reader that has begun keeps its file open; the name goes at once.
                self._kept.popitem(last=False)[1].path.unlink(missing_ok=True)
        return made


def panel_of(book: Book, con: duckdb.DuckDBPyConnection, state: State) -> Panel:
    """The panel, before anything is computed."""
    if not state.unit:
        raise ParameterError("unit", "", "name a unit of analysis")
    panel = build(
        LentLedger(book, con),
        state.unit,
        years=years_text(state.year) or None,
        providers=state.provider,
        recipients=state.recipient,
        system=state.system,
    )
    if state.add:
        panel = panel.add(*state.add)
    for asked in state.lag:
        name, _, years = asked.partition(":")
        panel = panel.lag(name, int(years or "1"))
    return panel


def make(book: Book, state: State) -> Made:
    """Build the panel and write it into the scratch folder of the ledger."""
    with book.apart() as con:
        panel = panel_of(book, con, state)
        sources = _sources(book, panel)
        closed = [source for source in sources if source not in book.open_sources]
        if closed and state.licence == "open":
            raise ParameterError(
                "add",
                ",".join(state.add),
                f"it draws on {', '.join(closed)}, which may not be passed on; choose other variables, or "
                "build it on your own machine",
            )
        rows = panel.rows()
        if rows > MOST_ROWS:
            raise TooMuchError(
                f"{rows:,} rows are asked for, a panel on a page has {MOST_ROWS:,} at most. Name providers "
                "or fewer years, or run `auxilia panel`, which knows no such limit."
            )
        path = book.scratch / f"panel-{uuid.uuid4().hex}.parquet"
        book.scratch.mkdir(mode=0o700, exist_ok=True)
        panel.relation.write_parquet(str(path), compression="zstd")
        shape = _shape(panel)
        return Made(
            path,
            rows,
            shape,
            tuple(panel.codebook()),
            tuple(panel.diagnostics()) if panel.value_columns else (),
            panel.notes,
            sources,
        )


def _sources(book: Book, panel: Panel) -> tuple[str, ...]:
    """The sources behind its columns; those of indicators stand before a colon."""
    named = {part.strip().partition(":")[0] for c in panel.value_columns for part in c.source.split(";")}
    if panel.unit.name in ("tie-year", "actor-year", "conflict-year"):
        # Their rows themselves come from sources: ties, and the lists of conflicts.
        named |= set(book.speaking)
    return tuple(source for source in book.sources if source in named)


def _shape(panel: Panel) -> tuple[Column, ...]:
    entries = {entry.name: entry for entry in panel.codebook()}
    states = {entry.state_column: entry for entry in entries.values() if entry.state_column}
    kinds = dict(zip(panel.relation.columns, map(str, panel.relation.types), strict=True))
    made = []
    for name in panel.columns:
        if name in states:
            of = states[name].label or states[name].name
            made.append(Column(name, "text", f"{STATUS_LABEL}: {of}", "The state of the cell beside it."))
        else:
            entry = entries[name]
            means = ". ".join(part for part in (entry.unit, entry.problems) if part)
            made.append(Column(name, _type(kinds[name]), entry.label or name, means or entry.label))
    return tuple(made)


def _type(kind: str) -> ColumnType:
    if kind.startswith(("VARCHAR", "ENUM")):
        return "text"
    if kind == "BOOLEAN":
        return "flag"
    if kind == "DATE":
        return "date"
    return "integer" if "INT" in kind else "number"
