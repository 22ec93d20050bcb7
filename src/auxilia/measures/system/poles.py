"""How many poles the provision of security assistance has."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import numpy as np

from auxilia.errors import ModelError
from auxilia.measures.arrays import Floats, Ints
from auxilia.measures.distances import Distances, Missing
from auxilia.measures.grouping import group_by
from auxilia.measures.inputs import Amounts
from auxilia.measures.membership import Membership
from auxilia.measures.negatives import Negative, Treated, tie_totals
from auxilia.measures.record import Result, column, key, measure
from auxilia.measures.shares import concentration, divided
from auxilia.measures.yearly import year_rows


@dataclass(frozen=True, slots=True, eq=False)
class EffectivePoles(Result):
    """One row a year; `negatives` says how negative amounts were treated."""

    year: Annotated[Ints, key("year", "year")]
    n_poles: Annotated[Ints, column("groups that give more than nothing", "count")]
    top_pole: Annotated[Ints, column("the group that gives most, -1 for none", "code")]
    top_share: Annotated[Floats, column("part that it gives", "share")]
    effective_poles: Annotated[Floats, column("effective number of poles", "index")]
    negatives: Treated


@dataclass(frozen=True, slots=True, eq=False)
class PolesByDistance(Result):
    """One row a year; `negatives` says how negative amounts were treated."""

    year: Annotated[Ints, key("year", "year")]
    effective_poles: Annotated[Floats, column("effective number of poles", "index")]
    covered: Annotated[Floats, column("part given by providers with a known place", "share")]
    scale: float
    missing: Missing
    negatives: Treated


@measure("system")
def effective_poles(
    amounts: Amounts, membership: Membership, *, negative: Negative = "refuse"
) -> EffectivePoles:
    """Effective number of poles, with the poles given as groups.

    That many equal blocs would divide all assistance as unevenly as the blocs there are: 1 under one bloc,
    2 for two equal ones, little more than 1 for one giant and many dwarfs.

    Formula
    -------
    N_t = 1 / sum_b P_bt^2, with P_bt what the providers of group b give over what all give.

    Parameters
    ----------
    amounts
        Amounts of one measure at one stage.
    membership
        The group of every provider in every year: communities, alliances.
    negative
        What to do with negative amounts: `refuse`, `floor` or `gross`.

    Returns
    -------
    EffectivePoles
        By year.

    Raises
    ------
    ModelError
        For a provider without a group; for negative amounts, unless a rule is chosen.

    Examples
    --------
    0 and 1 form one bloc that gives 3, 2 is one of its own and gives 3.

    >>> from auxilia.measures import Amounts, Membership
    >>> blocs = Membership([0, 1, 2], [2010] * 3, [0, 0, 1])
    >>> effective_poles(Amounts([0, 1, 2], [9, 9, 9], [2010] * 3, [2, 1, 3]), blocs).effective_poles
    array([2.])

    References
    ----------
    Laakso, M., Taagepera, R. (1979). "Effective" Number of Parties. Comparative Political Studies 12(1),
    3-27.
    """
    provider, _, year, weight, treated = tie_totals(amounts, negative)
    each = group_by(year, membership.of(provider, year))
    whole = group_by(each.columns[0])
    found = concentration(whole, each.columns[1], each.sum(weight))
    return EffectivePoles(
        year=whole.columns[0],
        n_poles=found.parts,
        top_pole=found.top,
        top_share=found.top_share,
        effective_poles=found.effective,
        negatives=treated,
    )


@measure("system")
def poles_by_distance(
    amounts: Amounts,
    distances: Distances,
    *,
    scale: float,
    missing: Missing = "refuse",
    negative: Negative = "refuse",
) -> PolesByDistance:
    """Effective number of poles, with providers as near or far as their distances say.

    No blocs have to be drawn: two providers that stand together count as one pole, two that stand `scale`
    or more apart as two. Known in ecology as diversity that heeds similarity.

    Formula
    -------
    N_t = 1 / sum_ik p_it p_kt z_ikt, with p_it what i gives over what all give and z_ikt = max(0, 1 - d_ikt
    / scale).

    Parameters
    ----------
    amounts
        Amounts of one measure at one stage.
    distances
        Distances of providers by year, of one release of one scale.
    scale
        The distance from which two providers are wholly different poles. A choice, to be stated and varied.
    missing
        `refuse` providers whose place is not known; or `renormalise`: leave them out. `covered` says how much
        that leaves.
    negative
        What to do with negative amounts: `refuse`, `floor` or `gross`.

    Returns
    -------
    PolesByDistance
        By year; NaN where nothing is covered.

    Raises
    ------
    ModelError
        For providers without a place, unless renormalised; for negative amounts, unless a rule is chosen.

    Examples
    --------
    0 and 1 stand together, 2 stands 3 away from both; equal thirds: 1 / (5/9).

    >>> from auxilia.measures import Amounts, Distances
    >>> apart = Distances([0, 0, 1], [1, 2, 2], [2010] * 3, [0, 3, 3])
    >>> poles_by_distance(Amounts([0, 1, 2], [9] * 3, [2010] * 3, [1, 1, 1]), apart, scale=3).effective_poles
    array([1.8])

    References
    ----------
    Leinster, T., Cobbold, C. A. (2012). Measuring Diversity: The Importance of Species Similarity. Ecology
    93(3), 477-489.
    """
    if not (np.isfinite(scale) and scale > 0):
        raise ModelError(f"scale={scale!r} must be above 0.")
    provider, _, year, weight, treated = tie_totals(amounts, negative)
    each = group_by(year, provider)
    years, givers = each.columns
    given = each.sum(weight)
    found = [
        _of_year(int(years[rows[0]]), givers[rows], given[rows], distances, scale, missing)
        for rows in year_rows(years)
    ]
    found_year, poles, covered = np.asarray(found, dtype=np.float64).reshape(-1, 3).T
    return PolesByDistance(found_year.astype(np.int64), poles, covered, scale, missing, treated)


def _of_year(
    year: int, givers: Ints, given: Floats, distances: Distances, scale: float, missing: Missing
) -> tuple[int, float, float]:
    """Year, effective number of poles and the part covered."""
    some = given > 0
    givers, given = givers[some], given[some]
    apart = distances.among(year, givers, np.ones((1, givers.size), dtype=np.bool_), missing)
    known = ~np.isnan(apart.diagonal())
    part = given[known]
    alike = np.maximum(0.0, 1 - apart[np.ix_(known, known)] / scale)
    total = np.array([part.sum()])
    poles = divided(total * total, np.array([part @ alike @ part]))
    return year, float(poles[0]), float(divided(total, np.array([given.sum()]))[0])
