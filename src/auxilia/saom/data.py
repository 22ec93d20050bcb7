"""What is observed: dependent variables in waves, covariates, and who was present when.

Arrays are copied; `nan` is missing. Networks take 0 and 1, and 10 and 11 for ties that could not be other
than 0 and 1 (structural zeros and ones, as in RSiena).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from auxilia.errors import ModelError
from auxilia.saom.arrays import Floats


def _array(values: Any, what: str) -> Floats:
    try:
        array = np.array(values, dtype=np.float64)
    except (TypeError, ValueError) as error:
        raise ModelError(f"{what}: the values are not one array of numbers ({error}).") from None
    if np.isinf(array).any():
        raise ModelError(f"{what}: infinite values. Give nan where a value is missing.")
    array.setflags(write=False)
    return array


@dataclass(frozen=True, slots=True, eq=False)
class Network:
    """A directed one-mode network that evolves: `waves` of shape (waves, actors, actors).

    The diagonal is ignored. `allow_only`: where the network only grew (or only shrank) between two waves,
    ties are not taken back (or made) in the model of that period either; RSiena's default.
    """

    waves: Floats
    allow_only: bool = True

    def __post_init__(self) -> None:
        object.__setattr__(self, "waves", _ties(self.waves, "Network", square=True))


@dataclass(frozen=True, slots=True, eq=False)
class TwoMode:
    """A two-mode network that evolves: `waves` of shape (waves, senders, receivers)."""

    waves: Floats
    allow_only: bool = True

    def __post_init__(self) -> None:
        object.__setattr__(self, "waves", _ties(self.waves, "TwoMode", square=False))


@dataclass(frozen=True, slots=True, eq=False)
class Behavior:
    """An ordinal variable of the actors that evolves in steps of one: `values` of shape (actors, waves)."""

    values: Floats
    allow_only: bool = True

    def __post_init__(self) -> None:
        values = _array(self.values, "Behavior")
        if values.ndim != 2:
            raise ModelError(f"Behavior: {values.ndim} dimensions. Give an array of actors x waves.")
        known = values[~np.isnan(values)]
        if (known != np.round(known)).any():
            raise ModelError("Behavior: values that are not whole numbers. Give ordered classes: 1, 2, 3 ...")
        object.__setattr__(self, "values", values)


@dataclass(frozen=True, slots=True, eq=False)
class Covariate:
    """An attribute of actors that is not explained: `values` (actors,), or (actors, periods) when it changes.

    A column beyond the last period is ignored. Centred at its mean unless `centered` is False; missing values
    count as the mean in simulations and are left out of statistics.
    """

    values: Floats
    centered: bool = True

    def __post_init__(self) -> None:
        values = _array(self.values, "Covariate")
        if values.ndim not in {1, 2}:
            raise ModelError(f"Covariate: {values.ndim} dimensions. Give actors, or actors x periods.")
        object.__setattr__(self, "values", values)


@dataclass(frozen=True, slots=True, eq=False)
class Dyadic:
    """An attribute of pairs: `values` (senders, receivers); (periods, senders, receivers) if it changes."""

    values: Floats
    centered: bool = True

    def __post_init__(self) -> None:
        values = _array(self.values, "Dyadic")
        if values.ndim not in {2, 3}:
            raise ModelError(f"Dyadic: {values.ndim} dimensions. Give pairs, or periods x pairs.")
        object.__setattr__(self, "values", values)


Variable = Network | TwoMode | Behavior
Presence = Sequence[Sequence[float]]


@dataclass(frozen=True, slots=True, eq=False)
class Data:
    """One group: variables that evolve together, covariates, and presence.

    variables
        By name, all with the same number of waves and of actors (senders, for two-mode networks).
    covariates
        By name; their actors are the senders, or the receivers of a two-mode network if the lengths say so.
    presence
        For each actor the times between which it is there: pairs of join and leave, where wave 1 is at 1.0,
        wave 2 at 2.0. None: all are there all the time.
    """

    variables: Mapping[str, Variable]
    covariates: Mapping[str, Covariate | Dyadic] | None = None
    presence: Presence | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "variables", dict(self.variables))
        object.__setattr__(self, "covariates", dict(self.covariates or {}))
        _check(self)

    @property
    def waves(self) -> int:
        """How often the variables were observed."""
        return _shape(next(iter(self.variables.values())))[0]

    @property
    def actors(self) -> int:
        """How many actors decide."""
        return _shape(next(iter(self.variables.values())))[1]


def _ties(values: Any, what: str, *, square: bool) -> Floats:
    waves = _array(values, what)
    if waves.ndim != 3:
        raise ModelError(f"{what}: {waves.ndim} dimensions. Give waves x senders x receivers.")
    if square and waves.shape[1] != waves.shape[2]:
        raise ModelError(
            f"{what}: {waves.shape[1]} senders, {waves.shape[2]} receivers. Use TwoMode for these."
        )
    odd = ~np.isin(waves, (0, 1, 10, 11)) & ~np.isnan(waves)
    if odd.any():
        wave, i, j = np.argwhere(odd)[0]
        raise ModelError(
            f"{what}: {waves[wave, i, j]:g} at wave {wave + 1}, from {i} to {j}. "
            "Ties are 0 or 1 (10 and 11 where they could not be other), nan where missing."
        )
    return waves


def _shape(variable: Variable) -> tuple[int, int]:
    if isinstance(variable, Behavior):
        return variable.values.shape[1], variable.values.shape[0]
    return variable.waves.shape[0], variable.waves.shape[1]


def _check(data: Data) -> None:
    if not data.variables:
        raise ModelError("Data: no variable. Give at least one Network, TwoMode or Behavior.")
    shapes = {name: _shape(variable) for name, variable in data.variables.items()}
    first, wanted = next(iter(shapes.items()))
    for name, shape in shapes.items():
        if shape != wanted:
            raise ModelError(
                f"{name} has {shape[0]} waves of {shape[1]} actors, {first} has {wanted[0]} of {wanted[1]}. "
                "All variables need the same waves and actors; give nan where nothing was observed."
            )
    if wanted[0] < 2:
        raise ModelError(f"{first}: one wave. A model of change needs two.")
    twice = set(data.variables) & set(data.covariates or {})
    if twice:
        raise ModelError(f"{sorted(twice)[0]} names both a variable and a covariate.")
    for name, variable in data.variables.items():
        _check_change(name, variable)
    for name, covariate in (data.covariates or {}).items():
        _check_covariate(name, covariate, data)
    check_presence(data.presence, data.actors, data.waves)


def _check_change(name: str, variable: Variable) -> None:
    waves = variable.values.T if isinstance(variable, Behavior) else variable.waves
    if isinstance(variable, Network):
        waves = np.where(np.eye(waves.shape[1], dtype=bool), np.nan, waves)
    for wave, values in enumerate(waves):
        if np.isnan(values).all():
            raise ModelError(
                f"{name}: wave {wave + 1} is missing as a whole. Leave the wave out for all variables."
            )
    for period in range(len(waves) - 1):
        before, after = waves[period] % 10, waves[period + 1] % 10
        if isinstance(variable, Behavior):
            before, after = waves[period], waves[period + 1]
        both = ~np.isnan(before) & ~np.isnan(after)
        if not (before[both] != after[both]).any():
            raise ModelError(
                f"{name}: nothing changes between wave {period + 1} and wave {period + 2}. A rate of change "
                "cannot be estimated: leave one of the waves out, or model the variable as a covariate."
            )


def _check_covariate(name: str, covariate: Covariate | Dyadic, data: Data) -> None:
    sizes = {data.actors} | {v.waves.shape[2] for v in data.variables.values() if isinstance(v, TwoMode)}
    values, periods = covariate.values, data.waves - 1
    if isinstance(covariate, Covariate):
        fits = values.shape[0] in sizes and (values.ndim == 1 or values.shape[1] >= periods)
        wants = f"{sorted(sizes)} actors, and at least {periods} periods when it changes"
    else:
        fits = values.shape[-2] == data.actors and values.shape[-1] in sizes
        fits = fits and (values.ndim == 2 or values.shape[0] >= periods)
        wants = (
            f"{data.actors} senders, {sorted(sizes)} receivers, at least {periods} periods when it changes"
        )
    if not fits:
        raise ModelError(f"{name} has shape {values.shape}; it needs {wants}.")
    if np.isnan(values).all():
        raise ModelError(f"{name}: all values are missing.")
    known = values[..., :periods] if values.ndim == 2 and isinstance(covariate, Covariate) else values
    if isinstance(covariate, Covariate) and np.unique(known[~np.isnan(known)]).size < 2:
        raise ModelError(f"{name}: one value for all. A covariate that does not vary explains nothing.")


def check_presence(presence: Presence | None, actors: int, waves: int) -> None:
    """ModelError unless there are rising pairs of join and leave for each actor."""
    if presence is None:
        return
    if len(presence) != actors:
        raise ModelError(f"presence: {len(presence)} entries for {actors} actors.")
    for actor, times in enumerate(presence):
        steps = list(times)
        rising = all(a < b for a, b in pairwise(steps))
        if len(steps) % 2 or not steps or not rising or steps[0] < 1 or steps[-1] > waves:
            raise ModelError(
                f"presence: actor {actor} has {steps}. "
                f"Give rising pairs of join and leave between 1 and {waves}."
            )
