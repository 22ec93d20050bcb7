"""One query from a unit, its additions and what is derived from them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import duckdb

from auxilia.ledger.years import Years
from auxilia.panels.literals import quoted, quoted_list
from auxilia.panels.plan import (
    PAIR_GRAINS,
    STATE,
    Addition,
    Column,
    Grain,
    Right,
    entity_columns,
    shown_columns,
)
from auxilia.panels.trouble import PanelError
from auxilia.panels.units import End, Unit, dated, pair_key


@dataclass(frozen=True, slots=True)
class Derived:
    """A column made of columns of the panel: a lag, a window, a deflated amount.

    `value` and `state` are expressions over the panel's columns; they reach `back` and `ahead` calendar years
    beyond the row. `level` is 1 for one that uses joined columns only, more for one that uses derived ones.
    """

    column: Column
    back: int = 0
    ahead: int = 0
    level: int = 1


def panel_sql(
    unit: Unit,
    additions: tuple[Addition, ...],
    derived: tuple[Derived, ...],
    years: Years,
    laid: Years,
    *,
    more: Sequence[str] = (),
    wide: str = "",
) -> str:
    """The query of a whole panel with its cell states, over `years`; the temporary tables span `laid`.

    `more` are further columns over the row; `wide` is a query of the entity columns in place of working them
    out.
    """
    shown = [*more, *(f"{key.value} AS {key.name}" for key in unit.keys)]
    for one in shown_columns(additions, unit.ends):
        shown += [f"{one.value} AS {one.name}", f"{one.state} AS {one.name}{STATE}"]
    wide = wide or entity_sql(additions, laid)
    sql = (
        f"WITH wide AS MATERIALIZED ({wide}) SELECT {', '.join(shown)} FROM unit_rows AS u "
        f"{joins(unit.ends, row_rights(additions), laid)}"
    )
    for level in sorted({one.level for one in derived}):
        fresh = ", ".join(
            f"{one.column.value} AS {one.column.name}, {one.column.state} AS {one.column.name}{STATE}"
            for one in derived
            if one.level == level
        )
        sql = f"SELECT *, {fresh} FROM ({sql})"
    if derived:
        sql = f"SELECT * FROM ({sql}) WHERE year BETWEEN {years.start} AND {years.end}"
    return sql


def joins(ends: Sequence[End], rights: Sequence[Right], laid: Years, wide: str = "wide") -> str:
    """The joins of rows (`u`) to the entity columns of their ends, and to tables of pairs and conflicts."""
    told = [
        f"{'LEFT ' * end.optional}JOIN {wide} AS {end.alias} ON {end.alias}.id = u.{end.alias}_id"
        for end in ends
    ]
    return " ".join((*told, *(_row_join(right, laid) for right in rights)))


def row_rights(additions: tuple[Addition, ...]) -> list[Right]:
    """The right-hand tables of pairs and conflicts, each once; those of few pairs as one a grain."""
    rights = _rights(additions)
    return [right for right in (*_sparse(rights), *rights) if _is_row_table(right)]


def _rights(additions: tuple[Addition, ...]) -> list[Right]:
    return _once([right for addition in additions for right in addition.rights])


def entity_sql(additions: tuple[Addition, ...], laid: Years) -> str:
    """The query of the entity columns, once an actor and year."""
    rights = [right for right in _rights(additions) if right.grain == "entity"]
    return _wide(rights, entity_columns(additions), laid)


def _wide(rights: Sequence[Right], columns: Sequence[Column], laid: Years) -> str:
    chosen = ["e.id", "e.code", "e.actor_id", "e.member"]
    for column in columns:
        chosen.append(f"{column.value} AS {column.name}")
        if column.state:
            chosen.append(f"{column.state} AS {column.name}{STATE}")
    joins = " ".join(
        f"LEFT JOIN ({dated(right.sql, laid)}) AS {right.alias} "
        f"ON {right.alias}.actor_id = e.actor_id AND {right.alias}.year = e.held"
        for right in rights
    )
    return f"SELECT {', '.join(chosen)} FROM entities AS e {joins} {_named(rights)}"


def _named(rights: Sequence[Right]) -> str:
    """The join that tells which indicators name an actor in any year: one for all, which is planned once."""
    asked = [right for right in rights if right.names]
    if not asked:
        return ""
    told = ", ".join(f"bool_or(indicator = {quoted(right.names)}) AS {right.alias}" for right in asked)
    return (
        f"LEFT JOIN (SELECT actor_id, {told} FROM out_state_years "
        f"WHERE indicator IN ({quoted_list(right.names for right in asked)}) GROUP BY actor_id) AS named "
        "ON named.actor_id = e.actor_id"
    )


def _is_row_table(right: Right) -> bool:
    return right.grain != "entity" and not right.sparse


def _sparse(rights: Sequence[Right]) -> list[Right]:
    """The indicators of few pairs, as one table a grain."""
    tables = []
    for grain in PAIR_GRAINS:
        few = [right for right in rights if right.sparse and right.grain == grain]
        if few:
            values = ", ".join(
                f"max(value) FILTER (indicator = {quoted(right.sparse)}) AS {right.alias}" for right in few
            )
            among = quoted_list(right.sparse for right in few)
            a, b = _ends(grain, "actor_a", "actor_b")
            tables.append(
                Right(
                    f"sparse_{grain}",
                    grain,
                    f"SELECT {a} AS actor_a, {b} AS actor_b, year, {values} FROM out_dyad_years "
                    f"WHERE indicator IN ({among}) AND year BETWEEN $first AND $last GROUP BY 1, 2, year",
                )
            )
    return tables


def _row_join(right: Right, laid: Years) -> str:
    name = right.alias
    if right.grain == "conflict":
        on = f"{name}.conflict_id = u.conflict_id AND {name}.year = u.held"
        return f"LEFT JOIN ({dated(right.sql, laid)}) AS {name} ON {on}"
    return f"LEFT JOIN ({keyed(right, laid)}) AS {name} ON {name}.pair_key = u.{right.grain}"


def keyed(right: Right, laid: Years) -> str:
    """A right-hand table of pairs with its key as one number."""
    ends = _ends(right.grain, "a.idx", "b.idx")
    return (
        f"SELECT {pair_key(*ends, 'x.year')} AS pair_key, x.* EXCLUDE (actor_a, actor_b, year) "
        f"FROM ({dated(right.sql, laid)}) AS x JOIN actors AS a ON a.actor_id = x.actor_a "
        "JOIN actors AS b ON b.actor_id = x.actor_b"
    )


def _ends(grain: Grain, a: str, b: str) -> tuple[str, str]:
    """The two ends of a pair in the order of its key: as they stand, or the lesser first."""
    return (a, b) if grain == "directed" else (f"least({a}, {b})", f"greatest({a}, {b})")


def _once(rights: Sequence[Right]) -> list[Right]:
    """Each table once.

    Raises
    ------
    PanelError
        When two different tables have one alias.
    """
    found: dict[str, Right] = {}
    for right in rights:
        if found.setdefault(right.alias, right) != right:
            raise PanelError(
                f"two right-hand tables are called {right.alias!r}. Mend: give one another name."
            )
    return list(found.values())


def check_unique(con: duckdb.DuckDBPyConnection, additions: tuple[Addition, ...], laid: Years) -> None:
    """Refuse right-hand tables in which a key stands more than once: they would multiply rows.

    Raises
    ------
    PanelError
        Naming the table, the key and how often it stands.
    """
    asked = [(one.asked, right) for one in additions for right in one.rights if right.duplicates]
    if not asked:
        return
    # One statement for all, so that the tables are counted side by side.
    found = con.execute(
        " UNION ALL ".join(
            f"SELECT {i}, * FROM ({dated(right.duplicates, laid)})" for i, (_, right) in enumerate(asked)
        )
    ).fetchall()
    if found:
        number, key, times = min(found)
        adder, right = asked[number]
        raise PanelError(
            f"{adder}: {right.alias} has {times} rows for {key}; a join would multiply rows of the panel. "
            "Mend: make the source's query give one value a key, then build again."
        )
