"""Recipients that a provider takes up and leaves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import numpy as np

from auxilia.measures.arrays import Bools, Floats, Ints
from auxilia.measures.grouping import group_by
from auxilia.measures.inputs import Ties
from auxilia.measures.record import Result, column, key, measure
from auxilia.measures.yearly import observed_years


@dataclass(frozen=True, slots=True, eq=False)
class EntryAndExit(Result):
    """One row a provider and year with ties in it or in the year before."""

    provider: Annotated[Ints, key("provider", "actor")]
    year: Annotated[Ints, key("year", "year")]
    n_entered: Annotated[Ints, column("recipients taken up", "count")]
    n_left: Annotated[Ints, column("recipients left", "count")]
    n_kept: Annotated[Ints, column("recipients kept", "count")]
    stability: Annotated[Floats, column("part kept of all recipients of both years", "share")]
    years: tuple[int, int]


@measure("provider")
def entry_and_exit(ties: Ties, *, years: tuple[int, int] | None = None) -> EntryAndExit:
    """Entry and exit: recipients that a provider takes up, keeps and leaves from one year to the next.

    A year without any tie counts as a year: a provider that pauses leaves all and enters again. The first
    year observed has no row, for what came before it is not known.

    Formula
    -------
    entered = |R_t \\ R_(t-1)|; left = |R_(t-1) \\ R_t|; kept = |R_t and R_(t-1)|; stability = kept /
    (entered + left + kept), with R_t the recipients in year t.

    Parameters
    ----------
    ties
        Ties.
    years
        First and last year observed; from the first to the last year with any tie when not given.

    Returns
    -------
    EntryAndExit
        By provider and year after the first.

    Raises
    ------
    ModelError
        For ties outside of `years`.

    Examples
    --------
    Recipients 7 and 8, a year later 8 and 9.

    >>> from auxilia.measures import Ties
    >>> found = entry_and_exit(Ties([0, 0, 0, 0], [7, 8, 8, 9], [2010, 2010, 2011, 2011]))
    >>> found.n_entered, found.n_left, found.n_kept, found.stability.round(3)
    (array([1]), array([1]), array([1]), array([0.333]))

    References
    ----------
    Snijders, T. A. B., van de Bunt, G. G., Steglich, C. E. G. (2010). Introduction to Stochastic
    Actor-Based Models for Network Dynamics. Social Networks 32(1), 44-60.
    """
    provider, recipient, year = ties.dyads()
    first, last = observed_years(year, years)
    both = group_by(
        np.concatenate([provider, provider]),
        np.concatenate([year, year + 1]),
        np.concatenate([recipient, recipient]),
    )
    now = both.sum(np.repeat([1.0, 0.0], year.size)) > 0
    then = both.sum(np.repeat([0.0, 1.0], year.size)) > 0
    inside = (both.columns[1] > first) & (both.columns[1] <= last)
    whole = group_by(*(column[inside] for column in both.columns[:2]))

    def counted(condition: Bools) -> Ints:
        return whole.sum(condition[inside].astype(np.float64)).astype(np.int64)

    kept = counted(now & then)
    provider, year = whole.columns
    return EntryAndExit(
        provider=provider,
        year=year,
        n_entered=counted(now & ~then),
        n_left=counted(then & ~now),
        n_kept=kept,
        stability=kept / whole.count(),
        years=(first, last),
    )
