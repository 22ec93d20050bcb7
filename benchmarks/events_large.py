"""A choice model of eight effects on a simulated stream: seconds against the number of events.

    PYTHONPATH=src python benchmarks/events_large.py [events] [actors]

The last line is one JSON object: seconds, theta, se, loglik of the largest run, and the peak memory in MB.
"""

from __future__ import annotations

import json
import resource
import sys
import time

import numpy as np

from auxilia import events as ev

MODEL = ev.choice(
    "orders",
    ev.term("inertia", weighted=True, transform="log1p"),
    ev.term("recip", window=365.0),
    ev.term("trans", window=90.0),
    ev.term("indeg", half_life=180.0),
    ev.term("tie", "alliance"),
    ev.term("same", "regime"),
    ev.term("diff", "wealth"),
    ev.term("rival_presence", "rivalry", ev.Layer("orders", window=365.0)),
)


def history(events: int, actors: int, seed: int = 1) -> ev.History:
    """A stream in which actors have favourites; networks and attributes change over sixty years."""
    rng = np.random.default_rng(seed)
    time_ = np.sort(rng.uniform(0, 60 * 365.25, events))
    sender = rng.choice(actors, events, p=rng.dirichlet(np.full(actors, 0.5)))
    favourites = rng.integers(1, actors, (actors, 12))
    step = np.where(
        rng.random(events) < 0.7,
        favourites[sender, rng.integers(0, 12, events)],
        rng.integers(1, actors, events),
    )
    stream = ev.EventStream(time_, sender, (sender + step) % actors)
    years = np.arange(1, 60) * 365.25
    wealth = rng.normal(size=(60, actors)).cumsum(axis=0)
    return ev.History(
        actors,
        {"orders": stream, "alliance": ties(rng, actors, 0.1), "rivalry": ties(rng, actors, 0.03)},
        {
            "regime": ev.Attribute(rng.integers(0, 4, actors)),
            "wealth": ev.Attribute(
                wealth[0], np.repeat(years, actors), np.tile(np.arange(actors), 59), wealth[1:].ravel()
            ),
        },
    )


def ties(rng: np.random.Generator, actors: int, density: float) -> ev.StateNetwork:
    """A random network with some changes."""
    net = (rng.random((actors, actors)) < density).astype(float)
    np.fill_diagonal(net, 0)
    pair = rng.integers(0, actors, (3000, 2))
    pair = pair[pair[:, 0] != pair[:, 1]]
    when = np.sort(rng.uniform(0, 60 * 365.25, len(pair)))
    return ev.StateNetwork(net, when, pair[:, 0], pair[:, 1], rng.integers(0, 2, len(pair)))


def main() -> None:
    """Print the curve, and the largest run as JSON."""
    events = int(sys.argv[1]) if len(sys.argv) > 1 else 250_000
    actors = int(sys.argv[2]) if len(sys.argv) > 2 else 200
    ev.fit(MODEL, history(events // 16, actors))
    print(f"{'events':>8}  {'seconds':>8}  {'per 1,000 events':>16}  {'iterations':>10}  {'MB':>6}")
    for count in (events // 16, events // 8, events // 4, events // 2, events):
        data = history(count, actors)
        begun = time.perf_counter()
        fit = ev.fit(MODEL, data)
        seconds = time.perf_counter() - begun
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"{count:8d}  {seconds:8.2f}  {seconds / count * 1000:16.4f}  {fit.iterations:10d}  {memory:6.0f}"
        )
    print(fit)
    print(
        json.dumps(
            {
                "seconds": round(seconds, 3),
                "theta": fit.theta.tolist(),
                "se": fit.se.tolist(),
                "loglik": fit.loglik,
                "events": count,
                "actors": actors,
                "memory_mb": round(memory),
            }
        )
    )


if __name__ == "__main__":
    main()
