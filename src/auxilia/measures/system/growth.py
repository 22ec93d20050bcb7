"""Where growth comes from: more providers, deeper ties, or wider ones."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import numpy as np

from auxilia.measures.arrays import Bools, Floats, Ints, at_least
from auxilia.measures.grouping import group_by
from auxilia.measures.inputs import Amounts, Network, weighted_dyads
from auxilia.measures.negatives import Negative, Treated, tie_totals
from auxilia.measures.record import Result, column, key, measure
from auxilia.measures.yearly import observed_years


@dataclass(frozen=True, slots=True, eq=False)
class Growth(Result):
    """One row a year; entry + exit + spread + retreat + deepening + thinning = change."""

    year: Annotated[Ints, key("the later year", "year")]
    total: Annotated[Floats, column("all that is given in this year", "weight")]
    change: Annotated[Floats, column("this year's total less that of the earlier year", "weight")]
    entry: Annotated[Floats, column("given by providers absent in the earlier year", "weight")]
    exit: Annotated[Floats, column("less what providers gave that are gone", "weight")]
    spread: Annotated[Floats, column("new ties of providers that stay", "weight")]
    retreat: Annotated[Floats, column("less ties that providers who stay gave up", "weight")]
    deepening: Annotated[Floats, column("rises in ties that stay", "weight")]
    thinning: Annotated[Floats, column("less falls in ties that stay", "weight")]
    spread_to_new: Annotated[Floats, column("of spread: to actors that had no provider before", "weight")]
    lag: int
    years: tuple[int, int]
    negatives: Treated


@measure("system")
def growth(
    network: Network,
    *,
    lag: int = 1,
    years: tuple[int, int] | None = None,
    negative: Negative = "refuse",
) -> Growth:
    """Growth of the system, split into entry, spread and deepening.

    All that changed between two years belongs to exactly one part: to providers that came or went (entry,
    exit), to ties that providers who stayed took up or gave up (spread, retreat), or to ties that stayed
    (deepening, thinning). The parts add up to the change; those that take away are negative.

    Formula
    -------
    W_t - W_(t-lag) = sum over i new w_ijt - sum over i gone w_ij(t-lag) + sum over i staying, ij new w_ijt
    - sum over i staying, ij gone w_ij(t-lag) + sum over ij staying (w_ijt - w_ij(t-lag)), the last split by
    sign.

    Parameters
    ----------
    network
        Amounts, or ties that weigh 1 each. Ties cannot deepen: to count more practices in the same tie as
        deepening, give the number of practices as amounts.
    lag
        Calendar years between the two years compared.
    years
        First and last year observed; from the first to the last year with any tie when not given. A year
        between them without ties counts as one.
    negative
        What to do with negative amounts: `refuse`, `floor` or `gross`.

    Returns
    -------
    Growth
        By year, for each year observed that lies `lag` years after an observed one.

    Raises
    ------
    ModelError
        For negative amounts, unless a rule is chosen; for ties outside of `years`.

    Examples
    --------
    Provider 0 gives 2 to 8; a year later 3 to 8 and 4 to 9, and provider 1 gives 5 to 8.

    >>> from auxilia.measures import Amounts
    >>> found = growth(Amounts([0, 0, 0, 1], [8, 8, 9, 8], [2010, 2011, 2011, 2011], [2, 3, 4, 5]))
    >>> found.change, found.entry, found.spread, found.deepening
    (array([10.]), array([5.]), array([4.]), array([1.]))

    References
    ----------
    Besedes, T., Prusa, T. J. (2011). The Role of Extensive and Intensive Margins and Export Growth. Journal
    of Development Economics 96(2), 371-379.
    """
    step = at_least(lag, 1, "lag")
    provider, recipient, year, weight, treated = _dyads(network, negative)
    first, last = observed_years(year, years)
    calendar = np.arange(first + step, last + 1) if network.rows else np.zeros(0, dtype=np.int64)
    both = _compared(provider, recipient, year, weight, step)
    now, then, there, was, stays = both.now, both.then, both.now > 0, both.then > 0, both.giver_stays
    place = both.year - (first + step)
    inside = (place >= 0) & (place < calendar.size)

    def summed(values: Floats, condition: Bools) -> Floats:
        chosen = np.where(condition, values, 0.0)[inside]
        return np.bincount(place[inside], chosen, calendar.size).astype(np.float64, copy=False)

    total = summed(now, there)
    return Growth(
        year=calendar,
        total=total,
        change=total - summed(then, was),
        entry=summed(now, there & ~stays),
        exit=summed(-then, was & ~stays),
        spread=summed(now, there & ~was & stays),
        retreat=summed(-then, was & ~there & stays),
        deepening=summed(now - then, there & was & (now > then)),
        thinning=summed(now - then, there & was & (now < then)),
        spread_to_new=summed(now, there & ~was & stays & ~both.taker_was),
        lag=step,
        years=(first, last),
        negatives=treated,
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Compared:
    """Ties (rows,) of a later year and the year before: what they weigh in each, and who was there."""

    year: Ints
    now: Floats
    then: Floats
    giver_stays: Bools
    taker_was: Bools


def _compared(provider: Ints, recipient: Ints, year: Ints, weight: Floats, step: int) -> _Compared:
    nothing = np.zeros(weight.size)
    ties = group_by(np.concatenate([year, year + step]), np.tile(provider, 2), np.tile(recipient, 2))
    now, then = ties.sum(np.concatenate([weight, nothing])), ties.sum(np.concatenate([nothing, weight]))
    later, giver, taker = ties.columns
    givers, takers = group_by(later, giver), group_by(later, taker)
    stays = (givers.sum(now) > 0) & (givers.sum(then) > 0)
    return _Compared(later, now, then, stays[givers.of_row], (takers.sum(then) > 0)[takers.of_row])


def _dyads(network: Network, negative: Negative) -> tuple[Ints, Ints, Ints, Floats, Treated]:
    if isinstance(network, Amounts):
        return tie_totals(network, negative)
    return *weighted_dyads(network), Treated(negative, 0, 0.0, 0)
