"""Blocs that ties fall into."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated

import networkx as nx
import numpy as np
from joblib import Parallel, delayed

from auxilia.errors import ModelError
from auxilia.measures.arrays import Floats, Ints, at_least
from auxilia.measures.grouping import group_by
from auxilia.measures.inputs import Network, positive_dyads
from auxilia.measures.membership import Membership
from auxilia.measures.record import Result, column, key, measure
from auxilia.measures.shares import divided
from auxilia.measures.yearly import YearOfTies, graphs, year_and_actor


@dataclass(frozen=True, slots=True, eq=False)
class Communities(Result):
    """One row a year and actor with a tie; communities are numbered by size in each year on its own."""

    year: Annotated[Ints, key("year", "year")]
    actor: Annotated[Ints, key("actor", "actor")]
    community: Annotated[Ints, column("community, 0 the largest of the year", "label")]
    resolution: float
    runs: int
    seed: int

    def membership(self) -> Membership:
        """The same as an input of other measures."""
        return Membership(self.actor, self.year, self.community)


@dataclass(frozen=True, slots=True, eq=False)
class Modularity(Result):
    """One row a year with a tie."""

    year: Annotated[Ints, key("year", "year")]
    n_groups: Annotated[Ints, column("groups with a tie", "count")]
    modularity: Annotated[Floats, column("ties inside groups beyond what chance would put there", "index")]
    resolution: float


@measure("system")
def communities(
    network: Network, *, resolution: float = 1.0, runs: int = 2, seed: int = 0, processes: int = 1
) -> Communities:
    """Communities: groups of actors more tied among themselves than with others.

    Found by the Louvain method for directed weighted graphs (NetworkX), the best of several runs. It is a
    heuristic: another seed may draw the borders of small communities otherwise; compare `modularity`.

    Formula
    -------
    The partition with the highest modularity that the runs found, year by year.

    Parameters
    ----------
    network
        Amounts, or ties that weigh 1 each.
    resolution
        Above 1 for smaller communities, below 1 for larger ones.
    runs
        Runs in each year, of which the best is kept.
    seed
        Seed of the runs. A year's runs depend on the seed and the year, and not on other years.
    processes
        Over how many processes the years are spread; the answer is the same.

    Returns
    -------
    Communities
        By year and actor; `membership()` makes them an input of other measures. Numbers of different years
        have nothing to do with each other.

    Raises
    ------
    ModelError
        Where a tie's yearly sum is negative.

    Examples
    --------
    0 and 1 assist each other, as do 2 and 3; one thin tie joins the pairs.

    >>> from auxilia.measures import Amounts
    >>> pairs = Amounts([0, 1, 2, 3, 1], [1, 0, 3, 2, 2], [2010] * 5, [9, 9, 5, 5, 1])
    >>> communities(pairs).community
    array([0, 0, 1, 1])

    References
    ----------
    Blondel, V. D., Guillaume, J.-L., Lambiotte, R., Lefebvre, E. (2008). Fast Unfolding of Communities in
    Large Networks. Journal of Statistical Mechanics P10008.

    Dugué, N., Perez, A. (2015). Directed Louvain: Maximizing Modularity in Directed Networks. Research
    report hal-01231784, Université d'Orléans.
    """
    at_least(runs, 1, "runs")
    at_least(seed, 0, "seed")
    at_least(processes, 1, "processes")
    _positive(resolution)
    years = list(graphs(network))
    labels = Parallel(n_jobs=min(processes, max(len(years), 1)))(
        delayed(_louvain)(graph, resolution, runs, seed) for graph in years
    )
    return Communities(
        *year_and_actor(years),
        np.concatenate([np.zeros(0, dtype=np.int64), *labels]),
        resolution=resolution,
        runs=runs,
        seed=seed,
    )


@measure("system")
def modularity(network: Network, membership: Membership, *, resolution: float = 1.0) -> Modularity:
    """Modularity of given groups: how far ties stay inside them, beyond chance.

    0 where groups explain nothing, towards 1 for many blocs that keep to themselves. The groups may be
    communities found in the ties, or alliances and regions that are known otherwise.

    Formula
    -------
    Q_t = 1/m sum_ij (w_ijt - resolution * out_i in_j / m) [g_i = g_j], with m the sum of all weights, out_i
    what i gives, in_j what j gets.

    Parameters
    ----------
    network
        Amounts, or ties that weigh 1 each.
    membership
        The group of every actor with a tie, in every year.
    resolution
        Weight of what chance would put inside groups.

    Returns
    -------
    Modularity
        By year.

    Raises
    ------
    ModelError
        For an actor with ties and without a group; where a tie's yearly sum is negative.

    Examples
    --------
    Two mutual pairs, each a group: all ties inside, half of them by chance.

    >>> from auxilia.measures import Membership, Ties
    >>> pairs = Membership([0, 1, 2, 3], [2010] * 4, [0, 0, 1, 1])
    >>> modularity(Ties([0, 1, 2, 3], [1, 0, 3, 2], [2010] * 4), pairs).modularity
    array([0.5])

    References
    ----------
    Leicht, E. A., Newman, M. E. J. (2008). Community Structure in Directed Networks. Physical Review
    Letters 100(11), 118703.
    """
    _positive(resolution)
    provider, recipient, year, weight = positive_dyads(network)
    giver, taker = membership.of(provider, year), membership.of(recipient, year)
    years = group_by(year)
    total = years.sum(weight)
    both = group_by(np.tile(year, 2), np.concatenate([giver, taker]))
    given = both.sum(np.concatenate([weight, np.zeros(weight.size)]))
    got = both.sum(np.concatenate([np.zeros(weight.size), weight]))
    of_group = group_by(both.columns[0])
    inside = divided(years.sum(np.where(giver == taker, weight, 0.0)), total)
    expected = divided(of_group.sum(given * got), total * total)
    return Modularity(
        years.columns[0],
        n_groups=of_group.count(),
        modularity=inside - resolution * expected,
        resolution=resolution,
    )


def _positive(resolution: float) -> None:
    if not (np.isfinite(resolution) and resolution > 0):
        raise ModelError(f"resolution={resolution!r} must be above 0.")


def _louvain(graph: YearOfTies, resolution: float, runs: int, seed: int) -> Ints:
    """The community (n,) of each actor.

    The algorithm visits actors in their order and breaks ties by it. They are put in an order of their own
    amounts first, so that the numbers that happen to name them decide nothing.
    """
    size = graph.actors.size
    out = np.bincount(graph.source, graph.weight, size).astype(float)
    into = np.bincount(graph.target, graph.weight, size).astype(float)
    rank = np.empty(size, dtype=np.int64)
    rank[np.lexsort((into, out))] = np.arange(size)
    ties = sorted(
        zip(rank[graph.source].tolist(), rank[graph.target].tolist(), graph.weight.tolist(), strict=True)
    )
    drawn = nx.DiGraph()
    drawn.add_nodes_from(range(size))
    drawn.add_weighted_edges_from(ties)
    seeds = np.random.SeedSequence([seed, graph.year % 2**32]).generate_state(runs).tolist()
    tried = [
        _numbered(nx.community.louvain_communities(drawn, resolution=resolution, seed=one), size)[rank]
        for one in seeds
    ]
    return max(tried, key=lambda labels: _quality(graph, out, into, labels, resolution))


def _numbered(parts: Iterable[set[int]], size: int) -> Ints:
    """The number (n,) of the part that each place belongs to, the largest part first."""
    labels = np.empty(size, dtype=np.int64)
    for number, part in enumerate(sorted(parts, key=lambda part: (-len(part), -max(part)))):
        labels[list(part)] = number
    return labels


def _quality(graph: YearOfTies, out: Floats, into: Floats, labels: Ints, resolution: float) -> float:
    """The modularity of one year's communities."""
    total = graph.weight.sum()
    if total == 0:
        return 0.0
    inside = graph.weight[labels[graph.source] == labels[graph.target]].sum() / total
    by_chance = (np.bincount(labels, out) * np.bincount(labels, into)).sum() / total**2
    return float(inside - resolution * by_chance)
