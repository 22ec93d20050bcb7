"""Influence on behaviour by similarity: 1 - |z_i - z_j| / range, less its mean over all pairs."""

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
