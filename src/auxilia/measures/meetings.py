"""Who meets whom in the same place in the same year: providers in a recipient, supporters on a side."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from auxilia.measures.arrays import Floats, Ints
from auxilia.measures.grouping import pairs_within
from auxilia.measures.yearly import year_rows


@dataclass(frozen=True, slots=True, eq=False)
class Meetings:
    """Pairs of actors by year, lower id first, and what they have in common.

    `total` is the sum over places of the smaller of the two values.
    """

    year: Ints
    first: Ints
    second: Ints
    total: Floats


def meetings(actor: Ints, place: Ints, year: Ints, value: Floats) -> Meetings:
    """All pairs that meet in some place, in the order of year and pair.

    An actor stands at most once (rows,) in a place and year; values are above zero.
    """
    found = [_one_year(actor[rows], place[rows], year[rows], value[rows]) for rows in year_rows(year)]
    found.append(Meetings(*(np.zeros(0, dtype=np.int64),) * 3, np.zeros(0)))
    return Meetings(
        np.concatenate([part.year for part in found]),
        np.concatenate([part.first for part in found]),
        np.concatenate([part.second for part in found]),
        np.concatenate([part.total for part in found]),
    )


def _one_year(actor: Ints, place: Ints, year: Ints, value: Floats) -> Meetings:
    order = np.lexsort((actor, place))
    actors, local = np.unique(actor[order], return_inverse=True)
    value = value[order]
    totals = np.zeros(actors.size * actors.size)
    for left, right in pairs_within(place[order]):
        pair = local[left] * actors.size + local[right]
        totals += np.bincount(pair, np.minimum(value[left], value[right]), minlength=totals.size)
    met = np.flatnonzero(totals)
    first, second = np.divmod(met, actors.size)
    return Meetings(np.full(met.size, year[0]), actors[first], actors[second], totals[met])
