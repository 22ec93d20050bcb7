"""Influence on behaviour by the average, total or extreme value of those to whom one is tied."""

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
