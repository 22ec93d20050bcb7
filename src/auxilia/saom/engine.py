"""The compiled model of one or more groups: simulate at given parameters, measure what is observed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from auxilia.errors import ModelError
from auxilia.saom.arrays import AnyArray, Floats
from auxilia.saom.layout import Layout
from auxilia.saom.planning import Memory, plan_group, relist
from auxilia.saom.prepared import Levels, Prepared, Ties
from auxilia.saom.simulator import simulator

LIMIT = 1_000_000


def variables(data: Prepared) -> dict[str, Ties | Levels]:
    """Networks and behaviours of a group."""
    return {**data.networks, **data.behaviors}


@dataclass(slots=True)
class Group:
    """One group, ready to run."""

    data: Prepared
    memory: Memory


class Engine:
    """Simulates; one of it belongs to one process and one thread.

    `condition` names the variable whose observed distance ends each period (conditional estimation).
    """

    def __init__(self, groups: Sequence[Prepared], layout: Layout, condition: str | None = None) -> None:
        self.layout = layout
        self.groups = [Group(data, plan_group(data, g, layout)) for g, data in enumerate(groups)]
        self.condition = -1 if condition is None else list(groups[0].data.variables).index(condition)
        self.rows = [(g, p) for g, group in enumerate(self.groups) for p in range(group.data.periods)]
        self.observed = np.concatenate([self._observe(group) for group in self.groups])
        self.goal = self._goals(condition)

    def _observe(self, group: Group) -> Floats:
        """Statistics of the observed ends of periods, (periods, parameters)."""
        found = np.zeros((group.data.periods, len(self.layout)))
        for period in range(group.data.periods):
            self.put(group, {name: one.value[period + 1] for name, one in variables(group.data).items()})
            simulator().statistics(group.memory.table, period, found[period])
        return found

    def put(self, group: Group, state: Mapping[str, AnyArray]) -> None:
        """Set how the variables of a group stand."""
        arrays = group.memory.arrays
        for k, (name, network) in enumerate(group.data.networks.items()):
            n, m = network.shape
            arrays["x"][k, :n, :m] = state[name]
            relist(arrays, k, network.one_mode)
        for b, (name, levels) in enumerate(group.data.behaviors.items()):
            arrays["level"][b] = state[name]
            arrays["z"][b, : levels.value.shape[1]] = state[name] - levels.mean

    def _goals(self, condition: str | None) -> list[AnyArray]:
        if condition is None:
            return [np.zeros(group.data.periods, dtype=np.int64) for group in self.groups]
        return [
            np.array(
                [
                    self.observed[row, self.layout.basic[condition, g, p]]
                    for row, (h, p) in enumerate(self.rows)
                    if h == g
                ],
                dtype=np.int64,
            )
            for g in range(len(self.groups))
        ]

    def simulate(
        self, theta: Floats, rng: np.random.Generator, *, scored: bool = True
    ) -> tuple[Floats, Floats, Floats]:
        """One simulation of all periods: statistics and scores (rows, parameters), times (rows,).

        A row is a period of a group, in order.
        """
        rows, size = len(self.rows), len(self.layout)
        stats, scores, times = np.zeros((rows, size)), np.zeros((rows, size)), np.zeros(rows)
        kernels = simulator()
        for row, (g, period) in enumerate(self.rows):
            memory = self.groups[g].memory.table
            times[row] = kernels.simulate(
                memory, theta, period, self.condition, self.goal[g][period], LIMIT, scores[row], scored, rng
            )
            if times[row] >= 0:
                kernels.statistics(memory, period, stats[row])
        if (times < 0).any():
            raise ModelError(
                f"a simulated period did not end within {LIMIT:,} steps. The parameters have run away: start from "
                "other values, or take out the effect that grew."
            )
        return stats, scores, times

    def state(self, g: int = 0) -> dict[str, AnyArray]:
        """How the variables of a group stand now: ties (n, m), values (n,)."""
        group, found = self.groups[g], {}
        for k, (name, network) in enumerate(group.data.networks.items()):
            n, m = network.shape
            found[name] = group.memory.arrays["x"][k, :n, :m].copy()
        for b, name in enumerate(group.data.behaviors):
            found[name] = group.memory.arrays["level"][b].copy()
        return found
