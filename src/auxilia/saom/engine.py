"""The compiled model of one or more groups: simulate at given parameters, measure what is observed."""

from __future__ import annotations

import ctypes
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from auxilia.errors import ModelError
from auxilia.saom import fields
from auxilia.saom.arrays import AnyArray, Floats, Ints
from auxilia.saom.drawing import ints
from auxilia.saom.layout import Layout
from auxilia.saom.planning import Memory, plan_group, relist
from auxilia.saom.prepared import Prepared
from auxilia.saom.simulator import simulator

LIMIT = 1_000_000
NO_GOAL: Ints = np.zeros(1, dtype=np.int64)
UNMEASURED: Floats = np.zeros((1, 1, 0))
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
        self.goal = ints([self.observed[row, place] if condition else 0 for row, place in enumerate(basic)])

    def _observe(self, group: Group) -> Floats:
        """Statistics of the observed ends of periods, (periods, parameters)."""
        found: Floats = np.zeros((1, group.data.periods, len(self.layout)))
        theta, bits = np.zeros(0), 0
        for period in range(group.data.periods):
            self.put(group, {name: one.value[period + 1] for name, one in group.data.variables.items()})
            end = slice(period, period + 1)
            self.kernels.simulate(
                group.memory.table,
                theta,
                period,
                -1,
                NO_GOAL,
                LIMIT,
                found[:, end],
                UNMEASURED,
                np.zeros((1, 1)),
                False,
                fields.SEEN,
                bits,
            )
        return found.reshape(found.shape[1:])

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
        times = np.zeros((1, 1))
        self._run(
            g,
            theta,
            period,
            self.goal[row : row + 1],
            UNMEASURED,
            scores[None, None],
            times,
            scored,
            turn,
            rng,
        )
        return float(times[0, 0])

    def _run(  # noqa: PLR0913, PLR0917 - what the kernel takes
        self,
        g: int,
        theta: Floats,
        first: int,
        goals: Ints,
        stats: Floats,
        scores: Floats,
        times: Floats,
        scored: bool,
        turn: int,
        rng: np.random.Generator,
    ) -> None:
        bits = _address(rng.bit_generator.capsule, b"BitGenerator")
        table = self.groups[g].memory.table
        if not self.kernels.simulate(
            table, theta, first, self.condition, goals, LIMIT, stats, scores, times, scored, turn, bits
        ):
            raise ModelError(RUN_AWAY.format(limit=LIMIT))

    def simulations(
        self, theta: Floats, rng: np.random.Generator, count: int, *, scored: bool = True
    ) -> tuple[Floats, Floats, Floats]:
        """`count` simulations of all periods, group by group.

        Statistics and scores (count, rows, parameters), times (count, rows).
        """
        size, parts, row = len(self.layout), [], 0
        for g, group in enumerate(self.groups):
            periods = group.data.periods
            stats, scores = np.zeros((count, periods, size)), np.zeros((count, periods, size))
            times, goals = np.zeros((count, periods)), self.goal[row : row + periods]
            self._run(g, theta, 0, goals, stats, scores, times, scored, fields.FRESH, rng)
            parts.append((stats, scores, times))
            row += periods
        if len(parts) == 1:
            return parts[0]
        stats, scores, times = (np.concatenate(part, axis=1) for part in zip(*parts, strict=True))
        return stats, scores, times

    def simulate(
        self, theta: Floats, rng: np.random.Generator, *, scored: bool = True
    ) -> tuple[Floats, Floats, Floats]:
        """One simulation of all periods: statistics and scores (rows, parameters), times (rows,)."""
        stats, scores, times = self.simulations(theta, rng, 1, scored=scored)
        return stats[0], scores[0], times[0]

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
