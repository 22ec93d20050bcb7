# mypy: warn-return-any=False
"""Closure of two-paths and three-paths, within one network and across two."""

from __future__ import annotations

import numpy as np

from auxilia.events.arrays import Floats
from auxilia.events.catalogue import XT, YT, X, Y, effect
from auxilia.events.jit import kernel
from auxilia.events.logs import Log, Sets


@kernel()
def two_paths(log: Log, sets: Sets, nets: Floats, attrs: Floats, state: Floats, out: Floats) -> None:  # noqa: ARG001
    """The product of two networks: a changed cell of one adds a row or column of the other."""
    flat = state.ravel()
    a, b = nets[0], nets[1]
    c = 0
    for r in range(sets.start.size - 1):
        while c < log.at.size and log.at[c] <= r:
            p, q, value = log.row[c], log.col[c], log.value[c]
            if log.source[c] == 0:
                step = value - a[p, q]
                a[p, q] = value
                state[p] += step * b[q]
            else:
                step = value - b[p, q]
                b[p, q] = value
                state[:, q] += step * a[:, p]
            c += 1
        lo, hi = sets.start[r], sets.start[r + 1]
        out[lo:hi] = flat[sets.places[lo:hi]]


@kernel()
def two_paths_both(log: Log, sets: Sets, nets: Floats, attrs: Floats, state: Floats, out: Floats) -> None:  # noqa: ARG001
    """The sum of two products, of the first two networks and of the last two."""
    flat = state.ravel()
    c = 0
    for r in range(sets.start.size - 1):
        while c < log.at.size and log.at[c] <= r:
            source, p, q = log.source[c], log.row[c], log.col[c]
            step = log.value[c] - nets[source, p, q]
            nets[source, p, q] = log.value[c]
            if source % 2 == 0:
                state[p] += step * nets[source + 1, q]
            else:
                state[:, q] += step * nets[source - 1, :, p]
            c += 1
        lo, hi = sets.start[r], sets.start[r + 1]
        out[lo:hi] = flat[sets.places[lo:hi]]


@kernel()
def three_paths(log: Log, sets: Sets, nets: Floats, attrs: Floats, state: Floats, out: Floats) -> None:  # noqa: ARG001
    """Paths i -> k <- l -> j of three different ties; the changed tie may be any of the three."""
    flat = state.ravel()
    x = nets[0]
    c = 0
    for r in range(sets.start.size - 1):
        while c < log.at.size and log.at[c] <= r:
            p, q, value = log.row[c], log.col[c], log.value[c]
            step = value - x[p, q]
            x[p, q] = 0.0
            senders, receivers = x[:, q].copy(), x[p].copy()
            last = np.zeros(senders.size)
            first = np.zeros(senders.size)
            for k in range(senders.size):
                last += receivers[k] * x[:, k]
                first += senders[k] * x[k]
            last[p] = 0.0
            first[q] = 0.0
            state[:, q] += step * last
            state[p] += step * first
            for i in range(senders.size):
                state[i] += step * senders[i] * receivers
            x[p, q] = value
            c += 1
        lo, hi = sets.start[r], sets.start[r + 1]
        out[lo:hi] = flat[sets.places[lo:hi]]


@effect("trans", "sum_k x_ik x_kj", (X, X), kernel=two_paths, powers=(2,))
def trans(a: Floats, b: Floats) -> Floats:
    """Two-paths i -> k -> j that the event closes."""
    return a @ b


@effect("cycle", "sum_k x_jk x_ki", (XT, XT), kernel=two_paths, powers=(2,))
def cycle(a: Floats, b: Floats) -> Floats:
    """Two-paths j -> k -> i that the event makes a cycle."""
    return a @ b


@effect("common_sender", "sum_k x_ki x_kj", (XT, X), kernel=two_paths, powers=(2,))
def common_sender(a: Floats, b: Floats) -> Floats:
    """Others who turned both to i and to j."""
    return a @ b


@effect("common_receiver", "sum_k x_ik x_jk", (X, XT), kernel=two_paths, powers=(2,))
def common_receiver(a: Floats, b: Floats) -> Floats:
    """Others to whom both i and j turned."""
    return a @ b


@effect("mixed_trans", "sum_k x_ik y_kj", (X, Y), kernel=two_paths)
def mixed_trans(a: Floats, b: Floats) -> Floats:
    """Two-paths i -> k in one network, k -> j in another."""
    return a @ b


@effect("mixed_cycle", "sum_k x_ki y_jk", (XT, YT), kernel=two_paths)
def mixed_cycle(a: Floats, b: Floats) -> Floats:
    """Two-paths j -> k in the second network, k -> i in the first."""
    return a @ b


@effect("mixed_common_sender", "sum_k x_ki y_kj", (XT, Y), kernel=two_paths)
def mixed_common_sender(a: Floats, b: Floats) -> Floats:
    """Others tied to i in one network and to j in another."""
    return a @ b


@effect("mixed_common_receiver", "sum_k x_ik y_jk", (X, YT), kernel=two_paths)
def mixed_common_receiver(a: Floats, b: Floats) -> Floats:
    """Others to whom i is tied in one network and j in another."""
    return a @ b


@effect(
    "mixed_common_sender_both",
    "sum_k x_ki y_kj + y_ki x_kj",
    (XT, Y, YT, X),
    kernel=two_paths_both,
    reference="goldfish (mixed_common_sender as computed)",
)
def mixed_common_sender_both(a: Floats, b: Floats, c: Floats, d: Floats) -> Floats:
    """Others tied to i and to j in different networks, whichever to whom."""
    return a @ b + c @ d


@effect(
    "mixed_common_receiver_both",
    "sum_k x_ik y_jk + y_ik x_jk",
    (X, YT, Y, XT),
    kernel=two_paths_both,
    reference="goldfish (mixed_common_receiver as computed)",
)
def mixed_common_receiver_both(a: Floats, b: Floats, c: Floats, d: Floats) -> Floats:
    """Others to whom i and j are tied in different networks, whichever by whom."""
    return a @ b + c @ d


@effect("four", "sum_kl x_ik x_lk x_lj, l != i, k != j", (X,), kernel=three_paths, powers=(3,))
def four(x: Floats) -> Floats:
    """Three-paths i -> k <- l -> j that the event closes."""
    square = x * x
    own = square.sum(axis=1)[:, None] * x
    same = x * square.sum(axis=0)[None, :]
    return x @ x.T @ x - own - same + square * x
