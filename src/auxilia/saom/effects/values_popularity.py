"""Effects of the values of those tied to ego or to the receiver: degrees weighted by values.

RSiena's parameter 2, the root of these sums, exists for values that are never negative only, and is left out.
"""

from auxilia.saom.catalogue import network_effect


@network_effect("inPopX", "sum_jh x_ij x_hj v_h", parameter=1, two_mode="also", interaction="dyadic")
def weighted_indegree_popularity(m, x_in, x_indeg, v, v_miss, out):
    """Sum of the values of all who are tied to the receiver, ego included."""
    for j in range(m):
        out[j] = 0.0
        for a in range(int(x_indeg[j])):
            h = x_in[j, a]
            out[j] += v[h] * (1.0 - v_miss[h])


@weighted_indegree_popularity.change
def _(m, ego, xo, x_in, x_indeg, v, out):
    for j in range(m):
        out[j] = (1.0 - xo[j]) * v[ego]
        for a in range(int(x_indeg[j])):
            out[j] += v[x_in[j, a]]


@network_effect("outPopX", "sum_jh x_ij x_jh v_h", parameter=1, interaction="dyadic")
def weighted_outdegree_popularity(m, x_out, x_outdeg, v, v_miss, out):
    """Sum of the values of those to whom the receiver is tied."""
    for j in range(m):
        out[j] = 0.0
        for a in range(int(x_outdeg[j])):
            h = x_out[j, a]
            out[j] += v[h] * (1.0 - v_miss[h]) * (1.0 - v_miss[j])


@network_effect("inActX", "sum_jh x_ij x_hi v_h", parameter=1, interaction="ego")
def weighted_indegree_activity(m, ego, x_in, x_indeg, v, v_miss, out):
    """Sum of the values of those who are tied to ego."""
    total = 0.0
    for a in range(int(x_indeg[ego])):
        h = x_in[ego, a]
        total += v[h] * (1.0 - v_miss[h])
    for j in range(m):
        out[j] = total * (1.0 - v_miss[j])


@network_effect("outActX", "sum_jh x_ij x_ih v_h", parameter=1, change_of="tie", interaction="dyadic")
def weighted_outdegree_activity(m, ego, x_out, x_outdeg, v, v_miss, out):
    """Sum of the values of those to whom ego is tied."""
    total = 0.0
    for a in range(int(x_outdeg[ego])):
        h = x_out[ego, a]
        total += v[h] * (1.0 - v_miss[h])
    for j in range(m):
        out[j] = total * (1.0 - v_miss[j])


@weighted_outdegree_activity.change
def _(m, ego, xo, x_out, x_outdeg, v, out):
    total = 0.0
    for a in range(int(x_outdeg[ego])):
        total += v[x_out[ego, a]]
    for j in range(m):
        out[j] = total + (1.0 - xo[j]) * v[j]


@network_effect(
    "sameXInPop", "sum_jh x_ij x_hj I{v_h = v_i}", parameter=1, two_mode="also", interaction="dyadic"
)
def popularity_among_same(m, ego, xo, x_in, x_indeg, v, v_miss, out):
    """Ties to the receiver from those with ego's value, ego included."""
    for j in range(m):
        out[j] = (1.0 - xo[j]) * (1.0 - v_miss[ego])
        for a in range(int(x_indeg[j])):
            h = x_in[j, a]
            if abs(v[h] - v[ego]) < 1e-6:
                out[j] += (1.0 - v_miss[h]) * (1.0 - v_miss[ego])


@network_effect(
    "diffXInPop", "sum_jh x_ij x_hj I{v_h != v_i}", parameter=1, two_mode="also", interaction="dyadic"
)
def popularity_among_different(m, ego, x_in, x_indeg, v, v_miss, out):
    """Ties to the receiver from those with another value than ego's."""
    for j in range(m):
        out[j] = 0.0
        for a in range(int(x_indeg[j])):
            h = x_in[j, a]
            if abs(v[h] - v[ego]) >= 1e-6:
                out[j] += (1.0 - v_miss[h]) * (1.0 - v_miss[ego])
