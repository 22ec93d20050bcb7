"""Effects of the actors at distance two: those whom ego's partners are tied to and ego is not."""

from auxilia.saom.catalogue import network_effect


@network_effect("nbrDist2", "sum_j (1 - x_ij) I{sum_h x_ih x_hj >= 1}", shape="ego", types=("evaluation",))
def at_distance_two(m, ego, xo, x_miss, xo_xo, out):
    """Number of actors at distance two."""
    total = 0.0
    for j in range(m):
        if j != ego and xo[j] == 0.0 and x_miss[ego, j] == 0 and xo_xo[j] >= 1.0:
            total += 1.0
    out[0] = total


@at_distance_two.change
def _(m, ego, xo, xo_xo, x_out, x_outdeg, out):
    for j in range(m):
        out[j] = -1.0 if xo_xo[j] >= 1.0 else 0.0
        for a in range(int(x_outdeg[j])):
            h = x_out[j, a]
            if h != ego and xo[h] == 0.0 and xo_xo[h] - xo[j] == 0.0:
                out[j] += 1.0


@network_effect(
    "nbrDist2twice", "sum_j (1 - x_ij) I{sum_h x_ih x_hj >= 2}", shape="ego", types=("evaluation",)
)
def at_distance_two_twice(m, ego, xo, x_miss, xo_xo, out):
    """Number of actors at distance two over at least two partners."""
    total = 0.0
    for j in range(m):
        if j != ego and xo[j] == 0.0 and x_miss[ego, j] == 0 and xo_xo[j] >= 2.0:
            total += 1.0
    out[0] = total


@at_distance_two_twice.change
def _(m, ego, xo, xo_xo, x_out, x_outdeg, out):
    for j in range(m):
        out[j] = -1.0 if xo_xo[j] >= 2.0 else 0.0
        for a in range(int(x_outdeg[j])):
            h = x_out[j, a]
            if h != ego and xo[h] == 0.0 and xo_xo[h] - xo[j] == 1.0:
                out[j] += 1.0


@network_effect(
    "IndTies",
    "sum_j (1 - x_ij) I{sum_h x_ih x_hj >= 1} v_j",
    shape="ego",
    types=("evaluation",),
    interaction="dyadic",
)
def indirect_ties(m, ego, xo, x_miss, xo_xo, v, out):
    """Sum of the values of the actors at distance two."""
    total = 0.0
    for j in range(m):
        if j != ego and xo[j] == 0.0 and x_miss[ego, j] == 0 and xo_xo[j] >= 1.0:
            total += v[j]
    out[0] = total


@indirect_ties.change
def _(m, ego, xo, xo_xo, x_out, x_outdeg, v, out):
    for j in range(m):
        out[j] = -v[j] if xo_xo[j] >= 1.0 else 0.0
        for a in range(int(x_outdeg[j])):
            h = x_out[j, a]
            if h != ego and xo[h] == 0.0 and xo_xo[h] - xo[j] == 0.0:
                out[j] += v[h]
