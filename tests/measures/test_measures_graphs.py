"""Graph measures against NetworkX, against igraph's stored answers, and against counting by hand."""

from __future__ import annotations

import itertools
import json
from pathlib import Path

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auxilia.errors import ModelError
from auxilia.measures import Amounts, Membership, Ties
from auxilia.measures.dyad.reciprocity import reciprocity
from auxilia.measures.synthetic import World, invent
from auxilia.measures.system.communities import communities, modularity
from auxilia.measures.system.numbers import density, numbers_of_actors, system_reciprocity
from auxilia.measures.triad.brokerage import brokerage, constraint
from auxilia.measures.triad.closure import closure, clustering

IGRAPH = json.loads((Path(__file__).parent / "igraph_answers.json").read_text("utf-8"))
seeds = given(seed=st.integers(0, 2**16))
few = settings(max_examples=12, deadline=None)


def world(seed: int, rows: int = 240) -> World:
    return invent(seed, actors=16, years=3, rows=rows)


def drawn(network: Amounts | Ties) -> dict[int, nx.DiGraph]:
    """The graph of each year, as NetworkX has it."""
    graphs: dict[int, nx.DiGraph] = {}
    weights = network.weight if isinstance(network, Amounts) else np.ones(network.rows)
    for i, j, year, weight in zip(
        network.provider.tolist(),
        network.recipient.tolist(),
        network.year.tolist(),
        weights.tolist(),
        strict=True,
    ):
        graph = graphs.setdefault(year, nx.DiGraph())
        if isinstance(network, Ties) or not graph.has_edge(i, j):
            graph.add_edge(i, j, weight=weight)
        else:
            graph[i][j]["weight"] += weight
    return dict(sorted(graphs.items()))


@seeds
@few
def test_closure_is_the_part_of_paths_that_is_closed(seed: int) -> None:
    ties = world(seed).ties
    found = closure(ties)
    for row, (year, graph) in enumerate(drawn(ties).items()):
        paths = [
            (i, j, k) for j in graph for i in graph.predecessors(j) for k in graph.successors(j) if i != k
        ]
        assert found.year[row] == year
        assert found.n_two_paths[row] == len(paths)
        assert found.n_closed[row] == sum(graph.has_edge(i, k) for i, _, k in paths)


@seeds
@few
def test_closed_paths_agree_with_the_census_of_triads(seed: int) -> None:
    # How many closed paths each kind of triad holds (Holland and Leinhardt's names).
    closed = {"030T": 1, "120D": 2, "120U": 2, "120C": 1, "210": 3, "300": 6}
    ties = world(seed).ties
    found = closure(ties)
    for row, graph in enumerate(drawn(ties).values()):
        census = nx.triadic_census(graph)
        assert found.n_closed[row] == sum(census[name] * times for name, times in closed.items())


@seeds
@few
@pytest.mark.parametrize("kind", ["amounts", "ties"])
def test_clustering_is_that_of_networkx(seed: int, kind: str) -> None:
    network = getattr(world(seed), kind)
    found = clustering(network)
    for year, graph in drawn(network).items():
        theirs = nx.clustering(graph, weight="weight" if kind == "amounts" else None)
        here = found.year == year
        expected = [theirs[actor] for actor in found.actor[here].tolist()]
        # Roots of the third degree, taken by two routes.
        np.testing.assert_allclose(found.clustering[here], expected, rtol=1e-9, atol=1e-12)


@seeds
@few
@pytest.mark.parametrize("kind", ["amounts", "ties"])
def test_constraint_is_that_of_networkx(seed: int, kind: str) -> None:
    network = getattr(world(seed), kind)
    found = constraint(network)
    for year, graph in drawn(network).items():
        theirs = nx.constraint(graph, weight="weight")
        here = found.year == year
        expected = [theirs[actor] for actor in found.actor[here].tolist()]
        np.testing.assert_allclose(found.constraint[here], expected, rtol=1e-9)


@seeds
@few
@pytest.mark.parametrize("kind", ["amounts", "ties"])
@pytest.mark.parametrize("resolution", [1.0, 0.7])
def test_modularity_is_that_of_networkx(seed: int, kind: str, resolution: float) -> None:
    invented = world(seed)
    network, membership = getattr(invented, kind), invented.membership
    found = modularity(network, membership, resolution=resolution)
    for row, (year, graph) in enumerate(drawn(network).items()):
        actors = np.array(sorted(graph))
        group = membership.of(actors, np.full(actors.size, year))
        parts = [set(actors[group == one].tolist()) for one in np.unique(group)]
        expected = nx.community.modularity(graph, parts, resolution=resolution)
        assert found.modularity[row] == pytest.approx(expected, abs=1e-12)
        assert found.n_groups[row] == len(parts)


@seeds
@few
def test_brokerage_counts_open_paths_by_the_groups_of_the_three(seed: int) -> None:
    invented = world(seed)
    found = brokerage(invented.ties, invented.membership)
    for year, graph in drawn(invented.ties).items():
        actors = np.array(sorted(graph))
        groups = invented.membership.of(actors, np.full(actors.size, year)).tolist()
        group = dict(zip(actors.tolist(), groups, strict=True))
        here = found.year == year
        for role in ("coordinator", "itinerant", "gatekeeper", "representative", "liaison"):
            expected = [
                sum(role_of(group[i], group[j], group[k]) == role for i, k in open_paths(graph, j))
                for j in actors.tolist()
            ]
            assert getattr(found, role)[here].tolist() == expected
        totals = [len(open_paths(graph, j)) for j in actors.tolist()]
        assert found.total[here].tolist() == totals


