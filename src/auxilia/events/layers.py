"""A layer: one network as an effect sees it, as a first matrix and a log of changes of its cells.

Event streams, state networks, windows, decays and kinds of events all become such logs; effects know nothing
else.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from auxilia.errors import ModelError
from auxilia.events.arrays import Bools, Floats, Ints
from auxilia.events.history import EventStream, StateNetwork


@dataclass(frozen=True, slots=True)
class Layer:
    """How an effect looks at a network.

    Parameters
    ----------
    network
        Its name in the history; None is the stream that the model explains.
    window
        An event counts for so long, and then no more.
    half_life
        An event counts for half after so long: the layer is the sum of weights times 2^(-age / half_life).
    weighted
        False: 1 where the tie is positive. True: the sum of weights of a stream, the value of a state
        network.
    kinds
        Only events whose kind is one of these.
    """

    network: str | None = None
    window: float | None = None
    half_life: float | None = None
    weighted: bool = False
    kinds: tuple[str | int, ...] | None = None

    def __post_init__(self) -> None:
        for name in ("window", "half_life"):
            value = getattr(self, name)
            if value is not None and not value > 0:
                raise ModelError(f"A {name} must be positive, not {value}.")
        if self.window is not None and self.half_life is not None:
            raise ModelError("A layer has a window or a half-life, not both.")


class Course(NamedTuple):
    """A layer in time: `initial` (n, n), then (C,) changes sorted by time.

    `order` is the event behind a change, -1 where the change is no event's arrival. `value` is what the cell
    is from then on; with a `half_life` it is what is added.
    """

    initial: Floats
    time: Floats
    order: Ints
    row: Ints
    col: Ints
    value: Floats
    half_life: float | None = None


def course(network: EventStream | StateNetwork, layer: Layer, n: int, *, latest: bool = False) -> Course:
    """The course of a layer; with `latest` a cell's value is the time of its last event, -inf before."""
    if isinstance(network, StateNetwork):
        if layer.window is not None or layer.half_life is not None or layer.kinds is not None or latest:
            raise ModelError(
                f"The state network {layer.network!r} has no dated events: it takes no window, half-life, "
                "kinds or recency. Mend: use an event stream."
            )
        return _states(network, layer, n)
    if latest and (layer.window is not None or layer.half_life is not None or layer.weighted):
        raise ModelError("Recency takes no window, half-life or weights. Mend: leave them out.")
    keep = _picked(network, layer)
    counted = network.weight is None or not layer.weighted
    weight = np.ones(len(keep)) if counted or network.weight is None else network.weight[keep]
    zeros = np.zeros((n, n))
    made = Course(zeros, network.time[keep], keep, network.sender[keep], network.receiver[keep], weight)
    if not network.directed:
        made = _both_ways(made)
    if latest:
        return made._replace(initial=np.full((n, n), -np.inf), value=made.time)
    if layer.half_life is not None:
        return made._replace(half_life=layer.half_life)
    return _counts(made, layer, n)


def _picked(stream: EventStream, layer: Layer) -> Ints:
    if layer.kinds is None:
        return np.arange(len(stream))
    if stream.kind is None:
        raise ModelError(
            f"A layer asks for events of kind {', '.join(map(str, layer.kinds))}, and the stream "
            f"{layer.network or 'that is explained'} has no kinds. Mend: give the stream its `kind`."
        )
    unknown = [kind for kind in layer.kinds if not np.any(stream.kind == kind)]
    if unknown:
        raise ModelError(f"No event of the stream is of kind {unknown[0]!r}. Mend: check the spelling.")
    return np.flatnonzero(np.isin(stream.kind, np.asarray(layer.kinds)))


def _counts(arrivals: Course, layer: Layer, n: int) -> Course:
    """From what each event adds to what its cell is from then on; windows let events go again."""
    time, order, row, col, weight = arrivals.time, arrivals.order, arrivals.row, arrivals.col, arrivals.value
    step = np.ones(len(time))
    if layer.window is not None:
        # An arrival and an expiry at one time are both seen only after it; arrivals stand first.
        time = np.concatenate([time, time + layer.window])
        by_time = np.argsort(time, kind="stable")
        time, order = time[by_time], np.concatenate([order, np.full(len(order), -1)])[by_time]
        row, col = np.tile(row, 2)[by_time], np.tile(col, 2)[by_time]
        step = np.concatenate([step, -step])[by_time]
        weight = np.concatenate([weight, -weight])[by_time]
    cell = row * n + col
    # A sum of weights that all went out again is exactly zero, whatever rounding left behind.
    value = np.where(_running(step, cell) > 0, _running(weight, cell) if layer.weighted else 1.0, 0.0)
    return _changing(Course(arrivals.initial, time, order, row, col, value), n)


def _states(network: StateNetwork, layer: Layer, n: int) -> Course:
    initial = np.zeros((n, n)) if network.initial is None else network.initial
    value = network.value
    if not layer.weighted:
        initial, value = (initial > 0).astype(float), (value > 0).astype(float)
    order = np.full(len(value), -1)
    made = Course(np.array(initial), network.time, order, network.sender, network.receiver, value)
    return _changing(made if network.directed else _both_ways(made), n)


def _running(step: Floats, cell: Ints) -> Floats:
    """Running sums of `step`, each cell for itself."""
    totals: dict[int, float] = {}
    sums = []
    for place, by in zip(cell.tolist(), step.tolist(), strict=True):
        totals[place] = totals.get(place, 0.0) + by
        sums.append(totals[place])
    return np.array(sums)


def _changing(made: Course, n: int) -> Course:
    """Without the entries that leave their cell as it is."""
    cell = made.row * n + made.col
    by_cell = np.argsort(cell, kind="stable")
    first = np.append(True, np.diff(cell[by_cell]) != 0)[: len(cell)]
    before = np.append(0.0, made.value[by_cell])[: len(cell)]
    before[first] = made.initial.ravel()[cell[by_cell][first]]
    changes = np.empty(len(cell), dtype=bool)
    changes[by_cell] = made.value[by_cell] != before
    return _take(made, changes)


def _take(made: Course, keep: Bools) -> Course:
    return made._replace(
        time=made.time[keep],
        order=made.order[keep],
        row=made.row[keep],
        col=made.col[keep],
        value=made.value[keep],
    )


def _both_ways(made: Course) -> Course:
    return made._replace(
        time=np.repeat(made.time, 2),
        order=np.repeat(made.order, 2),
        row=np.column_stack([made.row, made.col]).ravel(),
        col=np.column_stack([made.col, made.row]).ravel(),
        value=np.repeat(made.value, 2),
    )
