"""How alike adjacent waves are: what a model of change has to go by."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from auxilia.panels.streams.frame import Floats

# Below it the tie is hardly a state that changes step by step (Ripley et al., RSiena manual, 4.3.1).
LEAST_ALIKE = 0.3


@dataclass(frozen=True, slots=True)
class Look:
    """Of two adjacent waves, over pairs that are known and free in both.

    `alike` is the Jaccard coefficient kept / (kept + made + ended); `ties` and `after` count all ties of the
    first and second wave, `pairs` the pairs compared.
    """

    ties: int
    after: int
    kept: int
    made: int
    ended: int
    pairs: int

    @property
    def alike(self) -> float:
        """Jaccard; nan where neither wave has a tie."""
        all_ties = self.kept + self.made + self.ended
        return self.kept / all_ties if all_ties else float("nan")

    @property
    def density(self) -> float:
        """Ties of the first wave among the pairs compared."""
        return (self.kept + self.ended) / self.pairs if self.pairs else float("nan")


def looks(waves: Floats) -> tuple[Look, ...]:
    """One look a period, of waves x providers x recipients as `Waves` has them."""
    found = []
    for before, after in pairwise(waves):
        free = (before < 10) & (after < 10)
        if before.shape[0] == before.shape[1]:
            free &= ~np.eye(len(before), dtype=bool)
        x, y = before[free] == 1, after[free] == 1
        found.append(
            Look(
                int((before % 10 == 1).sum()),
                int((after % 10 == 1).sum()),
                int((x & y).sum()),
                int((~x & y).sum()),
                int((x & ~y).sum()),
                int(free.sum()),
            )
        )
    return tuple(found)
