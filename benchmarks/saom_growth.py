"""How the cost of a ministep grows with the number of actors, at a mean out-degree of eight.

The last line is one JSON object: `actors`, `microseconds` of CPU by ministep (network: density, recip,
transTrip, gwespFF, simX on a behaviour), and `slope`, the exponent of the curve.
"""

from __future__ import annotations

import json
import time

import numpy as np

from auxilia import saom
from auxilia.saom import fields
from auxilia.saom.chains import stream
from auxilia.saom.engine import Engine
from auxilia.saom.layout import lay_out
from auxilia.saom.prepared import prepare

SIZES = (50, 100, 200, 400, 800)


def ministep(actors: int) -> float:
    """CPU seconds of one ministep on a network, with scores."""
    rng = np.random.default_rng(actors)
    waves = (rng.random((2, actors, actors)) < 8 / actors).astype(float)
    levels = rng.integers(1, 6, (actors, 2)).astype(float)
    data = saom.Data({"net": saom.Network(waves), "beh": saom.Behavior(levels)})
    terms = [saom.effect("net", name) for name in ("density", "recip", "transTrip", "gwespFF")]
    terms += [saom.effect("net", "simX", "beh"), saom.effect("beh", "linear")]
    ready = prepare(data)
    layout = lay_out([ready], terms, [])
    engine = Engine([ready], layout)
    # Density holds the degree where it is; hardly a step of behaviour.
    theta = np.array([20.0, -0.5 * np.log(actors / 8), 0.5, 0.0, 0.0, 0.0, 1e-6, 0.0])
    scores = np.zeros(len(layout))
    engine.period(0, theta, stream(1, 1, 0), scores, scored=True, turn=fields.FRESH)
    empty = theta.copy()
    empty[0] = 1e-6
    times = []
    for parameters in (theta, empty):
        began = time.process_time()
        for number in range(20):
            engine.period(0, parameters, stream(1, 1, number), scores, scored=True, turn=fields.FRESH)
        times.append(time.process_time() - began)
    return (times[0] - times[1]) / (20 * theta[0] * actors)


def main() -> None:
    cost = [ministep(actors) * 1e6 for actors in SIZES]
    for actors, each in zip(SIZES, cost, strict=True):
        print(f"{actors:5d} actors  {each:7.2f} microseconds a ministep")
    slope = np.polyfit(np.log(SIZES), np.log(cost), 1)[0]
    print(
        json.dumps(
            {
                "actors": list(SIZES),
                "microseconds": [round(c, 2) for c in cost],
                "slope": round(float(slope), 3),
            }
        )
    )


if __name__ == "__main__":
    main()
