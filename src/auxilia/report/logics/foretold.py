"""How well a model tells which ties are made and which end: areas under the curve, within the sample."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from auxilia.saom.arrays import Bools, Floats


@dataclass(frozen=True, slots=True)
class Foretold:
    """Of a network over all periods.

    made, ended
        The chance that a pair whose tie is made (ends) was held likelier to have made (ended) it than another
        pair without (with) a tie of the same period: 0.5 is guessing. nan where nothing was made (ended).
    n_made, n_ended
        How many ties.
    """

    made: float
    ended: float
    n_made: int
    n_ended: int


def foretold(waves: Floats, chances: Floats) -> Foretold:
    """From waves (W, n, m) as `panels.waves` has them, and the chances of ties at the ends of periods."""
    made, ended = [], []
    for before, after, chance in zip(waves[:-1], waves[1:], chances, strict=True):
        free = (before < 10) & (after < 10)
        if before.shape[0] == before.shape[1]:
            free &= ~np.eye(len(before), dtype=bool)
        without, have = free & (before == 0), free & (before == 1)
        made.append(_wins(chance[without], after[without] == 1))
        ended.append(_wins(-chance[have], after[have] == 0))
    (made_area, made_n), (ended_area, ended_n) = _pooled(made), _pooled(ended)
    return Foretold(made_area, ended_area, made_n, ended_n)


def _wins(score: Floats, happened: Bools) -> tuple[float, int, int]:
    """Pairs of one that happened and one that did not in which the score says so (Mann-Whitney), and both."""
    n, m = int(happened.sum()), int((~happened).sum())
    if not n or not m:
        return 0.0, n, m
    _, place, count = np.unique(score, return_inverse=True, return_counts=True)
    rank = np.cumsum(count) - (count - 1) / 2
    return float(rank[place[happened]].sum() - n * (n + 1) / 2), n, m


def _pooled(found: list[tuple[float, int, int]]) -> tuple[float, int]:
    pairs = sum(n * m for _, n, m in found)
    wins = sum(one for one, *_ in found)
    return (wins / pairs if pairs else float("nan")), sum(n for _, n, _ in found)
