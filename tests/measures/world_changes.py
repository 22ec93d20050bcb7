"""Changes of an invented world that leave, or change in a known way, what is measured on it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from auxilia.measures import Amounts, Distances, Membership, Result, Sides, Support, Ties
from auxilia.measures.arrays import Ints
from auxilia.measures.synthetic import World

BY_ROW = ("practice", "instrument", "purpose", "kind", "force", "own", "valued", "confirmed")


def chosen_rows(world: World, rows: Ints) -> World:
    """The same world with these rows of ties and amounts, in this order."""
    a = world.amounts
    return replace(
        with_ends(world, a.provider[rows], a.recipient[rows], a.year[rows], a.weight[rows]),
        **{name: getattr(world, name)[rows] for name in BY_ROW},
    )


def split_rows(world: World, rng: np.random.Generator) -> World:
    """Every row of amounts in two parts that add up to it; every row of ties twice."""
    twice = chosen_rows(world, np.tile(np.arange(world.amounts.rows), 2))
    part = rng.uniform(0.2, 0.8, world.amounts.rows)
    weight = np.concatenate([world.amounts.weight * part, world.amounts.weight * (1 - part)])
    return with_weight(twice, weight)


def scaled(world: World, factor: float) -> World:
    return with_weight(world, world.amounts.weight * factor)


def with_weight(world: World, weight: np.ndarray) -> World:
    a = world.amounts
    return with_ends(world, a.provider, a.recipient, a.year, weight)


def with_ends(world: World, provider: Ints, recipient: Ints, year: Ints, weight: np.ndarray) -> World:
    amounts = Amounts(provider, recipient, year, weight)
    network = amounts if isinstance(world.network, Amounts) else Ties(provider, recipient, year)
    return replace(world, amounts=amounts, ties=Ties(provider, recipient, year), network=network)


def unweighted(world: World) -> World:
    """The same world with a network of ties alone."""
    return replace(world, network=world.ties)


def relabelled(world: World, new: Ints) -> World:
    """The same world with actor `i` called `new[i]`."""
    a, d, m, s, c = world.amounts, world.distances, world.membership, world.support, world.sides
    moved = with_ends(world, new[a.provider], new[a.recipient], a.year, a.weight)
    return replace(
        moved,
        distances=Distances(new[d.first], new[d.second], d.year, d.value),
        membership=Membership(new[m.actor], m.year, m.group),
        support=Support(new[s.supporter], new[s.supported], new[s.opponent], s.year),
        sides=Sides(new[c.supporter], c.conflict, c.side, c.year),
    )


def table(result: Result, new: Ints | None = None, factor: float = 1.0) -> dict[str, np.ndarray]:
    """The columns of a result in the order of its keys, its actors renamed and its amounts scaled.

    A pair that has no direction stands lower id first, whatever its ends are called.
    """
    columns = dict(result.columns())
    for column in result.described():
        if new is not None and column.about.holds == "actor":
            ids = columns[column.name]
            columns[column.name] = np.where(ids < 0, ids, new[ids])
        if column.about.holds == "weight":
            columns[column.name] = columns[column.name] * factor
    _turn_pairs(columns)
    keys = [columns[column.name] for column in result.described() if column.about.key]
    order = np.lexsort(keys[::-1])
    return {name: values[order] for name, values in columns.items()}


def _turn_pairs(columns: dict[str, np.ndarray]) -> None:
    firsts = [name for name in columns if name.endswith("_a")]
    ends = next((name for name in ("provider_a", "sponsor_a") if name in firsts), None)
    if ends is None:
        return
    turned = columns[ends] > columns[f"{ends[:-2]}_b"]
    for first in firsts:
        a, b = columns[first], columns[f"{first[:-2]}_b"]
        columns[first], columns[f"{first[:-2]}_b"] = np.where(turned, b, a), np.where(turned, a, b)
