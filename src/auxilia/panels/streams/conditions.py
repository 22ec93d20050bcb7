"""What a choice may go by: values of states and pairs by year, with their gaps filled and counted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from auxilia.errors import UsageError
from auxilia.panels.literals import quoted
from auxilia.panels.streams.frame import Bools, Con, Floats, Frame, Ints

# The turn of the year comes before its first day and after the end of the year before.
TURN = -0.0005


@dataclass(frozen=True, eq=False, slots=True)
class Covariate:
    """Values by year: (Y, n) of states or (Y, n, n) of pairs.

    `nearest` and `middle` count the cells of present states (pairs) that were filled, out of `cells`.
    """

    name: str
    sources: tuple[str, ...]
    values: Floats
    nearest: int
    middle: int
    cells: int


def of_states(
    con: Con, states: Frame, indicator: str, shape: Callable[[Floats], Floats] = np.asarray
) -> Covariate:
    """An indicator of states, shaped (a logarithm) before it is filled; zero where its silence means zero."""
    first, last = states.years[0], states.years[-1]
    place = {actor: k for k, actor in enumerate(states.actors)}
    values = np.full(states.present.shape, np.nan)
    absent = _absence(con, indicator)
    if absent is not None:
        covered = slice(max(absent[0] - first, 0), max(absent[1] - first + 1, 0))
        values[covered] = 0.0
    for actor, year, value in con.execute(
        "SELECT actor_id, year, value FROM out_state_years "
        f"WHERE indicator = {quoted(indicator)} AND year BETWEEN {first} AND {last}"
    ).fetchall():
        if actor in place:
            values[year - first, place[actor]] = np.nan if value is None else value
    return filled(indicator, (indicator.partition(":")[0],), np.asarray(shape(values)), states)


def of_pairs(
    con: Con, states: Frame, *indicators: str, shape: Callable[[Floats], Floats] = np.asarray
) -> Covariate:
    """An undirected indicator of pairs; the first of several that has a value of the year."""
    first, last = states.years[0], states.years[-1]
    place = {actor: k for k, actor in enumerate(states.actors)}
    n = len(states.actors)
    values = np.full((len(states.years), n, n), np.nan)
    for indicator in reversed(indicators):
        absent = _absence(con, indicator)
        if absent is not None:
            values[max(absent[0] - first, 0) : max(absent[1] - first + 1, 0)] = 0.0
        found = con.execute(
            "SELECT actor_a, actor_b, year, value FROM out_dyad_years WHERE NOT directed "
            f"AND indicator = {quoted(indicator)} AND year BETWEEN {first} AND {last}"
        ).fetchall()
        rows = [(place[a], place[b], y - first, v) for a, b, y, v in found if a in place and b in place]
        for a, b, y, value in rows:
            values[y, a, b] = values[y, b, a] = np.nan if value is None else value
    sources = tuple(dict.fromkeys(indicator.partition(":")[0] for indicator in indicators))
    return filled(indicators[0], sources, np.asarray(shape(values)), states)


def pledges(con: Con, states: Frame, facet: str = "defense") -> Covariate:
    """Pledges of one state to another in force on a day of the year (atop): 1 or 0 while it lasts."""
    first, last = states.years[0], states.years[-1]
    place = {actor: k for k, actor in enumerate(states.actors)}
    values = np.full((len(states.years), len(place), len(place)), np.nan)
    ends = con.execute("SELECT max(year_to) FROM core_coverage WHERE source_id = 'atop'").fetchall()[0][0]
    if ends is None:
        raise UsageError("this ledger has no claims of atop. Build it: auxilia build --source atop.")
    values[: max(min(ends, last) - first + 1, 0)] = 0.0
    for a, b, begins, until in con.execute(
        "SELECT provider_id, recipient_id, year(date_start), year(date_end) FROM core_claims "
        f"WHERE source_id = 'atop' AND facet = {quoted(facet)}"
    ).fetchall():
        if a in place and b in place:
            values[max(begins - first, 0) : max(min(until, ends) - first + 1, 0), place[a], place[b]] = 1.0
    return filled(f"atop:{facet}", ("atop",), values, states)


def apart(points: Covariate) -> Covariate:
    """How far apart the values of two states are: (Y, n, n) from (Y, n)."""
    gaps = np.abs(points.values[:, :, None] - points.values[:, None, :])
    return Covariate(points.name, points.sources, gaps, points.nearest, points.middle, points.cells)


def filled(name: str, sources: Sequence[str], values: Floats, states: Frame) -> Covariate:
    """Fill the gaps of (Y, ...) values by the rule of this module, and count what was filled."""
    there = states.present
    if values.ndim == 3:
        there = there[:, :, None] & there[:, None, :] & ~np.eye(values.shape[1], dtype=bool)
    known = ~np.isnan(values)
    if not known.any():
        raise UsageError(f"this ledger has no values of {name} in {states.years[0]} to {states.years[-1]}.")
    made = nearest_year(values, known)
    near = ~np.isnan(made) & ~known & there
    never = np.isnan(made)
    for y in range(len(made)):
        inside = made[y][there[y] & ~never[y]]
        made[y][never[y]] = np.median(inside) if inside.size else 0.0
    return Covariate(
        name, tuple(sources), made, int(near.sum()), int((never & there).sum()), int(there.sum())
    )


def nearest_year(values: Floats, known: Bools) -> Floats:
    """Each gap takes the value of the nearest year along the first axis, the earlier one of two.

    Without any value, nan.
    """
    years = np.arange(len(values)).reshape(-1, *[1] * (values.ndim - 1))
    before = np.maximum.accumulate(np.where(known, years, -10_000), axis=0)
    after = np.flip(np.minimum.accumulate(np.flip(np.where(known, years, 20_000), 0), axis=0), 0)
    take = np.where(years - before <= after - years, before, after)
    held = np.take_along_axis(values, np.clip(take, 0, len(values) - 1), axis=0)
    return np.where((before < 0) & (after >= 20_000), np.nan, held)


def changes(
    values: NDArray[Any], years: range, lag: int
) -> tuple[NDArray[Any], Floats, tuple[Ints, ...], Floats]:
    """Yearly values as a first state and its changes: initial (...), time (C,), places, value (C,).

    Values of a year come into force `lag` years later, at the turn of the year.
    """
    moved = values[1:] != values[:-1]
    year, *places = (np.asarray(axis, np.int64) for axis in np.nonzero(moved))
    time = years[0] + 1 + lag + TURN + year.astype(float)
    return values[0], time, tuple(places), np.asarray(values[1:][moved], float)


def _absence(con: Con, indicator: str) -> tuple[int, int] | None:
    """The years in which silence about an indicator means zero."""
    rows = con.execute(
        "SELECT absence, year_from, year_to FROM core_indicators WHERE indicator = ?", [indicator]
    ).fetchall()
    if not rows:
        raise UsageError(f"this ledger has no indicator {indicator}. Build its source: auxilia build.")
    absence, first, last = rows[0]
    return (first, last) if absence == "zero" else None
