"""Actors through which others are tied."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import numpy as np

from auxilia.measures.arrays import Floats, Ints
from auxilia.measures.inputs import Network, Ties
from auxilia.measures.membership import Membership
from auxilia.measures.record import Result, column, key, measure
from auxilia.measures.yearly import YearOfTies, graphs, year_and_actor


@dataclass(frozen=True, slots=True, eq=False)
class Brokerage(Result):
    """One row a year and actor with a tie; the five roles add up to `total`."""

    year: Annotated[Ints, key("year", "year")]
    actor: Annotated[Ints, key("the one in the middle", "actor")]
    coordinator: Annotated[Ints, column("from its own group to its own group", "count")]
    itinerant: Annotated[Ints, column("within one group that is not its own", "count")]
    gatekeeper: Annotated[Ints, column("from another group into its own", "count")]
    representative: Annotated[Ints, column("from its own group to another", "count")]
    liaison: Annotated[Ints, column("between two groups, neither its own", "count")]
    total: Annotated[Ints, column("open paths i -> actor -> k", "count")]


@dataclass(frozen=True, slots=True, eq=False)
class Constraint(Result):
    """One row a year and actor with a tie."""

    year: Annotated[Ints, key("year", "year")]
    actor: Annotated[Ints, key("actor", "actor")]
    constraint: Annotated[Floats, column("low where the actor joins others that are not joined", "index")]


@measure("triad")
def brokerage(ties: Ties, membership: Membership) -> Brokerage:
    """Brokerage: open paths that pass through an actor, by the groups of the three.

    A state that is trained by one and trains another stands between them. Which role that is depends on the
    blocs (or regions, or alliances) of the three.

    Formula
    -------
    total_jt = number of i, k, all different, with i -> j, j -> k and no i -> k. By groups g: coordinator
    g_i = g_j = g_k; itinerant g_i = g_k, not g_j; gatekeeper g_j = g_k, not g_i; representative g_i = g_j,
    not g_k; liaison all different.

    Parameters
    ----------
    ties
        Ties.
    membership
        The group of every actor with a tie, in every year.

    Returns
    -------
    Brokerage
        By year and actor with a tie.

    Raises
    ------
    ModelError
        For an actor with ties and without a group.

    Examples
    --------
    0 -> 1 -> 2, where 0 and 1 are of group 0 and 2 of group 1: 1 represents its group.

    >>> from auxilia.measures import Membership, Ties
    >>> blocs = Membership([0, 1, 2], [2010] * 3, [0, 0, 1])
    >>> found = brokerage(Ties([0, 1], [1, 2], [2010, 2010]), blocs)
    >>> found.representative, found.total
    (array([0, 1, 0]), array([0, 1, 0]))

    References
    ----------
    Gould, R. V., Fernandez, R. M. (1989). Structures of Mediation: A Formal Approach to Brokerage in
    Transaction Networks. Sociological Methodology 19, 89-126.
    """
    years = list(graphs(ties))
    year, actor = year_and_actor(years)
    groups = np.split(membership.of(actor, year), np.flatnonzero(np.diff(year)) + 1)
    roles = [_roles(graph, group) for graph, group in zip(years, groups, strict=False)]
    counts = np.rint(np.concatenate([np.zeros((5, 0)), *roles], axis=1)).astype(np.int64)
    coordinator, itinerant, gatekeeper, representative, liaison = counts
    return Brokerage(
        year,
        actor,
        coordinator,
        itinerant,
        gatekeeper,
        representative,
        liaison,
        total=counts.sum(axis=0),
    )


@measure("triad")
def constraint(network: Network) -> Constraint:
    """Constraint: how far an actor's ties lead back to the same few others.

    Low for a broker over structural holes, whose partners have nothing to do with each other; high for one
    whose partners are all tied to one another. Both directions of a tie count, with their amounts.

    Formula
    -------
    c_i = sum over j tied to i of (p_ij + sum_q p_iq p_qj)^2, with p_ij = (w_ij + w_ji) / sum_k (w_ik + w_ki).

    Parameters
    ----------
    network
        Amounts, or ties that weigh 1 each.

    Returns
    -------
    Constraint
        By year and actor with a tie.

    Raises
    ------
    ModelError
        Where a tie's yearly sum is negative.

    Examples
    --------
    1 stands between 0 and 2, which have nobody else: 1/4 + 1/4 for it, 1 for them.

    >>> from auxilia.measures import Ties
    >>> constraint(Ties([0, 1], [1, 2], [2010, 2010])).constraint
    array([1. , 0.5, 1. ])

    References
    ----------
    Burt, R. S. (1992). Structural Holes: The Social Structure of Competition. Harvard University Press.
    """
    years = list(graphs(network))
    values = [_constraint(graph) for graph in years]
    return Constraint(*year_and_actor(years), np.concatenate([np.zeros(0), *values]))


def _roles(graph: YearOfTies, group: Ints) -> Floats:
    """Open paths through each actor (5, n) in the order of the columns of `Brokerage`."""
    there = graph.adjacency().astype(np.float32)
    same = (group[:, None] == group[None, :]).astype(np.float32)
    within, across = there * same, there * (1 - same)
    apart = 1 - there
    np.fill_diagonal(apart, 0.0)
    # From each i to each j: the k that j assists and i does not. Single precision counts exactly below 2^24.
    to_own, to_other, back = apart @ within.T, apart @ across.T, (apart * same) @ across.T
    paths = (within * to_own, across * back, across * to_own, within * to_other, across * (to_other - back))
    return np.stack([path.sum(axis=0, dtype=np.float64) for path in paths])


def _constraint(graph: YearOfTies) -> Floats:
    weight = graph.matrix()
    both = weight + weight.T
    part = both / both.sum(axis=1, keepdims=True)
    return np.asarray((((part + part @ part) ** 2) * (both > 0)).sum(axis=1))
