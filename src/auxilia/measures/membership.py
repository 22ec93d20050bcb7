"""Which group each actor belongs to in each year: a bloc, a region, a community."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from auxilia.errors import ModelError
from auxilia.measures.arrays import Ints, same_length, whole_numbers
from auxilia.measures.grouping import group_by


@dataclass(frozen=True, slots=True, eq=False, init=False)
class Membership:
    """One group an actor and year.

    Parameters
    ----------
    actor, year, group
        One row an actor and year; groups are numbered from 0.

    Raises
    ------
    ModelError
        Where an actor has two groups in one year.
    """

    actor: Ints
    year: Ints
    group: Ints

    def __init__(self, actor: npt.ArrayLike, year: npt.ArrayLike, group: npt.ArrayLike) -> None:
        actors, years = whole_numbers(actor, "actor"), whole_numbers(year, "year", low=None)
        labels = whole_numbers(group, "group")
        same_length(actor=actors, year=years, group=labels)
        different = group_by(years, actors, labels).columns
        unique = group_by(different[0], different[1])
        if unique.n < different[0].size:
            row = int(np.argmax(unique.count() > 1))
            raise ModelError(
                f"actor {unique.columns[1][row]} has more than one group in {unique.columns[0][row]}. "
                "Mend: one group an actor and year."
            )
        for name, array in zip(("year", "actor", "group"), different, strict=True):
            object.__setattr__(self, name, array)

    def of(self, actor: Ints, year: Ints) -> Ints:
        """The group of each actor and year asked for (rows,).

        Raises
        ------
        ModelError
            With the first actor and year that have none.
        """
        joined = group_by(np.concatenate([self.year, year]), np.concatenate([self.actor, actor]))
        groups = np.full(joined.n, -1)
        groups[joined.of_row[: self.year.size]] = self.group
        found = groups[joined.of_row[self.year.size :]]
        if (found < 0).any():
            row = int(np.argmax(found < 0))
            raise ModelError(
                f"actor {actor[row]} has no group in {year[row]} ({int((found < 0).sum())} such rows). "
                "Mend: give each actor with ties a group, one of its own if it stands alone."
            )
        return found
