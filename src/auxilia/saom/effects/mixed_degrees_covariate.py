"""Effects of a covariate of those tied to an actor in a second network.

Statistics leave out others whose covariate is missing. Square roots are taken when p is 2.
"""

import math

from auxilia.saom.catalogue import network_effect


@network_effect("inPopIntnX", "sum_j x_ij sum_h w_hj v_h", parameter=1, interaction="dyadic")
def weighted_popularity_in(m, w_in, w_indeg, v, v_miss, p, out):
    """Sum of the covariate of those who are tied to the receiver in w."""
    for j in range(m):
        total = 0.0
        for k in range(int(w_indeg[j])):
            h = w_in[j, k]
            total += v[h] * (1.0 - v_miss[h])
        out[j] = math.sqrt(max(total, 0.0)) if p == 2 else total


@network_effect("outPopIntnX", "sum_j x_ij sum_h w_jh v_h", parameter=1, interaction="dyadic")
def weighted_popularity_out(m, w_out, w_outdeg, v, v_miss, p, out):
    """Sum of the covariate of those to whom the receiver is tied in w."""
    for j in range(m):
        total = 0.0
        for k in range(int(w_outdeg[j])):
            h = w_out[j, k]
            total += v[h] * (1.0 - v_miss[h])
        out[j] = math.sqrt(max(total, 0.0)) if p == 2 else total


@network_effect("inActIntnX", "sum_j x_ij sum_h w_hi v_h", parameter=1, interaction="ego")
def weighted_activity_in(m, ego, w_in, w_indeg, v, v_miss, p, out):
    """Sum of the covariate of those who are tied to the sender in w."""
    total = 0.0
    for k in range(int(w_indeg[ego])):
        h = w_in[ego, k]
        total += v[h] * (1.0 - v_miss[h])
    for j in range(m):
        out[j] = math.sqrt(max(total, 0.0)) if p == 2 else total


@network_effect("outActIntnX", "sum_j x_ij sum_h w_ih v_h", parameter=1, interaction="ego")
def weighted_activity_out(m, ego, w_out, w_outdeg, v, v_miss, p, out):
    """Sum of the covariate of those to whom the sender is tied in w."""
    total = 0.0
    for k in range(int(w_outdeg[ego])):
        h = w_out[ego, k]
        total += v[h] * (1.0 - v_miss[h])
    for j in range(m):
        out[j] = math.sqrt(max(total, 0.0)) if p == 2 else total


@network_effect(
    "sameXInPopIntn", "sum_j x_ij (sum_h w_hj I{v_h = v_i})^(1/p)", parameter=1, interaction="dyadic"
)
def same_popularity_in(m, ego, w_in, w_indeg, v, v_miss, p, out):
    """Number of those with ego's value who are tied to the receiver in w."""
    for j in range(m):
        total = 0.0
        for k in range(int(w_indeg[j])):
            h = w_in[j, k]
            same = abs(v[h] - v[ego]) < 1e-6 and v_miss[h] + v_miss[ego] < 1
            total += 1.0 if same else 0.0
        out[j] = math.sqrt(total) if p == 2 else total


@network_effect(
    "sameXOutPopIntn", "sum_j x_ij (sum_h w_jh I{v_h = v_i})^(1/p)", parameter=1, interaction="dyadic"
)
def same_popularity_out(m, ego, w_out, w_outdeg, v, v_miss, p, out):
    """Number of those with ego's value to whom the receiver is tied in w."""
    for j in range(m):
        total = 0.0
        for k in range(int(w_outdeg[j])):
            h = w_out[j, k]
            same = abs(v[h] - v[ego]) < 1e-6 and v_miss[h] + v_miss[ego] < 1
            total += 1.0 if same else 0.0
        out[j] = math.sqrt(total) if p == 2 else total


@network_effect(
    "sameXInActIntn", "sum_j x_ij (sum_h w_hi I{v_h = v_i})^(1/p)", parameter=1, interaction="ego"
)
def same_activity_in(m, ego, w_in, w_indeg, v, v_miss, p, out):
    """Number of those with ego's value who are tied to ego in w."""
    total = 0.0
    for k in range(int(w_indeg[ego])):
        h = w_in[ego, k]
        same = abs(v[h] - v[ego]) < 1e-6 and v_miss[h] + v_miss[ego] < 1
        total += 1.0 if same else 0.0
    for j in range(m):
        out[j] = math.sqrt(total) if p == 2 else total


@network_effect(
    "sameXOutActIntn", "sum_j x_ij (sum_h w_ih I{v_h = v_i})^(1/p)", parameter=1, interaction="ego"
)
def same_activity_out(m, ego, w_out, w_outdeg, v, v_miss, p, out):
    """Number of those with ego's value to whom ego is tied in w."""
    total = 0.0
    for k in range(int(w_outdeg[ego])):
        h = w_out[ego, k]
        same = abs(v[h] - v[ego]) < 1e-6 and v_miss[h] + v_miss[ego] < 1
        total += 1.0 if same else 0.0
    for j in range(m):
        out[j] = math.sqrt(total) if p == 2 else total
