"""How likely each tie is at the end of each period: the share of simulations that have it."""

from __future__ import annotations

import numpy as np

from auxilia.errors import ModelError
from auxilia.saom.arrays import Floats
from auxilia.saom.chains import Anyone, Progress, mapped
from auxilia.saom.results import Fit

BATCH = 20


def chances(
    fit: Fit,
    network: str,
    *,
    draws: int = 500,
    group: int = 0,
    seed: int | None = None,
    processes: int = 1,
    progress: Progress | None = None,
) -> Floats:
    """Of each tie of a network, in each period from its observed start: (periods, senders, receivers).

    draws
        Simulations, in whole batches of 20; the error of a chance p is sqrt(p (1 - p) / draws) at most.

    Ties that are missing at either end of a period count as none, structural ones as they are.
    """
    data = fit.recipe.groups[group]
    if network not in data.networks:
        raise ModelError(f"no network {network!r}. Networks: {', '.join(data.networks)}.")
    ties, before = data.networks[network], sum(one.periods for one in fit.recipe.groups[:group])

    def work(engine: Anyone, rng: np.random.Generator) -> Floats:
        found = np.zeros((data.periods, *ties.shape))
        for _ in range(BATCH):
            states = engine.states(fit.theta, rng)[before : before + data.periods]
            found += np.array([ties.clean(state[network], p) for p, state in enumerate(states)])
        return found

    batches = max(1, -(-draws // BATCH))
    chosen = fit.seed if seed is None else seed
    made = mapped(fit.recipe, work, batches, chosen, 91, processes=processes, progress=progress)
    return np.asarray(np.sum(made, axis=0) / (batches * BATCH))
