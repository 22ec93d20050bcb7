"""Effects of a behaviour on itself, and of networks, on behaviour."""

from auxilia.saom.catalogue import behavior_effect


@behavior_effect("linear", "z_i")
def linear(zi):
    """Linear shape: the drive upward."""
    return zi


@behavior_effect("quad", "z_i^2")
def quadratic(zi):
    """Quadratic shape: self-reinforcement."""
    return zi * zi


@behavior_effect("avAlt", "z_i (sum_j x_ij z_j) / (sum_j x_ij)", others_move=True)
def average_alter(n, ego, zi, z, xo, x_outdeg):
    """Average value of those to whom one is tied."""
    total = 0.0
    for j in range(n):
        total += xo[j] * z[j]
    return zi * total / x_outdeg[ego] if x_outdeg[ego] > 0 else 0.0
