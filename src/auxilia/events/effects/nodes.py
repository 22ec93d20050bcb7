# mypy: warn-return-any=False
"""What surrounds an actor: embeddedness in triads, and what those who turn to it are like."""

from __future__ import annotations

import numpy as np

from auxilia.events.arrays import Floats
from auxilia.events.catalogue import XT, X, Z, effect
from auxilia.events.jit import kernel
from auxilia.events.logs import Log, Sets


@kernel()
def triads(log: Log, sets: Sets, nets: Floats, attrs: Floats, state: Floats, out: Floats) -> None:  # noqa: ARG001
    """Transitive triads by their source; the changed tie may be any of the three."""
    x = nets[0]
    c = 0
    for r in range(sets.start.size - 1):
        while c < log.at.size and log.at[c] <= r:
            p, q, value = log.row[c], log.col[c], log.value[c]
            step = value - x[p, q]
            state[p] += step * (x[p] * (x[q] + x[:, q])).sum()
            state += step * x[:, p] * x[:, q]
            x[p, q] = value
            c += 1
        lo, hi = sets.start[r], sets.start[r + 1]
        out[lo:hi] = state[sets.places[lo:hi]]


@kernel()
def neighbour_means(log: Log, sets: Sets, nets: Floats, attrs: Floats, state: Floats, out: Floats) -> None:
    """The mean attribute of each actor's neighbours (NaN without any); source 1 is the attribute."""
    net, z = nets[0], attrs[0]
    c = 0
    for r in range(sets.start.size - 1):
        while c < log.at.size and log.at[c] <= r:
            p = log.row[c]
            if log.source[c] == 0:
                net[p, log.col[c]] = log.value[c]
                number = net[p].sum()
                state[p] = (net[p] * z).sum() / number if number > 0 else np.nan
            else:
                z[p] = log.value[c]
                for k in range(z.size):
                    if net[k, p] > 0:
                        state[k] = (net[k] * z).sum() / net[k].sum()
            c += 1
        known = state[~np.isnan(state)]
        filled = state.copy()
        filled[np.isnan(state)] = known.mean() if known.size > 0 else 0.0
        lo, hi = sets.start[r], sets.start[r + 1]
        out[lo:hi] = filled[sets.places[lo:hi]]


@kernel()
def mean_gaps(log: Log, sets: Sets, nets: Floats, attrs: Floats, state: Floats, out: Floats) -> None:
    """state[0]: the mean of each actor's neighbours; state[1]: the sum of all others' distances to it."""
    net, z = nets[0], attrs[0]
    n = z.size
    c = 0
    for r in range(sets.start.size - 1):
        while c < log.at.size and log.at[c] <= r:
            p = log.row[c]
            if log.source[c] == 0:
                net[p, log.col[c]] = log.value[c]
            else:
                z[p] = log.value[c]
            for k in range(n):
                touched = k == p if log.source[c] == 0 else net[k, p] > 0
                number = net[k].sum()
                if touched:
                    state[0, k] = (net[k] * z).sum() / number if number > 0 else np.nan
                if touched or log.source[c] == 1:
                    state[1, k] = np.abs(z - state[0, k]).sum() - np.abs(z[k] - state[0, k])
            c += 1
        known = state[1][~np.isnan(state[1])]
        other = known.sum() / (known.size * (n - 1)) if known.size > 0 else 0.0
        lo, hi = sets.start[r], sets.start[r + 1]
        gap = np.abs(z[sets.places[lo:hi] // n] - state[0][sets.places[lo:hi] % n])
        gap[np.isnan(gap)] = other
        out[lo:hi] = gap


def means(net: Floats, z: Floats) -> Floats:
    """Each actor's mean of `z` over its neighbours in `net`, NaN without any."""
    number = net.sum(axis=1)
    return np.divide(net @ z, number, out=np.full(len(z), np.nan), where=number > 0)


def gaps(net: Floats, z: Floats) -> Floats:
    """The first state of `mean_gaps`."""
    mean = means(net, z)
    return np.stack([mean, np.abs(z[:, None] - mean[None, :]).sum(axis=0) - np.abs(z - mean)])


@effect(
    "node_trans", "sum_kl x_jk x_kl x_jl (alter), of i (ego)", (X,), shape="actor", kernel=triads, powers=(3,)
)
def node_trans(x: Floats) -> Floats:
    """Transitive triads in which this actor is the source."""
    return ((x @ x) * x).sum(axis=1)


@effect(
    "tertius",
    "mean of z_k over k -> j (alter), over k -> i (ego); without any, the mean of the others' means",
    (XT, Z),
    shape="actor",
    kernel=neighbour_means,
    begin=means,
    powers=(0,),
)
def tertius(net: Floats, z: Floats) -> Floats:
    """What those who turned to this actor are like."""
    mean = means(net, z)
    known = ~np.isnan(mean)
    return np.where(known, mean, mean[known].mean() if known.any() else 0.0)


@effect(
    "tertius_diff",
    "|z_i - mean of z_k over k -> j|; without any, the mean of the others' distances",
    (XT, Z),
    kernel=mean_gaps,
    begin=gaps,
    powers=(0,),
)
def tertius_diff(net: Floats, z: Floats) -> Floats:
    """The distance of i to those who turned to j."""
    gap = np.abs(z[:, None] - means(net, z)[None, :])
    np.fill_diagonal(gap, np.nan)
    known = ~np.isnan(gap)
    return np.where(known, gap, gap[known].mean() if known.any() else 0.0)
