"""Conflicts in which different states support both sides."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import numpy as np

from auxilia.measures.arrays import Bools, Ints
from auxilia.measures.conflicts import Sides
from auxilia.measures.grouping import group_by
from auxilia.measures.record import Result, column, key, measure


@dataclass(frozen=True, slots=True, eq=False)
class CompetitiveIntervention(Result):
    """One row a conflict and year with a supporter."""

    conflict: Annotated[Ints, key("conflict", "code")]
    year: Annotated[Ints, key("year", "year")]
    n_side_0: Annotated[Ints, column("supporters of side 0", "count")]
    n_side_1: Annotated[Ints, column("supporters of side 1", "count")]
    n_both: Annotated[Ints, column("supporters of both sides", "count")]
    n_rival_pairs: Annotated[Ints, column("pairs of different supporters on opposite sides", "count")]
    competitive: Annotated[Bools, column("different states support both sides", "flag")]


@measure("triad")
def competitive_intervention(sides: Sides) -> CompetitiveIntervention:
    """Competitive intervention: both sides of a conflict are supported, by different states.

    Two outside hands keep a war in balance that one would have decided. A supporter of both sides is no
    rival of itself: a conflict with that one alone is not competitive.

    Formula
    -------
    n_rival_pairs = n_0 n_1 - n_both, with n_s the supporters of side s; competitive = n_rival_pairs > 0.

    Parameters
    ----------
    sides
        Supporters of the two sides of conflicts.

    Returns
    -------
    CompetitiveIntervention
        By conflict and year; conflict-years without support are not listed.

    Examples
    --------
    In conflict 0 states 5 and 6 support side 0 and state 7 side 1; in conflict 1 state 5 supports both.

    >>> from auxilia.measures import Sides
    >>> both = Sides([5, 6, 7, 5, 5], [0, 0, 0, 1, 1], [0, 0, 1, 0, 1], [2010] * 5)
    >>> found = competitive_intervention(both)
    >>> found.n_rival_pairs, found.competitive
    (array([2, 0]), array([ True, False]))

    References
    ----------
    Anderson, N. (2019). Competitive Intervention, Protracted Conflict, and the Global Prevalence of Civil
    War. International Studies Quarterly 63(3), 692-706.
    """
    each = group_by(sides.conflict, sides.year, sides.supporter)
    whole = group_by(each.columns[0], each.columns[1])
    on_side = [whole.sum(each.sum((sides.side == side).astype(np.float64))) for side in (0, 1)]
    first, second = (count.astype(np.int64) for count in on_side)
    both = whole.sum((each.count() == 2).astype(np.float64)).astype(np.int64)
    rivals = first * second - both
    conflict, year = whole.columns
    return CompetitiveIntervention(conflict, year, first, second, both, rivals, rivals > 0)
