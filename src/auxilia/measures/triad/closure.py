"""Whether the recipients of a provider's recipients are its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import numpy as np

from auxilia.measures.arrays import Floats, Ints
from auxilia.measures.inputs import Network, Ties
from auxilia.measures.record import Result, column, key, measure
from auxilia.measures.shares import divided
from auxilia.measures.yearly import YearOfTies, graphs, year_and_actor


@dataclass(frozen=True, slots=True, eq=False)
class Closure(Result):
    """One row a year."""

    year: Annotated[Ints, key("year", "year")]
    n_two_paths: Annotated[Ints, column("paths i -> j -> k between three actors", "count")]
    n_closed: Annotated[Ints, column("of these, those with a tie i -> k", "count")]
    closure: Annotated[Floats, column("part of the paths that is closed", "share")]


@dataclass(frozen=True, slots=True, eq=False)
class Clustering(Result):
    """One row a year and actor with a tie."""

    year: Annotated[Ints, key("year", "year")]
    actor: Annotated[Ints, key("actor", "actor")]
    clustering: Annotated[Floats, column("part of the possible triangles around the actor", "share")]


@measure("triad")
def closure(ties: Ties) -> Closure:
    """Closure: who assists a provider assists its recipients too.

    High in alliances of many members, low where patrons have clients that are patrons of their own.

    Formula
    -------
    C_t = number of (i, j, k), all different, with i -> j, j -> k and i -> k, over those with i -> j and j
    -> k.

    Parameters
    ----------
    ties
        Ties.

    Returns
    -------
    Closure
        By year; NaN where there is no path.

    Examples
    --------
    0 -> 1 -> 2 is closed by 0 -> 2; 0 -> 1 -> 3 is not.

    >>> from auxilia.measures import Ties
    >>> found = closure(Ties([0, 1, 0, 1], [1, 2, 2, 3], [2010] * 4))
    >>> found.n_two_paths, found.n_closed, found.closure
    (array([2]), array([1]), array([0.5]))

    References
    ----------
    Holland, P. W., Leinhardt, S. (1971). Transitivity in Structural Models of Small Groups. Comparative
    Group Studies 2(2), 107-124.
    """
    counted = [_paths(graph) for graph in graphs(ties)]
    year, paths, closed = np.asarray(counted, dtype=np.int64).reshape(-1, 3).T
    return Closure(year, paths, closed, divided(closed.astype(np.float64), paths.astype(np.float64)))


@measure("triad")
def clustering(network: Network) -> Clustering:
    """Clustering of an actor: how many of the triangles that its ties allow are there, in all directions.

    With amounts a triangle weighs the geometric mean of its three ties, each over the largest of the year;
    with ties each weighs 1.

    Formula
    -------
    c_i = sum over triangles of (w_1 w_2 w_3)^(1/3) / (2 (d_i (d_i - 1) - 2 m_i)), with all eight directed
    triangles of i, d_i its ties in and out, m_i its mutual ties.

    Parameters
    ----------
    network
        Amounts, or ties that weigh 1 each.

    Returns
    -------
    Clustering
        By year and actor; 0 where no triangle is possible.

    Raises
    ------
    ModelError
        Where a tie's yearly sum is negative.

    Examples
    --------
    One directed triangle 0 -> 1 -> 2, 0 -> 2: each has one of the two that its two ties allow.

    >>> from auxilia.measures import Ties
    >>> clustering(Ties([0, 1, 0], [1, 2, 2], [2010] * 3)).clustering
    array([0.5, 0.5, 0.5])

    References
    ----------
    Fagiolo, G. (2007). Clustering in Complex Directed Networks. Physical Review E 76(2), 026107.
    """
    years = list(graphs(network))
    values = [_clustering(graph) for graph in years]
    return Clustering(*year_and_actor(years), np.concatenate([np.zeros(0), *values]))


def _paths(graph: YearOfTies) -> tuple[int, int, int]:
    there = graph.adjacency()
    paths = there @ there
    closed = (paths * there).sum()
    return graph.year, round(paths.sum() - paths.trace()), round(closed)


def _clustering(graph: YearOfTies) -> Floats:
    roots = np.cbrt(graph.matrix() / graph.weight.max())
    there = graph.adjacency()
    both_ways = roots + roots.T
    triangles = ((both_ways @ both_ways) * both_ways).sum(axis=1)
    degree = there.sum(axis=0) + there.sum(axis=1)
    mutual = (there * there.T).sum(axis=1)
    possible = 2 * (degree * (degree - 1) - 2 * mutual)
    return np.nan_to_num(divided(triangles, possible))
