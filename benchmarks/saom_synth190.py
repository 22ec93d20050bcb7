"""synth190: 190 actors, ten waves, 26 parameters, estimated on two processes, against what it came from.

The last line is one JSON object: `cpu_seconds` and `seconds` of the fit, `seconds_per_simulation` (CPU, all
nine periods, with scores), `simulations`, `max_abs_t`, `overall_ratio`, `theta`, `se`, `covered` (which of
recip, transTrip, X, simX and the rates lie within 1.96 standard errors of the truth), and for 1,000 actors
`peak_mb` and `seconds` a simulation, and `forward_seconds`: 2,000 simulations of ten years with the 190
actors.
"""

from __future__ import annotations

import json
import resource
import time

import numpy as np
from joblib.externals.loky import get_reusable_executor

from auxilia import saom
from auxilia.saom.chains import stream
from auxilia.saom.engine import Engine
from auxilia.saom.layout import lay_out
from auxilia.saom.prepared import prepare
from saom_data import synth190

TRUTH = {"recip": 1.3, "transTrip": 0.22, "X (near)": 0.9, "simX (beh)": 0.8}
RATES = {"net": 3.0, "beh": 1.5}


def cpu() -> float:
    """CPU seconds of this process and its ended children."""
    whole = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in whole)


def one_simulation() -> float:
    data, terms = synth190()
    ready = prepare(data)
    layout = lay_out([ready], terms, [])
    engine = Engine([ready], layout)
    theta = np.array([3.0] * 9 + [-2.05, 1.3, 0.22, 0.9, 0.8] + [1.5] * 9 + [-0.05, -0.15, 0.35])
    engine.simulate(theta, stream(1, 1, 0))
    began = time.process_time()
    for number in range(50):
        engine.simulate(theta, stream(1, 1, number))
    return (time.process_time() - began) / 50


def thousand() -> dict[str, float]:
    """A thousand actors, two waves, the same effects but for the covariate."""
    rng = np.random.default_rng(1)
    waves = (rng.random((2, 1000, 1000)) < 0.008).astype(float)
    levels = rng.integers(1, 6, (1000, 2)).astype(float)
    data = saom.Data({"net": saom.Network(waves), "beh": saom.Behavior(levels)})
    terms = [saom.effect("net", name) for name in ("density", "recip", "transTrip")]
    terms += [
        saom.effect("net", "simX", "beh"),
        saom.effect("beh", "linear"),
        saom.effect("beh", "avAlt", "net"),
    ]
    ready = prepare(data)
    layout = lay_out([ready], terms, [])
    engine = Engine([ready], layout)
    theta = np.array([3.0, -2.4, 1.3, 0.2, 0.8, 1.5, 0.0, 0.3])
    began = time.process_time()
    for number in range(5):
        engine.simulate(theta, stream(1, 1, number))
    return {"seconds": (time.process_time() - began) / 5}


def ahead(fit: saom.Fit) -> float:
    """Wall seconds for 2,000 futures of ten periods, measured by ties and mean level, on two processes."""
    began = time.perf_counter()
    saom.forward(
        fit,
        10,
        draws=2000,
        rng=1,
        processes=2,
        measure=lambda s: (float(s["net"].sum()), float(s["beh"].mean())),
    )
    return time.perf_counter() - began


def main() -> None:
    each = one_simulation()
    data, terms = synth190()
    began, used = time.perf_counter(), cpu()
    fit = saom.estimate(data, terms, rng=1, processes=2)
    wall = time.perf_counter() - began
    get_reusable_executor().shutdown(wait=True)
    spent = cpu() - used
    print(fit)
    covered = {}
    for parameter, theta, error in zip(fit.parameters, fit.theta, fit.se, strict=True):
        truth = RATES[parameter.variable] if parameter.basic else TRUTH.get(parameter.name)
        if truth is not None:
            covered[parameter.label] = bool(abs(theta - truth) < 1.96 * error)
    forward_seconds = ahead(fit)
    big = thousand()
    print(
        json.dumps(
            {
                "cpu_seconds": round(spent, 1),
                "seconds": round(wall, 1),
                "seconds_per_simulation": round(each, 4),
                "simulations": fit.simulations,
                "max_abs_t": round(float(abs(fit.t_ratios[fit.free]).max()), 4),
                "overall_ratio": round(fit.overall_ratio, 4),
                "covered": f"{sum(covered.values())} of {len(covered)}",
                "not_covered": [label for label, inside in covered.items() if not inside],
                "forward_seconds": round(forward_seconds, 1),
                "thousand_actors_seconds": round(big["seconds"], 2),
                "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
                "theta": [round(float(x), 3) for x in fit.theta],
                "se": [round(float(x), 3) for x in fit.se],
            }
        )
    )


if __name__ == "__main__":
    main()
