"""What a join did: rows before and after, cells by state, and records that found no row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import duckdb

from auxilia.ledger.years import Years
from auxilia.panels.compiling import keyed
from auxilia.panels.plan import STATE, Addition, Right
from auxilia.panels.trouble import PanelError
from auxilia.panels.units import dated
from auxilia.vocabulary import CELL_STATES


@dataclass(frozen=True, slots=True)
class ColumnReport:
    """One value column: rows of the panel before and after its join, and its cells by state."""

    column: str
    adder: str
    rows_before: int
    rows_after: int
    observed: int
    observed_zero: int
    not_reported: int
    not_covered: int
    withheld: int

    @property
    def matched(self) -> int:
        """Cells with a value that a source states, or with a zero that its silence means."""
        return self.observed + self.observed_zero

    @property
    def unmatched(self) -> int:
        """Cells that a source covers and gives no value for."""
        return self.not_reported + self.withheld


@dataclass(frozen=True, slots=True)
class TableReport:
    """One right-hand table: its records within the years, and how many of them found a row of the panel."""

    table: str
    adder: str
    records: int
    placed: int


def column_reports(
    con: duckdb.DuckDBPyConnection, source: str, adders: Mapping[str, str], rows_before: int
) -> list[ColumnReport]:
    """Count the cell states of each column of a panel (`source`: FROM and what it names).

    Raises
    ------
    PanelError
        When the joins made more or fewer rows than the universe has.
    """
    # Sums of comparisons are made on a column's dictionary; filters would be tested row by row.
    counts = ", ".join(
        f"coalesce(sum({column}{STATE} = '{state}'), 0)::BIGINT" for column in adders for state in CELL_STATES
    )
    numbers = con.execute(f"SELECT count(*){', ' * bool(counts)}{counts} {source}").fetchall()[0]
    rows_after, cells = numbers[0], numbers[1:]
    check_rows(rows_before, rows_after)
    step = len(CELL_STATES)
    tallies = {
        column + STATE: dict(zip(CELL_STATES, cells[i * step : (i + 1) * step], strict=True))
        for i, column in enumerate(adders)
    }
    return reports_of(adders, rows_before, tallies)


def reports_of(
    adders: Mapping[str, str], rows: int, tallies: Mapping[str, Mapping[str, int]]
) -> list[ColumnReport]:
    """Reports from counts that are made already: column of states -> state -> cells."""
    return [
        ColumnReport(
            column,
            adder,
            rows,
            rows,
            **{state: tallies.get(column + STATE, {}).get(state, 0) for state in CELL_STATES},
        )
        for column, adder in adders.items()
    ]


def check_rows(before: int, after: int) -> None:
    """Refuse a panel whose joins changed the number of rows.

    Raises
    ------
    PanelError
        Saying both numbers.
    """
    if before != after:
        raise PanelError(
            f"the universe has {before} rows and the panel {after}: a right-hand table has a key twice. "
            "Mend: report this; no panel may have a key twice."
        )


def table_reports(
    con: duckdb.DuckDBPyConnection, additions: tuple[Addition, ...], laid: Years
) -> list[TableReport]:
    """Count the records of each right-hand table, and those whose key is in the universe."""
    seen: dict[str, TableReport] = {}
    for addition in additions:
        for right in addition.rights:
            if right.alias not in seen:
                records, placed = con.execute(_placed(right, laid)).fetchall()[0]
                seen[right.alias] = TableReport(right.alias, addition.asked, records, placed)
    return list(seen.values())


def _placed(right: Right, laid: Years) -> str:
    sql = dated(right.sql, laid)
    total = f"SELECT count(*) FROM ({sql})"
    if right.grain == "entity":
        found = f"FROM ({sql}) AS x SEMI JOIN entities AS e ON e.actor_id = x.actor_id AND e.held = x.year"
    elif right.grain == "conflict":
        found = (
            f"FROM ({sql}) AS x SEMI JOIN unit_rows AS u ON u.conflict_id = x.conflict_id AND u.held = x.year"
        )
    else:
        found = f"FROM ({keyed(right, laid)}) AS x SEMI JOIN unit_rows AS u ON u.{right.grain} = x.pair_key"
    return f"SELECT ({total}), (SELECT count(*) {found})"
