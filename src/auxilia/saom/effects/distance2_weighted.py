"""Influence on behaviour by actors two steps away, geometrically weighted by the number of ways to them."""

import math

from auxilia.saom.catalogue import behavior_effect


@behavior_effect(
    "totGwdspFFAlt",
    "z_i sum_j(j != i) e^a (1 - (1 - e^-a)^(sum_h x_ih x_hj)) z_j, a = p / 100",
    parameter=69,
    types=("evaluation",),
    interaction="OK",
)
def weighted_ways_forward(n, ego, zi, z, xo_xo, p):
    """Sum of values two steps away, by number of ways: two steps forward."""
    total = 0.0
    for j in range(n):
        if j != ego:
            total += (1.0 - (1.0 - math.exp(-p / 100)) ** xo_xo[j]) * z[j]
    return zi * math.exp(p / 100) * total


@behavior_effect(
    "totGwdspFBAlt",
    "z_i sum_j(j != i) e^a (1 - (1 - e^-a)^(sum_h x_ih x_jh)) z_j, a = p / 100",
    parameter=69,
    two_mode="also",
    types=("evaluation",),
    interaction="OK",
)
def weighted_ways_shared(n, ego, zi, z, xo_xi, p):
    """Sum of values two steps away, by number of ways: a step forward and one back."""
    total = 0.0
    for j in range(n):
        if j != ego:
            total += (1.0 - (1.0 - math.exp(-p / 100)) ** xo_xi[j]) * z[j]
    return zi * math.exp(p / 100) * total


@behavior_effect(
    "totGwdspFFAlt_nc",
    "(z_i + mean) sum_j(j != i) e^a (1 - (1 - e^-a)^(sum_h x_ih x_hj)) (z_j + mean), a = p / 100",
    parameter=69,
    types=("evaluation",),
)
def weighted_ways_forward_uncentred(n, ego, zi, z, z_mean, xo_xo, p):
    """Sum of values two steps away, by number of ways: two steps forward; not centred."""
    total = 0.0
    for j in range(n):
        if j != ego:
            total += (1.0 - (1.0 - math.exp(-p / 100)) ** xo_xo[j]) * (z[j] + z_mean)
    return (zi + z_mean) * math.exp(p / 100) * total


@behavior_effect(
    "totGwdspFBAlt_nc",
    "(z_i + mean) sum_j(j != i) e^a (1 - (1 - e^-a)^(sum_h x_ih x_jh)) (z_j + mean), a = p / 100",
    parameter=69,
    two_mode="also",
    types=("evaluation",),
)
def weighted_ways_shared_uncentred(n, ego, zi, z, z_mean, xo_xi, p):
    """Sum of values two steps away, by number of ways: a step forward and one back; not centred."""
    total = 0.0
    for j in range(n):
        if j != ego:
            total += (1.0 - (1.0 - math.exp(-p / 100)) ** xo_xi[j]) * (z[j] + z_mean)
    return (zi + z_mean) * math.exp(p / 100) * total
