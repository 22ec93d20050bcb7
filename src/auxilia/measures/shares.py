"""Shares of a whole and how concentrated they are."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from auxilia.measures.arrays import Floats, Ints
from auxilia.measures.grouping import Groups


@dataclass(frozen=True, slots=True, eq=False)
class Concentration:
    """What each whole (groups,) is made of.

    `parts` counts the parts that weigh something; `top` is the largest of them (the first in the order given
    where several weigh the same, `at_top` of them; -1 where the whole is zero); `herfindahl` and `effective`
    are NaN where the whole is zero.
    """

    parts: Ints
    top: Ints
    at_top: Ints
    top_share: Floats
    herfindahl: Floats
    effective: Floats


def shares(whole: Groups, weight: Floats) -> Floats:
    """Each row's part of its group's sum (rows,); NaN where the sum is zero."""
    return divided(weight, whole.sum(weight)[whole.of_row])


def concentration(whole: Groups, part: Ints, weight: Floats) -> Concentration:
    """How the parts (rows,) with their weights (rows,), none negative, make up each group."""
    share = shares(whole, weight)
    herfindahl = whole.sum(share * share)
    largest = whole.largest(weight)
    at_top = (weight == largest[whole.of_row]) & (weight > 0)
    first = np.flatnonzero(at_top)[::-1]
    top = np.full(whole.n, -1)
    top[whole.of_row[first]] = part[first]
    return Concentration(
        parts=whole.sum((weight > 0).astype(np.float64)).astype(np.int64),
        top=top,
        at_top=whole.sum(at_top.astype(np.float64)).astype(np.int64),
        top_share=divided(largest, whole.sum(weight)),
        herfindahl=herfindahl,
        effective=divided(np.ones(whole.n), herfindahl),
    )


def divided(above: Floats, below: Floats) -> Floats:
    """`above / below`, NaN where there is nothing to divide by."""
    out = np.full(above.shape, np.nan)
    np.divide(above, below, out=out, where=below != 0)
    return out
