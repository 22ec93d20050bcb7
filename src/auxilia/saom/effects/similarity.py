"""Influence on behaviour by similarity: 1 - |z_i - z_j| / range, less its mean over all pairs.

Statistics leave out others whose behaviour is missing. avSimPopEgo has no maintenance
and creation functions: RSiena's statistics of these leave the in-degree out.
"""

from auxilia.saom.catalogue import behavior_effect


@behavior_effect("avSim", "(sum_j x_ij (sim_ij - mean)) / (sum_j x_ij)", others_move=True)
def average_similarity(ego, zi, z, z_miss, z_range, z_simmean, x_out, x_outdeg):
    """Average similarity to those to whom one is tied."""
    total, seen = 0.0, 0.0
    for k in range(int(x_outdeg[ego])):
        j = x_out[ego, k]
        total += (1.0 - z_miss[j]) * (1.0 - abs(zi - z[j]) / z_range - z_simmean)
        seen += 1.0 - z_miss[j]
    return total / seen if seen > 0 else 0.0


@behavior_effect("totSim", "sum_j x_ij (sim_ij - mean)", others_move=True)
def total_similarity(ego, zi, z, z_miss, z_range, z_simmean, x_out, x_outdeg):
    """Total similarity to those to whom one is tied."""
    total = 0.0
    for k in range(int(x_outdeg[ego])):
        j = x_out[ego, k]
        total += (1.0 - z_miss[j]) * (1.0 - abs(zi - z[j]) / z_range - z_simmean)
    return total


@behavior_effect(
    "avAttHigher", "(sum_j x_ij (1 - max(z_j - z_i, 0) / range)) / (sum_j x_ij)", others_move=True
)
def average_attraction_higher(ego, zi, z, z_miss, z_range, x_out, x_outdeg):
    """Average attraction by higher values of those to whom one is tied."""
    total, seen = 0.0, 0.0
    for k in range(int(x_outdeg[ego])):
        j = x_out[ego, k]
        total += (1.0 - z_miss[j]) * (1.0 - max(z[j] - zi, 0.0) / z_range)
        seen += 1.0 - z_miss[j]
    return total / seen if seen > 0 else 0.0


@behavior_effect("totAttHigher", "sum_j x_ij (1 - max(z_j - z_i, 0) / range)", others_move=True)
def total_attraction_higher(ego, zi, z, z_miss, z_range, x_out, x_outdeg):
    """Total attraction by higher values of those to whom one is tied."""
    total = 0.0
    for k in range(int(x_outdeg[ego])):
        j = x_out[ego, k]
        total += (1.0 - z_miss[j]) * (1.0 - max(z[j] - zi, 0.0) / z_range)
    return total


@behavior_effect(
    "avAttLower", "(sum_j x_ij (1 - max(z_i - z_j, 0) / range)) / (sum_j x_ij)", others_move=True
)
def average_attraction_lower(ego, zi, z, z_miss, z_range, x_out, x_outdeg):
    """Average attraction by lower values of those to whom one is tied."""
    total, seen = 0.0, 0.0
    for k in range(int(x_outdeg[ego])):
        j = x_out[ego, k]
        total += (1.0 - z_miss[j]) * (1.0 - max(zi - z[j], 0.0) / z_range)
        seen += 1.0 - z_miss[j]
    return total / seen if seen > 0 else 0.0


@behavior_effect("totAttLower", "sum_j x_ij (1 - max(z_i - z_j, 0) / range)", others_move=True)
def total_attraction_lower(ego, zi, z, z_miss, z_range, x_out, x_outdeg):
    """Total attraction by lower values of those to whom one is tied."""
    total = 0.0
    for k in range(int(x_outdeg[ego])):
        j = x_out[ego, k]
        total += (1.0 - z_miss[j]) * (1.0 - max(zi - z[j], 0.0) / z_range)
    return total


@behavior_effect("avInSim", "(sum_j x_ji (sim_ij - mean)) / (sum_j x_ji)", others_move=True)
def average_in_similarity(ego, zi, z, z_miss, z_range, z_simmean, x_in, x_indeg):
    """Average similarity to those who are tied to one."""
    total, seen = 0.0, 0.0
    for k in range(int(x_indeg[ego])):
        j = x_in[ego, k]
        total += (1.0 - z_miss[j]) * (1.0 - abs(zi - z[j]) / z_range - z_simmean)
        seen += 1.0 - z_miss[j]
    return total / seen if seen > 0 else 0.0


@behavior_effect("totInSim", "sum_j x_ji (sim_ij - mean)", others_move=True)
def total_in_similarity(ego, zi, z, z_miss, z_range, z_simmean, x_in, x_indeg):
    """Total similarity to those who are tied to one."""
    total = 0.0
    for k in range(int(x_indeg[ego])):
        j = x_in[ego, k]
        total += (1.0 - z_miss[j]) * (1.0 - abs(zi - z[j]) / z_range - z_simmean)
    return total


@behavior_effect("avSimRecip", "(sum_j x_ij x_ji (sim_ij - mean)) / (sum_j x_ij x_ji)", types=("evaluation",))
def average_reciprocated_similarity(ego, zi, z, z_miss, z_range, z_simmean, x, x_out, x_outdeg):
    """Average similarity to those with whom one has reciprocated ties."""
    total, seen = 0.0, 0.0
    for k in range(int(x_outdeg[ego])):
        j = x_out[ego, k]
        known = (1.0 - z_miss[j]) * x[j, ego]
        total += known * (1.0 - abs(zi - z[j]) / z_range - z_simmean)
        seen += known
    return total / seen if seen > 0 else 0.0


