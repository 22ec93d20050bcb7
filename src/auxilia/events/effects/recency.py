# mypy: warn-return-any=False
"""How lately: the time since the last event, and the rank of a partner among the latest ones."""

from __future__ import annotations

import numpy as np

from auxilia.events.arrays import Floats
from auxilia.events.catalogue import LAST, LAST_T, effect
from auxilia.events.effects.ties import cells
from auxilia.events.jit import kernel
from auxilia.events.logs import Log, Sets


@kernel()
def latest(log: Log, sets: Sets, nets: Floats, attrs: Floats, state: Floats, out: Floats) -> None:  # noqa: ARG001
    """The time of each actor's last event."""
    c = 0
    for r in range(sets.start.size - 1):
        while c < log.at.size and log.at[c] <= r:
            state[log.row[c]] = log.value[c]
            c += 1
        lo, hi = sets.start[r], sets.start[r + 1]
        out[lo:hi] = state[sets.places[lo:hi]]


@kernel()
def ranks(log: Log, sets: Sets, nets: Floats, attrs: Floats, state: Floats, out: Floats) -> None:  # noqa: ARG001
    """Rank of each partner by its last event (1 the latest, 0 never): the partner moves to the front."""
    flat = state.ravel()
    c = 0
    for r in range(sets.start.size - 1):
        while c < log.at.size and log.at[c] <= r:
            row, q = state[log.row[c]], log.col[c]
            before = row[q] if row[q] > 0 else np.inf
            row += (row > 0) & (row < before)
            row[q] = 1.0
            c += 1
        lo, hi = sets.start[r], sets.start[r + 1]
        out[lo:hi] = flat[sets.places[lo:hi]]


def since(values: Floats, now: Floats, unit: float) -> Floats:
    """1 / (1 + units of time since); 0 for never."""
    return 1.0 / (1.0 + (now - values) / unit)


def inverse(values: Floats, now: Floats, unit: float) -> Floats:  # noqa: ARG001
    """1 / rank; 0 for never."""
    return np.divide(1.0, values, out=np.zeros_like(values), where=values > 0)


def ranked(times: Floats) -> Floats:
    """Rank of each cell in its row by time, the latest first; 0 where never."""
    later = (times[:, None, :] > times[:, :, None]).sum(axis=2)
    return np.where(np.isfinite(times), later + 1.0, 0.0)


@effect(
    "recency_continue",
    "1 / (1 + (t - last time of i -> j) / unit)",
    (LAST,),
    kernel=cells,
    finish=since,
    reference="remstats (recencyContinue)",
)
def recency_continue(times: Floats) -> Floats:
    """How lately i turned to j."""
    return times


@effect(
    "recency_send",
    "1 / (1 + (t - last time that j (alter), i (ego) turned to anyone) / unit)",
    (LAST,),
    shape="actor",
    kernel=latest,
    finish=since,
    reference="remstats (recencySendReceiver, recencySendSender)",
)
def recency_send(times: Floats) -> Floats:
    """How lately this actor was active."""
    return times.max(axis=1)


@effect(
    "recency_receive",
    "1 / (1 + (t - last time that anyone turned to j (alter), i (ego)) / unit)",
    (LAST_T,),
    shape="actor",
    kernel=latest,
    finish=since,
    reference="remstats (recencyReceiveReceiver, recencyReceiveSender)",
)
def recency_receive(times: Floats) -> Floats:
    """How lately someone turned to this actor."""
    return times.max(axis=1)


@effect(
    "rank_send",
    "1 / rank of j among those to whom i turned last",
    (LAST,),
    kernel=ranks,
    finish=inverse,
    reference="Butts 2008 (RSndSnd)",
)
def rank_send(times: Floats) -> Floats:
    """How near the front j stands in i's memory of whom it turned to."""
    return ranked(times)


@effect(
    "rank_receive",
    "1 / rank of j among those who turned to i last",
    (LAST_T,),
    kernel=ranks,
    finish=inverse,
    reference="Butts 2008 (RRecSnd)",
)
def rank_receive(times: Floats) -> Floats:
    """How near the front j stands in i's memory of who turned to it."""
    return ranked(times)
