"""An answer as plain numbers and words: what a page is written from, and what `--format json` prints."""

from __future__ import annotations

import math
from dataclasses import asdict
from typing import Any

import numpy as np

from auxilia.panels.waves import looks
from auxilia.report.logics.running import Answer


def record(answer: Answer) -> dict[str, Any]:
    """Estimates, convergence, waves and diagnostics; numbers that do not exist are None."""
    fit, seen = answer.fit, answer.model.seen
    return {
        "provider": answer.model.provider,
        "actors": len(seen.actors),
        "years": list(seen.years),
        "sources": sorted({"gw", *(one for each in seen.sources.values() for one in each)}),
        "parameters": [
            {
                "variable": one.variable,
                "effect": one.name,
                "kind": one.kind,
                "estimate": _plain(fit.theta[k]),
                "se": _plain(fit.se[k]),
                "t_ratio": _plain(fit.t_ratios[k]),
                "target": _plain(fit.targets[k]),
            }
            for k, one in enumerate(fit.parameters)
        ],
        "converged": fit.converged,
        "overall_ratio": _plain(fit.overall_ratio),
        "largest_t": _plain(np.abs(fit.t_ratios[fit.free]).max(initial=0.0)),
        "advice": fit.advice,
        "left_out": list(answer.model.left_out),
        "simulations": fit.simulations,
        "seed": fit.seed,
        "waves": {
            name: [
                {"ties": look.ties, "after": look.after, "kept": look.kept, "made": look.made,
                 "ended": look.ended, "pairs": look.pairs, "jaccard": _plain(look.alike)}
                for look in looks(ties)
            ]
            for name, ties in seen.networks.items()
        },
        "goodness": {
            one.name: {"distance": _plain(one.distance), "p": _plain(one.p), "draws": len(one.simulated),
                       "farthest": asdict(one.farthest())}
            for one in answer.goodness
        },
        "foretold": {
            name: {"made": _plain(one.made), "ended": _plain(one.ended), "n_made": one.n_made,
                   "n_ended": one.n_ended}
            for name, one in answer.foretold.items()
        },
        "importance": {
            name: dict(zip(one.names, map(_plain, one.expected), strict=True))
            for name, one in answer.importance.items()
        },
        "time": None if answer.time is None else {
            "statistic": _plain(answer.time.joint.statistic),
            "freedom": answer.time.joint.freedom,
            "p": _plain(answer.time.joint.p),
        },
    }  # fmt: skip


def _plain(value: Any) -> float | None:
    number = float(value)
    return number if math.isfinite(number) else None
