"""How far actors stand apart in a year, such as in the space of votes at the United Nations."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
import numpy.typing as npt

from auxilia.errors import ModelError
from auxilia.measures.arrays import (
    Bools,
    Floats,
    Ints,
    numbers,
    one_of,
    same_length,
    whole_numbers,
)
from auxilia.measures.grouping import group_by, pairs_within

Missing = Literal["refuse", "renormalise"]
MISSING: tuple[str, ...] = get_args(Missing)


@dataclass(frozen=True, slots=True, eq=False, init=False)
class Distances:
    """Symmetric distances between actors by year.

    Parameters
    ----------
    first, second
        Actor ids (rows,). A pair stands once, in either order, or both ways with the same value; an actor
        with itself, at 0, says that its place is known even where nobody else's is.
    year
        Year (rows,).
    value
        Distances (rows,), none negative.

    An actor in no row of a year is unknown in that year.

    Raises
    ------
    ModelError
        For negative distances, an actor apart from itself, and a pair with two values.
    """

    first: Ints
    second: Ints
    year: Ints
    value: Floats

    def __init__(
        self, first: npt.ArrayLike, second: npt.ArrayLike, year: npt.ArrayLike, value: npt.ArrayLike
    ) -> None:
        left, right = whole_numbers(first, "first"), whole_numbers(second, "second")
        years, values = whole_numbers(year, "year", low=None), numbers(value, "value")
        same_length(first=left, second=right, year=years, value=values)
        wrong = (values < 0) | ((left == right) & (values != 0))
        if wrong.any():
            row = int(np.argmax(wrong))
            raise ModelError(
                f"the distance of {left[row]} and {right[row]} in {years[row]} is {values[row]:g} "
                f"(row {row}). Mend: distances are 0 or more, and 0 to oneself."
            )
        pairs = group_by(years, np.minimum(left, right), np.maximum(left, right))
        _refuse_two_values(pairs.largest(values), -pairs.largest(-values), pairs.columns)
        years, left, right = pairs.columns
        columns = {"first": left, "second": right, "year": years, "value": pairs.largest(values)}
        for name, array in columns.items():
            object.__setattr__(self, name, array)

    @classmethod
    def of_positions(cls, actor: npt.ArrayLike, year: npt.ArrayLike, position: npt.ArrayLike) -> Distances:
        """Absolute differences of positions on one line, such as ideal points of one release.

        Parameters
        ----------
        actor, year, position
            One row an actor and year.

        Raises
        ------
        ModelError
            Where an actor has two positions in a year.
        """
        actors, years = whole_numbers(actor, "actor"), whole_numbers(year, "year", low=None)
        places = numbers(position, "position")
        same_length(actor=actors, year=years, position=places)
        unique = group_by(years, actors)
        if unique.n < actors.size:
            row = int(np.argmax(unique.count()[unique.of_row] > 1))
            raise ModelError(
                f"actor {actors[row]} has two positions in {years[row]}. Mend: one release, one row a year."
            )
        order = np.lexsort((actors, years))
        actors, years, places = actors[order], years[order], places[order]
        left, right = (np.concatenate(side) for side in zip(*_pairs_and_selves(years), strict=True))
        return cls(actors[left], actors[right], years[left], np.abs(places[left] - places[right]))

    def matrix(self, year: int, actors: Ints) -> Floats:
        """Distances (actors, actors) in a year; NaN where unknown, 0 of a known actor to itself."""
        start, stop = np.searchsorted(self.year, [year, year + 1])
        left, right, value = self.first[start:stop], self.second[start:stop], self.value[start:stop]
        place = np.full(1 + max(int(ids.max(initial=0)) for ids in (left, right, actors)), -1)
        place[actors] = np.arange(actors.size)
        out = np.full((actors.size, actors.size), np.nan)
        known = np.unique(place[np.concatenate([left, right])])
        known = known[known >= 0]
        out[known, known] = 0.0
        inside = (place[left] >= 0) & (place[right] >= 0)
        rows, columns = place[left[inside]], place[right[inside]]
        out[rows, columns] = out[columns, rows] = value[inside]
        return out

    def among(self, year: int, actors: Ints, meets: Bools, missing: Missing) -> Floats:
        """The matrix of a year's providers, where it has all that is asked of it.

        Parameters
        ----------
        year, actors
            As for `matrix`.
        meets
            Who has a part in what (places, actors): two known actors that meet must have a distance.
        missing
            Whether actors whose place is not known are refused, or stand as NaN to be left out.

        Raises
        ------
        ModelError
            With the first actor or pair that is missing.
        """
        one_of(missing, MISSING, "missing")
        apart = self.matrix(year, actors)
        known = ~np.isnan(apart.diagonal())
        if missing == "refuse" and not known.all():
            raise ModelError(
                f"provider {actors[np.argmin(known)]} has no distance in {year} "
                f"({int((~known).sum())} providers have none). Mend: add them, or missing='renormalise'."
            )
        holes = np.isnan(apart) & np.outer(known, known)
        together = meets.astype(np.float64) if holes.any() else np.zeros((0, actors.size))
        holes &= (together.T @ together) > 0
        if holes.any():
            first, second = np.argwhere(holes)[0]
            raise ModelError(
                f"providers {actors[first]} and {actors[second]} have places but no distance in {year}. "
                "Mend: give the distance of every two known actors."
            )
        return apart


def _pairs_and_selves(years: Ints) -> list[tuple[Ints, Ints]]:
    every = np.arange(years.size)
    return [(every, every), *pairs_within(years)]


def _refuse_two_values(largest: Floats, smallest: Floats, pairs: tuple[Ints, ...]) -> None:
    if (largest != smallest).any():
        row = int(np.argmax(largest != smallest))
        raise ModelError(
            f"the distance of {pairs[1][row]} and {pairs[2][row]} in {pairs[0][row]} has two values, "
            f"{smallest[row]:g} and {largest[row]:g}. Mend: one value a pair and year; "
            "a distance has no direction."
        )
