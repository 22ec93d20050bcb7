"""Small worlds simulated from known parameters."""

import numpy as np

from auxilia import saom
from auxilia.saom.chains import stream
from auxilia.saom.engine import Engine
from auxilia.saom.layout import lay_out
from auxilia.saom.prepared import prepare

TERMS = [
    saom.effect("ties", "density"),
    saom.effect("ties", "recip"),
    saom.effect("ties", "transTrip"),
    saom.effect("level", "linear"),
    saom.effect("level", "avAlt", "ties"),
]
TRUTH = {"density": -1.6, "recip": 1.5, "transTrip": 0.3, "linear": 0.1, "avAlt": 0.4}


def simulated(
    seed: int, actors: int = 20, waves: int = 3, rates: tuple[float, float] = (4.0, 2.0)
) -> saom.Data:
    """Ties and a level of `actors`, from TERMS at TRUTH, each wave from the last."""
    rng = np.random.default_rng(seed)
    ties = (rng.random((actors, actors)) < 0.15).astype(float)
    level = rng.integers(1, 5, actors).astype(float)
    observed = [(ties, level)]
    for wave in range(waves - 1):
        before = saom.Data(
            {
                "ties": saom.Network(np.stack([ties, 1 - ties]), allow_only=False),
                "level": saom.Behavior(np.stack([level, 5 - level], axis=1), allow_only=False),
            }
        )
        data = prepare(before)
        layout = lay_out([data], TERMS, [])
        theta = np.array([rates[0], *list(TRUTH.values())[:3], rates[1], *list(TRUTH.values())[3:]])
        engine = Engine([data], layout)
        state = engine.states(theta, stream(seed, 1, wave))[0]
        ties, level = state["ties"].astype(float), state["level"].astype(float)
        observed.append((ties, level))
    return saom.Data(
        {
            "ties": saom.Network(np.stack([one for one, _ in observed])),
            "level": saom.Behavior(np.stack([one for _, one in observed], axis=1)),
        }
    )
