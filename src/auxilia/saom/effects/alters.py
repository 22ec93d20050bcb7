"""Influence on behaviour by the average, total or extreme value of those tied to ego.

Extremes have no maintenance and creation functions: RSiena's statistics of these are not the formula's.
"""

from auxilia.saom.catalogue import behavior_effect


@behavior_effect("avAlt", "z_i (sum_j x_ij z_j) / (sum_j x_ij)", others_move=True, interaction="OK")
def average_alter(ego, zi, z, x_out, x_outdeg):
    """Average value of those to whom one is tied."""
    total = 0.0
    for k in range(int(x_outdeg[ego])):
        total += z[x_out[ego, k]]
    return zi * total / x_outdeg[ego] if x_outdeg[ego] > 0 else 0.0


@behavior_effect("totAlt", "z_i sum_j x_ij z_j", others_move=True, interaction="OK")
def total_alter(ego, zi, z, x_out, x_outdeg):
    """Sum of the values of those to whom one is tied."""
    total = 0.0
    for k in range(int(x_outdeg[ego])):
        total += z[x_out[ego, k]]
    return zi * total


@behavior_effect("avInAlt", "z_i (sum_j x_ji z_j) / (sum_j x_ji)", others_move=True, interaction="OK")
def average_in_alter(ego, zi, z, z_miss, x_in, x_indeg):
    """Average value of those who are tied to one."""
    total, seen = 0.0, 0.0
    for k in range(int(x_indeg[ego])):
        j = x_in[ego, k]
        total += (1.0 - z_miss[j]) * z[j]
        seen += 1.0 - z_miss[j]
    return zi * total / seen if seen > 0 else 0.0


@behavior_effect("totInAlt", "z_i sum_j x_ji z_j", others_move=True, interaction="OK")
def total_in_alter(ego, zi, z, x_in, x_indeg):
    """Sum of the values of those who are tied to one."""
    total = 0.0
    for k in range(int(x_indeg[ego])):
        total += z[x_in[ego, k]]
    return zi * total


@behavior_effect(
    "avRecAlt", "z_i (sum_j x_ij x_ji z_j) / (sum_j x_ij x_ji)", types=("evaluation",), interaction="OK"
)
def average_reciprocated_alter(ego, zi, z, z_miss, x, x_out, x_outdeg):
    """Average value of those with whom one has reciprocated ties."""
    total, seen = 0.0, 0.0
    for k in range(int(x_outdeg[ego])):
        j = x_out[ego, k]
        known = x[j, ego] * (1.0 - z_miss[j])
        total += known * z[j]
        seen += known
    return zi * total / seen if seen > 0 else 0.0


@behavior_effect("totRecAlt", "z_i sum_j x_ij x_ji z_j", types=("evaluation",), interaction="OK")
def total_reciprocated_alter(ego, zi, z, x, x_out, x_outdeg):
    """Sum of the values of those with whom one has reciprocated ties."""
    total = 0.0
    for k in range(int(x_outdeg[ego])):
        j = x_out[ego, k]
        total += x[j, ego] * z[j]
    return zi * total


@behavior_effect(
    "avAltPop", "z_i (sum_j x_ij z_j sum_h x_hj) / (sum_j x_ij)", types=("evaluation",), interaction="OK"
)
def average_popular_alter(ego, zi, z, x_out, x_outdeg, x_indeg):
    """Average value of those to whom one is tied, each times the in-degree."""
    total = 0.0
    for k in range(int(x_outdeg[ego])):
        total += z[x_out[ego, k]] * x_indeg[x_out[ego, k]]
    return zi * total / x_outdeg[ego] if x_outdeg[ego] > 0 else 0.0


@behavior_effect("totAltPop", "z_i sum_j x_ij z_j sum_h x_hj", types=("evaluation",), interaction="OK")
def total_popular_alter(ego, zi, z, x_out, x_outdeg, x_indeg):
    """Sum of the values of those to whom one is tied, each times the in-degree."""
    total = 0.0
    for k in range(int(x_outdeg[ego])):
        total += z[x_out[ego, k]] * x_indeg[x_out[ego, k]]
    return zi * total


@behavior_effect("maxAlt", "z_i max_j x_ij z_j", types=("evaluation",), interaction="OK")
def highest_alter(ego, zi, z, x_out, x_outdeg):
    """Highest value of those to whom one is tied."""
    if x_outdeg[ego] < 1:
        return 0.0
    highest = z[x_out[ego, 0]]
    for k in range(1, int(x_outdeg[ego])):
        highest = max(highest, z[x_out[ego, k]])
    return zi * highest


@behavior_effect("minAlt", "z_i min_j x_ij z_j", types=("evaluation",), interaction="OK")
def lowest_alter(ego, zi, z, x_out, x_outdeg):
    """Lowest value of those to whom one is tied."""
    if x_outdeg[ego] < 1:
        return 0.0
    lowest = z[x_out[ego, 0]]
    for k in range(1, int(x_outdeg[ego])):
        lowest = min(lowest, z[x_out[ego, k]])
    return zi * lowest


@behavior_effect(
    "avAlt_cc", "(z_i - c) (sum_j x_ij (z_j - c)) / (sum_j x_ij), c = sum_j z_j / n", types=("evaluation",)
)
def average_alter_current(n, ego, zi, z, x_out, x_outdeg):
    """Average value of those to whom one is tied, around the present mean of all."""
    mean, total, degree = zi - z[ego], 0.0, x_outdeg[ego]
    for j in range(n):
        mean += z[j]
    mean /= n
    for k in range(int(degree)):
        total += z[x_out[ego, k]] - mean
    return (zi - mean) * total / degree if degree > 0 else 0.0


@behavior_effect("totAlt_cc", "(z_i - c) sum_j x_ij (z_j - c), c = sum_j z_j / n", types=("evaluation",))
def total_alter_current(n, ego, zi, z, x_out, x_outdeg):
    """Sum of the values of those to whom one is tied, around the present mean of all."""
    mean, total = zi - z[ego], 0.0
    for j in range(n):
        mean += z[j]
    mean /= n
    for k in range(int(x_outdeg[ego])):
        total += z[x_out[ego, k]] - mean
    return (zi - mean) * total
