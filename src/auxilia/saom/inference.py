"""Tests after estimation: Wald, score (Schweinberger 2012), heterogeneity in time (Lospinoso et al. 2011)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from auxilia.errors import ModelError
from auxilia.saom.approximation import response
from auxilia.saom.arrays import Bools, Floats
from auxilia.saom.chains import Draws, covariance
from auxilia.saom.results import Fit


@dataclass(frozen=True, slots=True, eq=False)
class Test:
    """A chi-squared test.

    names
        What is tested.
    statistic, freedom, p
        The statistic, its degrees of freedom, and the chance of more under the hypothesis.
    one_sided
        For one parameter: the standardised statistic with its sign; nan otherwise.
    step
        One-step estimates of the tested parameters (score tests): where Newton's first step would go.
    """

    __test__ = False

    names: tuple[str, ...]
    statistic: float
    freedom: int
    p: float
    one_sided: float
    step: Floats

    def __str__(self) -> str:
        return f"chi2({self.freedom}) = {self.statistic:.2f}, p = {self.p:.4f}: {'; '.join(self.names)}"


def _chi2(statistic: float, freedom: int) -> float:
    from scipy.special import gammaincc  # noqa: PLC0415 - loads only when a test is asked for

    return float(gammaincc(freedom / 2, statistic / 2))


def places(fit: Fit, labels: Sequence[str]) -> list[int]:
    """Where parameters stand; ModelError for a label that the model does not have."""
    for label in labels:
        if label not in fit.names:
            raise ModelError(f"no parameter {label!r}. The model has: {'; '.join(fit.names)}.")
    return [fit.names.index(label) for label in labels]


def wald(fit: Fit, labels: Sequence[str], values: Sequence[float] | None = None) -> Test:
    """Whether estimated parameters have given values (0 by default), jointly."""
    at = places(fit, labels)
    fixed = [fit.names[place] for place in at if fit.parameters[place].fixed]
    if fixed:
        raise ModelError(f"{fixed[0]} was not estimated. Use score_test for fixed parameters.")
    off = (
        fit.theta[at] - np.zeros(len(at))
        if values is None
        else fit.theta[at] - np.asarray(values, dtype=float)
    )
    statistic = float(off @ np.linalg.solve(fit.covariance[np.ix_(at, at)], off))
    one = float(off[0] / fit.se[at[0]]) if len(at) == 1 else np.nan
    return Test(tuple(labels), statistic, len(at), _chi2(statistic, len(at)), one, fit.theta[at])


def contrast(fit: Fit, weights: Floats, value: Floats) -> Test:
    """Whether linear combinations of estimates, `weights` (rows, parameters), equal `value` (rows,)."""
    rows = np.atleast_2d(np.asarray(weights, dtype=float))
    whole = np.where(np.isnan(fit.covariance), 0.0, fit.covariance)
    off = rows @ fit.theta - np.asarray(value, dtype=float)
    statistic = float(off @ np.linalg.solve(rows @ whole @ rows.T, off))
    names = tuple(f"combination {k + 1}" for k in range(len(rows)))
    return Test(names, statistic, len(rows), _chi2(statistic, len(rows)), np.nan, off)


def score_test(fit: Fit, labels: Sequence[str] | None = None) -> Test:
    """Whether fixed parameters would move if they were estimated; all `tested` ones when none is named."""
    named = list(labels) if labels is not None else [p.label for p in fit.parameters if p.tested]
    if not named:
        raise ModelError("no parameter to test. Give effects with tested=True, or name fixed parameters.")
    at = np.array(places(fit, named))
    if any(not fit.parameters[place].fixed for place in at):
        raise ModelError("a score test is for fixed parameters. Use wald for estimated ones.")
    return _score(
        fit.deviations, fit.derivative, fit.statistics_covariance, fit.free, at, tuple(named), fit.theta
    )


def _score(
    deviations: Floats,
    derivative: Floats,
    spread: Floats,
    free: Bools,
    at: Floats,
    names: tuple[str, ...],
    theta: Floats,
) -> Test:
    """Deviations of tested statistics, less what the estimated parameters could explain (orthogonalised)."""
    used = np.flatnonzero(free)
    project = (
        derivative[np.ix_(at, used)] @ np.linalg.inv(derivative[np.ix_(used, used)])
        if used.size
        else np.zeros((len(at), 0))
    )
    off = deviations[at] - project @ deviations[used]
    rows = np.zeros((len(at), deviations.size))
    rows[np.arange(len(at)), at] = 1.0
    rows[:, used] -= project
    variance = rows @ spread @ rows.T
    statistic = float(off @ np.linalg.solve(variance, off))
    one = float(-off[0] / np.sqrt(variance[0, 0])) if len(at) == 1 else np.nan
    every = np.concatenate([used, at])
    step = theta[at] - np.linalg.solve(derivative[np.ix_(every, every)], deviations[every])[used.size :]
    return Test(names, statistic, len(at), _chi2(statistic, len(at)), one, step)


@dataclass(frozen=True, slots=True, eq=False)
class TimeTest:
    """Heterogeneity over time: `joint` over all, `by_effect`, `by_period`, and `single` for each dummy.

    A dummy of an effect and a period from the second on is tested as a parameter of its own (Lospinoso et al.
    2011).
    """

    joint: Test
    by_effect: tuple[Test, ...]
    by_period: tuple[Test, ...]
    single: tuple[Test, ...]


def time_test(fit: Fit, labels: Sequence[str] | None = None) -> TimeTest:
    """Whether parameters differ between periods; ModelError when there is one period only."""
    rows = fit.draws.statistics.shape[1]
    if rows < 2:
        raise ModelError("one period: parameters cannot differ over time.")
    named = (
        [p.label for p in fit.parameters if not p.fixed and not p.basic] if labels is None else list(labels)
    )
    at = places(fit, named)
    dummies = [(place, row) for row in range(1, rows) for place in at]
    deviations, derivative, spread = _with_dummies(fit.draws, dummies)
    size = len(fit.parameters)
    free = np.concatenate([fit.free, np.zeros(len(dummies), dtype=bool)])
    theta = np.concatenate([fit.theta, np.zeros(len(dummies))])
    titles = [f"{fit.names[place]} in period {row + 1}" for place, row in dummies]

    def test(chosen: list[int]) -> Test:
        which = np.array([size + k for k in chosen])
        return _score(deviations, derivative, spread, free, which, tuple(titles[k] for k in chosen), theta)

    by_effect = [[k for k, (place, _) in enumerate(dummies) if place == one] for one in at]
    by_period = [[k for k, (_, row) in enumerate(dummies) if row == one] for one in range(1, rows)]
    return TimeTest(
        test(list(range(len(dummies)))),
        tuple(test(chosen) for chosen in by_effect),
        tuple(test(chosen) for chosen in by_period),
        tuple(test([k]) for k in range(len(dummies))),
    )


def _with_dummies(draws: Draws, dummies: Sequence[tuple[int, int]]) -> tuple[Floats, Floats, Floats]:
    """Deviations, derivative and covariance with statistics of single periods added."""
    shape = (*draws.statistics.shape[:2], len(dummies))
    more, scores = np.zeros(shape), np.zeros(shape)
    for k, (place, row) in enumerate(dummies):
        more[:, row, k] = draws.statistics[:, row, place]
        scores[:, row, k] = draws.scores[:, row, place]
    whole = Draws(
        np.concatenate([draws.statistics, more], axis=2),
        np.concatenate([draws.scores, scores], axis=2),
        draws.times,
    )
    known = response(whole, np.zeros(whole.statistics.shape[1:]))
    sums = whole.statistics.sum(axis=1)
    return sums.mean(axis=0), known.derivative, covariance(sums)
