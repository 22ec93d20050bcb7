"""Effects of the degrees of ego on the number of its ties: activity."""

import math

from auxilia.saom.catalogue import network_effect


@network_effect("outAct", "(sum_j x_ij)^2", two_mode="also", looks_back=True)
def outdegree_activity(m, ego, x_outdeg, out):
    """Out-degree squared: those who are active become more so."""
    for j in range(m):
        out[j] = x_outdeg[ego]


@outdegree_activity.change
def _(m, ego, xo, x_outdeg, out):
    for j in range(m):
        out[j] = 2.0 * (x_outdeg[ego] - xo[j]) + 1.0


# RSiena cuts the centred degree to an integer in the statistics of lost and new ties.
@network_effect("outAct.c", "x_i+ (x_i+ - mean)", two_mode="also", types=("evaluation",))
def outdegree_activity_centred(m, ego, x_outdeg, x_avout, out):
    """Out-degree times the out-degree less the average out-degree."""
    for j in range(m):
        out[j] = x_outdeg[ego] - x_avout


@outdegree_activity_centred.change
def _(m, ego, xo, x_outdeg, x_avout, out):
    for j in range(m):
        out[j] = 2.0 * (x_outdeg[ego] - xo[j]) + 1.0 - x_avout


@network_effect("outActSqrt", "x_i+^1.5", two_mode="also", looks_back=True)
def outdegree_activity_sqrt(m, ego, x_outdeg, out):
    """Out-degree times its square root."""
    for j in range(m):
        out[j] = math.sqrt(x_outdeg[ego])


@outdegree_activity_sqrt.change
def _(m, ego, xo, x_outdeg, out):
    for j in range(m):
        others = x_outdeg[ego] - xo[j]
        out[j] = (others + 1.0) * math.sqrt(others + 1.0) - others * math.sqrt(others)


@network_effect("inAct", "x_i+ x_+i", interaction="ego", looks_back=True)
def indegree_activity(m, ego, x_indeg, out):
    """In-degree of ego."""
    for j in range(m):
        out[j] = x_indeg[ego]


@network_effect("inAct.c", "x_i+ (x_+i - mean)", interaction="ego", looks_back=True)
def indegree_activity_centred(m, ego, x_indeg, x_avin, out):
    """In-degree of ego less the average in-degree."""
    for j in range(m):
        out[j] = x_indeg[ego] - x_avin


@network_effect("inActSqrt", "x_i+ sqrt(x_+i)", interaction="ego", looks_back=True)
def indegree_activity_sqrt(m, ego, x_indeg, out):
    """Square root of the in-degree of ego."""
    for j in range(m):
        out[j] = math.sqrt(x_indeg[ego])


@network_effect("reciAct", "x_i+ (sum_j x_ij x_ji)^(1/p)", parameter=1, types=("evaluation",))
def reciprocated_activity(m, ego, x_recdeg, p, out):
    """Out-degree times reciprocated degree, or its square root where p is 2."""
    for j in range(m):
        out[j] = math.sqrt(x_recdeg[ego]) if p == 2.0 else x_recdeg[ego]


@reciprocated_activity.change
def _(m, ego, xo, xi, x_outdeg, x_recdeg, p, out):
    for j in range(m):
        others = x_outdeg[ego] - xo[j]
        mutual = x_recdeg[ego] - xo[j] * xi[j]
        if p == 2.0:
            out[j] = (others + 1.0) * math.sqrt(mutual + xi[j]) - others * math.sqrt(mutual)
        else:
            out[j] = (others + 1.0) * (mutual + xi[j]) - others * mutual
