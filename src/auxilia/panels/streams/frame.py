"""Who is there when: the members of the state system by year."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import duckdb
import numpy as np
from numpy.typing import NDArray

from auxilia.errors import UsageError

Floats: TypeAlias = NDArray[np.float64]
Ints: TypeAlias = NDArray[np.int64]
Bools: TypeAlias = NDArray[np.bool_]
Con: TypeAlias = duckdb.DuckDBPyConnection


@dataclass(frozen=True, eq=False, slots=True)
class Frame:
    """Who is there when: n `actors` (ids of the ledger), Y `years`, `present` (Y, n)."""

    actors: tuple[str, ...]
    years: range
    present: Bools

    def place(self, actor: str) -> int:
        """The number of an actor; UsageError when it is no member of the system in these years."""
        if actor not in self.actors:
            raise UsageError(
                f"{actor} is no member of the state system in {self.years[0]} to {self.years[-1]}. "
                "Name another provider, or other years."
            )
        return self.actors.index(actor)


def frame(con: Con, first: int, last: int) -> Frame:
    """The members of the system in the years `first` to `last`, both included."""
    rows = con.execute(
        "SELECT actor_id, year(date_start), coalesce(year(date_end), 9999) FROM core_actor_codes "
        "WHERE scheme = 'gw' AND role = 'member' AND year(date_start) <= $last "
        "AND coalesce(year(date_end), 9999) >= $first ORDER BY ALL",
        {"first": first, "last": last},
    ).fetchall()
    if not rows:
        raise UsageError(f"no state is a member of the system in {first} to {last}. Name other years.")
    actors = tuple(sorted({row[0] for row in rows}))
    place = {actor: k for k, actor in enumerate(actors)}
    present = np.zeros((last - first + 1, len(actors)), bool)
    for actor, begins, ends in rows:
        present[max(begins - first, 0) : max(ends - first + 1, 0), place[actor]] = True
    return Frame(actors, range(first, last + 1), present)
