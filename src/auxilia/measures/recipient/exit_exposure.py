"""What a recipient loses if a provider leaves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import numpy as np
import numpy.typing as npt

from auxilia.measures.arrays import Floats, Ints, codes
from auxilia.measures.grouping import Groups, group_by
from auxilia.measures.inputs import Amounts
from auxilia.measures.negatives import Negative, Treated, totals
from auxilia.measures.record import Result, column, key, measure
from auxilia.measures.shares import divided, shares


@dataclass(frozen=True, slots=True, eq=False)
class ExitExposure(Result):
    """One row a recipient, year and provider; `negatives` says how negative amounts were treated."""

    recipient: Annotated[Ints, key("recipient", "actor")]
    year: Annotated[Ints, key("year", "year")]
    provider: Annotated[Ints, key("the provider that would leave", "actor")]
    share_lost: Annotated[Floats, column("part of all the recipient gets that would go", "share")]
    providers_left: Annotated[Ints, column("providers that would stay", "count")]
    herfindahl_after: Annotated[Floats, column("concentration of those that would stay", "share")]
    practices_lost: Annotated[Ints, column("practices that nobody else provides", "count")]
    negatives: Treated


@measure("recipient")
def exit_exposure(
    amounts: Amounts, practice: npt.ArrayLike, *, negative: Negative = "refuse"
) -> ExitExposure:
    """What goes if a provider leaves.

    For each provider of a recipient: the share that goes, how many providers stay and how concentrated they
    are, and in how many practices nobody else is there. An accounting, no forecast: it says nothing about who
    would step in.

    Formula
    -------
    lost_ijt = s_ijt; H_jt(-i) = sum_(k != i) s_kjt^2 / (1 - s_ijt)^2; practices_lost = the number of
    practices that i provides and no k != i does.

    Parameters
    ----------
    amounts
        Amounts of one measure at one stage.
    practice
        The practice of each row of `amounts`, numbered from 0.
    negative
        What to do with negative amounts: `refuse`, `floor` or `gross`; parts are those of tie and practice.

    Returns
    -------
    ExitExposure
        By recipient, year and provider that gives more than nothing; `herfindahl_after` is NaN where no
        other provider is left.

    Raises
    ------
    ModelError
        For negative amounts, unless a rule is chosen.

    Examples
    --------
    Provider 0 trains (practice 0) with 6, provider 1 trains with 1 and equips (practice 1) with 1. If 1
    leaves a quarter goes, and nobody equips.

    >>> from auxilia.measures import Amounts
    >>> found = exit_exposure(Amounts([0, 1, 1], [9, 9, 9], [2010] * 3, [6, 1, 1]), practice=[0, 0, 1])
    >>> found.share_lost, found.providers_left, found.practices_lost
    (array([0.75, 0.25]), array([1, 1]), array([0, 1]))

    References
    ----------
    Hirschman, A. O. (1945). National Power and the Structure of Foreign Trade. University of California
    Press.

    Emerson, R. M. (1962). Power-Dependence Relations. American Sociological Review 27(1), 31-41.
    """
    kinds = codes(practice, "practice", amounts.rows)
    cells = group_by(amounts.recipient, amounts.year, amounts.provider, kinds)
    weight, treated = totals(amounts, cells, negative)
    some = weight > 0
    recipient, year, provider, kinds = (column[some] for column in cells.columns)
    ties = group_by(recipient, year, provider)
    whole = group_by(ties.columns[0], ties.columns[1])
    total = ties.sum(weight[some])
    alone = group_by(recipient, year, kinds)
    sole = (alone.count()[alone.of_row] == 1).astype(np.float64)
    recipient, year, provider = ties.columns
    return ExitExposure(
        recipient=recipient,
        year=year,
        provider=provider,
        share_lost=shares(whole, total),
        providers_left=whole.count()[whole.of_row] - 1,
        herfindahl_after=_without(whole, total),
        practices_lost=ties.sum(sole).astype(np.int64),
        negatives=treated,
    )


def _without(whole: Groups, weight: Floats) -> Floats:
    """The Herfindahl index of a row's group without the row.

    Taking the largest part out of a sum would leave only rounding where it is nearly all: the sums without it
    are summed apart.
    """
    order = np.lexsort((weight, whole.of_row))
    last = np.append(np.diff(whole.of_row[order]) > 0, True) if order.size else np.zeros(0, dtype=np.bool_)
    is_top = np.zeros(weight.size, dtype=np.bool_)
    is_top[order[last]] = True
    rest = np.where(is_top, 0.0, weight)
    others = np.where(is_top, whole.sum(rest)[whole.of_row], whole.sum(weight)[whole.of_row] - weight)
    squares = np.where(
        is_top, whole.sum(rest * rest)[whole.of_row], whole.sum(weight * weight)[whole.of_row] - weight**2
    )
    return divided(squares, others * others)
