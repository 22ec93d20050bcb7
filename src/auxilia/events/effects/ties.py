# mypy: warn-return-any=False
"""Ties as they are: inertia, reciprocity, a tie elsewhere, and shares of what one gives or gets."""

from __future__ import annotations

import numpy as np

from auxilia.events.arrays import Floats
from auxilia.events.catalogue import XT, X, effect
from auxilia.events.jit import kernel
from auxilia.events.logs import Log, Sets


@kernel()
def cells(log: Log, sets: Sets, nets: Floats, attrs: Floats, state: Floats, out: Floats) -> None:  # noqa: ARG001
    """The state is the network itself."""
    flat = state.ravel()
    c = 0
    for r in range(sets.start.size - 1):
        while c < log.at.size and log.at[c] <= r:
            state[log.row[c], log.col[c]] = log.value[c]
            nets[0, log.row[c], log.col[c]] = log.value[c]
            c += 1
        lo, hi = sets.start[r], sets.start[r + 1]
        out[lo:hi] = flat[sets.places[lo:hi]]


@kernel()
def shares(log: Log, sets: Sets, nets: Floats, attrs: Floats, state: Floats, out: Floats) -> None:  # noqa: ARG001
    """Each row as shares of its sum; a row without anything is all zero."""
    flat = state.ravel()
    net = nets[0]
    c = 0
    for r in range(sets.start.size - 1):
        while c < log.at.size and log.at[c] <= r:
            p = log.row[c]
            net[p, log.col[c]] = log.value[c]
            total = net[p].sum()
            state[p] = 0.0
            if total > 0:
                state[p] = net[p] / total
            c += 1
        lo, hi = sets.start[r], sets.start[r + 1]
        out[lo:hi] = flat[sets.places[lo:hi]]


def row_shares(net: Floats) -> Floats:
    """Rows divided by their sums, zero where the sum is zero."""
    total = net.sum(axis=1, keepdims=True)
    return np.divide(net, total, out=np.zeros_like(net), where=total > 0)


@effect("tie", "x_ij", (X,), kernel=cells)
def tie(x: Floats) -> Floats:
    """A tie i -> j in another network."""
    return x


@effect("inertia", "x_ij", (X,), kernel=cells)
def inertia(x: Floats) -> Floats:
    """Past events i -> j: turning to the same again."""
    return x


@effect("recip", "x_ji", (X,), kernel=cells, mirrored=True)
def recip(x: Floats) -> Floats:
    """Past events j -> i: turning to who turned to me."""
    return x.T


@effect(
    "out_share", "x_ij / sum_k x_ik", (X,), kernel=shares, reference="Butts 2008 (FrPSndSnd)", powers=(0,)
)
def out_share(x: Floats) -> Floats:
    """The share of i's past events that went to j."""
    return row_shares(x)


@effect(
    "in_share", "x_ij / sum_k x_kj", (XT,), kernel=shares, reference="auxilia", mirrored=True, powers=(0,)
)
def in_share(x: Floats) -> Floats:
    """The share of j's past events that came from i."""
    return row_shares(x).T


@effect(
    "recip_share", "x_ji / sum_k x_ki", (XT,), kernel=shares, reference="Butts 2008 (FrRecSnd)", powers=(0,)
)
def recip_share(x: Floats) -> Floats:
    """The share of the events that i received that came from j."""
    return row_shares(x)
