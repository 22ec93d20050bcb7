"""Robbins-Monro in three phases (Snijders 2001), with derivatives from score functions.

Phase 1 finds out how statistics respond to parameters; phase 2 moves the parameters, in subphases of falling
step size, with the averages of what they were (Polyak) and, within, of the deviations (double averaging);
phase 3 simulates where they ended. As RSiena does (Ripley et al.), with its default constants.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from auxilia.errors import ModelError
from auxilia.saom.arrays import Bools, Floats
from auxilia.saom.chains import Anyone, Draws, Progress, covariance, stream

# From which step on a subphase is begun again when its deviations swing.
WILD_AFTER = 50


@dataclass(frozen=True, slots=True)
class Settings:
    """Constants of the algorithm.

    phase3
        Simulations in phase 3.
    subphases
        Of phase 2, in the first round.
    gain, reduction
        First step size, and its factor from one subphase to the next.
    diagonal
        How far the derivative matrix is taken as diagonal in steps, 0 to 1.
    truncation
        Longest step, in standard deviations of the statistics.
    rounds
        How often phases 2 and 3 are gone through, until converged. Later rounds have two subphases, or, where
        no t-ratio is over 0.5, one step of Newton's in the place of phase 2, which gets smaller each time.
    conditional
        Name of the variable to condition on (its rates are not estimated but follow), or None.
    """

    phase3: int = 1000
    subphases: int = 4
    gain: float = 0.2
    reduction: float = 0.5
    diagonal: float = 0.2
    truncation: float = 5.0
    rounds: int = 4
    conditional: str | None = None

    def __post_init__(self) -> None:
        for name, low, high in (
            ("phase3", 50, 10**7),
            ("subphases", 0, 10),
            ("gain", 0.0, 1.0),
            ("reduction", 0.0, 1.0),
            ("diagonal", 0.0, 1.0),
            ("truncation", 0.1, 100.0),
            ("rounds", 1, 100),
        ):
            if not low <= getattr(self, name) <= high:
                raise ModelError(
                    f"settings: {name} is {getattr(self, name)}; it must lie between {low} and {high}."
                )


@dataclass(frozen=True, slots=True, eq=False)
class Response:
    """How statistics respond: derivative D, covariance S of the statistics, their regression on scores."""

    derivative: Floats
    covariance: Floats
    regression: Floats


def response(draws: Draws, observed: Floats) -> Response:
    """D from scores and deviations, summed over independent periods; S; statistics regressed on scores."""
    deviations = draws.statistics - observed
    count = len(deviations)
    derivative = np.einsum("krp,krq->pq", deviations, draws.scores) / count
    derivative -= np.einsum("rp,rq->pq", deviations.mean(axis=0), draws.scores.mean(axis=0))
    sums, scores = deviations.sum(axis=1), draws.scores.sum(axis=1)
    spread = scores.var(axis=0)
    both = ((sums - sums.mean(axis=0)) * (scores - scores.mean(axis=0))).mean(axis=0)
    regression = np.where(spread > 0, both / np.where(spread > 0, spread, 1.0), 0.0)
    return Response(derivative, covariance(sums), regression)


def inverse(matrix: Floats, free: Bools, diagonal: float) -> Floats:
    """Inverse of the free part, partly diagonal; zeros elsewhere. ModelError when it is singular."""
    part = matrix[np.ix_(free, free)]
    part = (1 - diagonal) * part + diagonal * np.diag(np.diag(part))
    found = np.zeros_like(matrix)
    found[np.ix_(free, free)] = np.linalg.inv(part)
    return found


def collinear(matrix: Floats, free: Bools, names: tuple[str, ...]) -> str:
    """Which parameters hang together, if the derivative matrix of the free ones is singular; else nothing."""
    part = matrix[np.ix_(free, free)]
    scale = np.sqrt(np.abs(np.diag(part)))
    flat = [name for name, size in zip(np.array(names)[free], scale, strict=True) if size < 1e-8]
    if flat:
        return (
            f"the statistic of {flat[0]} does not respond to its parameter. "
            "Its effect never varies in simulations: leave it out, or fix it."
        )
    left, values, right = np.linalg.svd(part / np.outer(scale, scale))
    if values[-1] > 1e-7 * values[0]:
        return ""
    weights = np.maximum(np.abs(right[-1]), np.abs(left[:, -1]))
    involved = [
        str(name) for name, weight in zip(np.array(names)[free], weights, strict=True) if weight > 0.2
    ]
    if any(": rate" in name for name in involved):
        return (
            f"these parameters cannot be told apart: {'; '.join(involved)}. Where ties (or values) only rise "
            "or only fall between waves, density (or linear) says the same as the rate: leave it out, or "
            "give allow_only=False."
        )
    return f"these effects are collinear: {'; '.join(involved)}. Leave one of them out."


@dataclass(slots=True)
class Walk:
    """Phase 2: one subphase after the other."""

    engine: Anyone
    settings: Settings
    response: Response
    free: Bools
    positive: Bools
    seed: int
    target: Floats

    def subphase(
        self, theta: Floats, number: int, gain: float, first: int, progress: Progress | None
    ) -> tuple[Floats, int]:
        """Run subphase `number` (1 ...) from `theta`; the mean of its parameters, how many simulations."""
        low, high = self.bounds(number)
        used = 0
        for attempt in range(4):
            theta, steps, wild = self._steps(theta, low, high, gain, first + used, progress, number)
            used += steps
            if not wild or attempt == 3:
                break
        return theta, used

    def bounds(self, number: int) -> tuple[int, int]:
        """Least and most steps of a subphase."""
        low = int((7 + self.free.size) * 2.52**number)
        return low, low + 200

    def _steps(
        self,
        start: Floats,
        low: int,
        high: int,
        gain: float,
        first: int,
        progress: Progress | None,
        number: int,
    ) -> tuple[Floats, int, bool]:
        free, target, regression = self.free, self.target, self.response.regression
        moves = gain * inverse(self.response.derivative, free, self.settings.diagonal)
        spread = self._spread()
        rng, rows = stream(self.seed, 2, first), np.ones(len(self.engine.rows))
        least = np.where(self.positive & free, 0.0, -np.inf)
        theta, total = start.copy(), start.copy()
        before, squares, products, summed = (np.zeros_like(start) for _ in range(4))
        for step in range(1, high + 1):
            stats, scores, _ = self.engine.simulate(theta, rng)
            # `dot`: for a few numbers it takes a fourth of the time of `@`, and there are thousands of steps.
            off = rows.dot(stats) - target - regression * rows.dot(scores)
            if step % 2:
                before = off
            else:
                squares, products = squares + off * off, products + off * before
            length = math.sqrt(max(0.0, off.dot(spread).dot(off)))
            if length > self.settings.truncation:
                off = off * (self.settings.truncation / length)
            summed = summed + off
            mean = total * (1.0 / step)
            theta = mean - moves.dot(summed)
            if np.count_nonzero(low_rate := theta < least):
                theta = np.where(low_rate, 0.5 * mean, theta)
            total = total + theta
            if progress and (step % 20 == 0 or step == high):
                progress(f"phase 2.{number}", step, high)
            if step >= min(low, WILD_AFTER) and (step % 2 == 0 or step == low):
                highest, lowest = _correlations(squares[free], products[free])
                if step >= low and highest < 1e-10:
                    return total / (step + 1), step, False
                if step >= WILD_AFTER and lowest < -0.8:
                    return total / (step + 1), step, True
        return total / (high + 1), high, False

    def _spread(self) -> Floats:
        """The inverse of the covariance of the free statistics over their number; zeros elsewhere."""
        both = np.ix_(self.free, self.free)
        part = self.response.covariance[both]
        found = np.zeros_like(self.response.covariance)
        found[both] = np.linalg.inv(part + 1e-4 * np.eye(len(part))) / len(part)
        return found


def _correlations(squares: Floats, products: Floats) -> tuple[float, float]:
    """Highest and lowest correlation of deviations of steps in a row (lowest: of those above -1)."""
    ratio = np.where(squares > 1e-12, products / np.where(squares > 1e-12, squares, 1.0), -2.0)
    return float(ratio.max(initial=-99)), float(ratio[ratio > -1.0].min(initial=1.0))
