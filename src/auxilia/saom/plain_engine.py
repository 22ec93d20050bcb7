"""The engine in plain NumPy: what runs where Numba is missing or switched off (many times slower)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from auxilia.saom import plain_simulation
from auxilia.saom.arrays import AnyArray, Floats
from auxilia.saom.layout import Layout
from auxilia.saom.prepared import Prepared


class PlainEngine:
    """As `engine.Engine`: the same draws from the same streams."""

    def __init__(self, groups: Sequence[Prepared], layout: Layout, condition: str | None = None) -> None:
        self.layout, self.data, self.condition = layout, list(groups), condition
        self.rows = [(g, p) for g, data in enumerate(groups) for p in range(data.periods)]
        self.observed = np.array([self._observe(g, p) for g, p in self.rows])
        basic = [layout.basic[condition, g, p] if condition else 0 for g, p in self.rows]
        self.goal = [int(self.observed[row, place]) if condition else 0 for row, place in enumerate(basic)]

    def _observe(self, g: int, period: int) -> Floats:
        data = self.data[g]
        ends = {name: one.value[period + 1] for name, one in data.variables.items()}
        return plain_simulation.statistics(data, g, self.layout, period, ends)

    def simulations(
        self, theta: Floats, rng: np.random.Generator, count: int, *, scored: bool = True
    ) -> tuple[Floats, Floats, Floats]:
        """`count` simulations of all periods, group by group.

        Statistics and scores (count, rows, parameters), times (count, rows).
        """
        whole = (count, len(self.rows), len(self.layout))
        stats, scores, times = np.zeros(whole), np.zeros(whole), np.zeros(whole[:2])
        for g in range(len(self.data)):
            rows = [(row, period) for row, (h, period) in enumerate(self.rows) if h == g]
            for run in range(count):
                for row, period in rows:
                    state, score, times[run, row] = self._run(row, theta, rng)
                    stats[run, row] = plain_simulation.statistics(self.data[g], g, self.layout, period, state)
                    scores[run, row] = score if scored else 0.0
        return stats, scores, times

    def simulate(
        self, theta: Floats, rng: np.random.Generator, *, scored: bool = True
    ) -> tuple[Floats, Floats, Floats]:
        """One simulation of all periods: statistics and scores (rows, parameters), times (rows,)."""
        stats, scores, times = self.simulations(theta, rng, 1, scored=scored)
        return stats[0], scores[0], times[0]

    def states(self, theta: Floats, rng: np.random.Generator) -> list[dict[str, AnyArray]]:
        """One simulation of all periods: how the variables stand at the end of each row."""
        return [self._run(row, theta, rng)[0] for row in range(len(self.rows))]

    def _run(
        self, row: int, theta: Floats, rng: np.random.Generator
    ) -> tuple[plain_simulation.State, Floats, float]:
        g, period = self.rows[row]
        return plain_simulation.simulate(
            self.data[g],
            g,
            self.layout,
            theta,
            period,
            rng,
            condition=self.condition,
            goal=self.goal[row],
        )

    def forward(
        self, thetas: Sequence[Floats], rng: np.random.Generator, g: int = 0
    ) -> list[dict[str, AnyArray]]:
        """One simulation of all periods in a row, each from the end of the last: the states at their ends."""
        found: list[dict[str, AnyArray]] = []
        for place, (_, period) in enumerate(row for row in self.rows if row[0] == g):
            before = found[-1] if found else None
            state, _, _ = plain_simulation.simulate(
                self.data[g], g, self.layout, thetas[place], period, rng, onward=before, settle=False
            )
            found.append(state)
        return found
