"""How the parts of a whole change from one year to another."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from auxilia.measures.arrays import Floats, Ints
from auxilia.measures.grouping import group_by
from auxilia.measures.shares import shares


@dataclass(frozen=True, slots=True, eq=False)
class Change:
    """Wholes (rows,) that have parts both in `year` and `lag` years before.

    `dissimilarity` is half the sum of absolute differences of shares; `arrived` what is now held by parts
    that were not there, `departed` what was then held by parts that are no more.
    """

    whole: Ints
    year: Ints
    dissimilarity: Floats
    arrived: Floats
    departed: Floats


def change(whole: Ints, year: Ints, part: Ints, weight: Floats, lag: int) -> Change:
    """Compare each whole with itself `lag` calendar years before.

    Each whole, year and part stands at most once (rows,); weights of zero are parts that are not there.
    """
    some = weight > 0
    whole, year, part = whole[some], year[some], part[some]
    share = shares(group_by(whole, year), weight[some])
    nothing = np.zeros(share.size)
    both = group_by(np.tile(whole, 2), np.concatenate([year, year + lag]), np.tile(part, 2))
    now = both.sum(np.concatenate([share, nothing]))
    then = both.sum(np.concatenate([nothing, share]))
    compared = group_by(*both.columns[:2])
    kept = (compared.sum(now) > 0) & (compared.sum(then) > 0)
    return Change(
        compared.columns[0][kept],
        compared.columns[1][kept],
        dissimilarity=compared.sum(np.abs(now - then))[kept] / 2,
        arrived=compared.sum(np.where(then == 0, now, 0.0))[kept],
        departed=compared.sum(np.where(now == 0, then, 0.0))[kept],
    )
