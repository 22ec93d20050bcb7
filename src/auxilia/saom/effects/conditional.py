"""Influence on behaviour that depends on a covariate of ego or of those to whom ego is tied.

Statistics leave out others whose behaviour is missing. Most have no maintenance and creation functions:
RSiena's statistics of these are not those of the formula.
"""

from auxilia.saom.catalogue import behavior_effect


@behavior_effect("avSimEgoX", "v_i (sum_j x_ij (sim_ij - mean)) / (sum_j x_ij)", types=("evaluation",))
def average_similarity_ego(ego, zi, z, z_miss, z_range, z_simmean, v, v_miss, x_out, x_outdeg):
    """Average similarity to those to whom one is tied, times ego's covariate."""
    total, seen = 0.0, 0.0
    for k in range(int(x_outdeg[ego])):
        j = x_out[ego, k]
        total += (1.0 - z_miss[j]) * (1.0 - abs(zi - z[j]) / z_range - z_simmean)
        seen += 1.0 - z_miss[j]
    return v[ego] * (1.0 - v_miss[ego]) * total / seen if seen > 0 else 0.0


@behavior_effect("totSimEgoX", "v_i sum_j x_ij (sim_ij - mean)", types=("evaluation",))
def total_similarity_ego(ego, zi, z, z_miss, z_range, z_simmean, v, v_miss, x_out, x_outdeg):
    """Total similarity to those to whom one is tied, times ego's covariate."""
    total = 0.0
    for k in range(int(x_outdeg[ego])):
        j = x_out[ego, k]
        total += (1.0 - z_miss[j]) * (1.0 - abs(zi - z[j]) / z_range - z_simmean)
    return v[ego] * (1.0 - v_miss[ego]) * total


@behavior_effect("avAltEgoX", "v_i z_i (sum_j x_ij z_j) / (sum_j x_ij)", types=("evaluation",))
def average_alter_ego(ego, zi, z, v, v_miss, x_out, x_outdeg):
    """Average value of those to whom one is tied, times ego's covariate."""
    total = 0.0
    for k in range(int(x_outdeg[ego])):
        total += z[x_out[ego, k]]
    return zi * v[ego] * (1.0 - v_miss[ego]) * total / x_outdeg[ego] if x_outdeg[ego] > 0 else 0.0


@behavior_effect("totAltEgoX", "v_i z_i sum_j x_ij z_j", types=("evaluation",))
def total_alter_ego(ego, zi, z, v, v_miss, x_out, x_outdeg):
    """Sum of the values of those to whom one is tied, times ego's covariate."""
    total = 0.0
    for k in range(int(x_outdeg[ego])):
        total += z[x_out[ego, k]]
    return zi * v[ego] * (1.0 - v_miss[ego]) * total


@behavior_effect("avSimAltX", "(sum_j x_ij v_j (sim_ij - mean)) / (sum_j x_ij)", types=("evaluation",))
def average_similarity_alter(ego, zi, z, z_miss, z_range, z_simmean, v, v_miss, x_out, x_outdeg):
    """Average similarity to those to whom one is tied, each times its covariate."""
    total, seen = 0.0, 0.0
    for k in range(int(x_outdeg[ego])):
        j = x_out[ego, k]
        known = (1.0 - z_miss[j]) * (1.0 - v_miss[j])
        total += known * (1.0 - abs(zi - z[j]) / z_range - z_simmean) * v[j]
        seen += known
    return total / seen if seen > 0 else 0.0


@behavior_effect("totSimAltX", "sum_j x_ij v_j (sim_ij - mean)", types=("evaluation",))
def total_similarity_alter(ego, zi, z, z_miss, z_range, z_simmean, v, v_miss, x_out, x_outdeg):
    """Total similarity to those to whom one is tied, each times its covariate."""
    total = 0.0
    for k in range(int(x_outdeg[ego])):
        j = x_out[ego, k]
        known = (1.0 - z_miss[j]) * (1.0 - v_miss[j])
        total += known * (1.0 - abs(zi - z[j]) / z_range - z_simmean) * v[j]
    return total


@behavior_effect(
    "avAltAltX", "z_i (sum_j x_ij v_j z_j) / (sum_j x_ij)", types=("evaluation",), interaction="OK"
)
def average_alter_alter(ego, zi, z, z_miss, v, v_miss, x_out, x_outdeg):
    """Average value of those to whom one is tied, each times its covariate."""
    total, seen = 0.0, 0.0
    for k in range(int(x_outdeg[ego])):
        j = x_out[ego, k]
        known = (1.0 - z_miss[j]) * (1.0 - v_miss[j])
        total += known * z[j] * v[j]
        seen += known
    return zi * total / seen if seen > 0 else 0.0


@behavior_effect(
    "avAltSameX",
    "z_i (sum_j x_ij I{v_i = v_j} z_j) / (sum_j x_ij I{v_i = v_j})",
    types=("evaluation",),
    interaction="OK",
)
def average_alter_same(ego, zi, z, z_miss, v, v_miss, x_out, x_outdeg):
    """Average value of those with ego's covariate to whom one is tied."""
    total, seen = 0.0, 0.0
    for k in range(int(x_outdeg[ego])):
        j = x_out[ego, k]
        known = (1.0 - z_miss[j]) * (1.0 - v_miss[j]) if abs(v[j] - v[ego]) < 1e-6 else 0.0
        total += known * z[j]
        seen += known
    return zi * (1.0 - v_miss[ego]) * total / seen if seen > 0 else 0.0


@behavior_effect("totAltSameX", "z_i sum_j x_ij I{v_i = v_j} z_j", types=("evaluation",), interaction="OK")
def total_alter_same(ego, zi, z, z_miss, v, v_miss, x_out, x_outdeg):
    """Sum of the values of those with ego's covariate to whom one is tied."""
    total = 0.0
    for k in range(int(x_outdeg[ego])):
        j = x_out[ego, k]
        known = (1.0 - z_miss[j]) * (1.0 - v_miss[j]) if abs(v[j] - v[ego]) < 1e-6 else 0.0
        total += known * z[j]
    return zi * (1.0 - v_miss[ego]) * total


@behavior_effect(
    "avRecAltSameX",
    "z_i (sum_j x_ij x_ji I{v_i = v_j} z_j) / (sum_j x_ij x_ji I{v_i = v_j})",
    interaction="OK",
)
def average_reciprocated_same(ego, zi, z, z_miss, v, v_miss, x, x_out, x_outdeg):
    """Average value of those with ego's covariate in reciprocated ties."""
    total, seen = 0.0, 0.0
    for k in range(int(x_outdeg[ego])):
        j = x_out[ego, k]
        known = x[j, ego] * (1.0 - z_miss[j]) * (1.0 - v_miss[j]) if abs(v[j] - v[ego]) < 1e-6 else 0.0
        total += known * z[j]
        seen += known
    return zi * (1.0 - v_miss[ego]) * total / seen if seen > 0 else 0.0


@behavior_effect("totRecAltSameX", "z_i sum_j x_ij x_ji I{v_i = v_j} z_j", interaction="OK")
def total_reciprocated_same(ego, zi, z, z_miss, v, v_miss, x, x_out, x_outdeg):
    """Sum of the values of those with ego's covariate in reciprocated ties."""
    total = 0.0
    for k in range(int(x_outdeg[ego])):
        j = x_out[ego, k]
        known = x[j, ego] * (1.0 - z_miss[j]) * (1.0 - v_miss[j]) if abs(v[j] - v[ego]) < 1e-6 else 0.0
        total += known * z[j]
    return zi * (1.0 - v_miss[ego]) * total
