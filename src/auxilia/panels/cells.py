"""SQL of the five cell states, as constants of one enumerated type.

A value that a source states is `observed`. Where silence means none (`absence = zero`), a stated zero and the
silence itself inside the years are `observed_zero` with the value 0; elsewhere silence is `not_reported`
inside the years of the indicator and `not_covered` outside, and never a number. Where silence means nothing,
a state that the source never names is not covered in any year.
"""

from __future__ import annotations

import duckdb

from auxilia.panels.literals import quoted_list
from auxilia.vocabulary import CELL_STATES, CellState

TYPE = "cell_state"


def make_type(con: duckdb.DuckDBPyConnection) -> None:
    """Make the enumerated type in this connection."""
    con.execute(f"CREATE TEMP TYPE {TYPE} AS ENUM ({quoted_list(CELL_STATES)})")


def word(state: CellState) -> str:
    """A cell state as a constant."""
    return f"'{state}'::{TYPE}"


def told(value: str, covered: str, absence: str, missing: str = "") -> tuple[str, str]:
    """Expressions of value and state, from a stated value, whether the source speaks of the cell, and what
    its silence means. `missing` is the reason that the source gives for having no value, if it gives one."""
    silent = f"{missing} IS NULL AND " if missing else ""
    excused = (
        f"WHEN starts_with({missing}, 'withheld') THEN {word('withheld')} "
        f"WHEN {missing} IS NOT NULL THEN {word('not_reported')} "
        if missing
        else ""
    )
    seen = f"WHEN {value} IS NOT NULL THEN {word('observed')} {excused}"
    if absence == "zero":
        return (
            f"coalesce({value}, CASE WHEN {silent}{covered} THEN 0::TINYINT END)",
            f"CASE WHEN {value} = 0 THEN {word('observed_zero')} {seen}"
            f"WHEN {covered} THEN {word('observed_zero')} ELSE {word('not_covered')} END",
        )
    return (
        value,
        f"CASE {seen}WHEN {covered} THEN {word('not_reported')} ELSE {word('not_covered')} END",
    )
