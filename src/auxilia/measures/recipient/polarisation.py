"""Dependence on providers that stand far apart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import numpy as np

from auxilia.measures.arrays import Floats, Ints
from auxilia.measures.distances import Distances, Missing
from auxilia.measures.grouping import group_by
from auxilia.measures.inputs import Amounts
from auxilia.measures.negatives import Negative, Treated, tie_totals
from auxilia.measures.record import Result, column, key, measure
from auxilia.measures.shares import divided
from auxilia.measures.yearly import year_rows


@dataclass(frozen=True, slots=True, eq=False)
class PolarisedDependence(Result):
    """One row a recipient and year; `negatives` says how negative amounts were treated."""

    recipient: Annotated[Ints, key("recipient", "actor")]
    year: Annotated[Ints, key("year", "year")]
    polarised: Annotated[Floats, column("mean distance of two providers drawn by their shares", "index")]
    covered: Annotated[Floats, column("part that comes from providers with a known place", "share")]
    missing: Missing
    negatives: Treated


@measure("recipient")
def polarised_dependence(
    amounts: Amounts,
    distances: Distances,
    *,
    missing: Missing = "refuse",
    negative: Negative = "refuse",
) -> PolarisedDependence:
    """Polarised dependence: how far apart the providers stand on whom a recipient depends.

    Draw two providers, each with its share as its chance: how far apart are they on average? 0 where there is
    one provider or all stand together, highest where two equal halves come from the two ends. Known as Rao's
    quadratic entropy.

    Formula
    -------
    Q_jt = sum_i sum_k s_ijt s_kjt d_ikt, over all ordered pairs of providers; in the unit of the distance.

    Parameters
    ----------
    amounts
        Amounts of one measure at one stage.
    distances
        Distances of providers by year, of one release of one scale.
    missing
        `refuse` providers whose place is not known in the year; or `renormalise`: leave them out and let the
        shares of the others sum to one. `covered` says how much that leaves.
    negative
        What to do with negative amounts: `refuse`, `floor` or `gross`.

    Returns
    -------
    PolarisedDependence
        By recipient and year; NaN where nothing is covered.

    Raises
    ------
    ModelError
        For providers without a place, unless renormalised; for two known providers without a distance; for
        negative amounts, unless a rule is chosen.

    Examples
    --------
    Half from 0 and half from 1, four apart: 2 * 1/2 * 1/2 * 4 = 2.

    >>> from auxilia.measures import Amounts, Distances
    >>> far = Distances([0], [1], [2010], [4])
    >>> polarised_dependence(Amounts([0, 1], [9, 9], [2010, 2010], [3, 3]), far).polarised
    array([2.])

    References
    ----------
    Rao, C. R. (1982). Diversity and Dissimilarity Coefficients: A Unified Approach. Theoretical Population
    Biology 21(1), 24-43.

    Bailey, M. A., Strezhnev, A., Voeten, E. (2017). Estimating Dynamic State Preferences from United
    Nations Voting Data. Journal of Conflict Resolution 61(2), 430-456.
    """
    provider, recipient, year, weight, treated = tie_totals(amounts, negative)
    whole = group_by(year, recipient)
    years, recipients = whole.columns
    product, known, total = np.zeros(whole.n), np.zeros(whole.n), whole.sum(weight)
    some = np.flatnonzero(weight > 0)
    for rows in (some[part] for part in year_rows(year[some])):
        actors, place = np.unique(provider[rows], return_inverse=True)
        table, row = _portfolios(whole.of_row[rows], place, weight[rows], actors.size)
        apart = distances.among(int(year[rows[0]]), actors, table > 0, missing)
        there = ~np.isnan(apart.diagonal())
        table = table * there
        product[row] = ((table @ np.where(np.isnan(apart), 0.0, apart)) * table).sum(axis=1)
        known[row] = table.sum(axis=1)
    result = group_by(recipients, years)
    ordered = np.argsort(result.of_row)
    recipient, year = result.columns
    return PolarisedDependence(
        recipient=recipient,
        year=year,
        polarised=divided(product, known * known)[ordered],
        covered=divided(known, total)[ordered],
        missing=missing,
        negatives=treated,
    )


def _portfolios(group: Ints, place: Ints, weight: Floats, width: int) -> tuple[Floats, Ints]:
    """What each recipient (rows) gets from each provider (columns), and the group of each row."""
    groups, row = np.unique(group, return_inverse=True)
    table = np.zeros((groups.size, width))
    table[row, place] = weight
    return table, groups
