"""Effects of a behaviour's average over all actors, and of a value as the aim of the out-degree."""

import math

from auxilia.saom.catalogue import network_effect


@network_effect("avGroupEgoX", "x_i+ sum_h v_h / n", two_mode="also", interaction="ego")
def group_average(m, n, v, out):
    """Average of all actors."""
    total = 0.0
    for h in range(n):
        total += v[h]
    for j in range(m):
        out[j] = total / n


@network_effect("totGroupEgoX", "x_i+ sum_h v_h", two_mode="also", interaction="ego")
def group_total(m, n, v, out):
    """Sum over all actors."""
    total = 0.0
    for h in range(n):
        total += v[h]
    for j in range(m):
        out[j] = total


@network_effect(
    "degAbsDiffX",
    "|x_i+ - floor(v_i)|",
    shape="ego",
    two_mode="also",
    interaction="ego",
    types=("evaluation",),
)
def degree_off_value(ego, x_outdeg, v, v_miss, out):
    """Absolute difference of the out-degree and the integer part of ego's value."""
    out[0] = abs(x_outdeg[ego] - math.floor(v[ego])) * (1.0 - v_miss[ego])


@degree_off_value.change
def _(m, ego, xo, x_outdeg, v, out):
    for j in range(m):
        out[j] = 1.0 if x_outdeg[ego] - xo[j] >= math.floor(v[ego]) else -1.0


@network_effect(
    "degPosDiffX",
    "max(x_i+ - floor(v_i), 0)",
    shape="ego",
    two_mode="also",
    interaction="ego",
    types=("evaluation",),
)
def degree_above_value(ego, x_outdeg, v, v_miss, out):
    """Out-degree beyond the integer part of ego's value."""
    out[0] = max(x_outdeg[ego] - math.floor(v[ego]), 0.0) * (1.0 - v_miss[ego])


@degree_above_value.change
def _(m, ego, xo, x_outdeg, v, out):
    for j in range(m):
        out[j] = 1.0 if x_outdeg[ego] - xo[j] >= math.floor(v[ego]) else 0.0


@network_effect(
    "degNegDiffX",
    "max(floor(v_i) - x_i+, 0)",
    shape="ego",
    two_mode="also",
    interaction="ego",
    types=("evaluation",),
)
def degree_below_value(ego, x_outdeg, v, v_miss, out):
    """Integer part of ego's value beyond the out-degree."""
    out[0] = max(math.floor(v[ego]) - x_outdeg[ego], 0.0) * (1.0 - v_miss[ego])


@degree_below_value.change
def _(m, ego, xo, x_outdeg, v, out):
    for j in range(m):
        out[j] = -1.0 if x_outdeg[ego] - xo[j] < math.floor(v[ego]) else 0.0
