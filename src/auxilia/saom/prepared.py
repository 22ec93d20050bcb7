"""Data made ready: missing values filled for simulations and masked for statistics, covariates centred.

The rules are RSiena's (manual, chapter 4): missing ties are 0 at the first wave, the last observation later;
missing behaviour is the last observation, else the next, else the mode; missing covariates are the mean.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

import numpy as np

from auxilia.saom.arrays import Bools, Bytes, Floats, Ints
from auxilia.saom.data import Behavior, Covariate, Data, Dyadic, Network, TwoMode


@dataclass(frozen=True, slots=True, eq=False)
class Ties:
    """A network: `value` (waves, n, m) filled, `missing` and `fixed` (structural) as masks."""

    name: str
    one_mode: bool
    value: Bytes
    missing: Bools
    fixed: Bools
    up_only: Bools
    down_only: Bools
    average_out: float
    average_in: float
    average_rec: float
    average_shared: float
    balance: float
    equivalence: float

    @property
    def shape(self) -> tuple[int, int]:
        """Senders and receivers."""
        return self.value.shape[1], self.value.shape[2]

    def before(self, period: int) -> Bytes:
        """The start of a period without ties that are missing at either end: what statistics predict from."""
        return cast("Bytes", self.value[period] * ~(self.missing[period] | self.missing[period + 1]))

    def initial(self, period: int) -> Bytes:
        """The start of a period without ties missing there: where statistics of lost ties look."""
        return cast("Bytes", self.value[period] * ~self.missing[period])

    def fix(self, ties: Bytes, period: int) -> Bytes:
        """`ties` with structural values carried through the period."""
        after = np.where(self.fixed[period + 1], self.value[period + 1], ties)
        return cast("Bytes", np.where(self.fixed[period], self.value[period], after))

    def clean(self, ties: Bytes, period: int) -> Bytes:
        """`ties` as they enter statistics: without what is missing at either end."""
        return self.fix(ties * ~(self.missing[period] | self.missing[period + 1]), period)


@dataclass(frozen=True, slots=True, eq=False)
class Levels:
    """A behaviour: `value` (waves, n) filled, its mask, and what effects need to know of all its values."""

    name: str
    value: Ints
    missing: Bools
    mean: float
    low: int
    high: int
    similarity: float
    up_only: Bools
    down_only: Bools

    @property
    def range(self) -> float:
        """Distance of the lowest and highest value."""
        return float(self.high - self.low)


@dataclass(frozen=True, slots=True, eq=False)
class Attribute:
    """A covariate by period, centred and filled: `value` (periods, actors), its mask and its figures."""

    name: str
    value: Floats
    missing: Bools
    mean: float
    range: float
    similarity: float


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """A dyadic covariate by period, filled with its mean: `value` (periods, n, m), its mask and its mean."""

    name: str
    value: Floats
    missing: Bools
    mean: float


@dataclass(frozen=True, slots=True, eq=False)
class Prepared:
    """One group, ready."""

    data: Data
    networks: dict[str, Ties]
    behaviors: dict[str, Levels]
    attributes: dict[str, Attribute]
    pairs: dict[str, Pairs]

    @property
    def variables(self) -> dict[str, Ties | Levels]:
        """Networks, then behaviours."""
        return {**self.networks, **self.behaviors}

    @property
    def periods(self) -> int:
        """Waves less one."""
        return self.data.waves - 1


def prepare(data: Data) -> Prepared:
    """Fill, mask and centre."""
    variables, covariates, periods = data.variables, data.covariates or {}, data.waves - 1
    return Prepared(
        data,
        {k: _ties(k, v) for k, v in variables.items() if isinstance(v, Network | TwoMode)},
        {k: _levels(k, v) for k, v in variables.items() if isinstance(v, Behavior)},
        {k: _attribute(k, v, periods) for k, v in covariates.items() if isinstance(v, Covariate)},
        {k: _pairs(k, v, periods, data.actors) for k, v in covariates.items() if isinstance(v, Dyadic)},
    )


def _ties(name: str, network: Network | TwoMode) -> Ties:
    waves, one = network.waves.copy(), isinstance(network, Network)
    if one:
        waves[:, np.arange(waves.shape[1]), np.arange(waves.shape[1])] = 0
    missing, fixed = np.isnan(waves), waves >= 10
    free = np.where(fixed, np.nan, waves)
    step = np.diff(free, axis=0)
    only = [
        np.array([bool(np.all(change[~np.isnan(change)] * way >= 0)) for change in step]) & network.allow_only
        for way in (1, -1)
    ]
    value = np.where(missing, 0, waves % 10).astype(np.uint8)
    for wave in range(1, len(value)):
        value[wave] = np.where(missing[wave], value[wave - 1], value[wave])
    mutual = value * value.transpose(0, 2, 1) if one else np.zeros((1, 1, 1))
    return Ties(
        name,
        one,
        value,
        missing,
        fixed,
        only[0],
        only[1],
        average_out=float(value.sum(axis=2).mean()),
        average_in=float(value.sum(axis=1).mean()),
        average_rec=float(mutual.sum(axis=2).mean()),
        average_shared=_shared(value),
        balance=_difference(free[:-1]) if one else 0.0,
        equivalence=_difference(free[:-1].transpose(0, 2, 1)) if one else 0.0,
    )


def _difference(waves: Floats) -> float:
    """Mean of |x_ih - x_jh| over all waves, others h and pairs i, j of known ties."""
    off = ~np.eye(waves.shape[1], dtype=bool)
    ones = ((waves == 1) & off).sum(axis=1).astype(np.float64)
    zeros = ((waves == 0) & off).sum(axis=1).astype(np.float64)
    pairs = ((ones + zeros) * (ones + zeros - 1)).sum()
    return float((2 * ones * zeros).sum() / pairs) if pairs else 0.0


def _shared(waves: Bytes) -> float:
    """Pairs of ties to one receiver, over pairs of receivers, in the mean of all waves (RSiena's centre)."""
    indegree = waves.sum(axis=1).astype(np.float64)
    pairs = (indegree * (indegree - 1)).mean()
    return float(pairs / max(waves.shape[2] - 1, 1))


def _levels(name: str, behavior: Behavior) -> Levels:
    seen = behavior.values.T
    missing = np.isnan(seen)
    step = np.diff(seen, axis=0)
    only = [
        np.array([bool(np.all(change[~np.isnan(change)] * way >= 0)) for change in step])
        & behavior.allow_only
        for way in (1, -1)
    ]
    low, high = int(np.nanmin(seen)), int(np.nanmax(seen))
    return Levels(
        name,
        _filled(seen).astype(np.int64),
        missing,
        float(np.nanmean(seen, axis=1).mean()),
        low,
        high,
        _similarity(seen[:-1], float(high - low)),
        *only,
    )


def _filled(seen: Floats) -> Floats:
    value = seen.copy()
    nobody = np.isnan(value).all(axis=0)
    for wave in range(len(value)):
        levels, counts = np.unique(seen[wave][~np.isnan(seen[wave])], return_counts=True)
        value[wave, nobody] = levels[counts.argmax()]
    for wave in range(1, len(value)):
        value[wave] = np.where(np.isnan(value[wave]), value[wave - 1], value[wave])
    for wave in range(len(value) - 2, -1, -1):
        value[wave] = np.where(np.isnan(value[wave]), value[wave + 1], value[wave])
    return value


def _similarity(waves: Floats, spread: float) -> float:
    """Mean of 1 - |a - b| / range over all pairs of actors and waves."""
    total, pairs = 0.0, 0
    for values in waves:
        known = np.sort(values[~np.isnan(values)])
        k = known.size
        total += k * (k - 1) / 2 - float(((2 * np.arange(k) - k + 1) * known).sum()) / spread
        pairs += k * (k - 1) // 2
    return total / pairs if pairs else 0.0


def _attribute(name: str, covariate: Covariate, periods: int) -> Attribute:
    changing = covariate.values.ndim == 2
    seen = covariate.values[:, :periods].T if changing else covariate.values[None, :]
    mean = float(np.nanmean(seen))
    center = mean if covariate.centered else 0.0
    spread = float(np.nanmax(seen) - np.nanmin(seen))
    similarity = _similarity(seen, spread)
    whole = seen if changing else np.repeat(seen, periods, axis=0)
    missing = np.isnan(whole)
    value = np.where(missing, mean, whole) - center
    return Attribute(name, value, missing, center, spread, similarity)


def _pairs(name: str, covariate: Dyadic, periods: int, actors: int) -> Pairs:
    changing = covariate.values.ndim == 3
    seen = covariate.values[:periods].copy() if changing else covariate.values[None].copy()
    square = seen.shape[1] == seen.shape[2] == actors
    off = ~np.eye(actors, dtype=bool) if square else np.ones(seen.shape[1:], dtype=bool)
    mean = float(np.nanmean(seen[:, off]))
    fill = np.array([float(np.nanmean(one[off])) for one in seen])[:, None, None]
    seen[:, ~off] = 0
    missing = np.isnan(seen)
    value = np.where(missing, fill, seen)
    if not changing:
        value, missing = np.repeat(value, periods, axis=0), np.repeat(missing, periods, axis=0)
    return Pairs(name, value, missing, mean if covariate.centered else 0.0)
