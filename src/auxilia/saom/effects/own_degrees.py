"""Elementary effects of the degrees of ego: a tie is judged by the degrees, not by how it moves them."""

import math

from auxilia.saom.catalogue import network_effect


@network_effect("outAct_ego", "sum_j x_ij (x_i+ - mean)", change_of="tie", two_mode="also", interaction="ego")
def outdegree(m, ego, x_outdeg, x_avout, out):
    """Out-degree of ego less the average out-degree."""
    for j in range(m):
        out[j] = x_outdeg[ego] - x_avout


@outdegree.change
def _(m, ego, xo, x_outdeg, x_avout, out):
    for j in range(m):
        out[j] = x_outdeg[ego] - xo[j] + 1.0 - x_avout


@network_effect(
    "outActMore_ego", "sum_j x_ij max(x_i+ - p, 0)", change_of="tie", two_mode="also", interaction="ego"
)
def outdegree_beyond(m, ego, x_outdeg, p, out):
    """Out-degree of ego beyond p."""
    for j in range(m):
        out[j] = max(x_outdeg[ego] - p, 0.0)


@outdegree_beyond.change
def _(m, ego, xo, x_outdeg, p, out):
    for j in range(m):
        out[j] = max(x_outdeg[ego] - xo[j] + 1.0 - p, 0.0)


@network_effect(
    "outActSqrtMore_ego",
    "sum_j x_ij max(sqrt(x_i+) - sqrt(p), 0)",
    change_of="tie",
    two_mode="also",
    interaction="ego",
)
def outdegree_root_beyond(m, ego, x_outdeg, p, out):
    """Square root of the out-degree of ego beyond that of p."""
    for j in range(m):
        out[j] = max(math.sqrt(x_outdeg[ego]) - math.sqrt(p), 0.0)


@outdegree_root_beyond.change
def _(m, ego, xo, x_outdeg, p, out):
    for j in range(m):
        out[j] = max(math.sqrt(x_outdeg[ego] - xo[j] + 1.0) - math.sqrt(p), 0.0)


@network_effect("outMore_ego", "sum_j x_ij I{x_i+ > p}", change_of="tie", two_mode="also", interaction="ego")
def outdegree_above(m, ego, x_outdeg, p, out):
    """Whether the out-degree of ego exceeds p."""
    for j in range(m):
        out[j] = 1.0 if x_outdeg[ego] > p else 0.0


@outdegree_above.change
def _(m, ego, xo, x_outdeg, p, out):
    for j in range(m):
        out[j] = 1.0 if x_outdeg[ego] - xo[j] + 1.0 > p else 0.0


@network_effect("divOut_ego", "sum_j x_ij / x_i+^(1/p)", change_of="tie", two_mode="also", interaction="ego")
def outdegree_divided(m, ego, x_outdeg, p, out):
    """Inverse of the out-degree of ego, or of its root where p is 2."""
    for j in range(m):
        degree = math.sqrt(x_outdeg[ego]) if p == 2.0 else x_outdeg[ego]
        out[j] = 1.0 / degree if degree > 0.0 else 0.0


@outdegree_divided.change
def _(m, ego, xo, x_outdeg, p, out):
    for j in range(m):
        degree = x_outdeg[ego] - xo[j] + 1.0
        out[j] = 1.0 / math.sqrt(degree) if p == 2.0 else 1.0 / degree


@network_effect("inAct_ego", "sum_j x_ij (x_+i - mean)", interaction="ego")
def indegree(m, ego, x_indeg, x_avin, out):
    """In-degree of ego less the average in-degree."""
    for j in range(m):
        out[j] = x_indeg[ego] - x_avin


@network_effect("divIn_ego", "sum_j x_ij / x_+i^(1/p)", interaction="ego")
def indegree_divided(m, ego, x_indeg, p, out):
    """Inverse of the in-degree of ego, or of its root where p is 2; 0 where nobody is tied to ego."""
    for j in range(m):
        degree = math.sqrt(x_indeg[ego]) if p == 2.0 else x_indeg[ego]
        out[j] = 1.0 / degree if degree > 0.0 else 0.0


@network_effect("reciAct_ego", "sum_j x_ij (sum_h x_ih x_hi - mean)", change_of="tie", interaction="ego")
def reciprocated_degree(m, ego, x_recdeg, x_avrec, out):
    """Reciprocated degree of ego less the average reciprocated degree."""
    for j in range(m):
        out[j] = x_recdeg[ego] - x_avrec


@reciprocated_degree.change
def _(m, ego, xo, xi, x_recdeg, x_avrec, out):
    for j in range(m):
        out[j] = x_recdeg[ego] + (1.0 - xo[j]) * xi[j] - x_avrec
