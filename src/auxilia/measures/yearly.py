"""One year of a network at a time, for what needs a matrix."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from auxilia.errors import ModelError
from auxilia.measures.arrays import Floats, Ints
from auxilia.measures.inputs import Network, positive_dyads


@dataclass(frozen=True, slots=True, eq=False)
class YearOfTies:
    """The graph of one year.

    `actors` (n,) are the ids of those with a tie; `source`, `target` (ties,) their places in `actors`;
    `weight` (ties,) is above zero.
    """

    year: int
    actors: Ints
    source: Ints
    target: Ints
    weight: Floats

    def matrix(self) -> Floats:
        """Weights (n, n), provider by recipient."""
        out = np.zeros((self.actors.size, self.actors.size))
        out[self.source, self.target] = self.weight
        return out

    def adjacency(self) -> Floats:
        """1 where there is a tie (n, n)."""
        out = np.zeros((self.actors.size, self.actors.size))
        out[self.source, self.target] = 1.0
        return out


def graphs(network: Network) -> Iterator[YearOfTies]:
    """The graph of each year with ties, in the order of years.

    Raises
    ------
    ModelError
        Where a tie's yearly sum is negative.
    """
    provider, recipient, year, weight = positive_dyads(network)
    for rows in year_rows(year):
        actors, place = np.unique(np.concatenate([provider[rows], recipient[rows]]), return_inverse=True)
        source, target = np.split(place.astype(np.int64), 2)
        yield YearOfTies(int(year[rows[0]]), actors, source, target, weight[rows])


def year_and_actor(years: Sequence[YearOfTies]) -> tuple[Ints, Ints]:
    """Year and id of every actor of every graph, in the order of the graphs."""
    nothing = np.zeros(0, dtype=np.int64)
    return (
        np.concatenate([nothing, *(np.full(graph.actors.size, graph.year) for graph in years)]),
        np.concatenate([nothing, *(graph.actors for graph in years)]),
    )


def year_rows(year: Ints) -> Iterator[Ints]:
    """The positions of each year's rows, in the order of years and, within one, of rows."""
    if not year.size:
        return
    order = np.argsort(year, kind="stable")
    yield from np.split(order, np.flatnonzero(np.diff(year[order])) + 1)


def observed_years(year: Ints, years: tuple[int, int] | None) -> tuple[int, int]:
    """First and last year observed: those given, or those of the ties.

    Raises
    ------
    ModelError
        For ties outside of them.
    """
    if not year.size:
        return years or (0, 0)
    found = (int(year.min()), int(year.max()))
    if years is None:
        return found
    if years[0] > found[0] or years[1] < found[1]:
        raise ModelError(
            f"ties run from {found[0]} to {found[1]}, outside of the years observed, "
            f"{years[0]} to {years[1]}. Mend: widen the years or leave those ties out."
        )
    return years
