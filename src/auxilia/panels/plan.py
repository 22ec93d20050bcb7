"""What an adder asks for: right-hand tables and columns, as records that the compiler turns into one query.

A panel stands on temporary tables. `entities` has one row an actor and year: `id`, `actor_id`, `year`, `held`
(the year, empty where the values stand on another row of the same actor), `member` (in the state system of
the panel). `unit_rows` names entities by `<end>_id`. Columns at the grain of entities are worked out once an
actor and year and then taken to each end of the rows; pair columns are worked out once a row.

In the SQL of an entity column `e` is the entity; in that of a pair column `u` is the row (`u.year`,
`u.held`), and the aliases of the unit's ends hold the columns of both ends. `$first` and `$last` stand for
the years.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from auxilia.panels.cells import word
from auxilia.panels.trouble import PanelError
from auxilia.panels.units import End

Grain = Literal["entity", "directed", "undirected", "conflict"]
PAIR_GRAINS: tuple[Grain, ...] = ("directed", "undirected")
NAME_LIMIT = 26
STATE = "_state"
END_WORDS = {"_p": "Provider", "_r": "Recipient", "_a": "Side a", "_b": "Side b"}


@dataclass(frozen=True, slots=True)
class Right:
    """A right-hand table, once a key: `actor_id, year, ...` (entity), `actor_a, actor_b, year, ...` (pairs)
    or `conflict_id, year, ...`.

    `duplicates` is a query for keys that stand more than once (the key as text, how often), empty where `sql`
    itself groups by its key. `sparse` names an indicator that has values for few pairs: all such of one grain
    are joined as one table, in which this one's values are the column `alias`. `names` is an indicator of
    states whose expressions ask whether it ever names the actor: `named.<alias>`.
    """

    alias: str
    grain: Grain
    sql: str
    duplicates: str = ""
    sparse: str = ""
    names: str = ""

    @property
    def value(self) -> str:
        """The value of the table, in the expressions of columns."""
        return f"sparse_{self.grain}.{self.alias}" if self.sparse else f"{self.alias}.value"


@dataclass(frozen=True, slots=True)
class Column:
    """One value column with the expression of its cell state, and its entry in the codebook.

    `ends` are the suffixes under which an entity column is shown; None for a pair column, () for an entity
    column that only other columns use, which may have no state.
    """

    name: str
    value: str
    state: str
    label: str = ""
    unit: str = ""
    source: str = ""
    years: str = ""
    problems: str = ""
    ordering: str = "none"
    ends: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Addition:
    """What one adder adds: its name as asked for, tables, columns, and notes for the reader."""

    asked: str
    rights: tuple[Right, ...]
    columns: tuple[Column, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Shown:
    """A column as it stands in the panel: its name, who added it, its expressions and codebook entry."""

    name: str
    adder: str
    value: str
    state: str
    entry: Column


def shown_columns(additions: tuple[Addition, ...], ends: tuple[End, ...]) -> tuple[Shown, ...]:
    """The value columns of a panel in their order; the same column asked for twice stands once.

    Raises
    ------
    PanelError
        When two different columns have one name.
    """
    found: dict[str, Shown] = {}
    for addition in additions:
        for column in addition.columns:
            for one in _at_ends(column, addition.asked, ends):
                known = found.setdefault(one.name, one)
                if (known.value, known.entry) != (one.value, one.entry):
                    raise PanelError(
                        f"column {one.name!r} stands twice: by {known.adder} and by {one.adder}. "
                        "Mend: leave one out, or give one another name with the option name=."
                    )
    return tuple(found.values())


def _at_ends(column: Column, adder: str, ends: tuple[End, ...]) -> list[Shown]:
    if column.ends is None:
        return [Shown(column.name, adder, column.value, column.state, column)]
    shown = []
    for end in ends:
        if end.suffix in column.ends:
            label = f"{END_WORDS[end.suffix]}: {column.label}" if end.suffix else column.label
            value = f"{end.alias}.{column.name}"
            state = f"{value}{STATE}"
            if end.optional:
                state = f"coalesce({state}, {word('not_covered')})"
            entry = replace(column, label=label, ends=None)
            shown.append(Shown(column.name + end.suffix, adder, value, state, entry))
    return shown


def entity_columns(additions: tuple[Addition, ...]) -> tuple[Column, ...]:
    """The columns that are worked out once an actor and year, each once.

    Raises
    ------
    PanelError
        When two different columns have one name.
    """
    found: dict[str, Column] = {}
    for addition in additions:
        for column in addition.columns:
            if column.ends is not None:
                known = found.setdefault(column.name, column)
                if (known.value, known.state) != (column.value, column.state):
                    raise PanelError(
                        f"two different columns are called {column.name!r}; one is of {addition.asked}. "
                        "Mend: leave one out, or give one another name with the option name=."
                    )
    return tuple(found.values())


def fit(name: str, limit: int = NAME_LIMIT) -> str:
    """The name within the limit, so that Stata keeps it: the longest words lose their last letters first."""
    words = re.sub(r"[^0-9A-Za-z_]+", "_", name).strip("_").split("_")
    while sum(map(len, words)) + len(words) - 1 > limit:
        longest = max(range(len(words)), key=lambda i: (len(words[i]), i))
        words[longest] = words[longest][:-1]
    return "_".join(word for word in words if word)
