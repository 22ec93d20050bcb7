"""Effects of the covariates of those around the receiver in a second network.

Ego itself is counted only where p is 1. Statistics leave out others whose covariate is missing.
"""

from auxilia.saom.catalogue import network_effect


@network_effect(
    "altDist2W",
    "sum_j x_ij (sum_h(h != i) w_jh v_h) / (sum_h(h != i) w_jh)",
    parameter=1,
    interaction="dyadic",
)
def average_around(m, ego, w_out, w_outdeg, v, v_miss, p, out):
    """Average covariate of those to whom the receiver is tied in w."""
    for j in range(m):
        total, seen = 0.0, 0.0
        for k in range(int(w_outdeg[j])):
            h = w_out[j, k]
            if (h != ego or p == 1) and v_miss[h] < 1:
                total += v[h]
                seen += 1.0
        out[j] = total / seen if seen > 0 else 0.0


@network_effect("totDist2W", "sum_j x_ij sum_h(h != i) w_jh v_h", parameter=1, interaction="dyadic")
def total_around(m, ego, w_out, w_outdeg, v, v_miss, p, out):
    """Sum of the covariate of those to whom the receiver is tied in w."""
    for j in range(m):
        total = 0.0
        for k in range(int(w_outdeg[j])):
            h = w_out[j, k]
            if (h != ego or p == 1) and v_miss[h] < 1:
                total += v[h]
        out[j] = total


@network_effect(
    "altInDist2W", "sum_j x_ij (sum_h(h != i) w_hj v_h) / (sum_h(h != i) w_hj)", interaction="dyadic"
)
def average_around_in(m, ego, w_in, w_indeg, v, v_miss, out):
    """Average covariate of those who are tied to the receiver in w."""
    for j in range(m):
        total, seen = 0.0, 0.0
        for k in range(int(w_indeg[j])):
            h = w_in[j, k]
            if h != ego and v_miss[h] < 1:
                total += v[h]
                seen += 1.0
        out[j] = total / seen if seen > 0 else 0.0


@network_effect("totInDist2W", "sum_j x_ij sum_h(h != i) w_hj v_h", interaction="dyadic")
def total_around_in(m, ego, w_in, w_indeg, v, v_miss, out):
    """Sum of the covariate of those who are tied to the receiver in w."""
    for j in range(m):
        total = 0.0
        for k in range(int(w_indeg[j])):
            h = w_in[j, k]
            if h != ego and v_miss[h] < 1:
                total += v[h]
        out[j] = total


@network_effect(
    "simEgoDist2W",
    "sum_j x_ij (1 - |v_i - average_h(w_jh = 1, h != i) v_h| / range - mean)",
    parameter=1,
    interaction="dyadic",
)
def similarity_around(m, ego, w_out, w_outdeg, v, v_miss, v_range, v_simmean, out):
    """Similarity of ego to the average (where nobody: mean) of those to whom the receiver is tied in w."""
    for j in range(m):
        total, seen, others = 0.0, 0.0, 0.0
        for k in range(int(w_outdeg[j])):
            h = w_out[j, k]
            if h != ego:
                total += v[h] * (1.0 - v_miss[h])
                seen += 1.0 - v_miss[h]
                others += 1.0
        average = total / seen if seen > 0 else 0.0
        known = v_miss[ego] < 1 and (seen > 0 or others < 1)
        out[j] = 1.0 - abs(v[ego] - average) / v_range - v_simmean if known else 0.0


@network_effect(
    "simEgoInDist2W",
    "sum_j x_ij (1 - |v_i - average_h(w_hj = 1, h != i) v_h| / range - mean)",
    parameter=1,
    interaction="dyadic",
)
def similarity_around_in(m, ego, w_in, w_indeg, v, v_miss, v_range, v_simmean, out):
    """Similarity of ego to the average (where nobody: mean) of those who are tied to the receiver in w."""
    for j in range(m):
        total, seen, others = 0.0, 0.0, 0.0
        for k in range(int(w_indeg[j])):
            h = w_in[j, k]
            if h != ego:
                total += v[h] * (1.0 - v_miss[h])
                seen += 1.0 - v_miss[h]
                others += 1.0
        average = total / seen if seen > 0 else 0.0
        known = v_miss[ego] < 1 and (seen > 0 or others < 1)
        out[j] = 1.0 - abs(v[ego] - average) / v_range - v_simmean if known else 0.0
