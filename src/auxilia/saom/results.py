"""What estimation gives: frozen, with everything later tests need."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from auxilia.saom.arrays import Bools, Floats
from auxilia.saom.chains import Draws, Recipe
from auxilia.saom.layout import Parameter

T_LIMIT, OVERALL_LIMIT = 0.1, 0.25


@dataclass(frozen=True, slots=True, eq=False)
class Fit:
    """An estimated model.

    parameters
        In order; `fixed` ones keep their value, `tested` ones too.
    theta, se
        Estimates and standard errors (parameters,); se is nan where fixed.
    covariance
        Of the estimates (parameters, parameters), D^-1 S D^-T; nan where fixed.
    derivative
        D: of expected statistics by parameters, by score functions (Schweinberger & Snijders 2007), phase 3.
    statistics_covariance
        S: of the statistics in phase 3.
    targets
        Observed statistics (parameters,).
    deviations
        Mean of simulated less observed statistics in phase 3 (parameters,).
    t_ratios, overall_ratio
        Convergence: deviations over standard deviations; the largest of any linear combination.
    converged
        Whether every |t| < 0.1 and the overall ratio < 0.25 (the field's rule).
    advice
        What to try when it did not converge, or what looks wrong though it did; empty otherwise.
    draws
        Phase 3 as it was: statistics less targets, scores and times, by simulation and period.
    simulations
        How many, in all phases.
    condition, rates
        In conditional estimation the variable, and its rates by row (else empty).
    seed
        What reproduces it.
    """

    parameters: tuple[Parameter, ...]
    theta: Floats
    se: Floats
    covariance: Floats
    derivative: Floats
    statistics_covariance: Floats
    targets: Floats
    deviations: Floats
    t_ratios: Floats
    overall_ratio: float
    converged: bool
    advice: str
    draws: Draws
    simulations: int
    condition: str | None
    rates: Floats
    rates_se: Floats
    seed: int
    recipe: Recipe

    @property
    def free(self) -> Bools:
        """Which parameters were estimated."""
        return np.array([not parameter.fixed for parameter in self.parameters])

    @property
    def names(self) -> tuple[str, ...]:
        """Labels of the parameters."""
        return tuple(parameter.label for parameter in self.parameters)

    def __getitem__(self, label: str) -> tuple[float, float]:
        """Estimate and standard error by label."""
        place = self.names.index(label)
        return float(self.theta[place]), float(self.se[place])

    def __str__(self) -> str:
        from auxilia.saom.tables import text  # noqa: PLC0415 - tables know results, not the other way round

        return text(self)

    def __repr__(self) -> str:
        state = "converged" if self.converged else "not converged"
        return f"<saom.Fit of {len(self.parameters)} parameters, {state}, {self.simulations} simulations>"


@dataclass(frozen=True, slots=True, eq=False)
class Checkpoint:
    """Where an estimation stands: enough to go on from. Arrays and numbers only, so any store will do.

    `round` and `subphase` are those that come next; `steps` of Newton's in a row came before.
    """

    theta: Floats
    derivative: Floats
    statistics_covariance: Floats
    regression: Floats
    round: int
    subphase: int
    simulations: int
    seed: int
    steps: int

    def as_arrays(self) -> dict[str, Any]:
        """For numpy.savez."""
        return {name: np.asarray(getattr(self, name)) for name in self.__slots__}

    @classmethod
    def from_arrays(cls, arrays: Any) -> Checkpoint:
        """From numpy.load."""
        numbers: dict[str, Any] = {
            name: int(arrays[name]) for name in ("round", "subphase", "simulations", "seed")
        }
        # Checkpoints that were stored before there were such steps have none.
        numbers["steps"] = int(arrays["steps"]) if "steps" in arrays else 0
        known = ("theta", "derivative", "statistics_covariance", "regression")
        values: dict[str, Any] = {name: np.array(arrays[name]) for name in known}
        return cls(**values, **numbers)
