"""Maximum likelihood by Newton's method, with words for the ways in which it cannot work."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np

from auxilia.errors import ModelError
from auxilia.events.arrays import Floats

# The log-likelihood is then within this of its maximum, and the estimates within a 10^-5th of their errors.
DECREMENT = 1e-10
# A last step that gains less than this is taken without looking again: what is left after it goes with its
# square, far below DECREMENT, and the quadratic that made the step tells what is there.
SURE = 1e-7
# How often a step is cut before the search is given up, what counts as overshooting (see `_along`), and by
# how much the log-likelihood may fall between two evaluations at the peak.
CUTS = 25
OVERSHOT = 0.3
ROUNDING = 1e-7
# Left of the information at the start; an effect with an estimate of 10 still keeps far more.
VANISHED = 1e-7


@dataclass(frozen=True, slots=True)
class Sums:
    """Log-likelihood, score (P,) and information (P, P) at one point."""

    loglik: float
    score: Floats
    information: Floats


@dataclass(frozen=True, slots=True)
class Peak:
    """Where the search ended."""

    theta: Floats
    sums: Sums
    iterations: int
    converged: bool


def climb(
    at: Callable[[Floats], Sums],
    start: Floats,
    names: tuple[str, ...],
    here: Sums | None = None,
    iterations: int = 50,
) -> Peak:
    """Climb the log-likelihood from `start`; `at` evaluates it, `here` is its value at the start where known.

    Raises
    ------
    ModelError
        When parameters are collinear, or when the log-likelihood has no maximum (separation).
    """
    theta = start
    here = here or at(theta)
    if not np.isfinite(here.loglik):
        raise ModelError("The log-likelihood is not finite at the start. Mend: rescale the statistics.")
    for iteration in range(1, iterations + 1):
        step = _step(here, names)
        gain = float(step @ here.score) / 2
        if gain < DECREMENT:
            return Peak(theta, here, iteration, True)
        if gain < SURE:
            top = Sums(here.loglik + gain, here.score - here.information @ step, here.information)
            return Peak(theta + step, top, iteration, True)
        scale, there = _along(at, theta, step, here)
        if there is None:
            return Peak(theta, here, iteration, False)
        theta, here = theta + scale * step, there
    return Peak(theta, here, iterations, False)


def _along(
    at: Callable[[Floats], Sums], theta: Floats, step: Floats, here: Sums
) -> tuple[float, Sums | None]:
    """How far to go along a Newton step, and what is there; None when no ascent is left.

    A step from far away can land where the log-likelihood is higher and flat, with the peak far behind. So
    the slope along the step decides: where it falls below -OVERSHOT of the first slope, the way is cut by the
    secant.
    """
    first, scale = float(step @ here.score), 1.0
    for _ in range(CUTS):
        there = at(theta + scale * step)
        slope = float(step @ there.score)
        if (
            np.isfinite(there.loglik)
            and slope >= -OVERSHOT * first
            and there.loglik >= here.loglik - ROUNDING
        ):
            return scale, there
        scale *= min(0.5, max(0.05, first / (first - slope))) if np.isfinite(slope) else 0.1
    return scale, None


def covariance(information: Floats, names: tuple[str, ...]) -> Floats:
    """The inverse of the information (P, P)."""
    scale = np.sqrt(np.diag(information))
    _no_flat(scale, names)
    values, vectors = np.linalg.eigh(information / np.outer(scale, scale))
    if values[0] < 1e-11 * max(values[-1], 1.0):
        raise ModelError(_collinear(vectors[:, 0], names))
    return np.asarray((vectors / values) @ vectors.T / np.outer(scale, scale))


def no_runaway(before: Floats, after: Floats, names: tuple[str, ...]) -> None:
    """Raise ModelError when the information `after` the search has all but gone in some direction.

    The log-likelihood then has no maximum: some combination of terms separates the chosen from all others.
    """
    root = np.linalg.inv(np.linalg.cholesky(before))
    values, vectors = np.linalg.eigh(root @ after @ root.T)
    if values[0] < VANISHED:
        scaled = (root.T @ vectors[:, 0]) * np.sqrt(np.diag(before))
        raise ModelError(
            f"The estimates of {_listed(_heavy(scaled, names))} run away: together they separate the chosen "
            "from all others. Mend: leave one of them out, or use a coarser measure."
        )


def _step(here: Sums, names: tuple[str, ...]) -> Floats:
    return covariance(here.information, names) @ here.score


def _no_flat(scale: Floats, names: tuple[str, ...]) -> None:
    flat = [name for name, each in zip(names, scale, strict=True) if not each > 0]
    if flat:
        raise ModelError(
            f"{_listed(flat)} never varies where it could make a difference, or its estimate runs away. "
            "Mend: leave the term out, or look at its values."
        )


def _collinear(vector: Floats, names: tuple[str, ...]) -> str:
    return (
        f"The terms {_listed(_heavy(vector, names))} cannot be told apart: they are collinear. "
        "Mend: leave one of them out."
    )


def _heavy(vector: Floats, names: tuple[str, ...]) -> list[str]:
    return [names[k] for k in np.argsort(-np.abs(vector)) if abs(vector[k]) > 0.1 * np.abs(vector).max()]


def _listed(names: Iterable[str]) -> str:
    return ", ".join(repr(name) for name in names)
