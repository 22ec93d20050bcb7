"""Effects of degrees in two networks at once, and of betweenness in the second."""

import math

from auxilia.saom.catalogue import network_effect


@network_effect(
    "doubleOutAct", "(sum_j x_ij w_ij)^(1 + 1/p)", parameter=2, two_mode="also", w_two_mode="also"
)
def double_activity(m, xo, wo, p, out):
    """Out-degree in both networks at once; with p = 2 to the power 1.5, else squared."""
    both = 0.0
    for j in range(m):
        both += xo[j] * wo[j]
    for j in range(m):
        out[j] = wo[j] * (math.sqrt(both) if p >= 2 else both)


@double_activity.change
def _(m, xo, wo, p, out):
    both = 0.0
    for j in range(m):
        both += xo[j] * wo[j]
    power = 1.5 if p >= 2 else 2.0
    for j in range(m):
        others = both - xo[j] * wo[j]
        out[j] = wo[j] * ((others + 1.0) ** power - others**power)


@network_effect(
    "doubleInPop",
    "sum_j x_ij w_ij (sum_h x_hj w_hj)^(1/p)",
    parameter=2,
    two_mode="also",
    w_two_mode="also",
    interaction="dyadic",
)
def double_popularity(m, wo, x, w_in, w_indeg, p, out):
    """In-degree of the receiver in both networks at once, on ties that are in both."""
    for j in range(m):
        out[j] = 0.0
        if wo[j] > 0:
            for k in range(int(w_indeg[j])):
                out[j] += x[w_in[j, k], j]
            out[j] = math.sqrt(out[j]) if p >= 2 else out[j]


@double_popularity.change
def _(m, xo, wo, x, w_in, w_indeg, p, out):
    for j in range(m):
        out[j] = 0.0
        if wo[j] > 0:
            for k in range(int(w_indeg[j])):
                out[j] += x[w_in[j, k], j]
            out[j] += 1.0 - xo[j]
            out[j] = math.sqrt(out[j]) if p >= 2 else out[j]


@network_effect(
    "betweenPop", "sum_j x_ij (sum_hk w_hj w_jk (1 - w_hk))^(1/p)", parameter=2, interaction="dyadic"
)
def betweenness(m, w, w_out, w_outdeg, w_in, w_indeg, p, out):
    """Number of pairs between whom the receiver is the only step in w."""
    for j in range(m):
        pairs = 0.0
        for k in range(int(w_indeg[j])):
            h = w_in[j, k]
            for q in range(int(w_outdeg[j])):
                if w_out[j, q] != h:
                    pairs += 1.0 - w[h, w_out[j, q]]
        out[j] = math.sqrt(pairs) if p == 2 else pairs
