"""A group's data on their way into the memory of the simulator: matrices by content, names by place."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from auxilia.saom import fields
from auxilia.saom.arrays import AnyArray, Bools, Bytes
from auxilia.saom.layout import Layout
from auxilia.saom.prepared import Prepared, Ties
from auxilia.saom.specification import Bound

World = dict[str, AnyArray]
MODES = (fields.SIMULATION, fields.END, fields.BACK, fields.START)


class Slots:
    """Matrices by content, so that equal ones are kept once; the first places are taken by moving ones."""

    def __init__(self, size: int, first: int) -> None:
        self.size, self.first = size, first
        self.kept: list[Bytes] = []
        self.place: dict[bytes, int] = {}

    def add(self, matrix: AnyArray) -> int:
        """The place of a matrix."""
        padded = np.zeros((self.size, self.size), dtype=np.uint8)
        padded[: matrix.shape[0], : matrix.shape[1]] = matrix
        key = padded.tobytes()
        if key not in self.place:
            self.place[key] = self.first + len(self.kept)
            self.kept.append(padded)
        return self.place[key]

    def stacked(self) -> Bytes:
        """All of them, moving ones as zeros."""
        moving = [np.zeros((self.size, self.size), dtype=np.uint8)] * self.first
        return np.array([*moving, *self.kept] or np.zeros((1, 1, 1)), dtype=np.uint8)


@dataclass(slots=True)
class Base:
    """One effect with what it reads, evaluated once however many terms use it."""

    bound: Bound
    variable: int


@dataclass(slots=True)
class Drawing:
    """A plan in the making; `keep` holds whatever the addresses point at."""

    data: Prepared
    group: int
    layout: Layout
    size: int
    slots: Slots
    mats: Slots
    networks: dict[str, int]
    behaviors: dict[str, int]
    variables: list[str]
    keep: list[Any] = field(default_factory=list)
    constants: dict[Any, AnyArray] = field(default_factory=dict)


def ints(values: Any) -> AnyArray:
    return np.array(values, dtype=np.int64)


def matrices(d: Drawing) -> dict[str, AnyArray]:
    """Slots of networks, and the matrices of what is fixed, edited, begun, missing, lost and gained."""
    periods, count = d.data.periods, max(1, len(d.networks))
    found = {
        name: np.full((count, periods), -1, dtype=np.int64)
        for name in (
            "slot_start",
            "mat_fixed",
            "mat_edit",
            "mat_begun",
            "mat_either",
            "mat_lost",
            "mat_gained",
        )
    }
    for name, k in d.networks.items():
        ties = d.data.networks[name]
        for p in range(periods):
            either = ties.missing[p] | ties.missing[p + 1]
            found["slot_start"][k, p] = d.slots.add(ties.value[p])
            found["mat_fixed"][k, p] = _unless_empty(d.mats, ties.fixed[p])
            found["mat_edit"][k, p] = _unless_empty(d.mats, _edits(ties, p, either))
            found["mat_either"][k, p] = _unless_empty(d.mats, either)
            found["mat_begun"][k, p] = d.mats.add(ties.fix(ties.before(p), p))
            found["mat_lost"][k, p] = d.mats.add(_losses(ties, p))
            found["mat_gained"][k, p] = d.mats.add((1 - ties.value[p]) * ~ties.missing[p])
    k = len(d.networks)
    return {
        **found,
        "slot_current": np.arange(max(1, k), dtype=np.int64),
        "slot_clean": k + np.arange(max(1, k), dtype=np.int64),
    }


def _unless_empty(mats: Slots, matrix: AnyArray) -> int:
    return mats.add(matrix) if matrix.any() else -1


def _edits(ties: Ties, p: int, either: Bools) -> Bytes:
    """0: as simulated; 1, 2: the statistic sees 0 or 1 there."""
    code = either.astype(np.uint8)
    for wave in (p + 1, p):
        code = np.where(ties.fixed[wave], 1 + ties.value[wave], code)
    return code


def _losses(ties: Ties, p: int) -> Bytes:
    """1: a tie that counts as lost when it is gone; 2: one that is gone in any case; 0: neither."""
    open_ = (ties.value[p] == 1) & ~ties.missing[p + 1]
    always = np.full(ties.shape, -1)
    for wave in (p + 1, p):
        always = np.where(ties.fixed[wave], ties.value[wave], always)
    return np.where(open_ & (always == -1), 1, np.where(open_ & (always == 0), 2, 0)).astype(np.uint8)


def own_slot(d: Drawing, base: Base, name: str, mode: int, period: int) -> int:
    """Where an effect finds network `name` in a mode: moving, at the end, or at the start of the period."""
    ties, k = d.data.networks[name], d.networks[name]
    if mode == fields.SIMULATION:
        return k
    if name != base.bound.variable:
        return d.slots.add(ties.before(period))
    if mode == fields.END:
        return len(d.networks) + k
    return d.slots.add(ties.initial(period) if mode == fields.BACK else ties.value[period])
