"""How far two providers serve the same recipients."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import numpy as np

from auxilia.measures.arrays import Floats, Ints
from auxilia.measures.grouping import group_by
from auxilia.measures.inputs import Amounts, Ties
from auxilia.measures.meetings import Meetings, meetings
from auxilia.measures.negatives import Negative, Treated, tie_totals
from auxilia.measures.record import Result, column, key, measure
from auxilia.measures.shares import shares


@dataclass(frozen=True, slots=True, eq=False)
class Overlap(Result):
    """One row two providers that share a recipient, and year; a pair stands once, lower id first."""

    year: Annotated[Ints, key("year", "year")]
    provider_a: Annotated[Ints, key("one provider", "actor")]
    provider_b: Annotated[Ints, key("the other provider", "actor")]
    n_shared: Annotated[Ints, column("recipients of both", "count")]
    share_of_a: Annotated[Floats, column("part of the recipients of a that b has too", "share")]
    share_of_b: Annotated[Floats, column("part of the recipients of b that a has too", "share")]
    jaccard: Annotated[Floats, column("part of all recipients of either that are of both", "share")]


@dataclass(frozen=True, slots=True, eq=False)
class PortfolioOverlap(Result):
    """One row two providers that share a recipient, and year; a pair stands once, lower id first."""

    year: Annotated[Ints, key("year", "year")]
    provider_a: Annotated[Ints, key("one provider", "actor")]
    provider_b: Annotated[Ints, key("the other provider", "actor")]
    overlap: Annotated[Floats, column("part of their portfolios that lies in the same recipients", "share")]
    negatives: Treated


@measure("provider")
def overlap(ties: Ties) -> Overlap:
    """Overlap of recipients: how many a provider has in common with each other provider.

    Formula
    -------
    shared_ik = |R_i and R_k|; share of i = shared_ik / |R_i|; Jaccard = shared_ik / |R_i or R_k|, with R_i
    the recipients of i in a year.

    Parameters
    ----------
    ties
        Ties.

    Returns
    -------
    Overlap
        By year and pair; pairs that share nobody are not listed.

    Examples
    --------
    Provider 0 has 7 and 8, provider 1 has 8.

    >>> from auxilia.measures import Ties
    >>> found = overlap(Ties([0, 0, 1], [7, 8, 8], [2010] * 3))
    >>> found.n_shared, found.share_of_a, found.share_of_b, found.jaccard
    (array([1]), array([0.5]), array([1.]), array([0.5]))

    References
    ----------
    Jaccard, P. (1912). The Distribution of the Flora in the Alpine Zone. New Phytologist 11(2), 37-50.
    """
    provider, recipient, year = ties.dyads()
    met = meetings(provider, recipient, year, np.ones(year.size))
    of_a, of_b = _recipients(provider, year, met)
    return Overlap(
        met.year,
        met.first,
        met.second,
        n_shared=met.total.astype(np.int64),
        share_of_a=met.total / of_a,
        share_of_b=met.total / of_b,
        jaccard=met.total / (of_a + of_b - met.total),
    )


@measure("provider")
def portfolio_overlap(amounts: Amounts, *, negative: Negative = "refuse") -> PortfolioOverlap:
    """Overlap of portfolios: what part of two providers' assistance lies in the same recipients.

    1 where both divide theirs among recipients in the same way, whatever their sums; 0 where they share no
    recipient.

    Formula
    -------
    O_ikt = sum_j min(p_ijt, p_kjt), with p_ijt = w_ijt / sum_l w_ilt.

    Parameters
    ----------
    amounts
        Amounts of one measure at one stage.
    negative
        What to do with negative amounts: `refuse`, `floor` or `gross`.

    Returns
    -------
    PortfolioOverlap
        By year and pair; pairs that share nobody are not listed: their overlap is 0.

    Raises
    ------
    ModelError
        For negative amounts, unless a rule is chosen.

    Examples
    --------
    Provider 0 gives 3 to recipient 7 and 1 to 8; provider 1 gives 5 to 8.

    >>> from auxilia.measures import Amounts
    >>> portfolio_overlap(Amounts([0, 0, 1], [7, 8, 8], [2010] * 3, [3, 1, 5])).overlap
    array([0.25])

    References
    ----------
    Schoener, T. W. (1970). Nonsynchronous Spatial Overlap of Lizards in Patchy Habitats. Ecology 51(3),
    408-418.
    """
    provider, recipient, year, weight, treated = tie_totals(amounts, negative)
    some = weight > 0
    provider, recipient, year, weight = provider[some], recipient[some], year[some], weight[some]
    share = shares(group_by(provider, year), weight)
    met = meetings(provider, recipient, year, share)
    return PortfolioOverlap(met.year, met.first, met.second, met.total, treated)


def _recipients(provider: Ints, year: Ints, met: Meetings) -> tuple[Ints, Ints]:
    """How many recipients each of the two providers of a row has."""
    size = year.size
    years = np.concatenate([year, met.year, met.year])
    everyone = group_by(years, np.concatenate([provider, met.first, met.second]))
    counts = np.bincount(everyone.of_row[:size], minlength=everyone.n)
    of_a, of_b = np.split(counts[everyone.of_row[size:]], 2)
    return of_a, of_b
