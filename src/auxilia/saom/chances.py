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
    *,
    draws: int = 500,
    group: int = 0,
    seed: int | None = None,
    processes: int = 1,
    progress: Progress | None = None,
) -> dict[str, Floats]:
    """Of each tie in each period, from its observed start: (periods, senders, receivers) by network.

    draws
        Simulations, in whole batches of 20; the error of a chance p is sqrt(p (1 - p) / draws) at most.

    Ties that are missing at either end of a period count as none, structural ones as they are.
    """
    data = fit.recipe.groups[group]
    if not data.networks:
        raise ModelError("no network: the model has behaviours only.")
    networks, before = data.networks, sum(one.periods for one in fit.recipe.groups[:group])

    def work(engine: Anyone, rng: np.random.Generator) -> dict[str, Floats]:
        found = {name: np.zeros((data.periods, *ties.shape)) for name, ties in networks.items()}
        for _ in range(BATCH):
            states = engine.states(fit.theta, rng)[before : before + data.periods]
            for name, ties in networks.items():
                found[name] += np.array([ties.clean(state[name], p) for p, state in enumerate(states)])
        return found

    batches = max(1, -(-draws // BATCH))
    chosen = fit.seed if seed is None else seed
    made = mapped(fit.recipe, work, batches, chosen, 91, processes=processes, progress=progress)
    return {
        name: np.asarray(np.sum([one[name] for one in made], axis=0) / (batches * BATCH)) for name in networks
    }
