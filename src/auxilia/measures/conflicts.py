"""Support in conflicts: who supports whom against whom, and on which side of which conflict."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from auxilia.errors import ModelError
from auxilia.measures.arrays import Ints, different_ends, same_length, whole_numbers
from auxilia.measures.grouping import group_by, unique_rows


@dataclass(frozen=True, slots=True, eq=False, init=False)
class Support:
    """Support of one actor against another: supporter -> supported, against opponent, in a year.

    Parameters
    ----------
    supporter, supported, opponent
        Actor ids (rows,), numbered from 0 in one common list.
    year
        Year (rows,).

    Repeated rows are one statement.

    Raises
    ------
    ModelError
        Where two of the three are the same actor.
    """

    supporter: Ints
    supported: Ints
    opponent: Ints
    year: Ints

    def __init__(
        self,
        supporter: npt.ArrayLike,
        supported: npt.ArrayLike,
        opponent: npt.ArrayLike,
        year: npt.ArrayLike,
    ) -> None:
        columns = {
            "supporter": whole_numbers(supporter, "supporter"),
            "supported": whole_numbers(supported, "supported"),
            "opponent": whole_numbers(opponent, "opponent"),
            "year": whole_numbers(year, "year", low=None),
        }
        same_length(**columns)
        for one, other in (("supporter", "supported"), ("supporter", "opponent"), ("supported", "opponent")):
            different_ends(columns[one], columns[other], (one, other))
        for name, array in zip(columns, unique_rows(*columns.values()), strict=True):
            object.__setattr__(self, name, array)

    def sides(self) -> Sides:
        """The same as sides of conflicts, each pair of fighting actors being one conflict.

        Conflicts are numbered in the order of their two parties; side 0 is the party with the lower id.
        """
        low = np.minimum(self.supported, self.opponent)
        high = np.maximum(self.supported, self.opponent)
        return Sides(
            self.supporter, group_by(low, high).of_row, (self.supported == high).astype(np.int64), self.year
        )


@dataclass(frozen=True, slots=True, eq=False, init=False)
class Sides:
    """Supporters of the two sides of conflicts.

    Parameters
    ----------
    supporter
        Actor ids (rows,), numbered from 0.
    conflict
        Conflicts (rows,), numbered from 0.
    side
        0 or 1 (rows,).
    year
        Year (rows,).

    Repeated rows are one statement.

    Raises
    ------
    ModelError
        For a side that is neither 0 nor 1.
    """

    supporter: Ints
    conflict: Ints
    side: Ints
    year: Ints

    def __init__(
        self, supporter: npt.ArrayLike, conflict: npt.ArrayLike, side: npt.ArrayLike, year: npt.ArrayLike
    ) -> None:
        columns = {
            "conflict": whole_numbers(conflict, "conflict"),
            "year": whole_numbers(year, "year", low=None),
            "side": whole_numbers(side, "side"),
            "supporter": whole_numbers(supporter, "supporter"),
        }
        same_length(**columns)
        if (columns["side"] > 1).any():
            row = int(np.argmax(columns["side"] > 1))
            raise ModelError(
                f"side is {columns['side'][row]} in row {row}. Mend: a conflict has the sides 0 and 1; "
                "divide one with more into pairs."
            )
        for name, array in zip(columns, unique_rows(*columns.values()), strict=True):
            object.__setattr__(self, name, array)
