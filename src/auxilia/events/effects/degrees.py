# mypy: warn-return-any=False
"""How active and how popular an actor has been."""

from __future__ import annotations

from auxilia.events.arrays import Floats
from auxilia.events.catalogue import XT, X, effect
from auxilia.events.jit import kernel
from auxilia.events.logs import Log, Sets


@kernel()
def row_sums(log: Log, sets: Sets, nets: Floats, attrs: Floats, state: Floats, out: Floats) -> None:  # noqa: ARG001
    """The sum of each actor's rows in all networks read."""
    c = 0
    for r in range(sets.start.size - 1):
        while c < log.at.size and log.at[c] <= r:
            net, p, q = nets[log.source[c]], log.row[c], log.col[c]
            state[p] += log.value[c] - net[p, q]
            net[p, q] = log.value[c]
            c += 1
        lo, hi = sets.start[r], sets.start[r + 1]
        out[lo:hi] = state[sets.places[lo:hi]]


@effect("indeg", "sum_k x_kj (alter), sum_k x_ki (ego)", (XT,), shape="actor", kernel=row_sums)
def indeg(x: Floats) -> Floats:
    """How many turned to this actor: popularity."""
    return x.sum(axis=1)


@effect("outdeg", "sum_k x_jk (alter), sum_k x_ik (ego)", (X,), shape="actor", kernel=row_sums)
def outdeg(x: Floats) -> Floats:
    """To how many this actor turned: activity."""
    return x.sum(axis=1)


@effect(
    "totaldeg",
    "sum_k x_jk + x_kj (alter), sum_k x_ik + x_ki (ego)",
    (X, XT),
    shape="actor",
    kernel=row_sums,
    reference="remstats (totaldegree)",
)
def totaldeg(x: Floats, xt: Floats) -> Floats:
    """Ties of this actor in both directions."""
    return x.sum(axis=1) + xt.sum(axis=1)
