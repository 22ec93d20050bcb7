# mypy: warn-return-any=False
"""Rivals (or any group tied to ego) at the same recipient."""

from __future__ import annotations

import numpy as np

from auxilia.events.arrays import Floats
from auxilia.events.catalogue import X, Y, effect
from auxilia.events.effects.closure import two_paths
from auxilia.events.jit import kernel
from auxilia.events.logs import Log, Sets


@kernel()
def exposure(log: Log, sets: Sets, nets: Floats, attrs: Floats, state: Floats, out: Floats) -> None:  # noqa: ARG001
    """Two-paths over the column sums of the second network: an event redoes one column."""
    flat = state.ravel()
    a, b = nets[0], nets[1]
    c = 0
    for r in range(sets.start.size - 1):
        while c < log.at.size and log.at[c] <= r:
            p, q, value = log.row[c], log.col[c], log.value[c]
            if log.source[c] == 0:
                step = value - a[p, q]
                a[p, q] = value
                total = b.sum(axis=0)
                state[p] += step * b[q] / np.where(total > 0, total, 1.0)
            else:
                b[p, q] = value
                total_q = b[:, q].sum()
                for i in range(a.shape[0]):
                    state[i, q] = (a[i] * b[:, q]).sum() / total_q if total_q > 0 else 0.0
            c += 1
        lo, hi = sets.start[r], sets.start[r + 1]
        out[lo:hi] = flat[sets.places[lo:hi]]


@effect("rival_presence", "sum_k r_ik x_kj", (X, Y), kernel=two_paths, reference="auxilia")
def rival_presence(rivals: Floats, x: Floats) -> Floats:
    """How many of i's rivals (first network) turned to j (the second): windows tell what they just did."""
    return rivals @ x


@effect(
    "rival_share",
    "sum_k r_ik x_kj / sum_k x_kj",
    (X, Y),
    kernel=exposure,
    reference="auxilia",
    powers=(1, 0),
)
def rival_share(rivals: Floats, x: Floats) -> Floats:
    """The share of what j received that came from i's rivals."""
    total = x.sum(axis=0)
    return np.divide(rivals @ x, total, out=np.zeros_like(x), where=total > 0)
