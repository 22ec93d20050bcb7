"""Statistics with structural zeros and ones, by RSiena's rule and sets of ties alone.

RSiena 1.6 (`StatisticCalculator.cpp`): from the end of a period ties missing at either end are taken out;
then what is structural at the end takes its value there, and last what is structural at the start its value
there. Lost ties are those of the start (where missing, of the last wave before) that are not at the end so
replaced, nor missing there; new ties are those of the end that were not there at the start, nor missing.
"""

import numpy as np
import pytest

from auxilia.saom import effect
from auxilia.saom.data import Data, Network
from auxilia.saom.engine import Engine
from auxilia.saom.layout import lay_out
from auxilia.saom.prepared import prepare

ACTORS = 7
Ties = set[tuple[int, int]]


def coded(seed: int) -> np.ndarray:
    """Three waves of ties, of which a fifth are structural (one or several waves) and some missing."""
    rng = np.random.default_rng(seed)
    waves = (rng.random((3, ACTORS, ACTORS)) < 0.4).astype(float)
    waves += 10.0 * (rng.random(waves.shape) < 0.2)
    waves[:, rng.random((ACTORS, ACTORS)) < 0.1] += 10.0
    waves[waves > 11] -= 10.0
    waves[rng.random(waves.shape) < 0.05] = np.nan
    waves[:, np.arange(ACTORS), np.arange(ACTORS)] = 0
    return waves


def where(mask: np.ndarray) -> Ties:
    return {(int(i), int(j)) for i, j in np.argwhere(mask)}


def ends(waves: np.ndarray, period: int) -> tuple[Ties, Ties, Ties, Ties, Ties]:
    """The start as it is and as it counts for distances, the end, the ties lost and the ties new."""
    values = [np.where(np.isnan(waves[0]), 0, waves[0] % 10)]
    for wave in waves[1:]:
        values.append(np.where(np.isnan(wave), values[-1], wave % 10))
    start, end = where(values[period] == 1), where(values[period + 1] == 1)
    missing = [where(np.isnan(wave)) for wave in waves[period : period + 2]]

    def replaced(ties: Ties) -> Ties:
        for wave in (period + 1, period):
            ties = (ties - where(waves[wave] >= 10)) | where(waves[wave] == 11)
        return ties

    counted = replaced(end - missing[0] - missing[1])
    lost = start - replaced(end) - missing[1]
    new = counted - start - missing[0]
    return start - missing[0], replaced(start - missing[0] - missing[1]), counted, lost, new


@pytest.mark.parametrize("seed", range(4))
def test_statistics_with_structural_ties(seed: int) -> None:
    waves = coded(seed)
    data = prepare(Data({"ties": Network(waves, allow_only=False)}))
    names = ("density", "recip", "transTrip")
    kinds = ("evaluation", "maintenance", "creation")
    terms = [
        effect("ties", name, function=kind)
        for kind in kinds
        for name in names[: 3 if kind == "evaluation" else 2]
    ]
    layout = lay_out([data], terms, [])
    observed = Engine([data], layout).observed
    for period in range(2):
        start, begun, end, lost, new = ends(waves, period)
        triplets = sum((i, h) in end and (h, j) in end for i, j in end for h in range(ACTORS))
        due = [
            len(end),
            sum((j, i) in end for i, j in end),
            triplets,
            -len(lost),
            -sum((j, i) in start for i, j in lost),
            len(new),
            sum((j, i) in end for i, j in new),
        ]
        assert observed[period, layout.basic["ties", 0, period]] == len(begun ^ end)
        assert observed[period, [place for _, place in layout.terms["ties"]]] == pytest.approx(due)
        assert len({*lost, *new}) > 4
