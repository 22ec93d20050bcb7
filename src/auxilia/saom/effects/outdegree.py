"""Effects of the out-degree of ego: truncated, in excess, reached or not, and inverse."""

from auxilia.saom.catalogue import network_effect


@network_effect("outTrunc", "min(sum_j x_ij, p)", shape="ego", parameter=1, two_mode="also")
def outdegree_truncated(ego, x_outdeg, p, out):
    """Out-degree up to p."""
    out[0] = min(x_outdeg[ego], p)


@outdegree_truncated.change
def _(m, ego, xo, x_outdeg, p, out):
    for j in range(m):
        out[j] = 1.0 if x_outdeg[ego] - xo[j] < p else 0.0
