"""How long ties last and how often they are broken off."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import numpy as np

from auxilia.measures.arrays import Bools, Ints, at_least
from auxilia.measures.grouping import group_by
from auxilia.measures.inputs import Ties
from auxilia.measures.record import Result, column, key, measure


@dataclass(frozen=True, slots=True, eq=False)
class Age(Result):
    """One row a tie and year."""

    provider: Annotated[Ints, key("provider", "actor")]
    recipient: Annotated[Ints, key("recipient", "actor")]
    year: Annotated[Ints, key("year", "year")]
    age: Annotated[Ints, column("years since the present spell began, 0 in its first year", "years")]
    since_first: Annotated[Ints, column("years since the tie was first seen", "years")]
    at_least: Annotated[Bools, column("the spell was there when observation began: it may be older", "flag")]
    gap: int


@dataclass(frozen=True, slots=True, eq=False)
class Interruption(Result):
    """One row a tie and year."""

    provider: Annotated[Ints, key("provider", "actor")]
    recipient: Annotated[Ints, key("recipient", "actor")]
    year: Annotated[Ints, key("year", "year")]
    n_interruptions: Annotated[Ints, column("times the tie was broken off before", "count")]
    years_off: Annotated[Ints, column("years without the tie since it was first seen", "years")]
    last_gap: Annotated[Ints, column("years without the tie just before this year", "years")]
    gap: int


@measure("dyad")
def age(ties: Ties, *, gap: int = 0, observed_from: int | None = None) -> Age:
    """Age of a tie: years since its present spell began, and since it was first seen.

    A spell is a run of years with the tie. What was there in the first year observed may be older than it
    looks, and says so.

    Formula
    -------
    age_ijt = t - b, with b the first year of the spell that t belongs to; two years belong to one spell if no
    more than `gap` years without the tie lie between them.

    Parameters
    ----------
    ties
        Ties.
    gap
        Years without the tie that do not end a spell.
    observed_from
        First year observed; the first year with any tie when not given.

    Returns
    -------
    Age
        By provider, recipient and year.

    Examples
    --------
    A tie in 2010, 2011 and again in 2014.

    >>> from auxilia.measures import Ties
    >>> found = age(Ties([0] * 3, [9] * 3, [2010, 2011, 2014]), observed_from=2000)
    >>> found.age, found.since_first
    (array([0, 1, 0]), array([0, 1, 4]))

    References
    ----------
    Box-Steffensmeier, J. M., Jones, B. S. (2004). Event History Modeling. Cambridge University Press.
    """
    provider, recipient, year = ties.dyads()
    start = int(year.min(initial=np.iinfo(np.int64).max)) if observed_from is None else observed_from
    dyad = group_by(provider, recipient)
    off = _years_off(dyad.of_row, year)
    spell = np.cumsum(_begins(dyad.of_row) | (off > at_least(gap, 0, "gap"))) - 1
    began = group_by(spell).smallest(year)[spell]
    return Age(
        provider,
        recipient,
        year,
        age=year - began,
        since_first=year - dyad.smallest(year)[dyad.of_row],
        at_least=began <= start,
        gap=gap,
    )


@measure("dyad")
def interruption(ties: Ties, *, gap: int = 0) -> Interruption:
    """Interruption of a tie: how often and for how long it was broken off before.

    A year without the tie is known only where a source would have told of it: leave out what is not covered
    before, or choose a `gap`.

    Formula
    -------
    n_interruptions_ijt = number of runs of more than `gap` years without i -> j between its first year and t;
    years_off = the sum of their lengths.

    Parameters
    ----------
    ties
        Ties.
    gap
        Years without the tie that are no interruption.

    Returns
    -------
    Interruption
        By provider, recipient and year.

    Examples
    --------
    A tie in 2010, 2011 and again in 2014: one interruption of two years.

    >>> from auxilia.measures import Ties
    >>> found = interruption(Ties([0] * 3, [9] * 3, [2010, 2011, 2014]))
    >>> found.n_interruptions, found.last_gap
    (array([0, 0, 1]), array([0, 0, 2]))

    References
    ----------
    Box-Steffensmeier, J. M., Jones, B. S. (2004). Event History Modeling. Cambridge University Press.
    """
    provider, recipient, year = ties.dyads()
    dyad = group_by(provider, recipient).of_row
    off = _years_off(dyad, year)
    off = np.where(off > at_least(gap, 0, "gap"), off, 0)
    return Interruption(
        provider,
        recipient,
        year,
        n_interruptions=_running(dyad, (off > 0).astype(np.int64)),
        years_off=_running(dyad, off),
        last_gap=off,
        gap=gap,
    )


def _begins(dyad: Ints) -> Bools:
    """Whether a row is the first of its dyad (rows,), which are sorted."""
    return np.diff(dyad, prepend=-1) > 0


def _years_off(dyad: Ints, year: Ints) -> Ints:
    """Years without the tie just before each row (rows,); 0 for the first row of a dyad."""
    before = np.diff(year, prepend=year[:1]) - 1
    return np.where(_begins(dyad), 0, before)


def _running(dyad: Ints, values: Ints) -> Ints:
    """Running sum within each dyad (rows,); the value of its first row is 0."""
    sums = np.cumsum(values)
    return sums - sums[_begins(dyad)][dyad] if dyad.size else sums