@behavior_effect("totSimRecip", "sum_j x_ij x_ji (sim_ij - mean)", types=("evaluation",))
def total_reciprocated_similarity(ego, zi, z, z_miss, z_range, z_simmean, x, x_out, x_outdeg):
    """Total similarity to those with whom one has reciprocated ties."""
    total = 0.0
    for k in range(int(x_outdeg[ego])):
        j = x_out[ego, k]
        total += (1.0 - z_miss[j]) * x[j, ego] * (1.0 - abs(zi - z[j]) / z_range - z_simmean)
    return total


@behavior_effect(
    "avSimPopAlt", "(sum_j x_ij (sim_ij - mean) sum_h x_hj) / (sum_j x_ij)", types=("evaluation",)
)
def average_similarity_popular(ego, zi, z, z_miss, z_range, z_simmean, x_out, x_outdeg, x_indeg):
    """Average similarity to those to whom one is tied, each times the in-degree."""
    total, seen = 0.0, 0.0
    for k in range(int(x_outdeg[ego])):
        j = x_out[ego, k]
        total += (1.0 - z_miss[j]) * x_indeg[j] * (1.0 - abs(zi - z[j]) / z_range - z_simmean)
        seen += 1.0 - z_miss[j]
    return total / seen if seen > 0 else 0.0


@behavior_effect("totSimPopAlt", "sum_j x_ij (sim_ij - mean) sum_h x_hj", types=("evaluation",))
def total_similarity_popular(ego, zi, z, z_miss, z_range, z_simmean, x_out, x_outdeg, x_indeg):
    """Total similarity to those to whom one is tied, each times the in-degree."""
    total = 0.0
    for k in range(int(x_outdeg[ego])):
        j = x_out[ego, k]
        total += (1.0 - z_miss[j]) * x_indeg[j] * (1.0 - abs(zi - z[j]) / z_range - z_simmean)
    return total


@behavior_effect(
    "avInSimPopAlt", "(sum_j x_ji (sim_ij - mean) sum_h x_hj) / (sum_j x_ji)", types=("evaluation",)
)
def average_in_similarity_popular(ego, zi, z, z_miss, z_range, z_simmean, x_in, x_indeg):
    """Average similarity to those who are tied to one, each times the in-degree."""
    total, seen = 0.0, 0.0
    for k in range(int(x_indeg[ego])):
        j = x_in[ego, k]
        total += (1.0 - z_miss[j]) * x_indeg[j] * (1.0 - abs(zi - z[j]) / z_range - z_simmean)
        seen += 1.0 - z_miss[j]
    return total / seen if seen > 0 else 0.0


@behavior_effect("totInSimPopAlt", "sum_j x_ji (sim_ij - mean) sum_h x_hj", types=("evaluation",))
def total_in_similarity_popular(ego, zi, z, z_miss, z_range, z_simmean, x_in, x_indeg):
    """Total similarity to those who are tied to one, each times the in-degree."""
    total = 0.0
    for k in range(int(x_indeg[ego])):
        j = x_in[ego, k]
        total += (1.0 - z_miss[j]) * x_indeg[j] * (1.0 - abs(zi - z[j]) / z_range - z_simmean)
    return total


@behavior_effect(
    "avSimRecPop", "(sum_j x_ij x_ji (sim_ij - mean) sum_h x_hj) / (sum_j x_ij x_ji)", types=("evaluation",)
)
def average_reciprocated_similarity_popular(
    ego, zi, z, z_miss, z_range, z_simmean, x, x_out, x_outdeg, x_indeg
):
    """Average similarity in reciprocated ties, each times the other's in-degree."""
    total, seen = 0.0, 0.0
    for k in range(int(x_outdeg[ego])):
        j = x_out[ego, k]
        known = (1.0 - z_miss[j]) * x[j, ego]
        total += known * x_indeg[j] * (1.0 - abs(zi - z[j]) / z_range - z_simmean)
        seen += known
    return total / seen if seen > 0 else 0.0


@behavior_effect("totSimRecPop", "sum_j x_ij x_ji (sim_ij - mean) sum_h x_hj", types=("evaluation",))
def total_reciprocated_similarity_popular(
    ego, zi, z, z_miss, z_range, z_simmean, x, x_out, x_outdeg, x_indeg
):
    """Total similarity in reciprocated ties, each times the other's in-degree."""
    total = 0.0
    for k in range(int(x_outdeg[ego])):
        j = x_out[ego, k]
        total += (1.0 - z_miss[j]) * x[j, ego] * x_indeg[j] * (1.0 - abs(zi - z[j]) / z_range - z_simmean)
    return total


@behavior_effect(
    "avSimPopEgo", "(sum_h x_hi) (sum_j x_ij (sim_ij - mean)) / (sum_j x_ij)", types=("evaluation",)
)
def average_similarity_of_the_popular(ego, zi, z, z_miss, z_range, z_simmean, x_out, x_outdeg, x_indeg):
    """Average similarity to those to whom one is tied, times one's in-degree."""
    total, seen = 0.0, 0.0
    for k in range(int(x_outdeg[ego])):
        j = x_out[ego, k]
        total += (1.0 - z_miss[j]) * (1.0 - abs(zi - z[j]) / z_range - z_simmean)
        seen += 1.0 - z_miss[j]
    return x_indeg[ego] * total / seen if seen > 0 else 0.0
