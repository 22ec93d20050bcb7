"""The contract of a unit of analysis, and the temporary tables that a panel stands on.

The rows come from the dated state system, the table of conflicts or the ties themselves, never from the
columns that are asked for.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import duckdb

from auxilia.ledger.years import Years
from auxilia.panels.system import STATE_YEARS, System

UnitName = Literal["state-year", "dyad-year", "actor-year", "conflict-year", "tie-year"]
NOBODY_ELSE = "SELECT NULL::VARCHAR AS actor_id, NULL::INTEGER AS year WHERE false"


@dataclass(frozen=True, slots=True)
class End:
    """One end of a row: the alias of its entity in the query, the suffix of its columns, and whether some
    rows have none."""

    alias: str
    suffix: str
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Key:
    """A column of the universe: its name, expression over `u` and the ends, and what it is."""

    name: str
    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Request:
    """Whose rows are wanted: system, years, and actor ids (empty: all)."""

    system: System
    years: Years
    providers: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of analysis.

    `rows` yields `year`, `held`, one `<alias>_id` an end, and what `keys` use; `order` sorts them. `others`
    yields the actors and years beyond the state system that rows name. `pair` are the aliases of provider and
    recipient where the row is a directed pair. `series` are the keys that make one series over the years;
    with the year they are the key of a row.
    """

    name: UnitName
    ends: tuple[End, ...]
    pair: tuple[str, str] | None
    keys: tuple[Key, ...]
    series: tuple[str, ...]
    rows: str
    order: str
    others: str = NOBODY_ELSE

    @property
    def suffixes(self) -> tuple[str, ...]:
        """The suffixes of the ends, in their order."""
        return tuple(end.suffix for end in self.ends)


ENTITIES = """
    CREATE TEMP TABLE entities AS
    WITH states AS ({states}), named AS ({others}),
    everybody AS (
        SELECT code, actor_id, year, held, first_day, last_day, true AS member FROM states
        UNION ALL
        SELECT NULL, actor_id, year, year, NULL, NULL, false
        FROM named ANTI JOIN (FROM states WHERE held IS NOT NULL) USING (actor_id, year)
    )
    SELECT row_number() OVER (ORDER BY code, actor_id, year)::INTEGER AS id,
        dense_rank() OVER (ORDER BY actor_id) AS idx, *
    FROM everybody ORDER BY id
"""


def lay(con: duckdb.DuckDBPyConnection, unit: Unit, request: Request, years: Years) -> None:
    """Make the temporary tables `entities`, `actors` and `unit_rows` of a panel over the years."""
    states = STATE_YEARS.replace("$scheme", f"'{request.system}'")
    con.execute(dated(ENTITIES.format(states=states, others=unit.others), years))
    con.execute("CREATE TEMP TABLE actors AS SELECT DISTINCT actor_id, idx FROM entities")
    ends = " ".join(
        f"{'LEFT ' * end.optional}JOIN entities AS {end.alias} ON {end.alias}.id = u.{end.alias}_id"
        for end in unit.ends
    )
    con.execute(
        f"CREATE TEMP TABLE unit_rows AS SELECT u.*{_pair_keys(unit)} "
        f"FROM ({dated(unit.rows, years)}) AS u {ends} ORDER BY {unit.order}"
    )


def _pair_keys(unit: Unit) -> str:
    """One number a directed and an undirected pair and year, which right-hand tables share."""
    if unit.pair is None:
        return ""
    a, b = (f"{alias}.idx" for alias in unit.pair)
    return (
        f", {pair_key(a, b, 'u.held')} AS directed, "
        f"{pair_key(f'least({a}, {b})', f'greatest({a}, {b})', 'u.held')} AS undirected"
    )


def pair_key(a: str, b: str, year: str) -> str:
    """One number for two actors (at most 2^20 of them) and a year."""
    return f"({a} * 1048576 + {b}) * 4096 + {year}"


def dated(sql: str, years: Years) -> str:
    """The query with its first and last year."""
    return sql.replace("$first", str(years.start)).replace("$last", str(years.end))
