"""Goodness of fit: how typical the observed waves are among simulated ones, in features that were not fitted.

Lospinoso & Snijders 2019. The test is Monte Carlo: the share of simulations farther from their own mean, by
Mahalanobis distance, than the observation.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from auxilia.errors import ModelError
from auxilia.saom.arrays import AnyArray, Floats
from auxilia.saom.chains import Anyone, Progress, mapped
from auxilia.saom.prepared import Prepared
from auxilia.saom.results import Fit

State = dict[str, AnyArray]


@dataclass(frozen=True, slots=True, eq=False)
class Feature:
    """What is counted of a state: `labels`, and a function of the state that gives as many numbers."""

    name: str
    labels: tuple[str, ...]
    count: Callable[[State], Floats]


@dataclass(frozen=True, slots=True)
class Farthest:
    """Where observation and simulations differ most, and between which values the middle of these lie."""

    label: str
    observed: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, eq=False)
class Goodness:
    """One feature, summed over periods: `observed` (k,), `simulated` (simulations, k), distance and its p."""

    name: str
    labels: tuple[str, ...]
    observed: Floats
    simulated: Floats
    distance: float
    p: float

    def bands(self, level: float = 0.9) -> tuple[Floats, Floats]:
        """Between which values the middle `level` of simulations lie, by label."""
        low, high = np.quantile(self.simulated, [(1 - level) / 2, (1 + level) / 2], axis=0)
        return low, high

    def farthest(self, level: float = 0.95) -> Farthest:
        """The label farthest from the mean of simulations, in their standard deviations."""
        off = np.abs(self.observed - self.simulated.mean(axis=0))
        spread = self.simulated.std(axis=0)
        never = np.where(off > 0, np.inf, 0.0)
        place = int(np.argmax(np.where(spread > 0, off / np.where(spread > 0, spread, 1.0), never)))
        low, high = (float(ends[place]) for ends in self.bands(level))
        return Farthest(self.labels[place], float(self.observed[place]), low, high)


def outdegrees(network: str, up_to: int = 8) -> Feature:
    """Actors with at most 0, 1 ... `up_to` ties sent."""
    return _cumulative(f"out-degrees of {network}", up_to, lambda state: state[network].sum(axis=1))


def indegrees(network: str, up_to: int = 8) -> Feature:
    """Actors with at most 0, 1 ... `up_to` ties received."""
    return _cumulative(f"in-degrees of {network}", up_to, lambda state: state[network].sum(axis=0))


def values(behavior: str, low: int, high: int) -> Feature:
    """Actors at each level of a behaviour."""
    levels = tuple(range(low, high + 1))

    def count(state: State) -> Floats:
        return np.array([(state[behavior] == level).sum() for level in levels], dtype=np.float64)

    return Feature(f"values of {behavior}", tuple(str(level) for level in levels), count)


def geodesics(network: str, up_to: int = 5) -> Feature:
    """Ordered pairs at distance 1, 2 ... `up_to`, and farther or not connected."""
    labels = (*[str(k) for k in range(1, up_to + 1)], f"> {up_to}")

    def count(state: State) -> Floats:
        x = state[network].astype(bool)
        reached, frontier = np.eye(len(x), dtype=bool), np.eye(len(x), dtype=bool)
        found = []
        for _ in range(up_to):
            frontier = (frontier.astype(np.int64) @ x.astype(np.int64) > 0) & ~reached
            reached |= frontier
            found.append(float(frontier.sum()))
        return np.array([*found, float(x.size - len(x) - sum(found))])

    return Feature(f"geodesic distances in {network}", labels, count)


TRIADS = (
    "003",
    "012",
    "102",
    "021D",
    "021U",
    "021C",
    "111D",
    "111U",
    "030T",
    "030C",
    "201",
    "120D",
    "120U",
    "120C",
    "210",
    "300",
)


def triads(network: str) -> Feature:
    """The triad census of Holland and Leinhardt, by matrix products (Moody 1998)."""
    return Feature(f"triad census of {network}", TRIADS, lambda state: triad_census(state[network]))


def triad_census(x: AnyArray) -> Floats:
    """Counts of the sixteen kinds of triads, in the order of `TRIADS`."""
    x = x.astype(np.float64)
    n = len(x)
    off = 1.0 - np.eye(n)
    mutual, either = x * x.T, np.maximum(x, x.T)
    one, none = x - mutual, off - either
    a, at, m, z = one, one.T, mutual, none

    def trace(p: Floats, q: Floats, r: Floats) -> float:
        return float(((p @ q) * r.T).sum())

    census = {
        "300": trace(m, m, m) / 6,
        "210": trace(m, m, a),
        "120C": trace(m, a, a),
        "120D": trace(m, at, a) / 2,
        "120U": trace(m, a, at) / 2,
        "201": trace(m, m, z) / 2,
        "030T": trace(a, a, at),
        "030C": trace(a, a, a) / 3,
        "111U": trace(m, a, z),
        "111D": trace(m, at, z),
        "021C": trace(a, a, z),
        "021D": trace(at, a, z) / 2,
        "021U": trace(a, at, z) / 2,
        "102": trace(m, z, z) / 2,
        "012": trace(a, z, z),
        "003": trace(z, z, z) / 6,
    }
    return np.array([census[kind] for kind in TRIADS])


def association(network: str, behavior: str) -> Feature:
    """Behaviour and network: ties between actors 0, 1 ... apart; Moran's and Geary's statistics of ties."""
    labels = ("same", "one apart", "more apart", "Moran", "Geary")

    def count(state: State) -> Floats:
        x, z = state[network].astype(np.float64), state[behavior].astype(np.float64)
        apart = np.abs(z[:, None] - z[None, :])
        centred, ties, spread = z - z.mean(), x.sum(), ((z - z.mean()) ** 2).mean()
        moran = float((x * np.outer(centred, centred)).sum() / (ties * spread)) if ties * spread else 0.0
        geary = float((x * apart**2).sum() / (2 * ties * spread)) if ties * spread else 0.0
        counts = [(x * kind).sum() for kind in (apart == 0, apart == 1, apart > 1)]
        return np.array([*counts, moran, geary], dtype=np.float64)

    return Feature(f"{behavior} along {network}", labels, count)


def _cumulative(name: str, up_to: int, degrees: Callable[[State], AnyArray]) -> Feature:
    labels = tuple(str(k) for k in range(up_to + 1))

    def count(state: State) -> Floats:
        found = degrees(state)
        return np.array([(found <= k).sum() for k in range(up_to + 1)], dtype=np.float64)

    return Feature(name, labels, count)


def goodness(
    fit: Fit,
    features: Sequence[Feature],
    *,
    draws: int = 500,
    seed: int | None = None,
    processes: int = 1,
    progress: Progress | None = None,
) -> tuple[Goodness, ...]:
    """Simulate at the estimates and compare each feature, summed over periods (and groups)."""
    if not features:
        raise ModelError("no feature: give at least one, such as indegrees(network).")

    rows = [(data, period) for data in fit.recipe.groups for period in range(data.periods)]

    def work(engine: Anyone, rng: np.random.Generator) -> list[Floats]:
        states = engine.states(fit.theta, rng)
        states = [_cleaned(state, *row) for state, row in zip(states, rows, strict=True)]
        return [np.sum([feature.count(state) for state in states], axis=0) for feature in features]

    chosen = fit.seed if seed is None else seed
    made = mapped(fit.recipe, work, draws, chosen, 90, processes=processes, progress=progress)
    ends = [
        _cleaned({name: one.value[period + 1] for name, one in data.variables.items()}, data, period)
        for data, period in rows
    ]
    found = []
    for k, feature in enumerate(features):
        simulated = np.array([one[k] for one in made])
        observed = np.sum([feature.count(end) for end in ends], axis=0)
        distance, p = _far(observed, simulated)
        found.append(Goodness(feature.name, feature.labels, observed, simulated, distance, p))
    return tuple(found)


def _cleaned(state: State, data: Prepared, period: int) -> State:
    """The state as statistics see it: what is missing or structural is so in observation and simulation."""
    ties = {name: network.clean(state[name], period) for name, network in data.networks.items()}
    return {**state, **ties}


def _far(observed: Floats, simulated: Floats) -> tuple[float, float]:
    """Mahalanobis distance of the observation, and the share of simulations at least as far."""
    mean = simulated.mean(axis=0)
    inner = np.linalg.pinv(np.atleast_2d(np.cov(simulated, rowvar=False)))
    own = simulated - mean
    distances = np.einsum("ki,ij,kj->k", own, inner, own)
    here = float((observed - mean) @ inner @ (observed - mean))
    return here, float((distances >= here).mean())
