"""A panel: a universe of rows and what was added to it, compiled into one query when it is read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb

from auxilia.errors import UnknownNameError
from auxilia.ledger.years import Years
from auxilia.panels.adders import discover
from auxilia.panels.adding import Context, load_indicators, nearest, run_adder, split_asked
from auxilia.panels.cells import make_type
from auxilia.panels.codebook import Entry, codebook_of
from auxilia.panels.compiling import Derived, check_unique, panel_sql
from auxilia.panels.derive import deflated, shifted, windowed
from auxilia.panels.diagnose import ColumnReport, TableReport, column_reports, table_reports
from auxilia.panels.indicators import OPTIONS, add_indicators
from auxilia.panels.plan import STATE, Addition, Column, shown_columns
from auxilia.panels.splitting import FEW_ROWS, split
from auxilia.panels.system import doubled, reach
from auxilia.panels.trouble import PanelError
from auxilia.panels.units import Request, Unit, lay
from auxilia.panels.writing import Rows, Written, checked_path, write_rows

if TYPE_CHECKING:
    import pandas  # type: ignore[import-untyped]
    import polars
    import pyarrow

    from auxilia.ledger import Ledger


class Panel:
    """One row a unit and year, with columns added by name; never changed, each method gives a new panel.

    Nothing is computed until it is read (`relation`, `df()`, `pl()`, `to_arrow_table()`, `write()`). Each
    value column has a column of cell states beside it (`<name>_state`) unless `states` is false.
    """

    def __init__(
        self,
        ledger: Ledger,
        request: Request,
        unit: Unit,
        additions: tuple[Addition, ...] = (),
        derived: tuple[Derived, ...] = (),
        *,
        states: bool = True,
    ) -> None:
        self.ledger = ledger
        self.request = request
        self.unit = unit
        self.additions = additions
        self.derived = derived
        self.states = states
        self._shown = shown_columns(additions, unit.ends)

    def add(self, *asked: str, **options: str) -> Panel:
        """The panel with more columns: names of adders or ids of indicators, with options.

        `add("ties", practice="train")` and `add("ties:practice=train")` are the same; options apply to every
        name given.

        Raises
        ------
        UsageError
            For an unknown adder or option, or a choice that would add up what must not be added.
        PanelError
            When two different columns would have one name.
        """
        context = Context(self.ledger.con, self.unit, self.request, load_indicators(self.ledger.con))
        fresh = tuple(_build(context, one, options) for one in asked)
        return self._with(additions=self.additions + fresh)

    def lag(self, column: str, years: int = 1) -> Panel:
        """The panel with the value of `years` calendar years ago, also from before the panel's years."""
        return self._derive(column, lambda of, level: shifted(self.unit, of, years, level))

    def lead(self, column: str, years: int = 1) -> Panel:
        """The panel with the value of `years` calendar years later."""
        return self._derive(column, lambda of, level: shifted(self.unit, of, -years, level))

    def window(self, column: str, years: int, how: str = "mean") -> Panel:
        """The panel with the sum, mean, min or max over the year and the `years - 1` before it."""
        return self._derive(column, lambda of, level: windowed(self.unit, of, years, how, level))

    def deflate(self, column: str, deflator: str = "us_greenbook") -> Panel:
        """The panel with current US dollars in the prices of one year, by a named deflator."""
        con = self.ledger.con
        return self._derive(column, lambda of, level: deflated(con, of, deflator, level))

    def _derive(self, name: str, make: Callable[[Column, int], Derived]) -> Panel:
        levels = {one.name: 1 for one in self._shown}
        levels |= {one.column.name: one.level + 1 for one in self.derived}
        known = {entry.name: entry for entry in self.value_columns}
        if name not in known:
            raise UnknownNameError(
                name, "column of this panel", nearest(name, tuple(known)) or tuple(known)[:8]
            )
        fresh = make(known[name], levels[name])
        if fresh.column.name in known or fresh.column.name in self.columns:
            raise PanelError(f"column {fresh.column.name!r} stands in the panel already.")
        return self._with(derived=(*self.derived, fresh))

    def _with(
        self,
        additions: tuple[Addition, ...] | None = None,
        derived: tuple[Derived, ...] | None = None,
        *,
        states: bool | None = None,
    ) -> Panel:
        return Panel(
            self.ledger,
            self.request,
            self.unit,
            self.additions if additions is None else additions,
            self.derived if derived is None else derived,
            states=self.states if states is None else states,
        )

    @property
    def keys(self) -> tuple[str, ...]:
        """The columns of the universe, before anything was added."""
        return tuple(key.name for key in self.unit.keys)

    @property
    def value_columns(self) -> tuple[Column, ...]:
        """The codebook entries of the value columns, under their names in the panel, in their order."""
        joined = tuple(replace(one.entry, name=one.name) for one in self._shown)
        return joined + tuple(one.column for one in self.derived)

    @property
    def columns(self) -> tuple[str, ...]:
        """All columns of the panel in their order."""
        names = [column.name for column in self.value_columns]
        pairs = [[name, name + STATE] if self.states else [name] for name in names]
        return self.keys + tuple(name for pair in pairs for name in pair)

    @cached_property
    def laid(self) -> Years:
        """The years of the universe: those of the panel, and what lags, leads and windows reach to."""
        begins, ends = reach(self.ledger.con, self.request.system)
        back, ahead = sum(one.back for one in self.derived), sum(one.ahead for one in self.derived)
        years = self.request.years
        return Years(max(begins, years.start - back), max(years.end, min(ends, years.end + ahead)))

    @cached_property
    def _compiled(self) -> tuple[duckdb.DuckDBPyConnection, str]:
        con = _own_connection(self.ledger.con)
        make_type(con)
        lay(con, self.unit, self.request, self.laid)
        check_unique(con, self.additions, self.laid)
        return con, panel_sql(self.unit, self.additions, self.derived, self.request.years, self.laid)

    @property
    def relation(self) -> duckdb.DuckDBPyRelation:
        """The panel as a DuckDB relation, in the order of its keys and years.

        Raises
        ------
        PanelError
            When a right-hand table has a key twice.
        """
        con, _ = self._compiled
        return con.sql(f"{self._rows_sql} ORDER BY {', '.join(self._order)}")

    @property
    def _rows_sql(self) -> str:
        return f"SELECT {', '.join(self.columns)} FROM ({self._compiled[1]})"

    @property
    def _order(self) -> tuple[str, ...]:
        return (*self.unit.series, "year")

    def df(self) -> pandas.DataFrame:
        """The panel as a pandas frame (extra `frames`)."""
        return self.relation.df()

    def pl(self) -> polars.DataFrame:
        """The panel as a polars frame (extra `frames`)."""
        frame: polars.DataFrame = self.relation.pl()
        return frame

    def to_arrow_table(self) -> pyarrow.Table:
        """The panel as an Arrow table (extra `frames`)."""
        return self.relation.to_arrow_table()

    def rows(self) -> int:
        """How many rows the universe has in the years of the panel, before anything is joined."""
        con, _ = self._compiled
        years = self.request.years
        found = con.execute(
            f"SELECT count(*) FROM unit_rows WHERE year BETWEEN {years.start} AND {years.end}"
        ).fetchall()
        return int(found[0][0])

    def diagnostics(self) -> list[ColumnReport]:
        """What each value column found: rows before and after the joins, and its cells by state."""
        con, sql = self._compiled
        return column_reports(con, f"FROM ({sql})", self.adders(), self.rows())

    def tables(self) -> list[TableReport]:
        """How many records of each right-hand table within the years found a row of the panel."""
        con, _ = self._compiled
        return table_reports(con, self.additions, self.laid)

    def adders(self) -> dict[str, str]:
        """Value column -> what added it."""
        named = {one.name: one.adder for one in self._shown}
        return named | {one.column.name: "derived" for one in self.derived}

    @cached_property
    def notes(self) -> tuple[str, ...]:
        """What a reader of this panel must know: codes without values, notes of the adders."""
        about = doubled(self.ledger.con, self.request.system, self.request.years)
        return (*about, *(note for addition in self.additions for note in addition.notes))

    def codebook(self) -> list[Entry]:
        """One entry a column: name, label, unit, source, years, problems."""
        return codebook_of(self.unit, self.value_columns, self.adders(), self.notes, self.states)

    def write(self, path: str | Path) -> Written:
        """Write the panel as .parquet, .csv or .dta, with its codebook beside it as .codebook.csv.

        Raises
        ------
        UsageError
            For another ending, or where the file cannot be written.
        """
        where = checked_path(Path(path))
        # In Stata a missing value carries its reason, which is the cell's state.
        told = self._with(states=True) if where.suffix == ".dta" else self
        con, _ = told._compiled
        source = self.ledger.provenance
        title = f"auxilia: {self.unit.name} panel from the {source.kind} ledger {source.build_id}"
        scratch = self.ledger._scratch
        count = told.rows()
        parts = split(
            told.unit, told.additions, told.derived, told.request.years, told.laid, count < FEW_ROWS
        )
        rows = Rows(con, told._rows_sql, parts, told.columns, told._order, count, scratch, title, self.states)
        return write_rows(where, rows, told.codebook(), told.adders() if told.states else {})


def _own_connection(con: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    """A connection to the same ledger with temporary tables of its own."""
    own = con.cursor()
    catalog = con.execute("SELECT current_catalog()").fetchall()[0][0]
    own.execute(f'USE "{catalog}"')
    return own


def _build(context: Context, asked: str, options: dict[str, Any]) -> Addition:
    name, typed = split_asked(asked)
    typed |= {key: str(value) for key, value in options.items()}
    adders = discover()
    if name in adders:
        return run_adder(adders[name], context, typed)
    ids = {one.id: one for one in context.indicators}
    if name not in ids:
        raise UnknownNameError(name, "adder or indicator", nearest(name, (*adders, *ids)) or tuple(adders))
    wrong = sorted(set(typed) - set(OPTIONS) | set(typed) & {"only"})
    if wrong:
        raise UnknownNameError(wrong[0], f"option of {name}", ("ends", "bounds"))
    return add_indicators(context, name, (ids[name],), typed)
