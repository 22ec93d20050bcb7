"""How much a recipient's portfolio of providers changes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from auxilia.measures.arrays import Floats, Ints, at_least
from auxilia.measures.inputs import Amounts
from auxilia.measures.negatives import Negative, Treated, tie_totals
from auxilia.measures.portfolios import change
from auxilia.measures.record import Result, column, key, measure


@dataclass(frozen=True, slots=True, eq=False)
class Switching(Result):
    """One row a recipient and year with a portfolio then and `lag` years before."""

    recipient: Annotated[Ints, key("recipient", "actor")]
    year: Annotated[Ints, key("the later year", "year")]
    dissimilarity: Annotated[Floats, column("part of the portfolio that changed hands", "share")]
    arrived: Annotated[Floats, column("part now held by providers absent before", "share")]
    departed: Annotated[Floats, column("part then held by providers absent now", "share")]
    lag: int
    negatives: Treated


@measure("recipient")
def switching(amounts: Amounts, *, lag: int = 1, negative: Negative = "refuse") -> Switching:
    """Switching of providers: dissimilarity of a recipient's portfolios over time.

    What part of the portfolio lies in other hands than `lag` calendar years before: 0 where all shares are
    as they were, 1 where no provider of then is one of now. Shares are compared, not sums: a portfolio that
    doubles in all its parts has not switched.

    Formula
    -------
    D_jt = 1/2 sum_i |s_ijt - s_ij(t-lag)|; arrived = sum of s_ijt over i with s_ij(t-lag) = 0; departed =
    sum of s_ij(t-lag) over i with s_ijt = 0.

    Parameters
    ----------
    amounts
        Amounts of one measure at one stage.
    lag
        Calendar years between the two portfolios.
    negative
        What to do with negative amounts: `refuse`, `floor` or `gross`.

    Returns
    -------
    Switching
        By recipient and year, for the years in which the recipient has a portfolio both then and `lag` years
        before. What happened across a longer gap is told by another lag, never filled in.

    Raises
    ------
    ModelError
        For negative amounts, unless a rule is chosen.

    Examples
    --------
    All from provider 0, a year later half from 0 and half from 1.

    >>> from auxilia.measures import Amounts
    >>> found = switching(Amounts([0, 0, 1], [9, 9, 9], [2010, 2011, 2011], [5, 3, 3]))
    >>> found.year, found.dissimilarity, found.arrived, found.departed
    (array([2011]), array([0.5]), array([0.5]), array([0.]))

    References
    ----------
    Bray, J. R., Curtis, J. T. (1957). An Ordination of the Upland Forest Communities of Southern Wisconsin.
    Ecological Monographs 27(4), 325-349.
    """
    years = at_least(lag, 1, "lag")
    provider, recipient, year, weight, treated = tie_totals(amounts, negative)
    found = change(recipient, year, provider, weight, years)
    return Switching(
        found.whole,
        found.year,
        found.dissimilarity,
        found.arrived,
        found.departed,
        lag=years,
        negatives=treated,
    )
