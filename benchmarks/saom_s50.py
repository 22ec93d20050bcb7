"""s50: the model of RSiena's reference, estimated with the default settings in one process.

The last line is one JSON object: `cpu_seconds` (compiled code found in the cache; the median of five seeds,
as `simulations` is) and `cpu_seconds_least`, `cpu_ms_per_simulation` (all five together), `first_seconds`
(CPU of the first start on an empty cache, with compilation), `second_start_seconds` (CPU of building the
engine in a second process); `max_abs_t`, `overall_ratio`, `theta`, `se` of seed 1.
"""

from __future__ import annotations

import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time

from auxilia import saom
from saom_data import s50

CHILD, RUNS = "--child", 5


def child() -> dict[str, float]:
    """Build the engine and simulate once in this process: what a start costs."""
    data, terms = s50()
    saom.estimate(data, terms, rng=1, settings=saom.Settings(phase3=50, subphases=0, rounds=1))
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return {"seconds": sum(one.ru_utime + one.ru_stime for one in used)}


def start(cache: str) -> float:
    """CPU seconds of a start in a fresh process with this cache."""
    environment = os.environ | {"NUMBA_CACHE_DIR": cache, "OMP_NUM_THREADS": "1"}
    shown = subprocess.run(
        [sys.executable, __file__, CHILD], capture_output=True, text=True, check=True, env=environment
    ).stdout
    return float(json.loads(shown.splitlines()[-1])["seconds"])


def main() -> None:
    with tempfile.TemporaryDirectory() as cache:
        first, second = start(cache), start(cache)
    data, terms = s50()
    saom.estimate(data, terms, rng=9, settings=saom.Settings(phase3=50, subphases=0, rounds=1))
    used, simulations = [], []
    for seed in range(RUNS, 0, -1):
        began = time.process_time()
        fit = saom.estimate(data, terms, rng=seed, settings=saom.Settings(rounds=1))
        used.append(time.process_time() - began)
        simulations.append(fit.simulations)
        print(f"seed {seed}: {used[-1]:.3f} s of CPU, {fit.simulations:,} simulations", flush=True)
    print(fit)
    print(
        json.dumps(
            {
                "cpu_seconds": round(statistics.median(used), 3),
                "cpu_seconds_least": round(min(used), 3),
                "first_seconds": round(first, 2),
                "second_start_seconds": round(second, 2),
                "simulations": round(statistics.median(simulations)),
                "cpu_ms_per_simulation": round(1000 * sum(used) / sum(simulations), 3),
                "max_abs_t": round(float(abs(fit.t_ratios[fit.free]).max()), 4),
                "overall_ratio": round(fit.overall_ratio, 4),
                "theta": [round(float(x), 4) for x in fit.theta],
                "se": [round(float(x), 4) for x in fit.se],
            }
        )
    )


if __name__ == "__main__":
    if CHILD in sys.argv:
        print(json.dumps(child()))
    else:
        main()