def open_paths(graph: nx.DiGraph, j: int) -> list[tuple[int, int]]:
    ends = itertools.product(graph.predecessors(j), graph.successors(j))
    return [(i, k) for i, k in ends if i != k and not graph.has_edge(i, k)]


def role_of(before: int, middle: int, after: int) -> str:
    if before == middle == after:
        return "coordinator"
    if before == after:
        return "itinerant"
    if middle == after:
        return "gatekeeper"
    return "representative" if before == middle else "liaison"


@seeds
@few
def test_numbers_density_and_reciprocity_are_those_of_networkx(seed: int) -> None:
    ties = world(seed, rows=120).ties
    graphs = drawn(ties)
    numbers = numbers_of_actors(ties)
    found = density(ties, {year: graph.number_of_nodes() for year, graph in graphs.items()})
    mutual = system_reciprocity(ties)
    for row, graph in enumerate(graphs.values()):
        assert found.density[row] == pytest.approx(nx.density(graph))
        assert mutual.reciprocity[row] == pytest.approx(nx.overall_reciprocity(graph))
        assert numbers.n_ties[row] == graph.number_of_edges()
        assert numbers.n_providers[row] == sum(degree > 0 for _, degree in graph.out_degree)
        assert numbers.n_recipients[row] == sum(degree > 0 for _, degree in graph.in_degree)


@seeds
@few
def test_reciprocity_of_a_tie_is_the_smaller_way_over_the_tie(seed: int) -> None:
    amounts = world(seed).amounts
    found = reciprocity(amounts)
    graphs = drawn(amounts)
    for row, (i, j, year) in enumerate(
        zip(found.provider.tolist(), found.recipient.tolist(), found.year.tolist(), strict=True)
    ):
        graph = graphs[year]
        back = graph[j][i]["weight"] if graph.has_edge(j, i) else 0.0
        assert found.returned[row] == pytest.approx(back)
        assert found.reciprocated[row] == pytest.approx(min(1.0, back / graph[i][j]["weight"]))


def test_communities_are_the_two_cliques_and_keep_their_seed() -> None:
    # Two cliques of five, the second one lighter, and one tie between them.
    pairs = [(i, j) for clique in (range(5), range(5, 10)) for i in clique for j in clique if i != j]
    weight = [3.0 + 0.01 * i if i < 5 else 2.0 + 0.01 * i for i, _ in pairs]
    provider, recipient = zip(*pairs, (0, 5), strict=True)
    amounts = Amounts(provider, recipient, [2000] * 41, [*weight, 0.5])
    found = communities(amounts, seed=7)
    assert found.community.tolist() == [0] * 5 + [1] * 5
    assert (found.seed, found.runs, found.resolution) == (7, 2, 1.0)
    assert (communities(amounts, seed=7).community == found.community).all()


@seeds
@few
def test_communities_explain_more_than_groups_drawn_by_lot(seed: int) -> None:
    invented = world(seed)
    blocs = communities(invented.amounts).membership()
    ours = modularity(invented.amounts, blocs).modularity
    assert (ours > modularity(invented.amounts, invented.membership).modularity).all()


def test_a_years_communities_do_not_depend_on_other_years() -> None:
    invented = world(5)
    both = communities(invented.amounts)
    a = invented.amounts
    year = a.year == 1991
    alone = communities(Amounts(a.provider[year], a.recipient[year], a.year[year], a.weight[year]))
    assert both.community[both.year == 1991].tolist() == alone.community.tolist()


def test_igraph_gives_the_same_modularity_constraint_and_closure() -> None:
    edges = np.array(IGRAPH["edges"])
    amounts = Amounts(edges[:, 0], edges[:, 1], np.full(len(edges), 2000), IGRAPH["weight"])
    actors = np.arange(len(IGRAPH["group"]))
    groups = Membership(actors, np.full(actors.size, 2000), IGRAPH["group"])
    assert modularity(amounts, groups).modularity[0] == pytest.approx(IGRAPH["modularity"], rel=1e-10)
    np.testing.assert_allclose(constraint(amounts).constraint, IGRAPH["constraint"], rtol=1e-10)
    ties = amounts.ties(above=0)
    assert closure(ties).n_closed[0] == IGRAPH["transitive_triples"]
    assert system_reciprocity(ties).reciprocity[0] == pytest.approx(IGRAPH["reciprocity"], rel=1e-12)


def test_a_graph_has_no_negative_ties() -> None:
    amounts = Amounts([0, 1], [1, 0], [2000, 2001], [1.0, -2.0])
    with pytest.raises(ModelError, match=r"1 -> 0 in 2001 sum to -2.*Mend: .*amounts.ties\(above=0\)"):
        constraint(amounts)


def test_more_actors_than_the_population_are_refused() -> None:
    ties = Ties([0, 0], [1, 2], [2000, 2000])
    with pytest.raises(ModelError, match="3 actors have ties in 2000, more than the population of 2"):
        density(ties, {2000: 2})
    with pytest.raises(ModelError, match="population has no entry for 2000"):
        density(ties, {1999: 2})


@pytest.mark.parametrize(
    "choice", [{"resolution": 0.0}, {"resolution": float("nan")}, {"runs": 0}, {"seed": -1}]
)
def test_choices_that_make_no_sense_are_refused(choice: dict[str, float]) -> None:
    with pytest.raises(ModelError, match=next(iter(choice))):
        communities(Ties([0], [1], [2000]), **choice)  # type: ignore[arg-type]


def test_an_actor_without_a_group_is_named() -> None:
    with pytest.raises(ModelError, match="actor 2 has no group in 2000"):
        brokerage(Ties([0, 1], [1, 2], [2000, 2000]), Membership([0, 1], [2000, 2000], [0, 0]))
