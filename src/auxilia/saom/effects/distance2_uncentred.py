"""Influence on behaviour from two steps away, as in `distance2`, with values that are not centred."""

from auxilia.saom.catalogue import behavior_effect


@behavior_effect(
    "avInAltDist2_nc",
    "(z_i + mean) (sum_j x_ij ((sum_h(h != i) x_hj (z_h + mean)) / (sum_h(h != i) x_hj))) / (sum_j x_ij)",
    two_mode="also",
    types=("evaluation",),
)
def average_average_alter_in_distance2_uncentred(ego, zi, z, z_mean, x_out, x_outdeg, x_in, x_indeg):
    """Average over one's partners of the average value, not centred, of those tied to them."""
    total = 0.0
    for k in range(int(x_outdeg[ego])):
        j = x_out[ego, k]
        part, seen = 0.0, 0.0
        for q in range(int(x_indeg[j])):
            h = x_in[j, q]
            if h != ego:
                part += z[h] + z_mean
                seen += 1.0
        total += part / seen if seen > 0 else 0.0
    return (zi + z_mean) * total / x_outdeg[ego] if x_outdeg[ego] > 0 else 0.0


@behavior_effect(
    "totInAltDist2_nc",
    "(z_i + mean) sum_j x_ij sum_h(h != i) x_hj (z_h + mean)",
    two_mode="also",
    types=("evaluation",),
)
def total_total_alter_in_distance2_uncentred(ego, zi, z, z_mean, x_out, x_outdeg, x_in, x_indeg):
    """Sum over one's partners of the sum of the value, not centred, of those tied to them."""
    total = 0.0
    for k in range(int(x_outdeg[ego])):
        j = x_out[ego, k]
        part = 0.0
        for q in range(int(x_indeg[j])):
            h = x_in[j, q]
            if h != ego:
                part += z[h] + z_mean
        total += part
    return (zi + z_mean) * total


@behavior_effect(
    "avTInAltDist2_nc",
    "(z_i + mean) (sum_j x_ij sum_h(h != i) x_hj (z_h + mean)) / (sum_j x_ij)",
    two_mode="also",
    types=("evaluation",),
)
def average_total_alter_in_distance2_uncentred(ego, zi, z, z_mean, x_out, x_outdeg, x_in, x_indeg):
    """Average over one's partners of the sum of the value, not centred, of those tied to them."""
    total = 0.0
    for k in range(int(x_outdeg[ego])):
        j = x_out[ego, k]
        part = 0.0
        for q in range(int(x_indeg[j])):
            h = x_in[j, q]
            if h != ego:
                part += z[h] + z_mean
        total += part
    return (zi + z_mean) * total / x_outdeg[ego] if x_outdeg[ego] > 0 else 0.0


@behavior_effect(
    "totAInAltDist2_nc",
    "(z_i + mean) sum_j x_ij ((sum_h(h != i) x_hj (z_h + mean)) / (sum_h(h != i) x_hj))",
    two_mode="also",
    types=("evaluation",),
)
def total_average_alter_in_distance2_uncentred(ego, zi, z, z_mean, x_out, x_outdeg, x_in, x_indeg):
    """Sum over one's partners of the average value, not centred, of those tied to them."""
    total = 0.0
    for k in range(int(x_outdeg[ego])):
        j = x_out[ego, k]
        part, seen = 0.0, 0.0
        for q in range(int(x_indeg[j])):
            h = x_in[j, q]
            if h != ego:
                part += z[h] + z_mean
                seen += 1.0
        total += part / seen if seen > 0 else 0.0
    return (zi + z_mean) * total
