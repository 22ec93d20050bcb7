"""Relative importance of effects: how far each one moves the actors' choices (Indlekofer & Brandes 2013)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from auxilia.errors import ModelError
from auxilia.saom import plain_simulation as plain_sim
from auxilia.saom.arrays import Bools, Floats
from auxilia.saom.results import Fit


@dataclass(frozen=True, slots=True, eq=False)
class Importance:
    """Of one variable at one wave.

    names
        Effects, in order.
    relative
        Share of each effect in each actor's choices (actors, effects); rows sum to one.
    expected
        Mean over actors (effects,).
    distance
        How far the choices of each actor move without the effect, the L1 distance (actors, effects).
    entropy
        How certain each actor's choice is: 1 - entropy over its maximum (actors,).
    """

    variable: str
    wave: int
    names: tuple[str, ...]
    relative: Floats
    expected: Floats
    distance: Floats
    entropy: Floats


def importance(fit: Fit, variable: str, wave: int = 1, group: int = 0) -> Importance:
    """At the observed wave `wave` (1 is the first): what each effect adds to the actors' choices."""
    data = fit.recipe.groups[group]
    if variable not in data.data.variables:
        raise ModelError(f"no variable {variable!r}. Variables: {', '.join(data.data.variables)}.")
    if not 1 <= wave <= data.data.waves:
        raise ModelError(f"wave {wave} of {data.data.waves}.")
    period = min(wave, data.periods) - 1
    state = {name: one.value[wave - 1].copy() for name, one in data.variables.items()}
    unused = np.zeros(len(fit.parameters))
    present = plain_sim.presence(data, period)
    chain = plain_sim.Chain(data, group, fit.recipe.layout, fit.theta, period, state, unused, present)
    distances, entropies = [], []
    places: list[int] = []
    for ego in np.flatnonzero(present):
        rows, places, can = _choices(chain, variable, int(ego))
        distance, entropy = _moved(rows, fit.theta[places], can)
        distances.append(distance)
        entropies.append(entropy)
    distance = np.array(distances)
    total = distance.sum(axis=1, keepdims=True)
    relative = np.divide(distance, total, out=np.zeros_like(distance), where=total > 0)
    names = tuple(fit.parameters[place].name for place in places)
    return Importance(variable, wave, names, relative, relative.mean(axis=0), distance, np.array(entropies))


def _choices(chain: plain_sim.Chain, variable: str, ego: int) -> tuple[Floats, list[int], Bools]:
    if variable in chain.data.networks:
        rows, places = plain_sim.contributions(chain, variable, ego)
        return rows, places, plain_sim.permitted(chain, variable, ego)
    return plain_sim.steps(chain, variable, ego)


def _moved(rows: Floats, theta: Floats, can: Bools) -> tuple[Floats, float]:
    """L1 distance of the choice without each effect from the full one; certainty of the full one."""
    rows = rows[:, can]
    full = _chances(theta @ rows)
    found = []
    for k in range(len(theta)):
        without = theta.copy()
        without[k] = 0.0
        found.append(float(np.abs(_chances(without @ rows) - full).sum()))
    count = full.size
    entropy = float(-(full[full > 0] * np.log2(full[full > 0])).sum() / np.log2(count)) if count > 1 else 0.0
    return np.array(found), 1.0 - entropy


def _chances(worth: Floats) -> Floats:
    e = np.exp(worth - worth.max())
    return np.asarray(e / e.sum())
