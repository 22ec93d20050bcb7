"""Effects of the degrees of the receiver: in-degree, out-degree and reciprocated degree popularity."""

import math
from dataclasses import replace

from auxilia.saom.catalogue import network_effect


@network_effect("inPop", "sum_j x_ij x_+j", two_mode="also", interaction="dyadic")
def indegree_popularity(m, x_indeg, out):
    """In-degree of the receiver, the tie itself included."""
    for j in range(m):
        out[j] = x_indeg[j]


@indegree_popularity.change
def _(m, xo, x_indeg, out):
    for j in range(m):
        out[j] = x_indeg[j] - xo[j] + 1.0


@network_effect("inPop.c", "sum_j x_ij (x_+j - mean)", two_mode="also", interaction="dyadic")
def indegree_popularity_centred(m, x_indeg, x_avin, out):
    """In-degree of the receiver less the average in-degree."""
    for j in range(m):
        out[j] = x_indeg[j] - x_avin


@indegree_popularity_centred.change
def _(m, xo, x_indeg, x_avin, out):
    for j in range(m):
        out[j] = x_indeg[j] - xo[j] + 1.0 - x_avin


indegree_popularity_dyadic = replace(indegree_popularity_centred, name="inPop_dya", two_mode="no")


@network_effect("inPopSqrt", "sum_j x_ij sqrt(x_+j)", two_mode="also")
def indegree_popularity_sqrt(m, x_indeg, out):
    """Square root of the in-degree of the receiver, the tie itself included."""
    for j in range(m):
        out[j] = math.sqrt(x_indeg[j])


@indegree_popularity_sqrt.change
def _(m, xo, x_indeg, out):
    for j in range(m):
        out[j] = math.sqrt(x_indeg[j] - xo[j] + 1.0)


@network_effect("outPop", "sum_j x_ij x_j+", parameter=1, interaction="dyadic")
def outdegree_popularity(m, x_outdeg, out):
    """Out-degree of the receiver."""
    for j in range(m):
        out[j] = x_outdeg[j]


@network_effect("reciPop", "sum_j x_ij sum_h x_jh x_hj", interaction="dyadic")
def reciprocated_popularity(m, x_recdeg, out):
    """Reciprocated degree of the receiver, the tie itself included."""
    for j in range(m):
        out[j] = x_recdeg[j]


@reciprocated_popularity.change
def _(m, xo, xi, x_recdeg, out):
    for j in range(m):
        out[j] = x_recdeg[j] + (1.0 - xo[j]) * xi[j]


@network_effect("reciPopSqrt", "sum_j x_ij sqrt(sum_h x_jh x_hj)", interaction="dyadic")
def reciprocated_popularity_sqrt(m, x_recdeg, out):
    """Square root of the reciprocated degree of the receiver, the tie itself included."""
    for j in range(m):
        out[j] = math.sqrt(x_recdeg[j])


@reciprocated_popularity_sqrt.change
def _(m, xo, xi, x_recdeg, out):
    for j in range(m):
        out[j] = math.sqrt(x_recdeg[j] + (1.0 - xo[j]) * xi[j])


@network_effect("outPop.c", "sum_j x_ij (x_j+ - mean)", interaction="dyadic", types=("evaluation",))
def outdegree_popularity_centred(m, x_outdeg, x_avout, out):
    """Out-degree of the receiver less the average out-degree."""
    for j in range(m):
        out[j] = x_outdeg[j] - x_avout


@network_effect("outPopSqrt", "sum_j x_ij sqrt(x_j+)", interaction="dyadic", types=("evaluation",))
def outdegree_popularity_sqrt(m, x_outdeg, out):
    """Square root of the out-degree of the receiver."""
    for j in range(m):
        out[j] = math.sqrt(x_outdeg[j])


@network_effect("outPopMore", "sum_j x_ij max(x_j+ - p, 0)", interaction="dyadic", types=("evaluation",))
def outdegree_popularity_more(m, x_outdeg, p, out):
    """Out-degree of the receiver beyond p."""
    for j in range(m):
        out[j] = max(x_outdeg[j] - p, 0.0)


@network_effect(
    "outPopSqrtMore", "sum_j x_ij max(sqrt(x_j+) - sqrt(p), 0)", interaction="dyadic", types=("evaluation",)
)
def outdegree_popularity_sqrt_more(m, x_outdeg, p, out):
    """Square root of the out-degree of the receiver beyond that of p."""
    for j in range(m):
        out[j] = max(math.sqrt(x_outdeg[j]) - math.sqrt(p), 0.0)


@network_effect("outPopThreshold", "sum_j x_ij I{x_j+ > p}", interaction="dyadic", types=("evaluation",))
def outdegree_popularity_threshold(m, x_outdeg, p, out):
    """Whether the out-degree of the receiver exceeds p."""
    for j in range(m):
        out[j] = 1.0 if x_outdeg[j] > p else 0.0
