"""A panel taken apart: tables of few cells, to which a row points by a number, and what is left a row.

Most columns of a panel have far fewer cells than it has rows. A column of an end has one for each of some
thousand actors and years; a column that looks at tables of pairs, and else at the year only, has one for each
pair and year of those tables and one for each year without. Such columns are worked out once a cell. The rest
(a distance of two states, a tie by what both ends are covered for) is worked out once a row.

Which is which is read from the aliases that a column's expressions name. A name too many costs time; a name
too few is an unknown table to DuckDB. Neither changes a value.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from auxilia.ledger.years import Years
from auxilia.panels.compiling import Derived, entity_sql, joins, keyed, panel_sql, row_rights
from auxilia.panels.plan import PAIR_GRAINS, STATE, Addition, Right, shown_columns
from auxilia.panels.units import Unit

WIDE = "wide_cells"
PLACE, HELD = "_place", "_held"
# A panel of fewer rows than a table of pairs has is worked out row by row.
FEW_ROWS = 200_000
YEAR_OF_KEY = "(pair_key % 4096)::INTEGER"


@dataclass(frozen=True, slots=True)
class Table:
    """Cells that rows point to: `sql` yields `number`, `held` and the columns, sorted by the first two.

    An end's table has the ids of entities as numbers. A table of pairs has their keys, and lines without a
    number, one a year, for the rows of which it has nothing. `column` has the numbers in the rows.
    """

    column: str
    sql: str
    by_year: bool


@dataclass(frozen=True, slots=True)
class Split:
    """`wide` makes the entity columns (the temporary table `wide_cells`), which the other queries read; `sql`
    yields the rows in their order: `_place`, `_held`, the columns of numbers, and what is in no table."""

    wide: str
    tables: tuple[Table, ...]
    sql: str


@dataclass(frozen=True, slots=True)
class _Part:
    """Columns that are worked out together: SQL of each as it is selected, the aliases that it names (that of
    the row apart), and the columns of the row."""

    names: tuple[str, ...]
    selected: tuple[str, ...]
    aliases: frozenset[str]
    of_row: frozenset[str]


def split(
    unit: Unit,
    additions: tuple[Addition, ...],
    derived: tuple[Derived, ...],
    years: Years,
    laid: Years,
    few: bool,
) -> Split:
    """Take a panel apart; where its rows are `few`, only the columns of its ends."""
    rights = {right.alias: right for right in row_rights(additions)}
    grouped, left = _grouped(_parts(unit, additions, rights), unit, rights, few)
    tables = []
    for aliases, parts in grouped.items():
        of_pairs = [right for name, right in rights.items() if name in aliases]
        tables.append(_pair_table(of_pairs, parts, laid) if of_pairs else _end_table(min(aliases), parts))
    numbers = {PLACE: "rowid", HELD: "held"}
    numbers |= {one: one.removeprefix("_") for one in sorted({table.column for table in tables})}
    chosen = [f"u.{of_row} AS {name}" for name, of_row in numbers.items()]
    wide = entity_sql(additions, laid)
    if derived:
        whole = panel_sql(unit, additions, derived, years, laid, more=chosen, wide=f"FROM {WIDE}")
        names = [name for part in left for name in part.names]
        names += [name for one in derived for name in (one.column.name, one.column.name + STATE)]
        # Those of the years around the panel are gone, and what is left is numbered again.
        places = f"row_number() OVER (ORDER BY {PLACE}) - 1 AS {PLACE}"
        kept = [places, *(name for name in numbers if name != PLACE), *names]
        return Split(wide, tuple(tables), f"SELECT {', '.join(kept)} FROM ({whole})")
    chosen += [one for part in left for one in part.selected]
    return Split(wide, tuple(tables), f"SELECT {', '.join(chosen)} {_rest(unit, left, rights, laid)}")


def _grouped(
    parts: Sequence[_Part], unit: Unit, rights: dict[str, Right], few: bool
) -> tuple[dict[frozenset[str], list[_Part]], list[_Part]]:
    """Parts by the tables that they name, and those that are worked out once a row."""
    grouped: dict[frozenset[str], list[_Part]] = {}
    left: list[_Part] = []
    ends = [frozenset([end.alias]) for end in unit.ends]
    for part in parts:
        of_end = part.aliases in ends and not part.of_row
        of_pairs = not few and part.of_row <= {"held"} and _one_grain(part.aliases, rights)
        (grouped.setdefault(part.aliases, []) if of_end or of_pairs else left).append(part)
    return grouped, left


def _rest(unit: Unit, left: Sequence[_Part], rights: dict[str, Right], laid: Years) -> str:
    """The rows, joined to what the columns that are left name."""
    named = {alias for part in left for alias in part.aliases}
    ends = [end for end in unit.ends if end.alias in named]
    return (
        f"FROM unit_rows AS u {joins(ends, [rights[name] for name in rights if name in named], laid, WIDE)}"
    )


def _parts(unit: Unit, additions: tuple[Addition, ...], rights: dict[str, Right]) -> list[_Part]:
    known = [end.alias for end in unit.ends] + list(rights)
    named = re.compile(rf"\b({'|'.join(known)})\.")
    parts = [_part(named, {key.name: key.value}) for key in unit.keys]
    parts += [
        _part(named, {one.name: one.value, one.name + STATE: one.state})
        for one in shown_columns(additions, unit.ends)
    ]
    return parts


def _part(named: re.Pattern[str], columns: dict[str, str]) -> _Part:
    sql = " ".join(columns.values())
    selected = tuple(f"{value} AS {name}" for name, value in columns.items())
    of_row = frozenset(re.findall(r"\bu\.(\w+)", sql))
    return _Part(tuple(columns), selected, frozenset(named.findall(sql)), of_row)


def _one_grain(aliases: frozenset[str], rights: dict[str, Right]) -> bool:
    if not aliases or not aliases <= rights.keys():
        return False
    grains = {rights[alias].grain for alias in aliases}
    return len(grains) == 1 and grains <= set(PAIR_GRAINS)


def _selected(parts: Sequence[_Part]) -> str:
    return ", ".join(one for part in parts for one in part.selected)


def _end_table(alias: str, parts: Sequence[_Part]) -> Table:
    sql = (
        f"SELECT x.id AS number, NULL::INTEGER AS held, {_selected(parts)} "
        f"FROM (SELECT id FROM {WIDE} UNION ALL SELECT NULL) AS x LEFT JOIN {WIDE} AS {alias} "
        f"ON {alias}.id = x.id ORDER BY number NULLS LAST"
    )
    return Table(f"_{alias}_id", sql, by_year=False)


def _pair_table(rights: Sequence[Right], parts: Sequence[_Part], laid: Years) -> Table:
    silent = "SELECT DISTINCT held FROM unit_rows"
    number, held, source = "u.number", "u.held", "u"
    if len(rights) == 1:
        # The row as a structure in the table itself: to join a table to its own keys takes twice the time.
        name, sql = rights[0].alias, keyed(rights[0], laid)
        number = f"{name}.pair_key"
        source = (
            f"(SELECT *, {{'held': {YEAR_OF_KEY}}} AS u FROM ({sql}) "
            f"UNION ALL BY NAME SELECT {{'held': held}} AS u FROM ({silent})) AS {name}"
        )
        made = ""
    else:
        made = ", ".join(f"{right.alias} AS MATERIALIZED ({keyed(right, laid)})" for right in rights)
        keys = " UNION ".join(f"SELECT pair_key FROM {right.alias}" for right in rights)
        made = (
            f"WITH {made}, u AS (SELECT pair_key AS number, {YEAR_OF_KEY} AS held FROM ({keys}) "
            f"UNION ALL SELECT NULL, held FROM ({silent})) "
        )
        source += "".join(f" LEFT JOIN {one.alias} ON {one.alias}.pair_key = u.number" for one in rights)
    sql = (
        f"{made}SELECT {number} AS number, {held} AS held, {_selected(parts)} FROM {source} "
        f"ORDER BY {number} NULLS LAST, {held} NULLS LAST"
    )
    return Table(f"_{rights[0].grain}", sql, by_year=True)
