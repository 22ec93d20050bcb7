"""Forces of one state that are tied to different providers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import numpy as np
import numpy.typing as npt
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from auxilia.measures.arrays import Bools, Floats, Ints, codes
from auxilia.measures.grouping import Groups, group_by
from auxilia.measures.inputs import Amounts
from auxilia.measures.negatives import Negative, Treated, totals
from auxilia.measures.record import Result, column, key, measure
from auxilia.measures.shares import divided, shares


@dataclass(frozen=True, slots=True, eq=False)
class SectorFragmentation(Result):
    """One row a recipient and year; `negatives` says how negative amounts were treated."""

    recipient: Annotated[Ints, key("recipient", "actor")]
    year: Annotated[Ints, key("year", "year")]
    n_forces: Annotated[Ints, column("forces with a provider", "count")]
    n_separate: Annotated[Ints, column("groups of forces that share no provider with the others", "count")]
    n_exclusive: Annotated[Ints, column("forces none of whose providers assists another force", "count")]
    separation: Annotated[Floats, column("mean dissimilarity of two forces' portfolios", "share")]
    negatives: Treated


@measure("recipient")
def sector_fragmentation(
    amounts: Amounts, force: npt.ArrayLike, *, negative: Negative = "refuse"
) -> SectorFragmentation:
    """Sector fragmentation: how many separate forces inside a state have separate providers.

    Forces that share a provider, directly or over other forces, belong together; `n_separate` counts the
    groups that remain. 1 where one provider reaches all, as many as there are forces where each has patrons
    of its own. `separation` looks at the amounts too: how different the portfolios of two forces are on
    average.

    Formula
    -------
    n_separate = connected components of the graph of a state's forces and their providers; separation =
    mean over pairs of forces f, g of 1/2 sum_i |s_if - s_ig|, s_if the share of i in what f gets.

    Parameters
    ----------
    amounts
        Amounts of one measure at one stage, one row a force (the state is the recipient).
    force
        The force of each row of `amounts`, numbered from 0: a kind of force, or a single unit.
    negative
        What to do with negative amounts: `refuse`, `floor` or `gross`; parts are those of force and provider.

    Returns
    -------
    SectorFragmentation
        By recipient and year in which some force gets more than nothing; `separation` is NaN for one force.

    Raises
    ------
    ModelError
        For negative amounts, unless a rule is chosen.

    Examples
    --------
    Provider 0 assists army (0) and police (1), provider 1 the guard (2): two separate groups, one force
    with a patron of its own, two of three pairs wholly different.

    >>> from auxilia.measures import Amounts
    >>> found = sector_fragmentation(Amounts([0, 0, 1], [9, 9, 9], [2010] * 3, [5, 2, 4]), force=[0, 1, 2])
    >>> found.n_forces, found.n_separate, found.n_exclusive, found.separation.round(3)
    (array([3]), array([2]), array([1]), array([0.667]))

    References
    ----------
    De Bruin, E. (2018). Preventing Coups d'etat: How Counterbalancing Works. Journal of Conflict Resolution
    62(7), 1433-1458.
    """
    kinds = codes(force, "force", amounts.rows)
    cells = group_by(amounts.recipient, amounts.year, kinds, amounts.provider)
    weight, treated = totals(amounts, cells, negative)
    some = weight > 0
    weight = weight[some]
    recipient, year, kinds, provider = (column[some] for column in cells.columns)
    forces = group_by(recipient, year, kinds)
    patrons = group_by(recipient, year, provider)
    whole = group_by(*forces.columns[:2])
    bloc = _components(forces, patrons)
    groups = group_by(whole.of_row, bloc)
    exclusive = forces.sum((patrons.count()[patrons.of_row] > 1).astype(np.float64)) == 0
    recipient, year = whole.columns
    return SectorFragmentation(
        recipient=recipient,
        year=year,
        n_forces=whole.count(),
        n_separate=np.bincount(groups.columns[0], minlength=whole.n),
        n_exclusive=_counted(whole, exclusive),
        separation=_separation(whole, forces, patrons, shares(forces, weight)),
        negatives=treated,
    )


def _counted(whole: Groups, condition: Bools) -> Ints:
    return whole.sum(condition.astype(np.float64)).astype(np.int64)


def _components(forces: Groups, patrons: Groups) -> Ints:
    """The component (forces,) of each force in the graph of a state's forces and their providers."""
    size = forces.n + patrons.n
    ends = (forces.of_row, forces.n + patrons.of_row)
    graph = coo_array((np.ones(forces.of_row.size), ends), shape=(size, size))
    _, labels = connected_components(graph, directed=False)
    return np.asarray(labels[: forces.n], dtype=np.int64)


def _separation(whole: Groups, forces: Groups, patrons: Groups, share: Floats) -> Floats:
    """1 - mean over pairs of forces of sum_i min(s_if, s_ig).

    Of one provider's shares in ascending order, the k-th is the smaller one against each that follows: no
    pair has to be formed.
    """
    order = np.lexsort((share, patrons.of_row))
    ends = np.searchsorted(patrons.of_row[order], patrons.of_row[order], side="right")
    following = ends - np.arange(order.size) - 1
    following_of_row = np.zeros(order.size)
    following_of_row[order] = following
    common = whole.sum(forces.sum(share * following_of_row))
    n_forces = whole.count()
    return 1 - divided(common, n_forces * (n_forces - 1) / 2)
