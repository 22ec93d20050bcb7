"""Estimation by the method of moments."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence

import numpy as np

from auxilia.errors import ModelError
from auxilia.saom.advice import RUNAWAY, go_on, grown, overall_ratio, separated, singular
from auxilia.saom.approximation import Response, Settings, Walk, collinear, inverse, response
from auxilia.saom.arrays import Bools, Floats
from auxilia.saom.chains import Anyone, Draws, Progress, Recipe, engine_of, seed_of, simulations
from auxilia.saom.data import Data
from auxilia.saom.layout import Layout, lay_out
from auxilia.saom.prepared import Prepared, prepare
from auxilia.saom.results import OVERALL_LIMIT, T_LIMIT, Checkpoint, Fit
from auxilia.saom.specification import Rate, Term
from auxilia.saom.starting import starting_values

# Largest t-ratio under which the moment equations are as good as linear.
NEAR = 0.5


def estimate(  # noqa: PLR0913 - what a user may set; all but two by keyword
    data: Data | Sequence[Data],
    terms: Sequence[Term],
    *,
    rates: Sequence[Rate] = (),
    settings: Settings | None = None,
    rng: int | np.random.Generator | None = None,
    previous: Fit | None = None,
    processes: int = 1,
    progress: Progress | None = None,
    resume: Checkpoint | None = None,
    on_checkpoint: Callable[[Checkpoint], None] | None = None,
) -> Fit:
    """Estimate a model (Snijders 2001; Schweinberger & Snijders 2007).

    data
        One group, or several that share all parameters but the rates of periods.
    terms, rates
        From `effect`, `interaction` and `rate`.
    rng
        A seed, or a generator that one is drawn from. One seed gives one answer, whatever `processes` is.
    previous
        An answer to go on from: its estimates are where this begins, by name.
    progress
        Called with what runs, how much is done, and how much there is.
    resume, on_checkpoint
        `on_checkpoint` is given a checkpoint after phase 1 and each subphase; `resume` goes on from one.

    A model that did not converge is returned all the same, and says so (`converged`, `advice`).
    """
    groups = tuple(prepare(one) for one in ([data] if isinstance(data, Data) else data))
    chosen = settings or Settings()
    layout = lay_out(groups, terms, rates)
    _check_condition(groups, chosen)
    recipe = Recipe(groups, _conditioned(layout, chosen.conditional), chosen.conditional, uuid.uuid4().hex)
    seed = resume.seed if resume else seed_of(rng)
    work = _Estimation(recipe, chosen, seed, processes, progress, on_checkpoint)
    return work.run(_beginning(recipe.layout, groups, previous), resume, previous)


def _check_condition(groups: Sequence[Prepared], settings: Settings) -> None:
    name = settings.conditional
    if name is None:
        return
    if name not in groups[0].data.variables:
        raise ModelError(
            f"conditional: no variable {name!r}. Variables: {', '.join(groups[0].data.variables)}."
        )
    if any(group.data.presence is not None for group in groups):
        raise ModelError(
            "conditional estimation is not possible when actors come and go: time is not known in it. Use "
            "conditional=None."
        )


def _conditioned(layout: Layout, name: str | None) -> Layout:
    """The basic rates of a variable that is conditioned on are not estimated."""
    if name is None:
        return layout
    from dataclasses import replace  # noqa: PLC0415

    parameters = tuple(
        replace(p, fixed=True) if p.basic and p.variable == name else p for p in layout.parameters
    )
    return Layout(parameters, layout.basic, layout.rates, layout.terms)


def _beginning(layout: Layout, groups: Sequence[Prepared], previous: Fit | None) -> Floats:
    theta = starting_values(layout, groups)
    known = dict(zip(previous.names, previous.theta, strict=True)) if previous else {}
    for place, parameter in enumerate(layout.parameters):
        if parameter.initial is not None:
            theta[place] = parameter.initial
        elif parameter.label in known:
            theta[place] = known[parameter.label]
    return theta


class _Estimation:
    """One run through the phases."""

    def __init__(
        self,
        recipe: Recipe,
        settings: Settings,
        seed: int,
        processes: int,
        progress: Progress | None,
        on_checkpoint: Callable[[Checkpoint], None] | None,
    ) -> None:
        self.recipe, self.settings, self.seed = recipe, settings, seed
        self.processes, self.progress, self.on_checkpoint = processes, progress, on_checkpoint
        self.engine: Anyone = engine_of(recipe)
        self.parameters = recipe.layout.parameters
        self.free: Bools = np.array([not p.fixed for p in self.parameters])
        self.positive: Bools = np.array([p.basic for p in self.parameters])
        self.names = tuple(p.label for p in self.parameters)
        self.target: Floats = self.engine.observed.sum(axis=0)
        self.used, self.steps = 0, 0

    def run(self, theta: Floats, resume: Checkpoint | None, previous: Fit | None) -> Fit:
        """Phases 1, 2 and 3; then 2 or a step of Newton's, and 3 again, until converged or out of rounds."""
        first, subphase = 1, 1
        if resume is not None:
            theta, first, subphase = resume.theta, resume.round, resume.subphase
            self.used, self.steps = resume.simulations, resume.steps
            known = Response(resume.derivative, resume.statistics_covariance, resume.regression)
        elif previous is not None and previous.names == self.names and self.free.any():
            known = response(previous.draws, np.zeros_like(self.engine.observed))
        elif self.free.any():
            theta, known = self._phase1(theta)
            self._keep(theta, known, 1, 1)
        for turn in range(first, self.settings.rounds + 1):
            if self.free.any():
                theta = self._phase2(theta, known, turn, subphase)
            draws = self._phase3(theta, turn)
            known = response(draws, np.zeros_like(self.engine.observed))
            fit = self._fit(theta, draws, known)
            if fit.converged or not self.free.any() or turn == self.settings.rounds:
                break
            theta, subphase = self._onward(fit, known)
            self._keep(theta, known, turn + 1, subphase)
        return fit

    def _onward(self, fit: Fit, known: Response) -> tuple[Floats, int]:
        """Where the next round begins, and with which subphase.

        Near the solution a step of Newton's with the derivatives of phase 3 leaves no more than the error of
        that phase, and also there where parameters hang together, so that a walk drifts: it takes the place
        of phase 2. The second step in a row is halved, the third a third: the parameters are then the mean of
        where all these phases pointed, and have less of the chance of each.
        """
        determined = np.isfinite(fit.se[self.free]).all()
        if not determined or np.abs(fit.t_ratios[self.free]).max() > NEAR:
            self.steps = 0
            return fit.theta, 1
        self.steps += 1
        step = inverse(known.derivative, self.free, 0.0) @ fit.deviations / self.steps
        moved = np.where(self.positive & (step >= fit.theta), 0.5 * fit.theta, fit.theta - step)
        return moved, self.settings.subphases + 1

    def _phase1(self, theta: Floats) -> tuple[Floats, Response]:
        count = 7 + 3 * len(self.parameters)
        for _ in range(4):
            draws = self._simulate(theta, count, 1)
            known = response(draws, self.engine.observed)
            problem = collinear(known.derivative, self.free, self.names)
            if not problem and (np.diag(known.derivative)[self.free] > 0).all():
                break
            count *= 2
        if problem:
            raise ModelError(f"after phase 1, {problem}")
        step = np.where(self.free, known.derivative.diagonal(), 1.0)
        if (step <= 0).any():
            raise ModelError(
                f"after phase 1, {self.names[int(step.argmin())]} does not respond to its parameter "
                "as it should. Give better starting values (initial=...), or fix the parameter."
            )
        away = (draws.statistics.sum(axis=1) - self.target).mean(axis=0)
        move = 0.5 * self.settings.gain * (inverse(known.derivative, self.free, 0.0) @ away)
        largest = float(np.abs(move).max())
        if largest > 10.0:
            move *= 10.0 / largest
        return np.where(self.positive & (move >= theta), 0.5 * theta, theta - move), known

    def _phase2(self, theta: Floats, known: Response, turn: int, subphase: int) -> Floats:
        walk = Walk(self.engine, self.settings, known, self.free, self.positive, self.seed, self.target)
        last = self.settings.subphases if turn == 1 else min(2, self.settings.subphases)
        for number in range(subphase, last + 1):
            gain = self.settings.gain * self.settings.reduction ** (number - 1 + 2 * (turn > 1))
            theta, used = walk.subphase(
                theta, number if turn == 1 else number + 1, gain, self.used, self.progress
            )
            self.used += used
            self._keep(theta, known, turn, number + 1)
            self._check_runaway(theta)
        return theta

    def _check_runaway(self, theta: Floats) -> None:
        large = [
            place
            for place, parameter in enumerate(self.parameters)
            if abs(theta[place]) > RUNAWAY * (10 if parameter.basic else 1) and self.free[place]
        ]
        worst = [p for p in large if abs(theta[p]) > 10 * RUNAWAY]
        if worst:
            raise ModelError(
                f"{self.names[worst[0]]} runs away (now {theta[worst[0]]:.1f}): the data hardly contradict "
                "an infinite value (separation). "
                "Leave the effect out, or fix it at a large value and test it."
            )

    def _phase3(self, theta: Floats, turn: int) -> Draws:
        draws = self._simulate(theta, self.settings.phase3, 2 + turn)
        return Draws(draws.statistics - self.engine.observed, draws.scores, draws.times)

    def _simulate(self, theta: Floats, count: int, phase: int) -> Draws:
        name = "phase 1" if phase == 1 else "phase 3"
        told = None if self.progress is None else lambda _, done, whole: self.progress(name, done, whole)  # type: ignore[misc]
        self.used += count
        return simulations(
            self.recipe, theta, count, self.seed, phase, processes=self.processes, progress=told
        )

    def _keep(self, theta: Floats, known: Response, turn: int, subphase: int) -> None:
        if self.on_checkpoint:
            self.on_checkpoint(
                Checkpoint(
                    theta.copy(),
                    known.derivative,
                    known.covariance,
                    known.regression,
                    turn,
                    subphase,
                    self.used,
                    self.seed,
                    self.steps,
                )
            )

    def _fit(self, theta: Floats, draws: Draws, known: Response) -> Fit:
        free = self.free
        sums = draws.statistics.sum(axis=1)
        deviations, deviation = sums.mean(axis=0), sums.std(axis=0, ddof=1)
        ratios = np.where(deviation > 0, deviations / np.where(deviation > 0, deviation, 1.0), 0.0)
        overall = overall_ratio(deviations[free], known.covariance[np.ix_(free, free)])
        whole = np.full((len(free), len(free)), np.nan)
        problem = collinear(known.derivative, free, self.names) if free.any() else ""
        if free.any() and not problem:
            inner = np.linalg.inv(known.derivative[np.ix_(free, free)])
            whole[np.ix_(free, free)] = inner @ known.covariance[np.ix_(free, free)] @ inner.T
        converged = not problem and bool((np.abs(ratios[free]) < T_LIMIT).all()) and overall < OVERALL_LIMIT
        loose = separated(theta, whole, self.names, self.positive)
        advice = loose
        if not converged:
            say = go_on(ratios, overall, free, self.names, len(draws.statistics))
            advice = (singular(problem) or say) + grown(theta, free & ~self.positive, self.names)
        rates, errors = self._rates(theta, draws)
        return Fit(
            self.parameters,
            theta,
            np.sqrt(np.diag(whole)),
            whole,
            known.derivative,
            known.covariance,
            self.target,
            deviations,
            ratios,
            overall,
            converged,
            advice,
            draws,
            self.used,
            self.settings.conditional,
            rates,
            errors,
            self.seed,
            self.recipe,
        )

    def _rates(self, theta: Floats, draws: Draws) -> tuple[Floats, Floats]:
        """If conditional: the rate of a row is the time its distance took at the rate it was run with."""
        name = self.settings.conditional
        if name is None:
            return np.zeros(0), np.zeros(0)
        basic = np.array([theta[self.recipe.layout.basic[name, g, p]] for g, p in self.engine.rows])
        return basic * draws.times.mean(axis=0), basic * draws.times.std(axis=0, ddof=1)
