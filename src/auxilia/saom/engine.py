"""The compiled model of one or more groups: simulate at given parameters, measure what is observed."""

from __future__ import annotations

import ctypes
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from auxilia.errors import ModelError
from auxilia.saom import fields
from auxilia.saom.arrays import AnyArray, Floats
from auxilia.saom.layout import Layout
from auxilia.saom.planning import Memory, plan_group, relist
from auxilia.saom.prepared import Prepared
from auxilia.saom.simulator import simulator

LIMIT = 1_000_000
# Where NumPy keeps the functions and the state of a generator: the kernels draw from it themselves.
_address = ctypes.pythonapi.PyCapsule_GetPointer
_address.restype, _address.argtypes = ctypes.c_void_p, [ctypes.py_object, ctypes.c_char_p]
RUN_AWAY = (
    "a simulated period did not end within {limit:,} steps. The parameters have run away: "
    "start from other values, or take out the effect that grew."
)


@dataclass(slots=True)
class Group:
    """One group, ready to run."""

    data: Prepared
    memory: Memory


class Engine:
    """Simulates; one of it belongs to one process and one thread.

    `condition` names the variable whose observed distance ends each period (conditional estimation). A row is
    a period of a group, in order.
    """

    def __init__(self, groups: Sequence[Prepared], layout: Layout, condition: str | None = None) -> None:
        self.layout = layout
        self.groups = [Group(data, plan_group(data, g, layout)) for g, data in enumerate(groups)]
        # After the effects: planning compiles all at once.
        self.kernels = simulator()
        self.rows = [(g, p) for g, group in enumerate(self.groups) for p in range(group.data.periods)]
        self.observed = np.concatenate([self._observe(group) for group in self.groups])
        self.condition = -1 if condition is None else list(groups[0].data.variables).index(condition)
        basic = [layout.basic[condition, g, p] if condition else 0 for g, p in self.rows]
        self.goal = [int(self.observed[row, place]) if condition else 0 for row, place in enumerate(basic)]

    def _observe(self, group: Group) -> Floats:
        """Statistics of the observed ends of periods, (periods, parameters)."""
        found = np.zeros((group.data.periods, len(self.layout)))
        for period in range(group.data.periods):
            self.put(group, {name: one.value[period + 1] for name, one in group.data.variables.items()})
            self.kernels.statistics(group.memory.table, period, found[period])
        return found

    @staticmethod
    def put(group: Group, state: Mapping[str, AnyArray]) -> None:
        """Set how the variables of a group stand."""
        arrays = group.memory.arrays
        for k, (name, network) in enumerate(group.data.networks.items()):
            n, m = network.shape
            arrays["x"][k, :n, :m] = state[name]
            relist(arrays, k, network.one_mode)
        for b, (name, levels) in enumerate(group.data.behaviors.items()):
            arrays["level"][b] = state[name]
            arrays["z"][b, : levels.value.shape[1]] = state[name] - levels.mean

    def period(
        self, row: int, theta: Floats, rng: np.random.Generator, scores: Floats, *, scored: bool, turn: int
    ) -> float:
        """Simulate one row; returns the time it took. ModelError when it does not end."""
        g, period = self.rows[row]
        table = self.groups[g].memory.table
        goal = self.goal[row]
        bits = _address(rng.bit_generator.capsule, b"BitGenerator")
        time = self.kernels.simulate(
            table, theta, period, self.condition, goal, LIMIT, scores, scored, turn, bits
        )
        if time < 0:
            raise ModelError(RUN_AWAY.format(limit=LIMIT))
        return float(time)

    def simulate(
        self, theta: Floats, rng: np.random.Generator, *, scored: bool = True
    ) -> tuple[Floats, Floats, Floats]:
        """One simulation of all periods: statistics and scores (rows, parameters), times (rows,)."""
        rows, size = len(self.rows), len(self.layout)
        stats, scores, times = np.zeros((rows, size)), np.zeros((rows, size)), np.zeros(rows)
        for row, (g, period) in enumerate(self.rows):
            times[row] = self.period(row, theta, rng, scores[row], scored=scored, turn=fields.FRESH)
            self.kernels.statistics(self.groups[g].memory.table, period, stats[row])
        return stats, scores, times

    def states(self, theta: Floats, rng: np.random.Generator) -> list[dict[str, AnyArray]]:
        """One simulation of all periods: how the variables stand at the end of each row."""
        unused, found = np.zeros(len(self.layout)), []
        for row, (g, _) in enumerate(self.rows):
            self.period(row, theta, rng, unused, scored=False, turn=fields.FRESH)
            found.append(self.state(g))
        return found

    def forward(
        self, thetas: Sequence[Floats], rng: np.random.Generator, g: int = 0
    ) -> list[dict[str, AnyArray]]:
        """One simulation of all periods in a row, each from the end of the last: the states at their ends."""
        unused, found = np.zeros(len(self.layout)), []
        rows = [row for row, (h, _) in enumerate(self.rows) if h == g]
        for place, row in enumerate(rows):
            turn = fields.ONWARD if place else fields.FORWARD
            self.period(row, thetas[place], rng, unused, scored=False, turn=turn)
            found.append(self.state(g))
        return found

    def state(self, g: int = 0) -> dict[str, AnyArray]:
        """How the variables of a group stand now: ties (n, m), values (n,)."""
        group, found = self.groups[g], {}
        for k, (name, network) in enumerate(group.data.networks.items()):
            n, m = network.shape
            found[name] = group.memory.arrays["x"][k, :n, :m].copy()
        for b, name in enumerate(group.data.behaviors):
            found[name] = group.memory.arrays["level"][b].copy()
        return found
