"""Effects of a behaviour on itself: where it drifts to, whoever one is tied to.

Thresholds and groups have no maintenance and creation functions: RSiena's statistics of these are not those
of the formula.
"""

from dataclasses import replace

from auxilia.saom.catalogue import behavior_effect


@behavior_effect("linear", "z_i", interaction="OK")
def linear(zi):
    """Linear shape: the drive upward."""
    return zi


@behavior_effect("quad", "z_i^2")
def quadratic(zi):
    """Quadratic shape: self-reinforcement."""
    return zi * zi


@behavior_effect("quad_nc", "(z_i + mean)^2", types=("evaluation",))
def quadratic_uncentred(zi, z_mean):
    """Quadratic shape of the value as it is, not centred."""
    return (zi + z_mean) * (zi + z_mean)


@behavior_effect("quad_cc", "(z_i - sum_j z_j / n)^2", types=("evaluation",))
def quadratic_current(n, ego, zi, z):
    """Quadratic shape around the present mean of all."""
    total = zi - z[ego]
    for j in range(n):
        total += z[j]
    return (zi - total / n) * (zi - total / n)


@behavior_effect("threshold", "I{z_i + mean >= p}", types=("evaluation",))
def threshold(zi, z_mean, p):
    """Value at least p, not centred."""
    return 1.0 if zi + z_mean >= p - 1e-9 else 0.0


# More thresholds, so that a model may have several.
threshold2 = replace(threshold, name="threshold2")
threshold3 = replace(threshold, name="threshold3")
threshold4 = replace(threshold, name="threshold4")


@behavior_effect("avGroup", "z_i (sum_j z_j / n + mean - p)", parameter=1, types=("evaluation",))
def average_group(n, ego, zi, z, z_mean, p):
    """Average value of all; p is its centre, the overall mean if below 1/2."""
    total = zi - z[ego]
    for j in range(n):
        total += z[j]
    return zi * (total / n + (z_mean - p if p > 0.5 else 0.0))


@behavior_effect("totGroup", "z_i (sum_j z_j + mean - p)", parameter=1, types=("evaluation",))
def total_group(n, ego, zi, z, z_mean, p):
    """Sum of the values of all; p is its centre, the overall mean if below 1/2."""
    total = zi - z[ego]
    for j in range(n):
        total += z[j]
    return zi * (total + (z_mean - p if p > 0.5 else 0.0))


@behavior_effect("simAllNear", "sum_j max(p - |z_i - z_j|, 0)", parameter=2, types=("evaluation",))
def similarity_near(n, ego, zi, z, p):
    """Similarity to all who are nearer than p."""
    total = 0.0
    for j in range(n):
        if j != ego:
            total += max(p - abs(zi - z[j]), 0.0)
    return total


@behavior_effect("simAllFar", "sum_j min(p - |z_i - z_j|, 0)", parameter=4, types=("evaluation",))
def similarity_far(n, ego, zi, z, p):
    """Similarity to all who are farther than p."""
    total = 0.0
    for j in range(n):
        if j != ego:
            total += min(p - abs(zi - z[j]), 0.0)
    return total


@behavior_effect(
    "indegAvGroup",
    "z_i ((sum_jh x_hj z_j) / (sum_jh x_hj) + mean - p)",
    parameter=1,
    types=("evaluation",),
)
def average_group_weighted(n, ego, zi, z, z_mean, x_indeg, p):
    """Average value of all weighted by in-degrees; p is its centre, the mean if below 1/2."""
    total, ties = (zi - z[ego]) * x_indeg[ego], 0.0
    for j in range(n):
        total += z[j] * x_indeg[j]
        ties += x_indeg[j]
    return zi * ((total / ties if ties > 0 else 0.0) + (z_mean - p if p > 0.5 else 0.0))


@behavior_effect("indegTotGroup", "z_i (sum_jh x_hj z_j + mean - p)", parameter=1, types=("evaluation",))
def total_group_weighted(n, ego, zi, z, z_mean, x_indeg, p):
    """Sum of the values of all weighted by in-degrees; p is its centre, the mean if below 1/2."""
    total = (zi - z[ego]) * x_indeg[ego]
    for j in range(n):
        total += z[j] * x_indeg[j]
    return zi * (total + (z_mean - p if p > 0.5 else 0.0))
