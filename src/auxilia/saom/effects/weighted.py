"""Influence on behaviour through ties weighted by a dyadic covariate, centred.

Weighted averages are divided by the sum of weights when p is 2, by the number of ties otherwise. The weight
of j for i is d_ij whichever way the tie runs. Statistics leave out pairs whose weight is missing (for
similarity: others whose behaviour is missing).
"""

from auxilia.saom.catalogue import behavior_effect


@behavior_effect(
    "avAltW",
    "z_i (sum_j x_ij (d_ij - mean) z_j) / (sum_j x_ij (d_ij - mean))",
    parameter=2,
    types=("evaluation",),
    interaction="OK",
)
def average_alter_weighted(ego, zi, z, d, d_mean, d_miss, x_out, x_outdeg, p):
    """Average value of those to whom one is tied, weighted."""
    total, weight = 0.0, 0.0
    for k in range(int(x_outdeg[ego])):
        j = x_out[ego, k]
        known = 1.0 - d_miss[ego, j]
        each = known * (d[ego, j] - d_mean)
        total += each * z[j]
        weight += each if p > 1.5 else known
    return zi * total / weight if abs(weight) > 1e-6 else 0.0


@behavior_effect("totAltW", "z_i sum_j x_ij (d_ij - mean) z_j", types=("evaluation",), interaction="OK")
def total_alter_weighted(ego, zi, z, d, d_mean, d_miss, x_out, x_outdeg):
    """Sum of the values of those to whom one is tied, weighted."""
    total = 0.0
    for k in range(int(x_outdeg[ego])):
        j = x_out[ego, k]
        known = 1.0 - d_miss[ego, j]
        each = known * (d[ego, j] - d_mean)
        total += each * z[j]
    return zi * total


@behavior_effect(
    "avInAltW",
    "z_i (sum_j x_ji (d_ij - mean) z_j) / (sum_j x_ji (d_ij - mean))",
    parameter=2,
    types=("evaluation",),
    interaction="OK",
)
def average_in_alter_weighted(ego, zi, z, d, d_mean, d_miss, x_in, x_indeg, p):
    """Average value of those who are tied to one, weighted."""
    total, weight = 0.0, 0.0
    for k in range(int(x_indeg[ego])):
        j = x_in[ego, k]
        known = 1.0 - d_miss[ego, j]
        each = known * (d[ego, j] - d_mean)
        total += each * z[j]
        weight += each if p > 1.5 else known
    return zi * total / weight if abs(weight) > 1e-6 else 0.0


@behavior_effect("totInAltW", "z_i sum_j x_ji (d_ij - mean) z_j", types=("evaluation",), interaction="OK")
def total_in_alter_weighted(ego, zi, z, d, d_mean, d_miss, x_in, x_indeg):
    """Sum of the values of those who are tied to one, weighted."""
    total = 0.0
    for k in range(int(x_indeg[ego])):
        j = x_in[ego, k]
        known = 1.0 - d_miss[ego, j]
        each = known * (d[ego, j] - d_mean)
        total += each * z[j]
    return zi * total


@behavior_effect(
    "avSimW",
    "(sum_j x_ij (d_ij - mean) (sim_ij - mean)) / (sum_j x_ij (d_ij - mean))",
    parameter=2,
    types=("evaluation",),
)
def average_similarity_weighted(ego, zi, z, z_miss, z_range, z_simmean, d, d_mean, x_out, x_outdeg, p):
    """Average similarity to those to whom one is tied, weighted."""
    total, weight = 0.0, 0.0
    for k in range(int(x_outdeg[ego])):
        j = x_out[ego, k]
        known = 1.0 - z_miss[j]
        each = known * (d[ego, j] - d_mean)
        total += each * (1.0 - abs(zi - z[j]) / z_range - z_simmean)
        weight += each if p > 1.5 else known
    return total / weight if abs(weight) > 1e-6 else 0.0


@behavior_effect("totSimW", "sum_j x_ij (d_ij - mean) (sim_ij - mean)", types=("evaluation",))
def total_similarity_weighted(ego, zi, z, z_miss, z_range, z_simmean, d, d_mean, x_out, x_outdeg):
    """Total similarity to those to whom one is tied, weighted."""
    total = 0.0
    for k in range(int(x_outdeg[ego])):
        j = x_out[ego, k]
        known = 1.0 - z_miss[j]
        each = known * (d[ego, j] - d_mean)
        total += each * (1.0 - abs(zi - z[j]) / z_range - z_simmean)
    return total


@behavior_effect(
    "avWAlt",
    "z_i (sum_j x_ij (d_ij - mean)) / (sum_j x_ij)",
    types=("evaluation",),
    interaction="OK",
)
def average_weight(ego, zi, d, d_mean, d_miss, x_out, x_outdeg):
    """Average weight of one's ties."""
    total, weight = 0.0, 0.0
    for k in range(int(x_outdeg[ego])):
        j = x_out[ego, k]
        known = 1.0 - d_miss[ego, j]
        each = known * (d[ego, j] - d_mean)
        total += each
        weight += known
    return zi * total / weight if abs(weight) > 1e-6 else 0.0


@behavior_effect("totWAlt", "z_i sum_j x_ij (d_ij - mean)", types=("evaluation",), interaction="OK")
def total_weight(ego, zi, d, d_mean, d_miss, x_out, x_outdeg):
    """Sum of the weights of one's ties."""
    total = 0.0
    for k in range(int(x_outdeg[ego])):
        j = x_out[ego, k]
        known = 1.0 - d_miss[ego, j]
        each = known * (d[ego, j] - d_mean)
        total += each
    return zi * total


@behavior_effect(
    "avWInAlt",
    "z_i (sum_j x_ji (d_ij - mean)) / (sum_j x_ji)",
    types=("evaluation",),
    interaction="OK",
)
def average_in_weight(ego, zi, d, d_mean, d_miss, x_in, x_indeg):
    """Average weight of the ties to one."""
    total, weight = 0.0, 0.0
    for k in range(int(x_indeg[ego])):
        j = x_in[ego, k]
        known = 1.0 - d_miss[ego, j]
        each = known * (d[ego, j] - d_mean)
        total += each
        weight += known
    return zi * total / weight if abs(weight) > 1e-6 else 0.0


@behavior_effect("totWInAlt", "z_i sum_j x_ji (d_ij - mean)", types=("evaluation",), interaction="OK")
def total_in_weight(ego, zi, d, d_mean, d_miss, x_in, x_indeg):
    """Sum of the weights of the ties to one."""
    total = 0.0
    for k in range(int(x_indeg[ego])):
        j = x_in[ego, k]
        known = 1.0 - d_miss[ego, j]
        each = known * (d[ego, j] - d_mean)
        total += each
    return zi * total
