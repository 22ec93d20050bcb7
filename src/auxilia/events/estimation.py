"""Estimation: from a design to a frozen result."""

from __future__ import annotations

import math
import warnings
from dataclasses import dataclass

import numpy as np

from auxilia.errors import ModelError
from auxilia.events.arrays import Floats
from auxilia.events.design import Design, prepare
from auxilia.events.history import History
from auxilia.events.models import Model
from auxilia.events.newton import climb, covariance, no_runaway
from auxilia.events.opportunities import Sample
from auxilia.events.survey import survey, totals

# Risk sets of the first, thinned search where the statistics do not fit into memory.
THIN = 10_000


@dataclass(frozen=True, eq=False, slots=True)
class Fit:
    """A model fitted by maximum likelihood.

    `theta`, `se`, `score` (P,), `covariance`, `information` (P, P) in the order of `names`; `events`
    explained, `risk_sets` with the censored intervals; `null_loglik` at all zero, or with the intercept
    alone.
    """

    model: Model
    names: tuple[str, ...]
    theta: Floats
    se: Floats
    covariance: Floats
    information: Floats
    score: Floats
    loglik: float
    null_loglik: float
    events: int
    risk_sets: int
    alternatives: int
    iterations: int
    converged: bool
    sample: Sample | None

    @property
    def z(self) -> Floats:
        """Estimates by their standard errors (P,)."""
        return self.theta / self.se

    @property
    def p(self) -> Floats:
        """Two-sided p-values of the Wald tests (P,)."""
        return np.array([math.erfc(abs(z) / math.sqrt(2)) for z in self.z])

    @property
    def aic(self) -> float:
        """Akaike's criterion."""
        return 2 * len(self.theta) - 2 * self.loglik

    @property
    def bic(self) -> float:
        """Schwarz's criterion, by the number of explained events."""
        return float(np.log(self.events)) * len(self.theta) - 2 * self.loglik

    def __str__(self) -> str:
        width = max(len(name) for name in self.names)
        lines = [f"{'':{width}}  {'estimate':>12}  {'s.e.':>10}  {'z':>8}"]
        for name, theta, se, z in zip(self.names, self.theta, self.se, self.z, strict=True):
            lines.append(f"{name:{width}}  {theta:12.6f}  {se:10.6f}  {z:8.2f}")
        lines.append(
            f"{self.model.kind} of {self.model.events}: {self.events} events, "
            f"log-likelihood {self.loglik:.4f}, AIC {self.aic:.2f}, BIC {self.bic:.2f}"
            + ("" if self.converged else "; not converged")
        )
        return "\n".join(lines)


def fit(
    model: Model | Design,
    history: History | None = None,
    *,
    sample: Sample | None = None,
    grid: float | None = None,
    memory_mb: float = 600,
    start: Floats | None = None,
) -> Fit:
    """Fit a model to a history (or a design that `prepare` made) by maximum likelihood.

    Parameters
    ----------
    model, history, sample, grid, memory_mb
        As `prepare` takes them.
    start
        Where the search begins (P,); at zero when left out, the intercept at the log of events per time under
        risk.

    Raises
    ------
    ModelError
        For effects that never vary, effects that separate the chosen from the rest, and collinear terms.

    Warns
    -----
    UserWarning
        When the search ends before the maximum; the fit then says that it has not `converged`.
    """
    if isinstance(model, Design):
        design = model
    elif history is None:
        raise ModelError("A model needs a history to be fitted to. Mend: fit(model, history).")
    else:
        design = prepare(model, history, sample=sample, grid=grid, memory_mb=memory_mb)
    first = _first(design) if start is None else np.asarray(start, dtype=float)
    if first is not None and first.shape != (len(design.names),):
        raise ModelError(f"`start` is {first.shape}, and must be ({len(design.names)},).")
    seen = survey(design, first)
    begin = seen.theta if first is None else first
    peak = climb(lambda theta: totals(design, theta), begin, design.names, seen.guessed or seen.sums)
    no_runaway(seen.sums.information, peak.sums.information, design.names)
    inverse = covariance(peak.sums.information, design.names)
    if not peak.converged:
        warnings.warn(
            f"The search ended before the maximum, with a score of {np.abs(peak.sums.score).max():.3g}: do "
            "not trust the estimates. Mend: rescale the statistics, or leave terms out.",
            stacklevel=2,
        )
    return Fit(
        model=design.model,
        names=design.names,
        theta=peak.theta,
        se=np.sqrt(np.diag(inverse)),
        covariance=inverse,
        information=peak.sums.information,
        score=peak.sums.score,
        loglik=peak.sums.loglik,
        null_loglik=seen.sums.loglik,
        events=int((design.clock.event >= 0).sum()),
        risk_sets=len(design.clock.event),
        alternatives=design.rows,
        iterations=peak.iterations,
        converged=peak.converged,
        sample=design.sample,
    )


def _first(design: Design) -> Floats | None:
    """Estimates from a part of the risk sets where all outgrow the memory: fewer walks through the whole.

    None where all fit, and where the part says too little: whether the whole does is for the whole to say.
    """
    if not design.outgrows:
        return None
    thin = design.thinned(max(2, len(design.clock.time) // THIN))
    try:
        seen = survey(thin)
        peak = climb(lambda theta: totals(thin, theta), seen.theta, design.names, seen.sums)
        no_runaway(seen.sums.information, peak.sums.information, design.names)
    except ModelError:
        return None
    return peak.theta
