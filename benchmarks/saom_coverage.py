"""Parameter recovery: a hundred worlds from known parameters, each estimated; how often 95 % intervals hold.

The last line is one JSON object: `worlds`, `converged`, `coverage` over all effects (not rates) of converged
fits, `by_effect`, and `bias` in standard errors.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "saom"))

from saom_worlds import TERMS, simulated

from auxilia import saom
from auxilia.errors import ModelError

WORLDS, ACTORS = 100, 30
# The behaviour is centred at its own mean, which the data decide: its linear parameter has no fixed truth.
TRUTH = {"ties: density": -1.6, "ties: recip": 1.5, "ties: transTrip": 0.3, "level: avAlt (ties)": 0.4}


def main() -> None:
    inside: dict[str, list[bool]] = {label: [] for label in TRUTH}
    off: dict[str, list[float]] = {label: [] for label in TRUTH}
    converged, refused = 0, []
    for world in range(WORLDS):
        try:
            fit = saom.estimate(simulated(world, actors=ACTORS), TERMS, rng=world, processes=2)
        except ModelError as error:
            refused.append(f"world {world}: {error}")
            print(refused[-1], flush=True)
            continue
        converged += fit.converged
        if not fit.converged:
            continue
        for label, truth in TRUTH.items():
            theta, error = fit[label]
            inside[label].append(abs(theta - truth) < 1.96 * error)
            off[label].append((theta - truth) / error)
    whole = np.concatenate([np.array(v) for v in inside.values()])
    print(
        json.dumps(
            {
                "worlds": WORLDS,
                "converged": converged,
                "refused": len(refused),
                "coverage": round(float(whole.mean()), 4),
                "by_effect": {label: round(float(np.mean(v)), 3) for label, v in inside.items()},
                "bias": {label: round(float(np.mean(v)), 3) for label, v in off.items()},
            }
        )
    )


if __name__ == "__main__":
    main()
